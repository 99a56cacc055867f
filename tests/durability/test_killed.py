"""Killed at any moment, a tutor has lost nothing that it had shown.

``TUTOR_KILLS`` sets how often each face is killed; ``tests/durability/kill.py`` says what is held.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KILLS = os.environ.get("TUTOR_KILLS")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be killed")
@pytest.mark.parametrize(("face", "kills"), [("session", "12"), ("chat", "3")])
def test_every_answer_that_was_acknowledged_is_there_and_the_lesson_goes_on(
    face: str, kills: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.durability.kill", "--face", face, "--kills", KILLS or kills],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "none lost" in done.stdout
