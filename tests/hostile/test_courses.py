"""Hostile courses: refused or handled soon, with the file, the line, the column and a fix."""

import os
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from course.library_files import ABOUT, KNOWLEDGE, TEACHING, broken, library

from tutor.author.check import check
from tutor.course.load import MOST_LEARNED, Loaded, Rejected, load
from tutor.course.source import MOST_FINDINGS

SOON = 20
"""Seconds of the processor: what would hang takes minutes or hours."""

EXTRA = "knowledge/bread/extra.yaml"


def told(folder: Path) -> str:
    """What is told of a course that cannot be opened; it must be found out soon."""
    begun = process_time()
    found = load(folder, "bread")
    assert process_time() - begun < SOON
    assert isinstance(found, Rejected)
    assert all(one.position.line >= 1 and one.position.column >= 1 for one in found.findings)
    assert len(found.findings) <= MOST_FINDINGS + 1
    return "\n".join(map(str, found.findings))


FILES: dict[str, tuple[str | bytes, str]] = {
    "a tag": ("a: !!python/object/apply:os.system [id]\n", "1:4: F004 tags (!)"),
    "an alias": ("a: &x [b]\nc: *x\n", "1:4: F003 anchors (&)"),
    "brackets": ("a: " + "[" * 1_000_000, "F001 it is not YAML"),
    "lists": ("- " * 500_000, "1:49: F005 it nests deeper than 24"),
    "question marks": ("? " * 500_000, "F005 it nests deeper than 24"),
    "an open quote": ('a: "' + "x" * 1_000_000, "F001 it is not YAML: a quote is never closed"),
    "too large": ("#" * 1_048_577, "1:1: F005 it is larger than 1,048,576 bytes [split it"),
    "nothing but lines": ("\n" * 1_000_000, "F001 it is empty"),
    "unknown keys": ("".join(f"k{n}: x\n" for n in range(80_000)), "F010"),
    "wrong items": ("entries:\n" + "- x\n" * 200_000, "one fault more than the 500 that are told"),
    "nul": (b"entries: []\n\0", "2:1: F006 a control character (U+0000)"),
    "utf-16": ("entries: []\n".encode("utf-16"), "1:1: F006 this line is not UTF-8"),
    "utf-16 without a mark": ("entries: []\n".encode("utf-16-le"), "F006 a control character"),
    "latin-1": (b"entries: []\n# caf\xe9\n", "2:1: F006 this line is not UTF-8"),
    "lone carriage return": (b"entries: []\r# hidden\n", "1:12: F006 a control character (U+000D)"),
    "c1": ("entries: []\n# \x9b31m\n", "2:3: F006 a control character (U+009B)"),
    "next line": ("entries: []\x85# hidden\n", "1:12: F006 a control character (U+0085)"),
    "line separator": ("entries: []\n#\u2028x\n", "2:2: F006 a control character (U+2028)"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    folder = library(tmp_path)
    text, expected = FILES[name]
    (folder / EXTRA).write_bytes(text if isinstance(text, bytes) else text.encode())
    assert f"{EXTRA}:" in (said := told(folder))
    assert expected in said


def deep(depth: int) -> str:
    return "(" * depth + "practised(yeast)" + ")" * depth


VALUES: dict[str, tuple[str, str, str, str]] = {
    "a path": (KNOWLEDGE, "id: what-is-yeast", "id: ../../x", "2:9: F016 “../../x” is no id"),
    "escapes": (KNOWLEDGE, "id: what-is-yeast", 'id: "a\\e[31m"', "2:9: F016"),
    "a long id": (KNOWLEDGE, "id: what-is-yeast", "id: " + "a" * 90_000, "2:9: F005"),
    "a long odd id": (KNOWLEDGE, "id: what-is-yeast", "id: " + "A" * 90_000, "[write aaaa"),
    "a long text": (KNOWLEDGE, "It eats sugar.", "x" * 500_000, "F005 “answer” has more than 100,000"),
    "superscript": (ABOUT, "format: 1", "format: ²", "1:9: F012 “format” must be a whole number"),
    "huge": (ABOUT, "format: 1", "format: " + "9" * 5000, "1:9: F014"),
    "hexadecimal": (TEACHING, "start: hook", "start: hook\nminutes: 0x10", "4:10: F012 “minutes”"),
    "infinite": (TEACHING, "start: hook", "start: hook\nminutes: 1e999", "4:10: F012 “minutes”"),
    "eastern digits": (TEACHING, "start: hook", "start: hook\nminutes: ٣", "4:10: F012"),
    "follow-ups": (
        KNOWLEDGE, "    figure: loaf",
        "    figure: loaf\n    follow_ups:\n" + "".join(f"      - n{n}\n" for n in range(40_000)),
        "519:9: F005 “follow_ups” has more than 500 items",
    ),
    "choices": (
        TEACHING, "      - text: Start\n",
        "".join(f"      - text: c{n}\n        goto: rise\n" for n in range(10_000))
        + "      - text: Start\n", "110:9: F005 “choices” has more than 50 items",
    ),
    "options": (
        KNOWLEDGE, "      - wrong: Salt\n",
        "".join(f"      - wrong: w{n}\n" for n in range(10_000)) + "      - wrong: Salt\n",
        "F005 “options” has more than 500 items",
    ),
    "nodes": (
        TEACHING, "  finish:\n",
        "".join(f"  n{n}:\n    goto: n{n + 1}\n" for n in range(10_000)) + "  finish:\n",
        "F005 a lesson has at most 500 nodes [make two lessons of it]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", VALUES)
def test_a_hostile_value_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    file, old, new, expected = VALUES[name]
    said = told(broken(tmp_path, file, old, new))
    assert expected in said
    assert len(said) < 2_000


@pytest.mark.parametrize("depth", [60, 400])
def test_a_condition_nested_deep_is_refused(tmp_path: Path, depth: int) -> None:
    folder = broken(tmp_path, TEACHING, "not practised(yeast)", deep(depth))
    (finding,) = (one for one in check(folder, "bread") if one.code == "N002")
    assert "14:13: N002" in str(finding)
    assert len(str(finding)) < 500


def test_a_condition_of_sixty_thousand_brackets_is_refused(tmp_path: Path) -> None:
    assert "14:13: F005" in told(broken(tmp_path, TEACHING, "not practised(yeast)", deep(60_000)))


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\\e[31m", "\\u0085"])
def test_what_cannot_be_seen_is_left_out_and_told(tmp_path: Path, hidden: str) -> None:
    folder = broken(tmp_path, KNOWLEDGE, "It makes dough rise.", f'"It makes {hidden}dough rise."')
    found = load(folder, "bread")
    assert isinstance(found, Loaded)
    assert found.course.entries["what-is-yeast"].short.replace("\n", "") == "It makes dough rise."
    (finding,) = (one for one in check(folder, "bread") if one.code == "R004")
    assert f"{KNOWLEDGE}:10:12: R004 raw escapes or invisible characters" in str(finding)


def test_an_id_that_is_given_in_two_files_names_both_places(tmp_path: Path) -> None:
    folder = library(tmp_path)
    (folder / EXTRA).write_text((folder / KNOWLEDGE).read_text())
    said = told(folder)
    assert f"{KNOWLEDGE}:2:9: F015 entry “what-is-yeast” is there already, at {EXTRA}:2:5" in said


def test_one_id_may_be_an_entry_s_and_a_question_s(tmp_path: Path) -> None:
    found = load(broken(tmp_path, KNOWLEDGE, "id: q-gas", "id: what-is-yeast"), "bread")
    assert isinstance(found, Loaded)
    assert {"what-is-yeast"} <= found.course.entries.keys() & found.course.questions.keys()


def test_a_folder_that_is_no_id_is_no_course(tmp_path: Path) -> None:
    folder = library(tmp_path)
    (folder / "knowledge/bread").rename(folder / "knowledge/Br\x1b[31mead")
    found = load(folder, "Br\x1b[31mead")
    assert isinstance(found, Rejected)
    assert "F016 “Bread” is no id" in str(found.findings[0])


def test_names_that_differ_only_in_case_are_told(tmp_path: Path) -> None:
    folder = library(tmp_path)
    for name in ("one.yaml", "ONE.yaml"):
        (folder / "knowledge/bread" / name).write_text("out_of_scope: []\n")
    assert any("F020 ONE.yaml differs only in case" in str(one) for one in check(folder, "bread"))


def test_a_hundred_thousand_entries_are_refused_soon(tmp_path: Path) -> None:
    folder = library(tmp_path)
    one = "  - id: e{}\n    about: yeast\n    ask:\n      - what is {}\n    short: It is.\n"
    for part in range(10):
        text = "".join(one.format(n, n) for n in range(part * 10_000, (part + 1) * 10_000))
        (folder / f"knowledge/bread/e{part}.yaml").write_text("entries:\n" + text)
    said = told(folder)
    assert f"knowledge/bread/e0.yaml:{(MOST_LEARNED) * 5 + 2}:5: F005 a course has at most" in said
    assert said.endswith("[make two courses of it]")


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("files", lambda at, n: at.joinpath(f"x{n:03}.yaml").write_text("figures: []\n")),
        ("bytes", lambda at, n: at.joinpath(f"x{n:03}.yaml").write_text("#" * 1_000_000)),
    ],
)
def test_too_many_files_are_refused_before_they_are_read(
    tmp_path: Path, name: str, write: Callable[[Path, int], None]
) -> None:
    folder = library(tmp_path)
    for number in range(320 if name == "files" else 18):
        write(folder / "knowledge" / "bread", number)
    assert f"{name} in a folder [make two courses of it]" in told(folder)


RINGS = {
    "prerequisites": (ABOUT, "lifts dough.", "lifts dough.\n    after: [kneading]"),
    "renames": (ABOUT, "    name: Yeast", "    name: Yeast\n    was: [kneading, yeast]"),
    "follow-ups": (KNOWLEDGE, "figure: loaf", "figure: loaf\n    follow_ups: [what-is-yeast]"),
    "gotos": (
        TEACHING,
        "    say:\n      - Bread is a sponge.\n    end: completed",
        "    goto: finish",
    ),
}


@pytest.mark.parametrize("name", RINGS)
def test_a_ring_keeps_nobody_waiting(tmp_path: Path, name: str, home: Path) -> None:
    from tutor.conversation.opening import places, session

    folder = broken(tmp_path, *RINGS[name])
    begun = process_time()
    check(folder, "bread")
    talk = session(places((folder,)), "bread", "me")
    talk.start("bread")
    for line in ("what is yeast?", "1", "", "yeast", "", "/progress", "/next", "/review", "skip"):
        talk.say(line)
    talk.close()
    assert process_time() - begun < SOON
    assert home.is_dir()


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    folder = library(tmp_path)
    (folder / EXTRA).write_text("figures: []\n")
    (folder / EXTRA).chmod(0)
    assert f"{EXTRA}:1:1: F001 it can't be read: Permission denied" in told(folder)
