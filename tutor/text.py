"""Normalising, tokens, stems: the ground floor that every part reads text with.

The cleaning has its home here as well: ``clean`` is what texts go through on their way in and
before they are drawn, ``harmless`` what the faces put all their output through, whoever wrote it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from msgspec.json import Decoder

Read = TypeVar("Read")

_ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|[PX^_][^\x1b\n]*(?:\x1b\\)?"
    r"|[^\n])?"
    r"|\x9b[0-?]*[ -/]*[@-~]|\x9d[^\x07\x1b\x9c\n]*(?:[\x07\x9c]|\x1b\\)?"
    r"|[\x90\x98\x9e\x9f][^\x1b\x9c\n]*(?:\x9c|\x1b\\)?"
)
"""Escape sequences whole, so that none leaves its tail behind; one that is not closed ends with
its line."""

_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb"
_IGNORABLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
"""What Unicode calls default ignorable: zero-width characters, bidi marks, tags, variations."""

_UNSEEN = re.compile(f"[{_CONTROL}{_IGNORABLE}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_PERHAPS_MARKS = re.compile("[\u0300-\U0010ffff]{5,}")
MOST_MARKS = 4
"""Combining marks kept on one letter: no language needs more."""

_QUOTES = {"‘": "'", "’": "'", "‛": "'", "´": "'", "`": "'", "“": '"', "”": '"'}
_PLAIN_MARKS = str.maketrans({**_QUOTES, **dict.fromkeys("‐‑‒–—―−", "-")})
_OUTER_MARKS = " .,;:!?\"'()[]…-"
_WORD = re.compile(r"[^\W_]+(?:['.\-+&][^\W_]+)*(?:\+{1,2}|#)?")


MOST_TYPED = 10_000
"""Letters read of what is put in at once; what follows is not looked at, and not kept."""


def clean(text: str) -> str:
    """Text to draw and to compare: ``harmless``, NFC, its line ends ``\\n``, its tabs spaces."""
    if text.isascii() and text.isprintable():
        return text
    text = harmless(_LINE_ENDS.sub("\n", text).replace("\t", " "))
    return _few_marks(unicodedata.normalize("NFC", text))


def harmless(text: str) -> str:
    """The text without escapes, controls (but line ends and tabs) and what cannot be seen.

    That is all that moves the cursor, turns the direction of writing or hides in a text. Lone
    surrogates become U+FFFD, and no more than ``MOST_MARKS`` combining marks stay on a letter.
    """
    if text.isascii() and text.isprintable():
        return text
    return _few_marks(_SURROGATE.sub("\ufffd", _UNSEEN.sub("", _ESCAPE.sub("", text))))


def unseen(text: str) -> str:
    """The first character of a text that ``harmless`` would take out; empty where there is none."""
    found = None if text.isascii() and text.isprintable() else _UNSEEN.search(text)
    return found.group() if found is not None else ""


def json_text(data: object) -> str:
    """Data as JSON in one line, exact: where ``harmless`` would change it, ``\\uXXXX`` stands.

    Lone surrogates, which no UTF-8 can hold, become U+FFFD.
    """
    import json

    import msgspec

    text = json.dumps(msgspec.to_builtins(data), ensure_ascii=False, separators=(",", ":"))
    text = _SURROGATE.sub("\ufffd", text)
    if harmless(text) == text:
        return text
    return re.sub("[^ -~]", lambda found: json.dumps(found[0])[1:-1], text)


def from_json(decoder: "Decoder[Read]", body: bytes | str) -> Read:
    """What a text holds as JSON. Raises ``msgspec.DecodeError`` for anything else.

    That is also what nests too deep to be read, and what no UTF-8 can hold.
    """
    try:
        return decoder.decode(body)
    except (RecursionError, UnicodeError) as error:
        import msgspec

        raise msgspec.DecodeError(f"JSON that can't be read: {error}") from error


def normalise(text: str) -> str:
    """Text as it is compared: NFKC, lower case, plain quotes, single spaces, no outer marks."""
    return " ".join(_folded(text).split()).strip(_OUTER_MARKS)


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text, normalised: ``c++``, ``x86-64`` and ``don't`` are one word each."""
    return tuple(_WORD.findall(_folded(text)))


def stem(word: str) -> str:
    """The stem of a normalised English word (Snowball)."""
    return _stem(word)


def _folded(text: str) -> str:
    """NFKC and lower case, with curly quotes and long dashes made plain."""
    text = clean(text)
    if not text.isascii():
        text = _few_marks(unicodedata.normalize("NFKC", text.translate(_PLAIN_MARKS)))
        text = _few_marks(unicodedata.normalize("NFKC", text.casefold()))
    return text.casefold().translate(_PLAIN_MARKS)


def _few_marks(text: str) -> str:
    """The text without the marks that pile up on a letter; to normalise them takes n² steps."""
    return _PERHAPS_MARKS.sub(lambda run: "".join(_thinned(run[0])), text)


def _thinned(run: str) -> Iterator[str]:
    marks = 0
    for character in run:
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks <= MOST_MARKS:
            yield character


@cache
def _stemmer() -> Callable[[str], str]:
    import snowballstemmer

    stemmer = snowballstemmer.stemmer("english")
    return lambda word: str(stemmer.stemWord(word))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return _stemmer()(word)
