"""Text is read the same way everywhere: what is drawn is safe, what is compared is plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.text import clean, normalise, stem, tokens


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


@given(st.text())
def test_cleaning_and_normalising_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=200))
def test_any_text_at_all_can_be_drawn_as_utf_8(text: str) -> None:
    drawn = clean(text)
    drawn.encode("utf-8")
    assert "\x1b" not in drawn
