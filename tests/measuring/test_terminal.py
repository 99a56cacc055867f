"""The benchmarks of the faces: a terminal tells what was painted on it, and when."""

import os
import sys

import pytest
from benchmarks.start import Start, said
from benchmarks.terminal import NeverPainted, Terminal
from benchmarks.typing import p95

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs a pseudo-terminal of Linux")


def python(code: str) -> Terminal:
    return Terminal((sys.executable, "-c", code), dict(os.environ))


def test_words_are_found_through_colours_and_moves_of_the_cursor() -> None:
    with python(r"print('\x1b[2J\x1b[1mBre\x1b[31mad\x1b[0m is baked')") as terminal:
        assert terminal.until("Bread is baked") > terminal.started


def test_what_is_typed_arrives_and_only_what_is_painted_then_counts() -> None:
    with python("print('ready'); print(input().upper()); input()") as terminal:
        terminal.until("ready")
        pressed = terminal.press("dough\r")
        assert terminal.until("DOUGH") > pressed
        with pytest.raises(NeverPainted):
            terminal.until("ready", seconds=0)


def test_a_program_that_ends_without_the_words_is_an_error_that_shows_what_it_said() -> None:
    with (
        python("raise SystemExit('no flour')") as terminal,
        pytest.raises(NeverPainted, match="no flour"),
    ):
        terminal.until("bread")


def test_nothing_of_a_program_is_left_behind() -> None:
    with python("import time; print('up', flush=True); time.sleep(600)") as terminal:
        terminal.until("up")
        process = terminal._process
    assert process.poll() is not None


def test_figures_are_told_in_words() -> None:
    assert said(Start("tutor", 9, 200.0, 220.0, 1.1)) == (
        "tutor          220 ms; the least  200 ms; ratio 1.10 (aim 1.25 or less; 9 runs)"
    )
    assert p95([float(n) for n in range(1, 101)]) == pytest.approx(95.95)
