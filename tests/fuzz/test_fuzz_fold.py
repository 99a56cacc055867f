"""The log of what a learner did: whatever it holds, the fold stays lawful and tells the same."""

import json
import sqlite3
import tempfile
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
from conversation.kitchen import COURSE, Clock, sitting
from fuzz.inputs import JSON_PIECES, altered, cuts, json_values, mutated
from fuzz.target import fuzz
from hypothesis import strategies as st
from learner.learner_samples import course

from tutor.learner import events as e
from tutor.learner.coverage import Coverage, Level, carried_on, fold
from tutor.learner.glance import learners, setting
from tutor.learner.history import current
from tutor.learner.recall import retrievability
from tutor.learner.review import overview
from tutor.learner.steps import next_steps
from tutor.learner.store import open_store
from tutor.learner.timeline import timeline

OTHER = course()
CONCEPTS = st.sampled_from(("yeast", "kneading", "oven", "vm", "container", "gone", ""))
QUESTIONS = st.sampled_from(("q-rise", "q-gas", "q-knead", "q-vm-1", "q-vm-2", "gone"))
BELIEFS = st.sampled_from(("salt-lifts", "shared", "gone"))
SMALL = st.integers(0, 4)
WILD = st.sampled_from((-1, -(2**31), 2**31, 2**53, 2**63, -(2**64), 10**400, 0))
number = st.one_of(SMALL, SMALL, SMALL, SMALL, SMALL, WILD)
times = st.datetimes(timezones=st.just(UTC)) | st.datetimes(
    datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)
)
ZONES = st.integers(-23, 23).map(lambda hours: timezone(timedelta(hours=hours)))
now_times = st.datetimes(datetime(1985, 1, 1), datetime(8000, 1, 1), timezones=ZONES)


History = list[tuple[dict[str, Any], datetime]]


