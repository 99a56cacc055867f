"""What this course does not cover may be in another one that is installed."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conversation.kitchen import SUBJECT, of_kind
from msgspec.structs import replace

from tutor.answer.index import Index, build
from tutor.conversation import messages as m
from tutor.conversation.learned import known
from tutor.conversation.session import Session
from tutor.conversation.state import Subject
from tutor.course.library import CourseAt
from tutor.course.model import Concept, Entry, OutOfScope
from tutor.learner.store import open_store
from tutor.line.plain import told

ICING = Entry(
    "what-is-icing",
    ("icing",),
    ("What is icing made of?", "icing ingredients", "how do I make icing", "icing recipe",
     "what goes into icing"),
    "Sugar and a little water.",
)  # fmt: skip
CAKE = replace(
    SUBJECT.course,
    id="cake",
    title="Cake",
    concepts={"icing": Concept("icing", "Icing", "The sweet cover of a cake.")},
    entries={"what-is-icing": ICING},
    questions={}, misconceptions={}, corrections={}, figures={}, lessons={}, out_of_scope=(),
)  # fmt: skip
CAKE_SUBJECT = Subject(CAKE, known(build(CAKE)))
QUESTION = "what is icing made of"


class Kitchen:
    """A sitting with two courses; ``compiled`` are those that open at once."""

    def __init__(
        self, home: Path, compiled: Sequence[str] = ("bread", "cake"), bread: Subject = SUBJECT
    ) -> None:
        self.looked: list[str] = []
        subjects = {"bread": bread, "cake": CAKE_SUBJECT}
        store, _ = open_store(home / "progress.db")

        def known(at: CourseAt) -> Index | None:
            self.looked.append(at.id)
            return subjects[at.id].index if at.id in compiled else None

        self.session = Session(
            "bread",
            installed=(CourseAt("bread", "Bread", home), CourseAt("cake", "Cake", home)),
            opened=lambda at: subjects[at.id],
            known=known,
            store=store,
            folder=home,
        )
        self.session.start()


def test_the_course_that_answers_is_named_and_can_be_chosen(home: Path) -> None:
    said = Kitchen(home).session.say(QUESTION)
    (not_covered,) = of_kind(said, m.NotCovered)
    assert "Another course here answers it: Cake (course cake)." in told(not_covered, 200)
    assert m.choices_of(said[-1])[0].text == "Ask it in: Cake"


@pytest.mark.parametrize("choice", ["1", "Ask it in: Cake"])
def test_choosing_it_changes_the_course_and_asks_the_question_there(
    home: Path, choice: str
) -> None:
    session = Kitchen(home).session
    session.say(QUESTION)
    said = session.say(choice)
    assert session.course.id == "cake"
    assert told(said[0]) == "This is Cake. /course bread goes back."
    assert of_kind(said, m.You) == [m.You(QUESTION)]
    assert [answer.short for answer in of_kind(said, m.Answered)] == ["Sugar and a little water."]
    assert QUESTION in session.transcript()


def test_an_answer_that_is_here_is_looked_for_nowhere_else(home: Path) -> None:
    kitchen = Kitchen(home)
    for line in ("what is yeast", "why knead", "/progress"):
        kitchen.session.say(line)
    assert kitchen.looked == []


def test_a_course_that_would_have_to_be_compiled_is_not_waited_for(home: Path) -> None:
    said = Kitchen(home, compiled=("bread",)).session.say(QUESTION)
    assert of_kind(said, m.NotCovered)[0].elsewhere == ()
    assert all("Ask it in" not in choice.text for choice in m.choices_of(said[-1]))


def test_what_an_author_replied_to_out_of_scope_names_it_too(home: Path) -> None:
    declined = (OutOfScope((QUESTION,), "This one is about bread."),)
    course = replace(SUBJECT.course, out_of_scope=declined)
    said = Kitchen(home, bread=Subject(course, known(build(course)))).session.say(QUESTION)
    assert told(of_kind(said, m.NotCovered)[0], 200) == (
        "Tutor: This one is about bread. Another course here answers it: Cake (course cake)."
    )


def test_small_talk_is_no_matter_for_another_course(home: Path) -> None:
    said = Kitchen(home).session.say("hello")
    assert of_kind(said, m.NotCovered)[0].elsewhere == ()


def test_what_no_course_answers_names_none(home: Path) -> None:
    said = Kitchen(home).session.say("how tall is mount everest")
    assert of_kind(said, m.NotCovered)[0].elsewhere == ()


def test_in_a_lesson_it_is_named_and_the_lesson_stays(home: Path) -> None:
    session = Kitchen(home).session
    session.say("/lesson bread")
    said = session.say(QUESTION)
    assert "Cake (course cake)" in told(of_kind(said, m.NotCovered)[0], 200)
    assert isinstance(said[-1], m.PickChoice)
    assert session.course.id == "bread"
