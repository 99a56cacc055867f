"""How quick the full screen stays in a long conversation, and how much memory it takes, in one run.

    python -m tests.benchmarks.typing [--json]

Two tutors run in terminals of 120 × 36, one with nothing said and one with 500 messages. The same
line is typed in both, letter by letter in turn, suggestions and all; each letter is timed from the
key to the letter's painting. A third takes 1,000 turns; its memory is read after 10 and at the end.
Needs Linux, which tells a process's memory.
"""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import TextIO

import msgspec
from msgspec import Struct

from .start import compile_courses, environment
from .terminal import NeverPainted, Terminal

TYPED = "what is a hypervisor and how does it share memory"
CLEAR = "\x15"  # Ctrl+U
MESSAGES, TURNS = 500, (10, 1000)


class Typing(Struct, frozen=True):
    """Key to paint in milliseconds: the median and the 95th percentile, and their medians' ratio."""

    keys: int
    messages: int
    none_ms: float
    none_p95_ms: float
    many_ms: float
    many_p95_ms: float
    ratio: float
    aim: float = 1.5


class Memory(Struct, frozen=True):
    """Resident megabytes (10⁶ bytes) after few and many turns, and their ratio."""

    turns: tuple[int, int]
    few_mb: float
    many_mb: float
    ratio: float
    aim: float = 1.3


class Report(Struct, frozen=True):
    """What a conversation tells of itself; ``held`` in bytes."""

    turns: int
    messages: int
    held: int


class Conversation:
    """A tutor in a terminal that takes turns and tells of them."""

    def __init__(self, terminal: Terminal, told: TextIO) -> None:
        self.terminal = terminal
        self._told = told

    def report(self) -> Report:
        """Wait for the next report. Raises ``NeverPainted`` where none comes any more."""
        line = self._told.readline()
        if not line:
            raise NeverPainted("the conversation ended by itself")
        turns, messages, held = map(int, line.split())
        return Report(turns, messages, held)


@contextmanager
def conversation(folder: Path, learner: str, unit: str, *counts: int) -> Iterator[Conversation]:
    """A tutor that takes so many turns, or turns for so many messages."""
    told, tells = os.pipe()
    command = (sys.executable, "-m", "tests.benchmarks.conversing", str(tells), learner, unit)
    with (
        os.fdopen(told) as reports,
        Terminal((*command, *map(str, counts)), environment(folder), keep=(tells,)) as terminal,
    ):
        os.close(tells)
        yield Conversation(terminal, reports)


def typing(folder: Path, rounds: int) -> Typing:
    """Type the same line in an empty conversation and in a long one."""
    with (
        conversation(folder, "none", "messages", 0) as none,
        conversation(folder, "many", "messages", MESSAGES) as many,
    ):
        none.report()
        return compared(none, many, rounds)


def compared(none: Conversation, many: Conversation, rounds: int) -> Typing:
    """The times of each key in turn."""
    messages = many.report().messages
    times = [
        (seconds * 1000, others * 1000)
        for _ in range(rounds)
        for seconds, others in zip(keyed(none.terminal), keyed(many.terminal), strict=True)
    ]
    without, within = [ms for ms, _ in times], [ms for _, ms in times]
    return Typing(
        len(times), messages, median(without), p95(without), median(within), p95(within),
        median(within) / median(without),
    )  # fmt: skip


def p95(milliseconds: Sequence[float]) -> float:
    """The 95th percentile."""
    return quantiles(milliseconds, n=20)[-1]


def keyed(terminal: Terminal) -> Iterator[float]:
    """Seconds from key to paint, letter by letter, as far as the letters can be told apart."""
    for at, letter in enumerate(TYPED, 1):
        pressed = terminal.press(letter)
        if letter != " ":
            yield terminal.until(TYPED[:at]) - pressed
    terminal.press(CLEAR)
    terminal.until("ask anything")


def memory(folder: Path) -> Memory:
    """Read the memory after few turns and after many."""
    with conversation(folder, "long", "turns", *TURNS) as talk:
        few, many = talk.report(), talk.report()
    return Memory((few.turns, many.turns), few.held / 1e6, many.held / 1e6, many.held / few.held)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, measure, and print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.typing",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--rounds", type=int, default=4, help="of the line (default: %(default)s)")
    parser.add_argument("--only", choices=("typing", "memory"), help="this measurement alone")
    parser.add_argument("--json", action="store_true", help="two JSON objects, a line each")
    given = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        try:
            compile_courses(environment(Path(folder)))
            if given.only != "memory":
                tell(typing(Path(folder), given.rounds), as_json=given.json)
            if given.only != "typing":
                tell(memory(Path(folder)), as_json=given.json)
        except NeverPainted as fault:
            raise SystemExit(f"error: {fault}") from None


def tell(one: Typing | Memory, *, as_json: bool) -> None:
    """Print a measurement."""
    print(msgspec.json.encode(one).decode() if as_json else said(one), flush=True)


def said(one: Typing | Memory) -> str:
    """A measurement's line."""
    match one:
        case Typing():
            return (
                f"key to paint, nothing said: {one.none_ms:.1f} ms (95 %: {one.none_p95_ms:.1f}); "
                f"{one.messages} messages: {one.many_ms:.1f} ms (95 %: {one.many_p95_ms:.1f}); "
                f"ratio {one.ratio:.2f} (aim {one.aim:.2f} or less; {one.keys} keys each)"
            )
        case Memory():
            few, many = one.turns
            return (
                f"memory after {few} turns: {one.few_mb:.0f} MB; after {many:,}: "
                f"{one.many_mb:.0f} MB; ratio {one.ratio:.2f} (aim {one.aim:.2f} or less)"
            )


if __name__ == "__main__":
    main()
