"""From what a matcher said to the figures it is compared by. Pure arithmetic."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from math import ceil

from msgspec import Struct

from tutor.author.evaluate import QuestionRow

from .matchers import Reply
from .measure import Measured


class Figures(Struct, frozen=True):
    """A matcher's line. Shares are percentages; None: there is no such figure.

    ``accuracy``: the likeliest label is right, of what is in scope, whether answered or not.
    ``answered_right``, ``answered_wrong`` are shares of what is in scope as well, after what the
    matcher refuses by its ``cut`` (set on the val rows), or else by a decision of its own; so are
    those ``offered``, answered right or with the right one among three to choose from.
    ``out_of_scope_recall`` is the share of what is out of scope that is not answered then.
    """

    matcher: str
    accuracy: float | None
    auroc: float | None
    answered_right: float | None
    within_three: float | None
    answered_wrong: float | None
    out_of_scope_recall: float | None
    off_topic_answered: float | None
    cut: float | None
    p50_ms: float
    p99_ms: float
    build_s: float
    memory_mb: float | None


def figures(
    matcher: str, val: Sequence[QuestionRow], test: Sequence[QuestionRow], told: Measured
) -> Figures:
    """The figures of what was measured on these rows."""
    cut = best_cut(val, told.val) if val else None
    answered = [_answered(reply, cut) for reply in told.test]
    inside = [at for at, row in enumerate(test) if row.scope == "in"]
    outside = [at for at, row in enumerate(test) if row.scope != "in"]
    right = [is_right(row, reply) for row, reply in zip(test, told.test, strict=True)]
    scores = [reply.score for reply in told.test]
    spoken = share(answered[at] for at in outside)
    return Figures(
        matcher=matcher,
        accuracy=share(right[at] for at in inside),
        auroc=auroc([scores[at] for at in inside], [scores[at] for at in outside]),
        answered_right=share(_both(answered[at], right[at]) for at in inside),
        within_three=share(told.test[at].offered for at in inside) if cut is None else None,
        answered_wrong=share(_both(answered[at], not right[at]) for at in inside),
        out_of_scope_recall=None if spoken is None else 100 - spoken,
        off_topic_answered=spoken,
        cut=cut,
        p50_ms=percentile(told.milliseconds, 50),
        p99_ms=percentile(told.milliseconds, 99),
        build_s=told.build,
        memory_mb=told.memory,
    )


def is_right(row: QuestionRow, reply: Reply) -> bool:
    """Whether the likeliest label is one of the row's."""
    return reply.label is not None and reply.label in row.concepts


def _answered(reply: Reply, cut: float | None) -> bool | None:
    """Whether the question is answered; None where neither a cut nor a decision says."""
    if cut is None:
        return reply.answered
    return reply.label is not None and reply.score >= cut


def _both(answered: bool | None, holds: bool) -> bool | None:
    return None if answered is None else answered and holds


def share(holds: Iterable[bool | None]) -> float | None:
    """How many of these hold, in percent; None of nothing, or where one is not known."""
    held = list(holds)
    known = [one for one in held if one is not None]
    return 100 * sum(known) / len(held) if held and len(known) == len(held) else None


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float | None:
    """The chance, in percent, that a question in scope scores above one out of scope.

    A tie counts half. None where there is nothing on one side.
    """
    if not inside or not outside:
        return None
    ranked = sorted(outside)
    halves = sum(bisect_left(ranked, one) + bisect_right(ranked, one) for one in inside)
    return 100 * halves / (2 * len(inside) * len(outside))


def best_cut(rows: Sequence[QuestionRow], replies: Sequence[Reply]) -> float:
    """The score from which to answer that makes most rows right, out of scope being a label too.

    That is how Larson et al. (2019) choose the threshold on the validation set. Of several such
    scores the lowest; infinity where it is best to answer nothing.
    """
    gains = sorted(
        (-reply.score, is_right(row, reply) - (row.scope != "in"))
        for row, reply in zip(rows, replies, strict=True)
        if reply.label is not None
    )
    best, cut, total = 0, float("inf"), 0
    for score, tied in groupby(gains, key=lambda gain: gain[0]):
        total += sum(gain for _, gain in tied)
        if total >= best:
            best, cut = total, -score
    return cut


def percentile(values: Sequence[float], percent: float) -> float:
    """The least of the values that so many percent of them do not exceed (the nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, ceil(percent / 100 * len(ranked)) - 1)]
