"""The full-screen face. It draws messages and sends turns; what they mean is not decided here."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widgets import Label, OptionList, Static

from tutor.conversation import messages as m
from tutor.conversation.commands import Command, completions, find
from tutor.conversation.route import GoOn, Pick, Run, Turn
from tutor.conversation.session import Session
from tutor.text import clean
from tutor.tui.choices import ChoiceList
from tutor.tui.harmless import HarmlessText, read_any_byte
from tutor.tui.map import ConceptMap
from tutor.tui.panels import HelpPanel, LessonsPanel
from tutor.tui.prompt import Prompt
from tutor.tui.suggestions import Suggestions
from tutor.tui.transcript import Transcript

MOST_SUGGESTIONS = 3
MOST_COMMANDS = 5
SHORTEST_SUGGESTED = 3
"""Letters typed before questions are suggested."""

SMALLEST = (20, 5)
"""Columns and lines below which there is no room for a conversation."""

KEYS = (
    "enter send", "1-9 choose", "F1 help", "F2 map", "F3 lessons", "F4 review", "/ commands",
    "^Q quit",
)  # fmt: skip

Said = tuple[m.Message, ...]
_HARMLESS = HarmlessText()


class TutorApp(App[int]):
    """One conversation on the whole screen."""

    CSS_PATH = "tutor.tcss"
    TITLE = "tutor"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (90, "-wide")]  # noqa: RUF012 - Textual's own form
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "guide", "Help", id="tutor.help"),
        Binding("f2", "map", "Map", id="tutor.map"),
        Binding("f3", "lessons", "Lessons", id="tutor.lessons"),
        Binding("f4", "run_command('review')", "Review", id="tutor.review"),
        Binding("escape", "go_back", "Back", id="tutor.back"),
    ]

    def __init__(self, session: Session, *, start: str | None = None, fresh: bool = False) -> None:
        super().__init__()
        self.session = session
        self._start = start
        self._fresh = fresh
        self._turns: asyncio.Queue[Callable[[], Said]] = asyncio.Queue()
        self._last_answer = ""
        if os.environ.get("NO_COLOR"):
            self.theme = "ansi-dark"

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, after one that lets no text reach the terminal as a command."""
        return [_HARMLESS, *super().get_line_filters()]

    def compose(self) -> ComposeResult:
        """Title, conversation and map, the line, the keys."""
        yield Static(id="title", markup=False)
        with Horizontal(id="body"):
            yield Transcript()
            yield ConceptMap()
        with Horizontal(id="line"):
            yield Label("›", markup=False)
            yield Prompt(self.session.history_path)
        yield Suggestions()
        yield Static(id="keys", markup=False)
        yield Static("tutor needs {} × {}".format(*SMALLEST), id="small", markup=False)

    def on_mount(self) -> None:
        """Take up the conversation."""
        self.query_one(Prompt).focus()
        with suppress(NotImplementedError, ValueError, RuntimeError):
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.exit, 0)
        self.watch(self.query_one(Transcript), "scroll_y", self._draw_keys)
        self._turns.put_nowait(lambda: self.session.start(self._start, fresh=self._fresh))
        self._take_turns()

    def on_resize(self) -> None:
        """Fit the title and the keys; where there is no room to talk, say what is needed."""
        columns, lines = SMALLEST
        self.screen_stack[0].set_class(
            self.size.width < columns or self.size.height < lines, "-too-small"
        )
        self._draw_frame()

    @work(group="turns")
    async def _take_turns(self) -> None:
        """One turn after another, each in a thread, so that the screen never waits."""
        while True:
            turn = await self._turns.get()
            said = await asyncio.to_thread(turn)
            await self._show(said)
            self._turns.task_done()

    async def turns_taken(self) -> None:
        """Wait until every turn in the queue has been taken and drawn."""
        await self._turns.join()

    async def _show(self, said: Said) -> None:
        for message in said:
            if isinstance(message, m.Answered):
                self._last_answer = f"{message.short}\n\n{message.answer}".strip()
        await self.query_one(Transcript).show(said)
        self._draw_frame()
        if any(isinstance(message, m.Goodbye) for message in said):
            self.exit(0)

    def _draw_frame(self) -> None:
        prompt, overview = self.session.prompt, self.session.overview()
        line = self.query_one(Prompt)
        line.digits_choose = len(m.choices_of(prompt))
        line.placeholder = _placeholder(prompt, narrow=self.size.width < 50)
        self.query_one("#title", Static).update(
            _title(self.session.course.title, overview.sentence, self.size.width - 2)
        )
        self._draw_keys()
        self.query_one(ConceptMap).show(self.session.course, overview)

    def _draw_keys(self) -> None:
        """The keys, and first of all the way down where there is more below."""
        transcript = self.query_one(Transcript)
        more = ("PgDn more ▼",) if transcript.scroll_y < transcript.max_scroll_y - 1 else ()
        self.query_one("#keys", Static).update(_fitted((*more, *KEYS), self.size.width - 2))

    def send(self, turn: Turn) -> None:
        """Put a turn in the queue."""
        self._turns.put_nowait(lambda: self.session.send(turn))

    # What is typed

    @on(Prompt.Sent)
    def _sent(self, event: Prompt.Sent) -> None:
        text = self.query_one(Suggestions).chosen or event.text
        choices = self._choices()
        if text:
            self.say(text)
        elif choices is not None and choices.chosen is not None:
            self.send(Pick(choices.chosen))
        else:
            self.send(GoOn())

    def say(self, text: str) -> None:
        """Send a typed line; commands of the screen are carried out here."""
        name, _, argument = text.removeprefix("/").partition(" ")
        command = find(name) if text.startswith("/") else None
        if command is not None and command.by == "face":
            self._face_command(command, argument.strip())
        else:
            self._turns.put_nowait(lambda: self.session.say(text))

    @on(Prompt.Typed)
    def _typed(self, event: Prompt.Typed) -> None:
        self._suggest(event.text)

    @work(exclusive=True, group="suggestions")
    async def _suggest(self, text: str) -> None:
        """The latest wins: an older search is given up when the next key comes."""
        typed = text.strip()
        items: list[tuple[str, str]] = []
        if typed.startswith("/") and " " not in typed:
            items = [(f"/{c.name}", c.summary) for c in completions(typed)[:MOST_COMMANDS]]
        elif len(typed) >= SHORTEST_SUGGESTED and isinstance(self.session.prompt, _OPEN):
            found = await asyncio.to_thread(self.session.suggest, typed)
            items = [(suggestion.question, "") for suggestion in found[:MOST_SUGGESTIONS]]
        self.query_one(Suggestions).show(items)

    @on(Prompt.Completed)
    def _completed(self) -> None:
        suggestions = self.query_one(Suggestions)
        if suggestions.items:
            self.query_one(Prompt).put(suggestions.chosen or suggestions.items[0][0])

    @on(Prompt.Moved)
    def _moved(self, event: Prompt.Moved) -> None:
        suggestions, prompt, choices = (
            self.query_one(Suggestions),
            self.query_one(Prompt),
            self._choices(),
        )
        if suggestions.items and (event.by > 0 or suggestions.highlighted is not None):
            suggestions.move(event.by)
        elif not prompt.text and choices is not None and (event.by > 0 or choices.highlighted):
            move = choices.action_cursor_down if event.by > 0 else choices.action_cursor_up
            move()
            choices.scroll_visible(animate=False)
        elif event.by < 0:
            prompt.recall()

    @on(Prompt.Digit)
    def _digit(self, event: Prompt.Digit) -> None:
        choices = m.choices_of(self.session.prompt)
        if event.number <= len(choices):
            self.send(Pick(choices[event.number - 1].key))

    @on(Prompt.Scrolled)
    def _scrolled(self, event: Prompt.Scrolled) -> None:
        panel = self.query_one(ConceptMap)
        scrolled = panel if panel.has_class("shown") else self.query_one(Transcript)
        if event.by < 0:
            scrolled.scroll_page_up(animate=False)
        else:
            scrolled.scroll_page_down(animate=False)

    @on(OptionList.OptionSelected, "ChoiceList")
    def _clicked_choice(self, event: OptionList.OptionSelected) -> None:
        choices = event.option_list
        if isinstance(choices, ChoiceList):
            self.send(Pick(choices.keys[event.option_index]))

    @on(OptionList.OptionSelected, "#suggestions")
    def _clicked_suggestion(self, event: OptionList.OptionSelected) -> None:
        text = self.query_one(Suggestions).items[event.option_index][0]
        self.query_one(Prompt).put("")
        self.say(text)

    def _choices(self) -> ChoiceList | None:
        found = self.query(ChoiceList)
        return found.last() if found else None

    # Keys and commands

    def action_run_command(self, name: str) -> None:
        """Run a command of the registry."""
        command = find(name)
        if command is not None and command.by == "face":
            self._face_command(command, "")
        elif name == "help":
            self.action_guide()
        else:
            self.send(Run(name))

    def _face_command(self, command: Command, argument: str) -> None:
        match command.name:
            case "copy":
                self.copy_to_clipboard(clean(self._last_answer))
                self.notify("Copied." if self._last_answer else "There is no answer to copy yet.")
            case "map":
                self.action_map()
            case "theme" if argument in self.available_themes:
                self.theme = argument
            case _:
                self.action_change_theme()

    def action_guide(self) -> None:
        """Keys and commands."""
        from tutor.conversation import views

        in_lesson = not isinstance(self.session.prompt, m.AskAnything)
        self.push_screen(HelpPanel(views.guide(in_lesson).text))

    def action_map(self) -> None:
        """Show or hide the map."""
        panel = self.query_one(ConceptMap)
        panel.toggle_class("shown" if self.size.width < 90 else "hidden")
        self.call_after_refresh(self._draw_frame)

    def action_lessons(self) -> None:
        """Pick a lesson."""

        def start(name: str | None) -> None:
            if name is not None:
                self.send(Run("lesson", name))

        self.push_screen(LessonsPanel(self.session.course, self.session.coverage), start)

    def action_go_back(self) -> None:
        """Close what is open, else empty the line, else go back in the lesson."""
        suggestions, prompt, panel = (
            self.query_one(Suggestions),
            self.query_one(Prompt),
            self.query_one(ConceptMap),
        )
        if suggestions.items:
            suggestions.show(())
        elif prompt.text:
            prompt.put("")
        elif panel.has_class("shown"):
            panel.remove_class("shown")
        elif not isinstance(self.session.prompt, m.AskAnything):
            self.send(Run("back"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """The palette: every command of the registry that needs no argument, and every course."""
        for command in self.session.commands:
            if not command.argument or command.argument.startswith("["):
                yield SystemCommand(
                    command.name.capitalize(),
                    command.summary,
                    lambda name=command.name: self.action_run_command(name),
                )
        for at in self.session.installed:
            if at.id != self.session.course.id:
                yield SystemCommand(
                    f"Course: {_unmarked(at.title)}",
                    "Change to this course; your place in this one is kept",
                    lambda name=at.id: self.send(Run("course", name)),
                )


_OPEN = (m.AskAnything, m.PressContinue, m.PickChoice, m.PickOption, m.PickSuggestion)
"""The prompts at which questions are suggested; over a typed answer they would give it away."""


def _unmarked(title: str) -> str:
    """A title without square brackets: the palette, alone of all, reads its items as markup."""
    return clean(title).replace("[", "(").replace("]", ")")


def _placeholder(prompt: m.Prompt, *, narrow: bool) -> str:
    match prompt:
        case m.PressContinue():
            return "Enter continues; or ask anything" if not narrow else "Enter continues"
        case m.TypeAnswer():
            return "type your answer; ? asks something else" if not narrow else "your answer"
        case m.PickOption() | m.PickChoice() | m.PickSuggestion() | m.Confirm():
            return "choose a number, or ask anything" if not narrow else "a number, or ask"
        case m.AskAnything():
            return "ask anything, or / for commands" if not narrow else "ask anything"


def _title(course: str, counts: str, width: int) -> Text:
    """The course on the left, the counts on the right, as far as they fit."""
    left = Text(clean(course), style="bold", no_wrap=True)
    shortest = counts.replace(" of ", "/").replace(" explained", " expl.")
    right = counts if left.cell_len + len(counts) + 2 <= width else shortest
    if left.cell_len + len(right) + 2 > width:
        right = right.split(" · ")[0]
    left.truncate(max(width - len(right) - 2, 8), overflow="ellipsis")
    gap = width - left.cell_len - len(right)
    return left + Text(" " * max(gap, 1) + right, no_wrap=True)


def _fitted(parts: Iterable[str], width: int) -> str:
    """As many of the keys as fit on the line."""
    line = ""
    for part in parts:
        longer = f"{line} · {part}" if line else part
        if len(longer) > width:
            break
        line = longer
    return line


def run(session: Session, *, start: str | None = None, fresh: bool = False) -> int:
    """Run until the learner leaves; the process's exit code."""
    read_any_byte()
    app = TutorApp(session, start=start, fresh=fresh)
    left = app.run()
    session.close()
    return left or app.return_code or 0
