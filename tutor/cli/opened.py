"""What a command opens before it does its work: the libraries, a course, a learner's log."""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

from tutor.cli.options import Options

if TYPE_CHECKING:
    from tutor.conversation.opening import Places
    from tutor.conversation.session import Session
    from tutor.conversation.state import Subject
    from tutor.course.library import CourseAt
    from tutor.learner.store import Store


LONGEST = 1_000
"""Letters of an error that are printed: a value in it may be as long as a command line can be."""


def stop(text: str, code: int = 1, *, usage: bool = False) -> NoReturn:
    """One plain line on standard error, and out."""
    more = " Try “tutor --help”." if usage else ""
    line = " ".join(text.split())
    if len(line) > LONGEST:
        line = f"{line[: LONGEST // 2]} … {line[-LONGEST // 2 :]}"
    print(f"tutor: {line}{more}", file=sys.stderr)
    sys.exit(code)


def places(options: Options) -> "Places":
    """Where libraries, progress and the cache are."""
    from tutor.conversation import opening

    return opening.places(options.libraries)


def subject(options: Options, store: "Store | None" = None, *, drafts: bool = False) -> "Subject":
    """The course asked for, else the one that the learner opened last, with its index."""
    from tutor.conversation import opening
    from tutor.course.load import CourseError

    where = places(options)
    last = opening.last_course(store, options.learner) if store is not None else None
    try:
        at = opening.chosen(where, options.course, last)
        _say_what_takes_long(at, where)
        return (opening.preview if drafts else opening.subject)(at, where.cache)
    except opening.NoSuchCourse as error:
        stop(str(error), 2)
    except CourseError as error:
        _broken(error)


def _say_what_takes_long(at: "CourseAt", where: "Places") -> None:
    """What is going on, where somebody waits for it."""
    from tutor.conversation.opening import ready

    if sys.stderr.isatty() and not ready(at, where.cache):
        print(f"Learning the questions of “{at.id}”; only once, some seconds …", file=sys.stderr)


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
    from tutor.course.load import CourseError

    where = places(options)
    try:
        with suppress(opening.NoSuchCourse):
            _say_what_takes_long(opening.chosen(where, options.course, None), where)
        return opening.session(where, options.course, options.learner)
    except opening.NoSuchCourse as error:
        stop(str(error), 2)
    except CourseError as error:
        _broken(error)
