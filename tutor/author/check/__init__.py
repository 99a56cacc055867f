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
    sources,
)
from tutor.author.check.told import bounded
from tutor.author.check.told import formatted as formatted
from tutor.author.check.told import seen_from as seen_from
from tutor.course.cache import cached, digest
from tutor.course.load import Rejected, load
from tutor.course.model import Course
from tutor.course.source import Finding

ROWS = (names.findings, graph.findings, explore.findings, coverage.findings, questions.findings,
        grading.findings, answers.findings, reading.findings)  # fmt: skip

JUDGED = frozenset({"A003", "A004", "A005", "T001"})
"""The codes of what takes long to find, since the matcher has to be asked."""


def check(
    library: Path, course_id: str, cache: Path | None = None, *, quick: bool = False
) -> tuple[Finding, ...]:
    """Every finding in a course, drafts included, in the order of the files.

    What the matcher makes of the phrasings takes long, and scripted tests ask it; with a ``cache``
    it is kept there until one of them changes. ``quick`` leaves both out.
    """
    loaded = load(library, course_id, drafts=True)
    if isinstance(loaded, Rejected):
        return bounded(_ordered(loaded.findings), loaded.located)
    found = [*loaded.findings, *(finding for row in ROWS for finding in row(loaded))]
    found += sources.findings(loaded, library)
    if not quick and not any(finding.level == "error" for finding in found):
        made = _compiled(loaded.course, cache)
        found += [*answers.matched(loaded, made), *scripts.findings(loaded, made.index)]
    return bounded(_ordered(found), loaded.located)


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
