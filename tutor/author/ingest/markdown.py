"""Blocks, written as the Markdown of an answer: what the terminal shows well, and no more."""

import re
from collections.abc import Iterable

from tutor.author.ingest.blocks import (
    Block,
    Code,
    Heading,
    Items,
    Meaning,
    Note,
    Prose,
    Table,
    Words,
)
from tutor.author.ingest.page import NOTES

WIDTH = 92
"""Columns that a paragraph takes in a course file."""

TABLE_WIDTH = 76
"""Columns of the widest table that is kept as one; a wider one becomes a list."""

_UNSAFE_START = re.compile(r"(?:[-+*#>|=:~`]|\d{1,9}[.)]|\[\^|<|\{)")


def written(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown, an empty line between two of them."""
    return "\n\n".join(text for block in blocks if (text := _one(block)))


def _one(block: Block) -> str:
    match block:
        case Heading(words=words):
            return f"**{words.text}**"
        case Prose(words=words):
            return wrapped(words.text)
        case Code(language=language, text=text):
            return _code(language, text)
        case Items():
            return _items(block)
        case Table():
            return _table(block)
        case Note():
            return _note(block)
        case Meaning(term=term, blocks=inner):
            return _led(f"**{term.text.strip('*')}**:", written(inner))


def wrapped(text: str, width: int = WIDTH) -> str:
    """A paragraph on lines of this width; no line begins with what Markdown would take for more."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for word in part.split(" "):
            if line and len(line) + 1 + len(word) > width and not _UNSAFE_START.match(word):
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return "\n".join(lines)


def _code(language: str, text: str) -> str:
    longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _items(block: Items) -> str:
    loose = any(len(item) > 1 for item in block.items)
    parts: list[str] = []
    for number, item in enumerate(block.items, block.start):
        mark = f"{number}. " if block.ordered else "- "
        pad = " " * len(mark)
        lines = written(item).split("\n")
        parts.append(mark + "\n".join([lines[0], *(pad + x if x else x for x in lines[1:])]))
    return ("\n\n" if loose and len(parts) > 1 else "\n").join(parts)


def _led(lead: str, body: str) -> str:
    return (
        f"{lead} {body}"
        if body and not body.startswith(("```", "- ", "1. ", "|"))
        else (f"{lead}\n\n{body}" if body else lead)
    )


def _note(block: Note) -> str:
    body = written(block.blocks)
    if not block.kind:
        return "\n".join(f"> {line}".rstrip() for line in body.split("\n"))
    word = NOTES.get(block.kind, "Note")
    title = block.title if block.title.lower() != word.lower() else ""
    lead = f"**{word}: {title.rstrip('.:')}.**" if title else f"**{word}:**"
    return _led(lead, body)


def _table(block: Table) -> str:
    cells = [[_cell(cell) for cell in row] for row in (block.header, *block.rows)]
    if any(cells[0]):
        widths = [max(len(row[at]) for row in cells) for at in range(len(cells[0]))]
        if sum(widths) + 3 * len(widths) + 1 <= TABLE_WIDTH and _plain_width(cells):
            head, *rows = [_row(row) for row in cells]
            return "\n".join([head, _row(["---"] * len(widths)), *rows])
    return "\n".join(_listed(block.header, row) for row in block.rows)


def _plain_width(cells: list[list[str]]) -> bool:
    from rich.cells import cell_len

    return all(cell_len(_row(row)) <= TABLE_WIDTH for row in cells)


def _cell(words: Words) -> str:
    return (
        words.text.replace("\\\n", " ").replace("\n", " ").replace("\\|", "|").replace("|", "\\|")
    )


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _listed(header: tuple[Words, ...], row: tuple[Words, ...]) -> str:
    """A row of a table that is too wide: its first cell, then each other one by its column."""
    texts = [cell.text.replace("\\\n", " ") for cell in row]
    named = [
        f"{head.text}: {text}" if head.text and len(row) > 2 else text
        for head, text in zip(header[1:], texts[1:], strict=True)
        if text
    ]
    first = texts[0]
    lead = first if not first or first.startswith(("**", "`")) else f"**{first}**"
    said = "; ".join(named)
    text = f"{lead}: {said}" if lead and said else lead or said
    return "\n".join(_indent(wrapped(text, WIDTH - 2)))


def _indent(text: str) -> list[str]:
    head, *rest = text.split("\n")
    return [f"- {head}", *(f"  {line}" for line in rest)]
