"""Courses beside the open one, broken or large, never end or delay the conversation."""

from pathlib import Path

from conversation.kitchen import SUBJECT, Clock, of_kind

from tutor.conversation import messages as m
from tutor.conversation.session import Session
from tutor.conversation.state import Subject
from tutor.course.library import CourseAt
from tutor.course.ready import CourseError
from tutor.course.source import Finding, Position
from tutor.learner.store import open_store


def opened(at: CourseAt) -> Subject:
    if at.id == "bread":
        return SUBJECT
    raise CourseError((Finding(Position("course.yaml"), "F001", "it is not YAML"),))


def sitting(home: Path) -> Session:
    session = Session(
        "bread",
        installed=(CourseAt("bread", "Bread", home), CourseAt("broken", "Broken", home)),
        opened=opened,
        store=open_store(home / "progress.db")[0],
        folder=home,
        clock=Clock(),
    )
    session.start()
    return session


def test_what_is_not_covered_is_not_looked_up_in_it(home: Path) -> None:
    said = sitting(home).say("how tall is mount everest?")
    assert of_kind(said, m.NotCovered)[0].elsewhere == ()


def test_changing_to_it_says_that_it_has_mistakes_and_stays(home: Path) -> None:
    session = sitting(home)
    said = session.say("/course broken")
    assert "has mistakes" in of_kind(said, m.Notice)[0].text
    assert session.course.id == "bread"
    assert of_kind(session.say("what is yeast?"), m.Answered)
