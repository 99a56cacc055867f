"""What people type to be told what stands under a heading: many ways, the plainest first."""

import re
from collections.abc import Iterator

from tutor.answer.common import FUNCTION
from tutor.author.ingest import generic
from tutor.author.ingest.english import in_sentence, is_plural, names_thing, words
from tutor.author.ingest.headings import (
    Asks,
    Common,
    Compared,
    Detail,
    Kind,
    Statement,
    Symbol,
    Task,
    Thing,
    Version,
    serves,
    topic,
)

_MINE = (
    (r"\byours\b", "mine"),
    (r"\byour\b", "my"),
    (r"\byou are\b", "I am"),
    (r"\byourself\b", "myself"),
)
_WHAT_IS = re.compile(r"^what(?:'s|’s|\s+is|\s+are)\s+(?:an?\s+|the\s+)?(.+)$", re.IGNORECASE)
_WORK = re.compile(r"^how (?P<do>do|does) (?P<what>.+) work$")
_SETTING = re.compile(
    r"^(?:with|without|in|on(?! call$)|at|from|for|by|via|through|under|inside|outside|within"
    r"|between|during)\s",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"^(?:\w+ )?(?:limitations|requirements|options|parameters|steps|benefits|advantages"
    r"|features|rules|types|"
    r"levels|kinds|differences|practices|examples|changes|reasons|ways|goals|principles|modes"
    r"|phases|stages|roles)\b",
    re.IGNORECASE,
)


def phrasings(kind: Kind, heading: str, about: str) -> Iterator[str]:
    """Ways to ask for it. ``about``: what the document or the heading above is about."""
    match kind:
        case Asks(text=text):
            yield from _question(text)
        case Task(text=text):
            yield from _task(text)
        case Compared(one=one, other=other):
            yield from _comparison(one, other)
        case Symbol(name=name, kind=what):
            yield from _symbol(name, what, about)
        case Version(number=number):
            yield from _version(number, about)
        case Common(key=key):
            yield from generic.asked(key, heading, about)
        case Statement(text=text):
            yield from _statement(text)
        case Thing(text=text):
            yield from _thing(text, about)
        case Detail(heading=whole, label=label):
            yield from _detail(whole, label, about)
    yield from _anyway(kind, heading, about)


def mine(text: str) -> str:
    """A text as the reader says it: "your oven" is my oven."""
    for theirs, ours in _MINE:
        text = re.sub(theirs, ours, text, flags=re.IGNORECASE)
    return text


def keywords(text: str) -> str:
    """The words of a text that say something, as people type them into a search box."""
    said = [word for word in words(text) if word.lower() not in FUNCTION]
    return " ".join(word if _spelt(word) else word.lower() for word in said)


def _spelt(word: str) -> bool:
    return word[1:] != word[1:].lower() or not word.isalpha()


def _question(text: str) -> Iterator[str]:
    yield f"{text}?"
    what = _WHAT_IS.match(text)
    if what is not None:
        yield from _thing(in_sentence(what.group(1)), "")
    core = keywords(text)
    lowered = text[:1].lower() + text[1:]
    working = _WORK.match(lowered)
    if working is not None:
        thing, form = working["what"], "work" if working["do"] == "do" else "works"
        yield from (
            f"how {thing} {form}",
            f"explain how {thing} {form}",
            f"inner workings of {thing}",
        )
    rest = lowered.partition(" ")[2]
    if lowered.startswith("why "):
        yield from (f"reason why {rest}", f"{core} why")
    if lowered.startswith("when ") and core:
        yield f"in which case {core}"
    if lowered.startswith(("can i ", "can you ", "can we ")):
        done = mine(lowered.partition(" ")[2].partition(" ")[2])
        yield from (f"is it possible to {done}", f"am I able to {done}", f"how can I {done}")
    if lowered.startswith(("do i need to ", "should i ", "must i ")):
        done = mine(re.sub(r"^(?:do i need to|should i|must i) ", "", lowered))
        yield from (f"is it necessary to {done}", f"do I have to {done}")
    yield lowered
    if core:
        yield from (f"explain {core}", f"{core} explained", f"question about {core}", core)


