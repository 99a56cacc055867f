"""Rows as normalised feature vectors, and their likeness to each other. Needs numpy."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from tutor.answer.features import BLOCKS, PAIR, RUNS, blocks, words
from tutor.answer.index import Postings, Row
from tutor.answer.meanings import DIMENSIONS, vector
from tutor.answer.synonyms import Said, Synonyms, said_of
from tutor.text import stem

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Whole = NDArray[np.int64]

CROWDED = 24
"""Rows from which a feature is multiplied out densely rather than pair by pair."""

FAINT = 0.2
"""What a landmark holds less of than such a share of its strongest feature, it is taken not to
hold: there is much less to read, and nothing is missed.
"""

CHUNK = 1_024
"""Rows multiplied out densely at a time, so that memory stays bounded."""


class Cells(Struct, frozen=True):
    """The features of some rows (``rows`` in all), one cell each, in parallel arrays.

    ``unit`` is a feature's weight in its block of its row, whose vector is of length one.
    """

    row: Whole
    feature: Whole
    block: Whole
    unit: Floats
    rows: int


class Table(Struct, frozen=True):
    """What each text says, and its features: one cell each, in parallel arrays.

    ``count`` is how often the row holds the feature (damped).
    """

    said: tuple[Said, ...]
    features: dict[str, int]
    row: Whole
    feature: Whole
    block: Whole
    count: Floats


class Matrix(Struct, frozen=True):
    """The rows as vectors, each block of length one, and what each means.

    ``rarity`` is each feature's inverse document frequency, ``unseen`` that of a new one.
    """

    cells: Cells
    rarity: Floats
    unseen: float
    meant: Singles


def counted(rows: Sequence[Row], synonyms: Synonyms) -> Table:
    """The features of the rows.

    Letter runs are for what people type; of answers and headings they are left out.
    """
    said = tuple(said_of(words(row.text), synonyms, stem) for row in rows)
    features: dict[str, int] = {}
    cells = [
        (at, features.setdefault(name, len(features)), number, count)
        for at, read in enumerate(said)
        for number, block in enumerate(blocks(read.words, stem, read.concepts))
        if rows[at].typed or number != RUNS
        for name, count in block.items()
    ]
    found = np.array(cells, float).reshape(-1, 4)
    row, feature, block = (found[:, column].astype(np.int64) for column in range(3))
    return Table(said, features, row, feature, block, found[:, 3])


def weighed(table: Table, learned: NDArray[np.bool_]) -> Matrix:
    """The rows as vectors. How rare a feature is goes by the rows that are learned from alone."""
    held = table.feature[learned[table.row]]
    spread = np.bincount(held, minlength=len(table.features))
    rows = int(learned.sum())
    rarity = np.log((1 + rows) / (1 + spread)) + 1
    weight = table.count * rarity[table.feature]
    cell = table.row * len(BLOCKS) + table.block
    length = np.sqrt(np.bincount(cell, weight**2))[cell]
    return Matrix(
        cells=Cells(table.row, table.feature, table.block, weight / length, len(table.said)),
        rarity=rarity,
        unseen=float(np.log(1 + rows) + 1),
        meant=_directions(table, weight),
    )


def _directions(table: Table, weight: Floats) -> Singles:
    """What each text means: its stems' vectors added up by weight, and made of length one."""
    known = np.array([vector(name[1:]) for name in table.features if name[0] == "s"], np.float32)
    place = np.cumsum([name[0] == "s" for name in table.features]) - 1
    stems = np.array([name[0] == "s" for name in table.features], bool)[table.feature]
    total = np.zeros((len(table.said), DIMENSIONS), np.float32)
    if stems.any():
        parts = known[place[table.feature[stems]]] * weight[stems, None].astype(np.float32)
        rows, starts = np.unique(table.row[stems], return_index=True)
        total[rows] = np.add.reduceat(parts, starts)
    return _unit(total)


def _unit(vectors: Singles) -> Singles:
    long = np.linalg.norm(vectors, axis=1, keepdims=True)
    long[long == 0] = 1
    return np.asarray(vectors / long, np.float32)


def merged(matrix: Matrix, groups: Sequence[Sequence[int]]) -> tuple[Cells, Singles]:
    """Each group of rows added up and made of length one again: its features, what it means."""
    cells, group = matrix.cells, np.full(matrix.cells.rows, -1, np.int64)
    for number, rows in enumerate(groups):
        group[list(rows)] = number
    inside = group[cells.row] >= 0
    width = max(1, len(matrix.rarity))
    key, first, place = np.unique(
        group[cells.row[inside]] * width + cells.feature[inside],
        return_index=True,
        return_inverse=True,
    )
    unit = np.bincount(place, cells.unit[inside])
    row, feature, block = key // width, key % width, cells.block[inside][first]
    cell = row * len(BLOCKS) + block
    unit = unit / np.sqrt(np.bincount(cell, unit**2))[cell]
    loudest = np.zeros(len(groups) * len(BLOCKS))
    np.maximum.at(loudest, cell, unit)
    loud = unit >= FAINT * loudest[cell]
    row, feature, block, unit = row[loud], feature[loud], block[loud], unit[loud]
    meant = np.zeros((len(groups), DIMENSIONS), np.float32)
    np.add.at(meant, group[group >= 0], matrix.meant[group >= 0])
    return Cells(row, feature, block, unit, len(groups)), _unit(meant)


