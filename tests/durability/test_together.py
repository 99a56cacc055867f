"""Two terminals, one learner: both write at once, nothing is lost, both see the sum.

``TUTOR_TURNS`` sets how many turns each takes; ``tests/durability/together.py`` says what is held.
"""

import os
import subprocess
import sys
from pathlib import Path

from conversation.kitchen import of_kind, sitting

from tutor.conversation import messages as m

ROOT = Path(__file__).parents[2]


def test_two_processes_that_write_at_once_lose_nothing_and_see_the_sum() -> None:
    turns = os.environ.get("TUTOR_TURNS", "300")
    done = subprocess.run(
        [sys.executable, "-m", "tests.durability.together", "--turns", turns],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "none lost" in done.stdout


def test_each_terminal_goes_on_from_its_own_place_in_a_lesson(home: Path) -> None:
    """Of the places written down the last counts for the next start."""
    one, two = sitting(home), sitting(home)
    one.start("bread")
    two.start("bread")
    one.say("1")
    assert isinstance(two.prompt, m.PickChoice)
    two.say("what is flour?")
    assert isinstance(one.prompt, m.PressContinue)
    one.say("")
    assert isinstance(one.prompt, m.PickOption)
    two.say("1")
    waiting = two.prompt
    one.close()
    two.close()
    again = sitting(home)
    again.start()
    assert again.prompt == waiting


def test_a_lesson_that_one_terminal_ends_goes_on_in_the_other(home: Path) -> None:
    one, two = sitting(home), sitting(home)
    for each in (one, two):
        each.start("bread")
        each.say("1")
        each.say("")
    for line in ("yeast", "gas", ""):
        one.say(line)
    assert one.coverage.completed == {"bread"}
    said = two.say("yeast")
    assert of_kind(said, m.Graded)[0].right
    assert isinstance(two.prompt, m.TypeAnswer)
    assert two.coverage.completed == {"bread"}
