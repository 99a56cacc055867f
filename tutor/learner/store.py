"""The log in SQLite. The only module that knows of it."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from tutor.learner import gaps
from tutor.learner.events import Event, Record, decode, encode
from tutor.learner.gaps import Flagged as Flagged
from tutor.learner.gaps import Unanswered as Unanswered

FILE_NAME = "progress.db"
WAIT_MS = 5000  # for another terminal's transaction, which takes a few
Result = TypeVar("Result")
_UNREADABLE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}


class Stored(Struct, frozen=True):
    """A record with whose it is and of which course, as ``export`` gives it."""

    learner: str
    course: str
    record: Record


class StoreError(Exception):
    """The log broke while it was open; the message says what to do."""


class _NewerError(Exception):
    """The database was written by a newer version of the program."""


class Store:
    """The log and the settings of every learner. Threads may share it.

    A write that fails for the disk's sake (full, taken away) loses nothing of this sitting: the
    store goes on in memory, and ``take_notice`` says so.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = RLock()
        self._notices: list[str] = []
        self._left_out: set[int] = set()

    def append(
        self,
        learner: str,
        course: str,
        session: str,
        turn: int,
        at: datetime,
        events: Sequence[Event],
    ) -> tuple[Record, ...]:
        """Add a turn's events, all or none, and give them back as kept.

        Another terminal may have written in between: fold ``records(…, after=coverage.seq)``, which
        holds these and those in order. Raises ``StoreError`` where the log is broken.
        """
        at = at.astimezone(UTC)

        def added(connection: sqlite3.Connection, event: Event) -> Record:
            kind = str(event.__struct_config__.tag)
            cursor = connection.execute(
                "INSERT INTO events (session, turn, learner, course, at, type, body)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (session, turn, learner, course, at.isoformat(), kind, encode(event).decode()),
            )
            return Record(cursor.lastrowid or 0, session, turn, at, event)

        return self._write(lambda connection: tuple(added(connection, each) for each in events))

    def records(self, learner: str, course: str, after: int = 0) -> tuple[Record, ...]:
        """A learner's records in a course, in order, from any terminal, with ``seq`` > ``after``.

        A row that cannot be read is left out, and ``take_notice`` names it.
        """
        found = self._found("learner = ? AND course = ? AND seq > ?", learner, course, after)
        return tuple(each.record for each in found)

    def setting(self, learner: str, key: str) -> str | None:
        """A learner's setting, None where it was never set."""
        return self.settings(learner).get(key)

    def settings(self, learner: str) -> dict[str, str]:
        """All settings of a learner, by key."""
        rows = self._rows("SELECT key, value FROM settings WHERE learner = ?", learner)
        return {str(key): str(value) for key, value in rows}

    def set_setting(self, learner: str, key: str, value: str) -> None:
        """Keep a setting of a learner."""
        self._write(
            lambda connection: connection.execute(
                "INSERT OR REPLACE INTO settings VALUES (?, ?, ?)", (learner, key, value)
            )
        )

    def delete(self, learner: str, course: str | None = None) -> int:
        """Delete a learner's records in a course, or with their settings in all; how many."""

        def deleted(connection: sqlite3.Connection) -> int:
            if course is not None:
                of_both = "DELETE FROM events WHERE learner = ? AND course = ?"
                return connection.execute(of_both, (learner, course)).rowcount
            connection.execute("DELETE FROM settings WHERE learner = ?", (learner,))
            return connection.execute("DELETE FROM events WHERE learner = ?", (learner,)).rowcount

        count = self._write(deleted)
        with self._lock, contextlib.suppress(sqlite3.OperationalError):  # another one is reading
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return count

    def learners(self) -> tuple[str, ...]:
        """Everyone with a record, by name."""
        rows = self._rows("SELECT DISTINCT learner FROM events ORDER BY learner")
        return tuple(str(row[0]) for row in rows)

    def export(self, learner: str) -> tuple[Stored, ...]:
        """All that is kept about a learner, in order, what was undone too."""
        return self._found("learner = ?", learner)

    def unanswered(self, course: str) -> tuple[Unanswered, ...]:
        """What was asked, by anyone, and not answered; what was asked most comes first."""
        return gaps.unanswered(self._asked_or_flagged(course, "asked"))

    def flags(self, course: str) -> tuple[Flagged, ...]:
        """What was marked as wrong or unclear, by anyone, in order."""
        return gaps.flags(self._asked_or_flagged(course, "flag"))

    def take_notice(self) -> str | None:
        """What to tell the learner that came up since the last call; None where all is well."""
        with self._lock:
            said, self._notices = " ".join(self._notices), []
        return said or None

    def close(self) -> None:
        """Let go of the file. Every turn is saved already."""
        with self._lock:
            self._connection.close()

    def _asked_or_flagged(self, course: str, kind: str) -> tuple[Record, ...]:
        found = self._found("course = ? AND type IN (?, 'undo')", course, kind)
        return tuple(each.record for each in found)

    def _found(self, where: str, *values: object) -> tuple[Stored, ...]:
        rows = self._rows(
            "SELECT seq, session, turn, at, body, learner, course FROM events"
            f" WHERE {where} ORDER BY seq",
            *values,
        )
        return tuple(stored for row in rows if (stored := self._stored(row)) is not None)

    def _stored(self, row: tuple[Any, ...]) -> Stored | None:
        seq, session, turn, at, body, learner, course = row
        try:
            when = datetime.fromisoformat(at)
            record = Record(seq, session, turn, when.astimezone(UTC), decode(body))
        except (msgspec.MsgspecError, TypeError, ValueError):
            if seq not in self._left_out:
                self._left_out.add(seq)
                self._notices.append(f"Row {seq} of your progress cannot be read; it is left out.")
            return None
        return Stored(learner, course, record)

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock, _told():
            return self._connection.execute(sql, values).fetchall()

    def _write(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        with self._lock, _told():
            try:
                return _in_transaction(self._connection, work)
            except sqlite3.OperationalError as error:
                if _unreadable(error):
                    raise
                self._go_on_in_memory(error)
            return _in_transaction(self._connection, work)

    def _go_on_in_memory(self, error: sqlite3.OperationalError) -> None:
        memory = _opened(":memory:")
        self._connection.backup(memory)
        self._connection.close()
        self._connection = memory
        self._notices.append(
            f"Progress cannot be saved any more ({error}); from here on it is lost."
        )


def data_folder() -> Path:
    """Where progress lives: ``$TUTOR_HOME``, else the system's folder for a user's data."""
    chosen = os.environ.get("TUTOR_HOME")
    if chosen:
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("tutor", appauthor=False))


