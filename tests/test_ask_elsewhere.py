"""``tutor ask`` names another course, one that is compiled, where it answers and this one does not."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from course.library_files import library

from tutor.conversation import opening

ROOT = Path(__file__).parent.parent
QUESTION = "what is icing"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A library with a course on bread, and the same on cake."""
    folder = library(tmp_path / "shelf")
    for side in ("knowledge", "dialogues"):
        (folder / side / "cake").mkdir()
        for file in (folder / side / "bread").iterdir():
            text = file.read_text().replace("Bread", "Cake").replace("bread", "cake")
            text = text.replace("Yeast", "Icing").replace("yeast", "icing")
            (folder / side / "cake" / file.name).write_text(text.replace("dough", "crumb"))
    return folder


def asked(
    shelf: Path, home: Path, *words: str, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tutor", "ask", *words],
        input=typed,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={"PATH": "", "PYTHONPATH": str(ROOT), "TUTOR_HOME": str(home),
             "TUTOR_PATH": str(shelf)},
    )  # fmt: skip


def test_the_other_course_is_named_with_the_command_that_asks_it(shelf: Path, home: Path) -> None:
    before = asked(shelf, home, "--course", "bread", QUESTION)
    assert before.returncode == 4
    assert "Another course" not in before.stdout
    asked(shelf, home, "--course", "cake", QUESTION)

    said = asked(shelf, home, "--course", "bread", QUESTION)
    assert "Another course here answers it: Cake (course cake)." in said.stdout
    assert (said.returncode, said.stderr) == (4, "")
    command = shlex.split(said.stdout.splitlines()[-1].removeprefix("Ask it there: "))
    assert command[:2] == ["tutor", "ask"]
    answer = asked(shelf, home, *command[2:])
    assert answer.returncode == 0
    assert "It makes crumb rise." in answer.stdout

    piped = asked(shelf, home, "--course", "bread", "-", typed=f"{QUESTION}\nwhat is yeast\n")
    assert piped.stdout.count("Another course here answers it") == 1
    assert "It makes dough rise." in piped.stdout


def test_a_broken_course_beside_it_is_no_hindrance(shelf: Path, home: Path) -> None:
    opening.subject(opening.chosen(opening.places((shelf,)), "cake", None), home / "cache")
    (shelf / "knowledge" / "cake" / "yeast.yaml").write_text("entries: [")
    said = asked(shelf, home, "--course", "bread", QUESTION)
    assert (said.returncode, said.stderr) == (4, "")
    assert "Another course" not in said.stdout
