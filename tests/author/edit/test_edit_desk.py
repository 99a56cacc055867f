"""A course on its author's desk: what can be done to a draft, and taken back."""

from pathlib import Path

import pytest
from author.edit.drafted import DOCUMENT, ENTRIES, KNOWLEDGE, LESSON, TEACHING, drafted

from tutor.author.check import check
from tutor.author.edit.desk import Broken, Desk, Sheet
from tutor.author.edit.passage import AROUND, Passage
from tutor.author.edit.text import CannotEdit
from tutor.course.load import Loaded, load


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return drafted(tmp_path)


@pytest.fixture
def desk(library: Path) -> Desk:
    return Desk(library, "oven")


def sheet(desk: Desk) -> Sheet:
    found = desk.sheet()
    assert isinstance(found, Sheet), found
    return found


def names(desk: Desk) -> list[str]:
    return [draft.item.id for draft in sheet(desk).drafts]


def text(library: Path, file: str = KNOWLEDGE) -> str:
    return (library / file).read_text(encoding="utf-8")


def passage(desk: Desk, name: str) -> Passage:
    found = sheet(desk)
    (item,) = [draft.item for draft in found.drafts if draft.item.id == name]
    return desk.passage(found.course, item)


def test_the_drafts_come_in_the_order_of_the_files_and_lessons_last(desk: Desk) -> None:
    assert names(desk) == ["how-hot", "clean-oven", "q-heat", "q-cloth", "oven"]
    assert sheet(desk).share.sentence == "5 of 5 still to do (100 %)"


def test_an_accepted_draft_reaches_learners_and_the_share_falls(desk: Desk, library: Path) -> None:
    assert desk.accept(("entry", "clean-oven")) == "Accepted entry clean-oven"
    assert names(desk) == ["how-hot", "q-heat", "q-cloth", "oven"]
    assert sheet(desk).share.sentence == "4 of 5 still to do (80 %)"
    loaded = load(library, "oven")
    assert isinstance(loaded, Loaded)
    assert list(loaded.course.entries) == ["clean-oven"]
    assert text(library) == ENTRIES.replace(
        "    status: draft\n    about: cleaning", "    about: cleaning"
    )


def test_a_dropped_entry_is_no_follow_up_any_more(desk: Desk, library: Path) -> None:
    desk.drop(("entry", "clean-oven"))
    assert "clean-oven" not in text(library)
    assert "  # Cleaning\nquestions:" in text(library)
    assert [f for f in check(library, "oven", quick=True) if f.code == "N001"] == []


def test_a_dropped_question_is_asked_by_no_lesson_any_more(desk: Desk, library: Path) -> None:
    desk.drop(("question", "q-heat"))
    assert "  ask:\n    goto: finish\n" in text(library, TEACHING)
    assert names(desk) == ["how-hot", "clean-oven", "q-cloth", "oven"]


def test_a_dropped_lesson_is_set_aside(desk: Desk, library: Path) -> None:
    desk.drop(("lesson", "oven"))
    assert not (library / TEACHING).exists()
    assert text(library, f"{TEACHING}.dropped") == LESSON
    assert "oven" not in names(desk)


def test_everything_can_be_taken_back_to_the_letter(desk: Desk, library: Path) -> None:
    for key in (("entry", "clean-oven"), ("question", "q-heat"), ("lesson", "oven")):
        desk.drop(key)  # type: ignore[arg-type]
    desk.accept(("entry", "how-hot"))
    assert desk.undo() == "Taken back: accepted entry how-hot"
    for _ in range(3):
        desk.undo()
    assert (text(library), text(library, TEACHING)) == (ENTRIES, LESSON)
    assert not (library / f"{TEACHING}.dropped").exists()
    with pytest.raises(CannotEdit, match="nothing to take back"):
        desk.undo()


def test_what_was_changed_by_hand_since_is_not_overwritten(desk: Desk, library: Path) -> None:
    desk.accept(("entry", "how-hot"))
    mine = text(library).replace("230", "240")
    (library / KNOWLEDGE).write_text(mine, encoding="utf-8")
    with pytest.raises(CannotEdit, match="changed since"):
        desk.undo()
    assert text(library) == mine


def test_a_change_by_hand_before_a_step_is_kept(desk: Desk, library: Path) -> None:
    mine = "# mine\n\n" + text(library).replace("230", "240")
    (library / KNOWLEDGE).write_text(mine, encoding="utf-8")
    desk.accept(("entry", "how-hot"))
    assert text(library).startswith("# mine\n")
    assert "240" in text(library)


