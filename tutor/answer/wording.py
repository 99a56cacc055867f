"""How like a question's wording is to a target's phrasings, whatever the order of the words.

The fit sees what many phrasings have in common; this sees the one that says nearly the same.
"""

from collections.abc import Sequence

LIKELIEST = 8
"""Targets, best first, whose phrasings are looked at one by one."""

SHARED, SORTED = 0.4, 0.4
"""How much the nearest phrasing counts by the words it shares, and by all words in order."""


def worded(said: str, phrasings: Sequence[str]) -> float:
    """0 for nothing alike to SHARED + SORTED for a phrasing word by word."""
    from rapidfuzz import fuzz, process

    shared = process.extractOne(said, phrasings, scorer=fuzz.token_set_ratio)
    whole = process.extractOne(said, phrasings, scorer=fuzz.token_sort_ratio)
    return (SHARED * shared[1] + SORTED * whole[1]) / 100 if phrasings else 0.0
