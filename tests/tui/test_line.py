"""The line that is typed on: digits, pastes, history, and what it may become."""

from pathlib import Path

import pytest
from textual import events
from tui.screens import clicked, keys, line, pressed, says, screen, settled, shown, typed

from tutor.conversation.messages import AskAnything, Choice, Confirm, PickChoice, PickOption
from tutor.tui.suggestions import Suggestions

AMOUNTS = PickOption("bread", "q-rise", "How many grams of flour?",
                     (Choice("a", "400"), Choice("b", "500"), Choice("c", "a pinch")), 0)  # fmt: skip


async def test_a_number_of_several_digits_can_be_typed_where_options_are_numbers(
    home: Path,
) -> None:
    async with screen(home) as (app, pilot):
        await says(app, pilot, AMOUNTS)
        await pressed(app, pilot, *"400")
        assert line(app) == "400"


async def test_a_number_of_several_digits_can_be_typed_where_an_answer_is_awaited(
    home: Path,
) -> None:
    async with screen(home, start="bread") as (app, pilot):
        await pressed(app, pilot, "1", "enter")
        await typed(app, pilot, "yeast")
        await pressed(app, pilot, "enter", *"230")
        assert line(app) == "230"


async def test_a_digit_beyond_the_list_is_typed(home: Path) -> None:
    async with screen(home, start="bread") as (app, pilot):
        await pressed(app, pilot, "3", "1")
        assert line(app) == "31"
        assert isinstance(app.session.prompt, PickChoice)


async def test_no_digit_chooses_at_once_from_a_list_of_more_than_nine(home: Path) -> None:
    many = AskAnything(tuple(Choice(f"c{n}", f"Choice {n}") for n in range(12)))
    async with screen(home) as (app, pilot):
        await says(app, pilot, many)
        await pressed(app, pilot, "1", "2")
        assert line(app) == "12"


async def test_several_pasted_lines_are_one_message(home: Path) -> None:
    async with screen(home) as (app, pilot):
        app.post_message(events.Paste("what is\r\nyeast\r\n"))
        await pilot.pause()
        assert line(app) == "what is\nyeast"
        await pressed(app, pilot, "enter")
        assert shown(app).count("living fungus") == 1


async def test_a_paste_loses_what_could_harm_a_terminal(home: Path) -> None:
    async with screen(home) as (app, pilot):
        app.post_message(events.Paste("what \x1b[31mis\x07 yeast"))
        await pilot.pause()
        assert line(app) == "what is yeast"


async def test_up_moves_within_a_long_line_before_it_recalls(home: Path) -> None:
    async with screen(home, (40, 15)) as (app, pilot):
        await typed(app, pilot, "why knead")
        app.chat.prompt.put("a long line that is wrapped on a terminal of forty columns")
        await pressed(app, pilot, "up")
        assert line(app).startswith("a long line")
        await pressed(app, pilot, "up")
        assert line(app) == "why knead"


