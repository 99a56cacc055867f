"""Several terminals of one learner write at once, thousands of turns, and nothing is lost.

    python -m tests.durability.together --turns 5000

Each terminal is a process of its own. Then the log must hold the turns of each, in its order and
none torn apart, and every terminal must know what all of them did. Exit code 1 where it does not.
"""

import argparse
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from itertools import groupby
from pathlib import Path

import msgspec

from tests.course.library_files import library
from tests.durability.kill import ROOT, conversation, opened
from tutor.learner.coverage import Coverage, fold
from tutor.learner.events import Event, Record
from tutor.learner.history import current
from tutor.learner.store import open_store


def terminal(home: Path, bread: Path, turns: int, number: int) -> None:
    """One terminal: prints what it wrote; once it is told to go on, prints what it knows."""
    session = opened(home, bread)
    written: list[Event] = []
    append = session._store.append

    def noted(*turn: object) -> tuple[Record, ...]:
        written.extend(turn[-1])  # type: ignore[arg-type]
        return append(*turn)  # type: ignore[arg-type]

    session._store.append = noted  # type: ignore[method-assign, assignment]
    print("ready", flush=True)
    input()
    said = list(session.start(fresh=True))
    for line in conversation(random.Random(number), turns):
        said += session.say(line)
    print(session._state.session, msgspec.json.encode(written).decode(), flush=True)
    input()
    session.say("/progress")
    print(msgspec.json.encode(session.coverage).decode(), flush=True)
    session.close()


def together(terminals: int, turns: int) -> int:
    """Let so many terminals take so many turns each; how many events they wrote."""
    with tempfile.TemporaryDirectory() as folder:
        home, bread = Path(folder) / "home", library(Path(folder) / "library")
        opened(home, bread).close()  # compiled once
        running = [_begun(home, bread, turns, number) for number in range(terminals)]
        for each in running:
            assert _told(each) == "ready"
        for each in running:
            _go_on(each)
        wrote = dict(_told(each).split(" ", 1) for each in running)
        for each in running:
            _go_on(each)
        known = [msgspec.json.decode(_told(each), type=Coverage) for each in running]
        for each in running:
            assert each.wait() == 0
        return hold(home, bread, wrote, known)


def hold(home: Path, bread: Path, wrote: dict[str, str], known: list[Coverage]) -> int:
    """Raise ``AssertionError`` where something is lost, torn apart, or not known to all."""
    path = home / "progress.db"
    store, notice = open_store(path)
    records = store.records("me", "bread")
    store.close()
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert notice is None
    for session, events in wrote.items():
        kept = [record.event for record in records if record.session == session]
        assert kept == msgspec.json.decode(events, type=list[Event]), f"{session} lost something"
    turns = [turn for turn, _ in groupby((each.session, each.turn) for each in records)]
    assert len(turns) == len(set(turns)), "a turn was torn apart"
    looked = opened(home, bread)
    whole = fold(current(looked.course, records))
    looked.close()
    assert all(coverage == whole for coverage in known), "a terminal does not know the sum"
    return len(records)


def _begun(home: Path, bread: Path, turns: int, number: int) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.durability.together", "--terminal", str(number)]
    where = ["--home", str(home), "--library", str(bread), "--turns", str(turns)]
    return subprocess.Popen(
        [*command, *where], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


def _told(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


def _go_on(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Several terminals of one learner at once.")
    parser.add_argument("--terminals", type=int, default=2)
    parser.add_argument("--turns", type=int, default=1_000, help="of each terminal")
    parser.add_argument("--terminal", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--library", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.terminal is not None:
        terminal(given.home, given.library, given.turns, given.terminal)
        return
    start = time.perf_counter()
    events = together(given.terminals, given.turns)
    seconds = time.perf_counter() - start
    print(
        f"{given.terminals} terminals took {given.turns} turns each and wrote {events} events;"
        f" none lost, all known to each ({seconds:.0f} s)"
    )


if __name__ == "__main__":
    main()
