"""The commands for who writes courses, as they are typed."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from author.edit.drafted import drafted
from commands import Command
from course.library_files import ABOUT, KNOWLEDGE, TEACHING, broken, library

BREAD = ("--course", "bread")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("graph", *BREAD, "braed"), "did you mean bread?"),
        (("check", "--coverage", "--format", "github"), "--format github is for findings"),
        (("check", "--watch", "--format", "json"), "--watch prints text"),
        (("new", "../bread"), "Give a name, and the folder with -o DIR"),
    ],
)
def test_a_mistake_is_one_plain_line_on_standard_error(
    run: Command, arguments: tuple[str, ...], words: str
) -> None:
    said = run(*arguments)
    assert words in said.err
    assert said.err.startswith("tutor: ")
    assert said.err.count("\n") == 1
    assert (said.code, said.out) == (2, "")


def test_coverage_prints_the_map_as_text_or_json(run: Command) -> None:
    said = run("check", "--coverage", *BREAD)
    assert "2 concepts (1 required)" in said.out
    assert said.code == 0
    (found,) = json.loads(run("check", "--coverage", "--format", "json", *BREAD).out)
    assert [row["id"] for row in found["concepts"]] == ["yeast", "kneading"]


def test_coverage_of_a_broken_course_says_what_is_broken(run: Command, tmp_path: Path) -> None:
    folder = broken(tmp_path / "broken", KNOWLEDGE, "short: It", "shrot: It")
    said = run("check", "--coverage", str(folder))
    assert "F010" in said.err
    assert (said.code, said.out) == (1, "")


def test_check_goes_on_at_every_save_until_it_is_stopped(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = library(tmp_path / "watched")
    asked: list[Path] = []

    def saves(folders: list[Path]) -> Iterator[tuple[Path, ...]]:
        asked.extend(folders)
        broken(folder, KNOWLEDGE, "short: It", "shrot: It")
        yield (folder / KNOWLEDGE,)

    monkeypatch.setattr("tutor.author.watch.saves", saves)
    said = run("check", "--watch", "--quick", str(folder)).out.splitlines()
    assert said[:2] == ["Watching bread; Ctrl-C ends.", "1 course checked: 0 errors, 0 warnings."]
    assert said[3].endswith("saved yeast.yaml")
    assert any(line.startswith("broke   ") and "F010" in line for line in said)
    assert asked == [folder / "knowledge" / "bread", folder / "dialogues" / "bread"]


def test_one_course_or_one_file_of_it_can_be_checked(run: Command, tmp_path: Path) -> None:
    folder = broken(tmp_path / "broken", KNOWLEDGE, "short: It", "shrot: It")
    for path in (folder / KNOWLEDGE, folder / "dialogues" / "bread", folder / "knowledge"):
        assert "F010" in run("check", str(path)).out
    (folder / ABOUT).unlink()
    assert "F009" in run("check", str(folder)).out


def test_a_new_course_is_checked_played_and_asked_at_once(run: Command, tmp_path: Path) -> None:
    made = str(tmp_path / "made")
    said = run("new", "Baking", "-o", made)
    assert f"tutor check {made}" in said.out
    assert run("check", made).out == "1 course checked: 0 errors, 0 warnings.\n"
    here = ("--library", made, "--course", "baking")
    assert "Lesson: How a course is made" in run("play", *here, "welcome", "quit").out
    assert "An entry is one answer" in run("ask", *here, "what is an entry").out
    again = run("new", "baking", "-o", made)
    assert (again.code, again.out) == (2, "")
    assert "is there already" in again.err


def test_a_lesson_is_played_again_at_every_save(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = library(tmp_path / "watched")

    def saves(_: object) -> Iterator[tuple[Path, ...]]:
        for old, new in (
            ("Bread is mostly air.", "Bread is a foam."),
            ("title:", "titel:"),
            ("titel:", "title:"),
        ):
            path = folder / TEACHING
            path.write_text(path.read_text().replace(old, new, 1), encoding="utf-8")
            yield (path,)

    monkeypatch.setattr("tutor.author.watch.saves", saves)
    said = run("play", "--library", str(folder), *BREAD, "bread", "Start", "--watch")
    first, second, third, fourth = said.out.split("── saved 10-bread.yaml ──")
    assert "Bread is mostly air." in first
    assert "Bread is a foam." in second
    assert "Mend it and save" in third
    assert "F010" in said.err
    assert "Bread is a foam." in fourth


def test_playing_at_every_save_needs_inputs(run: Command) -> None:
    assert "give some" in run("play", *BREAD, "bread", "--watch").err


def test_a_changed_lesson_does_not_cost_learning_the_questions_anew(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = library(tmp_path / "mine")
    here = ("--library", str(folder), *BREAD)
    run("ask", *here, "what is yeast")
    path = folder / TEACHING
    path.write_text(path.read_text().replace("mostly air", "a foam"), encoding="utf-8")
    monkeypatch.setattr("tutor.answer.index.build", lambda _: pytest.fail("learned anew"))
    assert "Bread is a foam." in run("play", *here, "bread", "quit").out


def test_a_detour_played_by_itself_says_that_it_would_go_back(run: Command) -> None:
    said = run("play", *BREAD, "bread", "--from", "flour").out
    assert "Flour is ground grain." in said
    assert "Node flour is the end of a detour: in the lesson it goes back from here." in said


def test_a_course_without_drafts_has_nothing_to_go_through(run: Command) -> None:
    assert run("edit", *BREAD).out == "There is no draft in bread: all of it is read.\n"


def test_going_through_drafts_needs_a_terminal_and_one_course(run: Command, tmp_path: Path) -> None:
    folder = drafted(tmp_path / "mine")
    said = run("edit", str(folder))
    assert (said.code, "needs a terminal" in said.err) == (2, True)
    broken(folder, TEACHING, "start: hook", "start: hook\nstatus: draft")
    said = run("edit", str(folder))
    assert "There are drafts in several courses: bread, oven." in said.err
    assert "needs a terminal" in run("edit", str(folder / "knowledge" / "oven")).err
