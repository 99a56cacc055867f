"""The pages beside the conversation by their keys: every one that a page's bottom line names."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from conversation.kitchen import Clock, sitting
from textual.pilot import Pilot
from textual.widgets import Static
from tui.screens import keys, pressed, screen, settled, shown, typed

from tutor.conversation.messages import AskAnything, PickChoice, PickOption, TypeAnswer
from tutor.tui.app import TutorApp
from tutor.tui.browse import BrowseScreen, DetailPane, ItemList
from tutor.tui.footer import KeyLine
from tutor.tui.map import ConceptMap


def listed(app: TutorApp) -> list[str]:
    """The titles of the items on the page that is shown."""
    return [item.title for item in app.screen.query_one(ItemList).items.values()]


def highlighted(app: TutorApp) -> str:
    """The title of the item that is highlighted."""
    item = app.screen.query_one(ItemList).chosen
    return item.title if item is not None else ""


def told(app: TutorApp) -> str:
    """What the pane tells of it."""
    parts = app.screen.query_one(DetailPane).query(Static)
    lines = (strip.text for part in parts for strip in part.render_lines(part.size.region))
    return "\n".join(line.rstrip() for line in lines)


def named(app: TutorApp) -> dict[str, str]:
    """The keys that the bottom line names, and what they are said to do."""
    line = app.screen.query_one(KeyLine)
    drawn = str(line.render())
    return {name: does for name, does, _ in line._keys if f"{name} {does}" in drawn}


@asynccontextmanager
async def later(home: Path, **how: float) -> AsyncIterator[tuple[TutorApp, Pilot[int]]]:
    """The app of a learner who answered two questions on yeast, so much later."""
    clock = Clock()
    session = sitting(home, clock)
    session.start("bread")
    for line in ("1", "continue", "yeast", "gas"):
        session.say(line)
    clock.later(**how)
    app = TutorApp(session, fresh=True)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(app, pilot)
        yield app, pilot


# The map


async def test_typing_finds_concepts_and_escape_shows_all_again(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f2", *keys("kne"))
        assert listed(app) == ["Kneading"]
        assert named(app)["Esc"] == "show all"
        await pressed(app, pilot, "escape")
        assert {"Yeast", "Kneading", "Oven"} <= set(listed(app))
        assert named(app)["Esc"] == "back"
        await pressed(app, pilot, "escape")
        assert not isinstance(app.screen, BrowseScreen)


async def test_another_name_of_a_concept_finds_it(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f2", *keys("levain"))
        assert listed(app) == ["Yeast"]


async def test_a_slip_finds_too(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f2", *keys("yaest"))
        assert highlighted(app) == "Yeast"


async def test_backspace_takes_a_letter_back(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f2", *keys("ovenx"), "backspace")
        assert listed(app) == ["Oven"]


async def test_a_search_that_finds_nothing_says_so_and_enter_does_nothing(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f2", *keys("zzzz"), "enter")
        assert listed(app) == []
        assert "nothing is called so" in str(app.screen.query_one("#search", Static).render())


async def test_arrows_show_the_map_in_another_order_and_come_round(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f2", "right", "right", "right")
        assert listed(app) == ["Kneading", "Oven", "Yeast"]
        await pressed(app, pilot, "right")
        by_lesson = listed(app)
        assert by_lesson[-3:] == ["Yeast", "Kneading", "Oven"]
        await pressed(app, pilot, "left", "right")
        assert listed(app) == by_lesson


async def test_the_pane_tells_about_what_is_highlighted(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f2", *keys("kneading"))
        assert highlighted(app) == "Kneading"
        assert "Working dough by hand." in told(app)
        assert "Builds on    ○ Yeast (unseen)" in told(app)
        assert "Why do bakers knead dough?" in told(app)


async def test_what_is_unlocked_is_told(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f2", *keys("yeast"))
        assert "Unlocks      ○ Kneading (unseen)" in told(app)


async def test_down_and_up_move_and_enter_opens_a_card(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f2", "down", "down", "up")
        assert highlighted(app) == "Yeast"
        assert named(app)["Enter"] == "open its card"
        await pressed(app, pilot, "enter")
        assert app.screen.name == "card"
        await pressed(app, pilot, "escape")
        assert app.screen.name == "map"
        assert highlighted(app) == "Yeast"


async def test_what_is_next_begins_from_the_map(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f2")
        assert highlighted(app) == "Lesson: How bread rises"
        assert named(app)["Enter"] == "start"
        await pressed(app, pilot, "enter")
        assert isinstance(app.session.prompt, PickChoice)
        assert "Bread is mostly air." in shown(app)


async def test_a_click_opens_a_card(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f2", *keys("oven"))
        await pilot.click(ItemList, offset=(4, 1))
        await settled(app, pilot)
        assert app.screen.name == "card"


@pytest.mark.parametrize("size", [(120, 36), (40, 15)])
async def test_tab_goes_to_the_details_and_back(home: Path, size: tuple[int, int]) -> None:
    async with screen(home, size) as (app, pilot):
        await pressed(app, pilot, "f2", *keys("yeast"))
        narrow = size[0] < 76
        assert app.screen.query_one(DetailPane).display is not narrow
        await pressed(app, pilot, "tab")
        assert app.focused is app.screen.query_one(DetailPane)
        assert named(app)["Tab"] == "back to the list"
        assert app.screen.query_one("#listed").display is not narrow
        await pressed(app, pilot, "tab")
        assert app.focused is app.screen.query_one(ItemList)
        await pressed(app, pilot, "tab", "escape")
        assert app.focused is app.screen.query_one(ItemList)


async def test_arrows_scroll_the_details(home: Path) -> None:
    async with screen(home, (40, 8)) as (app, pilot):
        await pressed(app, pilot, "f2", *keys("yeast"), "tab")
        assert named(app)["↑↓"] == "scroll"
        await pressed(app, pilot, "down", "down")
        assert app.screen.query_one(DetailPane).scroll_y == 2
        await pressed(app, pilot, "up")
        assert app.screen.query_one(DetailPane).scroll_y == 1


async def test_what_is_pasted_searches(home: Path) -> None:
    from textual.events import Paste

    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f2")
        app.screen.post_message(Paste("oven\n"))
        await settled(app, pilot)
        assert listed(app) == ["Oven"]


# A card


async def test_a_question_of_a_card_is_asked(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f2", *keys("oven"), "enter")
        assert listed(app) == ["How hot should the oven be?"]
        assert named(app)["Enter"] == "ask"
        await pressed(app, pilot, "1")
        assert "about 230 degrees" in shown(app)


async def test_a_card_leads_to_its_neighbours_and_back(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f2", *keys("kneading"), "enter")
        assert listed(app)[:2] == ["Questions on it", "Yeast"]
        await pressed(app, pilot, "2")
        assert "The fungus that lifts dough." in told(app)
        await pressed(app, pilot, "escape")
        assert "Working dough by hand." in told(app)


async def test_a_card_begins_questions_on_its_concept(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f2", *keys("yeast"), "enter", "enter")
        assert isinstance(app.session.prompt, PickOption | TypeAnswer)


# Lessons


async def test_enter_starts_a_lesson_and_the_page_then_says_where_it_was_left(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f3")
        assert "Say why a loaf grows." in told(app)
        assert "not begun" in told(app)
        assert named(app)["Enter"] == "start"
        await pressed(app, pilot, "enter", "1")
        await pressed(app, pilot, "f3")
        assert "left after 2 steps" in told(app)
        assert "We were looking at bubbles." in told(app)
        assert named(app)["Enter"] == "go on"


async def test_a_digit_starts_a_lesson(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f3")
        assert named(app)["1-9"] == "choose"
        await pressed(app, pilot, "1")
        assert isinstance(app.session.prompt, PickChoice)


async def test_a_digit_beyond_the_list_does_nothing(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f3", "7", "0")
        assert app.screen.name == "lessons"


# Review


async def test_who_has_practised_nothing_is_told_so_and_can_be_tested(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f4")
        assert listed(app) == ["Test me on the whole course", "Test me on: How bread rises"]
        await pressed(app, pilot, "enter")
        assert "What do you know already?" in shown(app)


async def test_what_is_due_is_reviewed(home: Path) -> None:
    async with later(home, days=30) as (app, pilot):
        await pressed(app, pilot, "f4")
        assert listed(app)[:2] == ["Start the review: 1 question", "Yeast"]
        assert named(app)["Enter"] == "start"
        await pressed(app, pilot, "enter")
        assert isinstance(app.session.prompt, PickOption | TypeAnswer)


async def test_what_comes_back_is_told_with_its_day(home: Path) -> None:
    async with later(home, hours=1) as (app, pilot):
        await pressed(app, pilot, "f4")
        items = app.screen.query_one(ItemList).items
        assert items["yeast"].state == "in 2 days, 3 March"


# Progress


async def test_progress_begins_what_is_next(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f5")
        assert named(app)["Enter"] == "start"
        await pressed(app, pilot, "enter")
        assert isinstance(app.session.prompt, PickChoice)


async def test_progress_scrolls_by_pages_and_escape_leaves_it(home: Path) -> None:
    async with screen(home, (40, 15)) as (app, pilot):
        await pressed(app, pilot, "f5")
        page = app.screen.query_one("#progress")
        assert page.scroll_y == 0
        assert {"Enter", "Esc", "↑↓"} <= set(named(app))
        await pressed(app, pilot, "pagedown")
        assert page.scroll_y > 0
        await pressed(app, pilot, "pageup", "pageup")
        assert page.scroll_y == 0
        await pressed(app, pilot, "escape")
        assert app.screen.name != "progress"


async def test_progress_moves_through_what_is_due(home: Path) -> None:
    async with later(home, days=30) as (app, pilot):
        await pressed(app, pilot, "f5", "down", "down", "up", "end")
        assert highlighted(app) == "Yeast"
        await pressed(app, pilot, "enter")
        assert app.screen.name == "card"


# Help


async def test_help_at_a_question_tells_first_what_helps_there(home: Path) -> None:
    async with screen(home, start="bread") as (app, pilot):
        await pressed(app, pilot, "1", "enter", "f1")
        text = str(app.screen.query_one("#help-body", Static).render())
        assert "You are at a question." in text
        here = text[: text.index("Keys")]
        assert all(f"/{name}" in here for name in ("hint", "skip", "back", "undo"))


async def test_help_on_a_page_tells_its_keys_and_goes_back_to_it(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f2")
        assert named(app)["F1"] == "help"
        await pressed(app, pilot, "f1")
        text = str(app.screen.query_one("#help-body", Static).render())
        assert "the same things in another order" in text
        await pressed(app, pilot, "escape")
        assert app.screen.name == "map"


async def test_help_scrolls(home: Path) -> None:
    async with screen(home, (40, 15)) as (app, pilot):
        await pressed(app, pilot, "f1")
        assert set(named(app)) == {"Esc", "↑↓ PgUp PgDn"}
        body = app.screen.query_one("#help")
        await pressed(app, pilot, "down", "down", "up")
        assert body.scroll_y == 1
        await pressed(app, pilot, "pagedown")
        assert body.scroll_y > 5
        await pressed(app, pilot, "pageup", "pageup")
        assert body.scroll_y == 0


# All of them


async def test_another_pages_key_takes_a_pages_place(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pressed(app, pilot, "f2", *keys("yeast"), "enter", "f3")
        assert app.screen.name == "lessons"
        await pressed(app, pilot, "escape")
        assert len(app.screen_stack) == 1


async def test_a_turn_that_ends_while_a_page_is_open_is_there_when_it_closes(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pilot.press(*keys("what is yeast"), "enter", "f2")
        await settled(app, pilot)
        await pressed(app, pilot, "escape")
        assert "living fungus" in shown(app)


async def test_the_terminal_may_change_its_size_while_a_page_is_open(home: Path) -> None:
    async with screen(home) as (app, pilot):
        for key in ("f2", "f3", "f4", "f5", "f1"):
            await pressed(app, pilot, key)
            for size in ((40, 15), (120, 36), (20, 5), (80, 24)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
        await pressed(app, pilot, "escape", "f2", *keys("kneading"))
        assert highlighted(app) == "Kneading"


async def test_a_command_hides_the_map_beside_the_conversation(home: Path) -> None:
    async with screen(home) as (app, pilot):
        assert app.query_one(ConceptMap).display
        await typed(app, pilot, "/panel")
        assert not app.query_one(ConceptMap).display
        await typed(app, pilot, "/panel")
        assert app.query_one(ConceptMap).display


async def test_where_there_is_no_room_beside_it_the_command_opens_the_map(home: Path) -> None:
    async with screen(home, (80, 24)) as (app, pilot):
        assert not app.query_one(ConceptMap).display
        await typed(app, pilot, "/panel")
        assert app.screen.name == "map"
        assert isinstance(app.session.prompt, AskAnything)
