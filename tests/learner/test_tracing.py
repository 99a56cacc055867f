"""The chance that a concept is known moves as the published formulas say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.learner import tracing

chances = st.floats(tracing.LOWEST, tracing.HIGHEST)
guesses = st.builds(tracing.guess, st.integers(0, 5), st.integers(0, 6))


@pytest.mark.parametrize(
    ("options", "hints", "expected"),
    [(4, 0, 0.25), (2, 0, 0.5), (0, 0, 0.05), (4, 1, 0.4375), (4, 2, 0.625), (0, 4, 0.95)],
)
def test_guessing(options: int, hints: int, expected: float) -> None:
    """One in n options, hardly ever a typed word; a hint gives a quarter of the rest away."""
    assert tracing.guess(options, hints) == pytest.approx(expected)


def test_a_right_answer_worked_by_hand() -> None:
    # q = .10*.90 / (.10*.90 + .90*.25) = .09/.315 = 2/7; p = 2/7 + 5/7*.10 = 25/70
    assert tracing.right(0.10, 0.25) == pytest.approx(25 / 70)


def test_a_wrong_answer_worked_by_hand() -> None:
    # q = .50*.10 / (.50*.10 + .50*.75) = .05/.425 = 2/17; p = 2/17 + 15/17*.10 = 3.5/17
    assert tracing.wrong(0.50, 0.25) == pytest.approx(3.5 / 17)


def test_a_wrong_answer_that_would_teach_more_than_it_shows_leaves_p() -> None:
    # q = .012, with learning .111 > .10: the least of the two holds
    assert tracing.wrong(0.10, 0.05) == 0.10


def test_reading_worked_by_hand() -> None:
    assert tracing.read(0.10, 0) == pytest.approx(0.235)
    assert tracing.read(0.235, 1) == pytest.approx(0.34975)
    assert tracing.read(0.35, 0) == 0.40
    assert tracing.read(0.34975, 2) == 0.34975
    assert tracing.read(0.70, 0) == 0.70


def test_three_right_answers_of_four_options_after_reading_are_nearly_sure() -> None:
    p = tracing.read(tracing.read(tracing.START, 0), 1)
    walked = [p := tracing.right(p, 0.25) for _ in range(3)]
    assert walked == pytest.approx([0.6935, 0.9016, 0.9735], abs=0.0001)


@given(chances, guesses)
def test_p_stays_within_bounds_and_moves_the_right_way(p: float, guess: float) -> None:
    after_right, after_wrong = tracing.right(p, guess), tracing.wrong(p, guess)
    assert tracing.LOWEST <= after_wrong <= p
    assert tracing.LOWEST <= after_right <= tracing.HIGHEST
    assert after_right >= after_wrong


@given(chances, st.integers(0, 5))
def test_reading_never_lowers_p_and_never_lifts_it_past_its_cap(p: float, earlier: int) -> None:
    after = tracing.read(p, earlier)
    assert after >= p
    assert after == p or after <= tracing.READING_MOST
