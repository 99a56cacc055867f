"""The command palette: every command, page, lesson, concept, course and theme."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from tutor.conversation.commands import COMMANDS
from tutor.conversation.pages import lessons
from tutor.conversation.pages.concepts import state
from tutor.conversation.pages.page import Act, See
from tutor.conversation.route import Run
from tutor.conversation.session import Session
from tutor.text import clean

if TYPE_CHECKING:
    from tutor.tui.app import TutorApp

PAGES = {
    "map": "map",
    "lessons": "lessons",
    "progress": "progress",
    "glossary": "glossary",
    "concept": "map",
    "courses": "courses",
    "course": "courses",
}
"""The commands that open a page here, where there is a screen to open it on."""


def everything(app: "TutorApp") -> Iterator[SystemCommand]:
    """All that can be done; the commands are offered before anything is typed."""
    for command in COMMANDS:
        title = f"{command.name.capitalize()}  /{command.name}"
        run = partial(app.action_run_command, command.name)
        yield SystemCommand(title, command.summary, run)
    about = "What is due, and what comes back when"
    yield SystemCommand("Review page", about, partial(app.action_open_page, "review"))
    session = app.session
    for title, about, act in (*_lessons(session), *_concepts(session), *_courses(session)):
        yield SystemCommand(
            _unmarked(title), _unmarked(about), partial(app.act, act), discover=False
        )
    for theme in sorted(app.available_themes):
        choose = partial(setattr, app, "theme", theme)
        yield SystemCommand(f"Theme: {theme}", "Change the colours", choose, discover=False)


def _lessons(session: Session) -> Iterator[tuple[str, str, Act]]:
    course, coverage = session.course, session.coverage
    for lesson in course.lessons.values():
        about = lessons.state(course, coverage, lesson)
        yield f"Lesson: {lesson.title}", about, Run("lesson", lesson.id)


def _concepts(session: Session) -> Iterator[tuple[str, str, Act]]:
    for row in session.overview().rows:
        yield f"Concept: {row.name}", state(row), See(row.id)


def _courses(session: Session) -> Iterator[tuple[str, str, Act]]:
    about = "Change to this course; your place in this one is kept"
    for at in session.installed:
        if at.id != session.course.id:
            yield f"Course: {at.title}", about, Run("course", at.id)


def _unmarked(title: str) -> str:
    """A title without square brackets: the palette, alone of all, reads its items as markup."""
    return clean(title).replace("[", "(").replace("]", ")")
