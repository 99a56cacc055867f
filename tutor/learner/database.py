"""The file that the log is kept in: opened, brought up to date, set aside where it is broken."""

import contextlib
import os
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from errno import EISDIR
from pathlib import Path
from typing import TypeVar

FILE_NAME = "progress.db"
WAIT_MS = 5000
"""For another terminal's transaction, which takes a few."""

CHECKED_WHOLE = 4_000_000
"""Bytes: a larger file is not read through at every start; damage shows where it is read."""

JOURNALS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database while it is open, or after it was killed."""

Result = TypeVar("Result")
Identity = tuple[int, int] | None
"""What tells a file from another that took its name; None: there is no file."""

_UNREADABLE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_OURS = (
    "SELECT seq, session, turn, learner, course, at, type, body FROM events LIMIT 1",
    "SELECT learner, key, value FROM settings LIMIT 1",
    "SELECT learner, course, seq, state, body FROM snapshots LIMIT 1",
)


class NewerError(Exception):
    """The database was written by a newer version of the program."""


def connect(path: Path, wait_ms: int = WAIT_MS) -> tuple[sqlite3.Connection, bool]:
    """The database at ``path``, made where there is none, at this program's version; and whether
    a file was there that was empty.

    Only its owner may read it. Raises ``NewerError``, ``sqlite3.Error`` (``is_unreadable`` tells
    a broken file from one that is locked or can't be written) and ``OSError``.
    """
    if path.is_dir():
        raise IsADirectoryError(EISDIR, "Is a directory")
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(path)
    if _lost_its_pages(path):
        raise sqlite3.DatabaseError("the file is empty and its journal is not")
    for each in (path, *(beside(path, ending) for ending in JOURNALS)):
        close_to_others(each)
    connection = _opened(str(path), wait_ms)
    try:
        emptied = _prepare(connection, whole=path.stat().st_size <= CHECKED_WHOLE)
        connection.execute(f"PRAGMA busy_timeout={WAIT_MS}")
    except BaseException:
        connection.close()
        raise
    return connection, emptied


def _make(path: Path) -> None:
    """A new database, put in its place when it has its tables: an empty one was emptied then."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}-new-")  # mode 0600
    os.close(handle)
    made = Path(name)
    try:
        with contextlib.closing(_opened(name)) as connection:
            _migrate(connection)
        _put(made, path)
    finally:
        made.unlink(missing_ok=True)


