"""Placement: prove concepts by questions, and skip what is proven."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from tutor.conversation import lesson as lessons
from tutor.conversation import messages as m
from tutor.conversation import views
from tutor.conversation.lesson import Draft
from tutor.conversation.state import State, Subject, counted, facts
from tutor.course.model import Course, Lesson
from tutor.dialogue import engine
from tutor.learner.coverage import Coverage
from tutor.learner.events import LessonPosition
from tutor.learner.review import (
    PLACEMENT,
    is_proven,
    next_to_prove,
    placement_lesson,
    to_prove,
)


def start(subject: Subject, draft: Draft, name: str, now: datetime) -> None:
    """Ask about what a lesson explains: the one named, else the running one, else the course."""
    course, coverage = subject.course, draft.state.coverage
    lesson = views.find_lesson(course, name) if name else _running(course, draft)
    if name and lesson is None:
        draft.messages.append(views.no_such_lesson(course, name))
        return
    concepts = to_prove(course, coverage, lesson)
    if not concepts:
        draft.messages.append(m.Notice(_nothing_to_prove(lesson)))
        return
    built = placement_lesson(course, coverage, concepts)
    if built is None:
        draft.messages.append(
            m.Notice(f"There are no questions yet on: {_names(course, concepts)}.")
        )
        return
    lessons.start(subject, draft, built, now, built=True)


def follow(subject: Subject, before: State, draft: Draft, now: datetime) -> None:
    """After a turn of a placement that ``before`` was in: leave out the questions that can prove
    nothing any more, and once it is over say what it has shown."""
    placement = before.built
    if placement is None or placement.id != PLACEMENT or before.lesson is None:
        return
    if draft.state.built is placement:
        _pass_over(subject, draft, placement, now)
    if draft.state.lesson is None:
        _conclude(subject.course, draft, before.lesson.seen, counted(before, draft.events, now))


def _pass_over(subject: Subject, draft: Draft, placement: Lesson, now: datetime) -> None:
    place = draft.state.lesson
    if place is None or place.open is None or place.open.tries or place.open.hints:
        return
    coverage = counted(draft.state, draft.events, now)
    asked = tuple(name for name in place.seen if name != place.node)
    name = next_to_prove(subject.course, coverage, placement, asked)
    if name == place.node:
        return
    further = msgspec.structs.replace(placement, start=name)
    begun, effects = engine.start(further, facts(coverage, now), subject.course.questions)
    place = msgspec.structs.replace(begun, seen=(*asked, name), trail=place.trail)
    draft.state = msgspec.structs.replace(draft.state, lesson=place)
    lessons.tell(subject, draft, placement, effects)


def _conclude(course: Course, draft: Draft, asked: Iterable[str], coverage: Coverage) -> None:
    """Say what was proven and what was not; a lesson left for it that is proven now is over."""
    met = [name for name in asked if name in coverage.questions and name in course.questions]
    concepts = dict.fromkeys(course.questions[name].about[0] for name in met)
    proven = [each for each in concepts if is_proven(coverage.standing(each))]
    others = [each for each in concepts if each not in proven]
    lines = [f"You have shown that you know: {_names(course, proven)}."] if proven else []
    lines += [f"Still to learn: {_names(course, others)}."] if others else []
    for name in coverage.positions:
        lesson = course.lessons.get(name)
        if lesson is not None and not to_prove(course, coverage, lesson):
            draft.events.append(LessonPosition(name, "", "proven"))
            lines.append(
                f"You can skip the lesson “{lesson.title}”: you know all that it explains."
            )
    if lines:
        draft.messages.append(m.Say("\n\n".join(lines)))


def _running(course: Course, draft: Draft) -> Lesson | None:
    place = draft.state.lesson
    if place is None or draft.state.built is not None:
        return None
    return course.lessons.get(place.lesson)


def _nothing_to_prove(lesson: Lesson | None) -> str:
    what = f"what “{lesson.title}” explains" if lesson is not None else "everything required"
    return f"There is nothing to test: you have shown already that you know {what}."


def _names(course: Course, concepts: Iterable[str]) -> str:
    return ", ".join(course.concepts[concept].name for concept in concepts)
