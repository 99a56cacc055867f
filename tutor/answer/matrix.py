"""Rows as normalised feature vectors, and their likeness to each other. Needs numpy."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from tutor.answer.features import BLOCKS, RUNS, blocks, words
from tutor.answer.index import Postings, Row
from tutor.answer.synonyms import Said, Synonyms, said_of
from tutor.text import stem

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

CROWDED = 24
"""Rows from which a feature is multiplied out densely rather than pair by pair."""


class Matrix(Struct, frozen=True):
    """What each row says, and one cell a feature of a row.

    ``row``, ``feature``, ``block`` and ``count`` are the cells, and run in parallel.
    ``rarity`` and ``spread`` (rows that hold it) are by feature; ``lengths[row, block]`` are the
    vectors' lengths; ``likeness[block]`` the cosines of every two rows in a block.
    """

    said: tuple[Said, ...]
    features: dict[str, int]
    row: Whole
    feature: Whole
    block: Whole
    count: Floats
    rarity: Floats
    spread: Whole
    unseen: float
    lengths: Floats
    likeness: tuple[NDArray[np.float32], ...]

    def cosines(self, shrunk: Floats, of: Whole | None = None) -> Floats:
        """The cosine of rows (``of``, else all) to every row, each block first shrunk as given."""
        chosen = slice(None) if of is None else of
        parts = zip(BLOCKS, self.likeness, shrunk.T, strict=True)
        total = sum(share * like[chosen] * by[:, None] for share, like, by in parts)
        return np.asarray(total, float)

    def shrunk_alone(self) -> Floats:
        """By how much each row's blocks shrink when it is new to the course."""
        return self._shrunk(np.arange(len(self.lengths)), self.spread[self.feature] == 1)

    def shrunk_together(self, gone: Whole) -> Floats:
        """The same for these rows, when all of them are new at once."""
        mine = np.isin(self.row, gone)
        held = np.bincount(self.feature[mine], minlength=len(self.rarity))
        return self._shrunk(gone, mine & (held == self.spread)[self.feature])

    def _shrunk(self, of: Whole, new: NDArray[np.bool_]) -> Floats:
        """A feature that only left-out rows held counts as unseen, and lengthens the vector."""
        grown = self.count**2 * (self.unseen**2 - self.rarity[self.feature] ** 2) * new
        cell = self.row * len(BLOCKS) + self.block
        added = np.bincount(cell, grown, minlength=self.lengths.size).reshape(self.lengths.shape)
        longer = np.sqrt(self.lengths[of] ** 2 + added[of])
        return np.divide(self.lengths[of], longer, out=np.ones_like(longer), where=longer > 0)


def sized(rows: Sequence[Row], synonyms: Synonyms) -> Matrix:
    """The rows as vectors, each block of length one."""
    said = tuple(said_of(words(row.text), synonyms, stem) for row in rows)
    features, cells = _cells(said, [row.typed for row in rows])
    row, feature, block = (cells[:, column].astype(np.int64) for column in range(3))
    spread = np.bincount(feature, minlength=len(features)).astype(np.int64)
    rarity = np.log((1 + len(rows)) / (1 + spread)) + 1
    weight = cells[:, 3] * rarity[feature]
    shape = (len(rows), len(BLOCKS))
    squares = np.bincount(row * len(BLOCKS) + block, weight**2, minlength=shape[0] * shape[1])
    lengths = np.sqrt(squares.reshape(shape))
    unit = weight / lengths[row, block]
    return Matrix(
        said=said,
        features=features,
        row=row,
        feature=feature,
        block=block,
        count=cells[:, 3],
        rarity=rarity,
        spread=spread,
        unseen=float(np.log(1 + len(rows)) + 1),
        lengths=lengths,
        likeness=tuple(
            _products(row[block == one], feature[block == one], unit[block == one], len(rows))
            for one in range(len(BLOCKS))
        ),
    )


def _cells(said: Sequence[Said], typed: Sequence[bool]) -> tuple[dict[str, int], Floats]:
    """The features by number, and a table of (row, feature, block, count).

    Letter runs are for what people type; of answers and headings they are left out.
    """
    features: dict[str, int] = {}
    cells = [
        (at, features.setdefault(name, len(features)), number, count)
        for at, read in enumerate(said)
        for number, block in enumerate(blocks(read.words, stem, read.concepts))
        if typed[at] or number != RUNS
        for name, count in block.items()
    ]
    return features, np.array(cells, float).reshape(-1, 4)


def _products(row: Whole, feature: Whole, value: Floats, rows: int) -> NDArray[np.float32]:
    """The product of every two rows: crowded features densely, the rest pair by pair."""
    order = np.argsort(feature, kind="stable")
    row, value = row[order], value[order]
    _, column, spread = np.unique(feature[order], return_inverse=True, return_counts=True)
    crowded = spread[column] >= CROWDED
    dense = np.zeros((rows, len(spread)), np.float32)[:, spread >= CROWDED]
    place = np.cumsum(spread >= CROWDED) - 1
    dense[row[crowded], place[column[crowded]]] = value[crowded]
    total = dense @ dense.T
    starts = np.cumsum(spread) - spread
    for size in range(1, CROWDED):
        at = starts[spread == size]
        if not len(at):
            continue
        cells = at[:, None] + np.arange(size)
        pairs = row[cells][:, :, None] * rows + row[cells][:, None, :]
        both = value[cells][:, :, None] * value[cells][:, None, :]
        np.add.at(total.reshape(-1), pairs.ravel(), both.ravel().astype(np.float32))
    return total


def postings_of(matrix: Matrix) -> Postings:
    """The matrix turned about: by feature, each weight times the share of its block.

    Runs of letters that only ever stand together (those of one word) share one stretch.
    """
    order = np.argsort(matrix.feature, kind="stable")
    row, block, feature = matrix.row[order], matrix.block[order], matrix.feature[order]
    weight = matrix.count[order] * matrix.rarity[feature] / matrix.lengths[row, block]
    rows = row.astype("<u2")
    weights = (weight * np.array(BLOCKS)[block]).astype("<f4")
    ends = np.cumsum(matrix.spread)
    stretches: dict[tuple[bytes, bytes], int] = {}
    rarity: list[float] = []
    shared: list[int] = []
    for end, spread, rare in zip(ends, matrix.spread, matrix.rarity, strict=True):
        stretch = slice(end - spread, end)
        key = rows[stretch].tobytes(), weights[stretch].tobytes()
        if key not in stretches:
            rarity.append(rare)
        shared.append(stretches.setdefault(key, len(stretches)))
    starts = np.cumsum([0, *(len(held) // 2 for held, _ in stretches)])
    return Postings(
        features={name: shared[at] for name, at in matrix.features.items()},
        starts=starts.astype("<u4").tobytes(),
        rows=b"".join(held for held, _ in stretches),
        weights=b"".join(held for _, held in stretches),
        rarity=np.array(rarity).astype("<f4").tobytes(),
        unseen=matrix.unseen,
    )
