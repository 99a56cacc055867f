"""The compiled form of a course's questions: plain data, fitted once, read by ``score``."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import exp
from operator import mul
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from tutor.answer.common import FUNCTION, is_common
from tutor.answer.features import gist, words
from tutor.answer.strangers import STRANGERS
from tutor.answer.synonyms import Synonyms, synonyms_of
from tutor.course.model import Course, Entry
from tutor.text import stem

if TYPE_CHECKING:
    from tutor.answer.calibrate import Rows
    from tutor.answer.fit import Fit

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
    In the index of a very large course a row stands for some phrasings of its target; ``text`` is
    the first of them.
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

    def chance(self, read: Iterable[float]) -> float:
        """The confidence, 0 to 1."""
        total = self.bias + sum(map(mul, self.weights, read))
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


class Index(Struct, frozen=True):
    """All that answering needs; any msgspec encoding keeps it.

    ``vocabulary`` counts the words of the questions (0: only in answers), ``stems`` their stems.
    ``phrasings[t]`` are the words of all that target ``t`` has, each between two line ends (quicker
    to read than a list), ``own[t]`` the rows that they went into, ``askable`` those of every entry,
    ``owners`` the target of every row, or as many as there are targets (both 16-bit integers);
    ``refused`` maps the gist of what must not be answered to the targets that must not.
    ``pull[t]`` holds the weight of every row's likeness, ``own_pull`` every row's for its own
    target, ``sense`` that of what a question means, target by target (all 32-bit floats);
    ``spoken[t]`` are the stems of its phrasings. ``heard`` counts the stems of all that is answered
    (under "" all of them), ``kin`` says which targets speak for which.
    ``names`` are the concepts' names by id, ``naming`` the words that name a concept.
    """

    course: str
    targets: tuple[Target, ...]
    rows: tuple[Row, ...]
    vocabulary: dict[str, int]
    stems: dict[str, str]
    synonyms: Synonyms
    phrasings: tuple[str, ...]
    own: tuple[tuple[int, ...], ...]
    askable: bytes
    refused: dict[str, tuple[int, ...]]
    names: dict[str, str]
    naming: frozenset[str]
    postings: Postings
    pull: tuple[bytes, ...]
    own_pull: bytes
    owners: bytes
    sense: bytes
    spoken: tuple[frozenset[str], ...]
    heard: dict[str, int]
    kin: tuple[tuple[tuple[int, float], ...], ...]
    calibration: Calibration
    format: int = FORMAT

    def phrasings_of(self, target: int) -> list[str]:
        """The words of all that a target has, a text each."""
        return self.phrasings[target].split("\n")[1:-1]

    def asks_exactly(self, said: Iterable[str]) -> int | None:
        """The one target that has these very words for a phrasing."""
        text = f"\n{' '.join(said)}\n"
        if text not in _all_of(self.phrasings):
            return None
        found = [at for at, phrasings in enumerate(self.phrasings) if text in phrasings]
        return found[0] if len(found) == 1 else None


@lru_cache(maxsize=4)
def _all_of(phrasings: tuple[str, ...]) -> str:
    """One text, which is looked through at once."""
    return "".join(phrasings)


HEADING_WEIGHT = 0.5
ANSWER_WEIGHT = 0.25
STRANGER_WEIGHT = 0.5
"""How much a heading, an answer and a stranger count where a phrasing counts 1."""


class Stray(Struct, frozen=True):
    """A phrasing of the target ``owner`` that without itself is answered with something else.

    ``found`` are the targets that it leads to then, the likeliest first.
    """

    text: str
    owner: int
    found: tuple[int, ...]


class Compiled(Struct, frozen=True):
    """An index, and for the author the phrasings that hold it together by themselves alone."""

    index: Index
    strays: tuple[Stray, ...]


def build(course: Course) -> Index:
    """Compile a course's entries, misconceptions and out-of-scope rows. Takes some seconds."""
    return _compiled(course, thorough=False).index


