"""A message as lines of cells: its speaker at the left, and what it says beside or under it."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tutor.tui.wide import is_wide, lines

LONGEST_LINE = 88
"""Columns of prose beyond which lines are hard to read."""

LABEL_WIDTH = 7
"""Columns that speakers' names take, where there is room for them beside what they say."""

SIGN = "› "
"""What stands before the learner's words where there is no room for names."""


class Shape(NamedTuple):
    """The room for a conversation: ``columns`` in all, ``gutter`` of them for the speakers."""

    columns: int
    gutter: int

    @property
    def body(self) -> int:
        """The columns for what is said; one stays free at the right."""
        return max(self.columns - self.gutter - 1, 1)


SHAPELESS = Shape(0, 0)
"""Before the terminal has said how wide it is."""


def shape(columns: int) -> Shape:
    """How a width is shared out."""
    return Shape(columns, LABEL_WIDTH if columns >= 58 else len(SIGN))


class Line(NamedTuple):
    """A line on the screen. ``wide``: it goes on to the right, and is moved sideways."""

    strip: Strip
    wide: bool = False


Block = tuple[Line, ...]


def block(console: Console, room: Shape, who: str, what: RenderableType, *, named: bool) -> Block:
    """What a speaker says (``you``, ``tutor``, empty for the program), its name where ``named``."""
    body = drawn(console, what, min(room.body, LONGEST_LINE))
    label = _label(console, room, who if named else "")
    blank = Segment(" " * room.gutter)
    said = console.get_style("tutor.said") if who == "you" else None
    return tuple(
        _line([blank if number else label, *segments], room, said)
        for number, segments in enumerate(body)
    )


BLANK = Line(Strip([]))


def drawn(console: Console, what: RenderableType, width: int) -> list[list[Segment]]:
    """Lines of segments; what is marked wide may be wider than ``width``."""
    options = console.options.update(width=max(width, 1), height=None, highlight=False)
    return lines(console.render(what, options))


def _label(console: Console, room: Shape, who: str) -> Segment:
    beside = room.gutter > len(SIGN)
    text = f" {who}" if beside else SIGN if who == "you" else ""
    style = console.get_style(f"tutor.{who}") if text.strip() else None
    return Segment(text.ljust(room.gutter), style)


def _line(segments: Sequence[Segment], room: Shape, ground: Style | None) -> Line:
    strip = Strip(segments)
    if ground is not None:
        strip = strip.extend_cell_length(room.columns).apply_style(ground)
    return Line(strip, is_wide(segments))


def hidden(line: Line, room: Shape) -> int:
    """How many columns of a line lie beyond the right edge; 0 where all of it is seen."""
    return max(line.strip.cell_length - room.gutter - room.body, 0) if line.wide else 0
