"""The line mode: read a line, take a turn, print what is said."""

import sys
from collections.abc import Iterable, Iterator
from shutil import get_terminal_size
from typing import TextIO

from tutor.conversation import messages as m
from tutor.conversation.route import MOST_TYPED
from tutor.conversation.session import Session
from tutor.line.plain import told

WIDEST = 78
"""Columns: longer lines are hard to read."""


def chat(
    session: Session, *, lesson: str | None = None, figures: bool = False, fresh: bool = False
) -> int:
    """Talk until the learner leaves; the process's exit code.

    Where standard input is no terminal its lines are read as they are, so that a transcript can
    be piped through.
    """
    out = sys.stdout
    _tell(session.start(lesson, fresh=fresh), out, figures=figures)
    lines = _typed(session) if sys.stdin.isatty() and out.isatty() else _piped(sys.stdin, out)
    try:
        for line in lines:
            said = session.say(line)
            _tell(said, out, figures=figures)
            if any(isinstance(message, m.Goodbye) for message in said):
                return 0
    except KeyboardInterrupt:
        pass
    out.write("\nYour progress is kept.\n")
    return 0


def _tell(messages: Iterable[m.Message], out: TextIO, *, figures: bool) -> None:
    width = min(get_terminal_size((80, 24)).columns - 2, WIDEST)
    texts = (told(message, max(width, 20), figures=figures) for message in _heard(messages))
    out.write("\n" + "\n\n".join(text for text in texts if text) + "\n\n")
    out.flush()


def _heard(messages: Iterable[m.Message]) -> Iterator[m.Message]:
    """The messages up to a goodbye: after it nothing is asked."""
    for message in messages:
        yield message
        if isinstance(message, m.Goodbye):
            return


def _piped(lines: Iterable[str], out: TextIO) -> Iterator[str]:
    for line in lines:
        out.write(f"You: {line[:MOST_TYPED].rstrip()}\n")
        yield line


def _typed(session: Session) -> Iterator[str]:
    from tutor.line.prompt import ask

    yield from ask(session)
