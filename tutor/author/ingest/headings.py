"""What a heading is: a question, a task, a comparison, a name of something, or a common one."""

import re
from dataclasses import dataclass, replace

from tutor.answer.common import FUNCTION
from tutor.author.ingest.english import (
    VERBS,
    doing,
    in_sentence,
    is_plural,
    is_question,
    opens_as_question,
    task,
    words,
)
from tutor.author.ingest.generic import frames
from tutor.text import clean

_NUMBERING = re.compile(
    r"^(?:(?:step|part|chapter|section|lesson|exercise|phase|appendix)\s+(?:\d+"
    r"|[A-Z])\b\s*[.:)\-–—]*\s*"
    r"|\(?(?:\d+(?:\.\d+)+[.):]?|\d+[.):]|[A-Za-z][.)]|[ivx]+\.)\s+|§\s*[\d.]+\s*)(?=\S)",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"^\[?(?:version|release|v\.?)?\s*v?(\d+\.\d+(?:\.\d+)*(?:[\-.+]?(?:rc|alpha|beta|pre|dev"
    r"|post|a|b)\.?\d*)?)\]?(?=$|[\s,/(—–-])",
    re.IGNORECASE,
)
_PICTOGRAM = re.compile(
    "(?:^\\d\ufe0f?\u20e3)"
    "|[\u20e3\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+"
)
_SYMBOL = re.compile(r"^(?:--?[\w\-]+|[@$.#/\w][\w.$@/:\-]*[._/(@$\w][^\s]*|\w+\(.*\))$")
_FLAG = re.compile(r"^--?\w[\w\-]*(?:[ =]<?[\w\-]+>?)?(?:, --?[\w\-]+(?:[ =]<?[\w\-]+>?)?)*$")
_CALL = re.compile(
    r"^(?:(?:new|async|static|const|await|export|fn|def"
    r"|func)\s+)?([@$\w][\w.$:@/\-]*)\s*(?:<[^>]*>)?\("
)
_KINDED = re.compile(
    r"^(?P<kind>(?:static |instance |class |async )?(?:class|event|interface|method|property"
    r"|type|function|"
    r"variable|object|enum|struct|trait|macro|module|hook|command|directive|option|field|parameter|"
    r"setting|component|decorator|attribute|endpoint|constant))s?:\s*(?P<name>\S.*)$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"^(?P<a>.+?)\s+(?:vs\.?|versus|compared (?:to|with))\s+(?P<b>.+)$"
    r"|^(?:(?:the )?(?:key |main )?(?:differences?|comparison) (?:between|of)"
    r"|comparing)\s+(?P<c>.+?)\s+(?:and|with|to|vs\.?)\s+(?P<d>.+)$",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^(?:what(?:'s| is| are)|why|when|where|which|who|how) (?:(?:do|does|did|is|are|can|should) )?"
    r"(?:(?:the|an?|i|you|we) )?",
    re.IGNORECASE,
)
_UNFIT = re.compile(r"\b(?:vs|versus|and|or|how|what|why|when)\b|[?,;:()]", re.IGNORECASE)
_WELCOME = re.compile(
    r"^(?:(?:welcome to|introduction to|introducing|getting started with|get started with|about"
    r"|overview of|"
    r"an overview of|a guide to|guide to|learn|using|the basics of|basics of|understanding"
    r"|working with)\s+)+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"\s+(?:documentation|docs|readme|guide|tutorial|manual|handbook|reference|overview|user guide|"
    r"developer guide|how-?to|faq|cheat ?sheet|changelog|release notes)$",
    re.IGNORECASE,
)
_WORKS = re.compile(r"^how (?P<what>(?!does |do |to |it ).+) works?\??$", re.IGNORECASE)
_GREETING = re.compile(
    r"^(?:welcome to|introduction to|introducing|(?:an )?overview of)\s+(?P<to>.+)$", re.IGNORECASE
)
_STATEMENT = re.compile(
    r"\s(?:is|are|was|were|has|have|does|do|can|cannot|can't|will|won't|should|must|may|isn't"
    r"|aren't|"
    r"doesn't|don't|needs?|means|makes|comes|survives?|uses)\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asks:
    """A heading that is a question; ``text`` without its question mark."""

    text: str


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do, in the imperative."""

    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two things side by side."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Symbol:
    """A name in code, with its kind where the heading says it."""

    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """A release."""

    number: str


@dataclass(frozen=True, slots=True)
class Common:
    """A heading that every other document has; ``key`` is its row in ``generic``."""

    key: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A name of something."""

    text: str


@dataclass(frozen=True, slots=True)
class Detail:
    """A part of what stands under a heading; ``label`` says in a few words which."""

    heading: str
    label: str


Kind = Asks | Task | Compared | Symbol | Version | Common | Statement | Thing | Detail


def tidied(text: str) -> str:
    """A heading without numbers, pictograms and marks."""
    said = _PICTOGRAM.sub(" ", clean(text).replace("\n", " "))
    said = " ".join(said.split()).strip(" \t:#*–—|•·…")
    said = re.sub(r"^-\s+|\s+-$", "", said)
    if not _VERSION.match(said):
        said = _NUMBERING.sub("", said)
    return _spoken(said.strip(" \t:"))


def _spoken(heading: str) -> str:
    """A heading that is shouted, in an ordinary voice; "REST API" and "FAQ" stay."""
    said = words(heading)
    plain = frames(heading) is not None or any(word.lower() in FUNCTION for word in said)
    shouted = heading.isupper() and plain and any(len(word) > 4 for word in said)
    return heading.capitalize() if shouted else heading


def kind(
    heading: str,
    *,
    small: frozenset[str] = frozenset(),
    releases: bool = False,
    code: bool = False,
) -> Kind:
    """What a tidied heading is.

    ``small`` are words that the document writes with small letters; ``releases`` says that it is a
    list of those, ``code`` that the heading is written as code.
    """
    said = re.sub(r"^let['’]?s\s+(?=\w)", "", heading.rstrip("!").strip(), flags=re.IGNORECASE)
    said = said[:1].upper() + said[1:] if said != heading.rstrip("!").strip() else said
    if code:
        return Symbol(_symbol(said))
    found = _VERSION.match(said)
    if found is not None and (releases or len(words(said[found.end() :])) <= 3):
        return Version(found.group(1))
    if (row := frames(said)) is not None:
        return Common(row)
    return _question(said, small) or _named(said, small)


def _question(said: str, small: frozenset[str]) -> Kind | None:
    """A heading that asks, or sets two things side by side."""
    compared = _COMPARED.match(said.rstrip("?"))
    if compared is not None and len(words(said)) <= 12:
        one, other = compared["a"] or compared["c"], compared["b"] or compared["d"]
        return Compared(in_sentence(one, small), in_sentence(other, small))
    if (working := _WORKS.match(said)) is not None:
        thing = in_sentence(working["what"], small)
        return Asks(f"How {'do' if is_plural(thing) else 'does'} {thing} work")
    if is_question(said) or (opens_as_question(said) and len(words(said)) > 2):
        told = task(said, small)
        return Task(told) if told else Asks(said.rstrip("? "))
    return None


def _named(said: str, small: frozenset[str]) -> Kind:
    kinded = _KINDED.match(said)
    if kinded is not None:
        return Symbol(_symbol(kinded["name"]), kinded["kind"].lower())
    if (call := _CALL.match(said)) is not None or _is_symbol(said):
        return Symbol(call.group(1) if call else said)
    if said.lower() in VERBS and said.isalpha():
        return Symbol(said)
    if (greeted := _GREETING.match(said)) is not None:
        return Thing(in_sentence(greeted["to"], small))
    told = task(said, small)
    if told:
        return Task(told)
    if len(words(said)) > 4 and _STATEMENT.search(f" {said} ") and not _WELCOME.match(said):
        return Statement(said.rstrip("."))
    return Thing(in_sentence(said, small))


def _symbol(name: str) -> str:
    call = _CALL.match(name)
    return call.group(1) if call else name.strip("'\"")


def _is_symbol(said: str) -> bool:
    """One word that is spelt as code is: a flag, a path, a dotted or mixed-case name."""
    if _FLAG.match(said):
        return True
    if " " in said or not _SYMBOL.match(said):
        return False
    inner = said[1:]
    return bool(re.search(r"[._/(@$]|^--|\w_\w", said)) or (
        said[:1].islower() and inner != inner.lower()
    )


def within(what: Kind, whole: str) -> Kind:
    """A heading that several parts of a document have, told apart by what it is a part of."""
    match what:
        case Asks(text) | Task(text) | Statement(text) | Thing(text):
            return replace(what, text=f"{text} in {whole}")
        case Symbol(name):
            return replace(what, name=f"{name} in {whole}")
        case Compared() | Version() | Common() | Detail():
            return what


def shortened(title: str) -> str:
    """A title without the line that goes with it: "Rye – the daily loaf" is Rye."""
    said = tidied(title)
    short = re.split(r"\s+[|–—-]+\s+|:\s+", said)[0]
    return short if short and len(words(short)) <= 8 else said


def topic(title: str, small: frozenset[str] = frozenset()) -> str:
    """What a title is about: "Welcome to Rye – the daily loaf" is about Rye."""
    said = shortened(title)
    if is_question(said):
        return in_sentence(_ASKING.sub("", said.rstrip("? ")), small)
    bare = _WELCOME.sub("", said)
    bare = _TRAILING.sub("", bare).strip()
    told = task(bare, small)
    if told:
        return doing(told)
    return in_sentence(re.sub(r"^(?:the|an?)\s+", "", bare, flags=re.IGNORECASE) or said, small)


def serves(topic: str) -> bool:
    """Whether a topic can stand in a question as what something is a part of."""
    return 0 < len(words(topic)) <= 4 and _UNFIT.search(topic) is None
