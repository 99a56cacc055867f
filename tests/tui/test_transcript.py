"""The conversation as it is drawn: whole words, whole tables, and nothing that was said is lost."""

from pathlib import Path

import pytest
from rich.cells import cell_len
from tui.screens import (
    clicked,
    in_view,
    line,
    named_keys,
    pressed,
    says,
    screen,
    settled,
    shown,
    typed,
)

from tutor.conversation.messages import AskAnything, Choice, PickOption, Say, ShowFigure, You
from tutor.tui.transcript import MOST_DRAWN, Transcript

FIGURE = ShowFigure("steps", "From flour to bread", "flour ──▶ dough ──▶ loaf ──▶ bread on the table",
                    "Flour becomes dough, dough a loaf, and a loaf a meal.")  # fmt: skip
TABLE = Say("""\
| Leavening agent | Where it lives | What it gives off |
| --- | --- | --- |
| Saccharomyces-cerevisiae | bakery-and-brewery | carbon-dioxide-and-alcohol |
""")
SMALL = (40, 15)


async def test_speakers_are_named_once_each_turn(home: Path) -> None:
    async with screen(home, (80, 24)) as (app, pilot):
        await says(app, pilot, You("why?"), Say("It rises."), Say("Then it is baked."))
        assert " you   why?\n\n tutor It rises.\n\n       Then it is baked." in shown(app)


async def test_on_a_small_screen_a_sign_tells_who_speaks(home: Path) -> None:
    async with screen(home, SMALL) as (app, pilot):
        await says(app, pilot, You("why?"), Say("It rises."))
        assert "› why?\n\n  It rises." in shown(app)


@pytest.mark.parametrize("wide", [FIGURE, TABLE], ids=["figure", "table"])
async def test_what_is_wide_is_not_wrapped_but_moved_sideways(
    home: Path, wide: ShowFigure | Say
) -> None:
    async with screen(home, SMALL) as (app, pilot):
        await says(app, pilot, wide)
        before = in_view(app)
        assert "▸" in before
        assert "◂" not in before
        assert max(cell_len(row) for row in before.split("\n")) <= SMALL[0]
        assert "←→ sideways" in named_keys(app)
        await pressed(app, pilot, *["right"] * 9)
        end = {FIGURE: "bread on the table", TABLE: "carbon-dioxide-and-alcohol"}[wide]
        assert end not in before
        assert end in in_view(app)
        assert "◂" in in_view(app)
        assert "▸" not in in_view(app)
        await pressed(app, pilot, *["left"] * 9)
        assert in_view(app) == before


async def test_a_figure_that_does_not_fit_is_told_in_words_as_well(home: Path) -> None:
    async with screen(home, SMALL) as (app, pilot):
        await says(app, pilot, FIGURE)
        assert "Flour becomes dough" in shown(app)
    async with screen(home, (120, 36)) as (app, pilot):
        await says(app, pilot, FIGURE)
        assert FIGURE.art in shown(app)
        assert "Flour becomes dough" not in shown(app)


async def test_left_and_right_move_in_what_is_typed_where_something_is(home: Path) -> None:
    async with screen(home, SMALL) as (app, pilot):
        await says(app, pilot, FIGURE)
        await pressed(app, pilot, "a", "b", "left", "c")
        assert line(app) == "acb"
        assert "◂" not in in_view(app)


async def test_few_messages_are_drawn_and_older_ones_come_back_on_scrolling_up(home: Path) -> None:
    async with screen(home, (60, 20)) as (app, pilot):
        for number in range(2 * MOST_DRAWN):
            app.chat.show((You(f"question {number}"), AskAnything()))
        await pilot.pause()
        transcript = app.chat.transcript
        assert len(transcript.page.blocks) <= MOST_DRAWN
        assert f"question {2 * MOST_DRAWN - 1}" in in_view(app)
        seen = in_view(app)
        for _ in range(4 * MOST_DRAWN):
            if "Welcome." in seen:
                break
            await pilot.press("pageup")
            await pilot.pause()
            seen = in_view(app) + seen
        assert "Welcome." in seen
        for number in range(2 * MOST_DRAWN):
            assert f"question {number}\n" in seen + "\n"


