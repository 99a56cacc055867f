"""The passage of a document that a draft was made from."""

import re
from pathlib import Path

from msgspec import Struct

from tutor.course.files import MOST_BYTES
from tutor.course.model import Course, Support

AROUND = 4
"""Lines of the document that are shown before and after a passage."""

_LINES = re.compile(r"(\d{1,7})(?:\s*[-–]\s*(\d{1,7}))?")
_BREAK = re.compile(r"\r\n?|\n")


class Passage(Struct, frozen=True):
    """Lines of a document, the first of them ``first`` (from 1).

    ``marked`` are the first and last line of the passage itself. ``title`` names the document and
    the section, ``note`` says what is odd; where no document can be shown, ``lines`` are the quote.
    """

    title: str
    lines: tuple[str, ...] = ()
    first: int = 1
    marked: tuple[int, int] = (0, 0)
    note: str = ""


def passage(library: Path, course: Course, support: Support) -> Passage:
    """What a support points at."""
    source = course.source_of(support)
    title = " › ".join(filter(None, (source.title if source else "", support.section)))
    text = _text(library, source.file) if source is not None and source.file else None
    if text is None:
        return _quoted(title, support, missing=source.file if source is not None else "")
    lines = _BREAK.split(text)
    place = _place(lines, support)
    if place is None:
        note = "The document does not say this any more." if support.quote else ""
        return Passage(
            title, tuple(lines) if not support.quote else _split(support.quote), note=note
        )
    first, last = place
    begin, end = max(first - AROUND, 1), min(last + AROUND, len(lines))
    return Passage(title, tuple(lines[begin - 1 : end]), begin, place)


def _quoted(title: str, support: Support, missing: str) -> Passage:
    if missing:
        note = f"{missing} can't be read; this is what was quoted from it."
    elif support.quote:
        note = "Its source names no file; this is what was quoted from it."
    else:
        note = "It names no source. Under support:, section and quote would show it here."
    return Passage(title or "No source", _split(support.quote), note=note)


def _split(quote: str) -> tuple[str, ...]:
    return tuple(_BREAK.split(quote.rstrip())) if quote.strip() else ()


def _text(library: Path, file: str) -> str | None:
    """The text of a document inside the library; None for any other."""
    path = library / file
    try:
        if (
            not path.resolve().is_relative_to(library.resolve())
            or path.stat().st_size > MOST_BYTES * 8
        ):
            return None
        return path.read_bytes().decode("utf-8-sig", errors="replace")
    except (OSError, ValueError):
        return None


def _place(lines: list[str], support: Support) -> tuple[int, int] | None:
    """The lines of the passage: where they say, if the quote stands there, else where it does."""
    found = _LINES.fullmatch(support.lines.strip())
    given = None
    if found is not None:
        first = int(found.group(1))
        given = (first, int(found.group(2) or first))
    wanted = support.quote.split()
    if not wanted:
        return given if given is not None and 0 < given[0] <= given[1] <= len(lines) else None
    if given is not None and _holds(lines[given[0] - 1 : given[1]], wanted):
        return given
    return _search(lines, wanted)


def _holds(lines: list[str], wanted: list[str]) -> bool:
    return f" {' '.join(wanted)} " in f" {' '.join(' '.join(lines).split())} "


def _search(lines: list[str], wanted: list[str]) -> tuple[int, int] | None:
    """The lines between which the words of the quote stand, whatever the space between them."""
    words = [(word, number) for number, line in enumerate(lines, 1) for word in line.split()]
    told = [word for word, _ in words]
    for at in range(len(told) - len(wanted) + 1):
        if told[at] == wanted[0] and told[at : at + len(wanted)] == wanted:
            return words[at][1], words[at + len(wanted) - 1][1]
    return None
