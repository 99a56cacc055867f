"""Answers: phrasings that two entries claim, and entries with too few of them."""

from collections.abc import Iterator

from tutor.course.load import Loaded
from tutor.course.source import Finding
from tutor.text import normalise

FEWEST_PHRASINGS = 5


def findings(loaded: Loaded) -> Iterator[Finding]:
    """Every phrasing that cannot lead to one entry."""
    owners: dict[str, str] = {}
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
            owner = owners.setdefault(text, entry.id)
            at = loaded.locate("entry", entry.id, "ask", number)
            if owner != entry.id:
                yield Finding(
                    at, "A001", f"entry {owner} has the phrasing “{phrasing}” too", "keep one"
                )
