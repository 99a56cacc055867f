"""The pages in docs/: their files, their commands with what is printed, their tables of keys."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DOCS = Path(__file__).parent.parent.parent / "docs"

FILE = re.compile(r"^`([\w./-]+)`\n\n```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
KEY = re.compile(r"^\| (\*\*)?`([\w_]+)`(?:\*\*)? \|", re.MULTILINE)

ANYTHING = "…"
"""A line of printed text that stands for any number of lines."""


@dataclass(frozen=True)
class Typed:
    """A command in a page, and what it shows of what is printed."""

    words: tuple[str, ...]
    printed: tuple[str, ...]

    def matches(self, said: str) -> bool:
        """Whether that is what was printed, but for what the page leaves out."""
        parts = [r"(?:.*\n)*?" if line == ANYTHING else re.escape(line) + r"\n"
                 for line in self.printed]  # fmt: skip
        return re.fullmatch("".join(parts), said) is not None


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def files(text: str) -> dict[str, str]:
    """The files that a page shows whole, by their paths."""
    return dict(FILE.findall(text))


def commands(text: str) -> Iterator[Typed]:
    """The commands of a page in their order."""
    for block in CONSOLE.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, *printed = part.rstrip("\n").split("\n")
            yield Typed(tuple(shlex.split(line)), tuple(printed))


def sections(text: str, level: int) -> dict[str, str]:
    """What stands under each heading of this level."""
    parts = re.split(rf"^{'#' * level} (.+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def keys(section: str) -> dict[str, bool]:
    """The keys of a section's table, and whether each must be there."""
    return {name: bool(bold) for bold, name in KEY.findall(section)}
