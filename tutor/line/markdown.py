"""Markdown as words: no marks, tables a row a line, so that it can be listened to."""

import re
from dataclasses import dataclass, field

from tutor.line.wrap import strong, unmarked, wrapped
from tutor.text import clean

FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*$")
ITEM = re.compile(r"^(\s*)([-*+]|\d+[.)])\s+")
QUOTE = re.compile(r"^\s{0,3}>\s?")
ROW_RULE = re.compile(r"^[\s|:-]*-{2,}[\s|:-]*$")
BREAK = re.compile(r"^\s{0,3}([-*_])(\s*\1){2,}\s*$")
CELL_END = re.compile(r"(?<!\\)\|")

LITERAL = re.compile(r"`([^`\n]+)`|\\([!-/:-@\[-`{-~])")
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
LINK = re.compile(r"!?\[([^\]\n]+)\]\(([^)\s]+)\)")
ADDRESS = re.compile(r"<(https?://[^>\s]+)>")
KEPT = re.compile("\x03(\\d+)\x04")


def plain(markdown: str, width: int = 78) -> str:
    """Markdown as text to be read aloud, in lines of at most ``width`` cells."""
    return unmarked(marked(markdown, width))


def marked(markdown: str, width: int = 78) -> str:
    """The same with its emphasis (see ``wrap``)."""
    page = _Page(width)
    for line in clean(markdown).strip("\n").split("\n"):
        page.take(line)
    page.flush()
    return "\n".join(page.lines).strip("\n")


@dataclass
class _Page:
    """A text while it is read, line by line."""

    width: int
    lines: list[str] = field(default_factory=lambda: list[str]())
    paragraph: list[str] = field(default_factory=lambda: list[str]())
    columns: list[str] = field(default_factory=lambda: list[str]())
    fence: str = ""

    def take(self, line: str) -> None:
        """Read one more line."""
        fence = FENCE.match(line)
        if self.fence:
            if fence is not None and fence[1].startswith(self.fence):
                self.fence = ""
            else:
                self.lines.append(f"    {line.rstrip()}")
            return
        if not line.lstrip().startswith("|"):
            self.columns = []
        if fence is not None:
            self.flush()
            self.fence = fence[1]
        elif line.lstrip().startswith("|"):
            self.flush()
            self._row(line.strip())
        elif not line.strip() or BREAK.match(line):
            self._gap()
        elif (heading := HEADING.match(line)) is not None:
            self.flush()
            self.lines.append(wrapped(strong(inline(heading[1])), self.width))
        else:
            self._words(QUOTE.sub("", line))

    def flush(self) -> None:
        """End the paragraph."""
        if not self.paragraph:
            return
        item = ITEM.match(self.paragraph[0])
        first = f"{item[1]}{item[2]} " if item is not None else ""
        text = " ".join(self.paragraph)[item.end() if item is not None else 0 :]
        self.lines.append(wrapped(inline(text), self.width, first, " " * len(first)))
        self.paragraph.clear()

    def _words(self, line: str) -> None:
        if ITEM.match(line):
            self.flush()
        self.paragraph.append(line)

    def _gap(self) -> None:
        self.flush()
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def _row(self, line: str) -> None:
        """A row of a table: its head is kept, and names the cells of every row after it."""
        if ROW_RULE.match(line):
            return
        cells = [inline(cell.strip()) for cell in CELL_END.split(line.strip("|"))]
        if not self.columns:
            self.columns = cells
            return
        named = list(zip(self.columns, cells, strict=False))
        head = f"{named.pop(0)[1]}. " if named and not named[0][0] else ""
        told = "; ".join(f"{name}: {cell}" if name else cell for name, cell in named)
        self.lines.append(wrapped(f"{head}{told}.", self.width, "- ", "  "))


def inline(text: str) -> str:
    """What stands inside a line, its code and escapes taken as they are."""
    literal: list[str] = []

    def keep(found: re.Match[str]) -> str:
        literal.append(found[1] or found[2])
        return f"\x03{len(literal) - 1}\x04"

    text = LITERAL.sub(keep, text)
    text = LINK.sub(lambda found: _link(found[1], found[2]), text)
    text = ADDRESS.sub(r"\1", text)
    text = EMPHASIS.sub(lambda found: strong(found[2]), text)
    text = ITALIC.sub(r"\1", text)
    return KEPT.sub(lambda found: literal[int(found[1])], text)


def _link(text: str, address: str) -> str:
    return text if text == address else f"{text} ({address})"
