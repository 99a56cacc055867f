"""Coverage over time: a day after another, each as it ended."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st
from learner.learner_samples import DAY, HOUR, T0, course, log, tried

from tutor.learner.coverage import fold
from tutor.learner.events import Explain, Undo
from tutor.learner.overview import overview
from tutor.learner.timeline import MOST_DAYS, Day, timeline

COURSE = course()


def test_nothing_happened_so_there_is_nothing_to_show() -> None:
    assert timeline(COURSE, (), T0) == ()


def test_the_days_run_from_the_first_event_to_today_and_those_between_repeat() -> None:
    records = log(
        (T0, Explain(("vm",))),
        (T0 + 2 * DAY, tried(right=True)),
        (T0 + 2 * DAY, Explain(("size",))),
    )
    first = date(2026, 11, 24)
    assert timeline(COURSE, records, T0 + 3 * DAY) == (
        Day(first, explained=1),
        Day(first + DAY, explained=1),
        Day(first + 2 * DAY, explained=2, practised=1),
        Day(first + 3 * DAY, explained=2, practised=1),
    )


def test_what_a_day_lost_is_seen() -> None:
    held = [(T0, tried(f"q-vm-{n}", right=True, options=0)) for n in (1, 2)]
    lost = [(T0 + DAY, tried("q-vm-1", right=False, encounter=n)) for n in (1, 2)]
    days = timeline(COURSE, log(*held, *lost), T0 + DAY)
    assert [day.mastered for day in days] == [1, 0]
    assert [day.practised for day in days] == [1, 1]


def test_optional_concepts_do_not_count() -> None:
    assert timeline(COURSE, log(Explain(("history",))), T0) == (Day(T0.date()),)


def test_what_was_undone_counts_on_no_day() -> None:
    records = log((T0, Explain(("vm",))), (T0 + DAY, Undo("s", 1)))
    assert [day.explained for day in timeline(COURSE, records, T0 + DAY)] == [0]


def test_a_day_is_that_of_the_zone_one_looks_from() -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    there = timezone(2 * HOUR)
    days = timeline(COURSE, log((late, Explain(("vm",)))), late.astimezone(there))
    assert [day.date for day in days] == [date(2026, 11, 25)]


def test_what_a_wrong_clock_dated_ahead_counts_today() -> None:
    records = log((T0 + 400 * DAY, Explain(("vm",))), (T0, Explain(("size",))))
    assert timeline(COURSE, records, T0) == (Day(T0.date(), explained=2),)


def test_a_log_as_old_as_the_calendar_is_drawn_in_any_zone() -> None:
    first, fifth = (datetime(year, 1, 1, tzinfo=UTC) for year in (1, 5))
    west = T0.astimezone(timezone(-8 * HOUR))
    days = timeline(course(), log((first, Explain(("vm",))), (fifth, Explain(("size",)))), west)
    assert len(days) == MOST_DAYS
    assert days[-1] == Day(west.date(), explained=2)


def test_a_clock_that_stood_at_its_beginning_makes_no_endless_picture() -> None:
    records = log((datetime(1, 1, 2, tzinfo=UTC), Explain(("vm",))), (T0, Explain(("size",))))
    days = timeline(COURSE, records, T0)
    assert len(days) == MOST_DAYS
    assert [day.explained for day in days[-2:]] == [1, 2]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 60),
            st.one_of(
                st.builds(Explain, st.sampled_from([("vm",), ("size",), ("history",)])),
                st.builds(tried, st.sampled_from(["q-vm-1", "q-vm-2"]), right=st.booleans()),
            ),
        ),
        max_size=12,
    )
)
def test_the_last_day_says_what_the_counts_say(happened: list[tuple[int, object]]) -> None:
    records = log(
        *(
            (T0 + timedelta(hours=6 * hours), event)
            for hours, event in sorted(happened, key=lambda x: x[0])
        )
    )  # type: ignore[arg-type]
    now = T0 + 20 * DAY
    counts = overview(COURSE, fold(records), now).counts
    for last in timeline(COURSE, records, now)[-1:]:
        assert (last.explained, last.practised, last.mastered) == (
            counts.explained,
            counts.practised,
            counts.mastered,
        )