def _put(made: Path, path: Path) -> None:
    """Give a file its name, unless another terminal has been quicker."""
    try:
        os.link(made, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            made.rename(path)


def _lost_its_pages(path: Path) -> bool:
    """Whether SQLite would throw away a journal that turns may still be read from."""
    journal = beside(path, "-wal")
    return path.stat().st_size == 0 and journal.is_file() and journal.stat().st_size > 0


def close_to_others(path: Path) -> None:
    """Let nobody but its owner read a file; where the file system has no modes, so be it."""
    with contextlib.suppress(OSError):
        if path.stat().st_mode & 0o777 != 0o600:
            path.chmod(0o600)


def in_memory(seed: Path | None) -> sqlite3.Connection:
    """A database that is gone at the end, with what can be read of the file ``seed``."""
    connection = _opened(":memory:")
    if seed is not None and seed.is_file():
        _copied(seed, connection)
    try:
        _migrate(connection)
        probe(connection)
    except (NewerError, sqlite3.Error):
        connection.close()
        return in_memory(None)
    return connection


def _copied(path: Path, target: sqlite3.Connection) -> None:
    """Copy a file that is locked or can't be written: with its journal, else without."""
    for how in ("mode=ro", "mode=ro&immutable=1"):
        with contextlib.suppress(sqlite3.Error), read_only(path, how) as source:
            copy(source, target)
            return


def copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy one database into another. Raises ``sqlite3.Error`` where that must wait: left to
    itself it would, for good.
    """

    def busy(status: int, _remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise sqlite3.OperationalError("database is locked")

    source.backup(target, progress=busy)


@contextlib.contextmanager
def read_only(path: Path, how: str = "mode=ro") -> Iterator[sqlite3.Connection]:
    """A file as it is, which nothing here changes."""
    uri = f"{path.absolute().as_uri()}?{how}"
    with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=0.2)) as connection:
        connection.text_factory = _text
        yield connection


def _text(raw: bytes) -> str:
    return raw.decode(errors="replace")


def _opened(name: str, wait_ms: int = WAIT_MS) -> sqlite3.Connection:
    """Transactions are written out; the store's lock keeps threads apart."""
    connection = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout={wait_ms}")
    connection.text_factory = _text
    return connection


def _prepare(connection: sqlite3.Connection, *, whole: bool) -> bool:
    """Find out now, not in the middle of a lesson, whether it can be read and written.

    Nothing is changed before it is known to be ours. True: there were no tables in it.
    """
    connection.execute("PRAGMA cell_size_check=ON")
    if whole:
        checked = connection.execute("PRAGMA quick_check(1)").fetchone()
        if checked != ("ok",):
            raise sqlite3.DatabaseError(str(checked))
    begun = _migrate(connection)
    probe(connection)
    with contextlib.suppress(sqlite3.OperationalError):  # another terminal is at it, or cannot be
        connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")  # a turn outlives a power cut as well
    connection.execute("PRAGMA secure_delete=ON")  # reset means gone
    return begun


def probe(connection: sqlite3.Connection) -> None:
    """Raise ``sqlite3.Error`` where the tables are not this program's."""
    for each in _OURS:
        connection.execute(each).fetchone()


def is_unreadable(error: Exception) -> bool:
    """Whether the file is broken or another program's, rather than locked, full or read-only."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, sqlite3.DatabaseError) and (
        code is None or (code & 0xFF) in _UNREADABLE
    )


def in_transaction(
    connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], Result]
) -> Result:
    """All of it or nothing; the write lock is taken first, so that two terminals take turns."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return result


def wipe(connection: sqlite3.Connection) -> str | None:
    """Leave nothing of what was deleted in the file or its journal; else say why it may be."""
    try:
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("VACUUM")
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        return str(error)
    return "another one is reading it" if busy else None


def identity(path: Path) -> Identity:
    """Which file has this name now."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep every other terminal from mending the file meanwhile; one that is killed lets go.

    Raises ``sqlite3.Error`` where the folder can't be written.
    """
    lock = beside(path, "-mending")
    with contextlib.closing(sqlite3.connect(lock, isolation_level=None, timeout=60)) as connection:
        close_to_others(lock)
        connection.execute("BEGIN EXCLUSIVE")
        yield


def beside(path: Path, ending: str) -> Path:
    """The file next to a database whose name goes on like this: ``-wal``, ``-shm``."""
    return path.with_name(path.name + ending)


def set_aside(path: Path, stamp: str) -> Path:
    """Rename a database with its journals, so that a new one never reads the old one's."""
    names = (stamp, *(f"{stamp}-{number}" for number in range(2, 1000)))
    aside = next(free for name in names if not (free := beside(path, f".{name}")).exists())
    path.rename(aside)
    for journal in JOURNALS:
        with contextlib.suppress(FileNotFoundError):
            beside(path, journal).rename(beside(aside, journal))
    return aside


def all_set_aside(path: Path) -> tuple[Path, ...]:
    """The files that were set aside, their journals among them, by name; no copy of the user's."""
    ours = re.compile(re.escape(path.name) + r"\.(\d{8}T\d{6}Z|unreadable)(-\w+)*")
    beside_it = path.parent.iterdir() if path.parent.is_dir() else ()
    return tuple(sorted(each for each in beside_it if ours.fullmatch(each.name)))


def _first_tables(connection: sqlite3.Connection) -> None:
    connection.execute(
        """CREATE TABLE events (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            session TEXT NOT NULL,
            turn INTEGER NOT NULL,
            learner TEXT NOT NULL,
            course TEXT NOT NULL,
            at TEXT NOT NULL,
            type TEXT NOT NULL,
            body TEXT NOT NULL
        )"""
    )
    connection.execute("CREATE INDEX events_of ON events (learner, course, seq)")
    connection.execute(
        """CREATE TABLE settings (
            learner TEXT NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (learner, key)
        )"""
    )


def _snapshots(connection: sqlite3.Connection) -> None:
    connection.execute(
        """CREATE TABLE snapshots (
            learner TEXT NOT NULL,
            course TEXT NOT NULL,
            seq INTEGER NOT NULL,
            state TEXT NOT NULL,
            body BLOB NOT NULL,
            PRIMARY KEY (learner, course)
        )"""
    )


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first_tables, _snapshots)
"""Each brings the database one version on; ``user_version`` counts those done. Only append."""


def _migrate(connection: sqlite3.Connection) -> bool:
    """Bring the database to this version; whether there was nothing in it.

    Raises ``NewerError`` where it is past it.
    """
    _version(connection)
    return in_transaction(connection, _migrated) == 0


def _migrated(connection: sqlite3.Connection) -> int:
    """The version that it was at; another terminal may have brought it on meanwhile."""
    version = _version(connection)
    for number, migration in enumerate(MIGRATIONS[version:], version + 1):
        migration(connection)
        connection.execute(f"PRAGMA user_version={number}")
    return version


def _version(connection: sqlite3.Connection) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        raise NewerError
    return version
