"""Something that takes longer than a blink shows that it goes on."""

import threading
from pathlib import Path

from textual.widgets import ProgressBar
from tui.screens import keys, screen, settled, shown

from tutor.conversation.session import Session
from tutor.tui.busy import Busy


async def test_a_bar_with_words_is_there_until_the_turn_is_done(home: Path) -> None:
    async with screen(home) as (app, pilot):
        go_on, say = threading.Event(), app.session.say

        def slow(text: str) -> object:
            app.session.doing = "Reading the big book …"
            assert go_on.wait(10)
            app.session.doing = ""
            return say(text)

        app.session.say = slow  # type: ignore[method-assign, assignment]
        await pilot.press(*keys("what is yeast"), "enter")
        busy = app.query_one(Busy)
        while not busy.display:
            await pilot.pause(0.02)
        assert busy.query_one(ProgressBar).total is None
        assert "Reading the big book" in str(busy.query_one("Label").render())  # type: ignore[attr-defined]
        go_on.set()
        await settled(app, pilot)
        assert not busy.display
        assert "living fungus" in shown(app)


async def test_a_quick_turn_shows_no_bar(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pilot.press(*keys("what is yeast"), "enter")
        await settled(app, pilot)
        assert not app.query_one(Busy).display
        assert not app.query_one(Busy).query(ProgressBar)


def test_a_session_says_what_it_reads_while_it_reads(home: Path) -> None:
    from conversation.kitchen import SUBJECT, sitting

    from tutor.conversation.state import Subject
    from tutor.course.library import CourseAt

    session, said = sitting(home), []

    def opened(at: CourseAt) -> Subject:
        said.append(session.doing)
        return SUBJECT

    session._open = opened
    assert isinstance(session, Session)
    session.say("/course bread")
    assert said == ["Reading “Bread”; the first time, for some seconds …"]
    assert session.doing == ""
