"""What a command opens before it does its work: the libraries, a course, a learner's log."""

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from tutor.cli.options import Options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tutor.author.export.notes import Notes
    from tutor.conversation.opening import Places
    from tutor.conversation.session import Session
    from tutor.conversation.state import Subject
    from tutor.course.library import CourseAt
    from tutor.course.model import Course
    from tutor.learner.store import Store, Stored


LONGEST = 1_000
"""Letters of an error that are printed: a value in it may be as long as a command line can be."""


def stop(text: str, code: int = 1) -> NoReturn:
    """One plain line on standard error, and out."""
    line = " ".join(text.split())
    if len(line) > LONGEST:
        line = f"{line[: LONGEST // 2]} … {line[-LONGEST // 2 :]}"
    print(f"tutor: {line}", file=sys.stderr)
    sys.exit(code)


def places(options: Options) -> "Places":
    """Where libraries, progress and the cache are."""
    from tutor.conversation import opening

    return opening.places(options.libraries)


def subject(options: Options, store: "Store | None" = None, *, drafts: bool = False) -> "Subject":
    """The course asked for, else the one that the learner opened last, with its index."""
    from tutor.conversation import opening
    from tutor.conversation.learned import Learned
    from tutor.conversation.state import Subject

    where = places(options)
    last = opening.last_course(store, options.learner) if store is not None else None
    with faults_told():
        at = opening.chosen(where, options.course, last)
        found = (opening.preview if drafts else opening.subject)(at, where.cache)
    waiting = Learned(lambda: found.index, lambda: _say_what_takes_long(at, where))
    return Subject(found.course, waiting)


def to_check(options: Options, where: "Places", directory: Path | None) -> list[tuple[Path, str]]:
    """The courses that an author means, each with its library.

    Those of the library that ``directory`` is or is in, else those of every library; the one that
    ``--course`` names, or whose folder it is, where that is so.
    """
    from tutor.course.library import begun

    course, libraries = options.course, where.libraries
    if directory is not None:
        library, inside = _library_of(directory.resolve())
        course, libraries = course or inside, (library,)
    found: dict[str, Path] = {}
    for library in libraries:
        for name in begun(library):
            if course in (None, name):
                found.setdefault(name, library)
    if not found:
        stop("There is no course to check: a library has knowledge/<course>/course.yaml.", 2)
    return [(library, name) for name, library in found.items()]


def _library_of(path: Path) -> tuple[Path, str | None]:
    """The library that a path is or is in, and the course where it is in the folder of one."""
    for above in (path, *path.parents):
        if (above / "knowledge").is_dir() or (above / "dialogues").is_dir():
            parts = path.relative_to(above).parts
            return above, parts[1] if len(parts) > 1 else None
    return path, None


def chosen(options: Options, store: "Store | None" = None) -> "CourseAt":
    """The course asked for, else the one that the learner opened last, else the first."""
    from tutor.conversation import opening

    last = opening.last_course(store, options.learner) if store is not None else None
    try:
        return opening.chosen(places(options), options.course, last)
    except opening.NoSuchCourse as error:
        stop(str(error), 2)


def course(library: Path, name: str, *, drafts: bool = False) -> "Course":
    """A course without an index, as learners have it or with its drafts."""
    from tutor.course.load import Rejected, load

    loaded = load(library, name, drafts=drafts)
    if isinstance(loaded, Rejected):
        _broken(loaded)
    return loaded.course


def _say_what_takes_long(at: "CourseAt", where: "Places") -> None:
    """What is going on, where somebody waits for it."""
    from tutor.conversation.opening import LEARNING, ready

    if not ready(at, where.cache):
        told(LEARNING.format(at.title))


def _broken(error: Any) -> NoReturn:
    """A course that can't be opened: what is wrong with it, a line each."""
    for finding in error.findings:
        print(finding, file=sys.stderr)
    stop("The course has mistakes, so it can't be opened. “tutor check” lists them all.")


def store(options: Options) -> "Store":
    """The learner's log; what is wrong with it is said on standard error."""
    from tutor.conversation.opening import open_log

    opened, notice = open_log(places(options))
    if notice:
        print(notice, file=sys.stderr)
    click.get_current_context().call_on_close(opened.close)
    return opened


def notes(options: Options, kept: "Sequence[Stored]") -> "list[Notes]":
    """The notes on every course that something is kept of, in the order of their first turns."""
    from tutor.author.export.notes import notes_of, notes_without_course
    from tutor.conversation.opening import installed
    from tutor.course.load import Loaded, load

    there = {at.id: at.library for at in installed(places(options))}
    found: list[Notes] = []
    for name in dict.fromkeys(one.course for one in kept):
        records = [one.record for one in kept if one.course == name]
        loaded = load(there[name], name) if name in there else None
        if isinstance(loaded, Loaded):
            found.append(notes_of(loaded.course, records))
        else:
            found.append(notes_without_course(name, records))
    return found


def session(options: Options) -> "Session":
    """A conversation with the learner about the course asked for, else the one last opened."""
    from tutor.conversation import opening

    with faults_told():
        return opening.session(places(options), options.course, options.learner, told)


def opening_later(options: Options) -> "Callable[[Callable[[str], None]], Session]":
    """Opens the same session when it is called, in any thread; it is told what takes long.

    Its faults are for ``faults_told``.
    """

    def open_it(tell: "Callable[[str], None]") -> "Session":
        from tutor.conversation import opening

        return opening.session(places(options), options.course, options.learner, tell)

    return open_it


def history(options: Options) -> Path:
    """The file with the lines that the learner typed."""
    from tutor.conversation.typed import file_of
    from tutor.learner.home import data_folder

    return file_of(data_folder(), options.learner)


def told(words: str) -> None:
    """Say what takes long, where a person sits there."""
    if sys.stderr.isatty():
        print(f"{words} …", file=sys.stderr)


@contextmanager
def faults_told() -> "Iterator[None]":
    """Leave with a plain line, and the findings, where a course can't be opened."""
    try:
        yield
    except Exception as error:
        from tutor.conversation.opening import NoSuchCourse
        from tutor.course.ready import CourseError

        if isinstance(error, NoSuchCourse):
            stop(str(error), 2)
        if isinstance(error, CourseError):
            _broken(error)
        raise