async def test_down_past_the_last_line_brings_back_what_was_being_typed(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await typed(app, pilot, "why knead")
        await pressed(app, pilot, *"zz", "up")
        assert line(app) == "why knead"
        await pressed(app, pilot, "down")
        assert line(app) == "zz"


async def test_the_end_of_input_on_an_empty_line_leaves(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "a", "left", "ctrl+d")
        assert (line(app), app.return_code) == ("", None)
        await pilot.press("ctrl+d")
        await pilot.pause()
        assert app.return_code == 0


async def test_every_command_can_be_reached_with_the_arrows(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "slash")
        suggestions = app.query_one(Suggestions)
        assert len(suggestions.items) > suggestions.size.height
        await pressed(app, pilot, *["down"] * len(suggestions.items))
        rows = [suggestions.render_line(y).text for y in range(suggestions.size.height)]
        assert suggestions.items[-1].text in rows[-1]


async def test_that_more_is_to_come_is_said_however_long_the_line(home: Path) -> None:
    async with screen(home, size=(40, 15)) as (app, pilot):
        await pressed(app, pilot, "slash")
        suggestions = app.query_one(Suggestions)
        last = suggestions.render_line(suggestions.size.height - 1)
        assert last.text.rstrip().endswith("…  ↓ more")


async def test_a_command_that_needs_a_word_waits_for_it(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, *keys("/concep"), "down", "enter")
        assert line(app) == "/concept "
        await pressed(app, pilot, *"yeast", "enter")
        assert "The fungus that lifts dough." in shown(app)


@pytest.mark.parametrize(
    ("typed_so_far", "becomes"),
    [
        ("/lesson ", "/lesson bread"),
        ("/lesson how", "/lesson bread"),
        ("/concept ov", "/concept oven"),
        ("/quiz kn", "/quiz kneading"),
        ("/course ", "/course bread"),
        ("/theme nor", "/theme nord"),
    ],
)
async def test_tab_completes_what_may_follow_a_command(
    home: Path, typed_so_far: str, becomes: str
) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, *keys(typed_so_far), "tab")
        assert line(app) == becomes


async def test_a_concept_is_looked_up_with_the_arrows(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, *keys("/con"), "tab")
        assert "/concept kneading" in [item.text for item in app.query_one(Suggestions).items]
        await pressed(app, pilot, "down", "enter")
        assert "The fungus that lifts dough." in shown(app)


async def test_nothing_is_offered_after_a_command_that_takes_nothing(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, *keys("/progress "))
        assert not app.query_one(Suggestions).items


async def test_suggestions_keep_their_room_while_one_types(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, *"yeast")
        height = app.query_one(Suggestions).size.height
        await pressed(app, pilot, *"qqqq")
        assert app.query_one(Suggestions).size.height == height
        await pressed(app, pilot, "ctrl+u")
        assert not app.query_one(Suggestions).display


async def test_a_click_sends_a_suggestion(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, *keys("what is y"))
        await pilot.click(Suggestions, offset=(6, 0))
        await settled(app, pilot)
        assert "living fungus" in shown(app)


async def test_nothing_is_suggested_where_something_is_to_be_confirmed(home: Path) -> None:
    sure = Confirm("Sure?", (Choice("yes", "Yes"), Choice("no", "No")))
    async with screen(home) as (app, pilot):
        await says(app, pilot, sure)
        await pressed(app, pilot, *keys("what is y"))
        assert not app.query_one(Suggestions).items


@pytest.mark.parametrize("way", ["f8", "/copy"])
async def test_the_last_answer_is_copied(home: Path, way: str) -> None:
    async with screen(home) as (app, pilot):
        await typed(app, pilot, "what is yeast")
        await (typed(app, pilot, way) if way[0] == "/" else pressed(app, pilot, way))
        assert app.clipboard.startswith("Yeast is a living fungus")
        assert "/save" in [*app._notifications][-1].message


async def test_without_an_answer_nothing_is_copied(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f8")
        assert app.clipboard == ""
        assert [*app._notifications][-1].message == "There is no answer to copy yet."


async def test_a_terminal_too_small_for_a_while_leaves_the_line_ready(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pilot.resize_terminal(19, 4)
        await settled(app, pilot)
        await pilot.resize_terminal(80, 24)
        await settled(app, pilot)
        await pressed(app, pilot, "a")
        assert line(app) == "a"


async def test_the_choices_can_still_be_clicked_when_something_is_typed(home: Path) -> None:
    async with screen(home, start="bread") as (app, pilot):
        await pressed(app, pilot, "a")
        await clicked(app, pilot, "What is flour?")
        assert "Flour is ground grain." in shown(app)


async def test_what_was_sent_at_once_suggests_nothing_any_more(home: Path) -> None:
    async with screen(home) as (app, pilot):
        app.chat.prompt.insert("why do bakers knead the dough")
        await pilot.press("enter")
        await settled(app, pilot)
        assert line(app) == ""
        assert app.chat.suggestions.items == ()
