"""Fitting the matcher when a course is compiled: kernel ridge over all rows, closed form.

k = (c + c²) / 2 on the cosine c. The confidence is Platt-scaled on what the fit says about every
phrasing while that phrasing, or the whole entry it belongs to, is left out; both are closed form
too (block inverses of the same matrix). The only part of answering that needs numpy.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from tutor.answer.index import Calibration, Index, Postings, Row, Target
from tutor.answer.matrix import Matrix, postings_of, sized
from tutor.answer.signals import Signals, best_of, covered, lead
from tutor.text import stem

Floats = NDArray[np.float64]

RIDGE = 0.4
"""How strongly the fit is smoothed; a row of weight w is smoothed by RIDGE / w."""

PLATT_PENALTY = 1.0
"""How strongly the confidence is held to what public sets say; a few phrasings' worth."""

NEWTON_STEPS = 25

PRIOR = Calibration(-4.5, (4.0, 4.0, 2.5, 2.0))
"""The confidence as found on public question sets. A small course stays near it."""


class Fitted(Struct, frozen=True):
    """What was learned, as plain data."""

    postings: Postings
    pull: tuple[bytes, ...]
    spoken: tuple[frozenset[str], ...]
    calibration: Calibration


class Stray(Struct, frozen=True):
    """A phrasing of ``entry`` that, left out, leads to the target ``found`` instead."""

    entry: str
    phrasing: str
    found: str


def fitted(
    targets: Sequence[Target], rows: Sequence[Row], synonyms: Mapping[str, tuple[str, ...]]
) -> Fitted:
    """Fit the rows to their targets."""
    matrix = sized(rows, synonyms)
    fit = _Fit(targets, rows, matrix)
    return Fitted(
        postings=postings_of(matrix),
        pull=tuple(column.astype("<f4").tobytes() for column in fit.pull.T),
        spoken=tuple(map(frozenset, fit.spoken)),
        calibration=platt(list(fit.examples())),
    )


class _Fit:
    """The fitted weights, and what is predicted for rows that are left out."""

    def __init__(self, targets: Sequence[Target], rows: Sequence[Row], matrix: Matrix) -> None:
        self.targets, self.rows, self.matrix = targets, rows, matrix
        self.owner = np.array([-1 if row.target is None else row.target for row in rows], int)
        self.wanted = (self.owner[:, None] == np.arange(len(targets))).astype(float)
        self.asked = np.array([row.typed and row.target is not None for row in rows], bool)
        smoothing = RIDGE / np.array([row.weight for row in rows], float)
        kernel = kernel_of(matrix.cosines(np.ones((len(rows), 3))))
        self.inverse = np.linalg.inv(kernel + np.diag(smoothing)) if rows else kernel
        self.pull = self.inverse @ self.wanted
        self.spoken = tuple(self._spoken(target) for target in range(len(targets)))

    def _spoken(self, target: int) -> Counter[str]:
        """In how many of a target's phrasings each stem stands."""
        mine = np.flatnonzero((self.owner == target) & self.asked).tolist()
        return Counter(one for row in mine for one in set(map(stem, self.matrix.said[row])))

    def examples(self) -> Iterable[tuple[Signals, bool]]:
        """Signals of left-out phrasings, and whether the answer they led to was right."""
        yield from self._alone()
        for target in range(len(self.targets)):
            yield from self._with_all_of(target)

    def _alone(self) -> Iterable[tuple[Signals, bool]]:
        """Every phrasing with itself left out."""
        scores, cosines = self.alone()
        for row in np.flatnonzero(self.asked).tolist():
            yield from self._example(row, scores[row], cosines[row], gone=False)

    def alone(self) -> tuple[Floats, Floats]:
        """The scores of every row for every target, and its cosines, when it is left out."""
        cosines = self.matrix.cosines(self.matrix.shrunk_alone())
        np.fill_diagonal(cosines, 0.0)
        kernel = kernel_of(cosines)
        back = (kernel * self.inverse).sum(1) / np.diag(self.inverse)
        return kernel @ self.pull - back[:, None] * self.pull, cosines

    def _with_all_of(self, target: int) -> Iterable[tuple[Signals, bool]]:
        """Every phrasing of a target with all that is known of the target left out."""
        gone, kept = np.flatnonzero(self.owner == target), self.owner != target
        cosines = self.matrix.cosines(self.matrix.shrunk_together(gone), gone) * kept
        kernel = kernel_of(cosines)
        block = np.linalg.solve(self.inverse[np.ix_(gone, gone)], self.pull[gone])
        scores = kernel @ (self.pull - self.inverse[:, gone] @ block)
        scores[:, target] = 0.0
        for at, row in enumerate(gone.tolist()):
            if self.asked[row]:
                yield from self._example(row, scores[at], cosines[at], gone=True)

    def _example(
        self, row: int, scores: Floats, cosines: Floats, *, gone: bool
    ) -> Iterable[tuple[Signals, bool]]:
        best = best_of(self.targets, scores.tolist())
        if best is None:
            return
        right = self.targets[best].concepts[0] in self.targets[self.owner[row]].concepts
        if gone and right:
            return
        nearest = float(cosines[self.asked].max(initial=0.0))
        spoken = self.spoken[best]
        if self.owner[row] == best:
            spoken = spoken - Counter(set(map(stem, self.matrix.said[row])))
        share = covered(self.matrix.said[row], spoken, stem, self._rarity)
        ahead = lead(self.targets, scores.tolist(), best)
        yield Signals(float(scores[best]), ahead, nearest, share), right

    def _rarity(self, one: str) -> float:
        return float(self.matrix.rarity[self.matrix.features[f"s{one}"]])


def strays(index: Index) -> tuple[Stray, ...]:
    """The phrasings of entries that lead elsewhere once they are left out themselves."""
    fit = _Fit(index.targets, index.rows, sized(index.rows, index.synonyms))
    best = fit.alone()[0].argmax(1).tolist() if index.targets else []
    return tuple(
        Stray(index.targets[own].id, index.rows[row].text, index.targets[best[row]].id)
        for row in index.askable
        if (own := index.rows[row].target) is not None and best[row] != own
    )


def platt(examples: Sequence[tuple[Signals, bool]]) -> Calibration:
    """The logistic curve from signals to confidence, by Newton steps (Platt 1999, smoothed)."""
    if not examples:
        return PRIOR
    signal = np.array([one for one, _ in examples], float)
    right = np.array([was for _, was in examples], bool)
    wanted = np.where(right, (right.sum() + 1) / (right.sum() + 2), 1 / ((~right).sum() + 2))
    inputs = np.hstack([np.ones((len(signal), 1)), signal])
    prior = np.array([PRIOR.bias, *PRIOR.weights])
    penalty = np.eye(inputs.shape[1]) * PLATT_PENALTY
    weights = prior.copy()
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (chance - wanted) + penalty @ (weights - prior)
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + penalty
        weights -= np.linalg.solve(curve, slope)
    return Calibration(float(weights[0]), tuple(map(float, weights[1:])))


def kernel_of(cosines: Floats) -> Floats:
    """(c + c²) / 2: nearly linear afar, steeper where two texts are nearly the same."""
    return (cosines + cosines**2) / 2
