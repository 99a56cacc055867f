"""The drafts of a course, in the order of its files, and how much of it is still to be read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from tutor.author.edit.passage import Passage, passage
from tutor.course.load import Loaded
from tutor.course.model import Course, Entry, Id, Lesson, Question, Support
from tutor.course.source import Position

Kind = Literal["entry", "question", "lesson"]
Item = Entry | Question | Lesson


class Draft(Struct, frozen=True):
    """Something that no learner sees yet: what it is, and where it begins."""

    kind: Kind
    item: Item
    at: Position

    @property
    def key(self) -> tuple[Kind, Id]:
        """What it goes by, whatever becomes of its text."""
        return self.kind, self.item.id


class Share(Struct, frozen=True):
    """How many of all entries, questions and lessons are still drafts."""

    to_do: int
    of: int

    @property
    def sentence(self) -> str:
        """In words: ``12 of 40 still to do (30 %)``."""
        if not self.to_do:
            return "all done"
        return f"{self.to_do} of {self.of} still to do ({100 * self.to_do / self.of:.0f} %)"


def drafts(loaded: Loaded) -> tuple[Draft, ...]:
    """The drafts, file by file, lessons last."""
    found = [
        Draft(kind, item, loaded.locate(kind, item.id))
        for kind, item in _items(loaded.course)
        if item.draft
    ]
    return tuple(sorted(found, key=lambda one: (one.kind == "lesson", one.at.file, one.at.line)))


def share(course: Course) -> Share:
    """What is still to be read of a course."""
    items = list(_items(course))
    return Share(sum(item.draft for _, item in items), len(items))


def _items(course: Course) -> Iterator[tuple[Kind, Item]]:
    for entry in course.entries.values():
        yield "entry", entry
    for question in course.questions.values():
        yield "question", question
    for lesson in course.lessons.values():
        yield "lesson", lesson


def passage_of(library: Path, course: Course, item: Item) -> Passage:
    """The passage that a draft was made from; that of a question or lesson by its concept."""
    match item:
        case Entry(support=support):
            return passage(library, course, support)
        case Question(about=about):
            return passage(library, course, _support_of(course, about[0]))
        case Lesson():
            explained = (name for node in item.nodes.values() for name in node.explains)
            return passage(library, course, _support_of(course, next(explained, "")))


def _support_of(course: Course, concept: Id) -> Support:
    """Where the first entry on a concept comes from."""
    about = (entry.support for entry in course.entries.values() if entry.about[0] == concept)
    return next(about, Support())
