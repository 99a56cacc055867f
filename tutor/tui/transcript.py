"""The conversation on the screen: one widget that draws lines, whatever has been said.

Every message is kept, but only the latest are drawn as lines; those before them are drawn when
one scrolls up to them. So a key costs the same after a thousand turns as after ten.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tutor.tui.block import BLANK, SHAPELESS, Block, Line, block, hidden, shape
from tutor.tui.page import Page

if TYPE_CHECKING:
    from tutor.conversation import messages as m
    from tutor.tui.said import Entry

MOST_DRAWN = 80
KEPT_DRAWN = 40
"""When more than ``MOST_DRAWN`` messages are drawn, the oldest are let go, down to this many."""

DRAWN_AT_ONCE = 30
"""How many older messages are drawn when one scrolls up to them."""

SIDEWAYS = 8
"""Columns that a key moves what is wide."""


class Transcript(ScrollView, can_focus=False):
    """The messages, the latest at the bottom, with what the prompt awaits under them."""

    chosen: var[int | None] = var(None, init=False)
    """The choice that Enter takes."""
    pointed: var[int | None] = var(None, init=False)
    """The choice under the mouse."""
    moved: var[int] = var(0, init=False)
    """How many columns what is wide has been moved to the left."""

    class Fitted(Message):
        """There is more room or less than before."""

    @dataclass
    class Chosen(Message):
        """A choice was clicked; its key."""

        key: str

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []
        self._height = 0
        self._first = 0  # of the entries, the first that is drawn
        self.page = Page()
        """The lines that are drawn, in view or not."""
        self._shape = SHAPELESS
        self._at_end = True
        self._painting = False
        self.prompt: m.Prompt | None = None

    # What is said

    def show(self, messages: "tuple[m.Message, ...]") -> None:
        """Add messages, the last of them the prompt, and bring the first into view."""
        from tutor.tui.said import entries

        first = len(self._entries)
        self._entries += entries(messages, before=self.prompt)
        self.prompt = messages[-1] if messages else None  # type: ignore[assignment]
        self.set_reactive(Transcript.chosen, None)
        self.set_reactive(Transcript.pointed, None)
        self.set_reactive(Transcript.moved, 0)
        if self._shape is SHAPELESS:
            return
        self.page.blocks += [self._drawn(entry) for entry in self._entries[first:]]
        if len(self.page.blocks) > MOST_DRAWN:
            let_go = len(self.page.blocks) - KEPT_DRAWN
            del self.page.blocks[:let_go]
            self._first += let_go
        self.screen.clear_selection()
        self._measure()
        self._go_to(self.page.start(min(first - self._first, len(self.page.blocks))))

    @property
    def choices(self) -> "tuple[m.Choice, ...]":
        """What can be chosen now."""
        if self.prompt is None:
            return ()
        from tutor.conversation.messages import choices_of

        return choices_of(self.prompt)

    @property
    def chosen_key(self) -> str | None:
        """The key of the choice that Enter takes, where one is highlighted."""
        return self.choices[self.chosen].key if self.chosen is not None else None

    def move(self, by: int) -> None:
        """Highlight the next choice (1) or the one before (-1); above the first, none."""
        from tutor.tui.choices import next_open

        self.chosen = next_open(self.choices, self.chosen, by)
        if self.chosen is not None:
            self._show_choice(self.chosen)

    def sideways(self, by: int) -> None:
        """Move what is too wide, to the right (1) or back (-1)."""
        self.moved = max(0, min(self.moved + by * SIDEWAYS, self.hidden_columns))

    @property
    def hidden_columns(self) -> int:
        """How many columns of what is in view lie beyond the right edge."""
        in_view = range(self.scroll_offset.y, self._bottom)
        return max((hidden(self.page.line(at), self._shape) for at in in_view), default=0)

    @property
    def more_below(self) -> bool:
        """Whether there is something below what is in view."""
        return self.scroll_y < self.max_scroll_y - 1

    # How it is drawn

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint lines: without the offsets that ``render_line`` tells to whom selects text.

        Every style that is painted is kept by Textual, and each offset would make another.
        """
        self._painting = True
        try:
            return super().render_lines(crop)
        finally:
            self._painting = False

    def render_line(self, y: int) -> Strip:
        """A line in view."""
        at = self.scroll_offset.y + y
        strip = self._cut(self.page.line(at), at)
        return strip.extend_cell_length(self.size.width).apply_style(self.rich_style)

    def _cut(self, line: Line, at: int) -> Strip:
        """A line as far as it is in view."""
        room = self._shape
        start = room.gutter + (self.moved if line.wide else 0)
        gutter = line.strip.crop(0, room.gutter)
        body = line.strip.crop(start, max(start, start + room.columns - room.gutter - line.wide))
        if start > room.gutter:
            gutter = Strip.join([gutter.crop(0, room.gutter - 1), self._sign("◂")])
        parts = [gutter, body]
        if not self._painting:
            parts = [gutter.apply_offsets(0, at), body.apply_offsets(start, at)]
        if line.wide and line.strip.cell_length > start + body.cell_length:
            parts.append(self._sign("▸"))
        return self._selected(Strip.join(parts), at)

    def _sign(self, sign: str) -> Strip:
        return Strip([Segment(sign, self.app.console.get_style("tutor.more"))])

    def _selected(self, strip: Strip, at: int) -> Strip:
        selection = self.text_selection
        span = selection.get_span(at) if selection is not None else None
        if span is None:
            return strip
        start, end = span[0] or self._shape.gutter, span[1]
        end = strip.cell_length if end == -1 else end
        style = Style(bgcolor=self.screen.get_component_rich_style("screen--selection").bgcolor)
        inside = [
            Segment(text, own + style if own is not None else style)
            for text, own, _ in strip.crop(start, max(start, end))
        ]
        return Strip.join([strip.crop(0, start), Strip(inside), strip.crop(max(start, end))])

    @property
    def messages(self) -> int:
        """How many messages there are, drawn or not."""
        return len(self._entries)

    @property
    def _bottom(self) -> int:
        return self.scroll_offset.y + self.size.height

    def _drawn(self, entry: "Entry") -> Block:
        from tutor.tui.said import rendered

        drawn = block(
            self.app.console, self._shape, entry.who, rendered(entry.message), named=entry.named
        )
        return (BLANK, *drawn) if entry.apart else drawn

    def _measure(self) -> None:
        """Draw what is awaited, and say how long the whole is."""
        self.page.tail = self._awaited()
        self.page.measure()
        self.virtual_size = Size(self._shape.columns, self.page.length)
        self.refresh()

    def _awaited(self) -> Block:
        if self.prompt is None:
            return ()
        from tutor.tui.said import awaited

        match awaited(self.prompt):
            case str() as words:
                text = Text(words, style="tutor.go_on")
                return (BLANK, *block(self.app.console, self._shape, "", text, named=False))
            case ():
                return ()
            case choices:
                from tutor.tui.choices import choice_lines

                return choice_lines(
                    self.app.console, self._shape, choices,
                    chosen=self.chosen, pointed=self.pointed,
                )  # fmt: skip

    def redraw(self) -> None:
        """Draw all anew, for another width or other colours, the same message staying on top."""
        y, at_end = self.scroll_offset.y, self._at_end
        index = min(self.page.block_at(y), max(len(self.page.blocks) - 1, 0))
        into, top = y - self.page.start(index), index + self._first
        self._shape = shape(self.scrollable_content_region.width)
        self._first = max(0, min(top - DRAWN_AT_ONCE // 2, len(self._entries) - KEPT_DRAWN // 2))
        self.page.blocks = [self._drawn(entry) for entry in self._entries[self._first :]]
        self._measure()
        if at_end:
            self._go_to(self.page.length)
        else:
            index = top - self._first
            self._go_to(self.page.start(index) + min(into, len(self.page.blocks[index]) - 1))

    def _choices_changed(self) -> None:
        self.page.tail = self._awaited()
        self.refresh()

    def watch_chosen(self) -> None:
        """Show the highlight where it is now."""
        self._choices_changed()

    def watch_pointed(self) -> None:
        """Show what the mouse is on."""
        self._choices_changed()

    def watch_moved(self) -> None:
        """Show the columns that are in view now."""
        self.refresh()

    # Scrolling

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember whether the end is in view; draw older messages when the top comes near."""
        super().watch_scroll_y(old_value, new_value)
        self._at_end = not self.more_below
        if self.moved and not self.hidden_columns:
            self.moved = 0
        if new_value < old_value and new_value < self.size.height and self._first > 0:
            self.call_next(self._draw_older)

    def _draw_older(self) -> None:
        count = min(DRAWN_AT_ONCE, self._first)
        if count == 0:
            return
        self._first -= count
        older = [self._drawn(entry) for entry in self._entries[self._first : self._first + count]]
        self.page.blocks[:0] = older
        y = self.scroll_y
        self._measure()
        self._go_to(int(y) + sum(map(len, older)))

    def _go_to(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, immediate=True, force=True)
        self._at_end = not self.more_below

    def _show_choice(self, index: int) -> None:
        from tutor.tui.choices import CHOICE

        lines = [
            at
            for at, line in enumerate(self.page.tail, self.page.start(len(self.page.blocks)))
            if any(s.style is not None and s.style.meta.get(CHOICE) == index for s in line.strip)
        ]
        if lines[-1] >= self._bottom:
            self._go_to(lines[-1] - self.size.height + 1)
        elif lines[0] < self.scroll_offset.y:
            self._go_to(lines[0])

    def on_resize(self) -> None:
        """Fit the width; keep the end in view when the room gets lower, as for suggestions."""
        if shape(self.scrollable_content_region.width) != self._shape:
            self.redraw()
        elif self._at_end:
            self._go_to(self.page.length)
        if self.size.height != self._height:
            self._height = self.size.height
            self.post_message(self.Fitted())

    # The mouse

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Light up the choice under the mouse."""
        self.pointed = self._choice_under(event)

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self.pointed = None

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked, unless text was being selected."""
        at = self._choice_under(event)
        if at is not None and not self.text_selection:
            self.post_message(self.Chosen(self.choices[at].key))

    def _choice_under(self, event: events.MouseEvent) -> int | None:
        from tutor.tui.choices import CHOICE

        at: int | None = event.style.meta.get(CHOICE)
        choices = self.choices
        return None if at is None or at >= len(choices) or choices[at].struck else at

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """Move what is wide."""
        event.stop()
        self.sideways(1)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """Move what is wide back."""
        event.stop()
        self.sideways(-1)

    # Selecting text

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The selected text, without the room that the speakers' names take."""
        lines = [line.strip.text.rstrip() for line in self.page.lines]
        first, *others = selection.extract("\n".join(lines)).split("\n")
        blank = " " * self._shape.gutter
        return "\n".join([first, *(line.removeprefix(blank) for line in others)]), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002
        """Show what is selected."""
        self.refresh()
