"""The command palette: every command, page, lesson, concept, course and theme."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from tutor.conversation.pages import lessons
from tutor.conversation.pages.concepts import state
from tutor.conversation.pages.page import See
from tutor.conversation.route import Run
from tutor.text import clean

if TYPE_CHECKING:
    from tutor.tui.app import TutorApp

PAGES = {
    "help": "help",
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
    """All that can be done, as commands; the registry's are offered before anything is typed."""
    for command in app.session.commands:
        name = f"/{command.name} {command.argument}".strip()
        yield SystemCommand(
            f"{command.name.capitalize()} ({name})",
            command.summary,
            partial(app.action_run_command, command.name),
        )
    yield SystemCommand(
        "Review page",
        "What is due, and what comes back when",
        partial(app.action_open_page, "review"),
    )
    yield from _lessons(app)
    yield from _concepts(app)
    for at in app.session.installed:
        if at.id != app.session.course.id:
            yield SystemCommand(
                f"Course: {clean(at.title)}",
                "Change to this course; your place in this one is kept",
                partial(app.act, Run("course", at.id)),
                discover=False,
            )
    for theme in app.available_themes:
        yield SystemCommand(
            f"Theme: {theme}",
            "Change the colours; remembered",
            partial(setattr, app, "theme", theme),
            discover=False,
        )


def _lessons(app: "TutorApp") -> Iterator[SystemCommand]:
    course, coverage = app.session.course, app.session.coverage
    for lesson in course.lessons.values():
        yield SystemCommand(
            f"Lesson: {clean(lesson.title)}",
            lessons.state(course, coverage, lesson),
            partial(app.act, Run("lesson", lesson.id)),
            discover=False,
        )


def _concepts(app: "TutorApp") -> Iterator[SystemCommand]:
    for row in app.session.overview().rows:
        yield SystemCommand(
            f"Concept: {clean(row.name)}", state(row), partial(app.act, See(row.id)), discover=False
        )
