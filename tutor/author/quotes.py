"""Where a quote stands in its document."""

import re
from collections.abc import Iterator

LONGEST_LOOKED_FOR = 600
"""Letters of a quote by which the place that it may have moved to is looked for."""

ALIKE = 55
"""From 0 to 100: how alike a passage must be to be named as what the quote may have become."""

_LINES = re.compile(r"(\d{1,7})(?:\s*[-–]\s*(\d{1,7}))?")
_NEWLINE = re.compile(r"\r\n?|\n")

Place = tuple[int, int]
"""The first and last line of something, from 1."""


class Text:
    """A document's text, in which pieces are found whatever the space between their words."""

    def __init__(self, text: str) -> None:
        self.lines = _NEWLINE.split(text)
        self._starts: list[int] = []
        told: list[str] = []
        size = 0
        for line in self.lines:
            self._starts.append(size)
            words = line.split()
            if words:
                told.append(" ".join(words))
                size += len(told[-1]) + 1
        self._text = " ".join(told)

    def places(self, quote: str) -> list[Place]:
        """Every place where a quote stands, in whole words."""
        wanted = _spaced(quote)
        return [(self._line(at), self._line(at + len(wanted) - 1)) for at in self._found(wanted)]

    def place(self, quote: str, lines: str) -> Place | None:
        """Of the places where a quote stands, the one in these lines, else the nearest to them."""
        places = self.places(quote)
        given = place_of(lines)
        if not places or given in places:
            return given if places else None
        first = given[0] if given is not None else places[0][0]
        return min(places, key=lambda place: abs(place[0] - first))

    def nearest(self, quote: str, lines: str) -> Place | None:
        """The place of what is most like a quote, the given lines first; None where nothing is."""
        from rapidfuzz import fuzz

        wanted = _spaced(quote)
        given = place_of(lines)
        if given is not None:
            here = "\n".join(self.lines[given[0] - 1 : given[1]])
            if fuzz.ratio(_spaced(here), wanted) >= ALIKE:
                return given
        wanted = wanted[:LONGEST_LOOKED_FOR]
        if len(wanted) > len(self._text):
            return None
        found = fuzz.partial_ratio_alignment(wanted, self._text, score_cutoff=ALIKE)
        if found is None:
            return None
        return self._line(found.dest_start), self._line(max(found.dest_start, found.dest_end - 1))

    def _found(self, wanted: str) -> Iterator[int]:
        at = self._text.find(wanted) if wanted else -1
        while at >= 0:
            if not self._parts_a_word(at) and not self._parts_a_word(at + len(wanted)):
                yield at
            at = self._text.find(wanted, at + 1)

    def _parts_a_word(self, at: int) -> bool:
        return self._text[max(at - 1, 0) : at].isalnum() and self._text[at : at + 1].isalnum()

    def _line(self, at: int) -> int:
        from bisect import bisect_right

        line = bisect_right(self._starts, at)
        while line > 1 and not self.lines[line - 1].strip():
            line -= 1
        return line


def place_of(lines: str) -> Place | None:
    """The place that ``lines`` of a support name: ``12`` or ``12-18``; None for anything else."""
    found = _LINES.fullmatch(lines.strip())
    if found is None:
        return None
    first = int(found.group(1))
    return first, int(found.group(2) or first)


def lines_of(place: Place) -> str:
    """A place as ``lines`` of a support name it: ``12`` or ``12-18``."""
    first, last = place
    return str(first) if first == last else f"{first}-{last}"


def named_lines(lines: str) -> str:
    """What ``lines`` of a support name, in a sentence: "line 12", "lines 12-18"."""
    return f"line {lines}" if lines.isdigit() else f"lines {lines}"


def _spaced(text: str) -> str:
    return " ".join(text.split())