def compiled(course: Course) -> Compiled:
    """The same, and every phrasing judged by what the others say. Takes several times as long."""
    return _compiled(course, thorough=True)


def _compiled(course: Course, thorough: bool) -> Compiled:
    from tutor.answer.calibrate import ENOUGH, FOLDS, Example, Rows, examples, judged, platt, strays
    from tutor.answer.fit import fit
    from tutor.answer.matrix import counted

    targets = tuple(_targets(course))
    texts = tuple(_rows(course, targets))
    synonyms = synonyms_of(course)
    known = Rows(targets, texts, counted(texts, synonyms))
    parts = range(FOLDS if course.entries else 0)
    seen: list[Example] = []
    for part in parts:
        if len(seen) < ENOUGH:
            seen += examples(known, judged(known, part, whole=True))
    curve = platt(seen)
    astray = [
        stray
        for part in (parts if thorough else ())
        for stray in strays(known, examples(known, judged(known, part, whole=False)), curve)
    ]
    learned = fit(known.table, texts, len(targets), known.everything())
    return Compiled(_index(course, known, learned, synonyms, curve), tuple(astray))


def _index(
    course: Course, known: "Rows", learned: "Fit", synonyms: Synonyms, curve: Calibration
) -> Index:
    from tutor.answer.features import MEANT
    from tutor.answer.matrix import columns, postings_of
    from tutor.answer.signals import kin_of

    rows = tuple(known.rows[group[0]] for group in learned.groups)
    vocabulary = _vocabulary(course, known.rows)
    every = range(len(known.rows))
    return Index(
        course=course.id,
        targets=tuple(known.targets),
        rows=rows,
        vocabulary=vocabulary,
        stems={word: stem(word) for word in vocabulary},
        synonyms=synonyms,
        phrasings=tuple("\n".join(("", *one, "")) for one in known.phrasings(every)),
        own=tuple(_phrasings(rows, at) for at in range(len(known.targets))),
        askable=_places(
            at
            for at, row in enumerate(rows)
            if row.typed and row.target is not None and known.targets[row.target].kind == "entry"
        ),
        refused=_refused(known.rows),
        names={concept.id: concept.name for concept in course.concepts.values()},
        naming=frozenset(_naming(course)),
        postings=postings_of(
            known.table.features,
            learned.matrix,
            learned.landmarks,
            merged=len(learned.groups) < int(learned.learned.sum()),
        ),
        pull=columns(learned.pull),
        own_pull=columns(learned.own_pull())[0],
        owners=_places(len(known.targets) if row.target is None else row.target for row in rows),
        sense=b"".join(columns(learned.meant.T @ learned.pull * MEANT)),
        spoken=tuple(map(frozenset, known.spoken(every))),
        heard=known.heard(every),
        kin=kin_of(known.targets),
        calibration=curve,
    )


def _places(numbers: Iterable[int]) -> bytes:
    """Numbers as 16-bit integers: there are no more rows than that, nor targets."""
    return array("H", numbers).tobytes()


def _phrasings(rows: tuple[Row, ...], target: int) -> tuple[int, ...]:
    return tuple(at for at, row in enumerate(rows) if row.typed and row.target == target)


def _refused(rows: Iterable[Row]) -> dict[str, tuple[int, ...]]:
    asked: set[tuple[str, int]] = set()
    found: dict[str, list[int]] = {}
    for row in sorted(rows, key=lambda row: row.target is None):
        text = gist(words(row.text), stem)
        if row.target is not None and row.typed:
            asked.add((text, row.target))
        if row.forbids is not None and (text, row.forbids) not in asked:
            found.setdefault(text, []).append(row.forbids)
    return {text: tuple(targets) for text, targets in found.items()}


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
    named = {stem(word) for word in _naming(course)}
    for text in STRANGERS if course.entries else ():
        if named.isdisjoint(stem(word) for word in words(text) if word not in FUNCTION):
            yield Row(text, None, STRANGER_WEIGHT)


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
