"""Where courses are found."""

import os
from pathlib import Path

import pytest
from course.library_files import ABOUT, library

from tutor.course.library import courses, find, libraries, shipped


def test_the_shipped_course_is_always_there() -> None:
    assert "docker-vs-vm" in {at.id for at in courses(libraries())}
    assert (shipped() / "knowledge" / "docker-vs-vm").is_dir()


def test_a_library_is_found_by_argument_by_variable_and_in_the_user_s_folder(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, named = library(tmp_path / "given"), library(tmp_path / "named")
    own = library(home / "library")
    monkeypatch.setenv("TUTOR_PATH", os.pathsep.join([str(named), str(tmp_path / "nowhere")]))
    assert libraries((given,))[:3] == (given, named, own)


def test_of_two_courses_with_one_id_the_first_is_taken(tmp_path: Path) -> None:
    first, second = library(tmp_path / "1"), library(tmp_path / "2")
    (second / ABOUT).write_text("title: Other\n", encoding="utf-8")
    found = find((first, second), "bread")
    assert found is not None
    assert (found.title, found.library) == ("Bread", first)


@pytest.mark.parametrize(
    ("line", "opens_first"),
    [
        ("default: true", True),
        ("default: true  # for newcomers", True),
        ("default: false", False),
        ("goal: default: true", False),
        ("", False),
    ],
)
def test_a_course_says_itself_that_it_opens_first(
    tmp_path: Path, line: str, opens_first: bool
) -> None:
    folder = library(tmp_path)
    (folder / ABOUT).write_text(f"title: Bread\n{line}\n", encoding="utf-8")
    (at,) = courses((folder,))
    assert at.default is opens_first


def test_an_unknown_course_is_not_found(tmp_path: Path) -> None:
    assert find((library(tmp_path),), "cheese") is None
