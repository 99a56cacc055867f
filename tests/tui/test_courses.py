"""Changing to another course on the full screen, by the palette and by what is typed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from conversation.kitchen import SUBJECT
from msgspec.structs import replace
from textual.pilot import Pilot
from tui.screens import pressed, settled, shown, typed

from tutor.answer.index import build
from tutor.conversation.learned import known
from tutor.conversation.session import Session
from tutor.conversation.state import Subject
from tutor.course.library import CourseAt
from tutor.learner.store import open_store
from tutor.tui.app import TutorApp

CAKE = replace(SUBJECT.course, id="cake", title="Cake", lessons={})
OPENED = {"bread": SUBJECT, "cake": Subject(CAKE, known(build(CAKE)))}


@asynccontextmanager
async def two_courses(home: Path) -> AsyncIterator[tuple[TutorApp, Pilot[int]]]:
    store, _ = open_store(home / "progress.db")
    session = Session(
        "bread",
        installed=(CourseAt("bread", "Bread", home), CourseAt("cake", "Cake", home)),
        opened=lambda at: OPENED[at.id],
        store=store,
        folder=home,
    )
    app = TutorApp(session)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(app, pilot)
        yield app, pilot


async def test_the_palette_offers_the_other_courses_and_changes_to_one(home: Path) -> None:
    async with two_courses(home) as (app, pilot):
        offered = {c.title: c for c in app.get_system_commands(app.screen) if "Course:" in c.title}
        assert set(offered) == {"Course: Cake"}
        offered["Course: Cake"].callback()
        await settled(app, pilot)
        assert app.session.course.id == "cake"
        assert "I teach Cake" in shown(app)
        offered = {c.title: c for c in app.get_system_commands(app.screen) if "Course:" in c.title}
        assert set(offered) == {"Course: Bread"}


async def test_a_slash_command_changes_the_course_and_each_keeps_its_own_progress(
    home: Path,
) -> None:
    async with two_courses(home) as (app, pilot):
        await typed(app, pilot, "what is yeast")
        assert app.session.overview().counts.explained == 1
        await typed(app, pilot, "/course cake")
        assert app.session.overview().counts.explained == 0
        await typed(app, pilot, "/course bread")
        assert app.session.overview().counts.explained == 1


async def test_without_a_name_the_courses_are_listed(home: Path) -> None:
    async with two_courses(home) as (app, pilot):
        await typed(app, pilot, "/course")
        assert "Cake (cake)" in shown(app)


async def test_the_page_of_courses_changes_to_another(home: Path) -> None:
    async with two_courses(home) as (app, pilot):
        app.action_open_page("courses")
        await settled(app, pilot)
        assert app.screen.name == "courses"
        await pressed(app, pilot, "1")
        assert app.screen.name == "courses"
        await pressed(app, pilot, "2")
        assert app.session.course.id == "cake"
        assert "I teach Cake" in shown(app)
