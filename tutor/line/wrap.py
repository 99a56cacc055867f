"""Lines that fit a number of cells, and emphasis that takes none of them."""

import re
from collections.abc import Iterator
from shutil import get_terminal_size
from unicodedata import category, east_asian_width

ON, OFF = "\x01", "\x02"
"""Where emphasis begins and ends. ``text.clean`` removes both, so no course can forge them."""

WIDEST, NARROWEST = 78, 20
"""Columns: longer lines are hard to read, shorter ones hold no words."""

BOLD, PLAIN = "\x1b[1m", "\x1b[22m"

_MARKS = re.compile(f"[{ON}{OFF}]")


def width() -> int:
    """The columns that a line may take on this terminal."""
    return max(min(get_terminal_size((80, 24)).columns - 2, WIDEST), NARROWEST)


def strong(text: str) -> str:
    """The text with emphasis."""
    return f"{ON}{text}{OFF}"


def unmarked(text: str) -> str:
    """The text without its emphasis."""
    return _MARKS.sub("", text)


def inked(text: str) -> str:
    """The text as a terminal shows it: emphasis in bold."""
    return text.replace(ON, BOLD).replace(OFF, PLAIN)


def cells(text: str) -> int:
    """The columns that a text takes: two for a wide character, none for what joins another."""
    text = unmarked(text)
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> str:
    """The words of a text in lines of at most ``width`` cells.

    ``first`` begins the first line, ``rest`` each later one. A word that is longer than a line
    keeps one of its own, so that an address can still be copied.
    """
    return "\n".join(_lines(text.split(), width, first, rest))


def _lines(words: list[str], width: int, first: str, rest: str) -> Iterator[str]:
    line, used, empty = first, cells(first), True
    for word in words:
        size = cells(word)
        if not empty and used + 1 + size > width:
            yield line
            line, used, empty = rest, cells(rest), True
        line, used, empty = (
            line + ("" if empty else " ") + word,
            used + size + (0 if empty else 1),
            False,
        )
    yield line
