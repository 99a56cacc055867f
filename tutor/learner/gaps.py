"""What the course owes its learners: questions without an answer, and what they flagged."""

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from tutor.learner.coverage import standing_records
from tutor.learner.events import Asked, Flag, Record


class Unanswered(Struct, frozen=True):
    """A question that nothing answered, as last typed; ``times`` counts how often, by anyone.

    ``nearest`` is the concept that came closest, ``confidence`` (0 to 1) how close the last time.
    """

    text: str
    times: int
    last: datetime
    confidence: float
    nearest: str | None


class Flagged(Struct, frozen=True):
    """Something a learner marked as wrong or unclear."""

    subject: str
    why: str
    at: datetime


def unanswered(records: Iterable[Record]) -> tuple[Unanswered, ...]:
    """What was asked and not answered, one row a wording; what was asked most comes first."""
    found: dict[str, Unanswered] = {}
    for record in standing_records(records):
        asked = record.event
        if isinstance(asked, Asked) and asked.entry is None:
            key = " ".join(asked.text.casefold().split())
            times = found[key].times + 1 if key in found else 1
            found[key] = Unanswered(asked.text, times, record.at, asked.confidence, asked.nearest)
    return tuple(sorted(found.values(), key=lambda each: -each.times))


def flags(records: Iterable[Record]) -> tuple[Flagged, ...]:
    """What was marked as wrong or unclear, in order."""
    return tuple(
        Flagged(record.event.subject, record.event.why, record.at)
        for record in standing_records(records)
        if isinstance(record.event, Flag)
    )
