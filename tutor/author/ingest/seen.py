"""Which passages of a document were drafted: an entry that the author deletes stays deleted."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from tutor.author.ingest.chapters import chapters
from tutor.author.ingest.document import Document

HEAD = """\
# The passages of {file} that have been drafted. An entry that you delete does not come back with
# “tutor ingest --update” while its passage is listed here. Keep this file beside the course.
"""


def mark(quote: str) -> str:
    """What a passage is known by: its words, whatever the space between them."""
    return hashlib.blake2b(" ".join(quote.split()).encode(), digest_size=8).hexdigest()


def marks(document: Document) -> frozenset[str]:
    """What all passages of a document are known by, those too that gave no entry."""
    return frozenset(
        mark(document.quote(passage.first, passage.last))
        for chapter in chapters(document)
        for passage in chapter.passages
    )


def place(course: str, identity: str) -> str:
    """Where the list of a document's passages is kept in the library."""
    return f"knowledge/{course}/documents/{identity}.seen"


def read(path: Path) -> frozenset[str] | None:
    """The marks in a list, None where there is no list."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return frozenset(line.strip() for line in text.split("\n") if line and not line.startswith("#"))


def written(file: str, marks: Iterable[str]) -> str:
    """The text of a list."""
    return HEAD.format(file=file) + "".join(f"{one}\n" for one in sorted(set(marks)))
