"""The author's screen by its keys: every one that its last line names."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from author.edit.drafted import ENTRIES, KNOWLEDGE, TEACHING, drafted
from rich.console import Console
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static
from tui.screens import keys

from tutor.author.edit.desk import Desk, Key
from tutor.author.edit.editor import NoEditor
from tutor.tui.colours import rich_theme
from tutor.tui.edit.app import DONE, EditApp, Editor
from tutor.tui.edit.drafts import DraftList


def no_editor(_app: App[int], _path: Path, _line: int) -> None:
    pytest.fail("an editor was opened")


@asynccontextmanager
async def screen(
    library: Path, size: tuple[int, int] = (120, 36), editor: Editor = no_editor
) -> AsyncIterator[tuple[EditApp, Pilot[int]]]:
    """The screen over a drafted library, settled."""
    app = EditApp(Desk(library, "oven"), editor)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(app, pilot)
        yield app, pilot


async def settled(app: EditApp, pilot: Pilot[int]) -> None:
    await pilot.pause()
    await app.workers.wait_for_complete()
    await pilot.pause()


async def press(app: EditApp, pilot: Pilot[int], *pressed: str) -> None:
    for key in pressed:
        await pilot.press(key)
        await settled(app, pilot)


def text(app: EditApp, name: str) -> str:
    """What stands in a part of the screen."""
    console = Console(width=200, color_system=None, theme=rich_theme(app.theme_variables))
    with console.capture() as caught:
        console.print(app.query_one(f"#{name}", Static).content)
    return caught.get()


def on_screen(app: EditApp) -> str:
    """All that is in view."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def pointed(app: EditApp) -> Key | None:
    return app.query_one(DraftList).key


def toasts(app: EditApp) -> list[str]:
    return [notification.message for notification in app._notifications]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return drafted(tmp_path / "library")


def page(library: Path) -> str:
    return (library / KNOWLEDGE).read_text(encoding="utf-8")


async def test_a_draft_stands_beside_its_passage(library: Path) -> None:
    async with screen(library) as (app, _):
        assert "The oven · 5 of 5 still to do (100 %)" in text(app, "title")
        draft, source = text(app, "draft-text"), text(app, "source-text")
        assert "entry how-hot" in draft
        assert "How hot should the oven be?" in draft
        assert "3 │ Heat it to 230 degrees." in source
        assert "7   " not in source.split("│")[0]


async def test_arrows_go_through_the_drafts(library: Path) -> None:
    async with screen(library) as (app, pilot):
        await press(app, pilot, "down", "down")
        assert pointed(app) == ("question", "q-heat")
        assert "right 230 degrees" in text(app, "draft-text")
        await press(app, pilot, "up")
        assert pointed(app) == ("entry", "clean-oven")
        await press(app, pilot, "end")
        assert "asks q-heat, then finish" in text(app, "draft-text")


async def test_accepting_goes_on_with_the_next_draft(library: Path) -> None:
    async with screen(library) as (app, pilot):
        await press(app, pilot, "a")
        assert "status: draft" not in page(library).split("- id: clean-oven")[0]
        assert pointed(app) == ("entry", "clean-oven")
        assert "4 of 5 still to do (80 %)" in text(app, "title")
        assert toasts(app) == ["Accepted entry how-hot. u takes it back."]
        assert [row.became for row in app.query_one(DraftList).rows][:2] == ["accepted", ""]


async def test_dropping_takes_it_out_and_undo_brings_it_back(library: Path) -> None:
    async with screen(library) as (app, pilot):
        await press(app, pilot, "down", "d")
        assert "clean-oven" not in page(library)
        assert pointed(app) == ("question", "q-heat")
        await press(app, pilot, "u")
        assert page(library) == ENTRIES
        assert pointed(app) == ("entry", "clean-oven")
        assert "5 of 5" in text(app, "title")
        await press(app, pilot, "u")
        assert "nothing to take back" in toasts(app)[-1]


async def test_what_cannot_be_dropped_stays_and_the_reason_is_said(library: Path) -> None:
    course = library / "knowledge" / "oven" / "course.yaml"
    course.write_text(
        course.read_text().replace(
            "concepts:", "paths:\n  - id: p\n    title: P\n    lessons: [oven]\nconcepts:"
        )
    )
    async with screen(library) as (app, pilot):
        await press(app, pilot, "end", "d")
        assert toasts(app) == ["Lesson oven stays: path p needs it; change that first."]
        assert (library / TEACHING).exists()


async def test_the_editor_opens_at_the_draft_and_what_it_saved_is_shown(library: Path) -> None:
    opened: list[tuple[Path, int]] = []

    def editor(_app: App[int], path: Path, line: int) -> None:
        opened.append((path, line))
        path.write_text(page(library).replace("wipe it with a damp", "wipe it with a wet"))

    async with screen(library, editor=editor) as (app, pilot):
        await press(app, pilot, "down", "e")
        line = ENTRIES.splitlines().index("  - id: clean-oven") + 1
        assert opened == [(library / KNOWLEDGE, line)]
        assert "wipe it with a wet cloth" in text(app, "draft-text")
        assert pointed(app) == ("entry", "clean-oven")


async def test_a_mistake_made_in_the_editor_is_shown_and_can_be_mended(library: Path) -> None:
    texts = [ENTRIES.replace("short:", "shrot:", 1), ENTRIES]
    opened: list[int] = []

    def editor(_app: App[int], path: Path, line: int) -> None:
        opened.append(line)
        path.write_text(texts.pop(0))

    async with screen(library, editor=editor) as (app, pilot):
        await press(app, pilot, "e")
        assert "The course can't be read." in text(app, "draft-text")
        assert "did you mean short?" in text(app, "draft-text")
        await press(app, pilot, "a", "d")
        assert "shrot" in page(library)
        await press(app, pilot, "e")
        assert "entry how-hot" in text(app, "draft-text")
        assert opened[1] in {4, 13}


