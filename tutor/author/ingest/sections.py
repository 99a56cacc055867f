"""From blocks to sections: what stands under which heading, and what only leads elsewhere."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tutor.author.ingest.blocks import Block, Code, Heading, Items, Meaning, Note, Prose, Table
from tutor.author.ingest.headings import tidied
from tutor.author.ingest.page import NOTES, Skipped

LINKS, FEW_LINKS = 0.7, 0.5
"""The share of its letters, 0 to 1, that are links from which a section only leads elsewhere: under
any heading, and under one that says so."""

_ELSEWHERE = re.compile(
    r"^(?:see also|what'?s next|next(?: steps?| up)?|further reading|read more|references?"
    r"|related(?: \w+)?|"
    r"(?:table of )?contents|toc|resources|links|external links|useful links"
    r"|additional resources|learn more|"
    r"in this section|on this page|see|sponsors?|backers|contributors|badges|navigation|index"
    r"|where to go next)$",
    re.IGNORECASE,
)
_BOLD_LINE = re.compile(r"^(?:\*\*|__)(?P<said>[^*_]{2,80}?)[:.]?(?:\*\*|__):?$")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it, up to the next one.

    ``title`` is tidied and empty before the first heading; ``above`` are the headings that it is
    under, with their levels, outermost first; ``first`` and ``last`` the lines of its blocks.
    ``code``: the heading is written as code.
    """

    title: str
    level: int
    above: tuple[tuple[int, str], ...]
    blocks: tuple[Block, ...]
    heading: int = 0
    code: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The titles above it, the outermost first."""
        return tuple(title for _, title in self.above)

    @property
    def first(self) -> int:
        """The first line of what it says."""
        return self.blocks[0].first if self.blocks else self.heading

    @property
    def last(self) -> int:
        """The last line of what it says."""
        return max((block.last for block in self.blocks), default=self.heading)


def sections(blocks: Iterable[Block]) -> list[Section]:
    """The sections in order; those without a word of their own are among them."""
    made: list[Section] = []
    above: list[tuple[int, str]] = []
    head: Heading | None = None
    held: list[Block] = []

    def close() -> None:
        title = tidied(head.words.plain) if head else ""
        level = head.level if head else 0
        over = tuple(one for one in above if one[0] < level)
        if head or held:
            at, code = (head.first, _is_code(head.words.text)) if head else (0, False)
            made.append(Section(title, level, over, tuple(held), at, code))

    for block in blocks:
        if not isinstance(block, Heading):
            held.append(block)
            continue
        close()
        if head is not None:
            above = [
                *((d, t) for d, t in above if d < head.level),
                (head.level, tidied(head.words.plain)),
            ]
        head, held = block, []
    close()
    return made


def _is_code(text: str) -> bool:
    """Whether a heading is a name in code, and nothing else."""
    return re.fullmatch(r"`[^`\s]+`", text.strip()) is not None


def by_bold_lines(section: Section, *, asking: bool = False) -> list[Section]:
    """A section parted at lines that are bold as a whole, which serve as headings.

    ``asking``: only at those that are questions.
    """
    parts: list[Section] = []
    title, heading, held = section.title, section.heading, list[Block]()
    for at, block in enumerate(section.blocks):
        bold = _BOLD_LINE.match(block.words.text) if isinstance(block, Prose) else None
        last = at + 1 == len(section.blocks)
        if asking and bold is not None and not bold["said"].endswith("?"):
            bold = None
        if bold is None or last or tidied(bold["said"]).lower() in NOTES:
            held.append(block)
            continue
        if held or not parts:
            parts.append(replace(section, title=title, blocks=tuple(held), heading=heading))
        title, heading, held = tidied(bold["said"]), block.first, []
    parts.append(replace(section, title=title, blocks=tuple(held), heading=heading))
    if len(parts) == 1:
        return [section]
    own = ((section.level, section.title),) if section.title else ()
    inner = [
        replace(part, code=False, level=section.level + 1, above=(*section.above, *own))
        for part in parts[1:]
    ]
    return [part for part in (parts[0], *inner) if part.blocks or part is parts[0]]


def leads_elsewhere(section: Section) -> Skipped | None:
    """Why a section says nothing of its own, None where it does."""
    if any(isinstance(block, Code | Table | Meaning) for block in section.blocks):
        return None
    linked, letters = _letters(section.blocks)
    if letters and linked >= LINKS * letters:
        return Skipped(section.first, section.last, "only links")
    if _ELSEWHERE.match(section.title) and linked >= FEW_LINKS * letters > 0:
        return Skipped(section.first, section.last, "links to read on")
    return None


def _letters(blocks: Iterable[Block]) -> tuple[int, int]:
    """How many letters are links, and how many there are."""
    linked = letters = 0
    for block in blocks:
        for part in _stretches(block):
            linked += part[0]
            letters += part[1]
    return linked, letters


def _stretches(block: Block) -> Iterator[tuple[int, int]]:
    match block:
        case Prose(words=words):
            yield words.linked, len(words.plain)
        case Items(items=items):
            for item in items:
                yield _letters(item)
        case Note(blocks=inner):
            yield _letters(inner)
        case _:
            return
