"""Completion, asked for as a shell asks (click's protocol), and in a real bash."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from course.library_files import TEACHING, broken, library
from line.terminal import terminal

from tutor.conversation import opening
from tutor.conversation.state import LAST_COURSE
from tutor.course.ready import load_cached
from tutor.learner.store import open_store

ROOT = Path(__file__).parent.parent
Completed = Callable[[str], list[str]]

WATCHED = """
import sys
from tutor.cli import main
try:
    main()
finally:
    print("loaded", *sys.modules, file=sys.stderr)
"""


def environment(home: Path, bread: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "TUTOR_HOME": str(home),
        "TUTOR_PATH": str(bread),
    }


@pytest.fixture
def bread(tmp_path: Path) -> Path:
    return library(tmp_path / "bread")


@pytest.fixture
def completed(bread: Path, home: Path) -> Completed:
    """What a shell is offered for the last word of a line."""

    def ask(line: str) -> list[str]:
        words = line.split(" ")
        asking = {
            "_TUTOR_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
        }
        done = subprocess.run(
            [sys.executable, "-c", WATCHED],
            env={**environment(home, bread), **asking},
            capture_output=True,
            text=True,
            check=True,
        )
        loaded = set(done.stderr.rpartition("loaded ")[2].split())
        assert not loaded & {"textual", "numpy", "yaml", "prompt_toolkit"}
        return [offer.partition(",")[2] for offer in done.stdout.split()]

    return ask


def compiled(bread: Path) -> None:
    load_cached(bread, "bread", opening.places().cache)


def test_commands_and_options_complete(completed: Completed) -> None:
    assert completed("tutor pr") == ["progress"]
    assert "--markdown" in completed("tutor progress --m")


def test_courses_complete_from_every_library_on_the_line(
    completed: Completed, tmp_path: Path
) -> None:
    assert {"bread", "contributing"} <= set(completed("tutor ask --course "))
    other = tmp_path / "more"
    shutil.copytree(tmp_path / "bread" / "knowledge" / "bread", other / "knowledge" / "cake")
    assert completed("tutor ask --course c") == ["contributing"]
    assert completed(f"tutor --library {other} ask --course c") == ["cake", "contributing"]
    assert completed(f"tutor ask --library {other} --course c") == ["cake", "contributing"]


def test_lessons_complete_from_the_course_that_is_meant(completed: Completed) -> None:
    assert completed("tutor lesson --course bread ") == ["bread"]
    assert completed("tutor --course bread chat --lesson b") == ["bread"]
    assert completed("tutor lesson --course nonsense ") == []
    assert "the-house" in completed("tutor lesson --course contributing the")


def test_lessons_complete_from_the_course_opened_last(completed: Completed, home: Path) -> None:
    store, _ = open_store(home / "progress.db")
    store.set_setting("ann", LAST_COURSE, "bread")
    store.close()
    assert completed("tutor --learner ann lesson ") == ["bread"]
    assert completed("tutor lesson ") != ["bread"]


def test_a_draft_completes_for_its_author_alone(completed: Completed, tmp_path: Path) -> None:
    folder = broken(tmp_path / "x", TEACHING, "start: hook", "start: hook\nstatus: draft")
    assert completed(f"tutor lesson --library {folder} --course bread ") == []
    assert completed(f"tutor play --library {folder} --course bread ") == ["bread"]


def test_concepts_and_nodes_complete_once_the_course_was_used(
    completed: Completed, bread: Path
) -> None:
    assert completed("tutor ask --course bread --about ") == []
    compiled(bread)
    assert completed("tutor ask --course bread --about ") == ["yeast", "kneading"]
    assert completed("tutor play --course bread bread --from f") == ["flour", "finish"]


def test_a_course_that_changed_completes_as_it_was(completed: Completed, bread: Path) -> None:
    compiled(bread)
    broken(bread, TEACHING, "title: How", "title: [")
    assert completed("tutor ask --course bread --about k") == ["kneading"]


def test_a_damaged_cache_completes_to_nothing(completed: Completed, bread: Path) -> None:
    compiled(bread)
    (opening.places().cache / "bread.course").write_bytes(b"\x00" * 100)
    assert completed("tutor ask --course bread --about k") == []


def test_learners_complete_and_nothing_is_made_by_asking(completed: Completed, home: Path) -> None:
    assert completed("tutor progress --learner ") == []
    assert not home.exists()
    store, _ = open_store(home / "progress.db")
    store.close()
    assert completed("tutor progress --learner a") == []


def test_the_script_for_every_shell_is_printed() -> None:
    for shell, words in (("bash", "complete -o nosort"), ("zsh", "#compdef tutor"),
                         ("fish", "complete --no-files")):  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "tutor", "completion", shell],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert words in done.stdout
        assert "_TUTOR_COMPLETE" in done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_a_real_bash_completes(bread: Path, home: Path, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "tutor"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tutor "$@"\n')
    program.chmod(0o755)
    around = environment(home, bread)
    around["PATH"] = f"{program.parent}{os.pathsep}{around['PATH']}"
    with terminal(["bash", "--norc", "--noprofile", "-i"], {**around, "PS1": "ready> "}) as bash:
        bash.wait_for("ready> ")
        bash.type('eval "$(tutor completion bash)"; echo do"ne"\r')
        bash.wait_for("done")
        here = len(bash.shown)
        bash.type("tutor les\t--course br\t\t")
        bash.wait_for("tutor lesson --course bread ", after=here)
