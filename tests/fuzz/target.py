"""What fuzzing is made of: a target, the bound on its time, and a run of any length.

A target is a hypothesis test that any run of the tests tries on a few inputs. ``python -m
tests.fuzz`` tries the same on as many as it is told to.
"""

import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import scratch  # noqa: F401
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

ROUND = 1_000
"""Examples drawn under one seed: hypothesis keeps them all in mind to draw none of them again."""

HOW: dict[str, Any] = {
    "deadline": None,  # it measures the clock on the wall; ``within`` measures the work
    "database": None,
    "suppress_health_check": list(HealthCheck),
    "phases": (Phase.generate, Phase.shrink),
}

Input = Any
Parts = Callable[[Input], Iterable[Input]]


class HangError(Exception):
    """One input took more work than any input may."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise ``HangError`` where the block takes more seconds of the processor's time."""
    if not hasattr(signal, "SIGPROF") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise HangError(f"more than {seconds:g} s of work")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def whole(drawn: Input) -> tuple[Input, ...]:
    """What is drawn is one input."""
    return (drawn,)


@dataclass(frozen=True)
class Target:
    """A part of the program, what is put into it, and what holds whatever that was.

    ``weight`` is its share of the inputs of a long run: the cheaper, the more. ``parts`` makes
    several inputs of what is drawn, where drawing costs more than trying. ``seconds`` is the work
    that one input may take: a hundred times what it takes, and more.
    """

    name: str
    check: Callable[[Input], None]
    inputs: SearchStrategy[Input]
    weight: int
    parts: Parts
    seconds: float

    def tried(self, drawn: Input) -> Iterator[float]:
        """Try every part of what was drawn; the seconds of work that each took."""
        for part in self.parts(drawn):
            before = time.process_time()
            try:
                with within(self.seconds):
                    self.check(part)
            except Exception as error:
                error.add_note(f"Input: {part!r}")
                raise
            yield time.process_time() - before


TARGETS: list[Target] = []
"""Every target, in the order in which they are defined."""


def fuzz(
    inputs: SearchStrategy[Input],
    *,
    few: int = 50,
    weight: int = 1,
    parts: Parts = whole,
    seconds: float = 5.0,
) -> Callable[[Callable[[Input], None]], Callable[[], None]]:
    """Make a target of a check; what pytest runs tries it on ``few`` examples."""

    def made(check: Callable[[Input], None]) -> Callable[[], None]:
        target = Target(check.__name__.removeprefix("test_"), check, inputs, weight, parts, seconds)
        TARGETS.append(target)

        def tried(drawn: Input) -> None:
            for _ in target.tried(drawn):
                pass

        tried.__name__, tried.__qualname__ = check.__name__, check.__qualname__
        tried.__module__, tried.__doc__ = check.__module__, check.__doc__
        return settings(max_examples=few, **HOW)(given(inputs)(tried))

    return made


@dataclass
class Run:
    """How a target did: inputs tried, seconds of work, the slowest, and what failed first."""

    inputs: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    failure: BaseException | None = None


def run(target: Target, inputs: int, number: int) -> Run:
    """Try a target on at least so many inputs, drawn under seeds from ``number`` on.

    It ends with the first failure, made as small as hypothesis can.
    """
    done = Run()

    def tried(drawn: Input) -> None:
        for seconds in target.tried(drawn):
            done.inputs += 1
            done.slowest = max(done.slowest, seconds)

    begun = time.process_time()
    drawn, examples = 0, min(20, inputs)
    while done.inputs < inputs and done.failure is None:
        one = settings(max_examples=examples, **HOW)(seed(number)(given(target.inputs)(tried)))
        number, drawn = number + 1, drawn + examples
        try:
            one()
        except Exception as error:  # noqa: BLE001 - whatever it raises is what we look for
            done.failure = error
        examples = min(ROUND, 1 + (inputs - done.inputs) * drawn // max(1, done.inputs))
    done.seconds = time.process_time() - begun
    return done
