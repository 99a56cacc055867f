"""The documents in a library that answers quote."""

from dataclasses import dataclass
from pathlib import Path

from tutor.author.quotes import Text
from tutor.course.files import contents, is_inside

MOST_BYTES = 16 * 1_048_576
"""The size of a document, in bytes."""

INSIDE = "give its place in the library, such as knowledge/COURSE/documents/NAME.md"


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a document can't be read, as a finding tells it."""

    code: str
    message: str
    fix: str


def read(library: Path, file: str) -> Text | Unread:
    """The text of a source's ``file``, which is its place in the library."""
    path = library / file
    try:
        if Path(file).is_absolute() or not is_inside(path, library):
            return Unread("D002", f"“{file}” leads out of the library", INSIDE)
        raw = contents(path, MOST_BYTES)
        if len(raw) > MOST_BYTES:
            message = f"document “{file}” is larger than {MOST_BYTES:,} bytes"
            return Unread("D001", message, "split it into smaller documents")
        return Text(raw.decode("utf-8-sig"))
    except FileNotFoundError:
        return Unread("D001", f"there is no document “{file}”", f"put it there, or {INSIDE}")
    except UnicodeDecodeError:
        return Unread("D001", f"document “{file}” is not UTF-8", "save it as UTF-8")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return Unread("D001", f"document “{file}” can't be read: {reason}", INSIDE)
