"""The conversation with its line: what is typed, suggested and chosen there."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Label, Static

from tutor.tui.footer import Moment
from tutor.tui.prompt import Prompt
from tutor.tui.suggestions import Suggestion, Suggestions
from tutor.tui.thread import OwnThread
from tutor.tui.titles import invitation
from tutor.tui.transcript import Transcript

if TYPE_CHECKING:
    from tutor.conversation import messages as m
    from tutor.conversation.session import Session

MOST_SUGGESTIONS = 3
"""How many questions are suggested."""

COMMAND_LINES = 6
"""How many commands, or words after one, are seen at once; the others are scrolled to."""

SHORTEST_SUGGESTED = 3
"""Letters typed before questions are suggested."""


class Chat(Vertical):
    """Transcript, map beside it, line and suggestions. It keeps the keys on the line."""

    @dataclass
    class Said(Message):
        """A line was sent; empty where nothing is typed and nothing chosen."""

        text: str

    @dataclass
    class Chose(Message):
        """A choice was taken, by its key."""

        key: str

    class Moved(Message):
        """Other keys may do something now."""

    def __init__(self) -> None:
        super().__init__(id="chat")
        self._session: Session | None = None
        self._searching = OwnThread("suggestions")

    def compose(self) -> ComposeResult:
        """Conversation and room for the map, the line, what it may become."""
        with Horizontal(id="body"):
            yield Transcript()
            yield Static(id="side")
        with Horizontal(id="line"):
            yield Label("›", markup=False)
            yield Prompt()
        yield Suggestions()

    def on_mount(self) -> None:
        """Type at once."""
        self.prompt.focus()
        self.prompt.placeholder = invitation(None, self.size.width)
        self.watch(self.transcript, "scroll_y", self._tell_moved)
        self.watch(self.transcript, "virtual_size", self._tell_moved)

    @property
    def transcript(self) -> Transcript:
        """The conversation."""
        return self.query_one(Transcript)

    @property
    def prompt(self) -> Prompt:
        """The line that is typed on."""
        return self.query_one(Prompt)

    @property
    def suggestions(self) -> Suggestions:
        """What the line may become."""
        return self.query_one(Suggestions)

    def opened(self, session: "Session") -> None:
        """The session is there: suggest from its course, remember what is sent."""
        self._session = session
        self.prompt.remember(session.history_path)

    def show(self, said: "tuple[m.Message, ...]") -> None:
        """Draw what is said, and await what its prompt awaits."""
        self.transcript.show(said)
        self.prompt.digits_choose = _digits_that_choose(self.transcript.choices)
        self.invite()

    def invite(self) -> None:
        """Say on the empty line what can be typed."""
        self.prompt.placeholder = invitation(self.transcript.prompt, self.size.width)
        self._tell_moved()

    def on_resize(self) -> None:
        """In as many words as there is room for."""
        self.invite()

    @property
    def moment(self) -> Moment:
        """What decides which keys do something."""
        return Moment(
            prompt=self.transcript.prompt,
            choices=len(self.transcript.choices),
            suggested=bool(self.suggestions.items),
            typed=bool(self.prompt.text),
            more_below=self.transcript.more_below,
            wide=self.transcript.hidden_columns > 0,
        )

    @on(Transcript.Fitted)
    def _tell_moved(self) -> None:
        self.post_message(self.Moved())

    def go_back(self) -> bool:
        """Close the list, else empty the line; whether there was either."""
        if self.suggestions.items:
            self.suggestions.close()
        elif self.prompt.text:
            self.prompt.put("")
        else:
            return False
        self._tell_moved()
        return True

    # What is typed

    @on(Prompt.Sent)
    def _sent(self, event: Prompt.Sent) -> None:
        taken, key = self.suggestions.chosen, self.transcript.chosen_key
        if taken is not None and taken.open:
            self._take(taken)
            return
        self.suggestions.close()
        text = taken.text if taken is not None else event.text
        self.post_message(self.Said(text) if text or key is None else self.Chose(key))

    @on(Suggestions.Clicked)
    def _clicked(self, event: Suggestions.Clicked) -> None:
        if event.item.open:
            self._take(event.item)
            return
        self.prompt.put("")
        self.suggestions.close()
        self.post_message(self.Said(event.item.text))

    @on(Transcript.Chosen)
    def _clicked_choice(self, event: Transcript.Chosen) -> None:
        self.post_message(self.Chose(event.key))

    @on(Prompt.Digit)
    def _digit(self, event: Prompt.Digit) -> None:
        choices = self.transcript.choices
        if event.number <= len(choices):
            self.post_message(self.Chose(choices[event.number - 1].key))

    @on(Prompt.Completed)
    def _completed(self) -> None:
        if self.suggestions.items:
            self._take(self.suggestions.chosen or self.suggestions.items[0])

    def _take(self, item: Suggestion) -> None:
        self.prompt.put(item.text + " " * item.open)

    @on(Prompt.Moved)
    def _moved(self, event: Prompt.Moved) -> None:
        suggestions, transcript = self.suggestions, self.transcript
        if suggestions.items and (event.by > 0 or suggestions.highlighted is not None):
            suggestions.move(event.by)
        elif not self.prompt.text and (event.by > 0 or transcript.chosen is not None):
            transcript.move(event.by)
        elif event.by < 0:
            self.prompt.recall()

    @on(Prompt.Left)
    def _left(self) -> None:
        self.app.exit(0)

    @on(Prompt.Sideways)
    def _sideways(self, event: Prompt.Sideways) -> None:
        self.transcript.sideways(event.by)

    @on(Prompt.Scrolled)
    def _scrolled(self, event: Prompt.Scrolled) -> None:
        if event.by < 0:
            self.transcript.scroll_page_up(animate=False)
        else:
            self.transcript.scroll_page_down(animate=False)

    @on(Prompt.Typed)
    def _typed(self, event: Prompt.Typed) -> None:
        if not event.text.strip():
            self.suggestions.close()
        self.call_after_refresh(self._suggest)  # the letter is painted first
        self._tell_moved()

    @work(exclusive=True, group="suggestions")
    async def _suggest(self) -> None:
        """What the line may become; what is found for a line that has changed since is dropped."""
        text = self.prompt.text
        typed = text.strip()
        if not typed:
            return
        if typed.startswith("/"):
            self.suggestions.show(self._commands(text.lstrip()), COMMAND_LINES)
        elif self._session is not None and len(typed) >= SHORTEST_SUGGESTED and self._may_suggest():
            session = self._session
            found = await self._searching.run(lambda: session.suggest(typed))
            if self.prompt.text != text:
                return
            items = [Suggestion(one.question) for one in found[:MOST_SUGGESTIONS]]
            self.suggestions.show(items, MOST_SUGGESTIONS)
        else:
            self.suggestions.show((), 0)
        self._tell_moved()

    def _commands(self, typed: str) -> list[Suggestion]:
        """The commands that begin so, or what may follow the one that is typed."""
        from tutor.conversation.complete import of_commands

        session, themes = self._session, sorted(self.app.available_themes)
        course, installed = (session.course, session.installed) if session else (None, ())
        return [
            Suggestion(typed[: len(typed) - one.replaces] + one.text, one.note, one.open)
            for one in of_commands(typed, course, installed, themes)
        ]

    def _may_suggest(self) -> bool:
        """Not over a typed answer: a suggestion would give it away."""
        from tutor.conversation.messages import Confirm, TypeAnswer

        return not isinstance(self.transcript.prompt, TypeAnswer | Confirm | None)


def _digits_that_choose(choices: "tuple[m.Choice, ...]") -> int:
    """How many digits choose at once: none where an answer itself may begin with one."""
    if len(choices) > 9 or any(choice.text.lstrip()[:1].isdigit() for choice in choices):
        return 0
    return len(choices)
