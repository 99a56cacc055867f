"""How well every target fits the words of a question. Plain Python: loads nothing heavy."""

from collections.abc import Sequence
from heapq import nlargest
from math import sqrt

from msgspec import Struct

from tutor.answer.arithmetic import bent, floats, gathered, highest, products, summed
from tutor.answer.features import MEANT, blocks, gist, stem_weights
from tutor.answer.index import Index
from tutor.answer.meanings import DIMENSIONS, meaning
from tutor.answer.signals import Signals, affinity, content, covered, lead, peaks, pooled
from tutor.answer.synonyms import Said, said_of
from tutor.answer.wording import LIKELIEST, worded
from tutor.text import stem

NEAR = 64
"""Targets that their own rows speak for most; of them it is asked what the words mean."""

CANDIDATES = 16
"""Targets of those that are scored in full: those that the words' meaning speaks for as well."""


class Scored(Struct, frozen=True):
    """A score a target, about 0 to 1; the cosine of every row, and that of the nearest phrasing.

    ``raw`` are the scores before targets lend each other some, for what no target lends to;
    ``highest`` are those of each main concept (see ``peaks``);
    ``worded`` is what the wording of their phrasings adds for the likeliest.
    ``said`` are the words but for mere politeness, ``about`` those that the question is about, by
    stem; ``affinity`` (see ``Signals``).
    """

    said: tuple[str, ...]
    about: dict[str, str]
    affinity: float
    raw: tuple[float, ...]
    scores: tuple[float, ...]
    worded: dict[int, float]
    cosines: Sequence[float]
    nearest: float
    highest: dict[tuple[str, ...], float]


def scored(
    index: Index, read: Sequence[str], slips: Sequence[float] = (), own: Sequence[str] = ()
) -> Scored:
    """Score words as they were read; ``slips`` says how far each was from what was typed.

    ``own`` are the words that count as what the question is about, where they are not all.
    """
    said, apart = (
        said_of(each, index.synonyms, lambda word: stem_of(index, word)) for each in (read, own)
    )
    cosines = _cosines(index, said, slips)
    half = (1 - MEANT) / 2
    likeness = bent(cosines, half)
    scores = [0.0] * len(index.targets)
    refused = index.refused.get(gist(read, lambda word: stem_of(index, word)), ())
    likely = {at: sense for at, sense in _likely(index, said, likeness) if at not in refused}
    pulled = products(likeness, (index.pull[at] for at in likely))
    for (target, sense), score in zip(likely.items(), pulled, strict=True):
        scores[target] = score + sense
    lent = pooled(index.kin, scores)
    about = content(apart.words or said.words, lambda word: stem_of(index, word))
    return Scored(
        said=said.words,
        about=about,
        affinity=affinity(about, index.heard, lambda one: _rarity(index, one)),
        raw=tuple(scores),
        scores=tuple(lent),
        worded=_worded(index, said, lent),
        cosines=cosines,
        nearest=highest(cosines, index.askable),
        highest=peaks(index.targets, lent),
    )


def confidence(index: Index, found: Scored, target: int) -> float:
    """The chance, 0 to 1, that an answer with this target is right."""
    share = share_of(index, found, target)
    ahead = lead(index.targets, found.scores, found.highest, target)
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
    return index.postings.unseen if at is None else floats(index.postings.rarity)[at]


def stem_of(index: Index, word: str) -> str:
    """The stem of a word; one that the course uses does not load the stemmer."""
    return index.stems.get(word) or stem(word)


def _cosines(index: Index, said: Said, slips: Sequence[float]) -> Sequence[float]:
    """The cosine of the words to every row."""
    postings = index.postings
    rarity = floats(postings.rarity)
    doubt = sum(slip * slip for slip in slips) * postings.unseen**2
    shares: dict[int, float] = {}
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
            shares[at] = shares.get(at, 0.0) + weight / length
    return gathered(postings, shares, len(index.rows))


def _senses(index: Index, said: Said, targets: Sequence[int]) -> dict[int, float]:
    """How well these targets fit what the words mean."""
    weights = stem_weights(
        said.words, lambda word: stem_of(index, word), lambda one: _rarity(index, one)
    )
    meant = meaning(weights)
    wide = 4 * DIMENSIONS
    senses = (index.sense[wide * at : wide * (at + 1)] for at in targets)
    return dict(zip(targets, products(meant, senses), strict=True))


def _worded(index: Index, said: Said, scores: Sequence[float]) -> dict[int, float]:
    text = " ".join(said.words)
    likeliest = nlargest(LIKELIEST, range(len(scores)), scores.__getitem__)
    return {
        at: worded(text, index.phrasings_of(at))
        for at in likeliest
        if scores[at] > 0 and index.phrasings[at]
    }


def _likely(index: Index, said: Said, likeness: Sequence[float]) -> list[tuple[int, float]]:
    """The targets that are likeliest, best first, and how well each fits what the words mean."""
    found = summed(likeness, index.own_pull, index.owners, len(index.targets))
    senses = _senses(index, said, nlargest(NEAR, range(len(found)), found.__getitem__))
    return nlargest(CANDIDATES, senses.items(), lambda one: found[one[0]] + one[1])
