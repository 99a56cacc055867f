"""When a concept is asked about again, and how likely it is recalled until then."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from fsrs import Card, Scheduler, State
from hypothesis import given
from hypothesis import strategies as st
from learner.learner_samples import DAY, HOUR, T0

from tutor.learner.recall import Memory, Rating, ahead, rate, retrievability


def test_first_ratings_set_the_first_reviews() -> None:
    """Good: in two days; Hard and Again: tomorrow. Never in ten minutes."""
    assert rate(None, Rating.good, T0).due == T0 + 2 * DAY
    assert rate(None, Rating.hard, T0).due == T0 + 1 * DAY
    assert rate(None, Rating.again, T0).due == T0 + 1 * DAY


def test_cramming_adds_nothing() -> None:
    first = rate(None, Rating.good, T0)
    assert rate(first, Rating.good, T0 + 11 * HOUR) == first
    assert rate(first, Rating.hard, T0 + 11 * HOUR) == first
    assert rate(first, Rating.good, T0 + 12 * HOUR) != first


def test_forgetting_always_counts() -> None:
    first = rate(None, Rating.good, T0)
    again = rate(first, Rating.again, T0 + HOUR)
    assert again.stability < first.stability
    assert again.rated == T0 + HOUR


def test_a_review_in_time_spaces_the_next_one_further() -> None:
    memory = rate(None, Rating.good, T0)
    gaps = []
    for _ in range(5):
        memory = rate(memory, Rating.good, memory.due)
        gaps.append((memory.due - memory.rated).days)
    assert gaps == sorted(gaps)
    assert gaps[0] > 2


def test_no_review_is_further_off_than_half_a_year() -> None:
    memory = rate(None, Rating.good, T0)
    for _ in range(30):
        memory = rate(memory, Rating.good, memory.due)
    assert (memory.due - memory.rated).days == 180


def test_the_chance_of_recall_is_the_packages_on_whole_days() -> None:
    memory = rate(rate(None, Rating.good, T0), Rating.good, T0 + 3 * DAY)
    card = Card(1, State.Review, None, memory.stability, memory.difficulty, T0, memory.rated)
    for days in (0, 1, 5, 40, 400):
        now = memory.rated + days * DAY
        theirs = Scheduler().get_card_retrievability(card, now)
        assert retrievability(memory, now) == pytest.approx(theirs)


def test_the_chance_of_recall_is_nine_in_ten_after_the_stability() -> None:
    memory = rate(None, Rating.good, T0)
    assert retrievability(memory, T0 + memory.stability * DAY) == pytest.approx(0.9)


def test_what_was_never_answered_has_no_chance_of_recall() -> None:
    assert retrievability(None, T0) is None


def test_a_clock_that_jumped_back_reads_as_no_time_passed() -> None:
    memory = rate(None, Rating.good, T0)
    assert retrievability(memory, T0 - 300 * DAY) == 1.0
    assert rate(memory, Rating.good, T0 - HOUR) == memory
    again = rate(memory, Rating.again, T0 - HOUR)
    assert (again.rated, again.due) == (T0, T0 + DAY)


def test_a_card_from_a_year_that_was_wrong_goes_by_the_clock_again_once_it_is_rated() -> None:
    """What was learned of it stays, and so does the time until its review."""
    wrong = rate(None, Rating.good, T0 + 40_000 * DAY)
    assert not ahead(rate(None, Rating.good, T0 + 23 * HOUR), T0)
    assert ahead(wrong, T0)
    mended = rate(wrong, Rating.good, T0)
    assert mended == rate(None, Rating.good, T0)
    assert rate(wrong, Rating.again, T0).due == T0 + DAY


def test_times_of_another_zone_are_the_same_moment() -> None:
    east = T0.astimezone(timezone(timedelta(hours=9)))
    assert rate(None, Rating.good, east) == rate(None, Rating.good, T0)


ratings = st.lists(
    st.tuples(st.sampled_from(Rating), st.datetimes(timezones=st.just(UTC))), min_size=1
)


@given(ratings)
def test_no_clock_however_mad_breaks_the_cards(
    given_ratings: list[tuple[Rating, datetime]],
) -> None:
    memory: Memory | None = None
    for rating, at in given_ratings:
        memory = rate(memory, rating, at)
        assert memory.due > memory.rated
        assert memory.stability > 0
        assert 1 <= memory.difficulty <= 10
        chance = retrievability(memory, at)
        assert chance is not None
        assert 0 < chance <= 1
