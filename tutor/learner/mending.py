"""A connection to the log whatever has become of its file, and a line that says what is wrong."""

import contextlib
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from tutor.learner import database
from tutor.learner.database import Identity, NewerError
from tutor.learner.events import decode

_EVENTS = "SELECT seq, session, turn, learner, course, at, type, body FROM events ORDER BY seq "
_SETTINGS = "SELECT learner, key, value FROM settings ORDER BY rowid "
Row = tuple[Any, ...]


class Opened(NamedTuple):
    """A connection that works. ``away``: it is to memory, and nothing written to it is kept.

    ``home`` is the file to go back to once that can be written; None where it must be left alone.
    """

    connection: sqlite3.Connection
    home: Path | None
    away: bool = False
    notice: str | None = None


def opened(path: Path, stamp: str | None = None) -> Opened:
    """The log at ``path``. Never raises.

    A file that can't be read is renamed to ``<name>.<stamp>`` (the time, UTC; numbered where that
    is taken), and what can be read of it is taken over into a new one. Where nothing can be
    written, or a newer version wrote the file, what can be read is in the memory given instead.
    """
    was = database.identity(path)
    try:
        connection, emptied = database.connect(path)
    except NewerError:
        why = f"{path} was written by a newer version of tutor. Update tutor to go on with it"
        notice = f"{why}; nothing of this sitting is kept."
        return Opened(database.in_memory(None), None, True, notice)
    except (sqlite3.Error, OSError) as error:
        if database.is_unreadable(error):
            return begun_anew(path, was, stamp)
        return Opened(database.in_memory(path), path, True, _not_kept(path, error))
    gone = f"The file of your progress, {path}, was empty. A new one is begun." if emptied else None
    return Opened(connection, path, notice=gone)


def begun_anew(path: Path, broken: Identity, stamp: str | None = None) -> Opened:
    """A new log in the place of a broken one, with all that could be read of that.

    Another terminal may have seen to it already; then there is nothing to do but to go on.
    """
    try:
        with database.alone(path):
            if database.identity(path) == broken:
                return _set_aside(path, stamp or f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    except (NewerError, sqlite3.Error, OSError) as error:
        return Opened(database.in_memory(None), path, True, _not_kept(path, error))
    return opened(path, stamp)


def _set_aside(path: Path, stamp: str) -> Opened:
    aside = database.set_aside(path, stamp)
    connection, _ = database.connect(path)
    count = rescued(aside, connection)
    kept = f"Your progress in {path} could not be read. It is kept as {aside};"
    taken = f"{count:,} events of it can still be read and count on."
    return Opened(connection, path, notice=f"{kept} {taken}" if count else f"{kept} starting anew.")


def _not_kept(path: Path, error: Exception) -> str:
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return (
        f"Progress cannot be saved to {path} ({why}). Nothing of this sitting is kept, unless"
        " that is mended before it ends: I try again with every turn."
    )


def rescued(aside: Path, into: sqlite3.Connection) -> int:
    """Copy the events and settings that can be read; how many events, under their old numbers.

    The file set aside is only read. Nothing is copied of another program's tables.
    """
    events = {row[0]: row for row in _rows(aside, _EVENTS) if _is_event(row)}
    settings = {row[:2]: row for row in _rows(aside, _SETTINGS) if _is_text(row)}

    def copied(connection: sqlite3.Connection) -> None:
        connection.executemany(
            "INSERT OR IGNORE INTO events (seq, session, turn, learner, course, at, type, body)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [events[seq] for seq in sorted(events)],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO settings VALUES (?, ?, ?)", list(settings.values())
        )

    try:
        database.in_transaction(into, copied)
    except sqlite3.OperationalError:  # no room for it; the file set aside has it still
        return 0
    return len(events)


def _rows(aside: Path, select: str) -> list[Row]:
    """Every row up to the first that can't be read, from the front and from the back.

    With the journal, where there is one, which may hold a page that is broken in the file; else
    without it.
    """
    found: list[Row] = []
    journal = database.beside(aside, "-wal").exists() and aside.stat().st_size > 0
    for how in ("mode=ro", "mode=ro&immutable=1")[0 if journal else 1 :]:
        for order in ("ASC", "DESC"):
            with contextlib.suppress(sqlite3.Error), database.read_only(aside, how) as connection:
                connection.execute("PRAGMA writable_schema=ON")  # else one cut short is refused
                found.extend(connection.execute(select + order))  # an error leaves the rows before
                return found
        if found:
            break
    return found


def _is_event(row: Row) -> bool:
    seq, session, turn, learner, course, at, kind, body = row
    if not (isinstance(seq, int) and isinstance(turn, int)):
        return False
    if not _is_text((session, learner, course, at, kind, body)):
        return False
    with contextlib.suppress(msgspec.MsgspecError, ValueError):
        datetime.fromisoformat(at)
        decode(body)
        return True
    return False


def _is_text(row: Row) -> bool:
    return all(isinstance(value, str) for value in row)
