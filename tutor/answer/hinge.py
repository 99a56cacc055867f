"""Kernel ridge with a hinge, fitted on landmarks.

A row wants at least 1 for its own target and at most 0 for every other; what is beyond that costs
nothing (the squared hinge of a linear SVM, Chang, Hsieh and Lin 2008). It is minimised by fitting
ridges to ever better aims: where a row has what it wants, it aims at what is predicted. All steps
are products with one matrix, sped up as by Beck and Teboulle (2009). Needs numpy.
"""

from math import sqrt

import numpy as np
from numpy.typing import NDArray

Singles = NDArray[np.float32]

STEPS = 20
"""Ridges fitted at most."""

WORK = 2e12
"""Multiplications spent on them at most; a very large course gets fewer steps."""

JITTER = 1e-4
"""What keeps landmarks that are all alike from making the system singular."""


def fitted(
    onto: Singles, among: Singles, wanted: NDArray[np.bool_], weight: Singles, ridge: float
) -> Singles:
    """The pull of each landmark (a row) on each target (a column).

    ``onto`` is the kernel of every row to every landmark, ``among`` that of the landmarks to each
    other. ``weight`` says how much each row counts, ``ridge`` how strongly all is smoothed.
    """
    exact = onto.astype(np.float64)
    heavy = exact.T * weight
    smooth = ridge * among + JITTER * np.eye(len(among))
    project = np.linalg.solve(heavy @ exact + smooth, heavy).astype(np.float32)
    pull = project @ wanted.astype(np.float32)
    before, pace = pull, 1.0
    for _ in range(min(STEPS, int(WORK / max(1, 2 * onto.size * wanted.shape[1])))):
        faster = (1 + sqrt(1 + 4 * pace * pace)) / 2
        ahead = pull + np.float32((pace - 1) / faster) * (pull - before)
        before, pace = pull, faster
        pull = project @ _aims(onto @ ahead, wanted)
    return pull


def _aims(said: Singles, wanted: NDArray[np.bool_]) -> Singles:
    """What the next ridge is fitted to: what is said, where that is as good as what is wanted."""
    aims = np.minimum(said, 0)
    aims[wanted] = np.maximum(said[wanted], 1)
    return aims
