"""Where a conversation is. Frozen; ``step`` makes the next one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from msgspec import Struct

from tutor.answer.index import Index
from tutor.conversation.learned import Learned
from tutor.conversation.messages import Answered, AskAnything, Message, Prompt
from tutor.course.model import Course, Lesson
from tutor.dialogue.state import Facts
from tutor.dialogue.state import State as LessonState
from tutor.learner.coverage import Coverage, apply, is_due
from tutor.learner.events import Event, Record

UNDO_DEPTH = 20
"""How many turns can be taken back."""

LAST_COURSE = "course"
"""The setting that names the course a learner opened last."""


@dataclass(frozen=True)
class Subject:
    """What the conversation is about: a course, and its index of answers."""

    course: Course
    learned: Learned

    @property
    def index(self) -> Index:
        """The index, waited for where it is still being made."""
        return self.learned.index


class State(Struct, frozen=True):
    """Everything one turn needs to know of those before it.

    ``lesson`` is the place in the running lesson; ``built`` holds that lesson where it was made
    on the fly (review, quiz) and so is not in the course. ``topic`` is the last answered main
    concept; ``answered`` the last answer, for *more* and *flag*. ``offered`` are the lessons
    mentioned beside an answer in this sitting. ``history`` holds earlier states
    with the turn that left each, the latest last.
    """

    session: str
    coverage: Coverage
    prompt: Prompt = AskAnything()
    lesson: LessonState | None = None
    built: Lesson | None = None
    topic: str | None = None
    answered: Answered | None = None
    asked: str = ""
    flaggable: str = ""
    offered: tuple[str, ...] = ()
    turn: int = 0
    history: tuple[tuple[int, "State"], ...] = ()


class Step(Struct, frozen=True):
    """What a turn leads to. The last of ``messages`` is the prompt."""

    state: State
    messages: tuple[Message, ...]
    events: tuple[Event, ...] = ()


def lesson_of(subject: Subject, state: State) -> Lesson | None:
    """The lesson that is running, from the course or made on the fly."""
    if state.lesson is None:
        return None
    if state.built is not None and state.built.id == state.lesson.lesson:
        return state.built
    return subject.course.lessons.get(state.lesson.lesson)


def counted(state: State, events: Iterable[Event], now: datetime) -> Coverage:
    """The coverage once the events of the turn that follows ``state`` count."""
    coverage = state.coverage
    for number, event in enumerate(events, coverage.seq + 1):
        record = Record(number, state.session, state.turn + 1, now, event)
        coverage = apply(coverage, record)
    return coverage


def facts(coverage: Coverage, now: datetime) -> Facts:
    """What a lesson may know about the learner."""
    return Facts(
        level={name: int(standing.level) for name, standing in coverage.standings.items()},
        due=frozenset(
            name for name, standing in coverage.standings.items() if is_due(standing, now)
        ),
        answered=frozenset(name for name, record in coverage.questions.items() if record.right),
        completed=coverage.completed,
        encounters={name: record.encounters for name, record in coverage.questions.items()},
        open_misconceptions=frozenset(coverage.misconceptions),
    )
