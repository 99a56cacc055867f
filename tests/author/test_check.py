"""``tutor check`` as an author meets it: every kind of mistake, where it is and how to mend it."""

import json
from pathlib import Path

import pytest
from course.library_files import ABOUT, KNOWLEDGE, TEACHING, broken, library

from tutor.author.check import check, formatted


def codes(folder: Path) -> set[str]:
    return {finding.code for finding in check(folder, "bread")}


def test_a_right_course_has_no_finding(tmp_path: Path) -> None:
    assert check(library(tmp_path), "bread") == ()


@pytest.mark.parametrize(
    ("code", "file", "old", "new"),
    [
        ("N002", TEACHING, "if: not practised(yeast)", "if: not practised yeast"),
        ("N003", TEACHING, "if: not practised(yeast)", "if: not practised(yaest)"),
        ("N003", TEACHING, "if: mastered(yeast)", "if: answered(q-none)"),
        ("N004", ABOUT, "    also:\n      - levain", "    after: [kneading]"),
        ("N005", KNOWLEDGE, "figures:\n", "figures:\n  - id: spare\n    title: S\n    art: x\n    alt: S.\n"),
        ("G001", TEACHING, "  finish:", "  lost:\n    say: Hm.\n    goto: finish\n  finish:"),
        ("G005", TEACHING, "    end: completed", "    return: true"),
        ("G006", TEACHING, "    say: Flour is ground grain.\n    return: true", "    say: Flour is ground grain.\n    goto: rise"),
        ("G007", TEACHING, "    end: completed", "    goto: hook"),
        ("C003", ABOUT, "    required: false\n", ""),
        ("Q001", KNOWLEDGE, "      - wrong: Salt\n        why: Salt slows it down.\n        misconception: salt-lifts\n", ""),
        ("Q002", KNOWLEDGE, "- wrong: Salt", "- right: Salt"),
        ("Q003", KNOWLEDGE, "- wrong: Salt", "- wrong: YEAST"),
        ("Q004", KNOWLEDGE, "        why: Salt slows it down.\n", ""),
        ("Q007", KNOWLEDGE, "    hints:\n      - It is alive.\n", ""),
        ("Q008", KNOWLEDGE, "text: What does yeast breathe out?", "text: which of these makes a loaf grow"),
        ("Q010", KNOWLEDGE, "- You do it as well.", "- It is a gas."),
        ("A001", KNOWLEDGE, "questions:\n", "  - id: two\n    about: yeast\n    ask:\n      - WHAT IS YEAST\n    short: Hm.\nquestions:\n"),
        ("A002", KNOWLEDGE, "      - yeast meaning\n", ""),
        ("R001", KNOWLEDGE, "(____)", "(" + "_" * 70 + ")"),
        ("R002", KNOWLEDGE, "    alt: A loaf with a round top.\n", ""),
        ("R003", KNOWLEDGE, "      It eats sugar.", "      | " + "x" * 90 + " |"),
        ("T001", TEACHING, "      at: finish", "      at: flour"),
        ("T001", TEACHING, "    expect:", "    expect:\n      said:\n        - never said"),
        ("F010", TEACHING, "title:", "titel:"),
    ],
    ids=lambda value: value if len(value) == 4 else "",
)  # fmt: skip
def test_each_mistake_is_found(tmp_path: Path, code: str, file: str, old: str, new: str) -> None:
    assert code in codes(broken(tmp_path, file, old, new))


def test_a_grader_that_refuses_its_own_answer_is_found(tmp_path: Path) -> None:
    folder = broken(tmp_path, KNOWLEDGE, "      - gas\n", "      - gas\n      - '???'\n")
    assert "Q005" in codes(folder)


def test_a_grader_that_accepts_a_wrong_answer_is_found(tmp_path: Path) -> None:
    folder = broken(
        tmp_path, KNOWLEDGE, "    why: The bubbles are that gas.",
        "    why: Yes.\n    wrong:\n      - text: the gas\n        why: No.",
    )  # fmt: skip
    assert "Q006" in codes(folder)


def test_the_grader_is_run_over_what_learners_make_of_an_answer(tmp_path: Path) -> None:
    """Its own answers in a sentence; wrong answers that an earlier one takes over; look-alikes."""
    folder = broken(
        tmp_path, KNOWLEDGE, "    why: The bubbles are that gas.",
        "    why: Yes.\n    wrong:\n      - text: air\n        why: No.\n      - text: AIR\n        why: Never.",
    )  # fmt: skip
    (found,) = [finding for finding in check(folder, "bread") if finding.code == "Q012"]
    assert "“AIR” is not met with its own why" in found.message
    assert found.position.line == line_of(folder, "text: AIR")
    folder = broken(tmp_path / "on", KNOWLEDGE, "      - gas\n", "      - gas\n      - 'on'\n")
    (found,) = [finding for finding in check(folder, "bread") if finding.code == "Q005"]
    assert "refuses its own answer “I think it is on.”" in found.message
    assert found.position.line == line_of(folder, "- 'on'")


def line_of(folder: Path, text: str) -> int:
    lines = (folder / KNOWLEDGE).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_choices_that_can_all_vanish_are_found(tmp_path: Path) -> None:
    folder = broken(
        tmp_path,
        TEACHING,
        "        goto: rise\n      -",
        "        goto: rise\n        once: true\n      -",
    )
    path = folder / TEACHING
    text = path.read_text().replace(
        "        detour: flour\n  flour", "        detour: flour\n        once: true\n  flour"
    )
    path.write_text(text, encoding="utf-8")
    assert "G003" in codes(folder)


def test_a_silent_circle_is_found(tmp_path: Path) -> None:
    folder = broken(
        tmp_path, TEACHING, "    end: completed",
        "    goto: a\n  a:\n    goto: b\n  b:\n    goto: a",
    )  # fmt: skip
    assert {"G004", "G007"} <= codes(folder)


def test_a_failed_test_comes_with_its_transcript(tmp_path: Path) -> None:
    folder = broken(tmp_path, TEACHING, "      at: finish", "      at: flour")
    (finding,) = check(folder, "bread")
    assert "it is at finish, not at flour" in finding.message
    assert "> Yeast" in finding.message


def test_findings_are_told_as_text_json_and_annotations(tmp_path: Path) -> None:
    found = check(broken(tmp_path, KNOWLEDGE, "    ask:", "    aks:"), "bread")
    assert formatted(found, "text").endswith("1 course checked: 2 errors, 0 warnings.")
    (first, *_) = json.loads(formatted(found, "json"))
    assert first["file"] == KNOWLEDGE
    assert formatted(found, "github").startswith(
        f"::error file={KNOWLEDGE},line=2,col=5,title=F011::entry needs"
    )


def test_the_shipped_course_has_no_error() -> None:
    from tutor.course.library import shipped

    assert [str(f) for f in check(shipped(), "docker-vs-vm") if f.level == "error"] == []


def test_an_option_that_cannot_be_typed_is_found(tmp_path: Path) -> None:
    folder = broken(tmp_path, KNOWLEDGE, "- wrong: Salt", "- wrong: '?!'")
    (found,) = [finding for finding in check(folder, "bread") if finding.code == "Q013"]
    assert "“?!”, typed, is read as none of the options" in found.message
    assert found.position.line == line_of(folder, "- wrong: '?!'")
