"""Fitting the matcher when a course is compiled: kernel ridge over all rows, closed form.

k = (c + c²) / 2 on the cosine c. The confidence is Platt-scaled on what the fit says about every
phrasing while that phrasing, or the whole entry it belongs to, is left out; both are closed form
too (block inverses of the same matrix). The only part of answering that needs numpy.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from tutor.answer.index import Calibration, Index, Postings, Row, Target
from tutor.answer.matrix import Matrix, postings_of, sized
from tutor.answer.signals import Signals, best_of, content, covered, foreign, kin_of, lead, pooled
from tutor.answer.synonyms import Synonyms
from tutor.text import stem

Floats = NDArray[np.float64]

RIDGE = 0.4
"""How strongly the fit is smoothed; a row of weight w is smoothed by RIDGE / w."""

GONE_WEIGHT = 0.25
"""How much a phrasing counts whose whole entry is left out. Such questions are harder to tell than
those that people ask: their words are the course's own.
"""

PLATT_PENALTY = 1.0
"""How strongly the confidence is held to what public sets say; a few phrasings' worth."""

NEWTON_STEPS = 25

LIKELIEST = 3
"""Targets named of a phrasing that leads elsewhere: as many as would be offered."""

PRIOR = Calibration(-2.5, (3.0, 3.5, 2.0, -3.0))
"""The confidence as found on public question sets. A small course stays near it."""


class Fitted(Struct, frozen=True):
    """What was learned, as plain data."""

    postings: Postings
    pull: tuple[bytes, ...]
    spoken: tuple[frozenset[str], ...]
    familiar: frozenset[str]
    calibration: Calibration


class Example(NamedTuple):
    """What was read of a left-out phrasing, whether it was right, and how much that counts."""

    read: Signals
    right: bool
    weight: float = 1.0


class Stray(Struct, frozen=True):
    """A phrasing (its row) that, left out, leads to the targets ``found``, the likeliest first."""

    row: int
    found: tuple[int, ...]


def fitted(
    targets: Sequence[Target],
    rows: Sequence[Row],
    synonyms: Synonyms,
    names: Iterable[str],
) -> Fitted:
    """Fit the rows to their targets. ``names`` are stems of the concepts' names."""
    matrix = sized(rows, synonyms)
    fit = _Fit(targets, rows, matrix, names)
    return Fitted(
        postings=postings_of(matrix),
        pull=tuple(column.astype("<f4").tobytes() for column in fit.pull.T),
        spoken=tuple(map(frozenset, fit.spoken)),
        familiar=frozenset(fit.familiar),
        calibration=platt(list(fit.examples())),
    )


