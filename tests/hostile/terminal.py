"""A terminal for the program to run in, and a judge of the bytes that reach it."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

SEQUENCE = re.compile(
    r"\x1b(?:\[(?P<csi>[0-?]*[ -/]*[@-~])|\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|(?P<string>[PX^_])|(?P<short>[()][0-9A-B]|[=>78cDEHM]))"
)
DRAWN = re.compile(r"[?>=<]?[0-9;:]*[ $]?[A-Za-z@`]")
"""The cursor, colours, modes: what a full-screen program says to its terminal."""

POINTER = re.compile(r"22;[a-z-]+")
"""The shape of the mouse pointer, which Textual sets."""

UNSEEN = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
PAYLOAD = re.compile(r"1337")
"""A parameter in every escape that the tests put in, and in none that the program makes."""


def harm(raw: bytes, *, face: bool = False) -> list[str]:
    """What in these bytes could harm a terminal. ``face``: escapes that draw are the program's own.

    A face may move the cursor, colour and set modes; nothing may write the clipboard or the title,
    make a link or send a device a string.
    """
    text = raw.decode("utf-8", "surrogateescape")
    found = [f"not UTF-8: {one!r}" for one in re.findall("[\ud800-\udfff]+", text)]
    rest: list[str] = []
    at = 0
    for match in SEQUENCE.finditer(text):
        rest.append(text[at : match.start()])
        at = match.end()
        ours = face and (
            match["short"]
            or (match["csi"] and DRAWN.fullmatch(match["csi"]))
            or (match["osc"] and POINTER.fullmatch(match["osc"]))
        )
        if not ours or PAYLOAD.search(match[0]):
            found.append(f"an escape: {match[0]!r}")
    plain = "".join([*rest, text[at:]])
    allowed = "\n\r\b\x07" if face else "\n"
    found += [
        f"a control: {one!r}"
        for one in re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f]", plain)
        if one not in allowed
    ]
    return found + [f"an unseen character: {one!r}" for one in UNSEEN.findall(plain)]


class Terminal:
    """A program in a terminal of its own. ``seen`` is every byte that it wrote there."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self._process = process
        self._master = master
        self._mark = 0
        self.seen = b""

    def send(self, raw: bytes | str) -> None:
        """Type bytes; what does not fit at once is written as the program reads."""
        left = raw.encode() if isinstance(raw, str) else raw
        while left:
            _, writable, _ = select.select([], [self._master], [], 0.05)
            self._read(0)
            if writable:
                left = left[os.write(self._master, left[:512]) :]

    def until(self, what: str, within: float = 30) -> None:
        """Wait for a text, written after the last one waited for; fails after some seconds."""
        end = time.monotonic() + within
        while (at := (text := self._text()).find(what, self._mark)) < 0:
            said = text[self._mark :][-2000:]
            assert time.monotonic() < end, f"{what!r} never came: …{said!r}"
            assert self._read(0.1) or self._process.poll() is None, f"it ended: {said!r}"
        self._mark = at + len(what)

    def _text(self) -> str:
        return SEQUENCE.sub("", self.seen.decode(errors="replace"))

    def close(self) -> None:
        """Be gone, as a window that is closed."""
        if self._master >= 0:
            os.close(self._master)
        self._master = -1

    def ended(self, within: float = 30) -> int:
        """Wait for the program's end; its exit code."""
        end = time.monotonic() + within
        while self._process.poll() is None:
            assert time.monotonic() < end, f"it goes on: …{self.seen[-2000:]!r}"
            self._read(0.1)
        self._read(0)
        return self._process.returncode

    def _read(self, wait: float) -> bool:
        if self._master < 0:
            select.select([], [], [], wait)
            return False
        readable, _, _ = select.select([self._master], [], [], wait)
        if not readable:
            return False
        try:
            raw = os.read(self._master, 1 << 16)
        except OSError:  # its end
            return False
        self.seen += raw
        return bool(raw)


@contextmanager
def terminal(
    *arguments: str | bytes, env: dict[str, str], size: tuple[int, int] = (100, 30)
) -> Iterator[Terminal]:
    """``tutor`` in a terminal of some columns and lines; it is ended when the test leaves."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "tutor", *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1", **env},
        start_new_session=True,
    )
    os.close(slave)
    shown = Terminal(process, master)
    try:
        yield shown
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        shown.close()
