"""A document read again: what stays, what moved, what changed, what is gone, and what is new."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tutor.author.ingest.chapters import Chapter, chapters
from tutor.author.ingest.decode import Decoded
from tutor.author.ingest.document import Document, document
from tutor.author.ingest.passages import Passage
from tutor.author.ingest.seen import mark
from tutor.author.ingest.short import short_and_rest
from tutor.author.ingest.terms import terms
from tutor.author.quotes import Place, Text, place_of
from tutor.course.model import Entry
from tutor.text import clean, normalise

ALIKE, ALIKE_ELSEWHERE = 40, 75
"""From 0 to 100: how alike a passage must be to be what another has become, under the same heading
and under any."""


CODE_INDENT = "    "
"""What code may begin with in Markdown, and a quote is kept without."""


@dataclass(frozen=True, slots=True)
class Stays:
    """The quote stands where it stood."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Moved:
    """The quote stands in other lines now."""

    entry: Entry
    place: Place


@dataclass(frozen=True, slots=True)
class Changed:
    """The passage says something else now; ``own``: the author has written on the entry."""

    entry: Entry
    passage: Passage
    own: bool


@dataclass(frozen=True, slots=True)
class Gone:
    """Nothing in the document is like it any more."""

    entry: Entry


Fate = Stays | Moved | Changed | Gone


@dataclass(frozen=True, slots=True)
class Compared:
    """What became of each entry, and the chapters, each whole and with what is new in it alone.

    ``places`` are the lines where entries stand now.
    """

    fates: tuple[Fate, ...]
    new: tuple[tuple[Chapter, Chapter], ...]
    places: dict[Place, Entry]


def compared(
    document: Document, entries: Sequence[Entry], seen: Collection[str] | None
) -> Compared:
    """Hold a course's entries against a document. ``seen``: the passages drafted before, None where
    that is not known."""
    found = chapters(document)
    told = [one for chapter in found for one in chapter.passages]
    whole = {mark(document.quote(one.first, one.last)) for one in told}
    text = Text("\n".join(document.lines))
    fates: list[Fate] = []
    unsure: list[tuple[Entry, Place | None]] = []
    taken: dict[Place, Entry] = {}
    for entry in entries:
        place = text.place(entry.support.quote, entry.support.lines)
        quoted = mark(entry.support.quote)
        if place is None or (quoted in (seen or ()) and quoted not in whole):
            unsure.append((entry, place))
        else:
            taken.setdefault(place, entry)
            fates.append(_stands(entry, place))
    for entry, place in unsure:
        free = [one for one in told if (one.first, one.last) not in taken]
        passage = _become(document, entry, free) if place is None else _grown(place, free)
        if passage is not None:
            taken[passage.first, passage.last] = entry
            fates.append(Changed(entry, passage, own=_is_own(document, entry)))
        elif place is not None:
            taken.setdefault(place, entry)
            fates.append(_stands(entry, place))
        else:
            fates.append(Gone(entry))
    return Compared(tuple(fates), tuple(_new(document, found, taken, seen)), taken)


def _stands(entry: Entry, place: Place) -> Fate:
    """What became of an entry whose quote stands in this place."""
    same = not entry.support.lines or place == place_of(entry.support.lines)
    return Stays(entry) if same else Moved(entry, place)


def _grown(place: Place, free: Sequence[Passage]) -> Passage | None:
    """The passage that has more in it now than the one that was quoted whole."""
    around = [one for one in free if one.first <= place[0] and place[1] <= one.last]
    return min(around, key=lambda one: one.last - one.first, default=None)


def _become(document: Document, entry: Entry, free: Sequence[Passage]) -> Passage | None:
    """The passage that an entry's has become."""
    from rapidfuzz import fuzz

    def likeness(passage: Passage) -> float:
        said = document.quote(passage.first, passage.last)
        return fuzz.ratio(entry.support.quote.strip(), said)

    def under(passage: Passage) -> bool:
        title = passage.section.title or document.title
        return normalise(title) == normalise(entry.support.section)

    same = [one for one in free if under(one)]
    best = max(same, key=likeness, default=None)
    if best is not None and likeness(best) >= ALIKE:
        return best
    if len(same) == 1 and same[0].term is None:
        return same[0]
    best = max(free, key=likeness, default=None)
    return best if best is not None and likeness(best) >= ALIKE_ELSEWHERE else None


def _is_own(document: Document, entry: Entry) -> bool:
    """Whether an entry's answer is not, or no longer, what drafting makes of its quote."""
    said = (_bare(entry.short), _bare(entry.answer))
    return not entry.draft or said not in set(_drafts(document, entry))


def _drafts(old: Document, entry: Entry) -> Iterator[tuple[str, str]]:
    """The answers that drafting makes of an entry's own quote, under any name it may have had."""
    quote = entry.support.quote.strip()
    for text in (quote, CODE_INDENT + quote):
        read = document("quote", old.file, Decoded(tuple(text.split("\n")), "utf-8"))
        names = {entry.support.section, read.title, *entry.ask}
        for section in read.told:
            for name in names:
                yield _both(*short_and_rest(name, section.blocks))
            for term in terms(section.blocks):
                if term.blocks:
                    yield _both(*short_and_rest(term.name.plain, term.blocks))


def _both(short: str, rest: str) -> tuple[str, str]:
    return _bare(short), _bare(rest)


def _bare(text: str) -> str:
    return " ".join(clean(text).split())


def _new(
    document: Document,
    found: Sequence[Chapter],
    taken: Collection[Place],
    seen: Collection[str] | None,
) -> Iterator[tuple[Chapter, Chapter]]:
    """Chapters with passages that no entry has, each whole and with those alone."""

    def is_new(passage: Passage) -> bool:
        place = (passage.first, passage.last)
        if place in taken:
            return False
        if seen is None:
            return not any(first <= place[1] and place[0] <= last for first, last in taken)
        return mark(document.quote(*place)) not in seen

    for chapter in found:
        new = tuple(one for one in chapter.passages if is_new(one))
        if new:
            yield chapter, Chapter(chapter.title, new, chapter.inside)