async def test_an_editor_that_cannot_be_started_is_said(library: Path) -> None:
    def editor(_app: App[int], _path: Path, _line: int) -> None:
        raise NoEditor("vi can't be started. Set EDITOR to the one you use.")

    async with screen(library, editor=editor) as (app, pilot):
        await press(app, pilot, "e")
        assert toasts(app) == ["vi can't be started. Set EDITOR to the one you use."]


async def test_without_a_terminal_to_lend_the_place_is_named(library: Path) -> None:
    app = EditApp(Desk(library, "oven"))
    async with app.run_test(notifications=True) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "e")
        assert f"Open {library / KNOWLEDGE}, line 4." in toasts(app)[0]


async def test_a_question_is_tried_and_why_it_is_answered_so_is_shown(library: Path) -> None:
    async with screen(library) as (app, pilot):
        await press(app, pilot, "t")
        assert "Enter" in text(app, "keys")
        await pilot.press(*keys("how hot must the ovne be"), "enter")
        await settled(app, pilot)
        told = text(app, "answer-text")
        assert "how-hot answers (draft)" in told
        assert "read ovne as oven" in told
        assert "like “How hot should the oven be?”" in told
        await press(app, pilot, "escape")
        assert not app.query_one("#answer").has_class("open")
        assert app.focused is app.query_one(DraftList)


async def test_letters_typed_in_a_question_do_nothing_to_the_draft(library: Path) -> None:
    async with screen(library) as (app, pilot):
        await press(app, pilot, "t", "a", "d", "q", "u", "e")
        assert page(library) == ENTRIES
        assert app.is_running


async def test_what_a_check_says_of_a_draft_stands_over_it(library: Path) -> None:
    path = library / KNOWLEDGE
    path.write_text(
        page(library).replace("    hints:\n      - It is soft.\n", ""), encoding="utf-8"
    )
    async with screen(library) as (app, pilot):
        said = "quick check: 0 errors, 1 warning · tutor check may find more"
        assert said in text(app, "title")
        await press(app, pilot, *["down"] * 3)
        assert "warning Q007 it has no hint [add hints:]" in text(app, "draft-text")


async def test_when_all_is_read_it_says_what_comes_next(library: Path) -> None:
    async with screen(library) as (app, pilot):
        await press(app, pilot, *"aaaaa")
        assert "all done" in text(app, "title")
        assert DONE[:30] in text(app, "draft-text")
        await press(app, pilot, "a", "d")
        assert "status: draft" not in page(library)


async def test_where_there_is_room_for_one_page_s_shows_the_other(library: Path) -> None:
    async with screen(library, (40, 15)) as (app, pilot):
        assert app.query_one("#draft").display
        assert not app.query_one("#source").display
        assert "source" in text(app, "keys")
        await press(app, pilot, "s")
        assert app.query_one("#source").display
        assert not app.query_one("#draft").display


async def test_the_passage_is_in_view_however_small_the_page(library: Path) -> None:
    async with screen(library, (40, 15)) as (app, pilot):
        await press(app, pilot, "s", "down")
        assert "Let it cool first" in on_screen(app)


async def test_pages_scroll_without_leaving_the_list(library: Path) -> None:
    path = library / KNOWLEDGE
    path.write_text(
        page(library).replace("Never use", "So.\n\n      " * 40 + "Never use"), encoding="utf-8"
    )
    async with screen(library, (80, 24)) as (app, pilot):
        await press(app, pilot, "down", "pagedown")
        assert app.query_one("#draft").scroll_y > 0
        assert pointed(app) == ("entry", "clean-oven")
        await press(app, pilot, "pageup")
        assert app.query_one("#draft").scroll_y == 0


async def test_coming_back_to_the_window_shows_what_was_saved_elsewhere(library: Path) -> None:
    async with screen(library) as (app, pilot):
        (library / KNOWLEDGE).write_text(ENTRIES.replace("230", "240"), encoding="utf-8")
        app.on_app_focus()
        await settled(app, pilot)
        assert "Heat it to 240 degrees." in text(app, "draft-text")


async def test_q_leaves(library: Path) -> None:
    async with screen(library) as (app, pilot):
        await press(app, pilot, "q")
        assert app.return_code == 0
        assert not app.is_running


@pytest.mark.parametrize("size", [(20, 6), (40, 15), (59, 20), (60, 20), (100, 30), (200, 60)])
async def test_it_works_at_any_size(library: Path, size: tuple[int, int]) -> None:
    async with screen(library, size) as (app, pilot):
        await press(app, pilot, "down", "a", "t", "escape", "u")
        assert page(library) == ENTRIES


async def test_no_text_of_a_course_is_taken_for_markup_or_escapes(library: Path) -> None:
    path = library / KNOWLEDGE
    path.write_text(
        page(library).replace(
            "How hot should the oven be?\n      - oven", "'[bold]x[/red]'\n      - oven"
        )
    )
    document = library / "knowledge/oven/documents/page.md"
    document.write_text("\x1b[31m[red]\n\nHeat it to 230 degrees.\nWait until the lamp goes out.\n")
    async with screen(library) as (app, _):
        assert "[bold]x[/red]" in text(app, "draft-text")
        assert "[red]" in text(app, "source-text")
        assert "\x1b[31m" not in text(app, "source-text")
