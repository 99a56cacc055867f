"""Keeping and dropping drafts in their files; every change can be taken back."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tutor.author.check.names import conditions
from tutor.author.edit import steps
from tutor.author.edit.drafts import Draft
from tutor.author.edit.text import CannotEdit
from tutor.course.load import Loaded
from tutor.course.model import Ask, Course, Id
from tutor.dialogue.conditions import ConditionError, names, parse

BOM = b"\xef\xbb\xbf"
ASIDE = ".dropped"
"""What is added to the name of a lesson's file that was dropped."""


@dataclass(frozen=True)
class Change:
    """What became of files: their bytes before and after; None where there is no file."""

    what: str
    files: Mapping[Path, tuple[bytes | None, bytes | None]]


class Changes:
    """The changes to a library in this sitting. The last one can be taken back."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self._done: list[Change] = []

    def accept(self, draft: Draft) -> Change:
        """Take ``status: draft`` off. Raises ``CannotEdit``; nothing is changed then."""
        file = draft.at.file
        text = self._read(file)
        texts = {file: steps.accepted(text, file, draft.kind, draft.item.id)}
        return self._write(f"Accepted {draft.kind} {draft.item.id}", texts)

    def drop(self, draft: Draft, loaded: Loaded) -> Change:
        """Take it out of its file, and out of what leads to it. Raises ``CannotEdit``.

        A lesson's file is set aside instead, as ``NAME.yaml.dropped``.
        """
        needed = next(_needing(loaded, draft), None)
        if needed is not None:
            raise CannotEdit(f"{needed} needs it; change that first")
        what = f"Dropped {draft.kind} {draft.item.id}"
        if draft.kind == "lesson":
            return self._set_aside(what, self._library / draft.at.file)
        name = draft.item.id
        texts = {draft.at.file: self._read(draft.at.file)}
        for entry in loaded.course.entries.values() if draft.kind == "entry" else ():
            if name in entry.follow_ups and entry.id != name:
                file = loaded.locate("entry", entry.id).file
                text = texts.get(file) or self._read(file)
                texts[file] = steps.without_follow_up(text, file, entry.id, name)
        for lesson, node in _asking(loaded.course, name) if draft.kind == "question" else ():
            file = loaded.locate("lesson", lesson).file
            texts[file] = steps.without_question(texts.get(file) or self._read(file), file, node)
        own = draft.at.file
        texts[own] = steps.dropped(texts[own], own, draft.kind, name)
        return self._write(what, texts)

    def undo(self) -> Change | None:
        """Take the last change back; None where there is none. Raises ``CannotEdit``."""
        if not self._done:
            return None
        last = self._done[-1]
        for path, (_, after) in last.files.items():
            if _bytes(path) != after:
                raise CannotEdit(f"{path.name} was changed since; take it back by hand")
        for path, (before, _) in last.files.items():
            _put(path, before)
        return self._done.pop()

    def _read(self, file: str) -> str:
        raw = _bytes(self._library / file)
        if raw is None:
            raise CannotEdit(f"{file} is not there any more")
        try:
            return raw.removeprefix(BOM).decode("utf-8")
        except UnicodeDecodeError as error:
            raise CannotEdit(f"{file} is not UTF-8") from error

    def _write(self, what: str, texts: Mapping[str, str]) -> Change:
        files: dict[Path, tuple[bytes | None, bytes | None]] = {}
        for file, text in texts.items():
            before = _bytes(self._library / file) or b""
            bom = BOM if before.startswith(BOM) else b""
            files[self._library / file] = (before, bom + text.encode("utf-8"))
        return self._carried_out(Change(what, files))

    def _set_aside(self, what: str, path: Path) -> Change:
        aside = path.with_name(path.name + ASIDE)
        return self._carried_out(
            Change(what, {aside: (_bytes(aside), _bytes(path)), path: (_bytes(path), None)})
        )

    def _carried_out(self, change: Change) -> Change:
        for path, (_, after) in change.files.items():
            _put(path, after)
        self._done.append(change)
        return change


def _asking(course: Course, question: Id) -> Iterator[tuple[Id, Id]]:
    """The lessons and nodes that ask a question."""
    for lesson in course.lessons.values():
        for node in lesson.nodes.values():
            if isinstance(node.next, Ask) and node.next.question == question:
                yield lesson.id, node.id


def _needing(loaded: Loaded, draft: Draft) -> Iterator[str]:
    """What would be broken if it were not there, in words."""
    course, name = loaded.course, draft.item.id
    if draft.kind == "question":
        for belief in course.misconceptions.values():
            if belief.cleared_by == name:
                yield f"misconception {belief.id}, which it clears,"
    if draft.kind == "lesson":
        for path in course.paths:
            if name in path.lessons:
                yield f"path {path.id}"
    condition = {"question": "answered", "lesson": "completed"}.get(draft.kind)
    for lesson in course.lessons.values():
        if (draft.kind, name) != ("lesson", lesson.id) and _looked_at(
            [text for text, _ in conditions(lesson)], condition, name
        ):
            yield f"a condition in lesson {lesson.id}"


def _looked_at(texts: list[str], condition: str | None, name: Id) -> bool:
    for text in texts:
        try:
            atoms = names(parse(text))
        except ConditionError:
            continue
        if any((atom.name, atom.id) == (condition, name) for atom in atoms):
            return True
    return False


def _bytes(path: Path) -> bytes | None:
    """What a file holds; None where it is not there. Raises ``CannotEdit``."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotEdit(f"{path} can't be read: {error.strerror}") from error


def _put(path: Path, raw: bytes | None) -> None:
    """Write a file as a whole, or remove it: who reads it sees the old one or the new one."""
    path = path.resolve()
    try:
        if raw is None:
            path.unlink(missing_ok=True)
            return
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(raw)
            Path(name).chmod(mode)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CannotEdit(f"{path} can't be written: {error.strerror}") from error
