"""How sure an answer is: Platt's curve over what is said of phrasings that were not learned.

Of every entry some phrasings are held out (was their answer right?), and some entries are held out
whole (then no answer is right: they are off topic exactly as the course knows it), and some of the
strangers. Needs numpy.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tutor.answer.fit import Fit, fit
from tutor.answer.index import Calibration, Row, Stray, Target
from tutor.answer.matrix import Floats, Singles, Table
from tutor.answer.signals import (
    NAMED_BESIDE,
    SAME_CONCEPT,
    Signals,
    affinity,
    content,
    covered,
)
from tutor.answer.wording import LIKELIEST, worded
from tutor.text import stem

FOLDS = 8
"""Into how many parts the phrasings are split, each held out in turn."""

ENOUGH = 400
"""Examples after which no further part is held out to calibrate."""

MOST_JUDGED = 2_000
"""Examples read of a part to calibrate; past them, every second, third … of what is held out."""

EVIDENCE = 50.0
"""What all phrasings held out alone count together at most, one each at most. They are alike, so
that many say hardly more than some; PRIOR counts about as one of them.
"""

OFF_TOPIC = 0.25
"""What the phrasings held out with all their concept count together, as a share of that; and what
strangers and what is out of scope do.
"""

NEWTON_STEPS = 50

ASTRAY = 0.5
"""The confidence in another answer from which an author is told of it."""

NAMED = 3
"""Targets named of a phrasing that leads elsewhere: as many as would be offered."""

PRIOR = Calibration(-4.5, (3.0, 4.0, 4.0, 1.2, 1.3))
"""The confidence as found on public question sets. A small course stays near it."""


Kind = Literal["alone", "gone", "elsewhere"]
"""Held out alone, with all that its concept has, or never the course's."""


class Example(NamedTuple):
    """What was read of a held-out phrasing, and whether it was right.

    ``row`` is its number, ``likeliest`` are the targets that it led to, the best first.
    """

    read: Signals
    right: bool
    kind: Kind = "alone"
    row: int = -1
    likeliest: tuple[int, ...] = ()


class Rows(NamedTuple):
    """All that is learned from: the targets, the rows, and the rows' features."""

    targets: Sequence[Target]
    rows: Sequence[Row]
    table: Table

    def everything(self) -> NDArray[np.bool_]:
        """All rows, as ``fit`` takes them."""
        return np.ones(len(self.rows), bool)

    def asked(self, row: int) -> bool:
        """Whether it is a phrasing, or a stranger."""
        return self.rows[row].typed and self.rows[row].forbids is None

    def stems(self, row: int) -> set[str]:
        """The stems of its words."""
        return {stem(word) for word in self.table.said[row].words}

    def phrasings(self, learned: Iterable[int]) -> tuple[tuple[str, ...], ...]:
        """The words of each target's phrasings, of these rows."""
        found: list[list[str]] = [[] for _ in self.targets]
        for row in learned:
            owner = self.rows[row].target
            if owner is not None and self.rows[row].typed:
                found[owner].append(" ".join(self.table.said[row].words))
        return tuple(map(tuple, found))

    def spoken(self, learned: Iterable[int]) -> list[Counter[str]]:
        """Of each target, in how many of these phrasings a stem occurs."""
        found: list[Counter[str]] = [Counter() for _ in self.targets]
        for row in learned:
            owner = self.rows[row].target
            if owner is not None and self.asked(row):
                found[owner].update(self.stems(row))
        return found

    def heard(self, learned: Iterable[int]) -> dict[str, int]:
        """In how many phrasings that the course answers a stem occurs, and of "" how many stems."""
        found: Counter[str] = Counter()
        for row in learned:
            owner = self.rows[row].target
            if owner is None or self.targets[owner].kind == "out_of_scope" or not self.asked(row):
                continue
            stems = self.stems(row)
            found.update(stems)
            found[""] += len(stems)
        return dict(found)