class _Fit:
    """The fitted weights, and what is predicted for rows that are left out."""

    def __init__(
        self,
        targets: Sequence[Target],
        rows: Sequence[Row],
        matrix: Matrix,
        names: Iterable[str] = (),
    ) -> None:
        self.targets, self.rows, self.matrix = targets, rows, matrix
        self.owner = np.array([-1 if row.target is None else row.target for row in rows], int)
        self.wanted = (self.owner[:, None] == np.arange(len(targets))).astype(float)
        self.asked = np.array([row.typed and row.target is not None for row in rows], bool)
        smoothing = RIDGE / np.array([row.weight for row in rows], float)
        kernel = kernel_of(matrix.cosines(np.ones((len(rows), 3))))
        self.inverse = np.linalg.inv(kernel + np.diag(smoothing)) if rows else kernel
        self.pull = self.inverse @ self.wanted
        self.stems = tuple(frozenset(map(stem, said.words)) for said in matrix.said)
        self.kin = kin_of(targets)
        self.spoken = tuple(self._spoken(target) for target in range(len(targets)))
        self.familiar = sum((self._held(row) for row in range(len(rows))), Counter(names))

    def _spoken(self, target: int) -> Counter[str]:
        """In how many of a target's phrasings each stem stands."""
        mine = np.flatnonzero((self.owner == target) & self.asked).tolist()
        return Counter(one for row in mine for one in self.stems[row])

    def _held(self, row: int) -> Counter[str]:
        """The stems of a row that is about what the course answers."""
        owner = int(self.owner[row])
        answers = owner >= 0 and self.targets[owner].kind != "out_of_scope"
        return Counter(self.stems[row] if answers else ())

    def examples(self) -> Iterable[Example]:
        """Left-out phrasings, and whether the answers they led to were right."""
        yield from self._alone()
        for target in range(len(self.targets)):
            yield from self._with_all_of(target)

    def _alone(self) -> Iterable[Example]:
        """Every phrasing with itself left out."""
        scores = self.alone()
        for row in np.flatnonzero(self.asked).tolist():
            yield from self._example(row, scores[row], self._held(row))

    def alone(self) -> Floats:
        """The scores of every row for every target when it is left out."""
        cosines = self.matrix.cosines(self.matrix.shrunk_alone())
        np.fill_diagonal(cosines, 0.0)
        kernel = kernel_of(cosines)
        back = (kernel * self.inverse).sum(1) / np.diag(self.inverse)
        return np.asarray(kernel @ self.pull - back[:, None] * self.pull, float)

    def _with_all_of(self, target: int) -> Iterable[Example]:
        """Every phrasing of a target with all that is known of the target left out.

        Where another entry answers it as well, nothing is learned from it.
        """
        gone, kept = np.flatnonzero(self.owner == target), self.owner != target
        cosines = self.matrix.cosines(self.matrix.shrunk_together(gone), gone) * kept
        kernel = kernel_of(cosines)
        block = np.linalg.solve(self.inverse[np.ix_(gone, gone)], self.pull[gone])
        scores = kernel @ (self.pull - self.inverse[:, gone] @ block)
        scores[:, target] = 0.0
        held = sum((self._held(row) for row in gone.tolist()), Counter[str]())
        for at, row in enumerate(gone.tolist()):
            if self.asked[row]:
                yield from self._example(row, scores[at], held, gone=True)

    def _example(
        self, row: int, scores: Floats, held: Counter[str], *, gone: bool = False
    ) -> Iterable[Example]:
        """What was learned from a row, while the stems in ``held`` were left out with it."""
        lent = pooled(self.kin, scores.tolist())
        best = best_of(self.targets, lent)
        if best is None:
            return
        right = self.targets[best].concepts[0] in self.targets[self.owner[row]].concepts
        if gone and right:
            return
        about = content(self.matrix.said[row].words, stem)
        own = self.stems[row] if self.owner[row] == best else ()
        read = Signals(
            lent[best],
            lead(self.targets, lent, best),
            covered(about, self.spoken[best] - Counter(own), self._rarity),
            foreign(about, self.familiar - held, self._rarity),
        )
        yield Example(read, right, GONE_WEIGHT if gone else 1.0)

    def _rarity(self, one: str) -> float:
        return float(self.matrix.rarity[self.matrix.features[f"s{one}"]])


def strays(index: Index) -> tuple[Stray, ...]:
    """The phrasings of entries that lead to another target first once they are left out."""
    fit = _Fit(index.targets, index.rows, sized(index.rows, index.synonyms))
    scores = fit.alone()
    found: list[Stray] = []
    for row in index.askable:
        lent = pooled(index.kin, scores[row].tolist())
        likeliest = sorted(range(len(lent)), key=lent.__getitem__, reverse=True)[:LIKELIEST]
        if likeliest[0] != index.rows[row].target:
            found.append(Stray(row, tuple(likeliest)))
    return tuple(found)


def platt(examples: Sequence[Example]) -> Calibration:
    """The logistic curve from signals to confidence, by Newton steps (Platt 1999, smoothed).

    A signal that seems to work the other way than on public sets is chance, and is left out.
    """
    if not examples:
        return PRIOR
    signal = np.array([one.read for one in examples], float)
    right = np.array([one.right for one in examples], bool)
    weight = np.array([one.weight for one in examples], float)
    yes, no = weight[right].sum(), weight[~right].sum()
    wanted = np.where(right, (yes + 1) / (yes + 2), 1 / (no + 2))
    inputs = np.hstack([np.ones((len(signal), 1)), signal])
    prior = np.array([PRIOR.bias, *PRIOR.weights])
    penalty = np.eye(inputs.shape[1]) * PLATT_PENALTY
    weights = prior.copy()
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        slope = inputs.T @ (weight * (chance - wanted)) + penalty @ (weights - prior)
        curve = (inputs * (weight * chance * (1 - chance))[:, None]).T @ inputs + penalty
        weights -= np.linalg.solve(curve, slope)
    kept = np.where(weights * prior > 0, weights, 0.0)
    return Calibration(float(weights[0]), tuple(map(float, kept[1:])))


def kernel_of(cosines: Floats) -> Floats:
    """(c + c²) / 2: nearly linear afar, steeper where two texts are nearly the same."""
    return (cosines + cosines**2) / 2
