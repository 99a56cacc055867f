"""The full screen over the bread course, driven by keys."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from conversation.kitchen import sitting
from textual.pilot import Pilot
from textual.widgets import Static

from tutor.tui.app import TutorApp
from tutor.tui.prompt import Prompt
from tutor.tui.transcript import Bubble

NAMES = {" ": "space", "?": "question_mark", "/": "slash", "[": "left_square_bracket",
         "]": "right_square_bracket", "'": "apostrophe", ".": "full_stop"}  # fmt: skip


def keys(text: str) -> list[str]:
    """The keys that type a text."""
    return [NAMES.get(letter, letter) for letter in text]


@asynccontextmanager
async def screen(
    home: Path, size: tuple[int, int] = (120, 36), start: str | None = None
) -> AsyncIterator[tuple[TutorApp, Pilot[int]]]:
    """The app, running, its first turn taken."""
    app = TutorApp(sitting(home), start=start)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        yield app, pilot


async def settled(app: TutorApp, pilot: Pilot[int]) -> None:
    """Wait until every turn has been taken and drawn."""
    await app.turns_taken()
    await pilot.pause()
    await pilot.pause()


async def typed(app: TutorApp, pilot: Pilot[int], *lines: str) -> None:
    """Type lines, each sent with Enter."""
    for line in lines:
        await pilot.press(*keys(line), "enter")
        await settled(app, pilot)


async def pressed(app: TutorApp, pilot: Pilot[int], *pressed_keys: str) -> None:
    """Press keys one after another."""
    for key in pressed_keys:
        await pilot.press(key)
        await settled(app, pilot)


def shown(app: TutorApp) -> str:
    """All that stands in the conversation, as text."""
    lines: list[str] = []
    for bubble in app.query(Bubble):
        for part in bubble.query(Static):
            lines += [
                "".join(s.text for s in strip) for strip in part.render_lines(part.size.region)
            ]
    for extra in app.query("ChoiceList, .waiting"):
        lines += ["".join(s.text for s in strip) for strip in extra.render_lines(extra.size.region)]  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in lines)


def line(app: TutorApp) -> str:
    """What is typed so far."""
    return app.query_one(Prompt).text
