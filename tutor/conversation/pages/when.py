"""Times and chances in words."""

from datetime import date, datetime

CHANCES = (
    (0.95, "fresh in your mind"),
    (0.85, "probably still there"),
    (0.7, "fading"),
    (0.5, "half forgotten"),
    (0.0, "mostly forgotten"),
)
"""The chance of recall from which on a concept is said to be so."""


def recalled(chance: float | None) -> str:
    """How well something is still remembered, from the chance (0 to 1) of recalling it."""
    if chance is None:
        return "never asked"
    return next(words for least, words in CHANCES if chance >= least)


def ago(at: datetime, now: datetime) -> str:
    """When something happened, seen from ``now``: ``yesterday``, ``3 weeks ago``."""
    return {0: "today", 1: "yesterday"}.get(days := _days(at, now), f"{_span(days)} ago")


def ahead(at: datetime, now: datetime) -> str:
    """When something will happen, seen from ``now``: ``tomorrow``, ``in 3 weeks``."""
    return {0: "today", 1: "tomorrow"}.get(days := _days(now, at), f"in {_span(days)}")


def day(at: date) -> str:
    """A day of the year in words: ``3 March``."""
    return f"{at.day} {at:%B}"


def _days(start: datetime, end: datetime) -> int:
    """How many midnights lie between, in the zone of ``end``; 0 where time ran backwards."""
    return max(0, (end.date() - start.astimezone(end.tzinfo).date()).days)


def _span(days: int) -> str:
    if days < 14:
        return f"{days} days"
    if days < 60:
        return f"{days // 7} weeks"
    return f"{days // 30} months" if days < 730 else f"{days // 365} years"
