"""What the matchers are asked and what they learn from: a course, and rows with the right labels.

A label is a concept where a course of its own is asked, an intent where an intent set is.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from msgspec import Struct

from tutor.author.evaluate import NotAQuestionFile, QuestionRow, rows_of
from tutor.course.model import Concept, Course, Entry, OutOfScope

Drawn = TypeVar("Drawn")

EXAMPLE = '{"text": "how hot is it", "label": "weather"}, label null for out of scope.'

SEED = 1
"""Which rows are drawn where not all are taken; the same ones in every run."""


class Phrasing(NamedTuple):
    """A text to learn from. Both are None where it belongs to nothing that is answered."""

    text: str
    entry: str | None
    label: str | None


class Task(Struct, frozen=True):
    """A course to learn and the questions to ask; ``val`` sets thresholds, empty: none are set."""

    course: Course
    val: tuple[QuestionRow, ...]
    test: tuple[QuestionRow, ...]


class LabelledRow(Struct, frozen=True):
    """A line of an intent set. The label must be written: null says out of scope."""

    text: str
    label: str | None


class NotComparable(Exception):  # noqa: N818 - it is named for what is wrong
    """There is nothing to compare on; the message says where and what to do."""


def phrasings_of(course: Course) -> tuple[Phrasing, ...]:
    """What a matcher that knows nothing of courses can learn of one, an entry's own label first."""
    return tuple(_phrasings(course))


def _phrasings(course: Course) -> Iterator[Phrasing]:
    for entry in course.entries.values():
        yield from (Phrasing(text, entry.id, entry.about[0]) for text in entry.ask)
    for belief in course.misconceptions.values():
        for text in (belief.belief, *belief.heard_as):
            yield Phrasing(text, belief.id, belief.about[0])
    for group in course.out_of_scope:
        yield from (Phrasing(text, None, None) for text in group.ask)


def read_labelled(path: Path) -> tuple[LabelledRow, ...]:
    """The rows of a JSONL file, empty lines skipped. Raises ``NotComparable``."""
    try:
        return rows_of(path, LabelledRow, EXAMPLE)
    except NotAQuestionFile as fault:
        raise NotComparable(str(fault)) from fault


def course_task(course: Course, asked: tuple[QuestionRow, ...]) -> Task:
    """A course as it is. Raises ``NotComparable`` where it has nothing to choose from."""
    answers = {phrasing.entry for phrasing in phrasings_of(course)} - {None}
    if len(answers) < 2:
        raise NotComparable(
            f"the course “{course.id}” has {len(answers)} answer; two are the least to choose from."
        )
    return Task(course, (), asked)


def intent_task(
    train: Sequence[LabelledRow],
    val: Sequence[LabelledRow],
    test: Sequence[LabelledRow],
    *,
    each: int | None = None,
    most: int | None = None,
) -> Task:
    """A throw-away course of the training rows, and the others as questions.

    ``each`` rows a label are learned and ``most`` test rows asked, None: all. Raises
    ``NotComparable`` where a question could never be answered right.
    """
    course = _course(train, each)
    for row in (*val, *test):
        if row.label is not None and row.label not in course.entries:
            raise NotComparable(
                f"“{row.text}” is labelled {row.label}, which no training row is; "
                "give it a training row, or label null if it is out of scope."
            )
    return Task(course, _asked(val), _asked(_drawn(test, most)))


def _course(train: Sequence[LabelledRow], each: int | None) -> Course:
    """A concept and an entry a label. The label's own words are kept out of what is learned."""
    texts: dict[str | None, list[str]] = {}
    for row in train:
        texts.setdefault(row.label, []).append(row.text)
    labels = sorted(label for label in texts if label is not None)
    if len(labels) < 2:
        raise NotComparable(f"the training rows have {len(labels)} labels; two are the least.")
    outside = _drawn(texts.get(None, []), each)
    return Course(
        id="benchmark",
        title="Benchmark",
        goal="",
        concepts={one: Concept(one, f"c{at}", "") for at, one in enumerate(labels)},
        entries={one: Entry(one, (one,), tuple(_drawn(texts[one], each)), "") for one in labels},
        questions={},
        misconceptions={},
        corrections={},
        figures={},
        lessons={},
        out_of_scope=(OutOfScope(tuple(outside), "Out of scope."),) if outside else (),
    )


def _asked(rows: Sequence[LabelledRow]) -> tuple[QuestionRow, ...]:
    return tuple(
        QuestionRow(str(at), row.text, "in", (row.label,))
        if row.label is not None
        else QuestionRow(str(at), row.text, "out")
        for at, row in enumerate(rows)
    )


def _drawn(rows: Sequence[Drawn], most: int | None) -> Sequence[Drawn]:
    """So many of the rows, drawn evenly, in their order; all of them for None."""
    if most is None or len(rows) <= most:
        return rows
    kept = sorted(random.Random(SEED).sample(range(len(rows)), most))
    return [rows[at] for at in kept]
