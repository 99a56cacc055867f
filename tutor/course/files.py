"""The files of a library: what is opened at all, and how much of it.

Only ordinary files inside the library are: a pipe or a device could keep a reader waiting for
ever, and a link could lead anywhere.
"""

import os
import stat
from pathlib import Path

MOST_BYTES = 1_048_576
"""The size of a file, in bytes."""

MOST_OF_A_COURSE = 16 * MOST_BYTES
"""The size of all files of a course in one folder, in bytes."""

MOST_FILES = 300
"""Files of a course in one folder."""


class NotAFileError(OSError):
    """It is a folder, a pipe or a device; ``strerror`` says so."""

    def __init__(self, path: Path) -> None:
        super().__init__(0, "it is no ordinary file", str(path))


def contents(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of an ordinary file, one more than ``most`` where there are more.

    Raises ``OSError``. Never waits: what is behind the name is looked at before it is opened, and
    after it.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise NotAFileError(path)
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise NotAFileError(path)
        return file.read(most + 1)


def is_inside(path: Path, library: Path) -> bool:
    """Whether a path, all links followed, stays in the library; a link to itself leads nowhere."""
    try:
        return path.resolve().is_relative_to(library.resolve())
    except (OSError, RuntimeError):  # a ring of links
        return False
