"""Drafting as the tests try it: text in, and the course or its pieces out."""

import tempfile
from pathlib import Path

from tutor.author.check import ROWS, sources
from tutor.author.ingest.decode import decode
from tutor.author.ingest.document import Document, document
from tutor.author.ingest.draft import Drafted, drafted
from tutor.author.ingest.files import Ingested, IngestError, ingest
from tutor.course.load import Loaded, load
from tutor.course.model import Course, Entry

DOCUMENTS = Path(__file__).parent / "documents"


def read(text: str, name: str = "page.md") -> Document:
    """A document out of its text."""
    return document("page", name, decode(text.encode("utf-8")))


def draft(text: str, name: str = "page.md") -> Drafted:
    """The draft of a text."""
    return drafted([read(text, name)])[0]


def entries(text: str, name: str = "page.md") -> dict[str, Entry]:
    """The drafted entries by id."""
    return {entry.id: entry for entry in draft(text, name).entries}


def only(text: str) -> Entry:
    """The one entry of a text."""
    [entry] = draft(text).entries
    return entry


def course(folder: Path, *files: Path) -> tuple[Ingested, Course]:
    """A drafted course as our own loader reads it; it must take it without a finding."""
    done = ingest(list(files), folder / "library")
    return done, loaded(done).course


def loaded(done: Ingested) -> Loaded:
    """The course of a draft on disk."""
    found = load(done.library, done.course, drafts=True)
    assert isinstance(found, Loaded), found.findings
    assert found.findings == ()
    return found


def errors(done: Ingested) -> list[str]:
    """The error-level findings of a draft; what the matcher makes of it takes long and is no error."""
    found = loaded(done)
    findings = [
        *(one for row in ROWS for one in row(found)),
        *sources.findings(found, done.library),
    ]
    return [str(one) for one in findings if one.level == "error"]


def errors_of(raw: bytes) -> list[str]:
    """The errors of a draft of these bytes; none where they are refused as no text."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "page.md"
        path.write_bytes(raw)
        try:
            return errors(ingest([path], Path(name) / "library"))
        except IngestError:
            return []


def stands(lines: tuple[str, ...], entry: Entry) -> bool:
    """Whether a quote is, letter by letter, a piece of the lines that it names."""
    first, _, last = entry.support.lines.partition("-")
    piece = "\n".join(lines[int(first) - 1 : int(last or first)])
    return bool(entry.support.quote) and entry.support.quote in piece
