"""Normalising, tokens, stems: the ground floor that every part reads text with."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

_ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|.)?"
    r"|\x9b[0-?]*[ -/]*[@-~]"
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_QUOTES = {"‘": "'", "’": "'", "‛": "'", "´": "'", "`": "'", "“": '"', "”": '"'}
_PLAIN_MARKS = str.maketrans({**_QUOTES, **dict.fromkeys("‐‑‒–—―−", "-")})
_OUTER_MARKS = " .,;:!?\"'()[]…-"
_WORD = re.compile(r"[^\W_]+(?:['.\-+&][^\W_]+)*(?:\+{1,2}|#)?")


def clean(text: str) -> str:
    """Text that is safe to draw: no escapes, controls, bidi marks or zero-width characters.

    Line ends stay (as ``\\n``), tabs become a space, lone surrogates U+FFFD; the rest is NFC.
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = _INVISIBLE.sub("", _ESCAPE.sub("", text))
    return unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text))


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
        text = unicodedata.normalize("NFKC", text.translate(_PLAIN_MARKS))
        text = unicodedata.normalize("NFKC", text.casefold())
    return text.casefold().translate(_PLAIN_MARKS)


@cache
def _stemmer() -> Callable[[str], str]:
    import snowballstemmer

    stemmer = snowballstemmer.stemmer("english")
    return lambda word: str(stemmer.stemWord(word))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return _stemmer()(word)
