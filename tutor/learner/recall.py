"""The chance that a concept is recalled today, and when to ask again: FSRS, one card a concept."""

from datetime import UTC, datetime, timedelta
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from fsrs import Scheduler

BETWEEN_RATINGS = timedelta(hours=12)
CLOCK_ERROR = timedelta(days=1)
"""By how much a rating may be ahead of the clock before one of the two must be wrong."""

LATEST = datetime(9000, 1, 1, tzinfo=UTC)  # a date that a review can still be added to
_DECAY = -0.1542  # the default w20 of FSRS-6
_FACTOR = 0.9 ** (1 / _DECAY) - 1


class Rating(IntEnum):
    """How an encounter went, in FSRS's numbers (its fourth, Easy, is never given)."""

    again = 1
    hard = 2
    good = 3


class Memory(Struct, frozen=True):
    """A card of FSRS as plain data.

    ``stability``: days until the chance of recall falls to .9. ``difficulty``: 1 to 10. ``rated``:
    the last rating that counted; ``due``: when to ask again. Both UTC.
    """

    stability: float
    difficulty: float
    rated: datetime
    due: datetime


def rate(memory: Memory | None, rating: Rating, at: datetime) -> Memory:
    """The card after an encounter at ``at``.

    Cramming teaches FSRS nothing: within twelve hours of the last rating only Again counts. A
    clock that jumped back reads as no time having passed, and the card goes by it from then on:
    else a concept that was once rated in a wrong year would rest until that year.
    """
    at = min(at.astimezone(UTC), LATEST)
    if memory is not None:
        if ahead(memory, at):
            memory = replace(memory, rated=at, due=at + (memory.due - memory.rated))
        at = max(at, memory.rated)
        if rating is not Rating.again and at - memory.rated < BETWEEN_RATINGS:
            return memory
    return _review(memory, rating, at)


def ahead(memory: Memory | None, now: datetime) -> bool:
    """Whether the card was rated at a time that is still to come: a clock is or was wrong."""
    return memory is not None and memory.rated - now > CLOCK_ERROR


def retrievability(memory: Memory | None, now: datetime) -> float | None:
    """The chance, 0 to 1, of recall at ``now``; None where nothing was ever rated.

    The forgetting curve of FSRS-6, in parts of a day where the package counts whole ones.
    """
    if memory is None:
        return None
    days = max(0.0, (now - memory.rated) / timedelta(days=1))
    return float((1 + _FACTOR * days / memory.stability) ** _DECAY)


def _review(memory: Memory | None, rating: Rating, at: datetime) -> Memory:
    from fsrs import Card, State
    from fsrs import Rating as Theirs

    card = Card(card_id=1)  # without an id it sleeps to find one
    if memory is not None:
        card.state, card.step = State.Review, None
        card.stability, card.difficulty = memory.stability, memory.difficulty
        card.due, card.last_review = memory.due, memory.rated
    card, _ = _scheduler().review_card(card, Theirs(int(rating)), at)
    if card.stability is None or card.difficulty is None:
        raise AssertionError("fsrs gives every reviewed card a stability and a difficulty")
    return Memory(card.stability, card.difficulty, at, card.due)


@cache
def _scheduler() -> "Scheduler":
    from fsrs import Scheduler

    return Scheduler(
        desired_retention=0.9,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=180,
        enable_fuzzing=False,
    )
