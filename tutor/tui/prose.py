"""Markdown for a screen of any width: words wrap, tables and code never do."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from markdown_it import MarkdownIt
from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import (
    CodeBlock,
    Heading,
    ListElement,
    ListItem,
    Markdown,
    MarkdownElement,
    TableElement,
)
from rich.measure import Measurement
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from tutor.tui.wide import Wide

WIDEST = 10_000
"""Columns: more than anything needs."""

APART = 2
"""Columns between the columns of a table."""

NARROWEST = 10
"""Columns below which a table's column is not squeezed."""


class _Heading(Heading):
    """A heading at the left, in bold, whatever its level."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        self.text.justify = "left"
        yield self.text


class _Code(CodeBlock):
    """Code as it was written, a step in, on a ground of its own."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        code = Text(str(self.text).rstrip(), style="markdown.code_block", no_wrap=True)
        width = Measurement.get(console, options.update(width=WIDEST), code).maximum + 2
        yield Wide(Padding(code, (0, 1), style="markdown.code_block"), width)


class _Table(TableElement):
    """A table whose cells wrap between words while that leaves room to read; else it is wide."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        header = self.header.row.cells if self.header and self.header.row else []
        rows = [[cell.content for cell in row.cells] for row in self.body.rows] if self.body else []
        columns = list(zip([cell.content for cell in header], *rows, strict=False))
        room = options.max_width - APART * (len(columns) - 1)
        widths = squeezed([_bounds(console, options, column) for column in columns], room)
        table = Table(
            box=box.SIMPLE_HEAD,
            padding=(0, APART - 1, 0, 0),
            pad_edge=False,
            show_edge=False,
            show_lines=any(_wraps(row, widths) for row in rows),
            style="markdown.table.border",
            header_style="markdown.table.header",
        )
        for cell, width in zip(header, widths, strict=True):
            table.add_column(cell.content, justify=cell.justify, width=width)
        for row in rows:
            table.add_row(*row)
        yield Wide(table, sum(widths) + APART * (len(widths) - 1))


def _bounds(console: Console, options: ConsoleOptions, cells: Iterable[Text]) -> tuple[int, int]:
    """The columns that cells need at the least, so that no word is cut, and at the most."""
    sizes = [Measurement.get(console, options.update(width=WIDEST), cell) for cell in cells]
    most = max(size.maximum for size in sizes)
    return min(most, max(NARROWEST, *(size.minimum for size in sizes))), most


def _wraps(row: Iterable[Text], widths: Iterable[int]) -> bool:
    return any(cell.cell_len > width for cell, width in zip(row, widths, strict=False))


def squeezed(bounds: Sequence[tuple[int, int]], room: int) -> list[int]:
    """Widths between each least and most that add up to ``room``, where they can."""
    widths = [least for least, _ in bounds]
    spare = min(room, sum(most for _, most in bounds)) - sum(widths)
    while spare > 0:
        wish = [
            most / width if most > width else 0
            for width, (_, most) in zip(widths, bounds, strict=True)
        ]
        widths[wish.index(max(wish))] += 1
        spare -= 1
    return widths


class _ListItem(ListItem):
    """An item whose lines are not cut where something in it is wide."""

    def render_bullet(self, console: Console, options: ConsoleOptions) -> RenderResult:
        return self._led(console, options, " • ", "markdown.item.bullet")

    def render_number(
        self, console: Console, options: ConsoleOptions, number: int, last_number: int
    ) -> RenderResult:
        lead = f"{number}".rjust(len(str(last_number)) + 1) + " "
        return self._led(console, options, lead, "markdown.item.number")

    def _led(
        self, console: Console, options: ConsoleOptions, lead: str, style: str
    ) -> Iterator[Segment]:
        inner = options.update(width=max(options.max_width - len(lead), 1))
        first = Segment(lead, console.get_style(style))
        for line in Segment.split_lines(console.render(self.elements, inner)):
            yield first
            yield from line
            yield Segment.line()
            first = Segment(" " * len(lead))


class Prose(Markdown):
    """Markdown as the conversation shows it. Its text is taken as it is: clean it before."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "heading_open": _Heading,
        "fence": _Code,
        "code_block": _Code,
        "table_open": _Table,
        "bullet_list_open": ListElement,
        "list_item_open": _ListItem,
    }

    def __init__(self, text: str) -> None:
        super().__init__(text, hyperlinks=False)


def inline(text: str) -> Text:
    """A line of Markdown, to be put after other words."""
    line, styles = Text(), [""]
    for token in MarkdownIt().parseInline(text)[0].children or ():
        match token.type:
            case "strong_open" | "em_open":
                styles.append(f"markdown.{token.tag}")
            case "strong_close" | "em_close":
                styles.pop()
            case "code_inline":
                line.append(token.content, "markdown.code")
            case "softbreak" | "hardbreak":
                line.append(" ")
            case _:
                line.append(token.content, styles[-1])
    return line
