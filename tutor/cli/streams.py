"""Standard streams through which no text, whoever wrote it, can reach the terminal as a command."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import UnsupportedOperation
from typing import Any, TextIO, cast

from tutor.text import harmless


class Harmless:
    """A stream for text. What is written loses its escapes, controls and what cannot be seen.

    A face that draws with escapes of its own writes to ``buffer``, and answers for its texts.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write the text, harmless."""
        self._stream.write(harmless(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write each of the lines."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def harmless_streams() -> Iterator[None]:
    """While it lasts, all that is printed is harmless, and no byte read or written is an error.

    What is no UTF-8 is read as U+FFFD; what the terminal's encoding lacks is written as ``?``.
    """
    out, err = sys.stdout, sys.stderr
    for stream in (sys.stdin, out, err):
        with suppress(AttributeError, UnsupportedOperation, ValueError):
            cast(Any, stream).reconfigure(errors="replace")
    sys.stdout, sys.stderr = cast(TextIO, Harmless(out)), cast(TextIO, Harmless(err))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, err
