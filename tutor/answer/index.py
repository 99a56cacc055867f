"""The compiled form of a course's questions: plain data, fitted once, read by ``score``."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from tutor.answer.common import is_common
from tutor.answer.features import words
from tutor.answer.synonyms import Synonyms, synonyms_of
from tutor.course.model import Course, Entry
from tutor.text import stem

FORMAT = 1
"""Changes whenever an index that was written before can no longer be read as it was meant."""

Kind = Literal["entry", "misconception", "out_of_scope"]


class Target(Struct, frozen=True):
    """What a question can lead to. ``reply`` is the author's, where it is out of scope."""

    kind: Kind
    id: str
    question: str
    concepts: tuple[str, ...] = ()
    reply: str = ""


class Row(Struct, frozen=True):
    """A text that was learned from: whose it is (None: nobody's), and how much it counts.

    ``forbids`` is the target that must not answer it. ``typed``: a phrasing, as people type them.
    """

    text: str
    target: int | None
    weight: float = 1.0
    forbids: int | None = None
    typed: bool = True


class Postings(Struct, frozen=True):
    """Which row holds which feature, how strongly.

    A feature with ``f = features[name]`` stands in the rows ``rows[starts[f]:starts[f+1]]`` (16-bit
    integers) with the same stretch of ``weights`` (32-bit floats; ``starts`` are 32-bit integers).
    ``rarity`` holds each stretch's inverse document frequency, ``unseen`` that of a new feature.
    """

    features: dict[str, int]
    starts: bytes
    rows: bytes
    weights: bytes
    rarity: bytes
    unseen: float


class Calibration(Struct, frozen=True):
    """How signals become a confidence: ``1 / (1 + exp(-(bias + Σ weight · signal)))``."""

    bias: float
    weights: tuple[float, ...]


class Index(Struct, frozen=True):
    """All that answering needs; any msgspec encoding keeps it.

    ``vocabulary`` counts the words of the questions (0: only in answers), ``stems`` their stems,
    ``exact`` maps a phrasing's words to its target. ``own[t]`` are the phrasings (rows) of target
    ``t``, ``askable`` those of every entry, ``forbidden[t]`` those that must not be answered with
    it; ``pull[t]`` holds the weight of every row's likeness (32-bit floats), ``spoken[t]`` the
    stems of its phrasings; ``familiar`` are the stems of all that is answered, ``kin`` which
    targets speak for which.
    ``names`` are the concepts' names by id, ``naming`` the words that name a concept.
    """

    course: str
    targets: tuple[Target, ...]
    rows: tuple[Row, ...]
    vocabulary: dict[str, int]
    stems: dict[str, str]
    synonyms: Synonyms
    exact: dict[str, int]
    own: tuple[tuple[int, ...], ...]
    askable: tuple[int, ...]
    forbidden: dict[int, tuple[int, ...]]
    names: dict[str, str]
    naming: frozenset[str]
    postings: Postings
    pull: tuple[bytes, ...]
    spoken: tuple[frozenset[str], ...]
    familiar: frozenset[str]
    kin: tuple[tuple[tuple[int, float], ...], ...]
    calibration: Calibration
    format: int = FORMAT


HEADING_WEIGHT = 0.5
ANSWER_WEIGHT = 0.25
"""How much a heading and an answer count where a phrasing counts 1."""


def build(course: Course) -> Index:
    """Compile a course's entries, misconceptions and out-of-scope rows. Takes about a second."""
    from tutor.answer.fit import fitted
    from tutor.answer.signals import kin_of

    targets = tuple(_targets(course))
    rows = tuple(_rows(course, targets))
    vocabulary = _vocabulary(course, rows)
    synonyms = synonyms_of(course)
    naming = frozenset(_naming(course))
    learned = fitted(targets, rows, synonyms, map(stem, naming))
    return Index(
        course=course.id,
        targets=targets,
        rows=rows,
        vocabulary=vocabulary,
        stems={word: stem(word) for word in vocabulary},
        synonyms=synonyms,
        exact=_exact(rows),
        own=tuple(_phrasings(rows, at) for at in range(len(targets))),
        askable=tuple(
            at
            for at, row in enumerate(rows)
            if row.typed and row.target is not None and targets[row.target].kind == "entry"
        ),
        forbidden=_forbidden(rows),
        names={concept.id: concept.name for concept in course.concepts.values()},
        naming=naming,
        postings=learned.postings,
        pull=learned.pull,
        spoken=learned.spoken,
        familiar=learned.familiar,
        kin=kin_of(targets),
        calibration=learned.calibration,
    )


def _phrasings(rows: tuple[Row, ...], target: int) -> tuple[int, ...]:
    return tuple(at for at, row in enumerate(rows) if row.typed and row.target == target)


def _forbidden(rows: tuple[Row, ...]) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for at, row in enumerate(rows):
        if row.forbids is not None:
            found[row.forbids] = (*found.get(row.forbids, ()), at)
    return found


def _naming(course: Course) -> Iterator[str]:
    """The words that name a concept: every word of a name, but common ones in a longer name."""
    for concept in course.concepts.values():
        for name in (concept.name, *concept.also):
            found = words(name)
            yield from (word for word in found if len(found) == 1 or not is_common(word))


def _targets(course: Course) -> Iterator[Target]:
    for entry in course.entries.values():
        yield Target("entry", entry.id, entry.ask[0] if entry.ask else entry.short, entry.about)
    for belief in course.misconceptions.values():
        yield Target("misconception", belief.id, belief.belief, belief.about)
    for number, group in enumerate(course.out_of_scope):
        yield Target("out_of_scope", f"out-of-scope-{number}", group.ask[0], reply=group.reply)


def _rows(course: Course, targets: tuple[Target, ...]) -> Iterator[Row]:
    place = {(target.kind, target.id): at for at, target in enumerate(targets)}
    for entry in course.entries.values():
        yield from _entry_rows(course, entry, place["entry", entry.id])
    for belief in course.misconceptions.values():
        at = place["misconception", belief.id]
        yield from (Row(text, at) for text in (belief.belief, *belief.heard_as))
    for number, group in enumerate(course.out_of_scope):
        at = place["out_of_scope", f"out-of-scope-{number}"]
        yield from (Row(text, at) for text in group.ask)


def _entry_rows(course: Course, entry: Entry, at: int) -> Iterator[Row]:
    yield from (Row(text, at) for text in entry.ask)
    yield from (Row(text, None, forbids=at) for text in entry.not_ask)
    concept = course.concepts.get(entry.about[0])
    if concept is not None:
        yield Row(f"{concept.name} {entry.support.section}", at, HEADING_WEIGHT, typed=False)
    yield Row(entry.short, at, ANSWER_WEIGHT, typed=False)
    if entry.answer:
        yield Row(entry.answer, at, ANSWER_WEIGHT, typed=False)


def _vocabulary(course: Course, rows: Iterable[Row]) -> dict[str, int]:
    asked: Counter[str] = Counter()
    for row in rows:
        asked.update(words(row.text) if row.typed else ())
    for concept in course.concepts.values():
        for name in (concept.name, *concept.also):
            asked.update(words(name))
    told = (words(f"{entry.short} {entry.answer}") for entry in course.entries.values())
    return {word: 0 for text in told for word in text} | dict(asked)


def _exact(rows: Iterable[Row]) -> dict[str, int]:
    """The phrasings of one target each, by their words."""
    found: dict[str, set[int]] = {}
    for row in rows:
        if row.typed and row.target is not None:
            found.setdefault(" ".join(words(row.text)), set()).add(row.target)
    return {text: next(iter(at)) for text, at in found.items() if len(at) == 1}
