"""Terms that a section explains: in definition lists, lists and tables, and in plain sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor.author.ingest.blocks import Block, Code, Items, Meaning, Prose, Table, Words
from tutor.author.ingest.english import sentences, words

LONGEST_TERM = 60
"""Letters of a term."""

_LED = re.compile(
    r"^(?P<term>\*\*(?P<bold>[^*]{1,80}?)\*\*|__(?P<under>[^_]{1,80}?)__|`(?P<code>[^`]{1,80})`|"
    r"\[(?P<link>[^\]]{1,80})\]\([^)]*\))"
    r"(?P<args>\s*\([^)]{0,60}\)|\s*<[^>]{0,60}>)?\s*(?P<mark>[:.]|[-–—]{1,2}(?=\s)"
    r"|)\s*(?P<rest>.*)$",
    re.DOTALL,
)
_NUMBER = re.compile(r"#\d+|[0-9a-f]{7,40}", re.IGNORECASE)
"""What is listed by number: an issue, a commit."""

_DESCRIBES = re.compile(
    r"\b(?:description|meaning|purpose|definition|explanation|details?|what it (?:does|is|means)"
    r"|what|use[sd]? for|notes?|summary|"
    r"function|role|action|effect|does|means|usage)\b",
    re.IGNORECASE,
)
_IS_A = re.compile(
    r"^(?P<the>[Aa]n?\s+|[Tt]he\s+)?"
    r"(?:\*\*(?P<bold>[^*]{2,60})\*\*|__(?P<under>[^_]{2,60})__|\*(?P<em>[^*]{2,60})\*"
    r"|_(?P<em2>[^_]{2,60})_|`(?P<code>[^`]{2,60})`|(?P<plain>[\w][\w\-/.+ ]{1,50}?))"
    r"(?:\s+\((?P<short>[A-Z][A-Za-z0-9./\-]{1,10}s?)\))?\s+(?:is|are|refers to|means)\s+"
    r"(?P<what>(?:an?|the|any|one|where|when|what|how|used|responsible|called)\b.{12,})$",
    re.DOTALL,
)
_NO_TERM = frozenset(
    """
