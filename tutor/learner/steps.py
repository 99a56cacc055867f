"""What to do next, and why."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from msgspec import Struct

from tutor.course.model import Concept, Course, Id, Lesson
from tutor.learner.built import to_prove
from tutor.learner.coverage import Coverage, Level
from tutor.learner.due import due, left_today


class ReviewDue(Struct, frozen=True, tag=True):
    """Questions on ``count`` concepts that are about to be forgotten; 1 to 10."""

    count: int


class RevisitMisconception(Struct, frozen=True, tag=True):
    """A wrong belief that the learner showed and has not cleared."""

    misconception: Id
    concept: Id
    belief: str


class StartLesson(Struct, frozen=True, tag=True):
    """Start a lesson, or take it up again where it was left (``resumes``)."""

    lesson: Id
    title: str
    why: str
    resumes: bool = False


class LearnConcept(Struct, frozen=True, tag=True):
    """Ask about a concept or answer questions on it; no open lesson would do more."""

    concept: Id
    why: str


class AllDone(Struct, frozen=True, tag=True):
    """Every required concept is mastered and nothing is due."""


NextStep = ReviewDue | RevisitMisconception | StartLesson | LearnConcept | AllDone


def next_steps(course: Course, coverage: Coverage, now: datetime) -> tuple[NextStep, ...]:
    """What to do next, the first thing first; never empty.

    What is due; open misconceptions; the lesson in progress; then the first required concept
    that is not mastered, whose prerequisites are explained. One that was practised and is not
    yet due rests: its review brings it back by itself, so it is offered only when nothing else
    is left. Where none of these is a lesson, the next unfinished one is offered, too: nobody has
    to practise before going on.
    """
    steps: list[NextStep] = [
        *_reviews(course, coverage, now),
        *_misconceptions(course, coverage),
        *_running(course, coverage),
        *_ahead(course, coverage),
    ]
    if not any(isinstance(step, StartLesson) for step in steps):
        steps += islice(_unfinished(course, coverage), 1)
    first: dict[tuple[str, str], NextStep] = {}
    for step in steps:
        first.setdefault(_subject(step), step)
    return tuple(first.values()) or (AllDone(),)


def _subject(step: NextStep) -> tuple[str, str]:
    """What a step is about: two steps about one thing are one step."""
    match step:
        case StartLesson():
            return "lesson", step.lesson
        case LearnConcept():
            return "concept", step.concept
        case RevisitMisconception():
            return "misconception", step.misconception
        case ReviewDue() | AllDone():
            return "review", ""


def _reviews(course: Course, coverage: Coverage, now: datetime) -> Iterator[ReviewDue]:
    count = len(due(course, coverage, now, limit=left_today(course, coverage, now)))
    if count:
        yield ReviewDue(count)


def _misconceptions(course: Course, coverage: Coverage) -> Iterator[RevisitMisconception]:
    for name, concept in coverage.misconceptions.items():
        held = course.misconceptions.get(name)
        if held is not None and concept in course.concepts:
            yield RevisitMisconception(name, concept, held.belief)


def _running(course: Course, coverage: Coverage) -> Iterator[StartLesson]:
    lesson = course.lessons.get(coverage.latest or "")
    if lesson is not None:
        yield StartLesson(lesson.id, lesson.title, "You are in the middle of it.", resumes=True)


def _ahead(course: Course, coverage: Coverage) -> Iterator[StartLesson | LearnConcept]:
    """The one step that leads further, or none when all is mastered."""
    unmastered = [
        concept
        for concept in course.concepts.values()
        if concept.required and coverage.standing(concept.id).level < Level.mastered
    ]
    awake = [c for c in unmastered if coverage.standing(c.id).level < Level.practised]
    concept = next((c for c in awake if _ready(course, coverage, c)), next(iter(awake), None))
    if concept is not None:
        yield _towards(course, coverage, concept)
    elif unmastered:
        yield _meanwhile(course, coverage, unmastered[0])


def _ready(course: Course, coverage: Coverage, concept: Concept) -> bool:
    return all(
        coverage.standing(before).level >= Level.explained
        for before in concept.after
        if before in course.concepts
    )


def _towards(course: Course, coverage: Coverage, concept: Concept) -> StartLesson | LearnConcept:
    """The way to a concept that has no right answer yet."""
    explained = coverage.standing(concept.id).level >= Level.explained
    lessons = lessons_explaining(course, concept.id)
    fresh = [lesson for lesson in lessons if lesson.id not in coverage.completed]
    lesson = next(iter(fresh), None if explained else next(iter(lessons), None))
    if lesson is not None:
        return _start(coverage, lesson, f"It explains {concept.name}{_after(course, concept)}.")
    if explained:
        return LearnConcept(
            concept.id, f"{concept.name} is explained; now answer a question on it."
        )
    return LearnConcept(concept.id, f"No lesson explains {concept.name}: ask about it.")


def _meanwhile(course: Course, coverage: Coverage, concept: Concept) -> StartLesson | LearnConcept:
    """Everything was practised: a lesson with something left to prove, else more practice."""
    practice = LearnConcept(
        concept.id, f"{concept.name} is practised; more right answers master it."
    )
    return next(_unfinished(course, coverage), practice)


def _unfinished(course: Course, coverage: Coverage) -> Iterator[StartLesson]:
    """The lessons that are not completed and have something left to prove, in their order."""
    for lesson in course.lessons.values():
        if lesson.id not in coverage.completed and to_prove(course, coverage, lesson):
            yield _start(coverage, lesson, "You have not finished it yet.")


def _start(coverage: Coverage, lesson: Lesson, why: str) -> StartLesson:
    return StartLesson(lesson.id, lesson.title, why, resumes=lesson.id in coverage.positions)


def _after(course: Course, concept: Concept) -> str:
    names = [course.concepts[before].name for before in concept.after if before in course.concepts]
    return f", which builds on {' and '.join(names)}" if names else ""


def lessons_explaining(course: Course, concept: Id) -> tuple[Lesson, ...]:
    """The lessons with a node that explains the concept, in the course's order."""
    return tuple(
        lesson
        for lesson in course.lessons.values()
        if any(concept in node.explains for node in lesson.nodes.values())
    )
