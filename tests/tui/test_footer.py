"""The last line: it names keys that do something now, and each does what it says."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from tui.screens import in_view, keys, line, named_keys, pressed, says, screen, shown, typed

from tutor.conversation.messages import (
    AskAnything,
    Choice,
    PickChoice,
    PressContinue,
    Say,
    ShowFigure,
    TypeAnswer,
)
from tutor.tui.app import TutorApp
from tutor.tui.footer import Key, Moment
from tutor.tui.footer import keys as named
from tutor.tui.help import HelpScreen

Proof = Callable[[TutorApp, Pilot[int]], Awaitable[None]]
PROOFS: dict[tuple[str, str], Proof] = {}


def proves(key: str, does: str) -> Callable[[Proof], Proof]:
    def kept(proof: Proof) -> Proof:
        PROOFS[key, does] = proof
        return proof

    return kept


@proves("Enter", "send")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await pressed(app, pilot, *keys("what is yeast"))
    assert "Enter send" in named_keys(app)
    await pressed(app, pilot, "enter")
    assert "living fungus" in shown(app)


@proves("Esc", "clear")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await pressed(app, pilot, "z")
    assert "Esc clear" in named_keys(app)
    await pressed(app, pilot, "escape")
    assert line(app) == ""


@proves("Enter", "continue")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await typed(app, pilot, "/lesson bread")
    await pressed(app, pilot, "1")
    assert "Enter continue" in named_keys(app)
    await pressed(app, pilot, "enter")
    assert "Which of these makes a loaf grow?" in shown(app)


@proves("Esc", "back")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await typed(app, pilot, "/lesson bread")
    await pressed(app, pilot, "1")
    assert "Esc back" in named_keys(app)
    await pressed(app, pilot, "escape")
    assert isinstance(app.session.prompt, PickChoice)


@proves("1-2", "choose")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await typed(app, pilot, "/lesson bread")
    assert "1-2 choose" in named_keys(app)
    await pressed(app, pilot, "2")
    assert "Flour is ground grain." in shown(app)


@proves("1", "choose")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    choices = app.chat.transcript.choices
    await says(app, pilot, AskAnything(choices[:1]))
    assert "1 choose" in named_keys(app)
    await pressed(app, pilot, "1")
    assert "Bread is mostly air." in shown(app)


@proves("↑↓", "pick")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await pressed(app, pilot, *keys("what is y"))
    assert "↑↓ pick" in named_keys(app)
    await pressed(app, pilot, "down")
    assert app.chat.suggestions.highlighted == 0
    await pressed(app, pilot, "up")
    assert app.chat.suggestions.highlighted is None


@proves("Tab", "take")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await pressed(app, pilot, *keys("what is y"))
    assert "Tab take" in named_keys(app)
    await pressed(app, pilot, "tab")
    assert line(app) == "What is yeast?"


@proves("Esc", "close")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await pressed(app, pilot, *keys("what is y"))
    assert "Esc close" in named_keys(app)
    await pressed(app, pilot, "escape")
    assert not app.chat.suggestions.display
    assert line(app) == "what is y"


async def test_what_is_all_in_view_has_nothing_more(home: Path) -> None:
    """The suggestions that took room while one typed are gone by then."""
    async with screen(home, size=(80, 24)) as (app, pilot):
        await typed(app, pilot, "what is yaest")
        assert app.chat.transcript.max_scroll_y > 0
        assert "PgDn more" not in named_keys(app)


@proves("PgDn", "more ▼")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await says(app, pilot, Say("\n\n".join(f"Loaf {n}" for n in range(60))))
    assert "PgDn more ▼" in named_keys(app)
    before = in_view(app)
    await pressed(app, pilot, "pagedown")
    assert in_view(app) != before
    await pressed(app, pilot, *["pagedown"] * 9)
    assert "PgDn more ▼" not in named_keys(app)


@proves("←→", "sideways")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await says(app, pilot, ShowFigure("long", "Long", "=" * 150 + "end", "A line."))
    assert "←→ sideways" in named_keys(app)
    await pressed(app, pilot, *["right"] * 20)
    assert "=end" in in_view(app)
    await pressed(app, pilot, *["left"] * 20)
    assert "=end" not in in_view(app)


@proves("F1", "help")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await pressed(app, pilot, "f1")
    assert isinstance(app.screen, HelpScreen)


@proves("F2", "map")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await pressed(app, pilot, "f2")
    assert app.screen.name == "map"


@proves("F3", "lessons")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await pressed(app, pilot, "f3")
    assert app.screen.name == "lessons"


@proves("F4", "review")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await pressed(app, pilot, "f4")
    assert app.screen.name == "review"


@proves("F5", "progress")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await pressed(app, pilot, "f5")
    assert app.screen.name == "progress"


@proves("/", "commands")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await pressed(app, pilot, "slash")
    assert app.chat.suggestions.items[0].text == "/help"


@proves("F8", "copy")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await typed(app, pilot, "what is yeast")
    await pressed(app, pilot, "f8")
    assert "living fungus" in app.clipboard


@proves("^Q", "quit")
async def _(app: TutorApp, pilot: Pilot[int]) -> None:
    await pilot.press("ctrl+q")
    assert app.return_code == 0


MOMENTS = [
    Moment(),
    *(
        Moment(prompt, choices, suggested, typed_, more, wide)
        for prompt, choices in (
            (AskAnything(), 0),
            (AskAnything((Choice("a", "A"),)), 1),
            (PickChoice("bread", (Choice("a", "A"), Choice("b", "B"))), 2),
            (PressContinue("bread"), 0),
            (TypeAnswer("bread", "q", "What?", 0), 0),
        )
        for suggested in (False, True)
        for typed_ in (False, True)
        for more in (False, True)
        for wide in (False, True)
    ),
]
NAMED = {(key.key, key.does) for moment in MOMENTS for key in named(moment)}


def test_every_key_that_is_ever_named_is_pressed_here() -> None:
    assert set(PROOFS) == NAMED


@pytest.mark.parametrize("name", sorted(PROOFS), ids=" ".join)
async def test_a_named_key_does_what_it_says(home: Path, name: tuple[str, str]) -> None:
    async with screen(home) as (app, pilot):
        await PROOFS[name](app, pilot)


def test_the_likeliest_key_comes_first_where_not_all_fit() -> None:
    first = {type(moment.prompt).__name__: named(moment)[0] for moment in MOMENTS[1::16]}
    assert first["PressContinue"] == Key("Enter", "continue", "app.press('enter')")
    assert first["PickChoice"].does == "choose"


async def test_a_click_on_a_key_presses_it(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await pilot.click("#keys", offset=(named_keys(app).index("F3") + 1, 0))
        await pilot.pause()
        assert app.screen.name == "lessons"