def chosen(cells: Cells, rows: NDArray[np.intp]) -> Cells:
    """Some of the rows, each once, in the order given."""
    place = np.full(cells.rows, -1, np.int64)
    place[rows] = np.arange(len(rows))
    mine = place[cells.row] >= 0
    row, unit = place[cells.row[mine]], cells.unit[mine]
    return Cells(row, cells.feature[mine], cells.block[mine], unit, len(rows))


def cosines(left: Cells, right: Cells, block: int) -> Singles:
    """The cosine of every row on the left to every one on the right, in one block of features."""
    one, other = _of_block(left, block), _of_block(right, block)
    width = int(max(one.feature.max(initial=-1), other.feature.max(initial=-1))) + 1
    spread = np.bincount(other.feature, minlength=width).astype(np.int64)
    total = _densely(one, other, spread >= CROWDED)
    _pair_by_pair(one, other, spread, total)
    return total


def _of_block(cells: Cells, block: int) -> Cells:
    mine = cells.block == block
    row, feature, unit = cells.row[mine], cells.feature[mine], cells.unit[mine]
    return Cells(row, feature, cells.block[mine], unit, cells.rows)


def _densely(left: Cells, right: Cells, crowded: NDArray[np.bool_]) -> Singles:
    """The part of the product that the crowded features make, a stretch of rows at a time."""
    place = np.cumsum(crowded) - 1
    mine, theirs = crowded[left.feature], crowded[right.feature]
    across = np.zeros((int(crowded.sum()), right.rows), np.float32)
    across[place[right.feature[theirs]], right.row[theirs]] = right.unit[theirs]
    row, column, unit = left.row[mine], place[left.feature[mine]], left.unit[mine]
    total = np.zeros((left.rows, right.rows), np.float32)
    for start in range(0, left.rows, CHUNK):
        here = (row >= start) & (row < start + CHUNK)
        dense = np.zeros((min(CHUNK, left.rows - start), len(across)), np.float32)
        dense[row[here] - start, column[here]] = unit[here]
        total[start : start + CHUNK] = dense @ across
    return total


def _pair_by_pair(left: Cells, right: Cells, spread: Whole, total: Singles) -> None:
    """Add the part that the other features make: each cell with each of the few beside it."""
    order = np.argsort(right.feature, kind="stable")
    row, unit = right.row[order], right.unit[order]
    starts = np.cumsum(spread) - spread
    flat = total.reshape(-1)
    for size in range(1, CROWDED):
        at = np.flatnonzero(spread[left.feature] == size)
        if not len(at):
            continue
        beside = starts[left.feature[at]][:, None] + np.arange(size)
        pairs = left.row[at][:, None] * right.rows + row[beside]
        products = left.unit[at][:, None] * unit[beside]
        np.add.at(flat, pairs.ravel(), products.ravel().astype(np.float32))


def postings_of(
    features: dict[str, int], matrix: Matrix, cells: Cells, *, merged: bool
) -> Postings:
    """These cells turned about: by feature, each weight times the share of its block.

    Runs of letters that only ever stand together (those of one word) share one stretch. Left out
    are features that no cell holds and, where the rows are ``merged`` ones, pairs of stems that one
    row alone holds: its other features say the same, and half as much is to be read.
    """
    order = np.argsort(cells.feature, kind="stable")
    row, block, feature = cells.row[order], cells.block[order], cells.feature[order]
    rows = row.astype("<u2")
    weights = (cells.unit[order] * np.array(BLOCKS)[block]).astype("<f4")
    spread = np.bincount(feature, minlength=len(features))
    ends = np.cumsum(spread)
    stretches: dict[tuple[bytes, bytes], int] = {}
    rarity: list[float] = []
    shared: list[int] = []
    for end, held, rare in zip(ends, spread, matrix.rarity, strict=True):
        stretch = slice(end - held, end)
        key = rows[stretch].tobytes(), weights[stretch].tobytes()
        if key not in stretches:
            rarity.append(rare)
        shared.append(stretches.setdefault(key, len(stretches)))
    starts = np.cumsum([0, *(len(held) // 2 for held, _ in stretches)])
    return Postings(
        features={
            name: shared[at]
            for name, at in features.items()
            if spread[at] > (merged and name[0] == PAIR)
        },
        starts=starts.astype("<u4").tobytes(),
        rows=b"".join(held for held, _ in stretches),
        weights=b"".join(held for _, held in stretches),
        rarity=np.array(rarity).astype("<f4").tobytes(),
        unseen=matrix.unseen,
    )


def columns(matrix: Singles) -> tuple[bytes, ...]:
    """The columns of a matrix, as 32-bit floats."""
    return tuple(column.astype("<f4").tobytes() for column in matrix.T)
