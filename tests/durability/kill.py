"""Kill a tutor at random moments, hundreds of times, and see that nothing it had shown is lost.

    python -m tests.durability.kill --kills 300 --face session --seed 1

``--face chat`` kills ``tutor chat`` while it reads a conversation from a pipe, ``--face session``
a process that talks to ``Session`` as fast as it can. After every kill the log is held against
the same conversation taken undisturbed: what it holds are the events of the first turns, all of
those that were acknowledged and at most one more; the database is whole; and the lesson goes on
at the same prompt. Exit code 1 and a seed where that does not hold.
"""

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from tests.course.library_files import library
from tutor.conversation import lesson as lessons
from tutor.conversation import messages as m
from tutor.conversation import opening
from tutor.conversation.session import Session, utc_now
from tutor.learner.events import Event, Undo
from tutor.learner.store import open_store

ROOT = Path(__file__).parents[2]
LEFT = "/lesson bread", "quit"
LINES: tuple[str | tuple[str, str], ...] = (
    *("1", "2", "", "", "yeast", "yeast", "salt", "gas", "hint", "skip", "back", "undo"),
    *("/lesson bread", "/quiz yeast", "test me first", LEFT, "what is yeast?"),
    *("how do I bake a cake", "salt makes the dough rise", "/flag unclear", "/progress", "/more"),
)


@dataclass(frozen=True)
class Turn:
    """How things stand after a turn: events written so far, and what the lesson waits for.

    ``waits`` is None where no lesson of the course is running.
    """

    written: int
    waits: m.Prompt | None


@dataclass(frozen=True)
class Undisturbed:
    """A conversation taken to its end: every event, and how things stood after each turn.

    The first of ``turns`` is the greeting.
    """

    events: list[Event]
    turns: list[Turn]


def conversation(chance: random.Random, length: int) -> list[str]:
    """Lines as a learner may type them, a lesson first; none that leaves the tutor."""
    lines = ["/lesson bread"]
    while len(lines) < length:
        line = chance.choice(LINES)
        lines += [line] if isinstance(line, str) else line
    return lines


def opened(home: Path, bread: Path) -> Session:
    """A session as a command opens it, its progress under ``home``, with no other course."""
    os.environ["TUTOR_HOME"] = str(home)
    where = replace(opening.places(), libraries=(bread,))
    return opening.session(where, "bread", "me")


def undisturbed(home: Path, bread: Path, lines: list[str]) -> Undisturbed:
    """Take the conversation, and note how things stand after every turn."""
    session = opened(home, bread)
    session.start()
    turns = [_turn(session)]
    for line in lines:
        session.say(line)
        turns.append(_turn(session))
    session.close()
    return Undisturbed(logged(home), turns)


def _turn(session: Session) -> Turn:
    state, subject = session._state, session._subject
    written = len(session._store.records("me", "bread"))
    running = state.lesson is not None and state.built is None
    return Turn(written, lessons.prompt(subject, state, utc_now()) if running else None)


def logged(home: Path) -> list[Event]:
    """The events in the log, whichever sitting wrote them. Raises where anything is amiss."""
    path = home / "progress.db"
    if not path.exists():
        return []  # killed before there was one
    store, notice = open_store(path)
    events = [_anywhere(record.event) for record in store.records("me", "bread")]
    store.close()
    with closing(sqlite3.connect(path)) as database:
        checked = database.execute("PRAGMA integrity_check").fetchone()
    if notice or checked != ("ok",):
        raise AssertionError(f"{notice} {checked}")
    return events


def _anywhere(event: Event) -> Event:
    return msgspec.structs.replace(event, session="") if isinstance(event, Undo) else event


