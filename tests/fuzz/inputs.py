"""What is put in: good texts with something changed, grammars of their own, and mere noise."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from hostile.texts import TEXTS
from hypothesis import strategies as st

NOISE = ("", " ", "\n", "\t", "\r", "\x00", "\x1b[2J", "\u2028", "\ufeff", "\u202e", "\u200b", "\ud800",
         "é", "e\u0301\u0316", "ß", "İ", "日本", "🍞", "²", "٣", "½", "A" * 200, "9" * 30)  # fmt: skip

WORDS = tuple(
    "what is a the of yeast kneading oven levain dough bread bake why how do does not no it they "
    "or and is that hot 230 degrees gas salt water co2 carbon dioxide stretchy sweet flour cake "
    "one two three 1 2 3 9 0 400 mb 0.4 gb 1,5 4,000 % 5× twelve hundred million seconds ? ! . , "
    "/quiz /lesson /review /undo /more /flag /glossary /progress /course bread / ?? hint skip back "
    "quit undo yes no continue yeats knaeding ovn define between difference ' \" - c++ x86-64 don't"
    .split()
)  # fmt: skip

words = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)


WORD = -1
"""The length that stands for the word at a place."""

_WORD = re.compile(r"[\w-]+")


def changed(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    """The text with each edit's piece in the place of a word, or of so many letters.

    Places wrap around.
    """
    for place, length, piece in edits:
        at = place % (len(text) + 1)
        end = at + length
        if length == WORD:
            found = _WORD.search(text, at)
            at, end = found.span() if found is not None else (at, at)
        text = text[:at] + piece + text[end:]
    return text


def mutated(texts: Sequence[str], pieces: Sequence[str]) -> st.SearchStrategy[str]:
    """One of the texts with some letters taken out and some pieces or letters put in."""
    piece = st.one_of(
        st.sampled_from((*pieces, *NOISE)),
        st.just(""),
        st.text(max_size=3),
    )
    length = st.sampled_from((WORD, WORD, WORD, 0, 0, 1, 2, 30))
    edit = st.tuples(st.integers(0, 9_999), length, piece)
    edits = st.one_of(edit.map(lambda one: [one]), st.lists(edit, min_size=1, max_size=5))
    return st.builds(changed, st.sampled_from(texts), edits)


def mutated_bytes(texts: Sequence[str], pieces: Sequence[str]) -> st.SearchStrategy[bytes]:
    """The same as bytes, some of them no UTF-8; at times nothing but noise."""
    edit = st.tuples(st.integers(0, 9_999), st.integers(0, 3), st.binary(max_size=3))
    return st.one_of(
        mutated(texts, pieces).map(encoded),
        st.builds(_bytes_changed, mutated(texts, pieces), st.lists(edit, max_size=3)),
        st.binary(max_size=200),
    )


def _bytes_changed(text: str, edits: Sequence[tuple[int, int, bytes]]) -> bytes:
    raw = encoded(text)
    for place, length, piece in edits:
        at = place % (len(raw) + 1)
        raw = raw[:at] + piece + raw[at + length :]
    return raw


def encoded(text: str) -> bytes:
    """As UTF-8; a lone surrogate becomes bytes that are none."""
    return text.encode("utf-8", "surrogatepass")


typed = st.one_of(
    words,
    words,
    mutated(("what is yeast?", "how hot should the oven be", "carbon dioxide", "400 MB"), WORDS),
    st.text(max_size=40),
    st.sampled_from(tuple(TEXTS.values())),
    st.builds(str.__mul__, words, st.sampled_from((1, 1, 1, 40))),
)
"""What people type, and what they never would."""


def cuts(most: int) -> Callable[[str], Iterator[str]]:
    """A text, and its beginnings: as it is typed, or as a file is that was not written whole."""

    def parts(text: str) -> Iterator[str]:
        yield text
        step = max(1, len(text) // most)
        yield from (text[:at] for at in range(0, len(text), step))

    return parts


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
    | st.sampled_from((10**400, -(10**20), 2**63, 1e308)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
"""Anything that JSON can hold, and some of what it can't."""


def altered(bodies: Sequence[str], names: Sequence[str]) -> st.SearchStrategy[str]:
    """One of the JSON objects with some of its values, however deep, replaced; JSON still.

    By values of the same type, where it has any. A key that nobody knows may hold more than any
    reader's stack does.
    """
    value = st.one_of(st.integers(-3, 9), st.sampled_from(names), json_values)
    edits = st.lists(st.tuples(st.integers(0, 99), value), min_size=1, max_size=3)
    depth = st.sampled_from((0, 0, 0, 0, 5_000))
    return st.builds(_altered, st.sampled_from(bodies), edits, depth)


def _altered(body: str, edits: Sequence[tuple[int, object]], depth: int) -> str:
    held = [json.loads(body)]
    for number, value in edits:
        every = list(_places(held))
        places = [each for each in every if type(each[0][each[1]]) is type(value)] or every
        inside, key = places[number % len(places)]
        inside[key] = value
    text = json.dumps(held[0])
    if not depth or not isinstance(held[0], dict):
        return text
    return f'{{"more": {"[" * depth}{"]" * depth}, {text[1:]}'


def _places(held: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a value that holds a value: what it is in, and its key or number."""
    keys = held if isinstance(held, dict) else range(len(held)) if isinstance(held, list) else ()
    for key in keys:
        yield held, key
        yield from _places(held[key])


JSON_PIECES = ("{", "}", "[", "]", '"', ":", ",", "null", "true", "-1", "1e400", "9" * 25, "NaN",
               "[" * 5_000, '{"":' * 5_000, '"\\ud800"', "\\u0000", '"type":', "0", "-", "2")  # fmt: skip
