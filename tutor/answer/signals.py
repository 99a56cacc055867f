"""What a confidence is read from: the same three numbers when fitting and when answering."""

from collections.abc import Sequence
from typing import NamedTuple

from tutor.answer.index import Target


class Signals(NamedTuple):
    """How well the best target fits, by how much it leads, and how near the nearest phrasing is.

    All are about 0 to 1. The lead is over the best target about something else.
    """

    top: float
    lead: float
    nearest: float


def best_of(targets: Sequence[Target], scores: Sequence[float]) -> int | None:
    """The best target that answers, of these scores (one a target); None where there is none."""
    answering = (at for at, target in enumerate(targets) if target.kind != "out_of_scope")
    return max(answering, key=scores.__getitem__, default=None)


def signals(
    targets: Sequence[Target], scores: Sequence[float], best: int, nearest: float
) -> Signals:
    """The signals for answering with ``best``."""
    main = targets[best].concepts[:1]
    rivals = (
        score
        for target, score in zip(targets, scores, strict=True)
        if target.concepts[:1] != main or target.kind == "out_of_scope"
    )
    runner_up = max(rivals, default=0.0)
    return Signals(scores[best], scores[best] - max(runner_up, 0.0), nearest)
