"""A program in a pseudo-terminal: what it has painted, and when."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from threading import Condition, Thread
from types import TracebackType
from typing import Self

ESCAPES = re.compile(rb"\x1b(?:\[[0-9;:?<=>]*[ -/]*[@-~]|[P\]^_X].*?(?:\x07|\x1b\\)|[ -/]*[0-~])")
"""Control sequences, device control strings and short escapes."""


MOST_KEPT = 1 << 18
"""Bytes of what was painted last that are looked at."""


class NeverPainted(Exception):  # noqa: N818 - it is named for what is wrong
    """The words did not come within the time, or the program ended before."""


class Terminal:
    """A running program and its screen. A context manager: at the end the program is gone."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        size: tuple[int, int] = (120, 36),
        *,
        keep: Sequence[int] = (),
    ) -> None:
        """Start ``command`` on ``size`` columns and lines; ``keep``: open files it inherits."""
        self._command = " ".join(command)
        self._screen, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True, pass_fds=keep,
            start_new_session=True, env={**environment, "TERM": "xterm-256color"},
        )  # fmt: skip
        os.close(theirs)
        self._painted, self._ended, self._more = b"", False, Condition()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._reader.join()
        os.close(self._screen)

    def press(self, keys: str) -> float:
        """Type, on a screen that counts as empty from now on; the time at which that was, in s."""
        with self._more:
            self._painted = b""
        at = time.perf_counter()
        os.write(self._screen, keys.encode())
        return at

    def until(self, words: str, seconds: float = 60) -> float:
        """Wait for words to be painted; the time at which they were. Raises ``NeverPainted``."""
        wanted = words.encode()
        with self._more:
            self._more.wait_for(lambda: self._ended or wanted in self._shown(), seconds)
            at = time.perf_counter()
            if wanted not in self._shown():
                shown = self._shown().decode(errors="replace").strip()[-300:]
                raise NeverPainted(f"{self._command}: no “{words}”; painted: {shown}")
        return at

    def _shown(self) -> bytes:
        return ESCAPES.sub(b"", self._painted)

    def _read(self) -> None:
        """Take what is painted at once, so that the program never waits for us."""
        while True:
            try:
                got = os.read(self._screen, 1 << 16)
            except OSError:  # how Linux says that nobody holds the other side any more
                got = b""
            with self._more:
                self._painted = (self._painted + got)[-MOST_KEPT:]
                self._ended = not got
                self._more.notify_all()
            if not got:
                return
