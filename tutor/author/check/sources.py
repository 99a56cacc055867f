"""Sources: does every quote stand in its document, and where its lines say?"""

import re
from collections.abc import Iterator
from pathlib import Path

from tutor.course.load import Loaded
from tutor.course.model import Entry, Source
from tutor.course.source import Finding

LONGEST_LOOKED_FOR = 600
"""Letters of a quote by which the place that it may have moved to is looked for."""

SHOWN = 60
"""Letters of a text that a finding repeats."""

ALIKE = 55
"""From 0 to 100: how alike a passage must be to be named as what the quote may have become."""

_LINES = re.compile(r"(\d{1,7})(?:\s*[-–]\s*(\d{1,7}))?")
_NEWLINE = re.compile(r"\r\n?|\n")
_SPACE = re.compile(r"\s+")


def findings(loaded: Loaded, library: Path) -> Iterator[Finding]:
    """Every document that cannot be read, and every quote that does not stand in its own."""
    read: dict[str, Text] = {}
    for source in loaded.course.sources:
        if not source.file:
            continue
        found = document(library, source.file)
        if isinstance(found, Text):
            read[source.id] = found
        else:
            code, message, fix = found
            yield Finding(loaded.locate("source", source.id, "file"), code, message, fix)
    for entry in loaded.course.entries.values():
        cited = loaded.course.source_of(entry.support)
        if cited is not None and cited.id in read and entry.support.quote.strip():
            yield from _quote(loaded, entry, cited, read[cited.id])


class Text:
    """A document's text, in which pieces are found whatever the space between their words."""

    def __init__(self, text: str) -> None:
        self.lines = _NEWLINE.split(text)
        self._starts: list[int] = []
        told: list[str] = []
        size = 0
        for line in self.lines:
            self._starts.append(size)
            words = line.split()
            if words:
                told.append(" ".join(words))
                size += len(told[-1]) + 1
        self._text = " ".join(told)

    def places(self, quote: str) -> Iterator[tuple[int, int]]:
        """The lines, from 1, of every place where the words of a quote stand."""
        wanted = _SPACE.sub(" ", quote).strip()
        at = self._text.find(wanted) if wanted else -1
        while at >= 0:
            yield self._line(at), self._line(at + len(wanted) - 1)
            at = self._text.find(wanted, at + 1)

    def nearest(self, quote: str, given: tuple[int, int] | None) -> tuple[int, int] | None:
        """The lines of what is most like a quote, the given ones first; None where nothing is."""
        from rapidfuzz import fuzz

        if given is not None:
            here = "\n".join(self.lines[given[0] - 1 : given[1]])
            if fuzz.ratio(_SPACE.sub(" ", here).strip(), _SPACE.sub(" ", quote).strip()) >= ALIKE:
                return given
        wanted = _SPACE.sub(" ", quote).strip()[:LONGEST_LOOKED_FOR]
        if len(wanted) > len(self._text):
            return None
        found = fuzz.partial_ratio_alignment(wanted, self._text, score_cutoff=ALIKE)
        if found is None:
            return None
        return self._line(found.dest_start), self._line(max(found.dest_start, found.dest_end - 1))

    def _line(self, at: int) -> int:
        from bisect import bisect_right

        line = bisect_right(self._starts, at)
        while line > 1 and not self.lines[line - 1].strip():
            line -= 1
        return line


def document(library: Path, file: str) -> Text | tuple[str, str, str]:
    """The text of a source's file, or the code, message and fix of what is wrong with it."""
    path = library / file
    inside = "give its place in the library, such as knowledge/COURSE/documents/NAME.md"
    try:
        if Path(file).is_absolute() or not path.resolve().is_relative_to(library.resolve()):
            return "D002", f"“{file}” leads out of the library", inside
        return Text(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return "D001", f"there is no document “{file}”", f"put it there, or {inside}"
    except UnicodeDecodeError:
        return "D001", f"document “{file}” is not UTF-8", "save it as UTF-8"
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return "D001", f"document “{file}” can't be read: {reason}", inside


def span(lines: str) -> tuple[int, int] | None:
    """The first and last line that ``lines`` of a support name, None where it names none."""
    found = _LINES.fullmatch(lines.strip())
    if found is None:
        return None
    first = int(found.group(1))
    return first, int(found.group(2) or first)


def _quote(loaded: Loaded, entry: Entry, source: Source, text: Text) -> Iterator[Finding]:
    support = entry.support
    places = list(text.places(support.quote))
    if not places:
        near = text.nearest(support.quote, span(support.lines))
        now = f"{_lines(near)} nearest: " if near else ""
        yield Finding(
            loaded.locate("entry", entry.id, "support", "quote"), "D003",
            f"“{_shown(support.quote)}” does not stand in {source.file}",
            f"{now}read the answer again, then quote what the document says now",
        )  # fmt: skip
        return
    given = span(support.lines)
    if support.lines and (given is None or given not in places):
        nearest = min(places, key=lambda place: abs(place[0] - (given or places[0])[0]))
        yield Finding(
            loaded.locate("entry", entry.id, "support", "lines"), "D004",
            f"the quote does not stand in lines {support.lines} of {source.file}",
            f"write lines: {_written(nearest)}", "warning",
        )  # fmt: skip


def _lines(place: tuple[int, int]) -> str:
    first, last = place
    return f"line {first} comes" if first == last else f"lines {first}-{last} come"


def _written(place: tuple[int, int]) -> str:
    first, last = place
    return f'"{first}"' if first == last else f"{first}-{last}"


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
