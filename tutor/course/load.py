"""From a folder to a Course, or to the list of what is wrong with it."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from tutor.course import knowledge, lessons
from tutor.course.fields import ID, LONGEST_ID, Fields
from tutor.course.files import MOST_FILES, MOST_OF_A_COURSE, is_inside
from tutor.course.library import files
from tutor.course.model import Course
from tutor.course.references import dangling
from tutor.course.source import (
    MOST_FINDINGS,
    EnoughError,
    Finding,
    Mapping,
    Position,
    Sequence,
    SourceError,
    Value,
    note,
    read,
)

MOST_LEARNED = 1_000
"""Entries, misconceptions and groups of questions out of scope in a course, together: the matcher
learns to tell each from all the others, in time that grows with the cube of their number."""

MOST_PHRASINGS = 100_000
"""Phrasings in a course."""

MOST_ITEMS = 10_000
"""Items of any other kind in a course."""


@dataclass(frozen=True)
class Located:
    """Where everything of a course stands in its files."""

    root: Position
    nodes: dict[tuple[str, str], Mapping]

    def locate(self, kind: str, name: str, *path: str | int) -> Position:
        """The place of an item, or of what ``path`` leads to inside it, as near as it is known."""
        found = self.value(kind, name, *path)
        return found.at if found is not None else self.root

    def value(self, kind: str, name: str, *path: str | int) -> Value | None:
        """What stands there, as near as it is known; None where there is no such item."""
        node: Value | None = self.nodes.get((kind, name))
        for step in path if node is not None else ():
            inner = _inside(node, step)
            if inner is None:
                break
            node = inner
        return node


def _inside(node: Value | None, step: str | int) -> Value | None:
    match node, step:
        case Mapping(items=items), str():
            return items.get(step)
        case Sequence(items=listed), int() if step < len(listed):
            return listed[step]
        case _:
            return None


@dataclass(frozen=True)
class Loaded:
    """A course that can be used. ``findings`` are warnings at most."""

    course: Course
    findings: tuple[Finding, ...]
    located: Located

    def locate(self, kind: str, name: str, *path: str | int) -> Position:
        """Where an item, or a part of it, stands."""
        return self.located.locate(kind, name, *path)


@dataclass(frozen=True)
class Rejected:
    """A course with errors in it, and where what could be read of it stands."""

    findings: tuple[Finding, ...]
    located: Located


LEARNED = frozenset({"entry", "misconception", "out_of_scope"})
"""The kinds whose questions the matcher learns."""


@dataclass
class _Reading:
    """A course while its files are being read."""

    findings: list[Finding] = field(default_factory=lambda: list[Finding]())
    items: dict[str, dict[str, Any]] = field(
        default_factory=lambda: defaultdict[str, dict[str, Any]](dict)
    )
    nodes: dict[tuple[str, str], Mapping] = field(
        default_factory=lambda: dict[tuple[str, str], Mapping]()
    )
    phrasings: int = 0

    def report(self, at: Position, code: str, message: str, fix: str) -> None:
        """Note a fault. Raises ``EnoughError``."""
        note(self.findings, Finding(at, code, message, fix))

    def keep(self, kind: str, name: str, item: object, node: Mapping) -> None:
        """Add an item; one whose id is taken is a fault that names both places.

        Raises ``EnoughError`` where a course can't have so many.
        """
        earlier = self.nodes.get((kind, name))
        if earlier is not None:
            at = node.items["id"].at if "id" in node.items else node.at
            self.report(
                at,
                "F015",
                f"{kind} “{name}” is there already, at {earlier.at}",
                "give one of them another id",
            )
            return
        self.phrasings += sum(len(getattr(item, key, ())) for key in ("ask", "not_ask", "heard_as"))
        if kind in LEARNED and sum(len(self.items[one]) for one in LEARNED) == MOST_LEARNED:
            kinds = "entries, misconceptions and groups of questions out of scope"
            raise _too_large(node.at, f"{MOST_LEARNED:,} {kinds}")
        if len(self.items[kind]) == MOST_ITEMS:
            raise _too_large(node.at, f"{MOST_ITEMS:,} {kind}s")
        if self.phrasings > MOST_PHRASINGS:
            raise _too_large(node.at, f"{MOST_PHRASINGS:,} phrasings")
        self.items[kind][name] = item
        self.nodes[kind, name] = node


def _too_large(at: Position, most: str) -> EnoughError:
    return EnoughError(
        Finding(at, "F005", f"a course has at most {most}", "make two courses of it")
    )


def load(library: Path, course_id: str, *, drafts: bool = False) -> Loaded | Rejected:
    """The course of this id in a library; ``drafts`` keeps what is marked as a draft."""
    reading = _Reading()
    root = Position(f"knowledge/{course_id}/course.yaml")
    try:
        about = _read_all(reading, library, course_id, root)
    except EnoughError as error:
        return Rejected((*reading.findings, error.last), Located(root, reading.nodes))
    located = Located(root, reading.nodes)
    course = _course(reading, course_id, about)
    if not drafts:
        course = without_drafts(course)
    if not _errors(reading.findings):
        reading.findings += islice(dangling(course, located.locate), MOST_FINDINGS)
    if _errors(reading.findings):
        return Rejected(tuple(reading.findings), located)
    return Loaded(course, tuple(reading.findings), located)


def _left_unread(library: Path, course_id: str) -> list[Finding]:
    """YAML that stands where nobody looks for it."""
    found: list[Finding] = []
    for side in ("knowledge", "dialogues"):
        folder = library / side / course_id
        read_ones = set(files(library, side, course_id))
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in {".yaml", ".yml"} and path not in read_ones:
                at = Position(path.relative_to(library).as_posix())
                fix = f"move it to {side}/{course_id}/{path.stem}.yaml"
                found.append(Finding(at, "F019", "this file is not read", fix, "warning"))
    return found


def _errors(findings: Iterable[Finding]) -> bool:
    return any(finding.level == "error" for finding in findings)


def _fields(reading: _Reading, library: Path, path: Path) -> Fields | None:
    name = path.relative_to(library).as_posix()
    if not is_inside(path, library):
        fix = "copy the file in"
        reading.report(Position(name), "F008", "this link leads out of the library", fix)
        return None
    try:
        value = read(path, name)
    except SourceError as error:
        note(reading.findings, error.finding)
        return None
    if isinstance(value, Mapping):
        return Fields(reading.findings, value, path.name)
    fix = "write key: value lines"
    reading.report(value.at, "F012", f"{path.name} must have keys and values", fix)
    return None


def _read_all(reading: _Reading, library: Path, course_id: str, root: Position) -> dict[str, str]:
    """Read every file; what course.yaml says of the whole. Raises ``EnoughError``."""
    if not ID.fullmatch(course_id) or len(course_id) > LONGEST_ID:
        fix = "rename the course's folders"
        reading.report(
            root, "F016", f"“{course_id}” is no id: small letters, digits, - . _ only", fix
        )
    about = _read_course_file(reading, library, course_id, root)
    for path in _listed(reading, library, "knowledge", course_id):
        if path.name != "course.yaml":
            _read_knowledge(reading, library, path)
    for path in _listed(reading, library, "dialogues", course_id):
        _read_lesson(reading, library, path)
    for finding in _left_unread(library, course_id):
        note(reading.findings, finding)
    return about


def _listed(reading: _Reading, library: Path, side: str, course_id: str) -> list[Path]:
    """The files on one side; that some differ only in case is told. Raises ``EnoughError``."""
    found = files(library, side, course_id)
    places = [Position(path.relative_to(library).as_posix()) for path in found]
    if len(found) > MOST_FILES:
        raise _too_large(places[MOST_FILES], f"{MOST_FILES} files in a folder")
    names: dict[str, Path] = {}
    size = 0
    for path, at in zip(found, places, strict=True):
        with suppress(OSError):  # reading it tells why
            size += path.stat().st_size
        if size > MOST_OF_A_COURSE:
            raise _too_large(at, f"{MOST_OF_A_COURSE:,} bytes in a folder")
        other = names.setdefault(path.name.casefold(), path)
        if other != path:
            message = f"{other.name} differs only in case; on some systems the two are one file"
            note(reading.findings, Finding(at, "F020", message, "rename one of them", "warning"))
    return found


def _read_course_file(
    reading: _Reading, library: Path, course_id: str, root: Position
) -> dict[str, str]:
    path = library / "knowledge" / course_id / "course.yaml"
    if not path.exists() and not path.is_symlink():
        reading.report(root, "F009", "there is no such file", "a course needs a course.yaml")
        return {}
    fields = _fields(reading, library, path)
    if fields is None:
        return {}
    knowledge.check_format(fields)
    about = {
        "title": fields.text("title"),
        "goal": fields.text("goal"),
        "language": fields.one_of("language", ("en",), "en"),
    }
    fields.boolean("default", False)  # the library reads it, without loading the course
    reading.nodes["course", course_id] = fields.node
    _keep_all(reading, fields)
    return about


def _read_knowledge(reading: _Reading, library: Path, path: Path) -> None:
    fields = _fields(reading, library, path)
    if fields is not None:
        _keep_all(reading, fields)


def _keep_all(reading: _Reading, fields: Fields) -> None:
    for number, (kind, inner, item) in enumerate(knowledge.items(fields)):
        name = getattr(item, "id", f"{inner.at}#{number}")
        reading.keep(kind, name, item, inner.node)
    fields.close()


def _read_lesson(reading: _Reading, library: Path, path: Path) -> None:
    fields = _fields(reading, library, path)
    if fields is not None:
        lesson = lessons.lesson(fields)
        reading.keep("lesson", lesson.id, lesson, fields.node)


def _course(reading: _Reading, course_id: str, about: dict[str, str]) -> Course:
    items = reading.items
    return Course(
        id=course_id,
        title=about.get("title", ""),
        goal=about.get("goal", ""),
        concepts=items["concept"],
        entries=items["entry"],
        questions=items["question"],
        misconceptions=items["misconception"],
        corrections=items["correction"],
        figures=items["figure"],
        lessons=items["lesson"],
        out_of_scope=tuple(items["out_of_scope"].values()),
        sources=tuple(items["source"].values()),
        paths=tuple(items["path"].values()),
    )


def without_drafts(course: Course) -> Course:
    """The course as learners see it: no drafts, and no follow-up or path that leads to one."""
    entries = {name: entry for name, entry in course.entries.items() if not entry.draft}
    hidden = set(course.entries) - set(entries)
    lessons_kept = {name: lesson for name, lesson in course.lessons.items() if not lesson.draft}
    hidden_lessons = set(course.lessons) - set(lessons_kept)
    return replace(
        course,
        entries={
            name: replace(entry, follow_ups=tuple(f for f in entry.follow_ups if f not in hidden))
            for name, entry in entries.items()
        },
        questions={name: q for name, q in course.questions.items() if not q.draft},
        lessons=lessons_kept,
        paths=tuple(
            replace(path, lessons=tuple(n for n in path.lessons if n not in hidden_lessons))
            for path in course.paths
        ),
    )