@pytest.mark.parametrize(
    ("key", "file", "old", "new", "says"),
    [
        (("question", "q-cloth"), KNOWLEDGE, "questions:\n",
         "misconceptions:\n  - id: m\n    about: heat\n    belief: x\n    reply: y\n"
         "    cleared_by: q-cloth\nquestions:\n", "misconception m, which it clears, needs it"),
        (("question", "q-cloth"), TEACHING, "      - Heat it",
         "      - if: answered(q-cloth)\n        then: Well.\n      - Heat it", "a condition in lesson oven"),
        (("lesson", "oven"), "knowledge/oven/course.yaml", "concepts:",
         "paths:\n  - id: p\n    title: P\n    lessons: [oven]\nconcepts:", "path p needs it"),
    ],
)  # fmt: skip
def test_what_something_else_needs_is_not_dropped(
    desk: Desk, library: Path, key: tuple[str, str], file: str, old: str, new: str, says: str
) -> None:
    (library / file).write_text(text(library, file).replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CannotEdit, match=says):
        desk.drop(key)  # type: ignore[arg-type]


def test_a_byte_order_mark_and_windows_line_ends_stay(desk: Desk, library: Path) -> None:
    raw = b"\xef\xbb\xbf" + ENTRIES.replace("\n", "\r\n").encode()
    (library / KNOWLEDGE).write_bytes(raw)
    desk.accept(("entry", "how-hot"))
    after = (library / KNOWLEDGE).read_bytes()
    assert after == raw.replace(
        b"    status: draft\r\n    about: heat\r\n    ask", b"    about: heat\r\n    ask", 1
    )


def test_a_broken_course_says_what_is_broken_and_nothing_is_done(desk: Desk, library: Path) -> None:
    (library / KNOWLEDGE).write_text(ENTRIES.replace("short:", "shrot:", 1), encoding="utf-8")
    found = desk.sheet()
    assert isinstance(found, Broken)
    assert found.findings[0].code in {"F010", "F011"}
    with pytest.raises(CannotEdit, match="The course has a mistake"):
        desk.accept(("entry", "how-hot"))


def test_a_file_that_cannot_be_written_is_left_as_it_is(
    desk: Desk, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tutor.author.edit.changes.os.fdopen", full)
    with pytest.raises(CannotEdit, match="No space left"):
        desk.accept(("entry", "how-hot"))
    assert text(library) == ENTRIES
    assert not list((library / "knowledge" / "oven").glob(".page*"))


def test_the_passage_is_shown_with_a_few_lines_around_it(desk: Desk) -> None:
    found = passage(desk, "how-hot")
    assert found.title == "The oven › The oven"
    assert found.marked == (3, 4)
    assert found.first == 1
    assert found.lines[2] == "Heat it to 230 degrees."
    assert len(found.lines) == 4 + AROUND


def test_a_passage_that_moved_is_found_by_its_words(desk: Desk, library: Path) -> None:
    moved = "# New\n\nMore.\n\n" + text(library, DOCUMENT).replace("degrees.\n", "degrees. ")
    (library / DOCUMENT).write_text(moved, encoding="utf-8")
    assert passage(desk, "how-hot").marked == (7, 7)


def test_a_passage_that_is_gone_is_said_to_be(desk: Desk, library: Path) -> None:
    changed = text(library, DOCUMENT).replace("230", "250")
    (library / DOCUMENT).write_text(changed, encoding="utf-8")
    found = passage(desk, "how-hot")
    assert found.note == "The document does not say this any more."
    assert found.lines[0] == "Heat it to 230 degrees."


def test_without_the_document_the_quote_is_shown(desk: Desk, library: Path) -> None:
    (library / DOCUMENT).unlink()
    found = passage(desk, "how-hot")
    assert "can't be read" in found.note
    assert found.lines[0] == "Heat it to 230 degrees."


def test_no_document_outside_the_library_is_read(desk: Desk, library: Path) -> None:
    (library.parent / "secret.md").write_text("secret", encoding="utf-8")
    course = library / "knowledge" / "oven" / "course.yaml"
    course.write_text(
        course.read_text().replace("knowledge/oven/documents/page.md", "../secret.md")
    )
    assert "secret" not in passage(desk, "how-hot").lines


def test_a_question_shows_the_passage_of_its_concept(desk: Desk) -> None:
    assert passage(desk, "q-heat").marked == (3, 4)


def test_a_question_is_tried_against_the_drafts_and_the_answer_is_explained(desk: Desk) -> None:
    told = desk.asked("how hot must my oven be")
    assert told.candidates[0].id == "how-hot"
    assert told.candidates[0].phrasing == "How hot should the oven be?"
    assert set(told.candidates[0].known) >= {"hot", "oven"}


def test_an_edited_draft_answers_as_it_stands_now(desk: Desk, library: Path) -> None:
    asked = "which gadget browns a crust"
    assert desk.asked(asked).decision.confidence < 0.5
    new = text(library).replace("      - oven temperature\n", f"      - {asked}\n")
    (library / KNOWLEDGE).write_text(new, encoding="utf-8")
    assert desk.asked(asked).candidates[0].id == "how-hot"
