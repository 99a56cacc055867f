"""What is wrong in a course: one module a kind of finding, all run over what the loader gives."""

from collections.abc import Iterable
from pathlib import Path

from tutor.answer.index import Compiled, compiled
from tutor.author.check import (
    answers,
    coverage,
    explore,
    grading,
    graph,
    names,
    questions,
    reading,
    scripts,
)
from tutor.course.cache import cached, digest
from tutor.course.load import Rejected, load
from tutor.course.model import Course
from tutor.course.source import Finding
from tutor.text import harmless, json_text

ROWS = (names.findings, graph.findings, explore.findings, coverage.findings, questions.findings,
        grading.findings, answers.findings, reading.findings)  # fmt: skip


def check(library: Path, course_id: str, cache: Path | None = None) -> tuple[Finding, ...]:
    """Every finding in a course, drafts included, in the order of the files.

    What the matcher makes of the phrasings takes long; with a ``cache`` it is kept there until one
    of them changes.
    """
    loaded = load(library, course_id, drafts=True)
    if isinstance(loaded, Rejected):
        return _ordered(loaded.findings)
    found = [*loaded.findings, *(finding for row in ROWS for finding in row(loaded))]
    if not any(finding.level == "error" for finding in found):
        made = _compiled(loaded.course, cache)
        found += [*answers.matched(loaded, made), *scripts.findings(loaded, made.index)]
    return _ordered(found)


def _compiled(course: Course, cache: Path | None) -> Compiled:
    if cache is None:
        return compiled(course)
    learned = (course.entries, course.misconceptions, course.out_of_scope, course.concepts)
    state = digest(course.id, *learned)
    return cached(cache / f"{course.id}.judged", state, Compiled, lambda: compiled(course))


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    def place(finding: Finding) -> tuple[str, int, int, str]:
        at = finding.position
        return at.file, at.line, at.column, finding.code

    return tuple(sorted(findings, key=place))


def formatted(findings: Iterable[Finding], form: str, courses: int = 1) -> str:
    """The findings as ``text``, ``json`` or ``github`` annotations."""
    listed = list(findings)
    match form:
        case "json":
            return json_text([_data(finding) for finding in listed])
        case "github":
            return "\n".join(_annotation(finding) for finding in listed)
        case _:
            return "\n".join([*map(str, listed), _summary(listed, courses)])


def _summary(findings: list[Finding], courses: int) -> str:
    errors = sum(finding.level == "error" for finding in findings)
    warnings = len(findings) - errors
    checked = "1 course" if courses == 1 else f"{courses} courses"
    return f"{checked} checked: {_count(errors, 'error')}, {_count(warnings, 'warning')}."


def _count(number: int, noun: str) -> str:
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
    at = finding.position
    text = f"{finding.code} {finding.message}{f' [{finding.fix}]' if finding.fix else ''}"
    file = _escaped(at.file).replace(":", "%3A").replace(",", "%2C")
    return f"::{finding.level} file={file},line={at.line},col={at.column}::{_escaped(text)}"


def _escaped(text: str) -> str:
    """A text that cannot end its line, where another command to GitHub might begin."""
    text = harmless(text.replace("%", "%25").replace("\r", "%0D"))
    return text.replace("\n", "%0A")
