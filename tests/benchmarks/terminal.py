"""A program in a pseudo-terminal: what it has painted, and when."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

ESCAPES = re.compile(rb"\x1b(?:\[[0-9;:?<=>]*[ -/]*[@-~]|[P\]^_X].*?(?:\x07|\x1b\\)|[ -/]*[0-~])")
"""Control sequences, device control strings and short escapes."""


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
        self._command = tuple(command)
        self._screen, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True, pass_fds=keep,
            start_new_session=True, env={**environment, "TERM": "xterm-256color"},
        )  # fmt: skip
        os.close(theirs)
        self._painted = b""

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
        os.close(self._screen)

    def press(self, keys: str) -> float:
        """Type, on a screen that counts as empty from now on; the time at which that was, in s."""
        self._take(0)
        self._painted = b""
        at = time.perf_counter()
        os.write(self._screen, keys.encode())
        return at

    def until(self, words: str, seconds: float = 60) -> float:
        """Wait for words to be painted; the time at which they were. Raises ``NeverPainted``."""
        wanted, end = words.encode(), time.perf_counter() + seconds
        while wanted not in ESCAPES.sub(b"", self._painted):
            left = end - time.perf_counter()
            if left <= 0 or not self._take(left):
                shown = ESCAPES.sub(b"", self._painted).decode(errors="replace").strip()[-300:]
                raise NeverPainted(f"{' '.join(self._command)}: no “{words}”; painted: {shown}")
        return time.perf_counter()

    def _take(self, seconds: float) -> bool:
        """What has been painted, waiting for it up to ``seconds``; False at the program's end."""
        ready, _, _ = select.select([self._screen], [], [], seconds)
        if not ready:
            return True
        try:
            got = os.read(self._screen, 1 << 16)
        except OSError:  # how Linux says that nobody holds the other side any more
            return False
        self._painted += got
        return bool(got)