class Judged(NamedTuple):
    """What was said of phrasings (``rows``) by a fit that had not learned them, by phrasing.

    ``lent`` are the scores with what targets lend each other, ``ranks`` those with what the wording
    adds; ``best`` is the best answer, ``lead`` by how much it leads what is about something else.
    ``gone``: all that is about the same thing was held out.
    """

    fit: Fit
    rows: tuple[int, ...]
    gone: NDArray[np.bool_]
    lent: Singles
    ranks: Singles
    best: NDArray[np.intp]
    lead: Singles

    def order(self, at: int) -> list[int]:
        """The targets, best first, for one of the phrasings."""
        order: list[int] = np.argsort(-self.ranks[at], kind="stable").tolist()
        return order


def judged(known: Rows, part: int, *, whole: bool) -> Judged:
    """Hold out one of the ``FOLDS`` parts, and judge it by what was learned from the others.

    ``whole``: hold out some concepts with all that is about them as well.
    """
    gone = _gone(known, part) if whole else np.zeros(len(known.rows), bool)
    held = gone | _alone(known, part)
    rows = np.array([row for row in np.flatnonzero(held).tolist() if known.asked(row)], np.intp)
    if whole:
        rows = rows[:: ceil(len(rows) / MOST_JUDGED) or 1]
    fitted = fit(known.table, known.rows, len(known.targets), ~held, rows)
    scores: Singles = fitted.scores
    main = np.array([one.concepts[0] if one.concepts else "" for one in known.targets])
    lent = np.asarray(scores + np.maximum(scores, 0) @ _kin(known.targets, main), np.float32)
    ranks = lent + _worded(known, rows.tolist(), np.flatnonzero(~held).tolist(), lent)
    best = np.where(main != "", ranks, -np.inf).argmax(1)
    rivals = np.where(main == main[best][:, None], -np.inf, lent)
    lead = lent[np.arange(len(rows)), best] - np.maximum(rivals.max(1, initial=0), 0)
    return Judged(fitted, tuple(rows.tolist()), gone[rows], lent, ranks, best, lead)


def _worded(known: Rows, rows: Sequence[int], learned: Iterable[int], lent: Singles) -> Singles:
    """What the wording of the learned phrasings adds to the scores of each row's likeliest."""
    phrasings = known.phrasings(learned)
    added = np.zeros_like(lent)
    for at, row in enumerate(rows):
        said = " ".join(known.table.said[row].words)
        for target in np.argsort(-lent[at], kind="stable")[:LIKELIEST].tolist():
            if lent[at, target] > 0 and phrasings[target]:
                added[at, target] = worded(said, phrasings[target])
    return added


def _alone(known: Rows, part: int) -> NDArray[np.bool_]:
    """The phrasings of a part: of every target one in ``FOLDS``."""
    held = np.zeros(len(known.rows), bool)
    met: Counter[int | None] = Counter()
    for at, row in enumerate(known.rows):
        if known.asked(at):
            held[at] = (met[row.target] + (row.target or 0)) % FOLDS == part
            met[row.target] += 1
    return held


def _gone(known: Rows, part: int) -> NDArray[np.bool_]:
    """The rows of the concepts that are held out in a part, of two concepts one in some part."""
    subjects = [target.concepts[0] if target.concepts else target.id for target in known.targets]
    numbers = {subject: number for number, subject in enumerate(dict.fromkeys(subjects))}
    owners = [row.forbids if row.target is None else row.target for row in known.rows]
    return np.array(
        [
            owner is not None and numbers[subjects[owner]] % (2 * FOLDS) == 2 * part
            for owner in owners
        ],
        bool,
    )


def _kin(targets: Sequence[Target], main: NDArray[np.str_]) -> Singles:
    """How much the targets in the rows lend those in the columns (see ``signals.kin_of``)."""
    beside = np.array([[one in target.concepts for one in main] for target in targets], bool)
    kin = np.where(main[:, None] == main, SAME_CONCEPT, np.where(beside, NAMED_BESIDE, 0.0))
    kin[:, main == ""] = 0.0
    np.fill_diagonal(kin, 0.0)
    return kin.astype(np.float32)


