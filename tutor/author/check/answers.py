"""Answers: phrasings that do not lead to their entry, and entries that are taken for each other."""

from collections import Counter
from collections.abc import Iterator

from tutor.answer.decide import Answer, decide
from tutor.answer.index import Compiled, Index, Stray
from tutor.course.load import Loaded
from tutor.course.model import Course
from tutor.course.source import Finding
from tutor.text import normalise

FEWEST_PHRASINGS = 5

CONFUSED, CONFUSED_SHARE = 3, 0.1
"""Entries are confusable when so many of one's phrasings, and such a share, lead to another."""


def findings(loaded: Loaded) -> Iterator[Finding]:
    """Every phrasing that cannot lead to one entry, and entries with too few of them."""
    owners = dict(_elsewhere(loaded.course))
    for entry in loaded.course.entries.values():
        if len(entry.ask) < FEWEST_PHRASINGS:
            yield Finding(
                loaded.locate("entry", entry.id, "ask"),
                "A002",
                f"entry {entry.id} has {len(entry.ask)} phrasings",
                f"write at least {FEWEST_PHRASINGS}, as people would type them",
                "warning",
            )
        for number, phrasing in enumerate(entry.ask):
            text = normalise(phrasing)
            owner = owners.setdefault(text, f"entry {entry.id}")
            at = loaded.locate("entry", entry.id, "ask", number)
            if owner != f"entry {entry.id}":
                yield Finding(at, "A001", f"{owner} has the phrasing “{phrasing}” too", "keep one")


def _elsewhere(course: Course) -> Iterator[tuple[str, str]]:
    """What is typed for something that is no entry, and what has it."""
    for belief in course.misconceptions.values():
        for text in belief.heard_as:
            yield normalise(text), f"misconception {belief.id}"
    for group in course.out_of_scope:
        for text in group.ask:
            yield normalise(text), "out_of_scope"


def matched(loaded: Loaded, compiled: Compiled) -> Iterator[Finding]:
    """What the shipped matcher makes of the phrasings, each left out of what it learned from."""
    index = compiled.index
    yield from _lost(loaded, index, compiled.strays)
    yield from _confusable(loaded, index, compiled.strays)
    for entry in loaded.course.entries.values():
        for number, text in enumerate(entry.not_ask):
            decision = decide(index, text)
            if isinstance(decision, Answer) and decision.entry == entry.id:
                yield Finding(
                    loaded.locate("entry", entry.id, "not_ask", number),
                    "A004",
                    f"“{text}” is answered with {entry.id} all the same",
                    "write the near miss in more ways, or take its words out of ask",
                    "warning",
                )


def _lost(loaded: Loaded, index: Index, led_astray: tuple[Stray, ...]) -> Iterator[Finding]:
    """A phrasing without which a wrong answer would be given."""
    for stray in led_astray:
        entry = index.targets[stray.owner].id
        number = loaded.course.entries[entry].ask.index(stray.text)
        yield Finding(
            loaded.locate("entry", entry, "ask", number),
            "A003",
            f"going by the other phrasings, “{stray.text}” is answered with "
            f"{index.targets[stray.found[0]].id}",
            "write one or two like it beside it, or move it there",
            "warning",
        )


def _confusable(loaded: Loaded, index: Index, led_astray: tuple[Stray, ...]) -> Iterator[Finding]:
    """Pairs of entries about different things of which one's phrasings lead to the other."""
    pairs = Counter((one.owner, one.found[0]) for one in led_astray)
    for (own, other), count in pairs.items():
        if index.targets[own].concepts[:1] == index.targets[other].concepts[:1]:
            continue
        of = len(loaded.course.entries[index.targets[own].id].ask)
        if count >= max(CONFUSED, CONFUSED_SHARE * of):
            entry, taken_for = index.targets[own].id, index.targets[other].id
            yield Finding(
                loaded.locate("entry", entry),
                "A005",
                f"{count} of the {of} phrasings of {entry} lead to {taken_for}",
                "tell the two apart in their phrasings, or make them one entry",
                "warning",
            )
