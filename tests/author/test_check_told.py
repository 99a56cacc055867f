"""How findings are told, and what is deliberately no finding."""

from pathlib import Path

import pytest
from course.library_files import ABOUT, KNOWLEDGE, TEACHING, broken, library

from tutor.author.check import check, formatted, seen_from
from tutor.author.check.told import MOST_ALIKE
from tutor.course.source import Finding, Position


def codes(folder: Path) -> set[str]:
    return {finding.code for finding in check(folder, "bread", quick=True)}


def edited(folder: Path, *edits: tuple[str, str, str]) -> Path:
    library(folder)
    for file, old, new in edits:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_too_many_findings_of_one_kind_in_one_entry_are_counted_instead(tmp_path: Path) -> None:
    """The entry's own are counted, not those of its neighbour."""
    many = "".join("      - 7\n" for _ in range(MOST_ALIKE + 30))
    folder = broken(tmp_path, KNOWLEDGE, "      - define yeast\n", many)
    path = folder / KNOWLEDGE
    path.write_text(path.read_text().replace("      - gas\n", "      - 8\n"), encoding="utf-8")
    found = [one for one in check(folder, "bread") if one.code == "F013"]
    assert len(found) == MOST_ALIKE + 2
    assert found[MOST_ALIKE].message == "30 more findings like these in entry what-is-yeast"
    assert found[MOST_ALIKE].position.line == found[MOST_ALIKE - 1].position.line + 1
    assert "8 reads as a number" in found[-1].message


def test_files_are_named_as_they_are_seen_from_where_one_stands(tmp_path: Path) -> None:
    folder = broken(tmp_path / "courses", KNOWLEDGE, "short: It", "shrot: It")
    found = check(folder, "bread")
    assert seen_from(tmp_path, folder, found)[0].position.file == f"courses/{KNOWLEDGE}"
    assert seen_from(folder, folder, found)[0].position.file == KNOWLEDGE
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert seen_from(elsewhere, folder, found)[0].position.file == str(folder / KNOWLEDGE)


def test_an_annotation_is_escaped_as_github_reads_it() -> None:
    finding = Finding(Position("a,b:c.yaml", 3, 7), "T001", "50 % fails:\n    > x", "mend it")
    assert formatted([finding], "github").splitlines()[0] == (
        "::error file=a%2Cb%3Ac.yaml,line=3,col=7,title=T001::50 %25 fails:%0A    > x [mend it]"
    )


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_no_escape_of_a_course_reaches_the_terminal(tmp_path: Path, form: str) -> None:
    folder = broken(tmp_path, KNOWLEDGE, "about: [yeast, kneading]", 'about: "\\e[31mred"')
    said = formatted(check(folder, "bread"), form)
    assert "F016" in said
    assert "\x1b" not in said


def test_a_condition_is_faulted_at_the_very_word(tmp_path: Path) -> None:
    folder = broken(tmp_path, TEACHING, "if: not practised(yeast)", "if: not practised(yaest)")
    (found,) = [one for one in check(folder, "bread") if one.code == "N003"]
    line = (folder / TEACHING).read_text(encoding="utf-8").splitlines()[found.position.line - 1]
    assert line[found.position.column - 1 :].startswith("yaest")


@pytest.mark.parametrize(
    ("code", "edits"),
    [
        ("A001", [(KNOWLEDGE, "      - define yeast", "      - Salt makes the dough rise!")]),
        ("A001", [(KNOWLEDGE, "      - define yeast", "      - how do I bake a cake")]),
        ("N005", [(ABOUT, "  - id: kneading", "  - id: oven\n    name: Oven\n    summary: Hot.\n"
                   "    required: false\n  - id: kneading")]),
        ("N005", [(ABOUT, "concepts:", "  - id: spare\n    title: Spare\nconcepts:")]),
        ("N006", [(KNOWLEDGE, "  - id: q-rise", "  - id: q-rise\n    status: draft")]),
        ("N006", [(KNOWLEDGE, "  - id: q-gas", "  - id: q-gas\n    status: draft"),
                  (TEACHING, "not practised(yeast)", "answered(q-gas)")]),
        ("R003", [(TEACHING, "Bread is mostly air.", "|\n        " + "| wide " * 12 + "|\n        "
                   + "| --- " * 12 + "|")]),
        ("R004", [(TEACHING, "Bread is mostly air.", '"Bread is \\u200bair."')]),
        ("R004", [(ABOUT, "title: Bread", 'title: "\\e[31mBread"')]),
        ("R005", [(KNOWLEDGE, "      It eats sugar.", "      " + "m" * 90)]),
        ("R006", [(TEACHING, "      - text: Start", "      - text: ▶")]),
        ("Q010", [(KNOWLEDGE, "      - It is alive.", "      - It is the yeast, of course.")]),
        ("F009", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_not_in_the_page_of_checks_is_found_as_well(
    tmp_path: Path, code: str, edits: list[tuple[str, str, str]]
) -> None:
    folder = edited(tmp_path, *edits)
    if code == "F009":
        (folder / ABOUT).unlink()
    assert code in codes(folder)


@pytest.mark.parametrize(
    "edits",
    [
        [(KNOWLEDGE, "      It eats sugar.", "      See https://example.org/" + "x" * 90)],
        [(KNOWLEDGE, "      It eats sugar.", "      ```\n      ●──▶ ✓\n      ✓\n      ```")],
        [(KNOWLEDGE, "      It eats sugar.", "      | a | b |\n      | --- | --- |\n      | ✅ yes | – |")],
        [(KNOWLEDGE, "      It eats sugar.", "      It eats sucre\u0301.")],
        [(KNOWLEDGE, "      - It is alive.", "      - Is it yeast, or is it salt?")],
        [(KNOWLEDGE, "      It breathes out gas.", "      It breathes out `|`.")],
    ],
)  # fmt: skip
def test_what_is_right_is_left_alone(tmp_path: Path, edits: list[tuple[str, str, str]]) -> None:
    assert codes(edited(tmp_path, *edits)) == set()


REQUIRED = (ABOUT, "    required: false\n", "")
EXPLAINS_LATE = [
    REQUIRED,
    (KNOWLEDGE, "    about: yeast\n    text: Which", "    about: kneading\n    text: Which"),
    (KNOWLEDGE, "    about: yeast\n    text: What", "    about: kneading\n    text: What"),
    (TEACHING, "  finish:\n", "  finish:\n    explains: [kneading]\n"),
]


def test_a_question_that_no_explanation_can_come_before_is_tested_too_early(tmp_path: Path) -> None:
    found = [one for one in check(edited(tmp_path, *EXPLAINS_LATE), "bread", quick=True)
             if one.code == "C004"]  # fmt: skip
    assert [one.position.line for one in found] == [30]


def test_who_chooses_to_be_tested_first_is_not_tested_too_early(tmp_path: Path) -> None:
    """The telling is on another way: the one that the first choice takes."""
    edits = (*EXPLAINS_LATE[:3], (TEACHING, "explains: yeast", "explains: [yeast, kneading]"))
    assert "C004" not in codes(edited(tmp_path, *edits))
