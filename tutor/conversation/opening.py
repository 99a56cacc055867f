"""How a course and a learner become a session: libraries, caches, the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.answer.index import Index
from tutor.conversation.state import LAST_COURSE, Subject
from tutor.course.library import CourseAt, courses, libraries
from tutor.course.model import Course
from tutor.learner.store import FILE_NAME, Store, data_folder, open_store

if TYPE_CHECKING:
    from tutor.conversation.session import Session


@dataclass(frozen=True)
class NoSuchCourse(Exception):  # noqa: N818 - it is named for what is wrong
    """No installed course has this id; ``near`` is the likest one that is installed.

    Without an id: none is installed at all.
    """

    id: str
    near: str | None

    def __str__(self) -> str:
        if not self.id:
            return "There is no course here. “--library DIR” names a folder with knowledge/ in it."
        meant = f" Did you mean {self.near}?" if self.near else ""
        return f"There is no course “{self.id}” here.{meant} “tutor courses” lists what there is."


@dataclass(frozen=True)
class Places:
    """Where things are: the libraries to look in, the learner's folder, the caches."""

    libraries: tuple[Path, ...]
    data: Path
    cache: Path


def places(explicit: Sequence[Path] = ()) -> Places:
    """The places in force: ``--library``, ``$TUTOR_PATH``, ``$TUTOR_HOME``, the user's folders."""
    data = data_folder()
    return Places(libraries(explicit), data, data / "cache")


def installed(where: Places) -> tuple[CourseAt, ...]:
    """Every course in the libraries; of two with one id, the first found."""
    return courses(where.libraries)


def chosen(where: Places, asked: str | None, last: str | None) -> CourseAt:
    """The course asked for, else the last opened, else one that is a default, else the first.

    Raises ``NoSuchCourse``.
    """
    there = {at.id: at for at in installed(where)}
    if asked is not None and asked not in there:
        from rapidfuzz import process

        near = process.extractOne(asked, list(there), score_cutoff=50)
        raise NoSuchCourse(asked, near[0] if near else None)
    defaults = (at.id for at in there.values() if at.default)
    for name in (asked, last, *defaults, *there):
        if name is not None and name in there:
            return there[name]
    raise NoSuchCourse("", None)


@lru_cache(maxsize=8)
def subject(at: CourseAt, cache: Path) -> Subject:
    """A course with its index, from the cache where that is fresh. Raises ``CourseError``."""
    from tutor.course.load import load_cached

    course = load_cached(at.library, at.id, cache)
    return Subject(course, _index(at, cache, course))


def preview(at: CourseAt, cache: Path) -> Subject:
    """A course with its drafts, as its author sees it; answers come from what learners have.

    Raises ``CourseError``.
    """
    from tutor.course.load import CourseError, Rejected, load

    loaded = load(at.library, at.id, drafts=True)
    if isinstance(loaded, Rejected):
        raise CourseError(loaded.findings)
    return Subject(loaded.course, subject(at, cache).index)


def ready(at: CourseAt, cache: Path) -> bool:
    """Whether the course opens at once; else its questions are learned first, for some seconds."""
    from tutor.course.cache import fresh
    from tutor.course.load import course_fingerprint

    return fresh(_index_file(at, cache), course_fingerprint(at.library, at.id))


def _index_file(at: CourseAt, cache: Path) -> Path:
    return cache / f"{at.id}.index"


def _index(at: CourseAt, cache: Path, course: Course) -> Index:
    from tutor.course.cache import cached
    from tutor.course.load import course_fingerprint

    def make() -> Index:
        from tutor.answer.index import build

        return build(course)

    state = course_fingerprint(at.library, at.id)
    return cached(_index_file(at, cache), state, Index, make)


def open_log(where: Places) -> tuple[Store, str | None]:
    """The learners' log, and a line that says what is wrong with it, where something is."""
    return open_store(where.data / FILE_NAME, f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}")


def last_course(store: Store, learner: str) -> str | None:
    """The course that a learner opened last."""
    return store.setting(learner, LAST_COURSE)


def session(where: Places, course: str | None, learner: str) -> "Session":
    """A session with a learner's progress. Raises ``NoSuchCourse`` and ``CourseError``."""
    from tutor.conversation.session import Session

    store, notice = open_log(where)
    at = chosen(where, course, last_course(store, learner))
    return Session(
        at.id,
        installed=installed(where),
        opened=lambda one: subject(one, where.cache),
        ready=lambda one: ready(one, where.cache),
        store=store,
        learner=learner,
        folder=where.data,
        notices=[notice] if notice else [],
    )