this that these those it they there here he she we you i what which who one each every another
such the first next other result following following example both all some none note reason idea
goal point problem answer difference default same above below today now if when how why where
""".split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """A term with what it means; ``list`` tells those of one list or table from others (its line).

    ``column`` is the heading of the column that explains it, ``also`` its abbreviation.
    """

    name: Words
    blocks: tuple[Block, ...]
    first: int
    last: int
    list: int
    glossary: bool = False
    also: str = ""
    column: str = ""

    @property
    def meaning(self) -> str:
        """The first paragraph of what it means, as Markdown."""
        lead = self.blocks[0] if self.blocks else None
        return lead.words.text if isinstance(lead, Prose) else ""


def terms(blocks: Sequence[Block]) -> Iterator[Term]:
    """The terms that lists and tables explain."""
    run = 0
    for at, block in enumerate(blocks):
        before = blocks[at - 1] if at else None
        if isinstance(block, Meaning):
            run = run if isinstance(before, Meaning | Code) and run else block.first
            code = _code_after(blocks, at)
            last = code[-1].last if code else block.last
            told = (*block.blocks, *code)
            yield Term(block.term, told, block.first, last, run, glossary=True)
            continue
        if not isinstance(block, Code):
            run = 0
        if isinstance(block, Items):
            yield from _of_list(block)
        elif isinstance(block, Table):
            yield from _of_table(block)


def _code_after(blocks: Sequence[Block], at: int) -> tuple[Block, ...]:
    """The code that shows what has just been explained."""
    found: list[Block] = []
    for block in blocks[at + 1 :]:
        if not isinstance(block, Code):
            break
        found.append(block)
    return tuple(found)


def _of_list(block: Items) -> Iterator[Term]:
    found = [_led(item, block.first) for item in block.items]
    good = [term for term in found if term is not None]
    if len(good) >= 2 and len(good) >= 0.6 * len(block.items):
        yield from good


def _led(item: tuple[Block, ...], line: int) -> Term | None:
    """An item that begins with its term, marked off, and goes on to explain it."""
    lead = item[0]
    found = _LED.match(lead.words.text) if isinstance(lead, Prose) else None
    if found is None or not isinstance(lead, Prose):
        return None
    name = (found["bold"] or found["under"] or found["code"] or found["link"] or "").strip()
    marked = found["mark"] or name.endswith((":", ".", "–", "-", "—"))
    rest = found["rest"].strip()
    if not marked or not name or len(name) > LONGEST_TERM or len(words(name)) > 7:
        return None
    if len(words(rest)) < 3 and len(item) < 2:
        return None
    plain = re.sub(r"[*_`]", "", rest)
    told = (
        (Prose(Words(rest[:1].upper() + rest[1:], plain), lead.first, lead.last),) if rest else ()
    )
    if _NUMBER.fullmatch(name):
        return None
    bare = name.rstrip(":.–—- ").strip("`*_")
    last = max(inner.last for inner in item)
    return Term(Words(bare, bare), (*told, *item[1:]), lead.first, last, line)


def _of_table(block: Table) -> Iterator[Term]:
    column = _explaining(block)
    if column is None or len(block.rows) < 2:
        return
    by_line = block.last - block.first + 1 == len(block.rows) + 2
    for at, row in enumerate(block.rows):
        name, told = row[0].plain.strip(), row[column]
        if (
            not name
            or _NUMBER.fullmatch(name)
            or len(name) > LONGEST_TERM
            or len(words(told.plain)) < 3
        ):
            continue
        first = block.first + 2 + at if by_line else block.first
        last = first if by_line else block.last
        blocks = (Prose(told, first, last), *_other_cells(block, row, column, first))
        head = block.header[column].plain
        yield Term(Words(name, name), blocks, first, last, block.first, column=head)


def explains(head: str) -> bool:
    """Whether a column of this heading explains what stands in the first one."""
    return _DESCRIBES.search(head) is not None


def _explaining(block: Table) -> int | None:
    """The column that explains what stands in the first one."""
    heads = [cell.plain for cell in block.header]
    named = [at for at, head in enumerate(heads) if at and explains(head)]
    if named:
        return named[0]
    if len(heads) != 2:
        return None
    long = sum(len(words(row[1].plain)) >= 4 for row in block.rows)
    return 1 if long >= 0.6 * len(block.rows) else None


def _other_cells(block: Table, row: tuple[Words, ...], column: int, line: int) -> Iterator[Block]:
    said = [
        f"{head.text}: {cell.text}"
        for at, (head, cell) in enumerate(zip(block.header, row, strict=True))
        if at not in (0, column) and head.text and cell.plain
    ]
    if said:
        text = "\\\n".join(said)
        yield Prose(Words(text, " ".join(said)), line, line)


def defined(block: Block) -> Term | None:
    """The term that a paragraph's first sentence defines: "A **levain** is a …"."""
    if not isinstance(block, Prose):
        return None
    first = next(iter(sentences(block.words.text)), "")
    found = _IS_A.match(first)
    if found is None or found["what"].endswith(":"):
        return None
    marked = found["bold"] or found["under"] or found["em"] or found["em2"] or found["code"]
    name = (marked or found["plain"]).strip()
    said = words(name)
    if not said or len(said) > 5 or _NO_TERM & {said[0].lower(), said[-1].lower()}:
        return None
    return Term(
        Words(name, name), (block,), block.first, block.last, 0,
        glossary=bool(found["bold"] or found["under"] or found["em"] or found["em2"]),
        also=found["short"] or "",
    )  # fmt: skip


def predicate(sentence: str) -> str:
    """What a defining sentence says of its term: "a … that …", empty where it defines none."""
    found = _IS_A.match(sentence)
    return found["what"].rstrip(". ") if found is not None else ""
