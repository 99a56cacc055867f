"""What a command opens before it does its work: the libraries, a course, a learner's log."""

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

from tutor.cli.options import Options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tutor.conversation.opening import Places
    from tutor.conversation.session import Session
    from tutor.conversation.state import Subject
    from tutor.course.library import CourseAt
    from tutor.learner.store import Store


def stop(text: str, code: int = 1, *, usage: bool = False) -> NoReturn:
    """One plain line on standard error, and out."""
    more = " Try “tutor --help”." if usage else ""
    print(f"tutor: {text}{more}", file=sys.stderr)
    sys.exit(code)


def places(options: Options) -> "Places":
    """Where libraries, progress and the cache are."""
    from tutor.conversation import opening

    return opening.places(options.libraries)


def subject(options: Options, store: "Store | None" = None, *, drafts: bool = False) -> "Subject":
    """The course asked for, else the one that the learner opened last, with its index."""
    from tutor.conversation import opening

    where = places(options)
    last = opening.last_course(store, options.learner) if store is not None else None
    with faults_told():
        at = opening.chosen(where, options.course, last)
        _say_what_takes_long(at, where)
        return (opening.preview if drafts else opening.subject)(at, where.cache)


def _say_what_takes_long(at: "CourseAt", where: "Places") -> None:
    """What is going on, where somebody waits for it."""
    from tutor.conversation.opening import LEARNING, ready

    if not ready(at, where.cache):
        _told(LEARNING.format(at.title))


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
    return opened


def session(options: Options) -> "Session":
    """A conversation with the learner about the course asked for, else the one last opened."""
    from tutor.conversation import opening

    with faults_told():
        return opening.session(places(options), options.course, options.learner, _told)


def opening_later(options: Options) -> "Callable[[Callable[[str], None]], Session]":
    """Opens the same session when it is called, in any thread; it is told what takes long.

    Its faults are for ``faults_told``.
    """

    def open_it(tell: "Callable[[str], None]") -> "Session":
        from tutor.conversation import opening

        return opening.session(places(options), options.course, options.learner, tell)

    return open_it


def _told(words: str) -> None:
    if sys.stderr.isatty():
        print(f"{words} …", file=sys.stderr)


@contextmanager
def faults_told() -> "Iterator[None]":
    """Leave with a plain line, and the findings, where a course can't be opened."""
    try:
        yield
    except Exception as error:
        from tutor.conversation.opening import NoSuchCourse
        from tutor.course.load import CourseError

        if isinstance(error, NoSuchCourse):
            stop(str(error), 2)
        if isinstance(error, CourseError):
            _broken(error)
        raise
