"""What a confidence is read from: the same numbers when fitting and when answering."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from math import log10
from typing import NamedTuple

from tutor.answer.common import FUNCTION
from tutor.answer.index import Target
from tutor.answer.meanings import commonness

SAME_CONCEPT, NAMED_BESIDE = 0.5, 0.2
"""How much of their scores two targets lend each other that have their main concept in common, and
how much one lends to the main concept of another that it is about as well.
"""

DOUBT = 500
"""Words of English at large that a course is taken to have heard besides its own."""

Kin = tuple[tuple[tuple[int, float], ...], ...]
"""For each target the others that speak for it, and how much."""


class Signals(NamedTuple):
    """How well a target fits, by how much it leads, and what share of the question is known.

    ``lead`` is over the best target about something else, ``worded`` how like the nearest phrasing
    is (see ``wording``), ``covered`` the share of the question's
    content that the target's own phrasings hold, all about 0 to 1; ``affinity``, from -1 to 1, how
    much the question's words are this course's.
    """

    top: float
    lead: float
    worded: float
    covered: float
    affinity: float


def kin_of(targets: Sequence[Target]) -> Kin:
    """Which targets speak for which: a question near to several about one thing is about that."""
    return tuple(
        tuple(
            (at, share)
            for at, other in enumerate(targets)
            if other is not one and (share := _lent(one, other))
        )
        for one in targets
    )


def _lent(one: Target, other: Target) -> float:
    if not one.concepts or one.concepts[0] not in other.concepts:
        return 0.0
    return SAME_CONCEPT if one.concepts[0] == other.concepts[0] else NAMED_BESIDE


def pooled(kin: Kin, scores: Sequence[float]) -> list[float]:
    """The scores with what each target is lent. One without a score of its own is lent nothing."""
    return [
        own and own + sum(share * max(0.0, scores[at]) for at, share in others)
        for own, others in zip(scores, kin, strict=True)
    ]


def best_of(targets: Sequence[Target], scores: Sequence[float]) -> int | None:
    """The best target that answers, of these scores (one a target); None where there is none."""
    answering = (at for at, target in enumerate(targets) if target.kind != "out_of_scope")
    return max(answering, key=scores.__getitem__, default=None)


def peaks(targets: Sequence[Target], scores: Sequence[float]) -> dict[tuple[str, ...], float]:
    """The best score of each main concept, at least 0; under () that of what is out of scope."""
    found: dict[tuple[str, ...], float] = {}
    for score, target in zip(scores, targets, strict=True):
        if score > 0.0:
            main = target.concepts[:1]
            found[main] = max(score, found.get(main, 0.0))
    return found


def lead(
    targets: Sequence[Target],
    scores: Sequence[float],
    highest: Mapping[tuple[str, ...], float],
    best: int,
) -> float:
    """By how much a target leads every other that is about something else (see ``peaks``)."""
    main = targets[best].concepts[:1]
    rivals = (peak for about, peak in highest.items() if about != main)
    return scores[best] - max(rivals, default=0.0)


def content(said: Iterable[str], stem: Callable[[str], str]) -> dict[str, str]:
    """The words that a question is about, by their stems."""
    return {stem(word): word for word in said if word not in FUNCTION}


def covered(
    about: Mapping[str, str], spoken: Container[str], rarity: Callable[[str], float]
) -> float:
    """The share of a question's content, by rarity, that a target's stems (``spoken``) hold."""
    whole = sum(map(rarity, about))
    return sum(rarity(one) for one in about if one in spoken) / whole if whole else 0.0


def affinity(
    about: Iterable[str], heard: Mapping[str, int], rarity: Callable[[str], float]
) -> float:
    """How much likelier the words that a question is about are in this course than in English.

    From -1 (a hundred times less likely) to 1 (a hundred times more), by rarity; 0 for no words.
    ``heard`` counts the stems of the phrasings, and how many they are in all under "".
    """
    whole = found = 0.0
    for one in about:
        usual = commonness(one)
        here = (heard.get(one, 0) + DOUBT * usual) / (heard.get("", 0) + DOUBT)
        whole += rarity(one)
        found += rarity(one) * max(-1.0, min(1.0, log10(here / usual) / 2))
    return found / whole if whole else 0.0
