"""The line mode: read a line, take a turn, print what is said."""

import sys
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

from tutor.conversation import messages as m
from tutor.conversation.commands import find
from tutor.conversation.route import Run
from tutor.conversation.session import Session
from tutor.line.plain import turn
from tutor.line.wrap import inked, unmarked, width
from tutor.text import MOST_TYPED, clean


@dataclass
class Chat:
    """A conversation on a page of plain text.

    ``terminal``: a person sits there, so that there is a clipboard. ``bold``: emphasis is shown.
    ``figures``: they are drawn as well as described. ``answer`` is the last one, for ``/copy``.
    """

    session: Session
    out: TextIO
    terminal: bool
    bold: bool
    figures: bool
    answer: str = ""

    def start(self, lesson: str | None, *, fresh: bool) -> str:
        """The first words."""
        return self._page(self.session.start(lesson, fresh=fresh))

    def take(self, line: str) -> bool:
        """Take a turn and say what comes of it; whether the conversation goes on."""
        said = self._turn(line)
        for message in said:
            if isinstance(message, m.Answered):
                self.answer = f"{message.short}\n\n{message.answer}".strip()
        self.write(self._page(said))
        return not any(isinstance(message, m.Goodbye) for message in said)

    def _turn(self, line: str) -> tuple[m.Message, ...]:
        """What is said to a line; commands that the registry leaves to the face are done here."""
        taken = self.session.read(line)
        command = find(taken.name) if isinstance(taken, Run) else None
        if command is None or command.by != "face":
            return self.session.send(taken)
        match command.name:
            case "copy":
                return (self._copied(), self.session.prompt)
            case "map":
                return self.session.send(Run("progress"))
            case name:
                nothing = m.Notice(f"/{name} is for the full screen: start it with “tutor”.")
                return (nothing, self.session.prompt)

    def _copied(self) -> m.Notice:
        if not self.terminal:
            return m.Notice("There is no clipboard here. /save keeps the conversation in a file.")
        if not self.answer:
            return m.Notice("There is no answer to copy yet.")
        coded = b64encode(clean(self.answer).encode()).decode()
        self._draw(f"\x1b]52;c;{coded}\x07")
        return m.Notice("Copied, if your terminal lets programs copy. Else: /save")

    def _page(self, messages: Iterable[m.Message]) -> str:
        """What is said, a blank line around each part."""
        said = turn(_heard(messages), width(), figures=self.figures)
        return "\n" + "\n\n".join(said) + "\n\n"

    def write(self, text: str) -> None:
        """Write what is said."""
        if self.bold:
            self._draw(inked(text))
        else:
            self.out.write(unmarked(text))
        self.out.flush()

    def _draw(self, text: str) -> None:
        """Write escapes of our own as bytes: a stream for text may take them for an attack."""
        raw = getattr(self.out, "buffer", None)
        if raw is None:
            self.out.write(text)
        else:
            self.out.flush()
            raw.write(text.encode(self.out.encoding or "utf-8", "replace"))


def chat(
    session: Session, *, lesson: str | None = None, figures: bool = False, fresh: bool = False
) -> int:
    """Talk with who is no person at a terminal; the process's exit code.

    The lines of standard input are read as they are, so that a transcript can be piped through.
    """
    out = sys.stdout
    talk = Chat(session, out, terminal=False, bold=False, figures=figures)
    talk.write(talk.start(lesson, fresh=fresh))
    try:
        for line in _piped(sys.stdin, out):
            if not talk.take(line):
                return 0
    except KeyboardInterrupt:
        pass
    out.write(f"\n{session.parting}\n")
    return 0


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
