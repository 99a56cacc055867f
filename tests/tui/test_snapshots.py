"""What the screens look like, named by what the learner does."""

from pathlib import Path
from typing import Any

import pytest
from conversation.kitchen import sitting
from textual.pilot import Pilot
from tui.screens import pressed, settled, typed

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
