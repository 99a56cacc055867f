"""The last thing between any widget's text and the terminal."""

from pathlib import Path

from rich.segment import Segment
from rich.text import Text
from textual.color import Color
from textual.widgets import Static
from tui.screens import screen

from tutor.tui.harmless import HarmlessText
from tutor.tui.prompt import MOST_TYPED, Prompt


def test_a_line_loses_what_is_no_text() -> None:
    line = [Segment("plain"), Segment("\x9b31mwo\u202er\x1b]0;title\x07d\ud83d")]
    drawn = HarmlessText().apply(line, Color(0, 0, 0))
    assert [segment.text for segment in drawn] == ["plain", "word\ufffd"]


async def test_a_widget_that_cleans_nothing_is_drawn_without_harm(home: Path) -> None:
    async with screen(home) as (app, pilot):
        careless = Static(Text("\x9b31;1337mcare\u202eless"))
        await app.mount(careless)
        await pilot.pause()
        drawn = "".join(s.text for strip in app.screen._compositor.render_strips() for s in strip)
        assert "careless" in drawn
        assert not {"\x9b", "\u202e"} & set(drawn)


async def test_what_is_pasted_is_cleaned_and_no_longer_than_is_read(home: Path) -> None:
    async with screen(home) as (app, _pilot):
        prompt = app.query_one(Prompt)
        prompt.insert("\x1b[31mwhat\u202e\nis ")
        assert prompt.text == "what\nis "
        prompt.insert("x" * 1_000_000)
        prompt.insert("y" * 1_000_000)
        assert len(prompt.text) == MOST_TYPED
