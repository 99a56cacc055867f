"""How far the learner is: in counts that add up, over time, and area by area."""

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from tutor.conversation import views
from tutor.conversation.pages.concepts import BESIDE, next_section
from tutor.conversation.pages.page import Section
from tutor.conversation.pages.reviews import forgotten
from tutor.conversation.pages.when import day
from tutor.course.model import Course
from tutor.learner import areas
from tutor.learner.coverage import Level
from tutor.learner.review import Overview, Row
from tutor.learner.timeline import Day


class Amount(Struct, frozen=True):
    """``count`` of the ``total`` required concepts are at least so far, and were so day by day.

    ``word`` names how far: ``explained``. ``over`` begins with 0, the day before the first.
    """

    word: str
    count: int
    total: int
    over: tuple[int, ...] = ()


class AreaLine(Struct, frozen=True):
    """An area of the course: the state of each of its concepts, and the same in words."""

    title: str
    levels: tuple[Level, ...]
    words: str


class Progress(Struct, frozen=True):
    """The whole page. ``since`` says what time ``Amount.over`` spans; empty before the start.

    ``height`` says what the top of the picture means.
    """

    sentence: str
    amounts: tuple[Amount, ...]
    added_up: str
    since: str
    height: str
    areas: tuple[AreaLine, ...]
    next: tuple[Section, ...]


def page(course: Course, shown: Overview, days: tuple[Day, ...], now: datetime) -> Progress:
    """Where the learner stands, from an overview and the days so far."""
    counts = shown.counts
    amounts = (
        Amount("explained", counts.explained, counts.total, _over([d.explained for d in days])),
        Amount("practised", counts.practised, counts.total, _over([d.practised for d in days])),
        Amount("mastered", counts.mastered, counts.total, _over([d.mastered for d in days])),
    )
    return Progress(
        counts.sentence,
        amounts,
        views.added_up(shown),
        _since(days),
        f"full height: all {counts.total} concepts",
        tuple(_areas(course, shown)),
        (*_next(course, shown), *_due(course, shown, now)),
    )


def _over(counts: list[int]) -> tuple[int, ...]:
    return (0, *counts) if counts else ()


def _since(days: tuple[Day, ...]) -> str:
    if not days:
        return ""
    if len(days) == 1:
        return "since today"
    return f"since {day(days[0].date)} {days[0].date.year}, {len(days)} days"


def _areas(course: Course, shown: Overview) -> Iterator[AreaLine]:
    """The required concepts lesson by lesson, so that the lines add up to the counts."""
    rows = {row.id: row for row in shown.rows if row.required}
    for area in areas.areas(course):
        own = [rows[name] for name in area.concepts if name in rows]
        if own:
            title = BESIDE if area.lesson is None else course.lessons[area.lesson].title
            yield AreaLine(
                title, tuple(sorted((r.level for r in own), reverse=True)), _in_words(own)
            )


def _in_words(rows: list[Row]) -> str:
    """How many of these are exactly so far, the furthest first: they add up to all."""
    counted = ((sum(row.level is level for row in rows), level) for level in reversed(Level))
    return ", ".join(f"{count} {level.name}" for count, level in counted if count)


def _next(course: Course, shown: Overview) -> tuple[Section, ...]:
    return tuple(replace(section, title="") for section in next_section(course, shown))


def _due(course: Course, shown: Overview, now: datetime) -> tuple[Section, ...]:
    rows = tuple(forgotten(course, row, now) for row in shown.due)
    return (Section("Due, the most forgotten first", rows),) if rows else ()
