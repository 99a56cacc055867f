"""Sources: does every quote stand in its document, and where its lines say?"""

from collections.abc import Iterator
from pathlib import Path

from tutor.author.documents import Unread, read
from tutor.author.quotes import Place, Text, lines_of, named_lines, place_of
from tutor.course.load import Loaded
from tutor.course.model import Entry, Source
from tutor.course.source import Finding

SHOWN = 60
"""Letters of a text that a finding repeats."""


def findings(loaded: Loaded, library: Path) -> Iterator[Finding]:
    """Every document that cannot be read, and every quote that does not stand in its own."""
    texts: dict[str, Text] = {}
    for source in loaded.course.sources:
        if not source.file:
            continue
        match read(library, source.file):
            case Unread(code, message, fix):
                at = loaded.locate("source", source.id, "file")
                yield Finding(at, code, message, fix)
            case Text() as text:
                texts[source.id] = text
    for entry in loaded.course.entries.values():
        cited = loaded.course.source_of(entry.support)
        if cited is not None and cited.id in texts and entry.support.quote.strip():
            yield from _quote(loaded, entry, cited, texts[cited.id])


def _quote(loaded: Loaded, entry: Entry, source: Source, text: Text) -> Iterator[Finding]:
    support = entry.support
    place = text.place(support.quote, support.lines)
    if place is None:
        near = text.nearest(support.quote, support.lines)
        now = f"{_comes(near)} nearest: " if near else ""
        yield Finding(
            loaded.locate("entry", entry.id, "support", "quote"), "D003",
            f"“{_shown(support.quote)}” does not stand in {source.file}",
            f"{now}read the answer again, then quote what the document says now",
        )  # fmt: skip
    elif support.lines and place != place_of(support.lines):
        yield Finding(
            loaded.locate("entry", entry.id, "support", "lines"), "D004",
            f"the quote does not stand in {named_lines(support.lines)} of {source.file}",
            f"write lines: {_written(place)}", "warning",
        )  # fmt: skip


def _comes(place: Place) -> str:
    return f"{named_lines(lines_of(place))} {'comes' if place[0] == place[1] else 'come'}"


def _written(place: Place) -> str:
    lines = lines_of(place)
    return lines if "-" in lines else f'"{lines}"'


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
