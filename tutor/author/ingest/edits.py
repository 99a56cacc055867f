"""Changes to course files by place: the lines around them, comments included, stay as they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tutor.course.source import Mapping, Position

MARK = "# tutor ingest: "
"""What a comment begins with that was put there to flag an entry; only such are taken away."""

ANEW = "drafted anew"
"""What such a comment says of an entry that nobody has read since; it stays until it is removed."""

MORE = "#   "
"""What the further lines of such a comment begin with."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Lines of a file (from 1; ``last`` is before ``first`` to insert) and what they become."""

    first: int
    last: int
    lines: tuple[str, ...]


class Lines:
    """A file's lines, with changes to be made all at once."""

    def __init__(self, path: Path) -> None:
        raw = path.read_bytes().decode("utf-8")
        self.path = path
        self.mark = "\ufeff" if raw.startswith("\ufeff") else ""
        self.end = "\r\n" if "\r\n" in raw else "\n"
        self.lines = raw.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
        self.edits: list[Edit] = []

    def value(self, mapping: Mapping, key: str, lines: Sequence[str]) -> bool:
        """Put these lines in a key's place; False where its place is not plain enough for that."""
        at = self._plain(mapping, key)
        if at is None:
            return False
        first = at.line
        before = self.lines[first - 1][: at.column - 1]
        last = self._end(first, at.column - 1)
        shift = " " * (at.column - 1)
        told = [before + lines[0].lstrip(), *(_moved(line, lines[0], shift) for line in lines[1:])]
        if told != self.lines[first - 1 : last]:
            self.edits.append(Edit(first, last, tuple(told)))
        return True

    def added(self, mapping: Mapping, after: str, lines: Sequence[str]) -> bool:
        """Put the lines of a new key behind another one; False where that is not plain enough."""
        at = self._plain(mapping, after)
        if at is None:
            return False
        last = self._end(at.line, at.column - 1)
        shift = " " * (at.column - 1)
        told = tuple(_moved(line, lines[0], shift) for line in lines)
        self.edits.append(Edit(last + 1, last, told))
        return True

    def _plain(self, mapping: Mapping, key: str) -> Position | None:
        """Where a key stands, if nothing but the mark of a list is before it on its line."""
        at = mapping.keys.get(key)
        if at is None:
            return None
        head = self.lines[at.line - 1]
        before, rest = head[: at.column - 1], head[at.column - 1 :]
        alone = re.fullmatch(r"[ ]*(?:- +)?", before) and rest.startswith(f"{key}:")
        return at if alone else None

    def _end(self, first: int, indent: int) -> int:
        """The last line of the value of a key on this line."""
        last = first
        for number in range(first + 1, len(self.lines) + 1):
            line = self.lines[number - 1]
            if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
                break
            if line.strip():
                last = number
        return last

    def flag(self, at: Position, text: Sequence[str]) -> None:
        """Put a comment above the item that begins here, in place of an earlier one of ours.

        Without a text an earlier one is taken away, unless it says that the author has yet to read
        what was drafted anew.
        """
        line = self.lines[at.line - 1]
        indent = line[: len(line) - len(line.lstrip(" "))]
        first = at.line
        while first > 1 and self.lines[first - 2].lstrip(" ").startswith((MARK, MORE)):
            first -= 1
        while first < at.line and not self.lines[first - 1].lstrip(" ").startswith(MARK):
            first += 1
        if not text and any(ANEW in line for line in self.lines[first - 1 : at.line - 1]):
            return
        told = [
            f"{indent}{MARK if number == 0 else MORE}{said}".rstrip()
            for number, said in enumerate(text)
        ]
        if told != self.lines[first - 1 : at.line - 1]:
            self.edits.append(Edit(first, at.line - 1, tuple(told)))

    def save(self) -> bool:
        """Write the file with all changes made; False where there were none."""
        if not self.edits:
            return False
        lines = list(self.lines)
        for edit in sorted(self.edits, key=lambda one: (-one.first, -one.last)):
            lines[edit.first - 1 : edit.last] = edit.lines
        text = self.mark + self.end.join(lines)
        self.path.write_bytes(text.encode("utf-8"))
        return True


def _moved(line: str, head: str, shift: str) -> str:
    """A line of a value, indented as its key is where it goes."""
    own = len(head) - len(head.lstrip(" "))
    return shift + line[own:] if line.strip() else ""
