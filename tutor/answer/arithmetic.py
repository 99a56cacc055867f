"""The sums that answering is made of, over numbers kept as bytes.

In plain Python they cost a few milliseconds a question, and loading numpy costs a hundred once: who
asks one question waits less without it, who goes on asking calls ``hasten`` while nobody waits.
Both ways come to the same, but for rounding.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from operator import mul
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tutor.answer.index import Postings

_numpy: Any = None


def hasten() -> None:
    """Load numpy, which every later sum uses."""
    global _numpy
    import numpy

    _numpy = numpy


@lru_cache(maxsize=8)
def floats(raw: bytes) -> Sequence[float]:
    """The 32-bit floats that are kept in these bytes."""
    found: Sequence[float] = memoryview(raw).cast("f").tolist()
    return found


def gathered(postings: "Postings", shares: Mapping[int, float], rows: int) -> Sequence[float]:
    """What stretches of postings, by number and with a share each, add to every one of the rows."""
    starts = memoryview(postings.starts).cast("I")
    stretches = [(slice(starts[at], starts[at + 1]), share) for at, share in shares.items()]
    if _numpy is not None:
        return _gathered_at_once(postings, stretches, rows)
    held = memoryview(postings.rows).cast("H")
    weights = memoryview(postings.weights).cast("f")
    total = [0.0] * rows
    for stretch, share in stretches:
        for row, weight in zip(held[stretch].tolist(), weights[stretch].tolist(), strict=True):
            total[row] += share * weight
    return total


def _gathered_at_once(
    postings: "Postings", stretches: Sequence[tuple[slice, float]], rows: int
) -> Sequence[float]:
    if not stretches:
        return _zeros(rows)
    held = _numpy.frombuffer(postings.rows, "<u2")
    weights = _numpy.frombuffer(postings.weights, "<f4")
    where = _numpy.concatenate([held[stretch] for stretch, _ in stretches])
    added = _numpy.concatenate([weights[stretch] * share for stretch, share in stretches])
    total: Sequence[float] = _numpy.bincount(where, added, rows)
    return total


def _zeros(rows: int) -> Sequence[float]:
    none: Sequence[float] = _numpy.zeros(rows)
    return none


def bent(vector: Sequence[float], share: float) -> Sequence[float]:
    """``share · x · (1 + x)`` for every number: what is near counts more than its part."""
    if _numpy is not None:
        numbers = _numpy.asarray(vector)
        at_once: Sequence[float] = share * numbers * (1.0 + numbers)
        return at_once
    return [share * one * (1.0 + one) for one in vector]


def summed(vector: Sequence[float], weights: bytes, groups: bytes, count: int) -> list[float]:
    """The weighted sum of each group's numbers; a group of ``count`` or more is none's."""
    if _numpy is not None:
        weighted = _numpy.asarray(vector) * _numpy.frombuffer(weights, "<f4")
        held = _numpy.frombuffer(groups, "<u2")
        sums: list[float] = _numpy.bincount(held, weighted, count + 1)[:count].tolist()
        return sums
    total = [0.0] * (count + 1)
    held = memoryview(groups).cast("H").tolist()
    for group, one, weight in zip(held, vector, floats(weights), strict=True):
        total[group] += one * weight
    return total[:count]


def highest(vector: Sequence[float], places: bytes) -> float:
    """The highest of the numbers at these places; 0 where there are none."""
    if not places:
        return 0.0
    if _numpy is not None:
        return float(_numpy.asarray(vector)[_numpy.frombuffer(places, "<u2")].max())
    return max(vector[at] for at in memoryview(places).cast("H"))


def products(vector: Sequence[float], columns: Iterable[bytes]) -> list[float]:
    """The sum of the products of a vector with each column."""
    if _numpy is not None:
        against = _numpy.array(vector, "f4")
        return [float(_numpy.frombuffer(raw, "<f4") @ against) for raw in columns]
    return [sum(map(mul, vector, memoryview(raw).cast("f"))) for raw in columns]
