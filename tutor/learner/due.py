"""Which concepts want to be seen again."""

from datetime import UTC, datetime

from tutor.course.model import Course, Id
from tutor.learner.coverage import Coverage, is_due
from tutor.learner.recall import ahead, retrievability

MOST_A_DAY = 10


def wants_review(course: Course, coverage: Coverage, concept: Id, now: datetime) -> bool:
    """Whether a concept is due, and the course has a question to bring it back with."""
    return is_due(coverage.standing(concept), now) and bool(course.questions_about(concept))


def due(
    course: Course, coverage: Coverage, now: datetime, limit: int | None = MOST_A_DAY
) -> tuple[Id, ...]:
    """The concepts practised or mastered whose card is due, most forgotten first.

    At most ``limit``; None gives all of them.
    """

    def recalled(concept: Id) -> float:
        return retrievability(coverage.standing(concept).memory, now) or 0.0

    ripe = (name for name in course.concepts if wants_review(course, coverage, name, now))
    return tuple(sorted(ripe, key=recalled)[:limit])


def rated_ahead(coverage: Coverage, now: datetime) -> datetime | None:
    """The last time that an answer was given, by the clock of then, where now is before it."""
    cards = (standing.memory for standing in coverage.standings.values())
    times = [card.rated for card in cards if card is not None and ahead(card, now)]
    return max(times, default=None)


def left_today(course: Course, coverage: Coverage, now: datetime) -> int:
    """How many of the day's ten reviews are left; the day is UTC's."""
    today = now.astimezone(UTC).date()
    done = sum(
        at is not None and at.astimezone(UTC).date() == today
        for at in (coverage.standing(name).reviewed for name in course.concepts)
    )
    return max(0, MOST_A_DAY - done)
