"""Lessons made on the fly, of questions alone, for the engine that runs every lesson."""

from collections.abc import Collection, Iterable
from datetime import datetime

from msgspec.structs import replace

from tutor.course.model import Ask, Course, End, Id, Lesson, Node, Question
from tutor.learner.coverage import CLEAN_QUESTIONS, Coverage, Level, QuestionRecord, Standing
from tutor.learner.due import MOST_A_DAY, due

PLACEMENT = "placement"
"""The id of a lesson that finds out what the learner knows already."""

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


def quiz_lesson(course: Course, coverage: Coverage, concept: Id) -> Lesson | None:
    """Two questions on a concept. None: the course has none on it."""
    title = f"Questions on {course.concepts[concept].name}"
    questions = _telling(course, coverage, concept)
    return _lesson("quiz", title, "Show what you know.", list(questions))


def placement_lesson(course: Course, coverage: Coverage, concepts: Iterable[Id]) -> Lesson | None:
    """Up to two questions on each of these concepts, in this order; ``next_to_prove`` says which
    of them need not be asked.

    None: there are no questions on them.
    """
    questions = _once(
        question
        for concept in concepts
        if concept in course.concepts
        for question in _telling(course, coverage, concept)
    )
    goal = (
        f"At most {len(questions)} questions, fewer where you do not know. Say skip to pass one, "
        "and quit when you have had enough: what you have shown counts."
    )
    lesson = _lesson(PLACEMENT, "What do you know already?", goal, questions)
    return None if lesson is None else replace(lesson, minutes=0)


def to_prove(course: Course, coverage: Coverage, lesson: Lesson | None = None) -> tuple[Id, ...]:
    """What a placement asks about: the concepts of a lesson, else all required ones, in the
    course's order and less those that are proven."""
    wanted = explained_by(lesson) if lesson is not None else None
    return tuple(
        concept.id
        for concept in course.concepts.values()
        if (concept.required if wanted is None else concept.id in wanted)
        and not is_proven(coverage.standing(concept.id))
    )


def is_proven(standing: Standing) -> bool:
    """Shown by a right answer, and nothing since speaks against it."""
    return standing.level >= Level.practised and not standing.shaky


def explained_by(lesson: Lesson) -> frozenset[Id]:
    """The concepts that a lesson explains."""
    return frozenset(concept for node in lesson.nodes.values() for concept in node.explains)


def next_to_prove(
    course: Course, coverage: Coverage, placement: Lesson, asked: Collection[Id]
) -> Id:
    """The node of a placement to go on at, ``asked`` being those that were shown: its next
    question that can still prove something, else its end.

    A concept that is mastered needs no more questions. One that was missed gets none either, nor
    do those that build on it at once: they are taught after it. One slip ends no placement,
    though: what comes later is asked about all the same.
    """
    missed = {
        concept
        for question in asked
        if question in course.questions
        and coverage.standing(concept := course.questions[question].about[0]).last_right is not True
    }
    behind = {each.id for each in course.concepts.values() if missed.intersection(each.after)}
    for name, node in placement.nodes.items():
        if not isinstance(node.next, Ask):
            return name
        concept = course.questions[node.next.question].about[0]
        known = coverage.standing(concept).level is Level.mastered
        if name not in asked and not known and concept not in missed | behind:
            return name
    raise AssertionError("a placement ends in a node that asks nothing")


def _telling(course: Course, coverage: Coverage, concept: Id) -> tuple[Question, ...]:
    """As many of its questions as mastery asks for: the one that clears an open misconception,
    then those met longest ago."""
    clearing = _clearing(course, coverage).get(concept)
    first = () if clearing is None else (clearing,)
    questions = _once([*first, *_oldest_first(course, coverage, concept)])
    return tuple(questions[:CLEAN_QUESTIONS])


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
