"""The palette: everything there is can be found in it and done."""

from pathlib import Path

from textual.app import SystemCommand
from tui.screens import screen, settled, shown

from tutor.conversation.commands import COMMANDS
from tutor.conversation.messages import PickChoice
from tutor.tui.app import TutorApp
from tutor.tui.pages import close_all


def offered(app: TutorApp) -> dict[str, SystemCommand]:
    """What the palette offers, by its title."""
    return {command.title: command for command in app.get_system_commands(app.screen)}


async def test_every_command_lesson_concept_and_theme_is_there(home: Path) -> None:
    async with screen(home) as (app, _):
        titles = set(offered(app))
        assert {f"{c.name.capitalize()}  /{c.name}" for c in COMMANDS} <= titles
        assert "Lesson: How bread rises" in titles
        assert {"Concept: Yeast", "Concept: Kneading", "Concept: Oven"} <= titles
        assert {f"Theme: {name}" for name in app.available_themes} <= titles


async def test_only_the_commands_are_listed_before_anything_is_typed(home: Path) -> None:
    async with screen(home) as (app, _):
        listed = {title for title, command in offered(app).items() if command.discover}
        assert not any(title.startswith(("Theme:", "Concept:", "Lesson:")) for title in listed)
        assert any(title.startswith("Review") for title in listed)


async def test_a_lesson_is_started(home: Path) -> None:
    async with screen(home) as (app, pilot):
        offered(app)["Lesson: How bread rises"].callback()
        await settled(app, pilot)
        assert isinstance(app.session.prompt, PickChoice)


async def test_a_concept_opens_its_card(home: Path) -> None:
    async with screen(home) as (app, pilot):
        offered(app)["Concept: Yeast"].callback()
        await settled(app, pilot)
        assert app.screen.name == "card"


async def test_what_has_a_page_opens_it(home: Path) -> None:
    async with screen(home) as (app, pilot):
        for name, page in (("lessons", "lessons"), ("glossary", "glossary"), ("help", "help"),
                           ("progress", "progress"), ("courses", "courses"),
                           ("concept", "map"), ("map", "map")):  # fmt: skip
            title = f"{name.capitalize()}  /{name}"
            offered(app)[title].callback()
            await settled(app, pilot)
            assert app.screen.name == page
            close_all(app)
        offered(app)["Review page"].callback()
        await settled(app, pilot)
        assert app.screen.name == "review"


async def test_every_command_can_be_run_from_it_without_harm(home: Path) -> None:
    """Nothing in the palette fails, whatever comes before it."""
    async with screen(home) as (app, pilot):
        for title, command in offered(app).items():
            if not title.startswith(("Theme:", "Quit", "Save", "Theme")):
                command.callback()
                await settled(app, pilot)
        close_all(app)
        await settled(app, pilot)
        assert shown(app)
