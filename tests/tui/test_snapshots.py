"""What the screens look like, named by what the learner does."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from conversation.kitchen import sitting
from textual import events
from textual.pilot import Pilot
from textual.worker import WorkerCancelled
from tui.screens import keys, pressed, says, settled, typed

from tutor.conversation.messages import Say, ShowFigure, You
from tutor.tui.app import TutorApp

SIZES = [(120, 36), (80, 24), (40, 15)]


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    chosen: tuple[int, int] = request.param
    return chosen


def compare(
    snap_compare: Any, home: Path, size: tuple[int, int], start: str | None, do: Any
) -> None:
    app = TutorApp(sitting(home), start=start)

    async def run_before(pilot: Pilot[int]) -> None:
        await settled(app, pilot)
        await do(app, pilot)

    assert snap_compare(app, terminal_size=size, run_before=run_before)


def test_opens_for_the_first_time(snap_compare: Any, home: Path, size: tuple[int, int]) -> None:
    async def do(app: TutorApp, pilot: Pilot[int]) -> None:
        pass

    compare(snap_compare, home, size, None, do)


def test_asks_a_question(snap_compare: Any, home: Path, size: tuple[int, int]) -> None:
    async def do(app: TutorApp, pilot: Pilot[int]) -> None:
        await typed(app, pilot, "what is yaest")

    compare(snap_compare, home, size, None, do)


def test_answers_wrong_in_a_lesson(snap_compare: Any, home: Path, size: tuple[int, int]) -> None:
    async def do(app: TutorApp, pilot: Pilot[int]) -> None:
        await pressed(app, pilot, "1", "enter")
        await typed(app, pilot, "salt")

    compare(snap_compare, home, size, "bread", do)


def test_types_the_beginning_of_a_command(
    snap_compare: Any, home: Path, size: tuple[int, int]
) -> None:
    async def do(app: TutorApp, pilot: Pilot[int]) -> None:
        await pressed(app, pilot, "slash", "l", "e")

    compare(snap_compare, home, size, None, do)


def test_types_a_command_and_a_space(snap_compare: Any, home: Path, size: tuple[int, int]) -> None:
    async def do(app: TutorApp, pilot: Pilot[int]) -> None:
        await pressed(app, pilot, *keys("/lesson "), "down")

    compare(snap_compare, home, size, None, do)


def test_chooses_an_answer_with_the_arrows(
    snap_compare: Any, home: Path, size: tuple[int, int]
) -> None:
    async def do(app: TutorApp, pilot: Pilot[int]) -> None:
        await pressed(app, pilot, "1", "enter", "down", "down")

    compare(snap_compare, home, size, "bread", do)


def test_is_asked_to_type_an_answer(snap_compare: Any, home: Path, size: tuple[int, int]) -> None:
    async def do(app: TutorApp, pilot: Pilot[int]) -> None:
        await pressed(app, pilot, "1", "enter")
        await typed(app, pilot, "yeast")
        await pressed(app, pilot, "enter", "4", "0", "0")

    compare(snap_compare, home, size, "bread", do)


def test_picks_a_suggested_question(snap_compare: Any, home: Path, size: tuple[int, int]) -> None:
    async def do(app: TutorApp, pilot: Pilot[int]) -> None:
        await pressed(app, pilot, *keys("what is y"), "down")

    compare(snap_compare, home, size, None, do)


def test_looks_at_a_wide_figure_and_a_table(
    snap_compare: Any, home: Path, size: tuple[int, int]
) -> None:
    figure = ShowFigure("oven", "An oven", "┌" + "─" * 56 + "┐\n│" + " loaf ".center(56)
                        + "│\n└" + "─" * 56 + "┘", "A loaf in an oven.")  # fmt: skip
    table = Say("| Loaf | Rises | Bakes |\n| --- | --- | --- |\n"
                "| rye with sourdough | for a day in a cool room | an hour |\n")  # fmt: skip

    async def do(app: TutorApp, pilot: Pilot[int]) -> None:
        await says(app, pilot, You("show me"), figure, table)
        await pressed(app, pilot, "right")

    compare(snap_compare, home, size, None, do)


def test_pastes_several_lines(snap_compare: Any, home: Path, size: tuple[int, int]) -> None:
    async def do(app: TutorApp, pilot: Pilot[int]) -> None:
        app.post_message(events.Paste("why does it rise?\nand when?\n"))
        await pilot.pause()

    compare(snap_compare, home, size, None, do)


async def found(app: TutorApp, pilot: Pilot[int]) -> None:
    """Wait until the palette has gathered what it offers.

    Its searches are waited for, not the mark that it is busy: that may stay once all is found.
    """
    while searches := [worker for worker in app.workers if worker.node is app.screen]:
        with suppress(WorkerCancelled):  # another letter was typed
            await app.workers.wait_for_complete(searches)
    await settled(app, pilot)


def test_looks_for_a_lesson_in_the_palette(snap_compare: Any, home: Path) -> None:
    async def do(app: TutorApp, pilot: Pilot[int]) -> None:
        await pressed(app, pilot, "ctrl+p", *"les")
        await found(app, pilot)

    compare(snap_compare, home, (80, 24), None, do)
