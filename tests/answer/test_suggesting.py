"""While a learner types, the questions that it may become are shown."""

import time

import pytest
from answer.bread import COURSE, INDEX
from hypothesis import given
from hypothesis import strategies as st

from tutor.answer.suggest import suggest


def entries(typed: str) -> list[str]:
    return [one.entry for one in suggest(INDEX, typed)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("what is y", "what-is-yeast"),
        ("How ho", "oven-heat"),
        ("knea", "why-knead"),
        ("crust", "crust-steam"),
        ("yeast keep", "yeast-storage"),
        ("how hto is the ov", "oven-heat"),
        ("crispy cruts", "crust-steam"),
        ("leav", "what-is-yeast"),
    ],
)
def test_half_a_question_suggests_the_whole_one(typed: str, first: str) -> None:
    assert entries(typed)[0] == first


@pytest.mark.parametrize("typed", ["", "   ", "?", "zzzzzz", "\x1b"])
def test_nothing_is_suggested_for_nothing(typed: str) -> None:
    assert entries(typed) == []


def test_each_entry_is_suggested_once_and_no_more_than_asked_for() -> None:
    found = entries("what is yeast")
    assert len(found) == len(set(found))
    assert len(suggest(INDEX, "how", limit=2)) == 2


def test_a_suggestion_is_the_entry_s_first_phrasing() -> None:
    first, *_ = suggest(INDEX, "define ye")
    assert first.question == COURSE.entries[first.entry].ask[0]
    assert first.concepts == COURSE.entries[first.entry].about


@given(st.text(max_size=60))
def test_any_keys_may_be_typed(typed: str) -> None:
    assert len(suggest(INDEX, typed)) <= 5


def test_a_pasted_page_is_not_slow() -> None:
    suggest(INDEX, "warm")
    start = time.perf_counter()
    suggest(INDEX, "what is yeast " * 1000)
    assert time.perf_counter() - start < 0.1
