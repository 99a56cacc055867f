"""Themes: chosen in the palette, kept for the next run."""

from pathlib import Path

import pytest
from textual.command import CommandList, CommandPalette
from tui.screens import keys, pressed, screen, settled, typed

from tutor.tui import themes


async def test_a_theme_is_chosen_in_the_palette_and_kept_for_the_next_run(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pilot.press("ctrl+p")
        await pilot.press(*keys("theme: nord"))
        while app.screen.query_one(CommandList).highlighted is None:
            await pilot.pause()
        await pilot.press("enter")
        while isinstance(app.screen, CommandPalette):
            await pilot.pause()
        await settled(app, pilot)
        assert app.theme == "nord"
    async with screen(home) as (app, pilot):
        assert app.theme == "nord"


async def test_a_theme_is_named_after_the_command(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await typed(app, pilot, "/theme gruvbox")
        assert app.theme == "gruvbox"
    assert themes.remembered(home) == "gruvbox"


async def test_a_theme_that_is_not_there_any_more_is_passed_over(home: Path) -> None:
    themes.remember(home, "no-such-theme")
    async with screen(home) as (app, _):
        assert app.theme == "textual-dark"


async def test_no_color_wins_over_a_theme_and_leaves_it_kept(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    themes.remember(home, "nord")
    monkeypatch.setenv("NO_COLOR", "1")
    async with screen(home) as (app, pilot):
        assert app.theme == "ansi-dark"
        await pressed(app, pilot, "f2")
    assert themes.remembered(home) == "nord"


async def test_a_theme_that_cannot_be_kept_is_told(home: Path) -> None:
    async with screen(home) as (app, pilot):
        (home / themes.FILE_NAME).mkdir()
        await typed(app, pilot, "/theme nord")
        await pilot.pause()
        assert app.theme == "nord"
        assert any("could not be kept" in each.message for each in app._notifications)
