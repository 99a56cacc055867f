"""``tutor serve`` as a process of its own, and what it leaves behind."""

import asyncio
import inspect
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent

PATIENCE = 60.0
"""Seconds that something may take on a slow machine before it counts as never coming."""


async def until(condition: Callable[[], Any | Awaitable[Any]]) -> None:
    """Wait until a condition holds."""
    async with asyncio.timeout(PATIENCE):
        while True:
            met = condition()
            if await met if inspect.isawaitable(met) else met:
                return
            await asyncio.sleep(0.05)


@dataclass(frozen=True)
class Server:
    """A running server. ``folder`` is where temporary learners are kept."""

    process: subprocess.Popen[str]
    url: str
    folder: Path

    @property
    def pages(self) -> list[int]:
        """The processes of the pages that are open."""
        return children(self.process.pid)

    def kept(self) -> list[Path]:
        """The logs of temporary learners."""
        return list(self.folder.glob("tutor-serve-*/*/progress.db"))

    def stop(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """End the server; its exit code, and what it complained of."""
        self.process.send_signal(how)
        _, complaints = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, complaints


@asynccontextmanager
async def serving(home: Path, library: Path, *options: str) -> AsyncIterator[Server]:
    """A server of the bread course on any free port."""
    folder = home / "temporary"
    folder.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "tutor", "serve", "--course", "bread", "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TUTOR_HOME": str(home),
             "TUTOR_PATH": str(library), "TMPDIR": str(folder)},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        line = await asyncio.to_thread(process.stdout.readline)
        found = re.search(r"http://\S+", line)
        assert found is not None, process.communicate(timeout=PATIENCE)
        yield Server(process, found[0], folder)
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=PATIENCE)


def children(parent: int) -> list[int]:
    """The processes that another one started (Linux)."""
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    return [int(number) for number in listed.split()]


def runs(process: int) -> bool:
    """Whether a process is there, and is not only waiting to be buried."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"
