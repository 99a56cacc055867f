"""From a folder to a course, or to every fault in it."""

import os
from pathlib import Path

import pytest
from course.library_files import ABOUT, KNOWLEDGE, TEACHING, broken, library

from tutor.course.load import Loaded, Rejected, load
from tutor.course.model import AfterWrong, Ask, Detour, Options, ShowFigure, Text, Typed, When
from tutor.course.ready import CourseError, load_cached


def findings(folder: Path) -> list[str]:
    return [str(finding) for finding in load(folder, "bread").findings]


def test_a_right_course_loads_whole(tmp_path: Path) -> None:
    loaded = load(library(tmp_path), "bread")
    assert isinstance(loaded, Loaded)
    course = loaded.course
    assert course.title == "Bread"
    assert course.sources[0].published == "2022-10-04"
    assert course.entries["what-is-yeast"].about == ("yeast", "kneading")
    assert isinstance(course.questions["q-rise"].form, Options)
    assert isinstance(course.questions["q-gas"].form, Typed)
    lesson = course.lessons["bread"]
    assert lesson.nodes["check"].next == Ask("q-rise", "finish", AfterWrong("flour", 2))
    assert lesson.nodes["rise"].say == (
        When("mastered(yeast)", (Text("You know this."),),
             (Text("Yeast blows bubbles."), ShowFigure("loaf"))),
    )  # fmt: skip
    hook = lesson.nodes["hook"].next
    assert [type(choice.target) for choice in hook.choices][-1] is Detour  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (KNOWLEDGE, "    ask:", "    aks:", f"{KNOWLEDGE}:4:5: F010 entry has no key “aks” [did you mean ask?]"),
        (KNOWLEDGE, "    short: It makes dough rise.\n", "", f"{KNOWLEDGE}:2:5: F011 entry needs “short” [add short:]"),
        (KNOWLEDGE, "right: Yeast", "right: 3", f"{KNOWLEDGE}:23:16: F013 “right” must be words, and 3 reads as a number [put it in quotes: \"3\"]"),
        (KNOWLEDGE, "about: [yeast, kneading]", "about: [yaest]", f"{KNOWLEDGE}:3:13: N001 unknown concept “yaest” [did you mean yeast?]"),
        (KNOWLEDGE, "figure: loaf", "figure: loav", f"{KNOWLEDGE}:17:13: N001 unknown figure “loav” [did you mean loaf?]"),
        (KNOWLEDGE, "misconception: salt-lifts", "misconception: salt", f"{KNOWLEDGE}:27:24: N001 unknown misconception “salt” [did you mean salt-lifts?]"),
        (KNOWLEDGE, "cleared_by: q-rise", "cleared_by: q-rize", f"{KNOWLEDGE}:45:17: N001 unknown question “q-rize” [did you mean q-rise?]"),
        (KNOWLEDGE, "id: q-gas", "id: q-rise", f"{KNOWLEDGE}:30:9: F015 question “q-rise” is there already, at {KNOWLEDGE}:19:5 [give one of them another id]"),
        (KNOWLEDGE, "id: q-gas", "id: Q Gas", f"{KNOWLEDGE}:30:9: F016 “Q Gas” is no id: small letters, digits, - . _ only [write q-gas]"),
        (ABOUT, "format: 1", "format: 2", f"{ABOUT}:1:9: F014 this course is of format 2, and this tutor reads 1 at most [update tutor]"),
        (ABOUT, "required: false", "required: no", f"{ABOUT}:18:15: F012 “required” must be true or false [write true or false]"),
        (ABOUT, "after: [yeast]", "after: [dough]", f"{ABOUT}:17:13: N001 unknown concept “dough” [there is no concept of that name]"),
        (TEACHING, "    goto: check\n  check", "    goto: chekc\n  check", f"{TEACHING}:28:11: N001 unknown node “chekc” [did you mean check?]"),
        (TEACHING, "        detour: flour", "        detour: flower", f"{TEACHING}:16:17: N001 unknown node “flower” [did you mean flour?]"),
        (TEACHING, "ask: q-rise", "ask: q-ries", f"{TEACHING}:30:10: N001 unknown question “q-ries” [did you mean q-rise?]"),
        (TEACHING, "    end: completed", "    end: completed\n    goto: hook", f"{TEACHING}:38:5: F017 node finish has more than one way on: goto, end [keep one of them]"),
        (TEACHING, "    return: true\n", "", f"{TEACHING}:18:5: F017 node flour has no way on [end it with goto, choices, ask and goto, return or end]"),
        (TEACHING, "start: hook", "start: hok", f"{TEACHING}:3:8: N001 unknown node “hok” [did you mean hook?]"),
    ],
    ids=lambda value: str(value)[:24],
)  # fmt: skip
def test_a_mistake_names_file_line_column_and_a_fix(
    tmp_path: Path, file: str, old: str, new: str, expected: str
) -> None:
    assert expected in findings(broken(tmp_path, file, old, new))


