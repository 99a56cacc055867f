"""Text is read the same way everywhere: what is drawn is safe, what is compared is plain."""

import json
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.text import MOST_MARKS, clean, harmless, json_text, normalise, stem, tokens, unseen


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07text", "text"),
        ("\x9b2Jgone", "gone"),
        ("a\u202eb\u200bc", "abc"),
        ("one\r\ntwo\tthree\x00", "one\ntwo three"),
        ("e\u0301", "é"),
        ("half \ud83d", "half \ufffd"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9d52;c;aGk=\x9ctext\x90qx\x9c", "text"),
        ("\x1b]never closed\nnext", "\nnext"),
        ("over\rwritten\x85and\u2028on", "over\nwritten\nand\non"),
        ("❤\ufe0f \U000e0041x", "❤ x"),
    ],
)
def test_what_is_drawn_has_no_terminal_codes_and_nothing_invisible(typed: str, drawn: str) -> None:
    assert clean(typed) == drawn


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("  What’s a VM?  ", "what's a vm"),
        ("“Docker” — or VM…", 'docker" - or vm'),
        ("ＶＭ", "vm"),
        ("two\n lines", "two lines"),
        ("", ""),
        ("?!", ""),
    ],
)
def test_texts_that_mean_the_same_compare_equal(typed: str, plain: str) -> None:
    assert normalise(typed) == plain


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("C++ or C#?", ("c++", "or", "c#")),
        ("don’t stop", ("don't", "stop")),
        ("x86-64, v3.10.", ("x86-64", "v3.10")),
        ("(docker-compose)", ("docker-compose",)),
        ("'quoted' words", ("quoted", "words")),
        ("!!! ...", ()),
    ],
)
def test_a_word_keeps_its_inner_marks_and_loses_its_outer_ones(
    typed: str, words: tuple[str, ...]
) -> None:
    assert tokens(typed) == words


def test_forms_of_a_word_share_a_stem() -> None:
    assert stem("containers") == stem("container") == stem("contained")


def test_no_pile_of_marks_is_drawn() -> None:
    assert clean("a" + "\u0316" * 100 + "b") == "a" + "\u0316" * MOST_MARKS + "b"


@pytest.mark.parametrize(
    "text",
    ["e" + "\u0301" * 200_000 + "\u0316" * 200_000, "\x1b]" * 500_000, "\x1b[" + "0" * 10**6,
     "\ufdfa" * 20_000, "\uff9e" * 10**5],
    ids=["marks out of order", "escapes", "one escape", "long forms", "marks in disguise"],
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    begun = process_time()
    assert normalise(text) == normalise(normalise(text))
    assert process_time() - begun < 5


def test_streams_keep_what_is_harmless() -> None:
    assert harmless("a\tb\n“é” 你好") == "a\tb\n“é” 你好"
    assert unseen("plain\n\t") == ""
    assert unseen("a\u202eb") == "\u202e"


@pytest.mark.parametrize(
    "text", ["plain “é” 😀", "n\n\u0303", "\x9b31m\x7f\u202e", "w" + "\u0301" * 9]
)
def test_json_says_exactly_what_was_there_and_harms_nothing(text: str) -> None:
    written = json_text({"text": text})
    assert json.loads(written) == {"text": text}
    assert harmless(written) == written


def test_json_has_no_surrogate_that_utf_8_could_not_hold() -> None:
    assert json.loads(json_text(["a\ud83db"]).encode()) == ["a\ufffdb"]


@given(st.text())
def test_cleaning_and_normalising_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=200))
def test_any_text_at_all_can_be_drawn_as_utf_8(text: str) -> None:
    drawn = clean(text)
    drawn.encode("utf-8")
    assert "\x1b" not in drawn
