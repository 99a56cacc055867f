"""Findings as they are told: so many of one kind at most, as text, JSON or annotations."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from tutor.course.load import Located
from tutor.course.source import Finding, Position
from tutor.text import clean, harmless, json_text

MOST_ALIKE = 20
"""How many findings of one code are told of one entry, question, lesson or other item."""


def bounded(findings: Sequence[Finding], located: Located) -> tuple[Finding, ...]:
    """The findings; of too many alike in one item the first ones, and how many more there are."""
    items = Items(located)
    kinds = [
        (finding.code, finding.position.file, items.at(finding.position)) for finding in findings
    ]
    count = Counter(kinds)
    met: Counter[tuple[str, str, ItemKey]] = Counter()
    kept: list[Finding] = []
    for finding, kind in zip(findings, kinds, strict=True):
        met[kind] += 1
        if met[kind] <= MOST_ALIKE:
            kept.append(finding)
        elif met[kind] == MOST_ALIKE + 1:
            what, name = kind[-1]
            inside = what if "#" in name else f"{what} {name}"
            message = f"{count[kind] - MOST_ALIKE} more findings like these in {inside}"
            kept.append(replace(finding, message=message, fix="mend these first"))
    return tuple(kept)


ItemKey = tuple[str, str]
"""What an item is, such as entry, and its id."""


class Items:
    """The items of a course by their places."""

    def __init__(self, located: Located) -> None:
        self._begun: dict[str, list[tuple[int, ItemKey]]] = {}
        for item, node in located.nodes.items():
            self._begun.setdefault(node.at.file, []).append((node.at.line, item))
        for begun in self._begun.values():
            begun.sort()

    def at(self, position: Position) -> ItemKey:
        """The item whose lines a place is in; else its file."""
        begun = self._begun.get(position.file, [])
        number = bisect_right(begun, position.line, key=lambda item: item[0])
        return begun[number - 1][1] if number else ("file", position.file)


def seen_from(folder: Path, library: Path, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with their files as they are named from a folder, so that editors open them."""
    library, folder = library.resolve(), folder.resolve()
    inside = library.is_relative_to(folder)
    base = library.relative_to(folder) if inside else library
    return tuple(
        replace(one, position=replace(one.position, file=(base / one.position.file).as_posix()))
        for one in findings
    )


def formatted(findings: Iterable[Finding], form: str, courses: int = 1) -> str:
    """The findings as ``text``, ``json`` or ``github`` annotations."""
    listed = list(findings)
    match form:
        case "json":
            return json_text([_data(finding) for finding in listed])
        case "github":
            return clean("\n".join([*map(_annotation, listed), summary(listed, courses)]))
        case _:
            return clean("\n".join([*map(str, listed), summary(listed, courses)]))


def summary(findings: Sequence[Finding], courses: int = 1) -> str:
    """How many findings there are, in a sentence."""
    errors = sum(finding.level == "error" for finding in findings)
    warnings = len(findings) - errors
    checked = "1 course" if courses == 1 else f"{courses} courses"
    return f"{checked} checked: {counted(errors, 'error')}, {counted(warnings, 'warning')}."


def counted(number: int, noun: str) -> str:
    """A number and what it counts."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _data(finding: Finding) -> dict[str, object]:
    at = finding.position
    return {
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "code": finding.code,
        "level": finding.level,
        "message": finding.message,
        "fix": finding.fix,
    }


def _annotation(finding: Finding) -> str:
    """A workflow command, escaped as GitHub's own toolkit does it."""
    at = finding.position
    text = finding.message + (f" [{finding.fix}]" if finding.fix else "")
    file = _escaped(at.file).replace(":", "%3A").replace(",", "%2C")
    place = f"file={file},line={at.line},col={at.column},title={finding.code}"
    return f"::{finding.level} {place}::{_escaped(text)}"


def _escaped(text: str) -> str:
    """A text that cannot end its line, where another command to GitHub might begin."""
    text = harmless(text.replace("%", "%25").replace("\r", "%0D"))
    return text.replace("\n", "%0A")