def test_all_faults_of_a_course_are_told_at_once(tmp_path: Path) -> None:
    folder = broken(tmp_path, KNOWLEDGE, "    ask:", "    aks:")
    (folder / TEACHING).write_text("id: bread\ntitle: How: it rises\n", encoding="utf-8")
    codes = [text.split(": ")[1].split()[0] for text in findings(folder)]
    assert {"F010", "F011", "F001"} <= set(codes)


def test_a_course_without_course_yaml_says_so(tmp_path: Path) -> None:
    folder = library(tmp_path)
    (folder / ABOUT).unlink()
    assert any("F009 there is no such file" in text for text in findings(folder))


def test_a_link_out_of_the_library_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("entries: []\n", encoding="utf-8")
    folder = library(tmp_path / "library")
    (folder / "knowledge/bread/linked.yaml").symlink_to(secret)
    assert any("F008" in text for text in findings(folder))


def test_a_file_in_another_encoding_names_the_line(tmp_path: Path) -> None:
    folder = library(tmp_path)
    (folder / KNOWLEDGE).write_bytes(b"entries: []\n# caf\xe9\n")
    assert any(":2:1: F006 this line is not UTF-8" in text for text in findings(folder))


def test_drafts_are_not_for_learners(tmp_path: Path) -> None:
    folder = broken(
        tmp_path, KNOWLEDGE, "about: [yeast, kneading]", "about: yeast\n    status: draft"
    )
    learners, authors = load(folder, "bread"), load(folder, "bread", drafts=True)
    assert isinstance(learners, Loaded)
    assert isinstance(authors, Loaded)
    assert "what-is-yeast" not in learners.course.entries
    assert "what-is-yeast" in authors.course.entries


def test_the_cache_gives_the_same_course_and_notices_a_change(tmp_path: Path) -> None:
    folder, cache = library(tmp_path / "library"), tmp_path / "cache"
    first = load_cached(folder, "bread", cache)
    assert load_cached(folder, "bread", cache) == first
    path = folder / ABOUT
    path.write_text(path.read_text().replace("title: Bread", "title: Loaves"), encoding="utf-8")
    assert load_cached(folder, "bread", cache).title == "Loaves"


@pytest.mark.parametrize("damage", [b"", b"\x00" * 9, b"not msgpack at all"])
def test_a_damaged_cache_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    folder, cache = library(tmp_path / "library"), tmp_path / "cache"
    course = load_cached(folder, "bread", cache)
    (file,) = cache.iterdir()
    head = file.read_bytes()[:32]
    file.write_bytes(head + damage)
    assert load_cached(folder, "bread", cache) == course


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    assert load_cached(library(tmp_path / "library"), "bread", blocked).title == "Bread"


def test_a_broken_course_cannot_be_opened(tmp_path: Path) -> None:
    folder = broken(tmp_path, KNOWLEDGE, "    ask:", "    aks:")
    with pytest.raises(CourseError) as caught:
        load_cached(folder, "bread", tmp_path / "cache")
    assert caught.value.findings
    assert isinstance(load(folder, "bread"), Rejected)
    assert os.listdir(folder)  # noqa: PTH208 - the course itself is left alone
