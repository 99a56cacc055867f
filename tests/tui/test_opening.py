"""The first seconds: what is on the screen, and what can be done, before the course is open."""

from pathlib import Path
from threading import Event

import pytest
from conversation.kitchen import SUBJECT, sitting
from textual.app import App
from textual.pilot import Pilot
from tui.screens import in_view, keys, line, named_keys, settled, shown

from tutor.answer import arithmetic
from tutor.answer.index import Index
from tutor.conversation.learned import Learned
from tutor.conversation.opening import NoSuchCourse
from tutor.conversation.session import Session
from tutor.tui.app import TutorApp, run
from tutor.tui.map import ConceptMap
from tutor.tui.turns import Tell
from tutor.tui.working import Working

DOING = "#working #doing"
LEARNING = "Learning the questions of “Bread”"


class Slow:
    """Opens the bread course once it is let, so that a test can look at the time before."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.let = Event()

    def __call__(self, tell: Tell) -> Session:
        tell(LEARNING)
        self.let.wait(30)
        return sitting(self._home)


async def working(app: TutorApp, pilot: Pilot[int], words: str) -> str:
    """What is said while something takes long, once these words are said."""
    while words not in (told := "".join(str(said.render()) for said in app.query(DOING))):
        await pilot.pause(0.01)
    return told


async def test_what_is_typed_and_sent_before_the_course_is_open_is_answered(home: Path) -> None:
    slow = Slow(home)
    app = TutorApp(slow)
    async with app.run_test() as pilot:
        await pilot.press(*keys("what is yeast"))
        assert line(app) == "what is yeast"
        await pilot.press("enter", *keys("why"))
        slow.let.set()
        await settled(app, pilot)
        assert "living fungus" in shown(app)
        assert line(app) == "why"


async def test_what_takes_long_is_told_with_what_this_is_and_what_waits(home: Path) -> None:
    slow = Slow(home)
    app = TutorApp(slow)
    async with app.run_test() as pilot:
        await pilot.press(*keys("what is yeast"), "enter")
        told = await working(app, pilot, "› what is yeast")
        assert "ask anything, follow lessons, see what you know" in told
        assert LEARNING in told
        slow.let.set()
        await settled(app, pilot)
        assert not app.query(Working)


async def test_a_lesson_begins_while_the_questions_are_learned_and_a_question_waits(
    home: Path,
) -> None:
    let = Event()

    def learn() -> Index:
        let.wait(30)
        return SUBJECT.index

    def opening(tell: Tell) -> Session:
        learned = Learned(learn, lambda: tell(LEARNING))
        learned.begin()
        return sitting(home, learned=learned)

    app = TutorApp(opening)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(app, pilot)
        await pilot.press("1")
        await settled(app, pilot)
        assert "Bread is mostly air" in shown(app)
        await pilot.press(*keys("what is yeast"), "enter")
        doing = await working(app, pilot, "› what is yeast")
        assert LEARNING in doing
        let.set()
        await settled(app, pilot)
        assert "living fungus" in shown(app)
        assert not app.query(Working)


async def test_only_keys_that_work_are_named_before_the_course_is_open(home: Path) -> None:
    slow = Slow(home)
    app = TutorApp(slow)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert named_keys(app) == "Enter send   F1 help   ^Q quit"
        await pilot.press("f2", "f3", "f4", "enter", "f1")
        await pilot.pause()
        assert len(app.screen_stack) == 2, "the help is open"
        slow.let.set()
        await pilot.press("escape")
        await settled(app, pilot)
        assert "Bake a loaf." in shown(app)
        assert app.query_one(ConceptMap).display


async def test_leaving_does_not_wait_for_a_course_that_is_being_compiled(home: Path) -> None:
    slow = Slow(home)
    app = TutorApp(slow)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+q")
    assert not slow.let.is_set()
    assert app.return_code == 0


async def test_a_course_that_cannot_be_opened_ends_the_screen_and_is_told_to_the_caller() -> None:
    def opening(_tell: Tell) -> Session:
        raise NoSuchCourse("cake", "bread")

    app = TutorApp(opening)
    async with app.run_test() as pilot:
        while app.failure is None:
            await pilot.pause(0.01)
    assert app.return_code == 1
    assert str(app.failure).startswith("There is no course “cake” here.")


def test_what_keeps_the_course_closed_is_raised_once_the_screen_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def opening(_tell: Tell) -> Session:
        raise NoSuchCourse("cake", None)

    monkeypatch.setattr(TutorApp, "run", lambda app: App.run(app, headless=True))
    with pytest.raises(NoSuchCourse):
        run(opening)


async def test_a_turn_that_takes_long_is_told_too(home: Path) -> None:
    app = TutorApp(sitting(home))
    async with app.run_test() as pilot:
        await settled(app, pilot)
        let = Event()

        def turn(session: Session) -> tuple[()]:
            let.wait(30)
            return ()

        app._turns.put(turn)
        assert await working(app, pilot, "One moment …") == "One moment …"
        let.set()
        await settled(app, pilot)
        assert not app.query(Working)


async def test_a_first_start_says_what_this_is_and_offers_three_things(home: Path) -> None:
    app = TutorApp(sitting(home))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "I teach Bread" in in_view(app)
        assert len(app.chat.transcript.choices) == 3
        assert "3 I know some of this already: test me first" in in_view(app)
        assert not app.chat.transcript.more_below


async def test_what_makes_answers_quicker_is_loaded_once_the_course_is_open(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = Event()
    monkeypatch.setattr(arithmetic, "hasten", loaded.set)
    slow = Slow(home)
    app = TutorApp(slow)
    async with app.run_test() as pilot:
        await working(app, pilot, LEARNING)
        assert not loaded.is_set()
        slow.let.set()
        await settled(app, pilot)
        assert loaded.wait(30)
