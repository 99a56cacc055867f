"""Whether a long life slows the tutor down: a learner of years against one of today.

    python -m tests.benchmarks.long_life [--events 200000] [--turns 10000] [--json]

Starts and turns are measured with a log of so many events and with an empty one, by turns, in
processes of their own; then one sitting takes so many turns, its last against its first. Every
ratio is of medians. A conversation is made of the course: its lessons taken, its questions asked.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import msgspec
from msgspec import Struct

from tests.benchmarks.measure import resident_memory
from tutor.conversation import messages as m
from tutor.conversation import opening
from tutor.conversation.session import Session
from tutor.course.model import Course, Options, Typed
from tutor.dialogue.state import State
from tutor.learner.events import Answer, Event, Explain, LessonPosition
from tutor.learner.store import FILE_NAME, open_store

COURSE = "docker-vs-vm"
ROOT = Path(__file__).parents[2]
BATCH = 200
"""Events written at once where a history is made."""

FIRST, LAST = 1_000, 1_000
"""Turns of a long sitting that are compared."""


class Ratio(Struct, frozen=True):
    """Medians of one figure, in milliseconds: of a new learner (or the first turns of a sitting),
    and of one with a history (or the last)."""

    new_ms: float
    old_ms: float

    @property
    def times(self) -> float:
        """How much longer the second takes."""
        return self.old_ms / self.new_ms


class LongLife(Struct, frozen=True):
    """What was measured. ``rebuild_ms``: the one start that finds no snapshot of the history.

    ``memory_mb``: megabytes that a sitting held more after its last turn than after its first
    ``FIRST``; ``log_mb`` the size of the log.
    """

    events: int
    turns: int
    start: Ratio
    turn: Ratio
    undo: Ratio
    sitting: Ratio
    rebuild_ms: float
    memory_mb: float
    log_mb: float


class Took(Struct, frozen=True):
    """The times of turns and of undos, in milliseconds, and the bytes of memory held more after
    the last turn than after the first ``FIRST``."""

    turns: list[float]
    undos: list[float]
    grown: float


def history(course: Course, count: int, chance: random.Random) -> Iterator[list[Event]]:
    """The events of a diligent learner's turns, ``BATCH`` at a time."""
    lessons, questions = list(course.lessons.values()), list(course.questions.values())
    for _ in range(count // BATCH):
        events: list[Event] = []
        while len(events) < BATCH - 2:
            lesson, question = chance.choice(lessons), chance.choice(questions)
            node = chance.choice(list(lesson.nodes))
            options = len(question.form.options) if isinstance(question.form, Options) else 0
            place = State(lesson.id, node, seen=tuple(lesson.nodes))
            right = chance.random() < 0.8
            events += [
                Explain((chance.choice(list(course.concepts)),), by=f"{lesson.id}/{node}"),
                Answer(question.id, question.about[0], "an answer", right, 1, 0, 0, options),
                LessonPosition(lesson.id, msgspec.json.encode(place).decode(), node=node),
            ]
        yield events


def fill(home: Path, count: int) -> None:
    """Write a history to a new log."""
    course = _session(home).course
    store, _ = open_store(home / FILE_NAME)
    at = datetime(2021, 1, 1, tzinfo=UTC)
    for turn, events in enumerate(history(course, count, random.Random(1))):
        store.append("me", COURSE, "years ago", turn, at, events)
        at += timedelta(days=1)
    store.close()


def answers(session: Session, chance: random.Random) -> Iterator[str]:
    """What a learner types, turn after turn: lessons to their end, with questions in between."""
    course = session.course
    while True:
        if chance.random() < 0.2:
            yield chance.choice(list(course.entries.values())).ask[0]
        match session.prompt:
            case m.PressContinue():
                yield ""
            case m.TypeAnswer(question=question):
                form = course.questions[question].form
                yield form.accept[0] if isinstance(form, Typed) else "1"
            case m.PickChoice() | m.PickOption() | m.PickSuggestion() | m.Confirm() as prompt:
                yield str(chance.randint(1, len(prompt.choices)))
            case m.AskAnything():
                yield f"/lesson {chance.choice(list(course.lessons))}"


def sitting(home: Path, turns: int) -> Took:
    """Take so many turns; every tenth is taken back."""
    session = _session(home)
    session.start(fresh=True)
    took, memory = Took([], [], 0.0), 0.0
    lines = answers(session, random.Random(2))
    for number in range(turns):
        line = next(lines)
        took.turns.append(_timed(session, line))
        if number % 10 == 9:
            took.undos.append(_timed(session, "/undo"))
        if number < FIRST:
            memory = resident_memory()
    session.close()
    return msgspec.structs.replace(took, grown=resident_memory() - memory)


def _timed(session: Session, line: str) -> float:
    start = time.perf_counter()
    session.say(line)
    return (time.perf_counter() - start) * 1000


def _session(home: Path) -> Session:
    os.environ["TUTOR_HOME"] = str(home)
    where = opening.places()
    return opening.session(where, COURSE, "me")


def start(home: Path) -> float:
    """Milliseconds from the command to the tutor's first words, the process included."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "tutor", "chat", "--course", COURSE]
    subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "TUTOR_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return (time.perf_counter() - begun) * 1000


def alone(home: Path, turns: int) -> Took:
    """A sitting in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(sitting, home, turns).result()


def measured(events: int, turns: int, rounds: int) -> LongLife:
    """Measure it all; some minutes."""
    with tempfile.TemporaryDirectory() as folder:
        new, old, long = (Path(folder) / name for name in ("new", "old", "long"))
        fill(old, events)
        for home in (new, long):
            home.mkdir()
            (home / "cache").symlink_to(old / "cache")
        rebuild = start(old)
        starts = [(start(new), start(old)) for _ in range(rounds)]
        taken = [(alone(new, 200), alone(old, 200)) for _ in range(max(rounds // 3, 1))]
        sat = alone(long, turns)
        return LongLife(
            events=events,
            turns=turns,
            start=Ratio(*map(median, zip(*starts, strict=True))),
            turn=_ratio([(one.turns, other.turns) for one, other in taken]),
            undo=_ratio([(one.undos, other.undos) for one, other in taken]),
            sitting=Ratio(median(sat.turns[:FIRST]), median(sat.turns[-LAST:])),
            rebuild_ms=rebuild,
            memory_mb=sat.grown / 1e6,
            log_mb=(old / FILE_NAME).stat().st_size / 1e6,
        )


def _ratio(pairs: list[tuple[list[float], list[float]]]) -> Ratio:
    new, old = zip(*pairs, strict=True)
    return Ratio(median(chain.from_iterable(new)), median(chain.from_iterable(old)))


def table(found: LongLife) -> str:
    """The figures in words."""
    rows = [
        ("start, ms", found.start),
        ("turn, ms", found.turn),
        ("undo, ms", found.undo),
        ("turn of a long sitting, ms", found.sitting),
    ]
    lines = [f"{'':<28}{'new':>9}{'old':>9}{'ratio':>8}"]
    lines += [
        f"{name:<28}{one.new_ms:>9.1f}{one.old_ms:>9.1f}{one.times:>8.2f}" for name, one in rows
    ]
    return "\n".join(
        [
            *lines,
            f"A log of {found.events:,} events, {found.log_mb:.0f} MB; without a snapshot the start"
            f" takes {found.rebuild_ms:,.0f} ms, once.",
            f"A sitting of {found.turns:,} turns holds {found.memory_mb:+.1f} MB more at its end"
            f" than after {FIRST:,}.",
        ]
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--turns", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=15, help="starts of each that are timed")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    given = parser.parse_args()
    found = measured(given.events, given.turns, given.rounds)
    if given.json:
        ratios = {name: getattr(found, name).times for name in ("start", "turn", "undo", "sitting")}
        print(msgspec.json.encode({**msgspec.to_builtins(found), "ratios": ratios}).decode())
    else:
        print(table(found))


if __name__ == "__main__":
    main()
