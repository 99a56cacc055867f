"""The full screen by its keys: every one that the footer or the help names."""

import re
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.events import Key
from tui.screens import clicked, keys, line, named_keys, pressed, screen, settled, shown, typed

from tutor.conversation.messages import AskAnything, PickChoice, PickOption, PressContinue
from tutor.tui.prompt import Prompt
from tutor.tui.suggestions import Suggestions
from tutor.tui.transcript import Transcript


async def test_what_is_typed_ahead_is_a_line_of_its_own(home: Path) -> None:
    async with screen(home) as (app, pilot):
        prompt = app.query_one(Prompt)
        for key in (*"what is yeast", "enter", *"why knead", "enter"):
            name = {" ": "space"}.get(key, key)
            prompt.post_message(Key(name, None if name == "enter" else key))
        await settled(app, pilot)
        await settled(app, pilot)
        assert re.search(r"you +why knead", shown(app))
        assert line(app) == ""


async def test_a_question_typed_is_answered_with_its_source(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await typed(app, pilot, "what is yaest")
        assert "living fungus" in shown(app)
        assert "from “Loaves”, The Bread Book" in shown(app)
        assert "reading “yaest” as yeast" in shown(app)
        assert line(app) == ""


async def test_a_digit_chooses_on_an_empty_line(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "1")
        assert isinstance(app.session.prompt, PickChoice)


async def test_a_digit_is_typed_where_the_line_is_not_empty(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "a", "1")
        assert line(app) == "a1"


async def test_arrows_and_enter_choose(home: Path) -> None:
    async with screen(home, start="bread") as (app, pilot):
        await pressed(app, pilot, "down", "down", "up", "enter")
        assert isinstance(app.session.prompt, PressContinue)


async def test_a_click_chooses(home: Path) -> None:
    async with screen(home, start="bread") as (app, pilot):
        await clicked(app, pilot, "What is flour?")
        assert "Flour is ground grain." in shown(app)


async def test_enter_continues(home: Path) -> None:
    async with screen(home, start="bread") as (app, pilot):
        await pressed(app, pilot, "1", "enter")
        assert isinstance(app.session.prompt, PickOption)


async def test_enter_right_after_a_digit_belongs_to_the_digit(home: Path) -> None:
    async with screen(home, start="bread") as (app, pilot):
        app.chat.prompt.one_stroke = 60
        await pressed(app, pilot, "1", "enter")
        assert isinstance(app.session.prompt, PressContinue)
        await pressed(app, pilot, "enter")
        assert isinstance(app.session.prompt, PickOption)


async def test_enter_on_an_empty_line_does_not_repeat_the_question(home: Path) -> None:
    async with screen(home, start="bread") as (app, pilot):
        await pressed(app, pilot, "1", "enter", "enter", "enter")
        assert shown(app).count("Which of these makes a loaf grow?") == 1


async def test_ctrl_j_begins_a_new_line_and_a_paste_is_one_message(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pilot.press(*keys("what is"), "ctrl+j", *keys("yeast"))
        assert line(app) == "what is\nyeast"
        await pressed(app, pilot, "enter")
        assert shown(app).count("living fungus") == 1


async def test_up_recalls_what_was_sent_and_down_comes_back(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await typed(app, pilot, "what is yeast", "why knead")
        await pressed(app, pilot, "up")
        assert line(app) == "why knead"
        await pressed(app, pilot, "up")
        assert line(app) == "what is yeast"
        await pressed(app, pilot, "down", "down")
        assert line(app) == ""


async def test_history_is_kept_between_runs(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await typed(app, pilot, "what is yeast")
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "up")
        assert line(app) == "what is yeast"


async def test_suggestions_come_while_typing_and_tab_takes_one(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, *keys("what is y"))
        assert app.query_one(Suggestions).display
        await pressed(app, pilot, "tab")
        assert line(app) == "What is yeast?"


async def test_down_and_enter_send_a_suggestion(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, *keys("what is y"), "down", "enter")
        assert "living fungus" in shown(app)


async def test_enter_sends_what_was_typed_and_not_the_suggestion(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await typed(app, pilot, "yeast meaning please")
        assert "yeast meaning please" in shown(app)


async def test_no_suggestion_gives_a_typed_answer_away(home: Path) -> None:
    async with screen(home, start="bread") as (app, pilot):
        await pressed(app, pilot, "1", "enter")
        await typed(app, pilot, "yeast")
        await pressed(app, pilot, "enter", *keys("what does"))
        assert not app.query_one(Suggestions).display


async def test_a_slash_lists_commands(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, *keys("/les"), "tab")
        assert line(app) == "/lessons"


async def test_escape_closes_the_list_then_empties_the_line(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, *keys("what is y"), "escape")
        assert not app.query_one(Suggestions).display
        await pressed(app, pilot, "escape")
        assert line(app) == ""


async def test_escape_goes_back_in_a_lesson(home: Path) -> None:
    async with screen(home, start="bread") as (app, pilot):
        await pressed(app, pilot, "1", "escape")
        assert isinstance(app.session.prompt, PickChoice)


@pytest.mark.parametrize(
    ("key", "page"),
    [("f1", "help"), ("f2", "map"), ("f3", "lessons"), ("f4", "review"), ("f5", "progress")],
)
async def test_a_key_opens_its_page_and_closes_it_again(home: Path, key: str, page: str) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, key)
        assert app.screen.name == page
        await pressed(app, pilot, key)
        assert app.focused is app.query_one(Prompt)


async def test_ctrl_p_lists_every_command(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(app.screen, CommandPalette)
        commands = app.get_system_commands(app.screen)
        named = {command.title.casefold().split()[0] for command in commands if command.discover}
        assert {"review", "lessons", "progress", "help", "map", "theme", "undo"} <= named


async def test_page_keys_scroll_the_conversation_from_the_line(home: Path) -> None:
    async with screen(home, (60, 15)) as (app, pilot):
        await typed(app, pilot, "what is yeast", "/help")
        transcript = app.query_one(Transcript)
        await pressed(app, pilot, "pagedown", "pagedown")
        bottom = transcript.scroll_y
        await pressed(app, pilot, "pageup")
        assert transcript.scroll_y < bottom


async def test_the_footer_says_when_there_is_more_below(home: Path) -> None:
    async with screen(home, (60, 15)) as (app, pilot):
        await typed(app, pilot, "/help")
        assert "PgDn more" in named_keys(app)


async def test_ctrl_q_quits(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pilot.press("ctrl+q")
        assert app.return_code == 0


async def test_quit_leaves_with_code_zero(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pilot.press(*keys("quit"), "enter")
        await settled(app, pilot)
        assert app.return_value == 0


async def test_markup_is_shown_as_it_was_typed(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await typed(app, pilot, "what is [bold]yeast[/bold]")
        assert "what is [bold]yeast[/bold]" in shown(app)


async def test_the_focus_stays_on_the_line(home: Path) -> None:
    async with screen(home, start="bread") as (app, pilot):
        await pressed(app, pilot, "1", "tab", "f2", "escape")
        assert app.focused is app.query_one(Prompt)


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (40, 15), (200, 60)])
async def test_any_terminal_will_do(home: Path, size: tuple[int, int]) -> None:
    async with screen(home, size) as (app, pilot):
        await typed(app, pilot, "what is yeast")
        assert isinstance(app.session.prompt, AskAnything)


async def test_the_terminal_may_change_its_size_at_any_moment(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await typed(app, pilot, "what is yeast")
        for size in ((40, 15), (120, 36), (20, 5), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert "living fungus" in shown(app)
