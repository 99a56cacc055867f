"""What a confidence is read from: the same numbers when fitting and when answering."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from tutor.answer.common import FUNCTION
from tutor.answer.index import Target


class Signals(NamedTuple):
    """How well a target fits, by how much it leads, how near the nearest phrasing is, and how much
    of what the question is about occurs in the target's own phrasings.

    All are about 0 to 1. The lead is over the best target about something else.
    """

    top: float
    lead: float
    nearest: float
    covered: float


def best_of(targets: Sequence[Target], scores: Sequence[float]) -> int | None:
    """The best target that answers, of these scores (one a target); None where there is none."""
    answering = (at for at, target in enumerate(targets) if target.kind != "out_of_scope")
    return max(answering, key=scores.__getitem__, default=None)


def lead(targets: Sequence[Target], scores: Sequence[float], best: int) -> float:
    """By how much a target leads every other that is about something else."""
    main = targets[best].concepts[:1]
    rivals = (
        score
        for target, score in zip(targets, scores, strict=True)
        if target.kind == "out_of_scope" or target.concepts[:1] != main
    )
    return scores[best] - max(0.0, max(rivals, default=0.0))


def covered(
    said: Iterable[str],
    spoken: Collection[str],
    stem: Callable[[str], str],
    rarity: Callable[[str], float],
) -> float:
    """The share of a question's content, by rarity, that a target's stems (``spoken``) hold."""
    content = {stem(word) for word in said if word not in FUNCTION}
    whole = sum(map(rarity, content))
    return sum(rarity(one) for one in content if one in spoken) / whole if whole else 0.0
