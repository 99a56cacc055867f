"""A glance at the log without opening it: for what must be quick and must change nothing."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any


def learners(database: Path) -> tuple[str, ...]:
    """Everyone with a record, by name; empty where there is no log that can be read."""
    rows = _rows(database, "SELECT DISTINCT learner FROM events ORDER BY learner")
    return tuple(str(row[0]) for row in rows)


def setting(database: Path, learner: str, key: str) -> str | None:
    """A learner's setting; None where it was never set, or there is no log that can be read."""
    asked = "SELECT value FROM settings WHERE learner = ? AND key = ?"
    rows = _rows(database, asked, learner, key)
    return str(rows[0][0]) if rows else None


def _rows(database: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as log,
    ):
        return log.execute(sql, values).fetchall()
    return []
