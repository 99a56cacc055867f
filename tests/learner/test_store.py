"""The log on disk: safe with two terminals, and never in the learner's way."""

import sqlite3
import stat
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from learner_samples import T0, tried

from tutor.learner.events import Asked, Event, Explain, Flag, Undo
from tutor.learner.store import MIGRATIONS, Store, StoreError, data_folder, open_store

READ = Explain(("vm",))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "progress.db"


@pytest.fixture(autouse=True)
def _closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every store that a test opens is closed after it, as a face would."""
    made: list[Store] = []
    plain = Store.__init__

    def noted(store: Store, connection: sqlite3.Connection) -> None:
        plain(store, connection)
        made.append(store)

    monkeypatch.setattr(Store, "__init__", noted)
    yield
    for store in made:
        store.close()


def opened(path: Path) -> Store:
    """A store that has nothing to complain about."""
    store, notice = open_store(path)
    assert notice is None
    return store


def write(store: Store, *events: Event, turn: int = 1, learner: str = "me", at: datetime = T0):
    return store.append(learner, "course", "s", turn, at, events)


def events(store: Store, learner: str = "me", course: str = "course") -> list[Event]:
    return [record.event for record in store.records(learner, course)]


# The log


def test_what_was_written_is_there_next_time(path: Path) -> None:
    first = opened(path)
    kept = write(first, READ, tried(right=True))
    first.close()
    assert opened(path).records("me", "course") == kept
    assert [record.seq for record in kept] == [1, 2]


def test_every_time_is_kept_in_utc(path: Path) -> None:
    east = timezone(timedelta(hours=9))
    (kept,) = write(opened(path), READ, at=T0.astimezone(east))
    (record,) = opened(path).records("me", "course")
    assert [each.at.isoformat() for each in (kept, record)] == [T0.isoformat()] * 2


def test_learners_and_courses_do_not_mix(path: Path) -> None:
    store = opened(path)
    write(store, READ)
    write(store, tried(right=True), learner="you")
    store.append("me", "another", "s", 1, T0, [Flag("x")])
    assert events(store) == [READ]
    assert events(store, "you") == [tried(right=True)]
    assert events(store, course="another") == [Flag("x")]
    assert store.learners() == ("me", "you")
    assert [(each.course, each.record.event) for each in store.export("me")] == [
        ("course", READ),
        ("another", Flag("x")),
    ]


def test_a_turn_is_kept_as_a_whole_or_not_at_all(path: Path) -> None:
    store = opened(path)
    with pytest.raises(AttributeError):
        write(store, READ, "not an event")  # type: ignore[arg-type]
    assert events(store) == []
    assert len(write(store, READ)) == 1


def test_a_turn_without_events_writes_nothing(path: Path) -> None:
    assert write(opened(path)) == ()


@pytest.mark.parametrize("text", ["'; DROP TABLE events; --", "\x00\n\u202e", "日本語 🐳", ""])
def test_any_text_is_only_text(path: Path, text: str) -> None:
    asked = Asked(text, None, 0.5)
    write(opened(path), asked, learner=text or "me")
    assert events(opened(path), text or "me") == [asked]


def test_settings(path: Path) -> None:
    store = opened(path)
    assert store.setting("me", "course") is None
    store.set_setting("me", "course", "a")
    store.set_setting("me", "course", "b")
    assert opened(path).setting("me", "course") == "b"
    assert store.setting("you", "course") is None


def test_reset_deletes_a_course_or_everything_of_one_learner(path: Path) -> None:
    store = opened(path)
    write(store, READ, READ)
    write(store, READ, learner="you")
    store.append("me", "another", "s", 1, T0, [Flag("secret words")])
    store.set_setting("me", "course", "a")
    assert store.delete("me", "course") == 2
    assert store.setting("me", "course") == "a"
    assert store.delete("me") == 1
    assert store.setting("me", "course") is None
    assert store.learners() == ("you",)
    store.close()
    assert b"secret words" not in path.read_bytes()


def test_numbers_are_never_given_twice(path: Path) -> None:
    store = opened(path)
    write(store, READ)
    store.delete("me")
    assert [record.seq for record in write(store, READ)] == [2]


# Two terminals


def test_another_terminals_turns_show_up(path: Path) -> None:
    one, two = opened(path), opened(path)
    write(one, READ)
    write(two, tried(right=True))
    assert [record.event for record in one.records("me", "course", after=1)] == [tried(right=True)]
    assert one.records("me", "course") == two.records("me", "course")


def test_terminals_that_write_at_once_lose_nothing(path: Path) -> None:
    """Each in a thread with a connection of its own, from the first opening on."""
    ready = threading.Barrier(4)
    notices: list[str | None] = []

    def terminal(number: int) -> None:
        ready.wait()
        store, notice = open_store(path)
        notices.append(notice)
        for turn in range(25):
            store.append("me", "course", f"s{number}", turn, T0, [READ, READ])
        store.close()

    threads = [threading.Thread(target=terminal, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert notices == [None] * 4
    records = opened(path).records("me", "course")
    assert len(records) == 4 * 25 * 2
    turns = [(record.session, record.turn) for record in records]
    assert turns[::2] == turns[1::2]  # a turn's two events were never parted
    assert len(set(turns)) == 100


def test_one_store_serves_several_threads(path: Path) -> None:
    store = opened(path)
    threads = [
        threading.Thread(target=lambda: [write(store, READ) for _ in range(20)]) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(events(store)) == 60


# Privacy


def test_only_the_learner_can_read_it(path: Path) -> None:
    write(opened(path), READ)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_others_could_read_is_closed_to_them(path: Path) -> None:
    opened(path).close()
    path.chmod(0o644)
    opened(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_folder_is_the_one_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path / "here"))
    assert data_folder() == tmp_path / "here"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TUTOR_HOME", "~/there")
    assert data_folder() == tmp_path / "there"
    monkeypatch.delenv("TUTOR_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert data_folder().name == "tutor"


# When the file is broken


def filled(path: Path) -> None:
    """A database of some pages, all in the one file."""
    store = opened(path)
    write(store, *[Asked("x" * 500, None, 0.0)] * 200)
    store.close()


def damage_header(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 50)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])


def cut_off_head(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def scribble(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:12_288] = b"\xa5" * 8192
    path.write_bytes(content)


def another_programs(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE events (what)")
    connection.close()


def tables_lost(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE settings")
    connection.close()


BREAKAGES = [damage_header, cut_short, cut_off_head, scribble, another_programs, tables_lost]


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_a_database_that_cannot_be_read_is_set_aside(path: Path, breakage) -> None:
    filled(path)
    breakage(path)
    broken = path.read_bytes()
    store, notice = open_store(path, "20261124")
    aside = path.with_name("progress.db.20261124")
    assert notice is not None
    assert str(aside) in notice
    assert aside.read_bytes() == broken
    write(store, READ)
    store.close()
    assert events(opened(path)) == [READ]


def test_what_was_set_aside_is_never_written_over(path: Path) -> None:
    for _ in range(3):
        opened(path).close()
        damage_header(path)
        open_store(path)[0].close()
    names = sorted(file.name for file in path.parent.iterdir())
    assert names == [
        "progress.db",
        "progress.db.unreadable",
        "progress.db.unreadable-2",
        "progress.db.unreadable-3",
    ]


def test_the_journal_goes_with_the_database_it_belongs_to(path: Path) -> None:
    """Another terminal has it open, so its journal is still there."""
    filled(path)
    elsewhere = opened(path)
    write(elsewhere, READ)
    journal = path.with_name("progress.db-wal").read_bytes()
    scribble(path)
    store, _ = open_store(path, "old")
    assert events(store) == []
    assert path.with_name("progress.db.old-wal").read_bytes() == journal


def test_an_empty_file_is_a_new_database(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    assert events(opened(path)) == []


def test_a_newer_database_is_left_alone(path: Path) -> None:
    filled(path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version={len(MIGRATIONS) + 1}")
    connection.close()
    before = path.read_bytes()
    store, notice = open_store(path)
    assert notice is not None
    assert "newer version" in notice
    write(store, READ)
    assert events(store) == [READ]
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["progress.db"]


def test_where_nothing_can_be_written_the_sitting_goes_on_in_memory(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x")
    for path in (in_the_way / "progress.db", Path("/proc/none/progress.db"), tmp_path):
        store, notice = open_store(path)
        assert notice is not None
        assert str(path) in notice
        assert "Nothing of this sitting is kept" in notice
        write(store, READ)
        assert events(store) == [READ]


def test_a_database_that_can_only_be_read_still_shows_what_is_in_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened(path)
    write(first, READ)
    first.close()

    def read_only(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tutor.learner.store.os.open", read_only)
    before = path.read_bytes()
    store, notice = open_store(path)
    assert notice is not None
    assert "Permission denied" in notice
    write(store, tried(right=True))
    assert events(store) == [READ, tried(right=True)]
    assert path.read_bytes() == before


def test_a_disk_that_fills_up_costs_the_sitting_nothing(path: Path) -> None:
    """The turn that did not fit goes on in memory, after all those before it."""
    store = opened(path)
    write(store, READ)
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count={pages}")
    long = Asked("x" * 100_000, None, 0.0)
    (kept,) = write(store, long)
    assert kept.seq == 2
    assert events(store) == [READ, long]
    notice = store.take_notice()
    assert notice is not None
    assert "full" in notice
    assert store.take_notice() is None
    assert events(opened(path)) == [READ]


def test_a_row_that_cannot_be_read_is_left_out_and_named(path: Path) -> None:
    store = opened(path)
    write(store, READ, READ, READ, READ)
    connection = sqlite3.connect(path)
    connection.execute('UPDATE events SET body = \'{"type": "unheard of"}\' WHERE seq = 1')
    connection.execute("UPDATE events SET body = X'FF' WHERE seq = 2")
    connection.execute("UPDATE events SET at = 'yesterday' WHERE seq = 3")
    connection.commit()
    connection.close()
    assert [record.seq for record in store.records("me", "course")] == [4]
    notice = store.take_notice()
    assert notice is not None
    assert all(f"Row {seq} " in notice for seq in (1, 2, 3))
    assert events(store) == [READ]
    assert store.take_notice() is None


def test_a_database_that_breaks_while_open_says_what_to_do(path: Path) -> None:
    filled(path)
    store = opened(path)
    store._connection.execute("PRAGMA shrink_memory")  # nothing is read from memory any more
    scribble(path)
    with pytest.raises(StoreError, match="Start tutor again"):
        store.records("me", "course")
    with pytest.raises(StoreError, match="Start tutor again"):
        store.delete("me")


# For the author


def test_unanswered_questions_are_counted_and_the_most_asked_come_first(path: Path) -> None:
    store = opened(path)
    write(store, Asked("once", None, 0.1), Asked("known", "entry", 0.9))
    write(store, Asked("What is  a POD", None, 0.2, "vm"), turn=2)
    write(store, Asked("what is a pod", None, 0.3, "container"), turn=3, learner="you")
    first, second = store.unanswered("course")
    assert (first.text, first.times, first.nearest) == ("what is a pod", 2, "container")
    assert (second.text, second.times) == ("once", 1)
    assert store.unanswered("another") == ()


def test_flags_are_listed_less_those_taken_back(path: Path) -> None:
    store = opened(path)
    write(store, Flag("entry", "unclear"))
    write(store, Flag("q", "a slip of the finger"), turn=2)
    write(store, Undo("s", 2), turn=3)
    assert [(each.subject, each.why) for each in store.flags("course")] == [("entry", "unclear")]
