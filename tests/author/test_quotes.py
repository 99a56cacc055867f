"""A quote is found in its document by its words, wherever the lines break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.author.quotes import Text, lines_of, place_of

BOOK = Text(
    "Bread is dough\nthat was baked.\n\nYou can't bake it twice.\n\nYou can bake\nit at home.\n"
)
WORDS = st.lists(st.sampled_from(("dough", "yeast", "salt", "it’s", "1.")), min_size=1, max_size=6)


def test_space_and_line_breaks_between_words_do_not_matter() -> None:
    assert BOOK.places("dough that   was\n\nbaked.") == [(1, 2)]


@pytest.mark.parametrize("part", ["You can bake it at h", "read is dough", "ough"])
def test_a_part_of_a_word_is_no_quote(part: str) -> None:
    assert Text("You can bake it at home. Bread is dough.").places(part) == []


def test_a_quote_may_end_before_the_mark_that_ends_its_sentence() -> None:
    assert BOOK.places("that was baked") == [(2, 2)]


def test_nothing_is_quoted_by_nothing() -> None:
    assert BOOK.places(" \n") == []
    assert BOOK.place("", "1-2") is None


def test_of_several_places_the_given_one_is_meant_and_else_the_nearest() -> None:
    twice = Text("Yeast lifts it.\n\n\nBread.\n\nYeast lifts it.\n")
    assert twice.place("Yeast lifts it.", "6") == (6, 6)
    assert twice.place("Yeast lifts it.", "4-5") == (6, 6)
    assert twice.place("Yeast lifts it.", "") == (1, 1)
    assert twice.place("Salt.", "6") is None


@given(before=st.lists(WORDS), quote=st.lists(WORDS, min_size=1), after=st.lists(WORDS))
def test_what_stands_in_a_document_is_found_where_it_stands(
    before: list[list[str]], quote: list[list[str]], after: list[list[str]]
) -> None:
    lines = [" ".join(line) for line in (*before, *quote, *after)]
    first = len(before) + 1
    place = (first, first + len(quote) - 1)
    text = Text("\n".join(lines))
    assert text.place(" ".join(" ".join(line) for line in quote), lines_of(place)) == place


@given(st.tuples(st.integers(0, 9_999_999), st.integers(0, 9_999_999)))
def test_lines_are_read_as_they_are_written(place: tuple[int, int]) -> None:
    assert place_of(lines_of(place)) == place


@pytest.mark.parametrize("lines", ["", "the end", "3,4", "-3", "12345678"])
def test_what_names_no_lines_names_no_place(lines: str) -> None:
    assert place_of(lines) is None
