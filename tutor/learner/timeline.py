"""How far a learner was at the end of each day: the log as a picture over time."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from tutor.course.model import Course
from tutor.learner.coverage import Coverage, Level, apply, standing_records
from tutor.learner.events import Record

MOST_DAYS = 3_660
"""Ten years: what lies before is not shown, so that a wrong clock makes no endless picture."""


class Day(Struct, frozen=True):
    """How many required concepts were *at least* so well known when a day ended."""

    date: date
    explained: int = 0
    practised: int = 0
    mastered: int = 0


def timeline(course: Course, records: Iterable[Record], now: datetime) -> tuple[Day, ...]:
    """Every day from the first event's to today, both in the zone of ``now``; empty before it.

    ``records`` are in the names that the course has today (``history.current``). What was undone
    counts on no day. What is dated after ``now``, by a clock that was wrong, counts today.
    """
    oldest = now - timedelta(days=MOST_DAYS)  # what lies before is not shown
    days: list[Day] = []
    coverage = Coverage()
    at: date | None = None
    for record in standing_records(records):
        on = min(max(record.at, oldest), now).astimezone(now.tzinfo).date()
        if at is not None and on > at:
            days += _until(_day(course, coverage, at), on)
        coverage = apply(coverage, record)
        at = on if at is None else max(at, on)
    if at is not None:
        days += _until(_day(course, coverage, at), now.date() + timedelta(days=1))
    return tuple(days[-MOST_DAYS:])


def _until(day: Day, end: date) -> list[Day]:
    """A day, and those before ``end`` that follow it with nothing new."""
    return [replace(day, date=day.date + timedelta(days=n)) for n in range((end - day.date).days)]


def _day(course: Course, coverage: Coverage, on: date) -> Day:
    levels = [coverage.standing(c.id).level for c in course.concepts.values() if c.required]

    def at_least(level: Level) -> int:
        return sum(each >= level for each in levels)

    return Day(on, at_least(Level.explained), at_least(Level.practised), at_least(Level.mastered))
