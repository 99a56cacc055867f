"""A snapshot saves reading the whole log, and never changes what the log says."""

import sqlite3
import tempfile
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learner.learner_samples import T0, course, tried
from learner.stores import READ, opened

from tutor.learner import progress
from tutor.learner.coverage import Coverage, Level, carried_on, fold
from tutor.learner.events import (
    Asked,
    Event,
    Explain,
    Flag,
    Hint,
    LessonPosition,
    Mention,
    MisconceptionCleared,
    MisconceptionOpened,
    Record,
    Reveal,
    Skip,
    Undo,
)
from tutor.learner.history import current
from tutor.learner.progress import Progress
from tutor.learner.store import Store, open_store

COURSE = course()

concepts = st.sampled_from(["vm", "hypervisor", "container"])
questions = st.sampled_from(["q-vm-1", "q-vm-2", "q-hyp-1", "q-con-1"])
happenings: st.SearchStrategy[Event] = st.one_of(
    st.builds(lambda c: Explain((c,)), concepts),
    st.builds(lambda c: Mention((c,)), concepts),
    st.builds(
        lambda q, c, right, encounter: tried(q, concept=c, right=right, encounter=encounter),
        questions, concepts, st.booleans(), st.integers(0, 5),
    ),
    st.builds(Reveal, questions, concepts, st.integers(0, 5), st.integers(0, 1)),
    st.builds(Skip, questions, concepts, st.integers(0, 5)),
    st.builds(Hint, questions, st.integers(0, 5), st.integers(1, 2)),
    st.builds(MisconceptionOpened, st.sampled_from(["shared", "gone"]), concepts),
    st.builds(MisconceptionCleared, st.just("shared"), concepts),
    st.builds(
        LessonPosition,
        st.sampled_from(["machines", "boxes"]),
        st.sampled_from(["{}", '{"node": "check"}']),
        st.sampled_from([None, "completed", "left"]),
    ),
    st.builds(Asked, st.just("why?"), st.none(), st.just(0.1)),
    st.builds(Flag, st.just("q-vm-1")),
)  # fmt: skip
Deed = tuple[int, list[Event] | int, int]
"""Which terminal; what its turn leads to, or how many of its turns ago the one was that it takes
back; and how many hours go by before."""

deeds: st.SearchStrategy[list[Deed]] = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.one_of(st.lists(happenings, min_size=1, max_size=4), st.integers(1, 4)),
        st.integers(-40, 200),
    ),
    max_size=25,
)


def turns(deeds: list[Deed]) -> list[tuple[str, int, int, list[Event]]]:
    """What each turn writes, as (session, turn, hour, events)."""
    written: list[tuple[str, int, int, list[Event]]] = []
    live: dict[str, list[int]] = {"a": [], "b": []}
    hour = 0
    for turn, (terminal, what, hours) in enumerate(deeds):
        session, hour = "ab"[terminal], hour + hours
        if isinstance(what, list):
            live[session].append(turn)
            written.append((session, turn, hour, what))
        elif len(live[session]) >= what:
            withdrawn = live[session].pop(-what)
            written.append((session, turn, hour, [Undo(session, withdrawn)]))
    return written


def logs(deeds: list[Deed]) -> list[list[Record]]:
    """The same as records, a list a turn."""
    seq = 0
    made: list[list[Record]] = []
    for session, turn, hour, events in turns(deeds):
        at = T0 + timedelta(hours=hour)
        made.append(
            [Record(seq + n, session, turn, at, event) for n, event in enumerate(events, 1)]
        )
        seq += len(events)
    return made


@settings(max_examples=200, deadline=None)
@given(deeds, st.integers(0, 25))
def test_a_snapshot_and_what_came_after_it_are_the_whole_log(deeds: list[Deed], cut: int) -> None:
    """However it was written down in between; an undo that reaches behind it is noticed."""
    log = logs(deeds)
    before, after = (
        [record for turn in part for record in turn] for part in (log[:cut], log[cut:])
    )
    snapshot = msgspec.json.decode(msgspec.json.encode(fold(before)), type=Coverage)
    whole = carried_on(snapshot, after)
    inside = {(record.session, record.turn) for record in before}
    reaches_behind = any(
        (record.event.session, record.event.turn) in inside
        for record in after
        if isinstance(record.event, Undo)
    )
    if reaches_behind:
        assert whole is None
    else:
        assert whole == fold([*before, *after])
        assert list(whole.positions) == list(fold([*before, *after]).positions)