def examples(known: Rows, found: Judged) -> Iterator[Example]:
    """Held-out phrasings, and whether the answers they led to were right.

    Where an entry is held out whole and another answers as well, nothing is learned from that.
    """
    learned = np.flatnonzero(found.fit.learned).tolist()
    spoken, heard = known.spoken(learned), known.heard(learned)

    def rarity(one: str) -> float:
        return float(found.fit.matrix.rarity[known.table.features[f"s{one}"]])

    for at, row in enumerate(found.rows):
        owner, best = known.rows[row].target, int(found.best[at])
        right = owner is not None and known.targets[best].concepts[0] in (
            known.targets[owner].concepts
        )
        if found.gone[at] and right:
            continue
        about = content(known.table.said[row].words, stem)
        read = Signals(
            float(found.lent[at, best]),
            float(found.lead[at]),
            float(found.ranks[at, best] - found.lent[at, best]),
            covered(about, spoken[best], rarity),
            affinity(about, heard, rarity),
        )
        elsewhere = owner is None or known.targets[owner].kind == "out_of_scope"
        yield Example(
            read,
            right,
            "elsewhere" if elsewhere else "gone" if found.gone[at] else "alone",
            row,
            (best, *(one for one in found.order(at) if one != best))[:NAMED],
        )


def strays(known: Rows, seen: Iterable[Example], curve: Calibration) -> Iterator[Stray]:
    """The phrasings of entries that would be answered with something else but for themselves."""
    for one in seen:
        row = known.rows[one.row]
        if row.target is None or known.targets[row.target].kind != "entry":
            continue
        about = known.targets[one.likeliest[0]].concepts
        elsewhere = set(about).isdisjoint(known.targets[row.target].concepts)
        if elsewhere and curve.chance(one.read) >= ASTRAY:
            yield Stray(row.text, row.target, one.likeliest)


def platt(examples: Iterable[Example]) -> Calibration:
    """The logistic curve from signals to confidence, by Newton steps (Platt 1999, smoothed).

    A signal that seems to work the other way than on public sets is chance, and is left out.
    """
    seen = tuple(examples)
    if not seen:
        return PRIOR
    inputs = np.array([(1.0, *one.read) for one in seen])
    right = np.array([one.right for one in seen], bool)
    weight = _counts(seen)
    yes, no = weight[right].sum(), weight[~right].sum()
    wanted = np.where(right, (yes + 1) / (yes + 2), 1 / (no + 2))
    prior = np.array([PRIOR.bias, *PRIOR.weights])

    def cost(curve: Floats) -> float:
        total = inputs @ curve
        loss = weight * (np.logaddexp(0, total) - wanted * total)
        return float(loss.sum() + ((curve - prior) ** 2).sum() / 2)

    curve = prior
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(inputs @ curve, -30, 30)))
        slope = inputs.T @ (weight * (chance - wanted)) + curve - prior
        bend = (inputs * (weight * chance * (1 - chance))[:, None]).T @ inputs
        step = np.linalg.solve(bend + np.eye(len(prior)), slope)
        while cost(curve - step) > cost(curve) and np.abs(step).max() > 1e-9:
            step = step / 2
        curve = curve - step
    kept = np.where(curve * prior > 0, curve, 0.0)
    return Calibration(float(curve[0]), tuple(map(float, kept[1:])))


def _counts(seen: Sequence[Example]) -> Floats:
    """How much each example counts."""
    kinds = np.array([one.kind for one in seen])
    alone = min(EVIDENCE, float((kinds == "alone").sum()))
    whole = {"alone": alone, "gone": OFF_TOPIC * alone, "elsewhere": OFF_TOPIC * alone}
    each = {kind: min(1.0, whole[kind] / max(1, (kinds == kind).sum())) for kind in whole}
    return np.array([each[kind] for kind in kinds])
