"""Two questions in one text, taken apart."""

import re

_SENTENCES = re.compile(r"(?<=[?!;])\s+|(?<=[a-z]{2}\.)\s+|\n+")
_CLAUSES = re.compile(
    r",?\s+(?:and|also|but)\s+(?:also\s+)?(?=(?:what|whats|what's|why|how|when|where|which|who|is|are"
    r"|does|do|did|can|could|should|would|will|has|have)\b)",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"^(?P<before>(?:please\s+)?(?:compare|explain|describe|define|tell me about|what about"
    r"|how about|what (?:is|are)|what's|differences? in|talk about)"
    r"(?:\s+(?:the|their|a|an))?)"
    r"\s+(?P<one>[\w' -]+?)\s+and\s+(?P<two>[\w' -]+?)\s*[?.!]*$",
    re.IGNORECASE,
)
_ASPECTS = re.compile(
    r"^(?P<before>\S.*?\b(?:regarding|concerning|in terms of|with (?:respect|regards?) to"
    r"|in regard to|when it comes to|based on|as to))\s+(?P<listed>[\w' -]+(?:,[\w' -]+)*?"
    r"(?:,\s*and\s|\s(?:and|vs)\s|,)[\w' -]+?)\s*[?.!]*$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+", re.IGNORECASE)
MOST_PARTS = 4
"""Parts taken of one text; the rest stays with the last."""


def sentences(text: str) -> tuple[str, ...]:
    """The questions of a text that stand on their own: by mark, or by "and" and a question word."""
    found = [
        clause.strip(" ,")
        for sentence in _SENTENCES.split(text)
        for clause in _CLAUSES.split(sentence)
    ]
    kept = [part for part in found if re.search(r"\w", part)]
    return tuple(kept[:MOST_PARTS])


def pair(text: str) -> tuple[str, ...]:
    """*Compare size and security* as *compare size* and *compare security*; else empty.

    Where aspects are listed at the end (*compare them in terms of size, speed and security*), one
    part each.
    """
    asked = text.strip()
    if aspects := _ASPECTS.match(asked):
        listed = [one for one in _LISTED.split(aspects["listed"]) if one][:MOST_PARTS]
        return tuple(f"{aspects['before']} {one}" for one in listed)
    if found := _PAIR.match(asked):
        return (f"{found['before']} {found['one']}", f"{found['before']} {found['two']}")
    return ()
