"""The log in SQLite: what is written is kept, whatever happens to the file meanwhile."""

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from tutor.learner import database, gaps, mending
from tutor.learner.database import FILE_NAME as FILE_NAME
from tutor.learner.database import NewerError
from tutor.learner.events import Event, Record, decode, encode
from tutor.learner.gaps import Flagged as Flagged
from tutor.learner.gaps import Unanswered as Unanswered
from tutor.learner.home import data_folder as data_folder

RETRY_MS = 100
"""How long a turn waits for a file that could not be written before."""

Result = TypeVar("Result")
MOST_MENDED = 3
"""How often one write may find its file broken or full, and the next as well."""

_OUR_FAULT = (sqlite3.ProgrammingError, sqlite3.IntegrityError)


class Stored(Struct, frozen=True):
    """A record with whose it is and of which course, as ``export`` gives it."""

    learner: str
    course: str
    record: Record


class Snapshot(Struct, frozen=True):
    """What a learner's log in a course led to, up to the record ``seq``.

    ``state`` tells the code and the names that it was made with; ``body`` is whatever they wrote.
    """

    seq: int
    state: str
    body: bytes


class Store:
    """The log and the settings of every learner. Threads may share it.

    Nothing that was written is lost while the program runs, and ``take_notice`` tells what is
    wrong. Where the file can't be written (full, locked, taken away), the store goes on in memory,
    tries again with every write, and then writes all that waited. Where it turns out to be broken
    it is set aside, what can be read of it is taken over into a new one, and the store goes on
    with that. Where another file has taken its name, it goes on with that one. After each of
    these the records may have other numbers than before: ``numbering`` counts them.
    """

    def __init__(self, opened: mending.Opened) -> None:
        self._connection, self._home, self._away, _ = opened
        self._identity = None if self._home is None else database.identity(self._home)
        self._waiting: list[Callable[[sqlite3.Connection], object]] = []
        self._lock = RLock()
        self._notices: list[str] = []
        self._left_out: set[int] = set()
        self.numbering = 0

    @property
    def kept(self) -> bool:
        """Whether all that was written is in a file."""
        return not self._away

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
        holds these and those in order.
        """
        at = at.astimezone(UTC)
        bodies = [encode(event).decode() for event in events]

        def added(connection: sqlite3.Connection, event: Event, body: str) -> Record:
            kind = str(event.__struct_config__.tag)
            cursor = connection.execute(
                "INSERT INTO events (session, turn, learner, course, at, type, body)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (session, turn, learner, course, at.isoformat(), kind, body),
            )
            return Record(cursor.lastrowid or 0, session, turn, at, event)

        return self._write(
            lambda connection: tuple(
                added(connection, *each) for each in zip(events, bodies, strict=True)
            )
        )

    def records(self, learner: str, course: str, after: int = 0) -> tuple[Record, ...]:
        """A learner's records in a course, in order, from any terminal, with ``seq`` > ``after``.

        A row that cannot be read is left out, and ``take_notice`` names it.
        """
        found = self._found("learner = ? AND course = ? AND seq > ?", learner, course, after)
        return tuple(each.record for each in found)

    def snapshot(self, learner: str, course: str) -> Snapshot | None:
        """The snapshot of a learner's log in a course that was kept last."""
        rows = self._rows(
            "SELECT seq, state, body FROM snapshots WHERE learner = ? AND course = ?",
            learner,
            course,
        )
        match rows:
            case [(int(seq), str(state), bytes(body))]:
                return Snapshot(seq, state, body)
            case _:
                return None

    def keep_snapshot(self, learner: str, course: str, snapshot: Snapshot) -> None:
        """Keep a snapshot in the place of the one before. None is kept in memory, nor of records
        that were deleted meanwhile.
        """
        if self.kept:
            values = (snapshot.seq, snapshot.state, snapshot.body, snapshot.seq, learner, course)
            self._write(
                lambda connection: connection.execute(
                    "INSERT OR REPLACE INTO snapshots SELECT learner, course, ?, ?, ? FROM events"
                    " WHERE seq = ? AND learner = ? AND course = ?",
                    values,
                )
            )

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
        """Delete a learner's records in a course, or with their settings in all; how many.

        Nothing of them stays in the file, nor in its journal unless another terminal is reading
        it; ``take_notice`` says so then.
        """

        def deleted(connection: sqlite3.Connection) -> int:
            where, what = "learner = ?", [learner]
            if course is None:
                connection.execute("DELETE FROM settings WHERE learner = ?", (learner,))
            else:
                where, what = "learner = ? AND course = ?", [learner, course]
            connection.execute(f"DELETE FROM snapshots WHERE {where}", what)
            return connection.execute(f"DELETE FROM events WHERE {where}", what).rowcount

        count = self._write(deleted)
        with self._lock:
            if self.kept and (why := database.wipe(self._connection)):
                self._notices.append(
                    f"Traces may be left in the file ({why}): close every tutor that is open, and"
                    " run tutor reset again."
                )
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
        """Let go of the file. Every turn is saved already, or can't be."""
        with self._lock:
            self._return_home()
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
        except (msgspec.MsgspecError, TypeError, ValueError, OverflowError):
            if seq not in self._left_out:
                self._left_out.add(seq)
                self._notices.append(f"Row {seq} of your progress cannot be read; it is left out.")
            return None
        return Stored(learner, course, record)

    def _rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        def read(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            return connection.execute(sql, values).fetchall()

        with self._lock:
            self._follow_file()
            return self._carried_out(read)

    def _write(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        with self._lock:
            self._return_home()
            self._follow_file()
            result = self._carried_out(lambda one: database.in_transaction(one, work))
            if self._away and self._home is not None:
                self._waiting.append(work)
            return result

    def _carried_out(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        for _ in range(MOST_MENDED):
            try:
                return work(self._connection)
            except sqlite3.DatabaseError as error:
                self._give_way(error)
        return work(self._connection)

    # What can befall the file

    def _follow_file(self) -> None:
        """Where the file was removed, or another has taken its name, go on with what is there."""
        if self._away or self._home is None or database.identity(self._home) == self._identity:
            return
        self._connection.close()
        gone = f"The file of your progress, {self._home}, was moved or removed meanwhile."
        self._go_on_with(mending.opened(self._home), gone)

    def _give_way(self, error: sqlite3.DatabaseError) -> None:
        """Go on with a new file where this one is broken, in memory where it can't be written."""
        if self._away or self._home is None:
            raise error
        if self._is_broken(error):
            self._connection.close()
            self._go_on_with(mending.begun_anew(self._home, self._identity))
        elif isinstance(error, sqlite3.OperationalError):
            self._go_on_in_memory(error)
        else:
            raise error

    def _is_broken(self, error: sqlite3.DatabaseError) -> bool:
        """Whether it is the file that is at fault, and not what was asked of it."""
        if isinstance(error, _OUR_FAULT) or not database.is_unreadable(error):
            return False
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_ERROR:
            return True
        try:
            database.probe(self._connection)
        except sqlite3.DatabaseError:
            return True
        return False

    def _go_on_with(self, new: mending.Opened, why: str = "") -> None:
        self._connection, self._home, self._away = new.connection, new.home, new.away
        self._notices += [each for each in (why, new.notice) if each]
        self._renumbered()

    def _go_on_in_memory(self, error: sqlite3.OperationalError) -> None:
        memory = database.in_memory(None)
        try:
            database.copy(self._connection, memory)
        except sqlite3.Error:
            self._renumbered()  # what was there before can't even be read
        self._connection.close()
        self._connection = memory
        self._away = True
        self._notices.append(
            f"Progress cannot be saved any more ({error}). It is kept in memory: I try again with"
            " every turn, and save it all as soon as that works."
        )

    def _return_home(self) -> None:
        """Write to the file all that waits, where that can be done again."""
        if not self._away or self._home is None:
            return
        try:
            connection, _ = database.connect(self._home, RETRY_MS)
        except (NewerError, sqlite3.Error, OSError):
            return
        try:
            database.in_transaction(connection, self._hand_over)
        except sqlite3.Error:
            connection.close()
            return
        self._connection.close()
        self._connection, self._away, self._waiting = connection, False, []
        self._notices.append("Progress is saved again, and so is all that waited for it.")
        self._renumbered()

    def _hand_over(self, connection: sqlite3.Connection) -> None:
        for work in self._waiting:
            work(connection)

    def _renumbered(self) -> None:
        self._identity = None if self._home is None else database.identity(self._home)
        self._left_out = set()
        self.numbering += 1


def open_store(path: Path, stamp: str | None = None) -> tuple[Store, str | None]:
    """The store at ``path`` and, where something was wrong, a line that says what. Never raises.

    ``stamp`` names what is set aside, as in ``mending.opened``.
    """
    opened = mending.opened(path, stamp)
    return Store(opened), opened.notice
