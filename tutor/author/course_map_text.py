"""The course map as text that fits 80 columns."""

import textwrap
from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size

from tutor.author.course_map import ConceptRow, CourseMap, LessonRow, Thin, counted
from tutor.text import clean

WIDTH = 80
NAME_WIDTH = 24
"""Columns of a concept's or lesson's id; a longer one is cut."""

CONCEPTS = ("concept", "ent-\nries", "les-\nsons", "ques-\ntions", "be-\nliefs", "min", "builds on")
LESSONS = ("lesson", "says\nmin", "takes\nmin", "nodes", "asks", "explains")


def text(found: CourseMap) -> str:
    """The whole map."""
    parts = (_head(found), _concepts(found.concepts), _lessons(found.lessons), _thin(found))
    return "\n\n".join(part for part in parts if part)


def _head(found: CourseMap) -> str:
    counts = found.counts
    listed = (
        f"{counted(counts.concepts, 'concept')} ({counts.required} required)",
        f"{counted(counts.entries, 'entry')} with {counted(counts.phrasings, 'phrasing')}",
        counted(counts.lessons, "lesson"),
        counted(counts.questions, "question"),
        counted(counts.misconceptions, "misconception"),
        counted(counts.corrections, "correction"),
        counted(counts.figures, "figure"),
    )
    taken = sum(row.minutes or round(row.reading) for row in found.lessons)
    read = sum(row.reading for row in found.concepts)
    times = f"The lessons take {taken} minutes, reading everything {round(read)}."
    title = f"{clean(found.title)} ({found.course})"
    return "\n".join((*_wrapped(title), *_wrapped(", ".join(listed) + "."), times))


def _concepts(rows: Sequence[ConceptRow]) -> str:
    cells = [
        (
            row.id if row.required else f"({row.id})",
            (row.entries, len(row.lessons), row.questions, row.misconceptions, row.reading),
            row.after,
        )
        for row in rows
    ]
    legend = "(in brackets: not required; beliefs: misconceptions; min: minutes to read it)"
    return "\n".join((*_table(CONCEPTS, cells), *_wrapped(legend))) if rows else ""


def _lessons(rows: Sequence[LessonRow]) -> str:
    cells = [
        (row.id, (row.minutes or "-", row.reading, row.nodes, row.questions), row.explains)
        for row in rows
    ]
    return "\n".join(_table(LESSONS, cells)) if rows else ""


def _thin(found: CourseMap) -> str:
    listed = (*found.thin_concepts, *found.thin_lessons)
    if not listed:
        return "Nothing is thin."
    return "\n".join(["Thin:", *(line for thin in listed for line in _thin_line(thin))])


def _thin_line(thin: Thin) -> list[str]:
    lead = f"  {_fitted(thin.id, NAME_WIDTH)}  "
    room = WIDTH - cell_len(lead)
    listed = textwrap.wrap("; ".join(thin.reasons), room, break_on_hyphens=False)
    return _beside(lead, listed)


Row = tuple[str, Sequence[float | str], Sequence[str]]
"""A name, numbers, and a list of names."""


def _table(head: Sequence[str], rows: Sequence[Row]) -> list[str]:
    """The rows under a head of up to two lines; the names are cut, the lists wrapped, to fit."""
    titles = [title.rpartition("\n")[::2] for title in head]
    width = min(
        max(cell_len(name) for name in (titles[0][1], *(row[0] for row in rows))), NAME_WIDTH
    )
    numbers = [
        max(len(_number(each)) for each in (*titles[at + 1], *(row[1][at] for row in rows)))
        for at in range(len(head) - 2)
    ]
    lines: list[str] = []
    for part in (0, 1):
        cells = [title[part] for title in titles]
        lines.append(_lead(cells[0], cells[1:-1], width, numbers) + cells[-1])
    for name, counts, listed in rows:
        lead = _lead(name, [_number(count) for count in counts], width, numbers)
        lines += _beside(lead, _in_columns(listed, WIDTH - cell_len(lead)))
    return [line.rstrip() for line in lines if line.strip()]


def _lead(name: str, numbers: Sequence[str], width: int, widths: Sequence[int]) -> str:
    padded = [number.rjust(room) for number, room in zip(numbers, widths, strict=True)]
    return "  ".join((_fitted(name, width), *padded, ""))


def _number(count: float | str) -> str:
    return f"{count:.1f}" if isinstance(count, float) else str(count)


def _in_columns(names: Sequence[str], room: int) -> list[str]:
    """Names with commas between them, in lines of at most ``room``."""
    fitted = [name if cell_len(name) < room else f"{name[: room - 2]}…" for name in names]
    return textwrap.wrap(", ".join(fitted), room, break_on_hyphens=False) or ["-"]


def _beside(lead: str, lines: Sequence[str]) -> list[str]:
    """Lines beside a lead, the later ones under the first."""
    indent = " " * cell_len(lead)
    return [f"{lead if number == 0 else indent}{line}" for number, line in enumerate(lines)]


def _fitted(name: str, width: int) -> str:
    if cell_len(name) <= width:
        return set_cell_size(name, width)
    return set_cell_size(name, width - 1) + "…"


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, WIDTH, break_on_hyphens=False)