async def test_a_smaller_terminal_keeps_the_last_lines_in_view(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await typed(app, pilot, "what is yeast")
        for size in ((80, 24), (40, 15), (120, 36), (60, 10)):
            await pilot.resize_terminal(*size)
            await settled(app, pilot)
            assert "3 Lesson: How bread rises" in in_view(app)


async def test_another_width_keeps_the_message_that_is_read(home: Path) -> None:
    async with screen(home, (80, 14)) as (app, pilot):
        await typed(app, pilot, "what is yeast")
        assert in_view(app).split("\n")[1] == " you   what is yeast"
        await pilot.resize_terminal(40, 14)
        await settled(app, pilot)
        assert in_view(app).split("\n")[1] == "› what is yeast"


async def test_a_long_paste_is_not_repeated_whole(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await says(app, pilot, You("\n".join(f"line {n}" for n in range(40))))
        assert "line 11" in shown(app)
        assert "line 12" not in shown(app)
        assert "… and 28 more lines" in shown(app)


OPTIONS = PickOption("bread", "q-rise", "What lifts dough?", (Choice("salt", "Salt", struck=True),
                     Choice("yeast", "Yeast"), Choice("water", "Water")), 1)  # fmt: skip


async def test_a_choice_that_was_tried_is_passed_over(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await says(app, pilot, OPTIONS)
        assert "1 Salt (already tried)" in shown(app)
        await pressed(app, pilot, "down")
        assert app.chat.transcript.chosen_key == "yeast"
        await pressed(app, pilot, "up")
        assert app.chat.transcript.chosen_key is None


async def test_the_highlighted_choice_comes_into_view(home: Path) -> None:
    many = AskAnything(tuple(Choice(f"c{n}", f"Choice {n}") for n in range(30)))
    async with screen(home, SMALL) as (app, pilot):
        await says(app, pilot, Say("Choose."), many)
        assert "Choice 20" not in in_view(app)
        await pressed(app, pilot, *["down"] * 21)
        assert "Choice 20" in in_view(app)


async def test_the_mouse_lights_up_the_choice_it_is_on(home: Path) -> None:
    async with screen(home, start="bread") as (app, pilot):
        transcript = app.query_one(Transcript)
        at = in_view(app).split("\n").index("       2 What is flour?")
        await pilot.hover(Transcript, offset=(10, at))
        assert transcript.pointed == 1
        await pilot.hover(Transcript, offset=(10, 0))
        assert transcript.pointed is None


async def test_selected_text_is_copied_without_the_room_for_names(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await typed(app, pilot, "what is yeast")
        rows = in_view(app).split("\n")
        y = next(at for at, row in enumerate(rows) if "living fungus" in row)
        await pilot.mouse_down(Transcript, offset=(rows[y].index("living"), y))
        await pilot.hover(Transcript, offset=(13, y + 2))
        await pilot.mouse_up(Transcript, offset=(13, y + 2))
        await pilot.press("ctrl+c")
        assert app.clipboard == "living fungus that makes dough rise.\n\nIt eats"
        assert app.focused is app.chat.prompt


async def test_selecting_the_text_of_a_choice_does_not_choose_it(home: Path) -> None:
    async with screen(home, start="bread") as (app, pilot):
        at = in_view(app).split("\n").index("       2 What is flour?")
        await pilot.mouse_down(Transcript, offset=(9, at))
        await pilot.hover(Transcript, offset=(14, at))
        await pilot.mouse_up(Transcript, offset=(14, at))
        await settled(app, pilot)
        assert "Flour is ground grain." not in shown(app)
        assert app.screen.get_selected_text() == "What i"


async def test_a_click_on_other_text_chooses_nothing(home: Path) -> None:
    async with screen(home, start="bread") as (app, pilot):
        before = shown(app)
        await clicked(app, pilot, "Bread is mostly air.")
        assert shown(app) == before
