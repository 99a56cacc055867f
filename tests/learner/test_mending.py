"""A log whose file is broken, full, locked or gone: nothing is lost, and the tutor goes on."""

import sqlite3
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from learner.learner_samples import tried
from learner.stores import READ, events, opened, write

from tutor.learner.database import CHECKED_WHOLE, MIGRATIONS, identity
from tutor.learner.events import Asked
from tutor.learner.mending import begun_anew
from tutor.learner.store import Store, open_store

ASKED = Asked("x" * 500, None, 0.0)
Break = Callable[[Path], None]

# Found when the tutor starts


def filled(path: Path, turns: int = 200) -> None:
    """A database of some pages, all in the one file."""
    store = opened(path)
    store.set_setting("me", "course", "bread")
    for _ in range(0, turns, 100):
        write(store, *[ASKED] * 100)
    store.close()


def damage_header(path: Path) -> None:
    path.write_bytes(b"not a database at all" * 50)


def cut_short(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2 + 100])


def cut_off_head(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def scribble(path: Path, page: int = 2) -> None:
    content = bytearray(path.read_bytes())
    start = (page - 1) * 4096
    content[start : start + 4096] = b"\xa5" * 4096
    path.write_bytes(content)


def scribble_in_the_middle(path: Path) -> None:
    scribble(path, 12)


def another_programs(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE events (what)")
    connection.close()


def table_lost(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE settings")
    connection.close()


BREAKAGES: list[tuple[Break, int]] = [
    (damage_header, 0),
    (cut_short, 70),
    (cut_off_head, 0),
    (scribble, 0),
    (scribble_in_the_middle, 190),
    (another_programs, 0),
    (table_lost, 200),
]


@pytest.mark.parametrize(
    ("breakage", "at_least"), BREAKAGES, ids=lambda it: getattr(it, "__name__", "")
)
def test_a_database_that_cannot_be_read_is_set_aside_and_what_can_be_read_of_it_counts_on(
    path: Path, breakage: Break, at_least: int
) -> None:
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
    *kept, last = events(opened(path))
    assert last == READ
    assert set(kept) <= {ASKED}
    assert len(kept) >= at_least
    assert (f"{len(kept)} events" in notice) == bool(kept)


def test_what_is_taken_over_keeps_its_numbers_and_the_settings(path: Path) -> None:
    filled(path)
    before = opened(path).records("me", "course")
    scribble_in_the_middle(path)
    store, _ = open_store(path)
    assert set(store.records("me", "course")) < set(before)
    assert store.setting("me", "course") == "bread"
    assert write(store, READ)[0].seq == 201


def test_what_was_set_aside_is_never_written_over(path: Path) -> None:
    for _ in range(3):
        opened(path).close()
        damage_header(path)
        open_store(path, "unreadable")[0].close()
    names = sorted(file.name for file in path.parent.glob("progress.db.*"))
    assert names == [
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
    path.with_name("progress.db-wal").chmod(0o644)
    scribble(path)
    open_store(path, "old")
    aside = path.with_name("progress.db.old-wal")
    assert aside.read_bytes() == journal
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600


def test_an_empty_file_with_a_journal_is_set_aside_and_not_made_anew(path: Path) -> None:
    """SQLite by itself would delete the journal."""
    filled(path)
    elsewhere = opened(path)
    write(elsewhere, READ)
    journal = path.with_name("progress.db-wal").read_bytes()
    path.write_bytes(b"")
    store, notice = open_store(path, "old")
    assert notice is not None
    assert "could not be read" in notice
    assert path.with_name("progress.db.old-wal").read_bytes() == journal
    assert len(write(store, READ)) == 1


def test_an_empty_file_is_a_new_database_and_that_is_said(path: Path) -> None:
    filled(path)
    path.write_bytes(b"")
    store, notice = open_store(path)
    assert notice is not None
    assert "was empty" in notice
    assert events(store) == []
    write(store, READ)
    assert events(opened(path)) == [READ]


def test_terminals_that_find_it_broken_at_once_set_it_aside_once(path: Path) -> None:
    filled(path)
    scribble_in_the_middle(path)
    broken, found = path.read_bytes(), identity(path)
    ready = threading.Barrier(4)
    stores: list[Store] = []

    def terminal() -> None:
        ready.wait()
        stores.append(open_store(path, "old")[0])

    threads = [threading.Thread(target=terminal) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stores.append(Store(begun_anew(path, found, "old")))  # one that was slower yet
    for store in stores:
        write(store, READ)
    assert len({len(events(store)) for store in stores}) == 1
    assert events(stores[0]).count(READ) == 5
    assert path.with_name("progress.db.old").read_bytes() == broken
    assert not path.with_name("progress.db.old-2").exists()


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
    store.close()
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["progress.db"]


def test_an_older_database_is_brought_up_to_date(path: Path) -> None:
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    MIGRATIONS[0](connection)
    connection.execute("PRAGMA user_version=1")
    connection.close()
    write(opened(path), READ)
    assert events(opened(path)) == [READ]


# Where it can't be written


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
        assert not store.kept


def unwritable(monkeypatch: pytest.MonkeyPatch) -> None:
    """No database can be opened for writing: the home folder is mounted read-only."""

    def refused(path: Path, wait_ms: int = 0) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tutor.learner.database.connect", refused)


def test_a_database_that_can_only_be_read_still_shows_what_is_in_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened(path)
    write(first, READ)
    first.close()
    before = path.read_bytes()
    with monkeypatch.context() as while_so:
        unwritable(while_so)
        store, notice = open_store(path)
        assert notice is not None
        assert "Permission denied" in notice
        write(store, tried(right=True))
        assert events(store) == [READ, tried(right=True)]
        assert path.read_bytes() == before


def test_what_waited_is_saved_once_the_file_can_be_written_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as while_so:
        unwritable(while_so)
        store, _ = open_store(path)
        write(store, READ)
        store.set_setting("me", "course", "bread")
    elsewhere = opened(path)
    write(elsewhere, ASKED)
    write(store, tried(right=True), turn=2)
    notice = store.take_notice()
    assert notice is not None
    assert "saved again" in notice
    assert store.kept
    assert events(store) == events(elsewhere) == [ASKED, READ, tried(right=True)]
    assert elsewhere.setting("me", "course") == "bread"


def test_a_sitting_that_could_be_saved_only_at_its_end_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as while_so:
        unwritable(while_so)
        store, _ = open_store(path)
        write(store, READ)
    store.close()
    assert events(opened(path)) == [READ]


def fill_up(store: Store) -> int:
    """Let the file grow no more; how many pages it has."""
    pages = int(store._connection.execute("PRAGMA page_count").fetchone()[0])
    store._connection.execute(f"PRAGMA max_page_count={pages}")
    return pages


def test_a_disk_that_fills_up_costs_the_sitting_nothing(path: Path) -> None:
    """The turn that did not fit goes on in memory, after all those before it."""
    store = opened(path)
    write(store, READ)
    fill_up(store)
    long = Asked("x" * 100_000, None, 0.0)
    (kept,) = write(store, long)
    assert kept.seq == 2
    assert events(store) == [READ, long]
    notice = store.take_notice()
    assert notice is not None
    assert "full" in notice
    assert store.take_notice() is None
    assert events(opened(path)) == [READ]
    write(store, READ, turn=2)  # there is room again
    assert "saved again" in str(store.take_notice())
    assert events(opened(path)) == [READ, long, READ]


def test_a_file_that_another_program_holds_on_to_is_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(path)
    store._connection.execute("PRAGMA busy_timeout=10")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    write(store, READ)
    assert "locked" in str(store.take_notice())
    write(store, READ, turn=2)
    assert store.take_notice() is None
    other.execute("ROLLBACK")
    other.close()
    write(store, READ, turn=3)
    assert "saved again" in str(store.take_notice())
    assert [record.turn for record in opened(path).records("me", "course")] == [1, 2, 3]


# Found in the middle of a sitting


def test_a_database_that_breaks_while_open_is_set_aside_and_the_sitting_goes_on(path: Path) -> None:
    filled(path)
    store = opened(path)
    store._connection.execute("PRAGMA shrink_memory")  # nothing is read from memory any more
    scribble_in_the_middle(path)
    before = store.numbering
    assert len(events(store)) >= 190
    notice = store.take_notice()
    assert notice is not None
    assert "could not be read" in notice
    assert store.numbering != before
    assert list(path.parent.glob("progress.db.*Z"))
    write(store, READ)
    assert events(opened(path))[-1] == READ


def test_damage_in_a_large_file_is_found_where_it_is_read(path: Path) -> None:
    filled(path, 10_000)
    assert path.stat().st_size > CHECKED_WHOLE
    scribble(path, 500)
    store = opened(path)
    assert len(events(store)) > 9_000
    assert "could not be read" in str(store.take_notice())


@pytest.mark.parametrize("moved", [True, False], ids=["moved", "removed"])
def test_a_file_that_goes_away_is_begun_anew(path: Path, *, moved: bool) -> None:
    store = opened(path)
    write(store, READ)
    for file in list(path.parent.iterdir()):
        file.rename(path.parent.parent / file.name) if moved else file.unlink()
    write(store, ASKED)
    assert "moved or removed" in str(store.take_notice())
    assert events(store) == events(opened(path)) == [ASKED]


def test_another_file_under_its_name_is_gone_on_with(path: Path) -> None:
    """A backup that is put back while the tutor runs."""
    store = opened(path)
    write(store, READ)
    store.close()
    backup = path.with_name("copy")
    backup.write_bytes(path.read_bytes())
    store = opened(path)
    write(store, ASKED)
    for journal in ("-wal", "-shm"):
        path.with_name(path.name + journal).unlink()
    backup.replace(path)
    assert events(store) == [READ]
    write(store, tried(right=True))
    assert events(store) == [READ, tried(right=True)]
