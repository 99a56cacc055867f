"""Course files: whatever they hold, there is a course, or findings at places in these files."""

import json
import re
import tempfile
from pathlib import Path

from course.library_files import ABOUT, COURSE, ENTRIES, KNOWLEDGE, LESSON, TEACHING
from fuzz.inputs import cuts, encoded, mutated, mutated_bytes, typed
from fuzz.target import fuzz
from hypothesis import strategies as st

from tutor.author.check import check, formatted
from tutor.course.library import courses, lessons
from tutor.course.load import Loaded, load
from tutor.course.source import Finding, Mapping, Position, Scalar, Sequence, SourceError, parse
from tutor.text import clean

GOOD = (COURSE, ENTRIES, LESSON)
LINES = tuple({f"{line}\n" for text in GOOD for line in text.splitlines()})
PIECES = (*LINES, ": ", "- ", "? ", "&a ", "*a", "!!x ", "|\n", ">-\n", "'", '"', "[", "]", "{", "}", "#", "---\n", "...\n", "%YAML 1.1\n",
          "<<: ", "null", "~", "yes", "1e9", "0x1f", "- " * 40, "[" * 40, "{a: " * 40, "x: y\n" * 60, "\\", "@", "`",
          "yeast", "kneading", "q-rise", "salt-lifts", "loaf", "hook", "goto: ", "if: ", "or", "(", ")")  # fmt: skip
FILES = (ABOUT, KNOWLEDGE, TEACHING)


def inside(at: Position, texts: dict[str, str]) -> None:
    """The place is in one of the texts: a letter of a line, or just behind its last."""
    lines = texts[at.file].split("\n")
    assert 1 <= at.line <= len(lines)
    assert 1 <= at.column <= len(lines[at.line - 1]) + 1


@fuzz(mutated(GOOD, PIECES) | st.text(max_size=80), few=60, weight=200, parts=cuts(6))
def test_any_text_is_yaml_of_ours_or_is_refused_at_a_place_in_it(text: str) -> None:
    try:
        left = [parse(text, "x.yaml")]
    except SourceError as error:
        inside(error.finding.position, {"x.yaml": text})
        return
    while left:
        value = left.pop()
        inside(value.at, {"x.yaml": text})
        match value:
            case Mapping(items=items, keys=keys):
                assert items.keys() == keys.keys()
                left += items.values()
            case Sequence(items=listed):
                left += listed
            case Scalar():
                pass


def one_of_the_files(number: int) -> st.SearchStrategy[dict[str, bytes]]:
    """One file, changed anyhow."""
    raw = mutated_bytes((GOOD[number],), PIECES)
    return st.fixed_dictionaries({FILES[number]: raw})


raw_files = st.integers(0, 2).flatmap(one_of_the_files)


PLAIN = re.compile(r"^( *(?:- )?(?:\w+: )?)([^\[\]|>\"':(_]+)$", re.MULTILINE)
"""A line with a plain value: what stands before it, and the value."""

values = st.one_of(
    typed, st.sampled_from(("yeast", "kneading", "hook", "rise", "q-gas", "true", "seen(x)", "3"))
)


def reworded(text: str, edits: list[tuple[int, str]]) -> str:
    """The text with some plain values in it replaced by others, which need not fit."""
    for number, value in edits:
        found = list(PLAIN.finditer(text))
        line = found[number % len(found)]
        text = f"{text[: line.start()]}{line[1]}{json.dumps(clean(value))}{text[line.end() :]}"
    return text


rewordings = st.lists(st.tuples(st.integers(0, 99), values), max_size=2)
reworded_files = st.tuples(
    *(st.builds(reworded, st.just(text), rewordings).map(encoded) for text in GOOD)
).map(lambda raw: dict(zip(FILES, raw, strict=True)))


def library(folder: Path, changed: dict[str, bytes]) -> dict[str, str]:
    """The good course with some files changed; its texts by name, as far as they are text."""
    held = dict(zip(FILES, map(encoded, GOOD), strict=True)) | changed
    for name, body in held.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return {name: body.decode("utf-8-sig", "replace") for name, body in held.items()}


def told_well(findings: tuple[Finding, ...], texts: dict[str, str]) -> None:
    for finding in findings:
        inside(finding.position, texts)
    for form in ("text", "json", "github"):
        assert isinstance(formatted(findings, form), str)


@fuzz(raw_files | reworded_files, few=60, weight=30)
def test_any_files_are_a_course_or_findings_in_them(
    changed: dict[str, bytes],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        texts = library(Path(name), changed)
        found = load(Path(name), "bread", drafts=True)
        told_well(found.findings, texts)
        assert isinstance(found, Loaded) == all(one.level != "error" for one in found.findings)
        for at in courses((Path(name),)):
            assert all(lesson.id for lesson in lessons(at))


@fuzz(reworded_files | raw_files, few=30, weight=15, seconds=20.0)
def test_any_course_is_checked(changed: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as name:
        texts = library(Path(name), changed)
        told_well(check(Path(name), "bread", quick=True), texts)
