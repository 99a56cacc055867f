"""How a course and a learner become a session: libraries, caches, the store."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.answer.index import Index
from tutor.conversation import typed
from tutor.conversation.learned import Learned
from tutor.conversation.state import LAST_COURSE, Subject
from tutor.course.library import CourseAt, courses, libraries
from tutor.course.model import Course
from tutor.learner.database import all_set_aside
from tutor.learner.store import FILE_NAME, Store, data_folder, open_store

if TYPE_CHECKING:
    from tutor.conversation.elsewhere import Look
    from tutor.conversation.messages import OtherCourse
    from tutor.conversation.session import Session


NOT_CACHED = "{} can't be written, so the course is learned anew at every start, for some seconds."

LEARNING = "Learning the questions of “{}”; only once, some seconds"
"""What is going on where a course is not ready."""


@dataclass(eq=False)  # not frozen: what raises an exception again writes its traceback down
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
    """A course, and its index once it is asked for. Raises ``CourseError``.

    Both come from the cache where that is fresh.
    """
    from tutor.course.ready import load_cached

    course = load_cached(at.library, at.id, cache)
    return Subject(course, Learned(lambda: _index(at, cache, course)))


def preview(at: CourseAt, cache: Path) -> Subject:
    """A course with its drafts, as its author sees it; answers come from what learners have.

    Raises ``CourseError``.
    """
    from tutor.course.load import Rejected, load
    from tutor.course.ready import CourseError

    loaded = load(at.library, at.id, drafts=True)
    if isinstance(loaded, Rejected):
        raise CourseError(loaded.findings)
    return Subject(loaded.course, subject(at, cache).learned)


def ready(at: CourseAt, cache: Path) -> bool:
    """Whether the course opens at once; else its questions are learned first, for some seconds."""
    from tutor.course.cache import fresh
    from tutor.course.ready import course_fingerprint

    return fresh(_index_file(at, cache), course_fingerprint(at.library, at.id))


@lru_cache(maxsize=8)
def compiled_index(at: CourseAt, cache: Path) -> Index | None:
    """The index of a course that opens at once; None where it would have to be compiled."""
    from tutor.course.cache import last

    return last(_index_file(at, cache), Index) if ready(at, cache) else None


def elsewhere(where: Places, course: str) -> "Look":
    """What finds the other installed courses that answer a question."""
    from tutor.conversation.elsewhere import answering

    def look(question: str) -> "tuple[OtherCourse, ...]":
        others = (at for at in installed(where) if at.id != course)
        return answering(question, others, lambda at: compiled_index(at, where.cache))

    return look


def _index_file(at: CourseAt, cache: Path) -> Path:
    return cache / f"{at.id}.index"


def _index(at: CourseAt, cache: Path, course: Course) -> Index:
    """The index for the files as they are; learned anew only if what is asked and told changed."""
    from tutor.course.cache import cached, digest
    from tutor.course.ready import course_fingerprint

    def learn() -> Index:
        from tutor.answer.index import build

        return build(course)

    def make() -> Index:
        learned = (course.entries, course.misconceptions, course.out_of_scope, course.concepts)
        return cached(cache / f"{at.id}.learned", digest(course.id, *learned), Index, learn)

    return cached(_index_file(at, cache), course_fingerprint(at.library, at.id), Index, make)


def open_log(where: Places) -> tuple[Store, str | None]:
    """The learners' log, and a line that says what is wrong with it, where something is."""
    return open_store(where.data / FILE_NAME)


def last_course(store: Store, learner: str) -> str | None:
    """The course that a learner opened last."""
    return store.setting(learner, LAST_COURSE)


@dataclass(frozen=True)
class Forgotten:
    """What was deleted: how many events, and which files. ``trouble`` says what could not be."""

    events: int
    files: tuple[Path, ...]
    trouble: str | None


def kept_aside(where: Places, store: Store, learner: str) -> tuple[tuple[Path, ...], bool]:
    """The logs that could not be read and were set aside; and whether they go with a learner.

    They stay where other learners may have a part in them.
    """
    return all_set_aside(where.data / FILE_NAME), set(store.learners()) <= {learner}


def forget(where: Places, store: Store, learner: str, course: str | None) -> Forgotten:
    """Delete what is kept about a learner in a course; without one, all that is kept about them.

    That is their events, snapshots and settings, the lines that they typed, and the logs set
    aside, unless those stay. Nothing of it is left in the log's file.
    """
    trouble: list[str] = []
    files: list[Path] = []
    if course is None:
        aside, go = kept_aside(where, store, learner)
        if not go and aside:
            listed = ", ".join(map(str, aside))
            trouble.append(f"Not deleted, as other learners may have a part in it: {listed}")
        files += [*typed.traces(where.data, learner), *(aside if go else ())]
    events = store.delete(learner, course)
    if not store.kept:
        trouble.append("The log can't be written, so nothing was deleted from it.")
    for file in files:
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            trouble.append(f"{file} could not be deleted: {error.strerror}.")
    trouble += [notice] if (notice := store.take_notice()) else []
    return Forgotten(events, tuple(files), " ".join(trouble) or None)


def session(
    where: Places,
    course: str | None,
    learner: str,
    tell: Callable[[str], None] | None = None,
    *,
    saves: bool = True,
) -> "Session":
    """A session with a learner's progress. Raises ``NoSuchCourse`` and ``CourseError``.

    ``tell`` is given words for the learner where a turn has to wait until a course is learned.
    ``saves``: it may write files where the learner says, which a visitor from afar must not.
    """
    from tutor.conversation.session import Session
    from tutor.course.ready import is_cached

    def opened(one: CourseAt) -> Subject:
        found = subject(one, where.cache)

        def waits() -> None:
            if tell is not None and not ready(one, where.cache):
                tell(LEARNING.format(one.title))

        learned = Learned(lambda: found.index, waits)
        learned.begin()
        return Subject(found.course, learned)

    store, notice = open_log(where)
    at = chosen(where, course, last_course(store, learner))
    subject(at, where.cache)
    cached = is_cached(at.library, at.id, where.cache)
    uncached = None if cached else NOT_CACHED.format(where.cache)
    return Session(
        at.id,
        installed=installed(where),
        opened=opened,
        known=lambda one: compiled_index(one, where.cache),
        store=store,
        learner=learner,
        folder=where.data,
        notices=[each for each in (notice, uncached) if each],
        saves=saves,
    )
