"""The edge: what was answered is kept, and comes back."""

from pathlib import Path

from conversation.kitchen import Clock, of_kind, sitting

from tutor.conversation import messages as m
from tutor.conversation.route import Pick
from tutor.learner.coverage import Level


def test_a_lesson_that_was_left_by_closing_the_window_goes_on_at_the_same_prompt(
    home: Path,
) -> None:
    first = sitting(home)
    first.start("bread")
    for typed in ("1", ""):
        first.say(typed)
    left_at = first.prompt
    first.close()
    second = sitting(home)
    messages = second.start()
    assert of_kind(messages, m.LessonStarted)[0].resumed
    assert second.prompt == left_at


def test_what_was_learned_is_there_in_the_next_sitting(home: Path) -> None:
    first = sitting(home)
    first.start()
    first.say("what is yeast?")
    first.close()
    assert sitting(home).coverage.standing("yeast").level is Level.explained


def test_two_terminals_see_the_sum(home: Path) -> None:
    one, two = sitting(home), sitting(home)
    one.start()
    two.start()
    one.say("what is yeast?")
    two.say("how hot should the oven be?")
    one.say("/progress")
    for session in (one, two):
        assert session.coverage.standing("yeast").level is Level.explained
        assert session.coverage.standing("oven").level is Level.explained


def test_undo_restores_the_coverage_before_the_turn(home: Path) -> None:
    session = sitting(home)
    session.start("bread")
    for typed in ("1", ""):
        session.say(typed)
    before = session.coverage.standings
    session.send(Pick("salt"))
    assert session.coverage.standings != before
    session.say("undo")
    assert session.coverage.standings == before
    session.close()
    assert sitting(home).coverage.standings == before


def test_undo_twice_goes_two_turns_back(home: Path) -> None:
    session = sitting(home)
    session.start("bread")
    at_start = session.prompt
    session.say("1")
    session.say("")
    session.say("undo")
    session.say("undo")
    assert session.prompt == at_start


def test_a_review_comes_due_and_asks_what_was_practised(home: Path) -> None:
    clock = Clock()
    session = sitting(home, clock)
    session.start("bread")
    for typed in ("1", "", "yeast", "gas", ""):
        session.say(typed)
    assert "Nothing is due" in of_kind(session.say("/review"), m.Say)[0].text
    clock.later(days=30)
    assert session.overview().counts.due == 1
    started = of_kind(session.say("/review"), m.LessonStarted)
    assert [lesson.title for lesson in started] == ["Review"]
    assert isinstance(session.prompt, m.PickOption | m.TypeAnswer)


def test_learners_do_not_see_each_other(home: Path) -> None:
    ann, ben = sitting(home, learner="ann"), sitting(home, learner="ben")
    ann.start()
    ann.say("what is yeast?")
    ben.start()
    ben.say("/progress")
    assert ben.coverage.standing("yeast").level is Level.unseen


def test_the_conversation_is_saved_as_markdown_and_never_over_a_file(
    home: Path, tmp_path: Path
) -> None:
    session = sitting(home)
    session.start()
    session.say("what is yeast?")
    page = tmp_path / "notes.md"
    session.say(f"/save {page}")
    assert "living fungus" in page.read_text(encoding="utf-8")
    refused = of_kind(session.say(f"/save {page}"), m.Notice)[0]
    assert "already" in refused.text


def test_a_question_of_ten_thousand_characters_gets_a_polite_answer(home: Path) -> None:
    session = sitting(home)
    session.start()
    said = session.say("why " * 2500)
    assert of_kind(said, m.NotCovered) or of_kind(said, m.DidYouMean)


def test_an_unknown_course_names_those_that_are_there(home: Path) -> None:
    session = sitting(home)
    session.start()
    assert "Installed: bread" in of_kind(session.say("/course cheese"), m.Notice)[0].text
