"""From passages to entries: ids and phrasings that nobody else has, the answer and its support."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from tutor.author.ingest.asked import asked
from tutor.author.ingest.blocks import plain
from tutor.author.ingest.document import Document
from tutor.author.ingest.english import sentences
from tutor.author.ingest.headings import Asks, Detail, within
from tutor.author.ingest.passages import Passage
from tutor.author.ingest.phrasings import keywords, phrasings
from tutor.author.ingest.short import short_and_rest
from tutor.author.quotes import lines_of
from tutor.course.model import Entry, Support
from tutor.text import clean, normalise

FEWEST, FROM_HEADING, WITH_QUESTIONS, MOST = 5, 7, 10, 13
"""Phrasings of an entry: at least; at most from its heading, with what its sentences answer, and
with what is looked for by their words."""

KEYWORDS = 7
"""Words of a sentence by which it is looked for."""

_ELSEWHERE = re.compile(r"\b(?:below|above|following|previous|next section|see)\b", re.IGNORECASE)
"""What a sentence says that leans on those around it."""

LONGEST = 110
"""Letters of a phrasing."""

LONGEST_ID = 48
"""Letters of an id."""


Place = tuple[str, int]
"""A document's id and a line of it."""


@dataclass
class Taken:
    """What a course has already, so that nothing in it is there twice."""

    ids: set[str] = field(default_factory=lambda: set[str]())
    phrasings: set[str] = field(default_factory=lambda: set[str]())
    headings: dict[str, int] = field(default_factory=lambda: dict[str, int]())
    reserved: dict[str, Place] = field(default_factory=lambda: dict[str, Place]())

    def id(self, text: str, *more: str) -> str:
        """A new id out of these words; ``more`` are added where the plain one is taken."""
        name = slug(text) or slug(" ".join(more)) or "entry"
        for extra in more:
            if name not in self.ids:
                break
            longer = slug(f"{name} {extra}")
            name = longer if longer not in self.ids else name
        number = 2
        base = name
        while name in self.ids:
            name, number = f"{base}-{number}", number + 1
        self.ids.add(name)
        return name

    def reserve(self, passage: Passage, document: str) -> None:
        """Keep a heading that asks for its own passage."""
        if isinstance(passage.kind, Asks):
            self.reserved.setdefault(normalise(passage.kind.text), (document, passage.first))

    def phrasing(self, text: str, place: Place | None = None) -> bool:
        """Whether a phrasing is still free for the passage in this place; it is taken then."""
        key = normalise(text)
        if not key or key in self.phrasings or self.reserved.get(key, place) != place:
            return False
        self.phrasings.add(key)
        return True


def slug(text: str) -> str:
    """An id out of words: small letters, digits and hyphens, empty where none is there."""
    plain_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", plain_text.lower()).strip("-")
    if len(name) > LONGEST_ID:
        name = name[: LONGEST_ID + 1].rpartition("-")[0] or name[:LONGEST_ID]
    return name if not name or name[0].isalpha() else f"about-{name}"[:LONGEST_ID].rstrip("-")


def entry(document: Document, passage: Passage, concept: str, taken: Taken) -> Entry | None:
    """The entry, None where the passage has no words to ask for it by."""
    found = _chosen(passage, taken, (document.id, passage.first))
    if len(found) < FEWEST:
        return None
    short, answer = texts_of(document, passage)
    return Entry(
        id=taken.id(passage.heading, passage.topic, passage.label),
        about=(concept,),
        ask=tuple(found),
        short=short,
        answer=answer,
        support=Support(
            source=document.id,
            section=_clean(passage.section.title or document.title),
            quote=document.quote(passage.first, passage.last),
            lines=lines_of((passage.first, passage.last)),
        ),
        draft=True,
    )


def texts_of(document: Document, passage: Passage) -> tuple[str, str]:
    """The short answer, and what more there is to read."""
    short, answer = short_and_rest(passage.heading, passage.blocks)
    notes = _footnotes(document, passage)
    return _clean(short), _clean("\n\n".join(x for x in (answer, notes) if x))


def ended(text: str) -> str:
    """A text of several lines as a course file has it, with its last line ended."""
    return f"{text}\n" if "\n" in text else text


def _clean(text: str) -> str:
    """Text that is safe to draw; tabs stay, for code."""
    return "\t".join(clean(part) for part in text.split("\t"))


def _footnotes(document: Document, passage: Passage) -> str:
    if not document.footnotes:
        return ""
    marks = re.findall(r"\[\^([^\]\s]{1,80})\](?!:)", document.quote(passage.first, passage.last))
    told = [document.footnotes[mark] for mark in dict.fromkeys(marks) if mark in document.footnotes]
    return "\n".join(f"- {note}" for note in told if note)


def _chosen(passage: Passage, taken: Taken, place: Place) -> list[str]:
    """The phrasings: from the heading, from what the sentences answer, and last from a label."""
    repeated = taken.headings.get(passage.heading.lower(), 0) > 1
    what = within(passage.kind, passage.topic) if repeated else passage.kind
    heading = f"{passage.heading} in {passage.topic}" if repeated else passage.heading
    first = next(phrasings(what, heading, passage.topic), "")
    if passage.label and normalise(first) in taken.phrasings:
        what = Detail(passage.heading, passage.label)
    found: list[str] = []
    _fill(found, phrasings(what, heading, passage.topic), FROM_HEADING, taken, place)
    _fill(found, _answered(passage), WITH_QUESTIONS, taken, place)
    _fill(found, _looked_for(passage), MOST, taken, place)
    if len(found) < FEWEST:
        _fill(found, _by_label(passage), FEWEST + 1, taken, place)
    return found


def _fill(found: list[str], more: Iterable[str], most: int, taken: Taken, place: Place) -> None:
    for text in more:
        if len(found) >= most:
            return
        said = " ".join(_clean(text).split())
        if len(said) <= LONGEST and taken.phrasing(said, place):
            found.append(said)


def _answered(passage: Passage) -> Iterator[str]:
    told = chain.from_iterable(sentences(said) for said in plain(passage.blocks))
    for sentence in told:
        yield from asked(sentence)


def _looked_for(passage: Passage) -> Iterator[str]:
    """The words by which somebody would search for what a sentence says."""
    told = chain.from_iterable(sentences(said) for said in plain(passage.blocks))
    for sentence in told:
        said = keywords(sentence).split(" ")
        if len(said) >= 3 and not _ELSEWHERE.search(sentence):
            yield " ".join(said[:KEYWORDS])


def _by_label(passage: Passage) -> Iterator[str]:
    label, heading, topic = passage.label, passage.heading, passage.topic
    if not label:
        return
    yield f"What about {label}?"
    yield f"{heading} {label}"
    yield label
    yield f"explain {label}"
    yield f"{topic} {label}"
    yield f"{label} in {topic}"
    yield f"tell me about {label}"
    yield f"{heading} {topic} {label}"
