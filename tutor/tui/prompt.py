"""The line that is typed on: Enter sends, history goes up, suggestions come down."""

from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from tutor.text import MOST_TYPED, clean
from tutor.tui.history import History

ONE_STROKE = 0.5
"""Seconds after a digit in which Enter still belongs to it: a digit alone has chosen already."""


class Prompt(TextArea):
    """A text area that sends on Enter and grows up to a few lines."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "newline", "New line", show=False, id="prompt.newline"),
    ]

    @dataclass
    class Sent(Message):
        """A text to send; empty for a bare Enter."""

        text: str

    @dataclass
    class Typed(Message):
        """The text as it now stands."""

        text: str

    @dataclass
    class Moved(Message):
        """Up or down was pressed for the list that is open: -1 or 1."""

        by: int

    @dataclass
    class Completed(Message):
        """Tab: take the first or the highlighted suggestion into the line."""

    @dataclass
    class Digit(Message):
        """A digit on an empty line."""

        number: int

    @dataclass
    class Sideways(Message):
        """Left or right on an empty line, for what is too wide: -1 or 1."""

        by: int

    @dataclass
    class Left(Message):
        """The end of input (Ctrl+D) on an empty line."""

    @dataclass
    class Scrolled(Message):
        """Page up or down in the conversation: -1 or 1."""

        by: int

    def __init__(self) -> None:
        super().__init__(
            compact=True,
            highlight_cursor_line=False,
            placeholder="ask anything, or / for commands",
            id="prompt",
        )
        self.cursor_blink = False
        self._history = History(None)
        self.digits_choose = 0
        """A digit up to this number chooses at once on an empty line; others are typed."""
        self.one_stroke = ONE_STROKE
        self._digit_at = -ONE_STROKE

    async def _on_key(self, event: events.Key) -> None:
        if self._acts_on(event):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)

    def _acts_on(self, event: events.Key) -> bool:
        """Whether the key means something here other than typing."""
        first = self.navigator.is_first_wrapped_line(self.cursor_location)
        last = self.navigator.is_last_wrapped_line(self.cursor_location)
        match event.key:
            case "enter" if not self.text and monotonic() - self._digit_at < self.one_stroke:
                self._digit_at = -self.one_stroke
            case "enter":
                self._send()
            case "tab":
                self.post_message(self.Completed())
            case "up" if first and self.text and self._history.browsing:
                self._recall(self._history.older(self.text))
            case "up" if first:
                self.post_message(self.Moved(-1))
            case "down" if last and self._history.browsing:
                self._recall(self._history.newer())
            case "down" if last:
                self.post_message(self.Moved(1))
            case "pageup" | "pagedown":
                self.post_message(self.Scrolled(-1 if event.key == "pageup" else 1))
            case "left" | "right" if not self.text:
                self.post_message(self.Sideways(-1 if event.key == "left" else 1))
            case "ctrl+d" if not self.text:
                self.post_message(self.Left())
            case digit if (
                not self.text and digit.isdigit() and 0 < int(digit) <= self.digits_choose
            ):
                self._digit_at = monotonic()
                self.post_message(self.Digit(int(digit)))
            case _:
                return False
        return True

    async def _on_paste(self, event: events.Paste) -> None:
        """Take pasted lines as one text, without what could harm a terminal or what ends it."""
        event.prevent_default()
        event.stop()
        room = max(MOST_TYPED - len(self.text), 0)
        text = clean(event.text).strip("\n")[:room]
        self.replace(text, *self.selection, maintain_selection_offset=False)

    def remember(self, path: Path) -> None:
        """Go on with the history of a file."""
        early, self._history = self._history, History(path)
        for line in early.lines:
            self._history.add(line)

    def recall(self) -> None:
        """Show the line sent before."""
        self._recall(self._history.older(self.text))

    def _recall(self, text: str) -> None:
        self.put(text)

    def edit(self, edit: Edit) -> EditResult:
        """Put in only what can be drawn safely, and no more than is read: a paste may hold all."""
        room = MOST_TYPED - len(self.text)
        return super().edit(replace(edit, text=clean(edit.text[:MOST_TYPED])[: max(room, 0)]))

    def put(self, text: str) -> None:
        """Replace what is typed, the cursor at its end."""
        self.load_text(clean(text))
        self.move_cursor(self.document.end)

    def _send(self) -> None:
        text = self.text.strip()[:MOST_TYPED]
        self._history.add(text)
        self.put("")  # at once: what is typed ahead is a line of its own
        self.post_message(self.Sent(text))

    def action_newline(self) -> None:
        """Begin another line."""
        self.insert("\n")

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Tell what is typed so far."""
        event.stop()
        self.post_message(self.Typed(self.text))
