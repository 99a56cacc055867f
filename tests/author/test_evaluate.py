"""An author is told how well a course answers questions it was not written from."""

import json
from pathlib import Path

import pytest
from answer.bread import COURSE, INDEX

from tutor.author.evaluate import (
    NotAQuestionFile,
    QuestionRow,
    evaluate,
    json_lines,
    read_rows,
    table,
    wrong_rows,
)

ROWS = (
    QuestionRow("r1", "What is yeast?", "in", ("yeast",), kind="real"),
    QuestionRow("r2", "oven temprature", "in", ("oven",), kind="typo"),
    QuestionRow("r3", "What is yeast?", "in", ("oven",), kind="real"),
    QuestionRow("r4", "how long does it keep?", "in", ("yeast-storage",), "yeast", "followup"),
    QuestionRow("r5", "who is the president of france", "oos-far", kind="real"),
    QuestionRow("r6", "yeast meaning", "oos-near", kind="real"),
    QuestionRow("r7", "kneading yeast", "in", ("yeast-storage",), kind="real"),
)


def test_right_wrong_and_off_topic_answers_are_counted_apart() -> None:
    lines = [line.split() for line in table(evaluate(INDEX, ROWS)).splitlines()]
    counts = {line[0]: line for line in lines if line}
    whole = "all 5 3 (60.0 %) 4 (80.0 %) 1 (20.0 %) 0 (0.0 %)".split()
    assert whole in lines
    assert counts["followup"][1:3] == ["1", "1"]
    assert "oos-near 1 1 (100.0 %) 0 (0.0 %)".split() in lines
    assert "oos-far 1 0 (0.0 %) 1 (100.0 %)".split() in lines


def test_what_went_wrong_is_listed_with_what_was_wanted() -> None:
    told = wrong_rows(evaluate(INDEX, ROWS))
    assert [line.split(":")[0] for line in told.splitlines()] == ["r3", "r6", "r7"]
    assert "answered with what-is-yeast" in told
    assert "wanted oven" in told
    assert "wanted no answer" in told


def test_json_prints_a_line_a_row_with_its_id() -> None:
    lines = [json.loads(line) for line in json_lines(COURSE, evaluate(INDEX, ROWS))]
    assert [line["id"] for line in lines] == [row.id for row in ROWS]
    assert lines[0]["decision"] == "answer"


def test_a_file_is_read_whatever_else_its_rows_hold(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text(
        '{"id": "a", "text": "hi", "scope": "chitchat", "concepts": [], "previous": null, "x": 1}\n'
        "\n"
        '{"id": "b", "text": "what is yeast", "concepts": ["yeast"]}\n',
        encoding="utf-8",
    )
    assert [row.id for row in read_rows(file)] == ["a", "b"]


def test_a_text_may_hold_any_line_end_but_that_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('{"id": "a", "text": "one\u2028two\x85three"}\r\n', encoding="utf-8")
    assert [row.text for row in read_rows(file)] == ["one\u2028two\x85three"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"id": "a", "text": "hi"}\n{"id": "b"}\n', ":2: Object missing required field `text`"),
        ("not json\n", ":1: "),
        ('{"id": "a", "text": "hi", "x": ' + "[" * 100_000, ":1: JSON that can't be read"),
        ("\n", "holds no question"),
        (None, "cannot be read"),
    ],
)
def test_a_broken_file_is_named_with_its_line(
    content: str | None, told: str, tmp_path: Path
) -> None:
    file = tmp_path / "q.jsonl"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(NotAQuestionFile, match=r"q\.jsonl") as fault:
        read_rows(file)
    assert told in str(fault.value)
