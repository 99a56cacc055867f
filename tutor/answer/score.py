"""How well every target fits the words of a question. Plain Python: loads nothing heavy."""

from collections.abc import Sequence
from functools import lru_cache
from heapq import nlargest
from math import sqrt
from operator import mul

from msgspec import Struct

from tutor.answer.features import MEANT, blocks, gist, stem_weights
from tutor.answer.index import Index
from tutor.answer.meanings import DIMENSIONS, meaning
from tutor.answer.signals import Signals, affinity, content, covered, lead, pooled
from tutor.answer.synonyms import Said, said_of
from tutor.answer.wording import LIKELIEST, worded
from tutor.text import stem

CANDIDATES = 16
"""Targets that are scored in full: those that their own rows and the words' meaning speak for."""


class Scored(Struct, frozen=True):
    """A score a target, about 0 to 1; the cosine of every row, and that of the nearest phrasing.

    ``raw`` are the scores before targets lend each other some, for what no target lends to;
    ``worded`` is what the wording of their phrasings adds for the likeliest.
    ``about`` are the words that the question is about, by stem; ``affinity`` (see ``Signals``).
    """

    about: dict[str, str]
    affinity: float
    raw: tuple[float, ...]
    scores: tuple[float, ...]
    worded: dict[int, float]
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
    likeness = [(1 - MEANT) * (cosine + cosine * cosine) / 2 for cosine in cosines]
    scores = [0.0] * len(index.targets)
    senses = _senses(index, said)
    refused = index.refused.get(gist(read, lambda word: stem_of(index, word)), ())
    for target in _likely(index, likeness, senses):
        if target not in refused:
            pull = memoryview(index.pull[target]).cast("f")  # as numbers kept, all would be 14 MB
            scores[target] = sum(map(mul, likeness, pull)) + senses[target]
    lent = pooled(index.kin, scores)
    about = content(own or said.words, lambda word: stem_of(index, word))
    return Scored(
        about=about,
        affinity=affinity(about, index.heard, lambda one: _rarity(index, one)),
        raw=tuple(scores),
        scores=tuple(lent),
        worded=_worded(index, said, lent),
        cosines=tuple(cosines),
        nearest=max((cosines[row] for row in index.askable), default=0.0),
    )


def confidence(index: Index, found: Scored, target: int) -> float:
    """The chance, 0 to 1, that an answer with this target is right."""
    share = share_of(index, found, target)
    ahead = lead(index.targets, found.scores, target)
    read = Signals(
        found.scores[target], ahead, found.worded.get(target, 0.0), share, found.affinity
    )
    return index.calibration.chance(read)


def ranked(found: Scored) -> list[int]:
    """All targets, best first."""
    worded, scores = found.worded, found.scores
    return sorted(range(len(scores)), key=lambda at: -scores[at] - worded.get(at, 0.0))


def share_of(index: Index, found: Scored, target: int) -> float:
    """How much of what the question is about occurs in a target's phrasings, 0 to 1."""
    return covered(found.about, index.spoken[target], lambda one: _rarity(index, one))


def _rarity(index: Index, one: str) -> float:
    at = index.postings.features.get(f"s{one}")
    return index.postings.unseen if at is None else _floats(index.postings.rarity)[at]


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


def _senses(index: Index, said: Said) -> list[float]:
    """How well every target fits what the words mean."""
    weights = stem_weights(
        said.words, lambda word: stem_of(index, word), lambda one: _rarity(index, one)
    )
    meant = meaning(weights)
    sense = _floats(index.sense)
    return [
        sum(map(mul, meant, sense[at : at + DIMENSIONS])) for at in range(0, len(sense), DIMENSIONS)
    ]


@lru_cache(maxsize=16)
def _floats(raw: bytes) -> Sequence[float]:
    floats: Sequence[float] = memoryview(raw).cast("f").tolist()
    return floats


def _worded(index: Index, said: Said, scores: Sequence[float]) -> dict[int, float]:
    text = " ".join(said.words)
    likeliest = nlargest(LIKELIEST, range(len(scores)), scores.__getitem__)
    return {
        at: worded(text, index.phrasings[at])
        for at in likeliest
        if scores[at] > 0 and index.phrasings[at]
    }


def _likely(index: Index, likeness: Sequence[float], senses: Sequence[float]) -> list[int]:
    """The targets whose own rows say most for them."""
    found = list(senses)
    for row, like, pull in zip(index.rows, likeness, _floats(index.own_pull), strict=True):
        if row.target is not None:
            found[row.target] += like * pull
    return nlargest(CANDIDATES, range(len(found)), found.__getitem__)
