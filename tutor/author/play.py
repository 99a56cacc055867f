"""A lesson taken from a list of inputs, through the conversation itself; nothing is recorded."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from msgspec.structs import replace

from tutor.conversation.route import read
from tutor.conversation.state import State, Step, Subject
from tutor.conversation.step import begin, step
from tutor.course.fields import near
from tutor.course.model import Course, Lesson
from tutor.learner.coverage import Coverage
from tutor.learner.events import LessonPosition

A_DAY = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""When a lesson is played: any time will do, so long as it is always the same."""


class NoSuchPlace(Exception):  # noqa: N818 - it is named for what is wrong
    """There is no lesson, or no node in it, of this name; the text says which there are."""


def lesson_named(course: Course, name: str) -> Lesson:
    """The lesson of this id, drafts among them. Raises ``NoSuchPlace``."""
    if name not in course.lessons:
        known = f"its lessons: {', '.join(course.lessons) or 'none'}"
        fix = near(name, sorted(course.lessons)) or known
        raise NoSuchPlace(f"There is no lesson “{name}” in {course.id}; {fix}")
    return course.lessons[name]


def chosen(subject: Subject, lesson: str, node: str | None) -> tuple[Subject, Lesson]:
    """The lesson to play, begun at ``node`` where one is given. Raises ``NoSuchPlace``."""
    found = lesson_named(subject.course, lesson)
    if node is None:
        return subject, found
    if node not in found.nodes:
        fix = near(node, sorted(found.nodes)) or f"its nodes: {', '.join(found.nodes)}"
        raise NoSuchPlace(f"There is no node “{node}” in {lesson}; {fix}")
    found = replace(found, start=node)
    course = replace(subject.course, lessons={**subject.course.lessons, lesson: found})
    return Subject(course, subject.learned), found


def played(subject: Subject, lesson: Lesson, lines: Iterable[str]) -> Iterator[tuple[str, Step]]:
    """Each line with what it leads to; first the lesson's beginning, with an empty line.

    A line is asked for only once its step is wanted, so that they may be typed by hand.
    """
    taken = begin(subject, State("play", Coverage()), A_DAY, lesson.id)
    yield "", taken
    for line in lines:
        taken = step(subject, taken.state, read(subject, taken.state, line), A_DAY)
        yield line, taken


def place(steps: Iterable[Step]) -> str:
    """The node one is at, or at which the lesson ended."""
    positions = [e for taken in steps for e in taken.events if isinstance(e, LessonPosition)]
    return positions[-1].node if positions else ""
