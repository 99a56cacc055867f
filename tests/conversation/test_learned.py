"""A course that is still being learned while its first lesson begins."""

from pathlib import Path
from threading import Event

import pytest
from conversation.kitchen import COURSE, NOON, SUBJECT, fresh, sitting

from tutor.answer.index import Index
from tutor.conversation.learned import Learned, known
from tutor.conversation.messages import Answered, PickOption
from tutor.conversation.route import read
from tutor.conversation.state import Subject
from tutor.conversation.step import begin, step


def never() -> Index:
    raise AssertionError("nobody asked anything")


def test_a_lesson_is_taken_before_the_questions_are_learned() -> None:
    subject = Subject(COURSE, Learned(never))
    state = begin(subject, fresh(), NOON, "bread").state
    for line in ("1", ""):
        state = step(subject, state, read(subject, state, line), NOON).state
    assert isinstance(state.prompt, PickOption)


def test_who_asks_is_told_that_they_wait_and_gets_the_answer() -> None:
    told: list[str] = []
    learned = Learned(lambda: SUBJECT.index, lambda: told.append("Learning"))
    subject = Subject(COURSE, learned)
    assert not learned.is_ready
    taken = step(subject, fresh(), read(subject, fresh(), "what is yeast"), NOON)
    assert any(isinstance(message, Answered) for message in taken.messages)
    assert told == ["Learning"]
    step(subject, fresh(), read(subject, fresh(), "what is yeast"), NOON)
    assert told == ["Learning"]


def test_what_was_begun_meanwhile_is_not_made_twice() -> None:
    made: list[str] = []
    let = Event()

    def make() -> Index:
        let.wait(30)
        made.append("index")
        return SUBJECT.index

    learned = Learned(make)
    learned.begin()
    let.set()
    assert learned.index is SUBJECT.index
    assert made == ["index"]


def test_what_fails_meanwhile_is_raised_to_who_needs_it() -> None:
    def make() -> Index:
        raise MemoryError("too large")

    learned = Learned(make)
    learned.begin()
    with pytest.raises(MemoryError, match="too large"):
        _ = learned.index


def test_nobody_waits_for_an_index_that_is_there() -> None:
    assert known(SUBJECT.index).is_ready


def test_nothing_is_suggested_before_the_questions_are_learned(home: Path) -> None:
    assert sitting(home).suggest("what is yeast")
    assert sitting(home, learned=Learned(never)).suggest("what is yeast") == ()
