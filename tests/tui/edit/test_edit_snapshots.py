"""What the author's screen looks like, named by what the author does."""

from pathlib import Path
from typing import Any

import pytest
from author.edit.drafted import drafted
from textual.pilot import Pilot
from tui.screens import keys

from tutor.answer.decide import Answer
from tutor.answer.why import Candidate, Why
from tutor.author.edit.desk import Desk
from tutor.tui.edit.app import EditApp

TOLD = Why(
    Answer("how hot must it be", "how-hot", ("heat",), 0.88),
    ("how", "hot", "must", "it", "be"),
    (("htt", "hot"),),
    (
        Candidate("entry", "how-hot", 0.88, "How hot should the oven be?", 0.7, ("hot",), ()),
        Candidate("entry", "clean-oven", 0.04, "oven is dirty", 0.1, (), ("hot",)),
    ),
    None,
)
"""What the matcher says, so that no screen changes with it."""

SIZES = [(120, 36), (80, 24), (40, 15)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    "does",
    ["opens", "accepts one and points at a question", "tries a question"],
    ids=lambda does: does.replace(" ", "_"),
)
def test_the_author(
    snap_compare: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    does: str,
) -> None:
    monkeypatch.setattr(Desk, "asked", lambda *_: TOLD)
    app = EditApp(Desk(drafted(tmp_path), "oven"))

    async def settled(pilot: Pilot[int]) -> None:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()

    async def run_before(pilot: Pilot[int]) -> None:
        await settled(pilot)
        pressed = {
            "opens": [],
            "accepts one and points at a question": ["a", "down"],
            "tries a question": ["t", *keys("how hot must it be"), "enter"],
        }[does]
        for key in pressed:
            await pilot.press(key)
            await settled(pilot)
        app.clear_notifications()

    assert snap_compare(app, terminal_size=size, run_before=run_before)
