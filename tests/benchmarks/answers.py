"""How this matcher compares with plainer ones, on the same phrasings and questions, in one run.

    pip install -e '.[bench]'
    python -m tests.benchmarks.answers --questions FILE.jsonl [--course ID]
    python -m tests.benchmarks.answers --train FILE.jsonl [--val FILE.jsonl] --test FILE.jsonl

The first form asks an installed course questions such as ``tutor evaluate`` reads. The second takes
rows of {"text", "label"}, label null for what is out of scope, and learns a throw-away course of
the training rows. With --val every matcher gets the threshold that is best there (Larson et al.
2019); without, only this one has a decision of its own.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec

from tutor.author.evaluate import NotAQuestionFile, read_rows
from tutor.course.library import courses, find, libraries
from tutor.course.load import Loaded, load
from tutor.course.ready import CourseError

from .figures import Figures, figures
from .matchers import MATCHERS
from .measure import measured
from .questions import NotComparable, Task, course_task, intent_task, phrasings_of, read_labelled

Column = tuple[str, str, Callable[[Figures], str]]


def _percent(of: Callable[[Figures], float | None]) -> Callable[[Figures], str]:
    return lambda one: _number(of(one), 1)


def _number(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:,.{digits}f}"


_COLUMNS: tuple[Column, ...] = (
    ("", "matcher", lambda one: one.matcher),
    ("", "accuracy", _percent(lambda one: one.accuracy)),
    ("", "AUROC", _percent(lambda one: one.auroc)),
    ("answered", "right", _percent(lambda one: one.answered_right)),
    ("within", "three", _percent(lambda one: one.within_three)),
    ("answered", "wrong", _percent(lambda one: one.answered_wrong)),
    ("off-topic", "answered", _percent(lambda one: one.off_topic_answered)),
    ("o.o.s.", "recall", _percent(lambda one: one.out_of_scope_recall)),
    ("p50", "ms", lambda one: _number(one.p50_ms, 2)),
    ("p99", "ms", lambda one: _number(one.p99_ms, 2)),
    ("build", "s", lambda one: _number(one.build_s, 2)),
    ("memory", "MB", lambda one: _number(one.memory_mb, 0)),
)

LEGEND = """\
Percentages. accuracy: of the questions in scope, the likeliest answer is right, given or not.
AUROC: of what is in against out of scope, by the matcher's score. Then, as each matcher decides:
of what is in scope, answered right, right or among the three offered, answered wrong; of what is
out of scope (o.o.s.), answered, and recalled as such. –: no such decision.
ms: a question. build: from the course to the first question, imports included. memory: peak added."""


def table(rows: Sequence[Figures]) -> str:
    """The figures, a line a matcher, columns aligned."""
    cells = [
        [top for top, _, _ in _COLUMNS],
        [name for _, name, _ in _COLUMNS],
        *([cell(row) for _, _, cell in _COLUMNS] for row in rows),
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(_line(row, widths) for row in cells)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    padded = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
    return "  ".join(padded).rstrip()


def described(task: Task) -> str:
    """How much is learned and asked."""
    learned = phrasings_of(task.course)
    inside = sum(row.scope == "in" for row in task.test)
    answers = len({phrasing.entry for phrasing in learned} - {None})
    outside = sum(phrasing.entry is None for phrasing in learned)
    return (
        f"{len(learned):,} phrasings of {answers:,} answers, {outside:,} of them out of scope. "
        f"{inside:,} questions in scope, {len(task.test) - inside:,} out of scope"
        + (f"; thresholds set on {len(task.val):,} others." if task.val else ".")
    )


def compared(task: Task, matchers: Sequence[str]) -> Iterator[Figures]:
    """The figures of each matcher in turn."""
    for name in matchers:
        print(f"{name} …", file=sys.stderr, flush=True)
        yield figures(name, task.val, task.test, measured(name, task))


def asked_for(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The arguments, checked against each other."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.answers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--questions", type=Path, help="questions for a course, as JSONL")
    parser.add_argument("--course", default="docker-vs-vm", help="its id (default: %(default)s)")
    parser.add_argument("--library", type=Path, action="append", default=[], help="where it is")
    parser.add_argument("--train", type=Path, help="rows of an intent set to learn from")
    parser.add_argument("--val", type=Path, help="rows that the thresholds are set on")
    parser.add_argument("--test", type=Path, help="rows that are asked")
    parser.add_argument("--each", type=_count, help="training rows taken a label (default: all)")
    parser.add_argument("--most", type=_count, help="test rows asked (default: all)")
    parser.add_argument(
        "--only", action="append", choices=MATCHERS, help="this one; may be given again"
    )
    parser.add_argument("--json", action="store_true", help="a JSON object a matcher, a line each")
    given = parser.parse_args(arguments)
    sets = (given.train, given.val, given.test, given.each, given.most)
    if given.questions and any(one is not None for one in sets):
        parser.error("--questions asks a course; leave out --train, --val, --test, --each, --most")
    if not given.questions and not (given.train and given.test):
        parser.error("give --questions FILE to ask a course, or --train FILE and --test FILE")
    given.only = given.only or list(MATCHERS)
    missing = [name for name in given.only if not MATCHERS[name].installed]
    if missing:
        packages = " and ".join(dict.fromkeys(MATCHERS[name].package for name in missing))
        parser.error(
            f"without {packages} there is no {', '.join(missing)}: "
            "pip install -e '.[bench]', or choose others, as with --only tutor"
        )
    return given


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number from 1 on")
    return int(text)


class NoSuchCourse(Exception):  # noqa: N818 - it is named for what is wrong
    """No library has the course; the message names those that are there."""


def task_of(given: argparse.Namespace) -> Task:
    """What is to be learned and asked."""
    if given.questions:
        searched = libraries(given.library)
        at = find(searched, given.course)
        if at is None:
            known = ", ".join(course.id for course in courses(searched))
            raise NoSuchCourse(f"there is no course “{given.course}”; there are: {known}")
        loaded = load(at.library, at.id)
        if not isinstance(loaded, Loaded):
            raise CourseError(loaded.findings)
        return course_task(loaded.course, read_rows(given.questions))
    return intent_task(
        read_labelled(given.train),
        read_labelled(given.val) if given.val else (),
        read_labelled(given.test),
        each=given.each,
        most=given.most,
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, compare, and print."""
    given = asked_for(arguments)
    try:
        task = task_of(given)
    except (NotAQuestionFile, NotComparable, NoSuchCourse, CourseError) as fault:
        raise SystemExit(f"error: {fault}") from None
    rows = []
    for one in compared(task, given.only):
        rows.append(one)
        if given.json:
            print(msgspec.json.encode(one).decode(), flush=True)
    if not given.json:
        print(f"{described(task)}\n\n{table(rows)}\n\n{LEGEND}")


if __name__ == "__main__":
    main()