@settings(max_examples=60, deadline=None)
@given(deeds, st.sets(st.integers(0, 25)), st.integers(1, 6))
def test_what_is_known_is_what_the_log_says_in_every_terminal_and_after_every_start(
    deeds: list[Deed], starts: set[int], spacing: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(progress, "SPACING", spacing)
        store, _ = open_store(Path(folder) / "progress.db")
        terminals = [Progress(store, "me", COURSE) for _ in range(2)]
        for number, (session, turn, hour, events) in enumerate(turns(deeds)):
            store.append("me", "course", session, turn, T0 + timedelta(hours=hour), events)
            told = terminals[turn % 2].catch_up()
            whole = fold(current(COURSE, store.records("me", "course")))
            assert told == whole
            if number in starts:
                assert Progress(store, "me", COURSE).coverage == whole
        store.close()


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SPACING", 3)


class Reads:
    """How many records a store was asked for."""

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        plain = store.records

        def counted(learner: str, course: str, after: int = 0) -> tuple[Record, ...]:
            found = plain(learner, course, after)
            self.count += len(found)
            return found

        monkeypatch.setattr(store, "records", counted)


def studied(store: Store, turns: int = 10) -> None:
    for turn in range(turns):
        store.append("me", "course", "s", turn, T0, [READ, tried(right=True)])


def test_a_start_reads_only_what_came_after_the_snapshot(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(path)
    studied(store)
    before = Progress(store, "me", COURSE).coverage
    reads = Reads(store, monkeypatch)
    assert Progress(store, "me", COURSE).coverage == before
    assert reads.count == 1


def test_a_turn_reads_only_what_it_wrote(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(path)
    studied(store)
    mine = Progress(store, "me", COURSE)
    reads = Reads(store, monkeypatch)
    store.append("me", "course", "s", 11, T0, [READ])
    mine.catch_up()
    assert reads.count <= 2
    store.append("me", "course", "s", 12, T0, [Undo("s", 11)])
    mine.catch_up()
    assert reads.count <= 2 + 2 + 3


def test_a_start_after_an_undo_does_not_read_it_all_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The undo reached behind the snapshot, which was kept anew at once."""
    monkeypatch.setattr(progress, "SPACING", 5)
    store = opened(path)
    studied(store, 20)
    mine = Progress(store, "me", COURSE)
    store.append("me", "course", "s", 20, T0, [READ] * 3)
    mine.catch_up()
    store.append("me", "course", "s", 21, T0, [READ] * 2)
    mine.catch_up()
    store.append("me", "course", "s", 22, T0, [Undo("s", 21)])
    before = mine.catch_up()
    reads = Reads(store, monkeypatch)
    assert Progress(store, "me", COURSE).coverage == before
    assert reads.count == 1


@pytest.mark.parametrize("change", ["names", "code", "damage", "one digit", "another program's"])
def test_a_snapshot_made_with_other_names_or_other_code_is_not_looked_at(
    path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    store = opened(path)
    studied(store)
    mine = Progress(store, "me", COURSE)
    known = mine.coverage
    forged = msgspec.json.encode(msgspec.structs.replace(known, standings={}))
    sealed = "UPDATE snapshots SET body = ?, state = ?"
    now = COURSE
    with sqlite3.connect(path) as database:
        match change:
            case "damage":
                database.execute("UPDATE snapshots SET body = X'00'")
            case "one digit":
                database.execute("UPDATE snapshots SET body = ?", (forged,))
            case "another program's":
                database.execute("UPDATE snapshots SET body = 7, seq = 'x'")
            case "names":
                database.execute(sealed, (forged, mine._seal(forged)))
                concepts = {name: each for name, each in COURSE.concepts.items() if name != "vm"}
                concepts["machine"] = msgspec.structs.replace(
                    COURSE.concepts["vm"], id="machine", was=("vm",)
                )
                now = msgspec.structs.replace(COURSE, concepts=concepts)
            case _:
                database.execute(sealed, (forged, mine._seal(forged)))
                monkeypatch.setattr(progress, "_code", lambda: b"another version")
    database.close()
    again = Progress(store, "me", now).coverage
    assert again.standing("machine" if change == "names" else "vm").level is Level.practised
    assert again.seq == known.seq


def test_the_code_of_the_fold_is_what_tells_two_versions_apart(tmp_path: Path) -> None:
    """Changing any file that a coverage is computed by changes the mark of a snapshot."""
    computed = {Path(module.__file__ or "").name for module in progress._COMPUTED_BY}
    assert computed == {"coverage.py", "events.py", "history.py", "recall.py", "tracing.py"}
    assert len(progress._code()) == 32


def test_a_reset_in_another_terminal_is_not_undone_by_what_this_one_remembers(path: Path) -> None:
    store, elsewhere = opened(path), opened(path)
    studied(store)
    mine = Progress(store, "me", COURSE)
    assert mine.coverage.standings
    elsewhere.delete("me")
    assert mine.catch_up() == Coverage()
    for turn in range(20, 24):
        store.append("me", "course", "s", turn, T0, [READ])
    assert mine.catch_up() == fold(current(COURSE, store.records("me", "course")))
    assert mine.coverage == Progress(store, "me", COURSE).coverage


def test_a_snapshot_is_never_kept_of_what_a_reset_has_deleted(path: Path) -> None:
    store, elsewhere = opened(path), opened(path)
    studied(store)
    mine = Progress(store, "me", COURSE)
    elsewhere.delete("me")
    studied(elsewhere)
    kept = progress.Snapshot(mine.coverage.seq, "state", b"{}")
    store.keep_snapshot("me", "course", kept)
    assert store.snapshot("me", "course") is None


def test_a_sitting_that_moved_from_memory_to_the_file_counts_all_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The records get other numbers then."""
    with monkeypatch.context() as while_so:
        while_so.setattr("tutor.learner.database.connect", _refused)
        store, _ = open_store(path)
        mine = Progress(store, "me", COURSE)
        store.append("me", "course", "s", 1, T0, [READ])
        mine.catch_up()
    elsewhere = opened(path)
    elsewhere.append("me", "course", "t", 1, T0, [tried(right=False), tried(right=True)])
    store.append("me", "course", "s", 2, T0, [tried(right=False)])
    assert store.kept
    assert mine.catch_up() == fold(current(COURSE, elsewhere.records("me", "course")))
    store.append("me", "course", "s", 3, T0, [Undo("s", 2)])
    assert mine.catch_up() == fold(current(COURSE, elsewhere.records("me", "course")))


def _refused(path: Path, wait_ms: int = 0) -> None:
    raise PermissionError(13, "Permission denied")
