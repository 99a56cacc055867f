"""A real terminal (a pty) with a program on it, read as it is written."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

PATIENCE = 30.0
"""Seconds that something may take on a slow machine before it counts as never coming."""

SEQUENCE = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[()][A-Z0-9]|[=>78])")

ON_ITS_OWN = """
import fcntl, os, sys, termios
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Runs a program with the terminal as its own, so that Ctrl-C reaches it."""


class Terminal:
    """The near end of a pty: what is typed, and what was written."""

    def __init__(self, process: subprocess.Popen[bytes], near: int) -> None:
        self.process = process
        self.raw = ""
        self._near = near

    def type(self, text: str) -> None:
        """Press these keys."""
        os.write(self._near, text.encode())

    def wait_for(self, text: str, *, after: int = 0) -> int:
        """Wait until a text stands on the screen after a place; the place behind it."""
        ends = time.monotonic() + PATIENCE
        while text not in self.shown[after:]:
            if time.monotonic() > ends or not self._read():
                raise AssertionError(f"{text!r} did not come:\n{self.shown[after:]}")
        return self.shown.index(text, after) + len(text)

    def wait_for_end(self) -> int:
        """Wait until the program is gone; its exit code."""
        while self._read():
            pass
        return self.process.wait(PATIENCE)

    @property
    def shown(self) -> str:
        """All that was written, without what moves the cursor or colours it."""
        return SEQUENCE.sub("", self.raw).replace("\r", "")

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed, as a shell expects to find it."""
        return bool(termios.tcgetattr(self._near)[3] & termios.ECHO)

    def _read(self) -> bool:
        """Read what is there; False once the far end is closed."""
        ready, _, _ = select.select([self._near], [], [], 1)
        if not ready:
            return self.process.poll() is None
        try:
            more = os.read(self._near, 65536)
        except OSError:
            return False
        self.raw += more.decode(errors="replace")
        return bool(more)


@contextmanager
def terminal(
    command: Sequence[str], environment: Mapping[str, str], size: tuple[int, int] = (80, 24)
) -> Iterator[Terminal]:
    """A terminal with this program on it; nothing of it is left at the end."""
    near, far = pty.openpty()
    termios.tcsetwinsize(far, (size[1], size[0]))
    process = subprocess.Popen(
        [sys.executable, "-c", ON_ITS_OWN, *command],
        stdin=far,
        stdout=far,
        stderr=far,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "TERM": "xterm-256color", "PYTHONPATH": str(ROOT),
             "PROMPT_TOOLKIT_NO_CPR": "1", **environment},
    )  # fmt: skip
    try:
        yield Terminal(process, near)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE)
        os.close(near)
        os.close(far)
