"""What a document is made of, once its marks are read."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of prose: as Markdown, and as it is read aloud.

    ``linked`` counts the letters, read aloud, that are links.
    """

    text: str
    plain: str
    linked: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` from 1. Lines count from 1, here and below, both ends included."""

    words: Words
    level: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph."""

    words: Words
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Code:
    """A block of code, letter by letter."""

    language: str
    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``start`` is the first number of an ordered one."""

    items: "tuple[tuple[Block, ...], ...]"
    ordered: bool
    start: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as the header."""

    header: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Note:
    """A note or a quotation; ``kind`` is empty for the latter."""

    kind: str
    title: str
    blocks: "tuple[Block, ...]"
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Meaning:
    """A term with what it means, as definition lists have them."""

    term: Words
    blocks: "tuple[Block, ...]"
    first: int
    last: int


Block = Heading | Prose | Code | Items | Table | Note | Meaning


def plain(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Every stretch of prose in these blocks, read aloud; code is left out."""
    for block in blocks:
        match block:
            case Heading(words=words) | Prose(words=words):
                yield words.plain
            case Code():
                pass
            case Items(items=items):
                for item in items:
                    yield from plain(item)
            case Table(header=header, rows=rows):
                yield from (cell.plain for row in (header, *rows) for cell in row)
            case Note(blocks=inner):
                yield from plain(inner)
            case Meaning(term=term, blocks=inner):
                yield term.plain
                yield from plain(inner)
