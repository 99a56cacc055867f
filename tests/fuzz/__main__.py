"""Fuzz every part that reads what others wrote: any number of inputs, on all cores.

    python -m tests.fuzz --inputs 1000000 [--only NAME] [--seed N] [--jobs N]

The inputs are shared out so that cheap targets get more of them. Exits 1 where one fails; the
input is shown as small as it could be made. Ctrl-C ends it early, with the figures so far.
"""

import argparse
import os
import secrets
import signal
import sys
import tempfile
import traceback
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

TESTS = Path(__file__).parent.parent
sys.path.insert(0, str(TESTS))  # as pytest does, so that helpers of other tests are found

from fuzz.target import TARGETS, Target, run  # noqa: E402

MOST_AT_ONCE = 20_000
"""Inputs of one target that one process tries before it is told what is next."""

SHARES = 16
"""Into how many a target's inputs are parted at least, where they are many."""

SEEDS_APART = 1_000_000
UNTOUCHED = (signal.SIGINT, signal.SIG_IGN)
"""Ctrl-C reaches every process; only this one heeds it, and tells what was found so far."""


@dataclass(frozen=True)
class Told:
    """What a process tells of its share; ``failure`` is empty where all went well."""

    target: str
    inputs: int
    seconds: float
    slowest: float
    failure: str


def load() -> list[Target]:
    """Every target, in the order of the files."""
    for file in sorted(Path(__file__).parent.glob("test_*.py")):
        import_module(f"fuzz.{file.stem}")
    return TARGETS


def share(name: str, inputs: int, number: int) -> Told:
    """One process's share of a target."""
    target = next(one for one in load() if one.name == name)
    done = run(target, inputs, number)
    failure = "" if done.failure is None else "".join(traceback.format_exception(done.failure))
    return Told(name, done.inputs, done.seconds, done.slowest, failure)


def shares(targets: Sequence[Target], inputs: int) -> list[tuple[str, int]]:
    """Who tries how many: all targets side by side, so that a run cut short has tried each."""
    weights = sum(target.weight for target in targets)
    found: list[tuple[float, str, int]] = []
    for target in targets:
        wanted = max(1, round(inputs * target.weight / weights))
        each = max(100, min(MOST_AT_ONCE, wanted // SHARES + 1))
        found += [
            (begun / wanted, target.name, min(each, wanted - begun))
            for begun in range(0, wanted, each)
        ]
    return [(name, count) for _, name, count in sorted(found)]


def main() -> int:
    """Run what the command line asks for; the exit code."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.formatter_class = argparse.RawDescriptionHelpFormatter
    asked.add_argument("--inputs", type=int, default=100_000, help="of all targets together")
    asked.add_argument("--only", default="", metavar="NAME", help="targets whose names hold this")
    asked.add_argument("--seed", type=int, default=secrets.randbelow(SEEDS_APART))
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    given = asked.parse_args()
    targets = [target for target in load() if given.only in target.name]
    if not targets:
        asked.error(f"no target's name holds {given.only}")
    print(f"{given.inputs:,} inputs, seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["TUTOR_HOME"] = home  # nothing it does touches a real learner's progress
        told = tried(targets, given.inputs, given.seed, given.jobs)
    return summary(targets, told)


def tried(targets: Sequence[Target], inputs: int, number: int, jobs: int) -> list[Told]:
    """All shares, or those until Ctrl-C; a failure is told as soon as it is found."""
    told: list[Told] = []
    with ProcessPoolExecutor(jobs, initializer=signal.signal, initargs=UNTOUCHED) as pool:
        waiting = [
            pool.submit(share, name, count, number * SEEDS_APART + at * MOST_AT_ONCE)
            for at, (name, count) in enumerate(shares(targets, inputs))
        ]
        try:
            for done in as_completed(waiting):
                told.append(done.result())
                if told[-1].failure:
                    print(f"\n{told[-1].target} fails:\n{told[-1].failure}", flush=True)
        except KeyboardInterrupt:
            signal.signal(*UNTOUCHED)  # once is enough: each process ends what it has begun
            print("Stopping; these were tried until now:", flush=True)
            pool.shutdown(cancel_futures=True)
    return told


def summary(targets: Sequence[Target], told: Sequence[Told]) -> int:
    """The figures of each target as a table; the exit code."""
    by_target = defaultdict[str, list[Told]](list)
    for one in told:
        by_target[one.target].append(one)
    print(f"{'inputs':>10} {'s of work':>10} {'slowest ms':>10}  target")
    for target in targets:
        mine = by_target[target.name]
        slowest = 1000 * max((one.slowest for one in mine), default=0.0)
        failed = sum(bool(one.failure) for one in mine)
        print(
            f"{sum(one.inputs for one in mine):10,} {sum(one.seconds for one in mine):10.1f}"
            f" {slowest:10.1f}  {target.name}" + (f"  FAILED {failed} ×" if failed else "")
        )
    failed = sum(bool(one.failure) for one in told)
    print(f"{sum(one.inputs for one in told):10,} {sum(one.seconds for one in told):10.1f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
