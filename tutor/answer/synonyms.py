"""Learners' words for a concept, read as its name."""

from collections.abc import Callable, Mapping, Sequence

from tutor.answer.features import words
from tutor.course.model import Course
from tutor.text import stem

LONGEST = 4
"""Words in a row that are looked up at once."""


def synonyms_of(course: Course) -> dict[str, tuple[str, ...]]:
    """The stems of each ``also`` to the concept's name, where that is the only thing it can mean.

    What names another concept, belongs to two, or holds a word of the name itself is left out.
    """
    names = {words(concept.name) for concept in course.concepts.values()}
    found: dict[str, set[tuple[str, ...]]] = {}
    for concept in course.concepts.values():
        name = words(concept.name)
        for also in concept.also:
            other = words(also)
            if other and other not in names and not _share_a_stem(other, name):
                found.setdefault(" ".join(map(stem, other)), set()).add(name)
    return {other: next(iter(meant)) for other, meant in found.items() if len(meant) == 1}


def _share_a_stem(left: Sequence[str], right: Sequence[str]) -> bool:
    return bool(set(map(stem, left)) & set(map(stem, right)))


def with_synonyms(
    typed: Sequence[str], synonyms: Mapping[str, tuple[str, ...]], stem: Callable[[str], str]
) -> tuple[str, ...]:
    """The words with every synonym in them replaced, the longest first."""
    stems = [stem(word) for word in typed]
    read: list[str] = []
    at = 0
    while at < len(typed):
        for length in range(min(LONGEST, len(typed) - at), 0, -1):
            meant = synonyms.get(" ".join(stems[at : at + length]))
            if meant is not None:
                read.extend(meant)
                at += length
                break
        else:
            read.append(typed[at])
            at += 1
    return tuple(read)
