"""Lessons interrupted, nested, taken back, and changed under a saved place."""

from pathlib import Path

import pytest
from conversation.kitchen import BREAD, COURSE, Clock, of_kind, sitting
from msgspec.structs import replace

from tutor.conversation import messages as m
from tutor.conversation.route import Pick
from tutor.conversation.session import Session
from tutor.course.model import (
    AfterWrong,
    Ask,
    Choice,
    Choices,
    Course,
    Detour,
    Goto,
    Lesson,
    Node,
    Return,
    Text,
)
from tutor.learner import events as e


def taught(*lessons: Lesson) -> Course:
    return replace(COURSE, lessons={lesson.id: lesson for lesson in lessons})


def bread(**nodes: Node) -> Lesson:
    """The bread lesson with nodes put in or exchanged; ``_`` in a name stands for ``-``."""
    named = {name.replace("_", "-"): node for name, node in nodes.items()}
    return replace(BREAD, nodes={**BREAD.nodes, **named})


QUIZ_ASIDE = bread(
    flour_aside=Node("flour-aside", Ask("q-rise", "aside-out", AfterWrong("again"))),
    aside_out=Node("aside-out", Return()),
)


def begun(home: Path, *typed: str, course: Course = COURSE) -> Session:
    session = sitting(home, course=course)
    session.start("bread")
    for line in typed:
        session.say(line)
    return session


def test_a_misconception_opened_in_a_detour_stays_open_and_is_cleared_there(home: Path) -> None:
    session = begun(home, "What is flour?", "salt", course=taught(QUIZ_ASIDE))
    assert session.coverage.misconceptions == {"salt-lifts": "yeast"}
    assert isinstance(session.prompt, m.PickOption)
    session.say("yeast")
    assert session.coverage.misconceptions == {}
    assert isinstance(session.prompt, m.PickChoice)


def test_a_misconception_left_open_by_leaving_the_detour_is_asked_about_again(home: Path) -> None:
    session = begun(home, "What is flour?", "salt", "skip", course=taught(QUIZ_ASIDE))
    assert session.coverage.misconceptions == {"salt-lifts": "yeast"}
    session.say("quit")
    session.say("/review")
    assert isinstance(session.prompt, m.PickOption)
    assert session.prompt.question == "q-rise"


def test_a_wrong_belief_typed_in_a_detour_is_replied_to_and_the_prompt_comes_back(
    home: Path,
) -> None:
    deep = Node("deep", Return(), (Text("Deep."),))
    aside = Node("flour-aside", Choices((Choice("deeper", "Deeper", Detour("deep")),
                                         Choice("out", "Out", Goto("aside-out")))))  # fmt: skip
    lesson = bread(flour_aside=aside, deep=deep, aside_out=Node("aside-out", Return()))
    session = begun(home, "What is flour?", course=taught(lesson))
    before = session.prompt
    said = session.say("salt makes the dough rise")
    assert of_kind(said, m.Answered)[0].misconception
    assert said.count(before) == 1
    session.say("Deeper")
    assert session.prompt == before


def test_two_questions_in_the_middle_of_a_question_change_nothing_but_its_hints(
    home: Path,
) -> None:
    session = begun(home, "1", "", "salt")
    before = session.prompt
    for asked in ("how hot should the oven be?", "why do bakers knead dough?"):
        assert session.say(asked)[-1] == before
    session.say("water")
    assert isinstance(session.prompt, m.TypeAnswer)


@pytest.mark.parametrize("answer", ["yeast", "salt", "water"])
def test_undo_across_an_answer_brings_back_the_question_and_so_does_the_next_sitting(
    home: Path, answer: str
) -> None:
    session = begun(home, "1", "")
    before, known = session.prompt, session.coverage.standings
    session.send(Pick(answer))
    assert session.coverage.standings != known
    session.say("undo")
    assert (session.prompt, session.coverage.standings) == (before, known)
    session.close()
    again = sitting(home)
    again.start()
    assert again.prompt == before


def test_undo_across_the_end_of_a_lesson_goes_back_into_it(home: Path) -> None:
    session = begun(home, "1", "", "yeast", "gas")
    before = session.prompt
    session.say("")
    assert "bread" in session.coverage.completed
    session.say("undo")
    assert session.prompt == before
    assert "bread" not in session.coverage.completed


def test_back_after_an_answer_asks_again_and_the_answer_stands(home: Path) -> None:
    session = begun(home, "1", "", "yeast")
    known = session.coverage.standings
    session.say("back")
    assert isinstance(session.prompt, m.PickOption)
    assert session.coverage.standings == known


def test_a_lesson_renamed_under_a_saved_place_goes_on_at_the_same_prompt(home: Path) -> None:
    first = begun(home, "1", "", "salt")
    before = first.prompt
    first.close()
    second = sitting(home, course=taught(replace(BREAD, id="loaf", was=("bread",))))
    assert of_kind(second.start(), m.LessonStarted)[0].resumed
    assert second.prompt == before


def test_a_node_removed_under_a_saved_place_is_said(home: Path) -> None:
    begun(home, "1", "").close()
    nodes = {name: node for name, node in BREAD.nodes.items() if name not in ("check", "again")}
    nodes["rise"] = replace(nodes["rise"], next=Goto("typed"))
    second = sitting(home, course=taught(replace(BREAD, nodes=nodes)))
    said = second.start()
    assert "has changed since you were here" in of_kind(said, m.Notice)[0].text
    assert isinstance(second.prompt, m.TypeAnswer)


def test_a_lesson_removed_under_a_saved_place_is_said_and_what_was_learned_stands(
    home: Path,
) -> None:
    first = begun(home, "1", "", "yeast")
    known = first.coverage.standings
    first.close()
    second = sitting(home, course=taught())
    said = second.start()
    assert "no longer in this course" in of_kind(said, m.Notice)[0].text
    assert second.coverage.standings == known
    assert isinstance(second.prompt, m.AskAnything)


@pytest.mark.parametrize(
    "saved",
    ["{]", '{"x":' + "[" * 100_000,
     '{"lesson":"bread","node":"check","open":{"question":"q-rise","hints":-9}}'],
    ids=["no JSON", "nested too deep", "fewer hints than none"],
)  # fmt: skip
def test_a_place_that_cannot_be_read_begins_the_lesson_anew_and_says_so(
    home: Path, saved: str
) -> None:
    session = sitting(home)
    session._store.append("me", "bread", "old", 1, Clock().now, (e.LessonPosition("bread", saved),))
    session.close()
    again = sitting(home)
    assert "begins anew" in of_kind(again.start(), m.Notice)[0].text
    assert isinstance(again.prompt, m.PickChoice)
