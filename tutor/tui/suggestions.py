"""What the line may become: commands after a slash, questions of the course otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.text import Text
from textual import events
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

MORE = "  ↓ more"
"""Stands at the end of the last line in view where others follow."""


class Suggestion(NamedTuple):
    """What an item puts on the line, what it says of that, and whether more is to be typed."""

    text: str
    note: str = ""
    open: bool = False


class Suggestions(Widget, can_focus=False):
    """A short list under the line, moved through from the line.

    It keeps its height while one types, so that the screen stays still.
    """

    highlighted: var[int | None] = var(None, init=False)

    @dataclass
    class Clicked(Message):
        """An item was clicked."""

        item: Suggestion

    def __init__(self) -> None:
        super().__init__(id="suggestions")
        self.items: tuple[Suggestion, ...] = ()
        self._rows = 0
        self._top = 0

    def show(self, items: Sequence[Suggestion], rows: int) -> None:
        """Offer these, in ``rows`` lines; more of them are scrolled through."""
        self.items = tuple(items)
        self._top = 0
        self.highlighted = None
        if not items and not self._rows:
            return
        if rows > self._rows:
            self._rows = rows
            self.styles.height = rows
            self.add_class("open")
        self.refresh()

    def close(self) -> None:
        """Offer nothing, and give the room back."""
        self.items = ()
        self.highlighted = None
        if self._rows:
            self._rows = 0
            self.remove_class("open")

    @property
    def chosen(self) -> Suggestion | None:
        """The highlighted item."""
        return self.items[self.highlighted] if self.highlighted is not None else None

    def move(self, by: int) -> None:
        """Move the highlight; above the first item it goes out."""
        to = (-1 if self.highlighted is None else self.highlighted) + by
        self.highlighted = None if to < 0 else min(to, len(self.items) - 1)

    def watch_highlighted(self) -> None:
        """Keep what is highlighted in view."""
        at = self.highlighted or 0
        self._top = max(min(self._top, at), at - self._rows + 1)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """An item, or room for one."""
        width = self.size.width
        at = self._top + y
        if at >= len(self.items):
            return Strip.blank(width, self.rich_style)
        line = self._line(self.items[at])
        more = MORE if at == self._top + self._rows - 1 and at < len(self.items) - 1 else ""
        line.truncate(max(width - len(more), 1), overflow="ellipsis")
        line.append(more, style="tutor.quiet")
        line.truncate(max(width, 1), pad=True)
        if at == self.highlighted:
            line.stylize("tutor.chosen")
        segments = line.render(self.app.console, end="")
        return Strip(list(segments), width).apply_style(self.rich_style)

    def _line(self, item: Suggestion) -> Text:
        line = Text(item.text, no_wrap=True)
        return line.append(f"  {item.note}", style="tutor.quiet") if item.note else line

    def on_click(self, event: events.Click) -> None:
        """Take what is clicked."""
        at = self._top + event.y
        if at < len(self.items):
            self.post_message(self.Clicked(self.items[at]))
