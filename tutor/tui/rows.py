"""Items, headings and details as text of a given width, in the colours of the theme."""

from collections.abc import Iterable

from textual.content import Content

from tutor.conversation.pages.page import Detail, Fact, Item, Line, Section
from tutor.conversation.pages.progress import AreaLine
from tutor.text import clean
from tutor.tui.signs import HEADING, QUIET, STRONG, sign

INDENT = 2
LABEL = 13
"""Cells for the labels of facts, where there is room for them beside their lines."""

NARROW = 44
"""Cells under which a label stands on a line of its own."""


def heading(section: Section, width: int) -> Content:
    """A section's title, its note at the right edge, or under it where it does not fit."""
    title = Content.styled(clean(section.title), HEADING)
    note = Content.styled(clean(section.note), QUIET)
    if not section.items:
        return Content("\n").join(part for part in (title, note) if part)
    return _spread(title, note, width)


def row(item: Item, width: int, number: int | None = None) -> Content:
    """An item: its number or its state's sign, title, state at the right edge, note below."""
    lead = Content.styled(f"{number:>2} ", QUIET) if number is not None else Content("")
    if item.level is not None:
        lead = Content.assemble(lead, sign(item.level), " ")
    elif number is None:
        lead = Content.assemble(("→ ", "$text-accent"))
    lead = Content.assemble(" " * INDENT * item.depth, lead)
    first = Content.assemble(lead, clean(item.title))
    both = ", " if item.state and item.mark else ""
    state = Content.assemble((clean(item.state) + both, QUIET), (clean(item.mark), "$text-warning"))
    line = _spread(first, state, width, indent=lead.cell_length)
    if not item.note:
        return line
    note = Content.styled(clean(item.note), QUIET)
    return Content("\n").join((line, _indented(note, lead.cell_length, width)))


def area(line: AreaLine, width: int) -> Content:
    """An area's title, how many of its concepts are how far, and a sign for each of them."""
    words = Content.styled(line.words, QUIET)
    signs = Content(" ").join(sign(level) for level in line.levels)
    title = _spread(Content(clean(line.title)), words, width)
    return Content("\n").join((title, *signs.wrap(max(width, 8))))


def _spread(left: Content, right: Content, width: int, *, indent: int = 0) -> Content:
    """Both on one line where they fit, else the right one below."""
    if not right:
        return _hanging(left, indent, width)
    gap = width - left.cell_length - right.cell_length
    if gap >= 1:
        return Content.assemble(left, " " * gap, right)
    return Content("\n").join((_hanging(left, indent, width), _indented(right, indent, width)))


def _hanging(text: Content, indent: int, width: int) -> Content:
    """Text whose further lines begin below its first word."""
    first, *rest = text.wrap(max(width, indent + 8))
    if not rest:
        return first
    cut = len(text.plain) - len(text.plain[len(first) :].lstrip())
    return Content("\n").join((first, _indented(text[cut:], indent, width)))


def _indented(text: Content, indent: int, width: int) -> Content:
    lines = text.wrap(max(width - indent, 8))
    return Content("\n").join(line.pad_left(indent) for line in lines)


def head(detail: Detail) -> Content:
    """A thing's title and, under it, its state."""
    title = Content.styled(clean(detail.title), STRONG)
    if not detail.state:
        return title
    marked = (sign(detail.level), " ") if detail.level is not None else ()
    return Content.assemble(title, "\n", *marked, (clean(detail.state), QUIET))


def facts(
    known: Iterable[Fact], width: int, *, label: int = LABEL, style: str = HEADING
) -> Content:
    """Facts, their labels in a column of ``label`` cells, or above them where it is narrow."""
    return Content("\n").join(_fact(each, width, label, style) for each in known)


def _fact(known: Fact, width: int, column: int, style: str) -> Content:
    label = Content.styled(clean(known.label), style)
    if width < NARROW or label.cell_length >= column:
        below = (_fact_line(line, INDENT, width) for line in known.lines)
        return Content("\n").join((label, *below))
    lines = [_fact_line(line, column, width) for line in known.lines]
    beside = Content.assemble(label, " " * (column - label.cell_length))
    first, *rest = lines
    return Content("\n").join((Content.assemble(beside, first[column:]), *rest))


def _fact_line(line: Line, indent: int, width: int) -> Content:
    text = Content(clean(line.text).replace("\n", " "))
    if line.level is None:
        return _indented(text, indent, width)
    signed = Content.assemble(" " * indent, sign(line.level), " ", text)
    return _hanging(signed, indent + INDENT, width)
