"""How well every target fits the words of a question. Plain Python: loads nothing heavy."""

from collections.abc import Sequence
from math import exp, sqrt
from operator import mul

from msgspec import Struct

from tutor.answer.features import blocks
from tutor.answer.index import Index
from tutor.answer.signals import Signals, content, covered, foreign, lead, pooled
from tutor.answer.synonyms import Said, said_of
from tutor.text import stem

CANDIDATES = 16
"""Rows, nearest first, whose targets are scored at all."""

UNSPOKEN = 0.75
"""What is left of the confidence where nothing the question is about is in the phrasings."""


class Scored(Struct, frozen=True):
    """A score a target, about 0 to 1; the cosine of every row, and that of the nearest phrasing.

    ``raw`` are the scores before targets lend each other some, for what no target lends to.
    ``about`` are the words that the question is about, by stem; ``foreign`` (see ``Signals``).
    """

    about: dict[str, str]
    foreign: float
    raw: tuple[float, ...]
    scores: tuple[float, ...]
    cosines: tuple[float, ...]
    nearest: float


def scored(
    index: Index, read: Sequence[str], slips: Sequence[float] = (), own: Sequence[str] = ()
) -> Scored:
    """Score words as they were read; ``slips`` says how far each was from what was typed.

    ``own`` are the words that count as what the question is about, where they are not all.
    """
    said = said_of(read, index.synonyms, lambda word: stem_of(index, word))
    cosines = _cosines(index, said, slips)
    likeness = [(cosine + cosine * cosine) / 2 for cosine in cosines]
    nearest = sorted(range(len(cosines)), key=cosines.__getitem__, reverse=True)[:CANDIDATES]
    targets = {index.rows[row].target for row in nearest if cosines[row] > 0}
    scores = [0.0] * len(index.targets)
    for target in targets:
        if target is not None and not _forbidden(index, cosines, target):
            pull = memoryview(index.pull[target]).cast("f").tolist()
            scores[target] = sum(map(mul, likeness, pull))
    asked = (cosines[row] for row in nearest if index.rows[row].typed)
    about = content(own or said.words, lambda word: stem_of(index, word))
    strange = foreign(about, index.familiar, lambda one: _rarity(index, one))
    return Scored(
        about=about,
        foreign=strange,
        raw=tuple(scores),
        scores=tuple(pooled(index.kin, scores)),
        cosines=tuple(cosines),
        nearest=max(asked, default=0.0),
    )


def confidence(index: Index, found: Scored, target: int) -> float:
    """The chance, 0 to 1, that an answer with this target is right."""
    share = share_of(index, found, target)
    ahead = lead(index.targets, found.scores, target)
    read = Signals(found.scores[target], ahead, share, found.foreign)
    curve = index.calibration
    total = curve.bias + sum(map(mul, curve.weights, read))
    chance = 1 / (1 + exp(-max(-30.0, min(30.0, total))))
    return chance if share else chance * UNSPOKEN


def share_of(index: Index, found: Scored, target: int) -> float:
    """How much of what the question is about occurs in a target's phrasings, 0 to 1."""
    return covered(found.about, index.spoken[target], lambda one: _rarity(index, one))


def _rarity(index: Index, one: str) -> float:
    at = index.postings.features.get(f"s{one}")
    return index.postings.unseen if at is None else memoryview(index.postings.rarity).cast("f")[at]


def stem_of(index: Index, word: str) -> str:
    """The stem of a word; one that the course uses does not load the stemmer."""
    return index.stems.get(word) or stem(word)


def _cosines(index: Index, said: Said, slips: Sequence[float]) -> list[float]:
    """The cosine of the words to every row."""
    postings = index.postings
    starts = memoryview(postings.starts).cast("I")
    rows = memoryview(postings.rows).cast("H")
    weights = memoryview(postings.weights).cast("f")
    rarity = memoryview(postings.rarity).cast("f")
    total = [0.0] * len(index.rows)
    doubt = sum(slip * slip for slip in slips) * postings.unseen**2
    for block in blocks(said.words, lambda word: stem_of(index, word), said.concepts):
        found: dict[int, float] = {}
        squares = doubt
        for name, count in block.items():
            at = postings.features.get(name)
            weight = count * (postings.unseen if at is None else rarity[at])
            squares += weight * weight
            if at is not None:
                found[at] = found.get(at, 0.0) + weight
        length = sqrt(squares)
        for at, weight in found.items():
            share = weight / length
            stretch = slice(starts[at], starts[at + 1])
            for row, held in zip(rows[stretch].tolist(), weights[stretch].tolist(), strict=True):
                total[row] += share * held
    return total


def _forbidden(index: Index, cosines: Sequence[float], target: int) -> bool:
    """Whether the text is nearer to what a target must not answer than to what it does."""
    far = max((cosines[row] for row in index.forbidden.get(target, ())), default=0.0)
    return far > 0 and far >= max((cosines[row] for row in index.own[target]), default=0.0)
