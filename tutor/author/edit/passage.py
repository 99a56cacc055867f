"""The passage of a document that a draft was made from."""

from pathlib import Path

from msgspec import Struct

from tutor.author.documents import Unread, read
from tutor.author.quotes import Place, Text, place_of
from tutor.course.model import Course, Support

AROUND = 4
"""Lines of the document that are shown before and after a passage."""


class Passage(Struct, frozen=True):
    """Lines of a document, the first of them ``first`` (from 1).

    ``marked`` are the first and last line of the passage itself. ``title`` names the document and
    the section, ``note`` says what is odd; where no document can be shown, ``lines`` are the quote.
    """

    title: str
    lines: tuple[str, ...] = ()
    first: int = 1
    marked: Place = (0, 0)
    note: str = ""


def passage(library: Path, course: Course, support: Support) -> Passage:
    """What a support points at."""
    source = course.source_of(support)
    title = " › ".join(filter(None, (source.title if source else "", support.section)))
    if source is None or not source.file:
        return _quoted(title, support)
    match read(library, source.file):
        case Unread():
            note = f"{source.file} can't be read; this is what was quoted from it."
            return Passage(title, _split(support.quote), note=note)
        case Text() as text:
            return _shown(title, text, support)


def _shown(title: str, text: Text, support: Support) -> Passage:
    place = _place(text, support)
    if place is None and support.quote.strip():
        note = "The document does not say this any more."
        return Passage(title, _split(support.quote), note=note)
    if place is None:
        return Passage(title, tuple(text.lines))
    first, last = place
    begin, end = max(first - AROUND, 1), min(last + AROUND, len(text.lines))
    return Passage(title, tuple(text.lines[begin - 1 : end]), begin, place)


def _place(text: Text, support: Support) -> Place | None:
    if support.quote.strip():
        return text.place(support.quote, support.lines)
    given = place_of(support.lines)
    return given if given is not None and 0 < given[0] <= given[1] <= len(text.lines) else None


def _quoted(title: str, support: Support) -> Passage:
    note = (
        "Its source names no file; this is what was quoted from it." if support.quote
        else "It names no source. Under support:, section and quote would show it here."
    )  # fmt: skip
    return Passage(title or "No source", _split(support.quote), note=note)


def _split(quote: str) -> tuple[str, ...]:
    return tuple(Text(quote.rstrip()).lines) if quote.strip() else ()
