"""The full screen over the bread course, driven by keys."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from conversation.kitchen import sitting
from textual.pilot import Pilot

from tutor.conversation.messages import AskAnything, Message, Prompt
from tutor.tui.app import TutorApp
from tutor.tui.footer import KeyLine
from tutor.tui.prompt import Prompt as Line
from tutor.tui.transcript import Transcript

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


async def says(app: TutorApp, pilot: Pilot[int], *messages: Message) -> None:
    """Let the tutor say this, whatever was asked; where no prompt ends it, anything is awaited."""
    asks = bool(messages) and isinstance(messages[-1], Prompt)
    app.chat.show(messages if asks else (*messages, AskAnything()))
    await pilot.pause()
    await pilot.pause()


def shown(app: TutorApp) -> str:
    """All that stands in the conversation, in view or not, as text."""
    lines = app.screen_stack[0].query_one(Transcript).page.lines
    return "\n".join(line.strip.text.rstrip() for line in lines)


def in_view(app: TutorApp) -> str:
    """What of the conversation is on the screen, as text."""
    transcript = app.query_one(Transcript)
    return "\n".join(transcript.render_line(y).text.rstrip() for y in range(transcript.size.height))


async def clicked(app: TutorApp, pilot: Pilot[int], text: str) -> None:
    """Click on the first line in view that has this text, on its first letter."""
    for y, row in enumerate(in_view(app).split("\n")):
        if text in row:
            await pilot.click(Transcript, offset=(row.index(text), y))
            await settled(app, pilot)
            return
    raise AssertionError(f"no “{text}” in view")


def line(app: TutorApp) -> str:
    """What is typed so far."""
    return app.query_one(Line).text


def named_keys(app: TutorApp) -> str:
    """What the last line says of the keys."""
    return str(app.screen_stack[0].query_one(KeyLine).render())
