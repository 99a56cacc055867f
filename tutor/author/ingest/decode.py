"""From bytes to text: which encoding it is, and text that was once read in the wrong one.

Text is mended only where that is exact: written out in the wrong encoding and read as UTF-8 it must
say something, and the way back must give the same letters again. A closing quote is given back as
well of which the last byte was lost on the way, where one stands open before it.
"""

import codecs
import re
from dataclasses import dataclass
from functools import cache

WRONG = ("cp1252", "mac_roman")
"""The encodings that UTF-8 is most often taken for."""

LOST_QUOTE = "â€\ufffd"
"""A closing quote whose last byte is lost: in the commonest wrong encoding it is no letter."""

_QUOTES = re.compile(f"([“”]|{LOST_QUOTE})")

MOST_NULS = 0.02
"""The share of NUL characters from which bytes are no text, 0 to 1."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NEWLINE = re.compile(r"\r\n?|\n")
_MISFIT = re.compile(
    r"[\x80-\x9f]|(?<=[a-z])[A-ZÀ-ÖØ-Þ]|[^\W\d_][¡¢£¤¥¦§¨©ª¬®¯±²³´¶·¸¹º¼½¾¿](?=\w)"
)
"""What betrays bytes read in the wrong encoding: controls, capitals or signs inside words."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A document's lines, without line ends, and the lines (from 1) that were mended."""

    lines: tuple[str, ...]
    encoding: str
    mended: tuple[int, ...] = ()
    damaged: tuple[int, ...] = ()


class NotText(Exception):  # noqa: N818 - it is named for what is wrong
    """The bytes are no text; the message says why."""


def decode(raw: bytes) -> Decoded:
    """The lines of a document. Raises ``NotText`` where the bytes are none."""
    text, encoding = _text(raw)
    if text.count("\0") > MOST_NULS * len(text):
        raise NotText("it holds binary data, not text")
    lines = _NEWLINE.split(text)
    mended = [mend(line) for line in lines]
    return Decoded(
        tuple(mended),
        encoding,
        tuple(n for n, (old, new) in enumerate(zip(lines, mended, strict=True), 1) if old != new),
        tuple(n for n, line in enumerate(mended, 1) if "\ufffd" in line),
    )


def _text(raw: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace"), encoding.removesuffix("-sig")
    wide = _without_mark(raw)
    if wide:
        return raw.decode(wide, "replace"), wide
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _mixed(raw)


def _without_mark(raw: bytes) -> str:
    """UTF-16 that begins with no mark: every other byte of plain text is zero."""
    head = raw[:2000]
    if len(head) < 8:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) / 2 and even < 0.05 * len(head):
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(head) / 2 and odd < 0.05 * len(head) else ""


def _mixed(raw: bytes) -> tuple[str, str]:
    """Line by line UTF-8 where that is possible, else the likelier of the single-byte encodings."""
    lines = raw.split(b"\n")
    others = b"\n".join(line for line in lines if _utf8(line) is None)
    encoding = min(WRONG, key=lambda name: len(_MISFIT.findall(_single(others, name))))
    read = [_utf8(line) for line in lines]
    told = [
        good if good is not None else _single(line, encoding)
        for good, line in zip(read, lines, strict=True)
    ]
    return "\n".join(told), encoding


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _single(raw: bytes, encoding: str) -> str:
    letters = {byte: letter for letter, byte in _bytes_of(encoding).items()}
    return "".join(chr(byte) if byte < 0x80 else letters[byte] for byte in raw)


@cache
def _bytes_of(encoding: str) -> dict[str, int]:
    """The byte of every letter beyond ASCII; bytes with no letter stand for controls."""
    found: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        try:
            letter = bytes([byte]).decode(encoding)
        except UnicodeDecodeError:
            letter = chr(byte)
        found[letter] = byte
    return found


@cache
def _run_of(encoding: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(''.join(_bytes_of(encoding)))}]{{2,}}")


def mend(line: str) -> str:
    """The line with every run of letters mended that is UTF-8 read in a wrong encoding."""
    if line.isascii():
        return line
    for encoding in WRONG:

        def mended(run: re.Match[str], name: str = encoding) -> str:
            return _mended(run, name)

        line = _run_of(encoding).sub(mended, line)
    return _closed(line)


def _closed(line: str) -> str:
    """The line with closing quotes where nothing else can have been lost."""
    if LOST_QUOTE not in line:
        return line
    opened = 0
    parts: list[str] = []
    for part in _QUOTES.split(line):
        mark = "”" if part == LOST_QUOTE and opened > 0 else part
        opened += (mark == "“") - (mark == "”")
        parts.append(mark)
    return "".join(parts)


def _mended(run: re.Match[str], encoding: str) -> str:
    table = _bytes_of(encoding)
    read = run.group()
    try:
        meant = bytes(table[letter] for letter in read).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return read
    inside = run.string[run.end() : run.end() + 1].isalpha()
    exact = _single(meant.encode("utf-8"), encoding) == read
    return meant if exact and _likely(meant, inside=inside) else read


def _likely(meant: str, *, inside: bool) -> bool:
    """Whether people write this; “ß«” at the end of a German word is a letter and a quote.

    ``inside``: a letter follows, so that no closing quote stands there.
    """
    if all(letter <= "\xff" or letter >= "\u2000" for letter in meant):
        return not any("\ue000" <= letter <= "\uf8ff" for letter in meant)
    return (inside or len(meant) > 1) and all(letter <= "\u04ff" for letter in meant)
