"""How soon the tutor is on the screen, beside the least that its libraries can do, in one run.

    python -m tests.benchmarks.start [--runs N] [--json]

Each program runs in a terminal of 120 × 36, one after another in turn, from its start to the moment
at which the place to type in is painted. The courses are compiled before; that is not counted.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import msgspec
from msgspec import Struct

from .terminal import NeverPainted, Terminal

BARE = Path(__file__).parent / "bare"
PYTHON = sys.executable

FULL = ("ask anything", [str(BARE / "full_screen.py")], ["-m", "tutor"])
LINE = ("You:", [str(BARE / "line.py")], ["-m", "tutor", "chat"])
FACES = {"tutor": FULL, "tutor chat": LINE}
"""For each: the words that are waited for, the least that shows them, and the face itself."""

COMPILE = """\
from tutor.conversation import opening
where = opening.places()
for at in opening.installed(where):
    _ = opening.subject(at, where.cache).index
"""

AIM = 1.25


class Start(Struct, frozen=True):
    """A face beside the least program: milliseconds, the median of the runs, and their ratio.

    The ratio is the median of the ratios of runs that followed each other, so that what slows the
    machine for a while slows both.
    """

    face: str
    runs: int
    bare_ms: float
    face_ms: float
    ratio: float
    aim: float = AIM


def started(face: str, runs: int, environment: dict[str, str]) -> Start:
    """Measure a face and what it is compared with in turn. Raises ``NeverPainted``."""
    words, bare, ours = FACES[face]
    for command in (bare, ours):
        painted(command, words, environment)
    pairs = [
        (painted(bare, words, environment), painted(ours, words, environment)) for _ in range(runs)
    ]
    return Start(
        face,
        runs,
        median(least for least, _ in pairs) * 1000,
        median(own for _, own in pairs) * 1000,
        median(own / least for least, own in pairs),
    )


def painted(arguments: Sequence[str], words: str, environment: dict[str, str]) -> float:
    """Seconds from the start of Python to the words on the screen."""
    with Terminal((PYTHON, *arguments), environment) as terminal:
        return terminal.until(words) - terminal.started


def compile_courses(environment: dict[str, str]) -> None:
    """Compile every course that is installed, so that this is not counted."""
    subprocess.run((PYTHON, "-c", COMPILE), env=environment, check=True)


def environment(folder: Path) -> dict[str, str]:
    """What the programs run in: a learner of their own, and bytecode that is kept."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHONDONT")}
    return {
        **own,
        "TUTOR_HOME": str(folder / "home"),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the arguments, measure, and print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.start",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--runs", type=int, default=15, help="of each (default: %(default)s)")
    parser.add_argument("--only", choices=FACES, help="this face alone")
    parser.add_argument("--json", action="store_true", help="a JSON object a face, a line each")
    given = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        compile_courses(environment(Path(folder)))
        for face in [given.only] if given.only else FACES:
            try:
                one = started(face, given.runs, environment(Path(folder)))
            except NeverPainted as fault:
                raise SystemExit(f"error: {fault}") from None
            print(msgspec.json.encode(one).decode() if given.json else said(one), flush=True)


def said(one: Start) -> str:
    """A face's line."""
    return (
        f"{one.face:<12}{one.face_ms:>6.0f} ms; the least {one.bare_ms:>4.0f} ms; "
        f"ratio {one.ratio:.2f} (aim {one.aim:.2f} or less; {one.runs} runs)"
    )


if __name__ == "__main__":
    main()
