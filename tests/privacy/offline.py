"""Runs commands, and the full screen, in a process that can open no connection and start no program.

python -m tests.privacy.offline FILE.json

The file holds a list of commands, each a list of arguments and what is typed. "screen" as the first
argument is the full screen. The hook sees what Python's own socket module does in C as well.
"""

import io
import json
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
    "socket.gethostby", "socket.getnameinfo", "urllib.", "http.", "ftplib.", "smtplib.", "poplib.",
    "imaplib.", "webbrowser.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn",
    "os.fork", "pty.",
)  # fmt: skip


class WentOut(BaseException):
    """Something tried to reach the network or another program; no ``except`` is to swallow it."""


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """The audit hook. A pair of Unix sockets, which an event loop wakes itself by, leads nowhere."""
    if event == "socket.__new__":
        import socket

        if arguments[1] == socket.AF_UNIX:
            return
    if event == "socket.__new__" or event.startswith(FORBIDDEN):
        sys.stderr.write(f"\nwent out: {event} {arguments!r}\n")
        raise WentOut(event)


def took(arguments: list[str], typed: str) -> object:
    """Run one command; its exit code, or what it raised."""
    from tutor.cli import main

    sys.argv, sys.stdin = ["tutor", *arguments], io.StringIO(typed)
    return _code(main)


def screen(library: str, *lines: str) -> object:
    """Type lines on the full screen."""
    import asyncio

    from tests.durability.screen import told

    return _code(lambda: print(asyncio.run(told("bread", Path(library), list(lines)))))


def _code(run: Callable[[], object]) -> object:
    try:
        run()
    except SystemExit as left:
        return left.code or 0
    except BaseException as error:  # noqa: BLE001 - it is told, whatever it is
        traceback.print_exc()
        return type(error).__name__
    return 0


def connect() -> object:
    """What must fail here: proof that the hook is at work."""
    import socket

    return _code(lambda: socket.create_connection(("127.0.0.1", 9)))


if __name__ == "__main__":
    sys.addaudithook(refuse)
    for arguments, typed in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
        match arguments:
            case ["connect"]:
                code = connect()
            case ["screen", *rest]:
                code = screen(*rest)
            case _:
                code = took(arguments, typed)
        print(f"\n== {' '.join(arguments)}: {code}", flush=True)
