"""What the pages beside the conversation look like, named by what the learner does."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from conversation.kitchen import COURSE, Clock, sitting
from msgspec.structs import replace
from textual.pilot import Pilot
from tui.screens import keys, settled

from tutor.course.model import Path as LearningPath
from tutor.tui.app import TutorApp

SIZES = [(120, 36), (80, 24), (40, 15)]
TAUGHT = replace(COURSE, paths=(LearningPath("baker", "Baker's first day", ("bread",)),))

Look = Callable[..., None]


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def look(snap_compare: Callable[..., bool], home: Path, request: pytest.FixtureRequest) -> Look:
    """Press keys as a learner of three weeks, and compare what is seen then."""

    def compared(
        *pressed: str, page: str = "", theme: str = "textual-dark", new: bool = False
    ) -> None:
        clock = Clock()
        session = sitting(home, clock, course=TAUGHT)
        if not new:
            _learn(session.say, clock)
        app = TutorApp(session, fresh=True)
        app.theme = theme

        async def run_before(pilot: Pilot[int]) -> None:
            await settled(app, pilot)
            if page:
                app.action_open_page(page)
                await settled(app, pilot)
            for key in pressed:
                await pilot.press(key)
                await settled(app, pilot)
            if app.screen.name == "progress":
                own = [worker for worker in app.workers if worker.node is app.screen]
                if own:  # of none, it waits for every worker there is
                    await app.workers.wait_for_complete(own)

        assert snap_compare(app, terminal_size=request.param, run_before=run_before)

    return compared


def _learn(say: Callable[[str], object], clock: Clock) -> None:
    """A lesson, a question aside, then some days of nothing but a quiz."""
    lines: Sequence[str] = ("/lesson bread", "1", "continue", "yeast", "gas", "why knead")
    for line in lines:
        say(line)
    clock.later(days=5)
    for line in ("/quiz kneading", "Sweet", "Stretchy"):
        say(line)
    clock.later(days=16)


def test_opens_the_map(look: Look) -> None:
    look("f2")


def test_opens_the_map_in_the_light(look: Look) -> None:
    look("f2", "down", theme="catppuccin-latte")


def test_sees_what_builds_on_what(look: Look) -> None:
    look("f2", "right", "right")


def test_searches_the_map(look: Look) -> None:
    look("f2", *keys("knea"))


def test_searches_for_what_is_not_there(look: Look) -> None:
    look("f2", *keys("zzz"))


def test_looks_at_the_details(look: Look) -> None:
    look("f2", *keys("yeast"), "tab")


def test_opens_a_card(look: Look) -> None:
    look("f2", *keys("yeast"), "enter")


def test_opens_the_lessons(look: Look) -> None:
    look("f3")


def test_opens_the_review(look: Look) -> None:
    look("f4")


def test_opens_the_review_with_nothing_practised(look: Look) -> None:
    look("f4", new=True)


def test_opens_the_progress(look: Look) -> None:
    look("f5")


def test_opens_the_progress_in_the_light(look: Look) -> None:
    look("f5", theme="textual-light")


def test_opens_the_glossary(look: Look) -> None:
    look(page="glossary")


def test_opens_the_courses(look: Look) -> None:
    look(page="courses")


def test_opens_the_help(look: Look) -> None:
    look("f1")


def test_opens_the_help_of_a_page(look: Look) -> None:
    look("f3", "f1")