def _task(text: str) -> Iterator[str]:
    done = mine(text)
    core = keywords(text)
    yield f"How do I {done}?"
    yield f"how to {text}"
    yield core
    yield f"steps to {text}"
    yield f"I want to {done}"
    yield f"what do I have to do to {done}"
    yield f"show me how to {done}"
    yield f"what is the way to {text}"


def _comparison(one: str, other: str) -> Iterator[str]:
    yield f"What is the difference between {one} and {other}?"
    yield f"{one} vs {other}"
    yield f"{one} or {other}"
    yield f"how do {one} and {other} differ"
    yield f"compare {one} and {other}"
    yield f"{other} compared with {one}"
    yield f"difference {keywords(one)} {keywords(other)}"


def _symbol(name: str, kind: str, about: str) -> Iterator[str]:
    said = f"{kind} {name}" if kind and kind not in ("option", "command") else name
    if kind == "event":
        yield f"When does the event {name} happen?"
    elif kind in ("class", "interface", "type", "struct", "object", "enum", "module"):
        yield f"What is the {kind} {name}?"
    else:
        yield f"What does {name} do?"
    yield name
    yield f"how do I use {name}"
    yield f"explain {said}"
    yield f"{name} usage"
    yield f"what is {name} for"
    if kind:
        yield f"{name} {kind}"
    if serves(about) and about != name:
        yield f"{name} in {about}"
    yield f"when do I need {name}"


def _version(number: str, about: str) -> Iterator[str]:
    of = f" of {about}" if serves(about) else ""
    yield f"What changed in version {number}{of}?"
    yield f"what is new in {number}"
    yield f"changes in {number}"
    yield f"{number} release notes"
    yield f"{about if serves(about) else 'version'} {number}"
    yield f"which fixes are in {number}"


def _statement(text: str) -> Iterator[str]:
    said = in_sentence(text)
    core = keywords(text)
    yield f"Is it true that {said}?"
    yield said
    yield f"why {said}"
    yield core
    yield f"explain {core}"
    yield f"what about {core}"


def _detail(heading: str, label: str, about: str) -> Iterator[str]:
    of = about if generic.frames(heading) else topic(heading)
    yield f"What else should I know about {of}?"
    if label:
        yield f"What about {label} in {of}?"
        yield f"{heading.rstrip('?')} {label}"
        yield label
    yield f"more about {of}"
    yield f"{of} in detail"
    yield f"what else about {of}"
    if label:
        yield f"explain {label}"
        yield f"{label} {of}"


def _circumstance(text: str, about: str) -> Iterator[str]:
    """ "Without yeast", "On a cold day": how it is then."""
    of = about if serves(about) else "it"
    yield f"How does {of} work {text}?"
    yield text
    yield f"what about {text}"
    yield f"{of} {text}"
    yield f"what changes {text}"
    yield f"explain {of} {text}"
    yield f"how do I do it {text}"


def _thing(text: str, about: str) -> Iterator[str]:
    if _SETTING.match(text):
        yield from _circumstance(text, about)
        return
    core = keywords(text) or text
    article = re.match(r"(?:the|an?|your|our|my|this|each|every|all)\s", text, re.IGNORECASE)
    said = mine(text)
    bare = text[article.end() :] if article else text
    if " " not in core and len(words(bare)) == 2:
        core = bare
    if text.lower().startswith(("when ", "if ", "after ", "before ", "while ")):
        yield f"What happens {said}?"
    elif is_plural(text):
        yield f"What are the {bare}?" if _MANY.match(bare) else f"What are {said}?"
    else:
        yield f"What is {said}?"
    yield f"{bare} explained"
    yield f"tell me about {said}"
    yield core
    yield f"explain {said}"
    if names_thing(bare) and len(words(bare)) <= 4:
        yield f"what is meant by {bare}"
    does = "do" if is_plural(text) else "does"
    yield f"how {does} {said} work"
    yield f"what should I know about {said}"


def _anyway(kind: Kind, heading: str, about: str) -> Iterator[str]:
    """Ways that always serve, the clumsier the later."""
    if isinstance(kind, Common):
        return
    said = in_sentence(heading.rstrip("?!. "))
    core = keywords(heading) or said
    if serves(about) and about.lower() not in heading.lower():
        yield f"{core} in {about}"
        yield f"{about} {core}"
        yield f"what does {about} say about {core}"
    yield f"{core} details"
    yield f"more about {said}"
    yield f"information on {said}"
    yield f"help with {core}"