def open_store(path: Path, stamp: str = "unreadable") -> tuple["Store", str | None]:
    """The store at ``path`` and, where something was wrong, a line that says what. Never raises.

    A file that cannot be read is renamed to ``<name>.<stamp>`` (numbered where that is taken) and
    a new one begun. Where nothing can be written, or a newer version wrote the file, what can be
    read is shown and this sitting is kept in memory only.
    """
    try:
        return Store(_connect(path)), None
    except _NewerError:
        why = f"{path} was written by a newer version of tutor. Update tutor to go on with it"
        return _in_memory(None), f"{why}; nothing of this sitting is kept."
    except (sqlite3.Error, OSError) as error:
        if not _unreadable(error):
            return _in_memory(path), _not_kept(path, error)
    return _begun_anew(path, stamp)


def _begun_anew(path: Path, stamp: str) -> tuple["Store", str | None]:
    try:
        aside = _set_aside(path, stamp)
        store = Store(_connect(path))
    except (_NewerError, sqlite3.Error, OSError) as error:
        return _in_memory(None), _not_kept(path, error)
    return (
        store,
        f"Your progress in {path} could not be read. It is kept as {aside}; starting anew.",
    )


def _not_kept(path: Path, error: Exception) -> str:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"Progress cannot be saved to {path} ({why}). Nothing of this sitting is kept."


def _in_memory(seed: Path | None) -> "Store":
    """A store that is gone at the end, with what can be read of the file ``seed``."""
    connection = _opened(":memory:")
    if seed is not None and seed.is_file():
        with contextlib.suppress(sqlite3.Error):
            _copy(f"{seed.absolute().as_uri()}?mode=ro&immutable=1", connection)
    try:
        _migrate(connection)
        _probe(connection)
    except (_NewerError, sqlite3.Error):
        connection.close()
        return _in_memory(None)
    return Store(connection)


def _copy(uri: str, target: sqlite3.Connection) -> None:
    with contextlib.closing(sqlite3.connect(uri, uri=True)) as source:
        source.backup(target)


def _unreadable(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(error, sqlite3.DatabaseError) and (
        code is None or (code & 0xFF) in _UNREADABLE
    )


def _connect(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    with contextlib.suppress(OSError):  # a file system without modes
        path.chmod(0o600)
    connection = _opened(str(path))
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _opened(name: str) -> sqlite3.Connection:
    """Transactions are written out; the store's lock keeps threads apart."""
    connection = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout={WAIT_MS}")
    connection.text_factory = lambda raw: raw.decode(errors="replace")
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Find out now, not in the middle of a lesson, whether it can be read and written.

    Nothing is changed before it is known to be ours.
    """
    checked = connection.execute("PRAGMA quick_check(1)").fetchone()
    if checked != ("ok",):
        raise sqlite3.DatabaseError(str(checked))
    _migrate(connection)
    _probe(connection)
    with contextlib.suppress(sqlite3.OperationalError):  # another terminal is at it, or cannot be
        connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA secure_delete=ON")  # reset means gone


def _probe(connection: sqlite3.Connection) -> None:
    connection.execute(
        "SELECT seq, session, turn, learner, course, at, type, body FROM events LIMIT 1"
    )
    connection.execute("SELECT learner, key, value FROM settings LIMIT 1")


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


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (_first_tables,)
"""Each brings the database one version on; ``user_version`` counts those done. Only append."""


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to this version. Raises ``_NewerError`` where it is past it."""
    _version(connection)
    _in_transaction(connection, _migrated)


def _migrated(connection: sqlite3.Connection) -> None:
    version = _version(connection)  # another terminal may have done it meanwhile
    for number, migration in enumerate(MIGRATIONS[version:], version + 1):
        migration(connection)
        connection.execute(f"PRAGMA user_version={number}")


def _version(connection: sqlite3.Connection) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        raise _NewerError
    return version


@contextmanager
def _told() -> Iterator[None]:
    """A database that breaks while it is open, in plain words."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.ProgrammingError):
            raise
        advice = "Start tutor again: it sets the file aside and goes on."
        raise StoreError(f"Your progress cannot be read ({error}). {advice}") from error


def _in_transaction(
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


def _set_aside(path: Path, stamp: str) -> Path:
    """Rename a database with its journals, so that a new one never reads the old one's."""
    names = (stamp, *(f"{stamp}-{number}" for number in range(2, 1000)))
    aside = next(
        free for name in names if not (free := path.with_name(f"{path.name}.{name}")).exists()
    )
    path.rename(aside)
    for journal in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + journal).rename(aside.with_name(aside.name + journal))
    return aside
