"""A document as it is read: its lines, its sections, and what in it says nothing."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tutor.author.ingest import blocks as model
from tutor.author.ingest.decode import Decoded
from tutor.author.ingest.headings import Common, Symbol, Version, kind, tidied, topic
from tutor.author.ingest.mask import masked
from tutor.author.ingest.page import Skipped
from tutor.author.ingest.read import blocks
from tutor.author.ingest.sections import Section, leads_elsewhere, sections

NEAR = 20
"""Lines from its front matter's description in which a document must begin to be opened by it."""

_SMALL = re.compile(r"(?<![\w.])[a-z][a-z\-]{2,}(?![\w(])")
_CAPITAL = re.compile(r"(?<![\w.])[A-Z][a-z\-]{2,}(?![\w(])")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z\-]{2,}(?![\w(])")
_RELEASES = re.compile(r"change ?log|release notes|what'?s new|releases|history", re.IGNORECASE)
_NAMELESS = {
    "readme",
    "index",
    "_index",
    "intro",
    "introduction",
    "overview",
    "page",
    "docs",
    "doc",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown document. ``lines`` are the file's own; ``small`` its words in small letters.

    ``told`` are the sections that say something, ``skipped`` what does not, with its lines.
    """

    id: str
    file: str
    title: str
    topic: str
    lines: tuple[str, ...]
    told: tuple[Section, ...]
    skipped: tuple[Skipped, ...]
    small: frozenset[str]
    footnotes: dict[str, str]
    releases: bool = False
    description: str = ""

    def quote(self, first: int, last: int) -> str:
        """The exact text of these lines, without the empty space around it."""
        return "\n".join(self.lines[first - 1 : last]).strip()


def document(
    identity: str, file: str, decoded: Decoded, about: str = "", name: str = ""
) -> Document:
    """Read a document; ``file`` is its place in the library, ``name`` what it was called.

    ``about`` says what it is about where its own title does not.
    """
    page = masked(decoded.lines, mdx=file.endswith(".mdx"))
    made = blocks(page)
    parted = sections(made)
    elsewhere = {at: why for at, part in enumerate(parted) if (why := leads_elsewhere(part))}
    told = [part for at, part in enumerate(parted) if part.blocks and at not in elsewhere]
    told[:1] = [_described(one, decoded.lines, page.fields) for one in told[:1]]
    title = _title(parted, page.fields, name or file, about)
    small = _small(parted, title)
    releases = bool(_RELEASES.search(title)) or _is_releases(parted)
    return Document(
        id=identity,
        file=file,
        title=title,
        topic=_topic(title, about, small),
        lines=tuple(decoded.lines),
        told=tuple(told),
        skipped=_in_order([*page.skipped, *elsewhere.values()]),
        small=small,
        footnotes=page.footnotes,
        releases=releases,
        description=page.fields.get("description", ""),
    )


def _small(parted: Sequence[Section], title: str) -> frozenset[str]:
    """The words written with small letters: in sentences, or in headings and never in the midst of
    a sentence with a capital."""
    prose = [said for part in parted for said in model.plain(part.blocks)]
    small = Counter(word for said in prose for word in _SMALL.findall(said))
    names = Counter(word.lower() for said in prose for word in _NAME.findall(said))
    headed = {word.lower() for part in parted for word in _CAPITAL.findall(part.title)}
    own = {word.lower() for word in _CAPITAL.findall(title)}
    often = {word for word, times in small.items() if times > names[word]}
    return frozenset((often - (own & set(names))) | (headed - set(names) - own))


def _described(section: Section, lines: Sequence[str], fields: dict[str, str]) -> Section:
    """A document's first section; where it begins with no sentence, or is about
    a name in code, its front matter has one."""
    said = fields.get("description", "")
    lead = section.blocks[0]
    told = isinstance(lead, model.Prose | model.Note)
    named = isinstance(kind(section.title or tidied(fields.get("title", ""))), Symbol)
    if (told and not named) or len(said.split()) < 3:
        return section
    at = next(
        (n for n, x in enumerate(lines[:NEAR], 1) if re.match(r"description\s*[:=]", x)), None
    )
    if at is None or lead.first - at > NEAR:
        return section
    prose = model.Prose(model.Words(said, said), at, at)
    return replace(section, blocks=(prose, *section.blocks))


def _title(parted: Sequence[Section], fields: dict[str, str], file: str, about: str) -> str:
    """Its first heading of the first level, what its front matter says, or its name."""
    tops = [part.title for part in parted if part.level == 1 and part.title]
    given = tidied(fields.get("title", ""))
    name = _words_of(file.rpartition("/")[2].rpartition(".")[0])
    if given and (len(tops) != 1 or not tops[0]):
        return given
    if tops and (len(tops) == 1 or parted[0].title == tops[0] or not given):
        return tops[0]
    return given or (about if name.lower() in _NAMELESS and about else name) or "Document"


def _words_of(name: str) -> str:
    said = re.sub(r"^\d+[-_. ]+", "", name)
    return re.sub(r"[-_]+", " ", said).strip().capitalize()


def _topic(title: str, about: str, small: frozenset[str]) -> str:
    if isinstance(kind(title, small=small), Common) or title.lower() in _NAMELESS:
        return about or title
    return topic(title, small)


def _is_releases(parted: Iterable[Section]) -> bool:
    titles = [part.title for part in parted if part.title]
    found = [title for title in titles if isinstance(kind(title), Version)]
    return len(found) >= 3 and len(found) >= 0.3 * len(titles)


def _in_order(skipped: Iterable[Skipped]) -> tuple[Skipped, ...]:
    """What was left out in order of lines, once each."""
    return tuple(sorted(set(skipped), key=lambda one: (one.first, one.last, one.why)))
