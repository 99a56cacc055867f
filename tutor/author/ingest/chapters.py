"""The passages of a document by what they are about: each chapter becomes a concept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tutor.author.ingest.document import Document
from tutor.author.ingest.passages import Passage, passages
from tutor.author.ingest.sections import Section

MANY = 8
"""Passages, terms aside, from which a chapter is taken apart at its own headings."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Passages about one thing; ``inside`` is the title of the chapter it was taken out of."""

    title: str
    passages: tuple[Passage, ...]
    inside: str = ""

    @property
    def told(self) -> tuple[Passage, ...]:
        """Those that are no terms."""
        return tuple(one for one in self.passages if one.term is None)


def chapters(document: Document) -> list[Chapter]:
    """The chapters in order."""
    level = _level(document.told)
    found = list(passages(document))
    made: list[Chapter] = []
    for title, group in _by_title(found, level, document.title):
        if len([one for one in group if one.term is None]) <= MANY:
            made.append(Chapter(title, group))
            continue
        for inner, part in _by_title(group, level + 1, title):
            made.append(Chapter(inner, part, "" if inner == title else title))
    return made


def _level(told: Sequence[Section]) -> int:
    """The outermost level on which there is more than one heading."""
    titles: dict[int, set[str]] = {}
    for section in told:
        for level, title in (*section.above, (section.level, section.title)):
            if title:
                titles.setdefault(level, set()).add(title)
    return next((level for level in sorted(titles) if len(titles[level]) > 1), 1)


def _by_title(
    found: Iterable[Passage], level: int, otherwise: str
) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    """Runs of passages under one heading of this level."""

    def title(passage: Passage) -> str:
        section = passage.section
        for depth, name in (*section.above, (section.level, section.title)):
            if depth == level and name:
                return name
        return otherwise

    for name, run in groupby(found, title):
        yield name, tuple(run)
