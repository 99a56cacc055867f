"""A small course about bread, so that tests of the conversation lean on nothing that is shipped."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from tutor.answer.index import build
from tutor.conversation.learned import Learned, known
from tutor.conversation.messages import Message
from tutor.conversation.session import Session
from tutor.conversation.state import State, Subject
from tutor.course.library import CourseAt
from tutor.course.model import (
    AfterWrong,
    Ask,
    Choice,
    Choices,
    Concept,
    Correction,
    Course,
    Detour,
    End,
    Entry,
    Figure,
    Goto,
    Lesson,
    Misconception,
    Node,
    Option,
    Options,
    OutOfScope,
    Question,
    Return,
    ShowFigure,
    Source,
    Support,
    Text,
    Typed,
)
from tutor.learner.coverage import Coverage
from tutor.learner.store import open_store

Kind = TypeVar("Kind")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _entry(name: str, about: tuple[str, ...], short: str, *ask: str, **more: object) -> Entry:
    return Entry(name, about, ask, short, support=Support(section="Loaves"), **more)  # type: ignore[arg-type]


ENTRIES = (
    _entry(
        "what-is-yeast",
        ("yeast",),
        "Yeast is a living fungus that makes dough rise.",
        "What is yeast?",
        "define yeast",
        "what does yeast do",
        "yeast meaning",
        "tell me about yeast",
        "why does dough need yeast",
        answer="It eats sugar and breathes out gas.\n\nThe gas makes **bubbles**.",
        follow_ups=("why-knead",),
        figure="loaf",
    ),
    _entry(
        "why-knead",
        ("kneading", "yeast"),
        "Kneading makes dough stretchy, so that it holds gas.",
        "Why do bakers knead dough?",
        "what is kneading for",
        "purpose of kneading",
        "do I have to knead",
        "kneading dough reason",
        "how does kneading help bread",
    ),
    _entry(
        "oven-heat",
        ("oven",),
        "Hot: about 230 degrees for a loaf.",
        "How hot should the oven be?",
        "oven temperature for bread",
        "what temperature do I bake bread at",
        "degrees to bake a loaf",
        "how warm must the oven get",
        "baking temperature",
    ),
)

QUESTIONS = (
    Question(
        "q-rise",
        ("yeast",),
        "Which of these makes a loaf grow?",
        Options(
            (
                Option("yeast", "Yeast", True, "Its gas lifts the dough."),
                Option("salt", "Salt", False, "Salt slows it down.", "salt-lifts"),
                Option("water", "Water", False, "Water only wets the flour."),
            )
        ),
        hints=("It is alive.", "It breathes out gas."),
    ),
    Question(
        "q-gas",
        ("yeast",),
        "What does yeast breathe out?",
        Typed(("carbon dioxide", "gas", "co2"), "The bubbles are that gas."),
        hints=("You breathe it out as well.",),
    ),
    Question(
        "q-knead",
        ("kneading",),
        "Kneading makes dough what?",
        Options(
            (
                Option("stretchy", "Stretchy", True, "So it holds gas."),
                Option("sweet", "Sweet", False, "No sugar is added."),
            )
        ),
        hints=("Think of a balloon.",),
    ),
)

BREAD = Lesson(
    "bread",
    "How bread rises",
    "hook",
    {
        "hook": Node(
            "hook",
            Choices(
                (
                    Choice("start", "Start from the top", Goto("rise")),
                    Choice("flour", "What is flour?", Detour("flour-aside")),
                )
            ),
            (Text("Bread is mostly *air*."),),
        ),
        "flour-aside": Node("flour-aside", Return(), (Text("Flour is ground grain."),)),
        "rise": Node(
            "rise",
            Goto("check"),
            (Text("Yeast blows the bubbles."), ShowFigure("loaf")),
            ("yeast",),
            resume="We were looking at bubbles.",
        ),
        "check": Node("check", Ask("q-rise", "typed", AfterWrong("again", 1)), (Text("Now you."),)),
        "again": Node("again", Return(), (Text("Look at the bubbles once more."),)),
        "typed": Node("typed", Ask("q-gas", "finish")),
        "finish": Node("finish", End(), (Text("Bread is a sponge that you can eat."),)),
    },
    goal="Say why a loaf grows.",
    minutes=2,
)

COURSE = Course(
    "bread",
    "Bread",
    "Bake a loaf.",
    {
        "yeast": Concept("yeast", "Yeast", "The fungus that lifts dough.", ("levain",)),
        "kneading": Concept("kneading", "Kneading", "Working dough by hand.", after=("yeast",)),
        "oven": Concept("oven", "Oven", "Where bread is baked."),
    },
    {entry.id: entry for entry in ENTRIES},
    {question.id: question for question in QUESTIONS},
    {
        "salt-lifts": Misconception(
            "salt-lifts",
            ("yeast",),
            "Salt makes bread rise.",
            "Salt holds it back; yeast lifts it.",
            ("salt makes the dough rise", "bread rises because of salt"),
            "q-rise",
        )
    },
    {
        "hotter": Correction(
            "hotter",
            ("oven",),
            "Bake at 180.",
            "Bake at 230.",
            "Loaves",
            "https://x.test",
            "2026-03-01",
        )
    },
    {"loaf": Figure("loaf", "A loaf", "(____)", "A loaf with a round top.")},
    {"bread": BREAD},
    (OutOfScope(("how do I bake a cake", "cake recipe"), "Cake is another course."),),
    (Source("book", "The Bread Book", url="https://bread.test"),),
)

SUBJECT = Subject(COURSE, known(build(COURSE)))


def fresh() -> State:
    """A conversation in which nothing has been said."""
    return State("s1", Coverage())


class Clock:
    """The time, moved by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def later(self, **how: float) -> None:
        self.now += timedelta(**how)


def sitting(
    home: Path,
    clock: Clock | None = None,
    learner: str = "me",
    course: Course = COURSE,
    learned: Learned = SUBJECT.learned,
) -> Session:
    """A session over the bread course, its progress kept under ``home``."""
    store, notice = open_store(home / "progress.db")
    return Session(
        "bread",
        installed=(CourseAt("bread", "Bread", Path("/baker/courses")),),
        opened=lambda _at: Subject(course, learned),
        store=store,
        learner=learner,
        folder=home,
        clock=clock or Clock(),
        notices=[notice] if notice else [],
    )


def of_kind(messages: tuple[Message, ...], kind: type[Kind]) -> list[Kind]:
    """The messages of one kind."""
    return [message for message in messages if isinstance(message, kind)]
