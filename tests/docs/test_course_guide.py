"""docs/writing-a-course.md is true: its course works as it says, and every key is in it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from docs.pages import commands, files, keys, page, sections

from tutor.course import knowledge, lessons
from tutor.course.fields import Fields
from tutor.course.source import Finding, Mapping, Position, Scalar, Sequence, Value, parse

ROOT = Path(__file__).parent.parent.parent
GUIDE = page("writing-a-course.md")
HERE = Position("guide.yaml")


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that the guide makes."""
    folder = tmp_path_factory.mktemp("tea-library")
    for name, text in files(GUIDE).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_guide_shows_every_file_that_it_lists() -> None:
    assert set(files(GUIDE)) == {
        line.strip() for line in GUIDE.splitlines() if line.startswith("  ") and ".yaml" in line
        and "/tea/" in line
    }  # fmt: skip


def test_every_command_of_the_guide_prints_what_it_says(tea: Path) -> None:
    typed = list(commands(GUIDE))
    assert len(typed) >= 4
    for each in typed:
        assert each.words[0] == "tutor"
        done = subprocess.run(
            [sys.executable, "-m", *each.words],
            cwd=tea,
            capture_output=True,
            text=True,
            check=False,
            env={"PATH": "", "PYTHONPATH": str(ROOT), "TUTOR_HOME": str(tea / ".home")},
        )
        assert done.stderr == ""
        assert each.matches(done.stdout), f"{each}\n{done.stdout}"


def mapping(**items: Value) -> Mapping:
    return Mapping(items, dict.fromkeys(items, HERE), HERE)


def taken(fields: Fields) -> frozenset[str]:
    """The keys that a reader asked for."""
    return frozenset(fields._known)


def read_by(make: object, *held: Mapping) -> dict[str, bool]:
    """Every key that is read, in one of these forms, and whether it must be there."""
    found: list[Finding] = []
    known: set[str] = set()
    for each in held or (mapping(),):
        fields = Fields(found, each, "it")
        make(fields)  # type: ignore[operator]
        known |= taken(fields)
    needed = {f.fix.removeprefix("add ").rstrip(":") for f in found if f.code == "F011"}
    return {name: name in needed for name in known}


WORD = Scalar("x", True, HERE)
NONE = Sequence((), HERE)

EXPECTED: dict[str, dict[str, bool]] = {
    **{kind: read_by(make) for kind, (_, make) in knowledge.KINDS.items()},
    "questions": read_by(knowledge.question, mapping(options=NONE), mapping(accept=NONE)),
    "support": dict.fromkeys(("source", "section", "quote", "lines"), False),
    "options": read_by(knowledge._option, mapping(right=WORD), mapping(wrong=WORD)),
    "A lesson's file": read_by(lessons.lesson),
}


@pytest.mark.parametrize("kind", EXPECTED)
def test_every_key_that_is_read_is_in_the_guide(kind: str) -> None:
    told = keys(sections(GUIDE, 3)[kind])
    read = {**EXPECTED[kind], **({"order": False} if kind == "questions" else {})}
    assert told == read


def course_files() -> Iterator[Path]:
    yield from (ROOT / "knowledge").glob("*/*.yaml")
    yield from (ROOT / "dialogues").glob("*/*.yaml")


def test_every_key_of_the_shipped_courses_is_in_the_guide() -> None:
    told = {name for section in sections(GUIDE, 3).values() for name in keys(section)}
    told |= set(knowledge.KINDS)
    for path in course_files():
        value = parse(path.read_text(encoding="utf-8"), path.name)
        assert used(value, within="") <= told, path


def used(value: Value, within: str) -> set[str]:
    """The keys of a file, but for the ids of a lesson's nodes."""
    match value:
        case Sequence(items=items):
            return {key for item in items for key in used(item, within)}
        case Mapping(items=items):
            own = set() if within == "nodes" else set(items)
            return own.union(*(used(item, key) for key, item in items.items()))
        case _:
            return set()
