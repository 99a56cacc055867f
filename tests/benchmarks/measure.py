"""One matcher measured in a process of its own, so that its time and memory are its own."""

import os
import re
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from msgspec import Struct

from tutor.author.evaluate import QuestionRow

from .matchers import MATCHERS, Ask, Reply
from .questions import Task

ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Every matcher gets one thread, so that figures do not depend on the number of cores."""


class Measured(Struct, frozen=True):
    """What a matcher said, and what it cost.

    ``milliseconds`` has the time of every test question; ``build`` is in seconds, from the course
    to the first question, imports included; ``memory`` the most resident memory that was added to
    that of the process before, in MB (10⁶ bytes), None where the system does not tell.
    """

    val: tuple[Reply, ...]
    test: tuple[Reply, ...]
    milliseconds: tuple[float, ...]
    build: float
    memory: float | None


def measured(name: str, task: Task) -> Measured:
    """Measure a matcher in a fresh process, which is gone afterwards."""
    kept = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(ONE_THREAD)
    try:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            return process.submit(measured_here, name, task).result()
    finally:
        for variable, value in kept.items():
            if value is None:
                del os.environ[variable]
            else:
                os.environ[variable] = value


def measured_here(name: str, task: Task) -> Measured:
    """Measure a matcher in this process."""
    before = peak_memory()
    start = time.perf_counter()
    ask = MATCHERS[name].learn(task.course)
    build = time.perf_counter() - start
    ask(task.test[0])  # what is loaded once only is no part of a question's time
    val = tuple(map(ask, task.val))
    test, milliseconds = _timed(ask, task.test)
    after = peak_memory()
    added = None if before is None or after is None else (after - before) / 1e6
    return Measured(val, test, milliseconds, build, added)


def _timed(ask: Ask, rows: Iterable[QuestionRow]) -> tuple[tuple[Reply, ...], tuple[float, ...]]:
    replies: list[Reply] = []
    milliseconds: list[float] = []
    for row in rows:
        start = time.perf_counter()
        reply = ask(row)
        milliseconds.append((time.perf_counter() - start) * 1000)
        replies.append(reply)
    return tuple(replies), tuple(milliseconds)


def resident_memory() -> float:
    """The memory that this process holds resident now, in bytes; 0 where the system can't tell."""
    status = Path("/proc/self/status")
    found = (
        re.search(r"^VmRSS:\s*(\d+) kB$", status.read_text(), re.MULTILINE)
        if status.exists()
        else None
    )
    return int(found.group(1)) * 1024.0 if found else 0.0


def peak_memory() -> int | None:
    """The most memory this process ever held resident, in bytes; None where nobody knows."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would count what the parent held when it started this process
        found = re.search(r"^VmHWM:\s*(\d+) kB$", status.read_text(), re.MULTILINE)
        return int(found.group(1)) * 1024 if found else None
    try:
        from resource import RUSAGE_SELF, getrusage
    except ImportError:
        return None
    return getrusage(RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
