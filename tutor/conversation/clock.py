"""What a session takes from outside: the time, and a name that no other session has."""

import os
from datetime import UTC, datetime


def utc_now() -> datetime:
    """The time of day, with its zone: a naive time would mean another moment elsewhere."""
    return datetime.now(UTC)


def session_id() -> str:
    """A name for a session, of 128 random bits."""
    return os.urandom(16).hex()
