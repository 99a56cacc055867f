"""How well a course answers a file of questions that it was not written from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from tutor.answer.decide import OFFERED, Answer, Decision, NotCovered, decide_all
from tutor.answer.index import Index
from tutor.answer.report import as_json
from tutor.course.model import Course
from tutor.text import from_json, json_text

Row = TypeVar("Row")


class QuestionRow(Struct, frozen=True):
    """A line of the file. ``scope`` is "in", or anything else for what must not be answered.

    Any of ``concepts`` is right; ``previous`` is the topic that a follow-up leans on; figures are
    split by ``kind``. Other keys are left unread.
    """

    id: str
    text: str
    scope: str = "in"
    concepts: tuple[str, ...] = ()
    previous: str | None = None
    kind: str = ""


class Judged(Struct, frozen=True):
    """A row and what was decided; of a compound question, all parts."""

    row: QuestionRow
    decisions: tuple[Decision, ...]

    @property
    def answered(self) -> bool:
        """Whether the first part was answered."""
        return isinstance(self.decisions[0], Answer)

    @property
    def right(self) -> bool:
        """Whether the answer's main concept is one of the row's."""
        first = self.decisions[0]
        return isinstance(first, Answer) and first.concepts[0] in self.row.concepts

    @property
    def within_offered(self) -> bool:
        """Whether the answer, or one of the first questions offered, is right."""
        return any(concept in self.row.concepts for concept in _offered(self.decisions[0]))


class Report(Struct, frozen=True):
    """Every row, judged, in the file's order."""

    judged: tuple[Judged, ...]


class NotAQuestionFile(Exception):  # noqa: N818 - it is named for what is wrong
    """The file cannot be read as questions; the message names the line and what to do."""


EXAMPLE = '{"id": "q1", "text": "What is yeast?", "scope": "in", "concepts": ["yeast"]}'


def read_rows(path: Path) -> tuple[QuestionRow, ...]:
    """The questions of a JSONL file, empty lines skipped. Raises ``NotAQuestionFile``."""
    return rows_of(path, QuestionRow, EXAMPLE)


def rows_of(path: Path, kind: type[Row], example: str) -> tuple[Row, ...]:
    """The rows of a JSONL file; ``example`` is shown where one is wrong."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # JSON may hold other line ends
    except (OSError, UnicodeDecodeError) as fault:
        raise NotAQuestionFile(f"{path}: cannot be read as UTF-8 text: {fault}") from fault
    rows = tuple(
        _row(path, number, line, kind, example)
        for number, line in enumerate(lines, start=1)
        if line.strip()
    )
    if not rows:
        raise NotAQuestionFile(f"{path}: holds no question; write one JSON object a line.")
    return rows


def _row(path: Path, number: int, line: str, kind: type[Row], example: str) -> Row:
    try:
        return from_json(msgspec.json.Decoder(kind), line)
    except msgspec.DecodeError as fault:
        raise NotAQuestionFile(
            f"{path}:{number}: {fault}. Write one JSON object a line, such as {example}"
        ) from fault


def evaluate(index: Index, rows: Iterable[QuestionRow]) -> Report:
    """Ask every row and keep what was decided."""
    return Report(tuple(Judged(row, decide_all(index, row.text, row.previous)) for row in rows))


def json_lines(course: Course, report: Report) -> Iterator[str]:
    """A JSON object a row: what ``ask --json`` prints, with the row's id."""
    for one in report.judged:
        yield json_text({"id": one.row.id, **as_json(course, one.decisions)})


def table(report: Report) -> str:
    """The figures as a readable table, by kind of question, with counts."""
    inside = [one for one in report.judged if one.row.scope == "in"]
    outside = [one for one in report.judged if one.row.scope != "in"]
    parts = []
    if inside:
        parts.append(_table("in scope", _IN_SCOPE, _split(inside, lambda one: one.row.kind)))
    if outside:
        parts.append(_table("off topic", _OFF_TOPIC, _split(outside, lambda one: one.row.scope)))
    return "\n\n".join(parts)


def wrong_rows(report: Report) -> str:
    """What went wrong, a line each, so that an author can mend it; empty where nothing did."""
    return "\n".join(_fault(one) for one in report.judged if _is_fault(one))


_Columns = dict[str, Callable[[Judged], bool]]

_IN_SCOPE: _Columns = {
    "answered right": lambda one: one.right,
    "right within three": lambda one: one.within_offered,
    "answered wrong": lambda one: one.answered and not one.right,
    "not covered": lambda one: isinstance(one.decisions[0], NotCovered),
}
_OFF_TOPIC: _Columns = {
    "answered": lambda one: one.answered,
    "not covered": lambda one: isinstance(one.decisions[0], NotCovered),
}


def _offered(decision: Decision) -> tuple[str, ...]:
    """The main concepts of the answer and the questions offered, three together."""
    answered = decision.concepts[:1] if isinstance(decision, Answer) else ()
    return (*answered, *(one.concepts[0] for one in decision.suggestions))[:OFFERED]


def _split(judged: Sequence[Judged], by: Callable[[Judged], str]) -> dict[str, list[Judged]]:
    """The rows by kind, and all of them last."""
    kinds = sorted({by(one) for one in judged} - {""})
    return {kind: [one for one in judged if by(one) == kind] for kind in kinds} | {
        "all": list(judged)
    }


def _table(title: str, columns: _Columns, groups: dict[str, list[Judged]]) -> str:
    rows = [[title, "rows", *columns]]
    for name, judged in groups.items():
        shares = [_share(sum(map(holds, judged)), len(judged)) for holds in columns.values()]
        rows.append([name, str(len(judged)), *shares])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    padded = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
    return "  ".join(padded).rstrip()


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.1f} %)"


def _is_fault(one: Judged) -> bool:
    return not one.right if one.row.scope == "in" else one.answered


def _fault(one: Judged) -> str:
    first = one.decisions[0]
    match first:
        case Answer():
            got = f"answered with {first.entry}"
        case NotCovered():
            got = "not covered"
        case _:
            got = "offered " + ", ".join(offer.entry for offer in first.suggestions)
    wanted = " or ".join(one.row.concepts) or "no answer"
    return f"{one.row.id}: “{one.row.text}” {got} ({first.confidence:.2f}); wanted {wanted}"
