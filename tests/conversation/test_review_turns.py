"""Review, from every door: what is due is asked, most forgotten first, and misconceptions too."""

from pathlib import Path

import pytest
from conversation.kitchen import Clock, of_kind, sitting
from line.test_chat import piped
from tui.screens import settled, shown

from tutor.conversation import messages as m
from tutor.conversation.session import Session
from tutor.tui.app import TutorApp


def practised(home: Path, clock: Clock) -> None:
    """Someone who answered on two concepts, a day apart, and comes back after a month."""
    session = sitting(home, clock)
    session.start(fresh=True)
    for lines in (("/quiz kneading", "stretchy"), ("/quiz yeast", "yeast", "gas")):
        for line in lines:
            session.say(line)
        clock.later(days=1)
    session.close()
    clock.later(days=30)


def asked(session: Session) -> str | None:
    return getattr(session.prompt, "question", None)


def test_review_asks_what_is_due_the_most_forgotten_first(home: Path) -> None:
    clock = Clock()
    practised(home, clock)
    session = sitting(home, clock)
    session.start("review")
    assert asked(session) == "q-knead"
    session.say("stretchy")
    assert asked(session) == "q-rise"  # of yeast's two, the one seen longest ago
    said = session.say("yeast")
    assert [ended.title for ended in of_kind(said, m.LessonEnded)] == ["Review"]
    assert session.overview().counts.due == 0
    assert "Nothing is due" in of_kind(session.say("/review"), m.Say)[0].text


def test_progress_adds_up_and_says_what_is_due_what_comes_back_and_what_is_next(
    home: Path,
) -> None:
    clock = Clock()
    practised(home, clock)
    session = sitting(home, clock)
    session.start("review")
    session.say("stretchy")  # kneading is answered, yeast is still due
    (said,) = of_kind(session.say("/progress"), m.Say)[:1]
    assert "2 of 3 explained · 2 practised · 0 mastered · 1 due" in said.text
    assert "3 concepts in all: 2 practised, 1 unseen." in said.text
    assert "Due, the most forgotten first, with the chance to recall it: Yeast (" in said.text
    assert "Coming back: Kneading on " in said.text
    assert "- Review 1 concept before you forget (`/review`)." in said.text
    assert "It explains" not in said.text  # yeast is practised: its lesson is not offered


def test_a_misconception_is_asked_about_in_every_review_until_it_is_cleared(home: Path) -> None:
    clock = Clock()
    session = sitting(home, clock)
    session.start()
    session.say("salt makes the dough rise")
    for wrong in ("water", "salt"):
        session.say("/review")
        assert asked(session) == "q-rise"
        session.say(wrong)
        session.say("quit")
        clock.later(days=1)
        assert session.coverage.misconceptions
    session.say("/review")
    session.say("yeast")
    assert not session.coverage.misconceptions
    assert not of_kind(session.say("/review"), m.LessonStarted)


@pytest.mark.parametrize("lines", [("stretchy",), ("quit",)])
def test_a_review_leaves_the_lesson_one_was_in_where_it_was(
    home: Path, lines: tuple[str, ...]
) -> None:
    clock = Clock()
    practised(home, clock)
    session = sitting(home, clock)
    session.start("bread")
    session.say("1")
    for line in ("/review", *lines, "quit", "/lesson bread"):
        said = session.say(line)
    assert of_kind(said, m.LessonStarted)[0].resumed
    assert isinstance(session.prompt, m.PressContinue)


def test_the_line_mode_opens_straight_into_a_review(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = piped(home, monkeypatch, "quit", lesson="review")
    assert "There is no lesson" not in said
    assert "There is nothing to review yet" in said


async def test_the_full_screen_opens_straight_into_a_review(home: Path) -> None:
    clock = Clock()
    practised(home, clock)
    app = TutorApp(sitting(home, clock), start="review")
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(app, pilot)
        assert "Kneading makes dough what?" in shown(app)
