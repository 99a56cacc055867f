"""The last thing between any widget's text and the terminal."""

from itertools import pairwise
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.text import Text
from textual.color import Color
from textual.widgets import Static
from tui.screens import screen

from tutor.tui.harmless import END, START, HarmlessText, TypedText
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


PARTS = st.lists(
    st.sampled_from([START, END, "\x1b", "\x1b[", "[200~", "[201~", "\x1b[A", "é", "word ", "🍞"])
    | st.text(max_size=4)
).map("".join)


def read(typed: bytes, cuts: list[int]) -> str:
    """The bytes as they are read where they arrive in pieces."""
    reader, edges = TypedText(), sorted({min(cut, len(typed)) for cut in cuts} | {0, len(typed)})
    pieces = (reader.decode(typed[begin:end]) for begin, end in pairwise(edges))
    return "".join(pieces)


@given(PARTS, st.lists(st.integers(0, 60)))
def test_what_is_typed_reads_the_same_in_whatever_pieces_it_comes(
    text: str, cuts: list[int]
) -> None:
    typed = text.encode("utf-8", "surrogatepass") + b"."
    assert read(typed, cuts) == read(typed, [])


@given(PARTS, PARTS, st.lists(st.integers(0, 60)))
def test_only_a_paste_loses_its_escapes(before: str, pasted: str, cuts: list[int]) -> None:
    before, pasted = before.replace(START, ""), pasted.replace(END, "")
    assume(START not in before + START[:-1] and END not in pasted + END[:-1])
    assume(not any("\ud800" <= letter <= "\udfff" for letter in before + pasted))
    typed = f"{before}{START}{pasted}{END}\x1b[A"
    expected = before + START + pasted.replace("\x1b", "") + END + "\x1b[A"
    assert read(typed.encode(), cuts) == expected


def test_a_key_is_read_at_once_even_if_a_paste_might_begin() -> None:
    assert TypedText().decode(b"\x1b") == "\x1b"


def test_bytes_that_are_no_text_are_read_as_such() -> None:
    assert read(b"caf\xe9 \xff.", [4]) == "caf\ufffd \ufffd."
