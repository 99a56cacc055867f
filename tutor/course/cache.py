"""Compiled data beside the learner's files: rebuilt when anything changes, deleted at any time."""

import hashlib
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from tutor.course.files import contents

Made = TypeVar("Made")

STATE_LENGTH = 32
"""Letters of a state: a digest of 16 bytes in hexadecimal."""

DIGEST_SIZE = 16
"""Bytes of the digest that tells a damaged file."""

MOST_CACHED = 1 << 30
"""Bytes read of a cache file."""

UNFINISHED = ".new-"


@lru_cache(maxsize=1)
def _code() -> str:
    """The state of this program's own code, so that a cache never outlives it."""
    package = Path(__file__).parent.parent
    rooms = (package / "course", package / "answer", package)
    stamps = (
        f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}"
        for room in rooms
        for path in sorted(room.glob("*.py"))
    )
    return hashlib.blake2b("\n".join(stamps).encode(), digest_size=STATE_LENGTH // 2).hexdigest()


def fingerprint(paths: Iterable[Path]) -> str:
    """What tells one state of these files, and of the code, from another."""
    seen = hashlib.blake2b(_code().encode(), digest_size=STATE_LENGTH // 2)
    for path in paths:
        with suppress(OSError):
            status = path.stat()
            seen.update(f"{path}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def digest(*parts: object) -> str:
    """What tells one content from another (anything that msgspec encodes), and of the code."""
    seen = hashlib.blake2b(_code().encode(), digest_size=STATE_LENGTH // 2)
    for part in parts:
        seen.update(msgspec.msgpack.encode(part))
    return seen.hexdigest()


def cached(path: Path, state: str, kind: type[Made], make: Callable[[], Made]) -> Made:
    """What the cache file holds for this state, else what ``make`` gives, kept for next time.

    A file that is missing, stale or damaged is made anew; one that can't be written is no error.
    What it holds is plain data, and its digest stands before it.
    """
    head = state.encode()
    with suppress(OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        body = _sound(contents(path, MOST_CACHED), head)
        if body is not None:
            return msgspec.msgpack.decode(body, type=kind)
    made = make()
    with suppress(OSError):
        encoded = msgspec.msgpack.encode(made)
        _write(path, head + _sum(encoded) + encoded)
    return made


def last(path: Path, kind: type[Made]) -> Made | None:
    """What the cache file holds, whatever has changed since; None where it cannot be read."""
    with suppress(OSError, msgspec.DecodeError, RecursionError):
        raw = contents(path, MOST_CACHED)
        body = _sound(raw, raw[:STATE_LENGTH])
        return None if body is None else msgspec.msgpack.decode(body, type=kind)
    return None


def _sound(raw: bytes, head: bytes) -> memoryview | None:
    """What was written after the head, where that is the one looked for and nothing is damaged.

    A flipped bit would decode, and give wrong answers.
    """
    body = memoryview(raw)[len(head) + DIGEST_SIZE :]
    return body if raw.startswith(head + _sum(body)) else None


def _sum(body: bytes | memoryview) -> bytes:
    return hashlib.blake2b(body, digest_size=DIGEST_SIZE).digest()


def fresh(path: Path, state: str) -> bool:
    """Whether the cache file holds this state, so that nothing need be made."""
    with suppress(OSError), path.open("rb") as file:
        return file.read(len(state)) == state.encode()
    return False


def _write(path: Path, raw: bytes) -> None:
    """Atomically: a reader sees the old file or the new one, never half of one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    import tempfile

    for left in path.parent.glob(f"{path.name}{UNFINISHED}*"):
        left.unlink(missing_ok=True)  # by a program that was killed, or one that keeps none now
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}{UNFINISHED}")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
