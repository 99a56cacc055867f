"""What was asked and not answered: grouped, counted, and ready to paste."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from conversation.kitchen import COURSE, SUBJECT
from course.library_files import KNOWLEDGE, library
from hypothesis import given
from hypothesis import strategies as st

from tutor.answer.decide import Answer, decide
from tutor.answer.index import build
from tutor.author.check import check
from tutor.author.gaps import gaps, report
from tutor.course.load import Loaded, load
from tutor.course.source import read
from tutor.learner.gaps import Flagged, Unanswered

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def asked(text: str, times: int = 1, nearest: str | None = None) -> Unanswered:
    return Unanswered(text, times, NOON, 0.1, nearest)


def wordings(*rows: Unanswered) -> list[list[str]]:
    return [[w.text for w in gap.wordings] for gap in gaps(COURSE, SUBJECT.index, rows)]


def test_alike_questions_are_one_gap_and_the_most_asked_comes_first() -> None:
    found = wordings(
        asked("how tall is mount everest"),
        asked("who invented the toaster", 2),
        asked("height of mount everest", 1),
        asked("mout everest, how tall", 1),
    )
    assert found == [
        ["how tall is mount everest", "height of mount everest", "mout everest, how tall"],
        ["who invented the toaster"],
    ]


def test_questions_that_share_only_the_course_s_own_words_stay_apart() -> None:
    found = wordings(asked("does dough conduct electricity"), asked("is dough flammable"))
    assert len(found) == 2


def test_what_the_course_answers_by_now_is_no_gap() -> None:
    assert isinstance(decide(SUBJECT.index, "what is yeast?"), Answer)
    assert wordings(asked("what is yeast?"), asked("how do I bake a cake")) == []


@given(st.lists(st.text(max_size=30), max_size=8, unique=True))
def test_every_unanswered_question_is_in_exactly_one_gap(texts: list[str]) -> None:
    rows = [asked(text, number) for number, text in enumerate(texts, 1)]
    found = gaps(COURSE, SUBJECT.index, rows)
    inside = [wording for gap in found for wording in gap.wordings]
    assert len(inside) == len(set(inside))
    assert set(inside) <= set(rows)
    assert [gap.times for gap in found] == sorted((g.times for g in found), reverse=True)


@pytest.fixture
def bread(tmp_path: Path) -> Path:
    return library(tmp_path)


def told(folder: Path, *rows: Unanswered, flags: tuple[Flagged, ...] = ()) -> str:
    loaded = load(folder, "bread")
    assert isinstance(loaded, Loaded)
    return report(folder, loaded.course, build(loaded.course), rows, flags)


NASTY = 'is "x": # [yes]\x1b[31m &a *b {c} %d\nfoo: bar'


def test_a_new_entry_can_be_pasted_as_it_stands(bread: Path) -> None:
    said = told(
        bread,
        asked("how tall is mount everest", 3),
        asked("true?"),
        asked(NASTY),
        asked("quelle heure est-il à Paris"),
        asked("!!!"),
    )
    before = [f for f in check(bread, "bread") if f.level == "error"]
    (bread / "knowledge" / "bread" / "gaps.yaml").write_text(
        said[said.index("entries:") :] + "\n", encoding="utf-8"
    )
    assert [f for f in check(bread, "bread") if f.level == "error"] == before == []
    loaded = load(bread, "bread", drafts=True)
    assert isinstance(loaded, Loaded)
    entry = loaded.course.entries["tall-mount-everest"]
    assert entry.ask == ("how tall is mount everest",)
    assert entry.draft
    assert "3 times, " in said


def test_phrasings_for_an_entry_say_where_they_go_and_can_be_pasted(bread: Path) -> None:
    text = "can dough freeze"
    loaded = load(bread, "bread")
    assert isinstance(loaded, Loaded)
    said = told(bread, asked(text, 2))
    where = loaded.locate("entry", "what-is-yeast", "ask")
    assert f"# {where}: what-is-yeast: What is yeast?" in said
    assert "# 2 times, nearest concept: Yeast" in said
    line = next(row for row in said.splitlines() if row.endswith(f'- "{text}"'))
    path = bread / KNOWLEDGE
    lines = path.read_text(encoding="utf-8").splitlines()
    lines.insert(where.line - 1, line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    read(path, KNOWLEDGE)
    again = load(bread, "bread")
    assert isinstance(again, Loaded)
    assert text in again.course.entries["what-is-yeast"].ask


def test_what_was_flagged_is_listed_with_its_place(bread: Path) -> None:
    flag = Flagged("what-is-yeast", "it is not\na fungus", NOON)
    said = told(bread, flags=(flag,))
    assert "Nothing went unanswered." in said
    row = said.splitlines()[-1]
    assert row.startswith(f"# {KNOWLEDGE}:")
    assert row.endswith("what-is-yeast: it is not a fungus")


def test_no_escape_of_a_learner_reaches_the_terminal(bread: Path) -> None:
    assert "\x1b" not in told(bread, asked(NASTY), flags=(Flagged("x", NASTY, NOON),))
