"""The numbered choices of a prompt, as lines: by key, arrows or mouse."""

from collections.abc import Sequence

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from tutor.text import clean
from tutor.tui.block import BLANK, Block, Line, Shape, drawn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tutor.conversation.messages import Choice

CHOICE = "choice"
"""In a style's meta data: which choice a cell belongs to, counted from 0."""


def choice_lines(
    console: Console,
    room: Shape,
    choices: Sequence["Choice"],
    *,
    chosen: int | None = None,
    pointed: int | None = None,
) -> Block:
    """The choices; ``chosen`` is the one that Enter takes, ``pointed`` the one under the mouse."""
    found: list[Line] = [BLANK]
    for at, choice in enumerate(choices):
        mark = Style(meta={CHOICE: at})
        if at == chosen:
            mark += console.get_style("tutor.chosen")
        elif at == pointed:
            mark += console.get_style("tutor.pointed")
        found += _choice(console, room, at + 1, len(str(len(choices))), choice, mark)
    return tuple(found)


def _choice(
    console: Console, room: Shape, number: int, digits: int, choice: "Choice", mark: Style
) -> list[Line]:
    lead = digits + 1
    text = Text(clean(choice.text))
    if choice.struck:
        text.stylize("strike")
        text.append(" (already tried)", "not strike")
        text.stylize("tutor.quiet")
    edge = Segment(" " * room.gutter)
    first = Segment(f"{number:>{digits}} ", console.get_style("tutor.number") + mark)
    found: list[Line] = []
    for line in drawn(console, text, room.body - lead):
        cells = Strip([first, *line]).apply_style(mark).extend_cell_length(room.body, mark)
        found.append(Line(Strip([edge, *cells])))
        first = Segment(" " * lead, mark)
    return found


def next_open(choices: Sequence["Choice"], at: int | None, by: int) -> int | None:
    """The choice that an arrow leads to: struck ones are passed over; above the first is none."""
    open_ones = [index for index, choice in enumerate(choices) if not choice.struck]
    if by > 0:
        after = [index for index in open_ones if at is None or index > at]
        return after[0] if after else at
    before = [index for index in open_ones if at is not None and index < at]
    return before[-1] if before else None
