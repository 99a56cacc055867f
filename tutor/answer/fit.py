"""Fitting the matcher when a course is compiled: a kernel machine over the rows.

k = (1 - m) (c + c²) / 2 + m d on the cosine c of the features and d of what the texts mean. Needs
numpy, as nothing does that only asks.
"""

from collections import Counter
from collections.abc import Sequence
from math import ceil

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from tutor.answer.features import BLOCKS, MEANT
from tutor.answer.hinge import fitted
from tutor.answer.index import Row
from tutor.answer.matrix import (
    Cells,
    Matrix,
    Singles,
    Table,
    Whole,
    chosen,
    cosines,
    merged,
    weighed,
)

RIDGE = 0.3
"""How strongly the fit is smoothed; a row of weight w is smoothed by RIDGE / w."""

MOST_LANDMARKS = 500
"""About how many landmarks a text is compared with; past them, a target's phrasings are merged."""


MOST_TAUGHT = 20_000
"""About how many rows the pulls are fitted to; past them, some of every target's. The landmarks are
made of all rows.
"""


class Fit(Struct, frozen=True):
    """What was fitted on the rows that are ``learned``; of others some are ``judged``.

    ``owner[row]`` is its target, -1 for none. ``groups`` are the learned rows, by number, that make
    up each landmark; ``landmarks`` and ``meant`` are what those hold and mean. ``pull`` has a row a
    landmark and a column a target; ``scores`` are what it says of each row that is judged.
    """

    owner: Whole
    learned: NDArray[np.bool_]
    matrix: Matrix
    groups: tuple[tuple[int, ...], ...]
    landmarks: Cells
    meant: Singles
    pull: Singles
    scores: Singles

    def own_pull(self) -> Singles:
        """The pull of each landmark on the target that it is made of, 0 where that is none."""
        owner = self.owner[[group[0] for group in self.groups]]
        own = self.pull[np.arange(len(owner)), np.maximum(owner, 0)]
        return np.where(owner >= 0, own, 0.0).astype(np.float32)[:, None]


def fit(
    table: Table,
    rows: Sequence[Row],
    targets: int,
    learned: NDArray[np.bool_],
    judged: NDArray[np.intp] | None = None,
) -> Fit:
    """Fit some of the rows to their targets (so many in all); score those that are ``judged``."""
    matrix = weighed(table, learned)
    groups = _groups(rows, np.flatnonzero(learned).tolist())
    landmarks, meant = merged(matrix, groups)
    taught = _taught(rows, np.flatnonzero(learned).tolist())
    asked = np.concatenate([taught, [] if judged is None else judged]).astype(np.intp)
    onto = _kernel(chosen(matrix.cells, asked), landmarks, matrix.meant[asked] @ meant.T)
    owner = np.array([-1 if row.target is None else row.target for row in rows], np.int64)
    pull = fitted(
        onto[: len(taught)],
        _kernel(landmarks, landmarks, meant @ meant.T),
        owner[taught, None] == np.arange(targets),
        np.array([rows[at].weight for at in taught.tolist()], np.float32),
        RIDGE,
    )
    return Fit(
        owner=owner,
        learned=learned,
        matrix=matrix,
        groups=groups,
        landmarks=landmarks,
        meant=meant,
        pull=pull,
        scores=onto[len(taught) :] @ pull,
    )


def _taught(rows: Sequence[Row], learned: Sequence[int]) -> NDArray[np.intp]:
    """All rows where they are not too many, else every second, third … of each target's."""
    step = ceil(len(learned) / MOST_TAUGHT)
    if step <= 1:
        return np.array(learned, np.intp)
    met: Counter[tuple[int | None, bool]] = Counter()
    kept: list[int] = []
    for at in learned:
        kind = rows[at].target, rows[at].typed
        if met[kind] % step == 0:
            kept.append(at)
        met[kind] += 1
    return np.array(kept, np.intp)


def _groups(rows: Sequence[Row], learned: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The rows by number, each alone where they are few, else some of one target together."""
    alike: dict[tuple[int | None, int | None, bool], list[int]] = {}
    for at in learned:
        row = rows[at]
        alike.setdefault((row.target, row.forbids, row.typed), []).append(at)
    size = max(1, ceil(len(learned) / MOST_LANDMARKS))
    together = (
        tuple(members[start : start + size])
        for members in alike.values()
        for start in range(0, len(members), size)
    )
    return tuple(sorted(together))


def _kernel(left: Cells, right: Cells, meant: Singles) -> Singles:
    """Nearly linear afar, steeper where two texts are nearly the same; and what they mean."""
    cosine = np.zeros_like(meant)
    for block, share in enumerate(BLOCKS):
        cosine += np.float32(share) * cosines(left, right, block)
    return np.asarray((1 - MEANT) * (cosine + cosine**2) / 2 + MEANT * meant, np.float32)
