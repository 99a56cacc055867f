"""What of a document becomes an entry each: sections, parts of long ones, and terms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tutor.author.ingest.blocks import Block, Code, Prose, Words, plain
from tutor.author.ingest.document import Document
from tutor.author.ingest.english import in_sentence, sentences, words
from tutor.author.ingest.headings import Common, Detail, Kind, Thing, kind, shortened, topic
from tutor.author.ingest.parts import lines_of, parts, too_long
from tutor.author.ingest.phrasings import keywords
from tutor.author.ingest.sections import Section, by_bold_lines
from tutor.author.ingest.terms import Term, defined, terms
from tutor.text import clean, stem

MOST_TERMS = 60
"""Terms that one section gives; a longer list is reference, and is answered as a whole."""

_OPENINGS = {"introduction", "intro", "overview", "welcome", "about"}

LONG = 56
"""Lines from which a section is answered in parts."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that answers one question.

    ``section`` is the heading it stands under, ``topic`` what that is a part of; ``label`` tells a
    part of a long section, or one of two with the same heading, from the others.
    """

    section: Section
    heading: str
    kind: Kind
    topic: str
    blocks: tuple[Block, ...]
    first: int
    last: int
    label: str = ""
    term: Term | None = None


def passages(document: Document) -> Iterator[Passage]:
    """The passages in order; those of one section follow each other."""
    for section in document.told:
        for part in _pieces(section):
            yield from _of_section(document, part)


def _pieces(section: Section) -> list[Section]:
    """A section as it is, or parted at lines in bold: where it is long, or asks questions."""
    asks = any(
        isinstance(block, Prose) and block.words.text.rstrip("*_").endswith("?")
        and block.words.text.startswith(("**", "__"))
        for block in section.blocks
    )  # fmt: skip
    long = sum(map(lines_of, section.blocks)) > LONG
    if long or not section.title:
        return by_bold_lines(section)
    return by_bold_lines(section, asking=True) if asks else [section]


def _of_section(document: Document, section: Section) -> Iterator[Passage]:
    heading = section.title or document.title
    if heading == document.title:
        heading = shortened(heading)
    what, about = _kind_and_topic(document, section, heading)
    blocks = tuple(block for block in section.blocks if not too_long(block))
    runs = parts(blocks)
    for number, run in enumerate(runs[:1] if document.releases else runs):
        first, last = run[0].first, max(block.last for block in run)
        label = label_of(run)
        if number == 0:
            yield Passage(section, heading, what, about, run, first, last, label)
        else:
            inner = _inner(what, about, heading, document)
            named = Detail(heading, label)
            name = f"{heading}: {label}" if label else heading
            yield Passage(section, name, named, inner, run, first, last, label)
    yield from _terms(document, section, what, about, heading)


def _kind_and_topic(document: Document, section: Section, heading: str) -> tuple[Kind, str]:
    """What a heading is, and what it is a part of."""
    what = kind(heading, small=document.small, releases=document.releases, code=section.code)
    if not isinstance(what, Common) or section.path:
        return what, topic_of(document, section)
    if heading == shortened(document.title) and not _is_part(what, heading, document.topic):
        return Thing(in_sentence(heading, document.small)), document.topic
    return what, document.topic


def _is_part(what: Common, heading: str, about: str) -> bool:
    """Whether a document that is called so is one part of what its folder is about."""
    if about.lower() == heading.lower():
        return False
    return what.key != "overview" or heading.lower() in _OPENINGS


def _inner(what: Kind, about: str, heading: str, document: Document) -> str:
    """What a part of a section is a part of."""
    return about if isinstance(what, Common) else topic(heading, document.small)


def topic_of(document: Document, section: Section) -> str:
    """The nearest heading above that says something of its own, else the document's topic."""
    for title in reversed(section.path):
        if title and title != document.title and not isinstance(kind(title), Common):
            return topic(title, document.small)
    return document.topic


def label_of(blocks: tuple[Block, ...]) -> str:
    """A few words that tell what a run of blocks is about."""
    for said in plain(blocks):
        first = next(iter(sentences(said)), "")
        core = re.split(r"[,;:()–—]", first)[0] if len(words(first)) > 8 else first
        found = keywords(core).split(" ")
        if len(found) >= 2:
            return " ".join(found[:6])
    code = next((block.text for block in blocks if isinstance(block, Code)), "")
    return " ".join(words(code)[:4]).lower()


def _terms(
    document: Document, section: Section, what: Kind, about: str, heading: str
) -> Iterator[Passage]:
    found = list(terms(section.blocks))
    if len(found) > MOST_TERMS:
        found = []
    if not section.title or isinstance(what, Common):
        inner = about
    else:
        inner = topic(heading, document.small)
    for block in section.blocks:
        term = defined(block)
        if term is not None and term.glossary and not _is_about(term.name, heading):
            found.append(term)
    for term in found:
        if not term.blocks or _is_about(term.name, heading):
            continue
        name = " ".join(clean(term.name.plain).split())
        if not name:
            continue
        named = kind(name, small=document.small)
        asks = named if not isinstance(named, Common) else Thing(name.lower())
        yield Passage(
            section, name, asks, inner, term.blocks, term.first, term.last, label_of(term.blocks),
            term,
        )  # fmt: skip


def _is_about(term: Words, heading: str) -> bool:
    """Whether a heading names the term already."""
    return _stems(term.plain) >= _stems(heading)


def _stems(text: str) -> set[str]:
    return {stem(word) for word in keywords(text).lower().split()}