def hold(home: Path, bread: Path, acknowledged: int, told: Undisturbed) -> None:
    """Raise ``AssertionError`` where something that was acknowledged is not there.

    ``acknowledged``: how many turns were, the greeting among them.
    """
    events = logged(home)
    written = len(events)
    if events != told.events[:written]:
        raise AssertionError("the log holds what was never done")
    least = told.turns[acknowledged - 1].written if acknowledged else 0
    if written < least:
        raise AssertionError(f"{least - written} acknowledged events are lost")
    may_be = [
        turn
        for turn in told.turns[max(acknowledged - 1, 0) : acknowledged + 1]
        if turn.written == written
    ]
    if not may_be:
        raise AssertionError("a turn was written in part, or more than one ahead")
    again = opened(home, bread)
    again.start()
    prompt = again.prompt
    again.close()
    if all(turn.waits is not None and turn.waits != prompt for turn in may_be):
        raise AssertionError(f"the lesson waits for {prompt}, not for {may_be[-1].waits}")


# The faces


def kill_session(
    home: Path, bread: Path, lines: list[str], chance: random.Random
) -> Callable[[], int]:
    """A child that acknowledges every turn by a byte; how many it had when it was killed."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        session = opened(home, bread)
        session.start()
        os.write(theirs, b".")
        for line in lines:
            session.say(line)
            os.write(theirs, b".")
        os._exit(0)
    os.close(theirs)
    return lambda: len(_killed(child, ours, chance, len(lines)))


def _killed(child: int, output: int, chance: random.Random, length: int) -> bytes:
    """Kill a child once it has written so much, or some moments after; all that it wrote."""
    wanted, seen = chance.randrange(length + 1), b""
    while len(seen) < wanted and (read := os.read(output, 1)):
        seen += read
    time.sleep(chance.random() * chance.choice((0.0005, 0.005, 0.03)))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while read := os.read(output, 65_536):
        seen += read
    os.close(output)
    return seen


def kill_chat(
    home: Path, bread: Path, lines: list[str], chance: random.Random
) -> Callable[[], int]:
    """``tutor chat`` in a pipe; each echo of a line tells that all before it was shown."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tutor", "chat", "--library", str(bread), "--course", "bread"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "TUTOR_HOME": str(home)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("".join(f"{line}\n" for line in lines).encode())
    process.stdin.close()
    output = os.dup(process.stdout.fileno())
    process.stdout.close()
    wanted = chance.choice((0, 1, 1, 1, 1)) * chance.randrange(len(lines) * 200)

    def acknowledged() -> int:
        seen = _killed(process.pid, output, chance, wanted + 1)
        process.returncode = -signal.SIGKILL
        return (b"\n" + seen).count(b"\nYou: ")

    return acknowledged


FACES = {"session": kill_session, "chat": kill_chat}


def torment(face: str, kills: int, seed: int, length: int) -> int:
    """Kill so many times; how many turns were acknowledged in all."""
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        bread, cache = library(Path(folder) / "library"), Path(folder) / "cache"
        cache.mkdir()
        for number in range(kills):
            chance = random.Random(f"{seed} {number}")
            homes = [Path(folder) / f"{number}-{name}" for name in ("whole", "killed")]
            for home in homes:
                home.mkdir()
                (home / "cache").symlink_to(cache)
            lines = conversation(chance, length)
            told = undisturbed(homes[0], bread, lines)
            acknowledged = FACES[face](homes[1], bread, lines, chance)()
            try:
                hold(homes[1], bread, acknowledged, told)
            except AssertionError as error:
                error.add_note(f"--face {face} --seed {seed}, kill {number}")
                raise
            total += acknowledged
    return total


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Kill a tutor at random moments.")
    parser.add_argument("--face", choices=FACES, default="session")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--length", type=int, default=30, help="turns of each conversation")
    given = parser.parse_args()
    start = time.perf_counter()
    turns = torment(given.face, given.kills, given.seed, given.length)
    seconds = time.perf_counter() - start
    print(
        f"{given.face}: killed {given.kills} times, {turns} turns acknowledged, none lost"
        f" ({seconds:.0f} s)"
    )


if __name__ == "__main__":
    main()
