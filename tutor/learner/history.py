"""The log in the names that a course has today, so that a rename costs nobody their progress."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tutor.course.model import Course
from tutor.learner.events import (
    Answer,
    Asked,
    Event,
    Explain,
    Flag,
    Hint,
    LessonPosition,
    Mention,
    MisconceptionCleared,
    MisconceptionOpened,
    Record,
    Reveal,
    Skip,
    Undo,
)


class _Named(Protocol):
    @property
    def was(self) -> tuple[str, ...]: ...


class _Names(Struct, frozen=True):
    """Old id -> new id, kind by kind; an id that is still in use is never an old one."""

    concepts: Mapping[str, str]
    questions: Mapping[str, str]
    misconceptions: Mapping[str, str]
    lessons: Mapping[str, str]


def current(course: Course, records: Iterable[Record]) -> Iterator[Record]:
    """The records with every id that the course has renamed (``was``) replaced by the new one.

    A misconception that nothing clears, or no longer, is left out: it would stay open for good.
    """
    names = _names(course)
    for record in records:
        event = _event(names, record.event)
        if isinstance(event, MisconceptionOpened) and not _clears(course, event.misconception):
            continue
        yield record if event is record.event else replace(record, event=event)


def naming(course: Course) -> bytes:
    """All of a course that ``current`` goes by: where it is equal, equal records come of a log."""
    cleared = sorted(name for name in course.misconceptions if _clears(course, name))
    return msgspec.json.encode((_names(course), cleared), order="sorted")


def _names(course: Course) -> _Names:
    return _Names(
        _renamed(course.concepts),
        _renamed(course.questions),
        _renamed(course.misconceptions),
        _renamed(course.lessons),
    )


def _clears(course: Course, misconception: str) -> bool:
    held = course.misconceptions.get(misconception)
    return held is not None and held.cleared_by in course.questions


def _renamed(things: Mapping[str, _Named]) -> dict[str, str]:
    return {old: new for new, thing in things.items() for old in thing.was if old not in things}


def _event(names: _Names, event: Event) -> Event:
    match event:
        case Explain() | Mention():
            concepts = tuple(names.concepts.get(one, one) for one in event.concepts)
            return event if concepts == event.concepts else replace(event, concepts=concepts)
        case Answer() | Reveal() | Skip():
            question = names.questions.get(event.question, event.question)
            concept = names.concepts.get(event.concept, event.concept)
            if (question, concept) == (event.question, event.concept):
                return event
            return replace(event, question=question, concept=concept)
        case Hint():
            renamed = names.questions.get(event.question)
            return event if renamed is None else replace(event, question=renamed)
        case MisconceptionOpened() | MisconceptionCleared():
            held = names.misconceptions.get(event.misconception, event.misconception)
            concept = names.concepts.get(event.concept, event.concept)
            if (held, concept) == (event.misconception, event.concept):
                return event
            return replace(event, misconception=held, concept=concept)
        case LessonPosition():
            lesson = names.lessons.get(event.lesson)
            return event if lesson is None else replace(event, lesson=lesson)
        case Asked() | Flag() | Undo():
            return event
