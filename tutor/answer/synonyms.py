"""Learners' words for a concept: what no phrasing holds is read as its name, the rest is marked."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from tutor.answer.features import words
from tutor.answer.filler import without_filler
from tutor.course.model import Concept, Course
from tutor.text import stem

LONGEST = 4
"""Words in a row that are looked up at once."""

Meaning = TypeVar("Meaning")


class Synonyms(Struct, frozen=True):
    """Both map stems in a row: ``read_as`` to the words they stand for, ``marks`` to a concept."""

    read_as: dict[str, tuple[str, ...]]
    marks: dict[str, str]


class Said(Struct, frozen=True):
    """Words with their synonyms read, and the ids of the concepts that they name."""

    words: tuple[str, ...]
    concepts: tuple[str, ...]


def synonyms_of(course: Course) -> Synonyms:
    """What the concepts' names and ``also`` words stand for, where they stand for one thing."""
    used = {stem(word) for text in _phrasings(course) for word in words(text)}
    read_as: dict[str, set[tuple[str, ...]]] = {}
    for concept in course.concepts.values():
        for other, meant in (*_abbreviations(concept), *_unused(concept, used)):
            read_as.setdefault(_key(other), set()).add(meant)
    known = {other: next(iter(meant)) for other, meant in read_as.items() if len(meant) == 1}
    marks: dict[str, set[str]] = {}
    for concept in course.concepts.values():
        for name in (concept.name, *concept.also):
            read = _replaced(words(name), known, stem)
            marks.setdefault(_key(read), set()).add(concept.id)
    return Synonyms(known, {name: next(iter(ids)) for name, ids in marks.items() if len(ids) == 1})


def said_of(typed: Sequence[str], synonyms: Synonyms, stem: Callable[[str], str]) -> Said:
    """What asks, its synonyms read, the longest first, and the concepts that are named."""
    read = _replaced(without_filler(typed), synonyms.read_as, stem)
    named = [found for _, found in _longest(read, synonyms.marks, stem) if found is not None]
    return Said(read, tuple(dict.fromkeys(named)))


def _replaced(
    typed: Sequence[str], read_as: dict[str, tuple[str, ...]], stem: Callable[[str], str]
) -> tuple[str, ...]:
    found = _longest(typed, read_as, stem)
    return tuple(word for plain, meant in found for word in (plain if meant is None else meant))


def _longest(
    typed: Sequence[str], meanings: dict[str, Meaning], stem: Callable[[str], str]
) -> Iterator[tuple[tuple[str, ...], Meaning | None]]:
    """The words cut into what has a meaning, as long as can be, and single words that have none."""
    stems = [stem(word) for word in typed]
    at = 0
    while at < len(typed):
        for length in range(min(LONGEST, len(typed) - at), 0, -1):
            meaning = meanings.get(" ".join(stems[at : at + length]))
            if meaning is not None or length == 1:
                yield tuple(typed[at : at + length]), meaning
                at += length
                break


def _abbreviations(concept: Concept) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The concept's one-word names that are the initials of a longer one, and their plurals."""
    names = [words(name) for name in (concept.name, *concept.also)]
    longer: dict[str, tuple[str, ...]] = {}
    for name in names:
        longer.setdefault("".join(word[0] for word in name), name)
    for name in names:
        initials = name[0].removesuffix("s") if len(name) == 1 else ""
        if len(initials) > 1 and initials in longer:
            yield name, longer[initials]


def _unused(concept: Concept, used: set[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The concept's other names that no phrasing holds a word of: alone they would mean nothing."""
    for also in map(words, concept.also):
        if also and used.isdisjoint(map(stem, also)):
            yield also, words(concept.name)


def _phrasings(course: Course) -> Iterator[str]:
    for entry in course.entries.values():
        yield from entry.ask
    for belief in course.misconceptions.values():
        yield from belief.heard_as


def _key(name: Sequence[str]) -> str:
    return " ".join(map(stem, name))
