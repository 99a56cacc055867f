"""The process behind one page: the full screen, drawn for a browser.

Its first argument is a ``Visit`` as JSON. It ends when its page is closed, when the server says so,
and when the server is gone.
"""

import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import msgspec

from tutor.conversation import opening
from tutor.conversation.session import Session
from tutor.course.ready import CourseError

PATIENCE = 5.0
"""Seconds that the screen has to end by itself once the server is gone."""


class Visit(msgspec.Struct, frozen=True):
    """What a page opens, and for whom.

    ``data`` is where the learner's progress goes; ``temporary``: it is deleted in the end.
    ``alive`` is the number of an open file that ends when the server does.
    """

    libraries: tuple[str, ...]
    course: str | None
    learner: str
    data: str
    cache: str
    temporary: bool
    alive: int | None = None


def main() -> NoReturn:
    """Show the full screen until it is left."""
    visit = msgspec.json.decode(sys.argv[1], type=Visit)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    orphaned = threading.Event()
    if visit.alive is not None:
        threading.Thread(target=_end_with, args=(visit, visit.alive, orphaned), daemon=True).start()
    try:
        sys.exit(_shown(visit))
    finally:
        _forget(visit, orphaned=orphaned.is_set())


def _shown(visit: Visit) -> int:
    from tutor.tui.app import run

    places = opening.Places(tuple(map(Path, visit.libraries)), Path(visit.data), Path(visit.cache))

    def opened(tell: Callable[[str], None]) -> Session:
        return opening.session(places, visit.course, visit.learner, tell, saves=False)

    try:
        return run(opened, folder=places.data)
    except (CourseError, opening.NoSuchCourse) as error:
        print(error, file=sys.stderr)
        return 1


def _end_with(visit: Visit, server: int, orphaned: threading.Event) -> None:
    """Wait until the server is gone, then end as if it had said so."""
    with suppress(OSError):
        os.read(server, 1)
    orphaned.set()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    _forget(visit, orphaned=True)
    os._exit(1)


def _forget(visit: Visit, *, orphaned: bool) -> None:
    """Delete what a temporary learner leaves; without a server, its folder as well."""
    if visit.temporary:
        shutil.rmtree(visit.data, ignore_errors=True)
        if orphaned:
            with suppress(OSError):
                Path(visit.data).parent.rmdir()
