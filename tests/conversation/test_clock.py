"""A clock that is wrong, now or once, costs nobody their reviews."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from conversation.kitchen import Clock, of_kind, sitting
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.conversation import messages as m
from tutor.learner.store import open_store

LINES = ("/lesson bread", "1", "", "yeast", "gas", "salt", "hint", "skip", "/review", "/quiz yeast",
         "what is yeast?", "undo", "/progress", "quit", "test me first")  # fmt: skip


def practised(home: Path, clock: Clock) -> None:
    session = sitting(home, clock)
    session.start("bread")
    for typed in ("1", "", "yeast", "gas", ""):
        session.say(typed)
    session.close()


def test_a_clock_that_jumped_back_is_said_and_what_was_practised_is_asked_again(home: Path) -> None:
    clock = Clock()
    clock.later(days=4_000)
    practised(home, clock)
    clock.later(days=-4_000)
    session = sitting(home, clock)
    said = of_kind(session.start(), m.Notice)
    assert "it is 1 March 2026, but you answered on 11 February 2037" in said[0].text
    assert session.overview().counts.due == 1
    session.say("/review")
    session.say("yeast" if isinstance(session.prompt, m.PickOption) else "gas")
    assert session.overview().counts.due == 0
    session.close()
    clock.later(days=30)
    again = sitting(home, clock)
    assert not of_kind(again.start(), m.Notice)
    assert again.overview().counts.due == 1


def test_an_hour_back_is_not_worth_a_word(home: Path) -> None:
    clock = Clock()
    practised(home, clock)
    clock.later(hours=-1)
    assert not of_kind(sitting(home, clock).start(), m.Notice)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(LINES),
            st.datetimes(datetime(1970, 1, 1), datetime(9998, 1, 1), timezones=st.just(UTC)),
        ),
        max_size=20,
    )
)
def test_no_clock_breaks_a_turn_or_the_order_of_the_log(
    deeds: list[tuple[str, datetime]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock()
        session = sitting(Path(folder), clock)
        session.start()
        for line, at in deeds:
            clock.now = at
            session.say(line)
            for row in session.overview().rows:
                assert row.recall is None or 0 < row.recall <= 1
        session.close()
        store, _ = open_store(Path(folder) / "progress.db")
        seqs = [record.seq for record in store.records("me", "bread")]
        assert seqs == sorted(set(seqs))
        store.close()
        again = sitting(Path(folder), clock)
        assert again.coverage == session.coverage
        again.close()
