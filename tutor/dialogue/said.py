"""What a typed answer says: the words that carry it, and which of them it denies."""

import re
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from rapidfuzz.distance import OSA

from tutor.dialogue.amounts import UNITS, amount, plain_numbers, same_amount, with_amounts
from tutor.text import stem, tokens

FILLERS = frozenset(
    "a an the is are was were be it its it's this that these those they i think guess believe say "
    "would my answer maybe probably so of to called named just course well um hmm in by with and "
    "or for on as there about around roughly approximately nearly almost exactly only please "
    "surely definitely certainly i'm im sure we you do does did has have must should them".split()
)
NEGATIONS = frozenset(
    "not no never none neither nor without isn't aren't wasn't doesn't don't can't cannot isnt "
    "arent dont doesnt cant won't wont".split()
)

_DENIES = re.compile(
    r"\b(?:instead of|rather than|other than|anything but|far from|unlike|as opposed to"
    r"|(?:and|but) not)\b"
    r"|(?<!\bis)(?<!\bare)(?<!\bdo)(?<!\bdoes)(?<!\bwas)(?<!\bcan)(?<!\bwill)\s+not\b",
    re.IGNORECASE,
)
"""What begins a clause of its own that denies: "yeast rather than salt"."""

_CLAUSES = re.compile(
    r"[;:!?]+|[.,](?=\s|$)|\s[-–—]+\s|\b(?:but|however|though|instead)\b", re.IGNORECASE
)
_AND = re.compile(r"\b(?:and|while|whereas)\b", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_OR = re.compile(r"\bor\b|\s/\s", re.IGNORECASE)


class Said(Struct, frozen=True):
    """The words of an answer. ``affirmed`` are those of clauses that deny nothing.

    ``alternatives`` are the words on either side of an "or".
    """

    all: tuple[str, ...]
    affirmed: tuple[str, ...]
    alternatives: tuple[tuple[str, ...], ...]


def said(text: str) -> Said:
    """The words of an answer, read clause by clause: "not salt, but yeast"."""
    parts = [part for part in _CLAUSES.split(_DENIES.sub(" ; not ", plain_numbers(text))) if part]
    affirmed = [part for part in parts if "not" not in words(part)]
    alternatives = (words(each) for part in affirmed for each in _OR.split(part))
    return Said(
        words(text),
        tuple(word for part in affirmed for word in words(part)),
        tuple(each for each in alternatives if each),
    )


def told_of_what_is_asked(text: str, question: str) -> str:
    """The one clause that speaks of what the question's last sentence asks for, else nothing.

    Asked for the host, of "the baker is the host, the dog is the guest" it is the first half.
    """
    asked = set(words(_SENTENCES.split(question.strip())[-1]))
    parts = [part for clause in _CLAUSES.split(text) for part in _AND.split(clause) if part.strip()]
    telling = [part for part in parts if asked & set(words(part))]
    return telling[0].strip() if len(telling) == 1 < len(parts) else ""


@lru_cache(maxsize=2_000)
def words(text: str) -> tuple[str, ...]:
    """The words that carry an answer: no articles, numbers as digits with their units, stems."""
    found: list[str] = []
    whole = [token.removesuffix("'s") for token in tokens(plain_numbers(text))]
    for word in with_amounts(whole):
        if word in NEGATIONS:
            found.append("not")
        elif amount(word) is not None or word in UNITS:
            found.append(word)
        elif word and word not in FILLERS:
            found.append(_stem(word))
    return tuple(found)


@lru_cache(maxsize=5_000)
def _stem(word: str) -> str:
    return word if any(c.isdigit() for c in word) else stem(word)


def holds(expected: tuple[str, ...], given: tuple[str, ...]) -> bool:
    """Whether all these words are there, in any order; two may be written as one."""
    if not expected:
        return False
    if all(any(same(word, other) for other in given) for word in expected):
        return True
    if len(expected) == 2 and any(same("".join(expected), other) for other in given):
        return True
    pairs = ("".join(pair) for pair in pairwise(given))
    return len(expected) == 1 and any(same(expected[0], pair) for pair in pairs)


def same(word: str, other: str) -> bool:
    """The same word, one slip forgiven from five letters on and two from nine.

    Amounts are compared as such; a unit alone is held by every amount in it.
    """
    if word == other:
        return True
    amounts = amount(word), amount(other)
    if amounts[0] is not None and amounts[1] is not None:
        return same_amount(amounts[0], amounts[1])
    if amounts[1] is not None:
        return word == amounts[1].unit
    if any(c.isdigit() for c in word + other) or word[0] != other[0] or "not" in (word, other):
        return False
    if word in UNITS or other in UNITS:
        return False
    slips = 2 if len(word) >= 9 else 1 if len(word) >= 5 else 0
    return slips > 0 and OSA.distance(word, other, score_cutoff=slips) <= slips
