"""Lessons made on the fly, of questions alone, for the engine that runs every lesson."""

from collections.abc import Iterable
from datetime import datetime

from tutor.course.model import Ask, Course, End, Id, Lesson, Node, Question
from tutor.learner.coverage import Coverage, QuestionRecord
from tutor.learner.due import MOST_A_DAY, due

PLACEMENT_EACH = 2  # as many different questions as mastery asks for
_END = "end"


def review_lesson(course: Course, coverage: Coverage, now: datetime) -> Lesson | None:
    """At most ten questions: what is due, most forgotten first, then open misconceptions.

    Of each concept the question met longest ago, or the one that clears a misconception about
    it. None: there is nothing to review.
    """
    clearing = _clearing(course, coverage)
    asked = [
        clearing.get(concept) or next(iter(_oldest_first(course, coverage, concept)), None)
        for concept in due(course, coverage, now)
    ]
    questions = _once([*(q for q in asked if q is not None), *clearing.values()])[:MOST_A_DAY]
    goal = "Bring back what you are about to forget."
    return _lesson("review", "Review", goal, questions)


def placement_lesson(course: Course, coverage: Coverage, concepts: Iterable[Id]) -> Lesson | None:
    """Up to two questions on each of these concepts: one that clears an open misconception, then
    those met longest ago.

    Two clean right answers are what mastery asks for. None: there are no questions on them.
    """
    chosen = [name for name in concepts if name in course.concepts]
    clearing = _clearing(course, coverage)
    questions = _once(
        question
        for concept in chosen
        for question in _once(
            [
                *([clearing[concept]] if concept in clearing else ()),
                *_oldest_first(course, coverage, concept),
            ]
        )[:PLACEMENT_EACH]
    )
    if len(chosen) == 1:
        title = f"Questions on {course.concepts[chosen[0]].name}"
    else:
        title = "What do you know already?"
    return _lesson("placement", title, "Show what you know.", questions)


def _oldest_first(course: Course, coverage: Coverage, concept: Id) -> tuple[Question, ...]:
    """A concept's questions, never met first, in the author's order where equal."""
    never = QuestionRecord()
    return tuple(
        sorted(
            course.questions_about(concept),
            key=lambda question: coverage.questions.get(question.id, never).seq,
        )
    )


def _clearing(course: Course, coverage: Coverage) -> dict[Id, Question]:
    """The concept of each open misconception, with the question that clears it."""
    found: dict[Id, Question] = {}
    for name, concept in coverage.misconceptions.items():
        held = course.misconceptions.get(name)
        question = course.questions.get(held.cleared_by or "") if held is not None else None
        if question is not None:
            found.setdefault(concept, question)
    return found


def _once(questions: Iterable[Question]) -> list[Question]:
    return list({question.id: question for question in questions}.values())


def _lesson(name: Id, title: str, goal: str, questions: list[Question]) -> Lesson | None:
    """The questions one after another; nodes carry the questions' ids."""
    if not questions:
        return None
    ids = [question.id for question in questions]
    end = _END if _END not in ids else f"{_END} "
    nodes = {
        one: Node(one, Ask(one, goto=after))
        for one, after in zip(ids, [*ids[1:], end], strict=True)
    }
    nodes[end] = Node(end, End())
    minutes = (len(ids) + 1) // 2
    return Lesson(name, title, ids[0], nodes, goal=goal, minutes=minutes)
