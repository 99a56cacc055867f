"""The lines of a conversation, one block of them a message, found by their number."""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate

from tutor.tui.block import BLANK, Block, Line


@dataclass
class Page:
    """Blocks under each other, and under them ``tail``: what is awaited."""

    blocks: list[Block] = field(default_factory=list)
    tail: Block = ()
    _ends: list[int] = field(default_factory=list)  # of each block and the tail

    def measure(self) -> None:
        """Count the lines, after the blocks or the tail have changed."""
        self._ends = list(accumulate(len(part) for part in (*self.blocks, self.tail)))

    @property
    def length(self) -> int:
        """How many lines there are."""
        return self._ends[-1] if self._ends else 0

    @property
    def lines(self) -> list[Line]:
        """All lines, from the first."""
        return [line for part in (*self.blocks, self.tail) for line in part]

    def line(self, at: int) -> Line:
        """A line, counted from 0; an empty one where there is none."""
        if not 0 <= at < self.length:
            return BLANK
        index = self.block_at(at)
        found = self.tail if index == len(self.blocks) else self.blocks[index]
        return found[at - self.start(index)]

    def block_at(self, line: int) -> int:
        """The block that a line belongs to, counted from 0; the tail is after the last."""
        return bisect_right(self._ends, line)

    def start(self, index: int) -> int:
        """The first line of a block."""
        return self._ends[index - 1] if 0 < index <= len(self._ends) else 0
