"""A small course and short ways to write a learner's history."""

from datetime import UTC, datetime, timedelta

import msgspec

from tutor.course.model import (
    Ask,
    Concept,
    Course,
    End,
    Entry,
    Goto,
    Lesson,
    Misconception,
    Node,
    Option,
    Options,
    Path,
    Question,
    Typed,
)
from tutor.learner.coverage import Coverage, fold
from tutor.learner.events import Answer, Event, MisconceptionOpened, Record

T0 = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def log(*events: Event | tuple[datetime, Event]) -> tuple[Record, ...]:
    """One turn an event, a second apart unless a time is given."""
    timed = [
        each if isinstance(each, tuple) else (T0 + timedelta(seconds=number), each)
        for number, each in enumerate(events)
    ]
    return tuple(Record(n, "s", n, at, event) for n, (at, event) in enumerate(timed, 1))


def tried(
    question: str = "q-vm-1",
    *,
    right: bool,
    concept: str = "vm",
    attempt: int = 1,
    encounter: int = 0,
    hints: int = 0,
    options: int = 4,
) -> Answer:
    return Answer(question, concept, "x", right, attempt, encounter, hints, options)


def course() -> Course:
    """Four required concepts in a row (the last without a lesson), and one that is not."""
    concepts = [
        Concept("vm", "Virtual machine", "A computer in software."),
        Concept("hypervisor", "Hypervisor", "It runs machines.", after=("vm",)),
        Concept("container", "Container", "A boxed process.", after=("hypervisor",)),
        Concept("history", "History", "Where it all came from.", required=False),
        Concept("size", "Size", "How big they are.", after=("container",)),
    ]
    questions = [
        picked("q-vm-1", "vm"),
        picked("q-vm-2", "vm"),
        Question("q-hyp-1", ("hypervisor",), "Named?", Typed(("hypervisor",))),
        picked("q-hyp-2", "hypervisor"),
        picked("q-con-1", "container"),
        picked("q-con-2", "container"),
        picked("q-his-1", "history"),
    ]
    lessons = [
        lesson("machines", "Machines", ("vm", "hypervisor"), "q-vm-1"),
        lesson("boxes", "Boxes", ("container",), "q-con-1"),
    ]
    entries = [
        Entry("why-vm", ("hypervisor", "vm"), ("Why a VM?",), "Because."),
        Entry("what-vm", ("vm",), ("What is a VM?",), "A computer."),
    ]
    belief = Misconception(
        "shared", ("vm",), "They share a kernel.", "They don't.", cleared_by="q-vm-2"
    )
    return Course(
        id="course",
        title="Course",
        goal="",
        concepts={each.id: each for each in concepts},
        entries={each.id: each for each in entries},
        questions={each.id: each for each in questions},
        misconceptions={belief.id: belief},
        corrections={},
        figures={},
        lessons={each.id: each for each in lessons},
        paths=(Path("short", "Short", ("boxes",)),),
    )


def picked(name: str, concept: str) -> Question:
    options = tuple(Option(text, text, right=text == "a") for text in "abcd")
    return Question(name, (concept,), f"{name}?", Options(options))


def lesson(name: str, title: str, explains: tuple[str, ...], question: str) -> Lesson:
    nodes = [
        Node("start", Goto("check"), explains=explains),
        Node("check", Ask(question, goto="end")),
        Node("end", End()),
    ]
    return Lesson(name, title, "start", {each.id: each for each in nodes})


COURSE = course()
OPENED = MisconceptionOpened("shared", "vm")
LATER = T0 + 30 * DAY


def right(concept: str, question: str | None = None, **more: int) -> object:
    return tried(question or f"q-{concept[:3]}-1", concept=concept, right=True, **more)


def known(*concepts: str) -> Coverage:
    """A learner who answered right on each of these, a day apart."""
    return fold(log(*((T0 + n * DAY, right(each)) for n, each in enumerate(concepts))))


def wide(count: int) -> Course:
    """A course of many concepts with a question each."""
    names = [f"c{number:02}" for number in range(count)]
    return msgspec.structs.replace(
        COURSE,
        concepts={name: Concept(name, name, "") for name in names},
        questions={f"q-{name}-1": picked(f"q-{name}-1", name) for name in names},
        lessons={},
    )
