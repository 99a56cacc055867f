"""What a confidence is read from: the same numbers when fitting and when answering."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import NamedTuple

from tutor.answer.common import FUNCTION, is_everyday
from tutor.answer.index import Target

SAME_CONCEPT, NAMED_BESIDE = 0.5, 0.2
"""How much of their scores two targets lend each other that have their main concept in common, and
how much one lends to the main concept of another that it is about as well.
"""

Kin = tuple[tuple[tuple[int, float], ...], ...]
"""For each target the others that speak for it, and how much."""


class Signals(NamedTuple):
    """How well a target fits, by how much it leads, and what share of the question is known.

    All are about 0 to 1. ``lead`` is over the best target about something else, ``covered`` the
    share of the question's content that the target's own phrasings hold, ``foreign`` the share
    that no answer of the course holds and that is no everyday English either.
    """

    top: float
    lead: float
    covered: float
    foreign: float


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


def lead(targets: Sequence[Target], scores: Sequence[float], best: int) -> float:
    """By how much a target leads every other that is about something else."""
    main = targets[best].concepts[:1]
    rivals = (
        score
        for target, score in zip(targets, scores, strict=True)
        if target.kind == "out_of_scope" or target.concepts[:1] != main
    )
    return scores[best] - max(0.0, max(rivals, default=0.0))


def content(said: Iterable[str], stem: Callable[[str], str]) -> dict[str, str]:
    """The words that a question is about, by their stems."""
    return {stem(word): word for word in said if word not in FUNCTION}


def covered(
    about: Mapping[str, str], spoken: Container[str], rarity: Callable[[str], float]
) -> float:
    """The share of a question's content, by rarity, that a target's stems (``spoken``) hold."""
    whole = sum(map(rarity, about))
    return sum(rarity(one) for one in about if one in spoken) / whole if whole else 0.0


def foreign(
    about: Mapping[str, str], familiar: Container[str], rarity: Callable[[str], float]
) -> float:
    """The share of a question's content that is new to the course and not everyday English."""
    new = (one for one, word in about.items() if one not in familiar and not is_everyday(word))
    whole = sum(map(rarity, about))
    return sum(map(rarity, new)) / whole if whole else 0.0
