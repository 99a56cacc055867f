"""One way to read a text: its words repaired, every target scored, the best one weighed."""

from msgspec import Struct

from tutor.answer.features import words
from tutor.answer.index import Index
from tutor.answer.repair import repaired
from tutor.answer.score import confidence, scored
from tutor.answer.signals import best_of, signals

SURE = 0.99
"""The confidence in a text that is one of the phrasings, word for word."""


class Reading(Struct, frozen=True):
    """What a text comes to. ``ranked`` are targets that answer, best first, with confidences.

    ``declined`` is the out-of-scope target where that fits better than any answer.
    """

    words: tuple[str, ...]
    repairs: tuple[tuple[str, str], ...]
    ranked: tuple[tuple[int, float], ...]
    declined: int | None
    nearest: float

    @property
    def confidence(self) -> float:
        """The confidence in the best answer; 0 where there is none."""
        return self.ranked[0][1] if self.ranked and self.declined is None else 0.0


RANKED = 8
"""Targets kept in a reading."""


def reading(index: Index, text: str) -> Reading:
    """Read a text on its own."""
    read = repaired(words(text), index.vocabulary)
    found = scored(index, read.words, read.slips)
    best = best_of(index.targets, found.scores)
    exact = index.exact.get(" ".join(read.words))
    declined = _declined(index, found.scores, best, exact)
    order = sorted(range(len(found.scores)), key=found.scores.__getitem__, reverse=True)
    ranked = [
        (at, confidence(index, signals(index.targets, found.scores, at, found.nearest)))
        for at in order[:RANKED]
        if index.targets[at].kind != "out_of_scope" and found.scores[at] > 0
    ]
    if exact is not None and declined is None and found.scores[exact] > 0:
        ranked = [(exact, SURE), *(one for one in ranked if one[0] != exact)]
    return Reading(read.words, read.changed, tuple(ranked), declined, found.nearest)


def _declined(
    index: Index, scores: tuple[float, ...], best: int | None, exact: int | None
) -> int | None:
    if exact is not None:
        return exact if index.targets[exact].kind == "out_of_scope" else None
    top = max(range(len(scores)), key=scores.__getitem__, default=None)
    if top is None or index.targets[top].kind != "out_of_scope":
        return None
    return top if best is None or scores[top] > scores[best] else None