def of(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An event as the log's JSON, some of its numbers wild."""
    return st.fixed_dictionaries({"type": st.just(kind), **fields})


asked_about = {"question": QUESTIONS, "concept": CONCEPTS, "encounter": number, "attempt": number}
known = st.builds(
    lambda about, right, encounter: {
        "type": "answer", "question": about[0], "concept": about[1], "given": "x",
        "right": right, "attempt": 1, "encounter": encounter,
    },
    st.sampled_from((("q-rise", "yeast"), ("q-gas", "yeast"), ("q-vm-1", "vm"), ("q-vm-2", "vm"))),
    st.sampled_from((True, True, True, False)),
    SMALL,
)  # fmt: skip
likely = st.one_of(
    of("explain", concepts=st.lists(CONCEPTS, max_size=3)),
    of("mention", concepts=st.lists(CONCEPTS, max_size=3)),
    of("asked", text=st.text(max_size=5), entry=st.none(), confidence=st.floats(allow_nan=False, allow_infinity=False)),
    of("answer", **asked_about, given=st.just("x"), right=st.booleans(), hints=number, options=number),
    of("answer", **asked_about, given=st.just("x"), right=st.booleans()),
    of("reveal", **asked_about, hints=number, options=number),
    of("skip", **asked_about),
    of("hint", question=QUESTIONS, encounter=number, number=number),
    of("misconception", misconception=BELIEFS, concept=CONCEPTS),
    of("cleared", misconception=BELIEFS, concept=CONCEPTS),
    of("flag", subject=st.text(max_size=5)),
    of("lesson", lesson=st.sampled_from(("bread", "machines", "gone")), state=st.text(max_size=4),
       outcome=st.sampled_from((None, "completed", "left"))),
    known,
    known,
    of("undo", session=st.sampled_from("st"), turn=st.integers(0, 9)),
)  # fmt: skip


def readable(bodies: History) -> tuple[e.Record, ...]:
    """Those events that the log would read, two a turn."""
    found: list[e.Record] = []
    for body, at in bodies:
        with suppress(msgspec.DecodeError):
            event = e.decode(json.dumps(body))
            count = len(found)
            found.append(e.Record(count + 1, "s", count // 2, at, event))
    return tuple(found)


def without_seq(coverage: Coverage) -> Coverage:
    """All that is known, whatever the numbers of the records are."""
    return msgspec.structs.replace(coverage, seq=0)


def lawful(coverage: Coverage) -> None:
    assert list(coverage.positions)[-1:] == ([coverage.latest] if coverage.latest else [])
    for concept, standing in coverage.standings.items():
        assert 0.01 <= standing.p <= 0.99
        if standing.level is Level.mastered:
            assert standing.p >= 0.85
            assert len(standing.clean) >= 2
            assert concept not in coverage.misconceptions.values()
        if standing.level >= Level.practised:
            assert standing.right >= 1
        recall = retrievability(standing.memory, datetime(2026, 6, 1, tzinfo=UTC))
        assert recall is None or 0 <= recall <= 1
    assert all(record.encounters >= 0 for record in coverage.questions.values())


def again(drawn: list[tuple[dict[str, Any], datetime, int]]) -> History:
    """Some of the events several times, a day apart: what is known moves to its bounds."""
    return [
        (body, at + timedelta(days=day) if at.year < 9990 else at)
        for body, at, count in drawn
        for day in range(count)
    ]


histories = st.lists(st.tuples(likely, times, st.sampled_from((1, 1, 1, 1, 9))), max_size=12).map(
    again
)


@fuzz(st.tuples(histories, st.integers(0, 7), now_times), few=100, weight=50)
def test_any_history_folds_to_a_lawful_learner(
    drawn: tuple[History, int, datetime],
) -> None:
    bodies, cut, now = drawn
    records = readable(bodies)
    coverage = fold(records)
    lawful(coverage)
    undo = e.Record(len(records) + 1, "s", 99, now, e.Undo("s", cut))
    rest = [each for each in records if each.turn != cut or isinstance(each.event, e.Undo)]
    assert without_seq(fold((*records, undo))) == without_seq(fold(rest))
    assert msgspec.json.decode(msgspec.json.encode(coverage), type=Coverage) == coverage
    later = carried_on(fold(records[: cut * 2]), records[cut * 2 :])
    undone = {
        (r.event.session, r.event.turn) for r in records[cut * 2 :] if isinstance(r.event, e.Undo)
    }
    assert later == coverage or (later is None and undone)
    for one in (COURSE, OTHER):
        known = fold(current(one, records))
        lawful(known)
        told = overview(one, known, now)
        assert all(0 <= row.p <= 1 for row in told.rows)
        assert next_steps(one, known, now)


@fuzz(st.tuples(histories, now_times), few=30, weight=15, seconds=20.0)
def test_any_history_is_drawn_day_by_day(
    drawn: tuple[History, datetime],
) -> None:
    bodies, now = drawn
    days = timeline(OTHER, current(OTHER, readable(bodies)), now)
    assert all(day.explained >= day.practised >= day.mastered >= 0 for day in days)
    assert [day.date for day in days] == sorted({day.date for day in days})


BODIES = tuple(
    e.encode(event).decode()
    for event in (
        e.Answer("q-rise", "yeast", "Salt", False, 1, 0, 1, 3),
        e.LessonPosition("bread", '{"lesson":"bread","node":"hook"}', None, "hook"),
        e.Asked("why?", None, 0.25, "yeast"),
        e.Undo("s", 3),
        e.Explain(("yeast", "oven"), "what-is-yeast"),
    )
)
bodies = (
    mutated(BODIES, JSON_PIECES)
    | altered(BODIES, ("yeast", "x", None))
    | st.builds(
        lambda kind, fields: json.dumps({"type": kind, **fields}),
        st.sampled_from(("answer", "hint", "undo", "explain", "lesson", "reveal", "x")),
        st.dictionaries(
            st.sampled_from(
                ("question", "concept", "concepts", "right", "attempt", "encounter", "number", "by")
            ),
            json_values,
        ),
    )
)


@fuzz(bodies, few=100, weight=120, parts=cuts(8))
def test_any_json_is_an_event_or_is_refused(body: str) -> None:
    try:
        event = e.decode(body)
    except msgspec.DecodeError:
        return
    assert e.decode(e.encode(event)) == event


cells = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.text(max_size=4), st.binary(max_size=4))  # fmt: skip
rows = st.tuples(
    st.sampled_from(("s", "t")) | cells,
    st.integers(0, 9) | cells,
    st.sampled_from(("2026-03-01T09:00:00+00:00", "2026-03-01T09:00:00", "0001-01-01T00:00:00+14:00",
                     "9999-12-31T23:59:59-12:00", "then")) | cells,
    st.sampled_from(("asked", "flag", "undo", "answer")) | cells,
    bodies | likely.map(json.dumps) | likely.map(json.dumps) | cells,
)  # fmt: skip


@fuzz(st.lists(rows, min_size=1, max_size=6), few=20, weight=6, seconds=20.0)
def test_any_rows_of_the_log_are_read_or_left_out(drawn: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "progress.db"
        store, _ = open_store(path)
        store.close()
        with closing(sqlite3.connect(path)) as log, log:
            for session, turn, at, kind, body in drawn:
                with suppress(sqlite3.IntegrityError, UnicodeEncodeError):
                    log.execute(
                        "INSERT INTO events (session, turn, learner, course, at, type, body)"
                        f" VALUES (?, ?, 'me', 'bread', ?, ?, {'CAST(? AS TEXT)' if isinstance(body, bytes) else '?'})",
                        (session, turn, at, kind, body),
                    )
                    log.execute("INSERT OR REPLACE INTO settings VALUES ('me', ?, ?)", (kind, at))
        assert set(learners(path)) <= {"me"}
        setting(path, "me", "course")
        store, notice = open_store(path)
        assert notice is None
        store.settings("me")
        for asked in store.unanswered("bread"):
            assert asked.times >= 1
        store.flags("bread")
        left_out = len(drawn) - len(store.export("me"))
        assert left_out == 0 or "left out" in (store.take_notice() or "left out")
        store.close()
        session = sitting(Path(folder), Clock())
        session.start()
        session.say("what is yeast?")
        session.timeline()
        lawful(session.coverage)
        session.close()
