"""What English words mean, and how common they are.

Meanings are short vectors, near each other where words mean nearly the same. The table ships with
the program and is read as its code is: once, and never written. It was distilled from a sentence
model by ``tests/benchmarks/distil.py``, which says how.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import sqrt
from pathlib import Path

FILE = Path(__file__).with_name("meanings.bin")

DIMENSIONS = 96
"""Numbers a vector."""

SCALE = 381.0
"""What a number is multiplied by to be kept as a byte; none is far beyond a third."""

ZIPF_SHIFT = 2.7
"""Mandelbrot's correction of Zipf's law for the commonest words."""

RAREST = 30_000
"""The rank that a word which is not in the table is given."""

ZIPF_SUM = 9.4
"""What the chances up to that rank add up to before they are divided by it."""

Vector = tuple[float, ...]
NOTHING: Vector = (0.0,) * DIMENSIONS


def meaning(stems: Mapping[str, float]) -> Vector:
    """The direction that weighted stems point in together, of length one.

    All zeros where none of them is known, or where they cancel out.
    """
    total = [0.0] * DIMENSIONS
    for one, weight in stems.items():
        total = [sum_ + weight * part for sum_, part in zip(total, vector(one), strict=True)]
    length = sqrt(sum(number * number for number in total))
    return tuple(number / length for number in total) if length else NOTHING


def vector(stem: str) -> Sequence[float]:
    """The vector of one stem, of any length; all zeros where it is not known."""
    rank = _rank(stem)
    if rank is None:
        return NOTHING
    return _table()[1][rank * DIMENSIONS : (rank + 1) * DIMENSIONS].tolist()


def commonness(stem: str) -> float:
    """The chance that a word of English at large has this stem: Zipf's law on its rank."""
    rank = _rank(stem)
    return 1 / ((RAREST if rank is None else rank + ZIPF_SHIFT) * ZIPF_SUM)


@lru_cache(maxsize=20_000)
def _rank(stem: str) -> int | None:
    """The place of a stem in the table, the commonest being 0; None where it is not there."""
    names, _ = _table()
    at = names.find(b"\n%b\n" % stem.encode("utf-8", "replace"))
    return names.count(b"\n", 0, at) if at >= 0 else None


def packed(table: Mapping[str, bytes]) -> bytes:
    """The file's content: a stem a line, an empty line, then their vectors in that order."""
    names = "".join(f"{one}\n" for one in table)
    return f"{names}\n".encode() + b"".join(table.values())


@lru_cache(maxsize=1)
def _table() -> tuple[bytes, memoryview]:
    """The stems, a line end before and after each, and their vectors as signed bytes."""
    raw = FILE.read_bytes()
    end = raw.index(b"\n\n")
    return b"\n" + raw[: end + 1], memoryview(raw)[end + 2 :].cast("b")
