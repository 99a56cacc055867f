"""The lines that a learner typed, kept between runs in one file for every face."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

MOST_LINES = 1_000
"""Lines that can be recalled."""

MOST_BYTES = 500_000
"""Of the file that are read; one of twice that size is cut to it."""

LONGEST_NAME = 100


def file_of(folder: Path, learner: str) -> Path:
    """Where the lines of a learner are kept."""
    if learner == "me":
        return folder / "history"
    name = quote(learner, safe="", errors="replace")
    if len(name) > LONGEST_NAME:
        name = hashlib.blake2b(learner.encode(errors="replace"), digest_size=16).hexdigest()
    return folder / f"history-{name}"


def lines(file: Path) -> list[str]:
    """The lines typed last, the oldest first; none where the file can't be read."""
    with suppress(OSError), file.open("rb") as opened:
        size = opened.seek(0, os.SEEK_END)
        opened.seek(max(0, size - MOST_BYTES))
        text = opened.read().decode(errors="replace")
        found = _entries(text if size <= MOST_BYTES else text.partition("\n#")[2])[-MOST_LINES:]
        if size > 2 * MOST_BYTES:
            _rewrite(file, found)
        return found
    return []


def keep(file: Path, line: str) -> None:
    """Add a line, readable by its owner alone; one that can't be written is not kept."""
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(made, "ab") as opened:
            if os.fstat(made).st_mode & 0o077:
                file.chmod(0o600)
            opened.write(_entry(line))


def traces(folder: Path, learner: str) -> tuple[Path, ...]:
    """The files that hold what a learner typed: a rewriting that was killed leaves a second."""
    file = file_of(folder, learner)
    return tuple(each for each in (file, _new(file)) if each.exists())


def _entry(line: str) -> bytes:
    """A line in the form of prompt_toolkit's history files, without the time."""
    body = "".join(f"+{part}\n" for part in line.split("\n"))
    return f"\n# \n{body}".encode(errors="replace")


def _entries(text: str) -> list[str]:
    found: list[str] = []
    entry: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("+"):
            entry.append(line[1:])
        elif entry:
            found.append("\n".join(entry))
            entry = []
    return found


def _rewrite(file: Path, kept: list[str]) -> None:
    """Leave only these lines; another terminal's last one may be lost to the recall, no more."""
    made = os.open(_new(file), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(made, "wb") as opened:
        opened.writelines(map(_entry, kept))
    _new(file).replace(file)


def _new(file: Path) -> Path:
    return file.with_name(f"{file.name}-new")
