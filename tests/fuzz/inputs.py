"""What is put in: good texts with something changed, grammars of their own, and mere noise."""

from collections.abc import Callable, Iterator, Sequence

from hostile.texts import TEXTS
from hypothesis import strategies as st

NOISE = ("", " ", "\n", "\t", "\r", "\x00", "\x1b[2J", "\u2028", "\ufeff", "\u202e", "\ud800",
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


def changed(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    """The text with each edit's piece in the place of so many letters; places wrap around."""
    for place, length, piece in edits:
        at = place % (len(text) + 1)
        text = text[:at] + piece + text[at + length :]
    return text


def mutated(texts: Sequence[str], pieces: Sequence[str]) -> st.SearchStrategy[str]:
    """One of the texts with some letters taken out and some pieces or letters put in."""
    piece = st.one_of(
        st.sampled_from((*pieces, *NOISE)),
        st.just(""),
        st.text(max_size=3),
    )
    edit = st.tuples(st.integers(0, 9_999), st.integers(0, 30), piece)
    return st.builds(changed, st.sampled_from(texts), st.lists(edit, min_size=1, max_size=5))


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

JSON_PIECES = ("{", "}", "[", "]", '"', ":", ",", "null", "true", "-1", "1e400", "9" * 25, "NaN",
               "[" * 5_000, '{"":' * 5_000, '"\\ud800"', "\\u0000", '"type":', "0", "-", "2")  # fmt: skip
