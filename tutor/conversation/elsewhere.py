"""Other installed courses that answer what this one does not cover."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from tutor.answer.decide import Answer, decide
from tutor.answer.index import Index
from tutor.conversation import messages as m
from tutor.course.library import CourseAt

MOST_NAMED = 2
"""Courses that are named at once."""

ASK_THERE = "course"
"""The kind of choice that changes to a course and asks the question again there."""

Known = Callable[[CourseAt], Index | None]
"""A course's index, None where it would have to be compiled first: nobody waits for that."""

Look = Callable[[str], tuple[m.OtherCourse, ...]]
"""The courses that answer a question."""


def answering(question: str, others: Iterable[CourseAt], known: Known) -> tuple[m.OtherCourse, ...]:
    """The courses whose index answers, the surest first."""
    found: list[tuple[float, m.OtherCourse]] = []
    for at in others:
        index = known(at)
        decision = decide(index, question) if index is not None else None
        if isinstance(decision, Answer) and not decision.misconception:
            found.append((decision.confidence, m.OtherCourse(at.id, at.title)))
    found.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(other for _, other in found[:MOST_NAMED])


def named(messages: Sequence[m.Message], look: Look) -> tuple[m.Message, ...]:
    """The messages of a turn, each question that is not covered with the courses that answer it.

    Where anything may be asked next, they can be chosen too.
    """
    told = tuple(_named(message, look) for message in messages)
    others = [o for message in told if isinstance(message, m.NotCovered) for o in message.elsewhere]
    if not others or not isinstance(told[-1], m.AskAnything):
        return told
    choices = [m.Choice(f"{ASK_THERE}:{o.id}", f"Ask it in: {o.title}") for o in others]
    return (*told[:-1], m.AskAnything((*choices, *told[-1].choices)))


def _named(message: m.Message, look: Look) -> m.Message:
    if not isinstance(message, m.NotCovered):
        return message
    return msgspec.structs.replace(message, elsewhere=look(message.question))
