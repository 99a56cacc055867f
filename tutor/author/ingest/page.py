"""A document while it is being read: its lines, and what on them is no Markdown.

Every pass keeps the number of lines, so that what is found later still tells its place in the file.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

LONGEST_LINE = 20_000
"""Characters of a line that is read; a longer one is left out."""

NOTES = {
    "note": "Note", "info": "Note", "information": "Note", "seealso": "See also", "todo": "To do",
    "tip": "Tip", "hint": "Tip", "success": "Tip", "check": "Tip",
    "important": "Important", "attention": "Important", "alert": "Important", "callout": "Note",
    "warning": "Warning", "warn": "Warning", "caution": "Warning", "danger": "Danger",
    "error": "Danger", "failure": "Danger", "bug": "Known bug", "deprecated": "Deprecated",
    "abstract": "In short", "summary": "In short", "tldr": "In short", "question": "Question",
    "faq": "Question", "example": "Example", "quote": "Quote", "cite": "Quote", "aside": "Note",
    "admonition": "Note", "remark": "Note", "notice": "Note", "good": "Tip", "bad": "Warning",
    "secondary": "Note", "primary": "Note", "pageinfo": "Note", "new": "New", "versionadded": "New",
    "versionchanged": "Changed",
}  # fmt: skip
"""The kinds of note that writers mark off, and the word that stands before each in an answer."""

HOLE = "…"
"""What stands where a website would have put a value."""

_CODE = "\ue000"
_SPAN = re.compile("\ue001(\\d+)\ue002")
_PRIVATE = re.compile("[\ue000-\ue002]")
_IN_TICKS = re.compile(r"(?<!`)(`{1,3})(?!`)([^\n]{1,400}?)(?<!`)\1(?!`)")


@dataclass(frozen=True, slots=True)
class Skipped:
    """Lines (from 1, inclusive) that say nothing in the course, and why."""

    first: int
    last: int
    why: str


@dataclass
class Page:
    """The lines, which of them are code, and what has been left out so far."""

    lines: list[str]
    code: list[bool] = field(default_factory=lambda: list[bool]())
    skipped: list[Skipped] = field(default_factory=lambda: list[Skipped]())
    fields: dict[str, str] = field(default_factory=lambda: dict[str, str]())
    footnotes: dict[str, str] = field(default_factory=lambda: dict[str, str]())
    components: bool = False

    def __post_init__(self) -> None:
        self.lines = [_PRIVATE.sub(" ", line) for line in self.lines]
        self.code = [False] * len(self.lines)
        for at, line in enumerate(self.lines):
            if len(line) > LONGEST_LINE:
                self.skip(at, at, f"a line of {len(line):,} characters")

    def skip(self, first: int, last: int, why: str) -> None:
        """Leave out lines (counted from 0 here), and say why."""
        for at in range(first, last + 1):
            self.lines[at], self.code[at] = "", False
        self.note(first, last, why)

    def note(self, first: int, last: int, why: str) -> None:
        """Say that something on these lines (from 0) was left out."""
        self.skipped.append(Skipped(first + 1, last + 1, why))

    def rewrite(self, change: Callable[[str], str]) -> None:
        """Change the prose, code left alone; ``change`` must keep the number of lines."""
        spans: list[str] = []

        def keep(span: re.Match[str]) -> str:
            spans.append(span.group())
            return f"\ue001{len(spans) - 1}\ue002"

        prose = [
            _CODE if code else _IN_TICKS.sub(keep, line)
            for line, code in zip(self.lines, self.code, strict=True)
        ]
        changed = change("\n".join(prose)).split("\n")
        for at, line in enumerate(changed):
            if not self.code[at]:
                self.lines[at] = _SPAN.sub(lambda found: spans[int(found.group(1))], line)


def blank(text: str) -> str:
    """As many lines as the text has, with nothing on them."""
    return "\n" * text.count("\n")


def titled(title: str, after: str) -> str:
    """A title as a line in bold; with a colon where ``after``, the text behind it, follows at once.

    A paragraph that begins with it reads on: "**Rye:** Let it rest."
    """
    return f"**{title}:**" if re.match(r"[ \t]*\n[ \t]*[^\s`~<{]", after) else f"**{title}**"


def line_of(text: str, at: int) -> int:
    """The line, from 0, on which a place in a text stands."""
    return text.count("\n", 0, at)
