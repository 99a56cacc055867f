"""A course on its author's desk: its drafts, what can be done to them, and how it answers now."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tutor.answer.index import Index, build
from tutor.answer.why import Why, why
from tutor.author.check import check
from tutor.author.check.told import ItemKey, Items, counted
from tutor.author.edit.changes import Changes
from tutor.author.edit.drafts import Draft, Item, Kind, Share, drafts, passage_of, share
from tutor.author.edit.passage import Passage
from tutor.author.edit.text import CannotEdit
from tutor.course.cache import cached, digest
from tutor.course.load import Loaded, Rejected, load
from tutor.course.model import Course, Id
from tutor.course.source import Finding

Key = tuple[Kind, Id]


@dataclass(frozen=True)
class Sheet:
    """The course as its files have it now."""

    course: Course
    drafts: tuple[Draft, ...]
    share: Share

    def draft(self, key: Key) -> Draft | None:
        """The draft that goes by this key, None where it is none any more."""
        return next((draft for draft in self.drafts if draft.key == key), None)


@dataclass(frozen=True)
class Checked:
    """What a check found, each with the item that it is about."""

    found: tuple[tuple[ItemKey, Finding], ...] = ()

    def about(self, key: Key) -> tuple[Finding, ...]:
        """What it found in one draft."""
        return tuple(finding for item, finding in self.found if item == key)

    @property
    def sentence(self) -> str:
        """How much it found: ``2 errors, 1 warning``."""
        errors = sum(finding.level == "error" for _, finding in self.found)
        return f"{counted(errors, 'error')}, {counted(len(self.found) - errors, 'warning')}"


@dataclass(frozen=True)
class Broken:
    """The course can't be read as it is; ``findings`` say why."""

    findings: tuple[Finding, ...]


class Desk:
    """One course of a library. Every call reads the files anew: an editor may have changed them."""

    def __init__(self, library: Path, course: Id, cache: Path | None = None) -> None:
        self.library = library
        self.course = course
        self._cache = cache
        self._changes = Changes(library)

    def sheet(self) -> Sheet | Broken:
        """The course as it is now."""
        match load(self.library, self.course, drafts=True):
            case Rejected(findings=findings):
                return Broken(findings)
            case Loaded(course=course) as loaded:
                return Sheet(course, drafts(loaded), share(course))

    def checked(self) -> Checked:
        """What a quick check finds in the course as it is now."""
        loaded = load(self.library, self.course, drafts=True)
        items = Items(loaded.located)
        found = check(self.library, self.course, quick=True)
        return Checked(tuple((items.at(one.position), one) for one in found))

    def accept(self, key: Key) -> str:
        """Make a draft fit for learners; what was done, in a sentence. Raises ``CannotEdit``."""
        _, draft = self._found(key)
        with _named(key):
            return self._changes.accept(draft).what

    def drop(self, key: Key) -> str:
        """Take a draft out of the course; what was done. Raises ``CannotEdit``."""
        loaded, draft = self._found(key)
        with _named(key):
            return self._changes.drop(draft, loaded).what

    def undo(self) -> str:
        """Take back the last of these; what was taken back. Raises ``CannotEdit``."""
        change = self._changes.undo()
        if change is None:
            raise CannotEdit("There is nothing to take back.")
        return f"Taken back: {change.what[0].lower()}{change.what[1:]}"

    def passage(self, course: Course, item: Item) -> Passage:
        """The passage of a document that a draft was made from."""
        return passage_of(self.library, course, item)

    def asked(self, question: str) -> Why:
        """How the course, its drafts among it, answers a question. Raises ``CannotEdit``."""
        return why(self._index(), question)

    def place(self, finding_or_draft: Finding | Draft) -> tuple[Path, int]:
        """The file and line to open in an editor."""
        at = (
            finding_or_draft.at
            if isinstance(finding_or_draft, Draft)
            else finding_or_draft.position
        )
        return self.library / at.file, at.line

    def _found(self, key: Key) -> tuple[Loaded, Draft]:
        loaded = load(self.library, self.course, drafts=True)
        if isinstance(loaded, Rejected):
            first = loaded.findings[0]
            raise CannotEdit(f"The course has a mistake: {first}")
        for draft in drafts(loaded):
            if draft.key == key:
                return loaded, draft
        raise CannotEdit(f"{key[0].capitalize()} {key[1]} is no draft any more.")

    def _index(self) -> Index:
        loaded = load(self.library, self.course, drafts=True)
        if isinstance(loaded, Rejected):
            raise CannotEdit(f"The course has a mistake: {loaded.findings[0]}")
        course = loaded.course
        if self._cache is None:
            return build(course)
        learned = (course.entries, course.misconceptions, course.out_of_scope, course.concepts)
        state = digest(course.id, *learned)
        return cached(self._cache / f"{course.id}.drafts", state, Index, lambda: build(course))


@contextmanager
def _named(key: Key) -> Iterator[None]:
    """Say which draft it is that stays as it is."""
    try:
        yield
    except CannotEdit as error:
        raise CannotEdit(f"{key[0].capitalize()} {key[1]} stays: {error}.") from error
