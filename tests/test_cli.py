"""The commands as they are typed: what is printed, where, and with which exit code."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Command
from course.library_files import ABOUT, KNOWLEDGE, TEACHING, broken

from tutor import __version__

BREAD = ("--course", "bread")


def test_the_version_is_said(run: Command) -> None:
    assert __version__ in run("--version").out


def test_help_names_every_command(run: Command) -> None:
    said = run("--help").out
    for name in ("ask", "chat", "lesson", "review", "progress", "courses", "export", "new", "check", "edit", "play",
                 "graph", "evaluate", "gaps", "reset"):  # fmt: skip
        assert f"  {name} " in said
        assert "Usage" in run(name, "--help").out


@pytest.mark.parametrize(
    ("question", "code", "words"),
    [
        ("what is yeast?", 0, "It makes dough rise."),
        ("wat is yaest", 0, "reading “yaest” as yeast"),
        ("how do I bake a cake", 4, "Cake is another course."),
        ("how tall is mount everest", 4, "does not cover that"),
        ("hello", 4, "Hello."),
    ],
)
def test_one_question_is_answered_and_the_exit_code_says_how(
    run: Command, question: str, code: int, words: str
) -> None:
    said = run("ask", *BREAD, question)
    assert words in said.out
    assert (said.code, said.err) == (code, "")


def test_an_answer_names_its_source(run: Command) -> None:
    assert "From “Loaves”, The Bread Book" in run("ask", *BREAD, "what is yeast").out


def test_json_holds_every_key(run: Command) -> None:
    data = run("ask", *BREAD, "--json", "what is yeast").data
    assert set(data) == {
        "question", "decision", "entry", "concepts", "confidence", "short", "answer", "source",
        "corrections", "suggestions", "parts",
    }  # fmt: skip
    assert data["decision"] == "answer"
    assert data["entry"] == "what-is-yeast"
    assert data["concepts"] == ["yeast", "kneading"]
    assert data["source"] == {"section": "Loaves", "title": "The Bread Book", "url": ""}
    assert data["parts"] == []


def test_json_of_what_is_not_covered_holds_nulls(run: Command) -> None:
    data = run("ask", *BREAD, "--json", "how tall is mount everest").data
    assert (data["decision"], data["entry"], data["short"]) == ("not_covered", None, None)
    data = run("ask", *BREAD, "--json", "how do I bake a cake").data
    assert (data["decision"], data["short"]) == ("not_covered", "Cake is another course.")


def test_a_belief_is_an_answer_with_the_misconception_s_id(run: Command) -> None:
    data = run("ask", *BREAD, "--json", "salt makes the dough rise").data
    assert (data["decision"], data["entry"]) == ("answer", "salt-lifts")


def test_questions_come_a_line_each_from_standard_input(run: Command) -> None:
    said = run("ask", *BREAD, "--json", "-", typed="what is yeast\nhello\n")
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert [row["decision"] for row in rows] == ["answer", "not_covered"]
    assert said.code == 0


def test_a_typed_question_is_recorded_and_json_is_not(run: Command) -> None:
    run("ask", *BREAD, "--json", "what is yeast")
    assert "0 of 1 explained" in run("progress", *BREAD).out
    run("ask", *BREAD, "what is yeast")
    assert "1 of 1 explained" in run("progress", *BREAD).out


def test_what_was_not_answered_is_shown_to_the_author(run: Command) -> None:
    assert "Nothing went unanswered" in run("gaps", *BREAD).out
    run("ask", *BREAD, "how tall is mount everest")
    assert "how tall is mount everest" in run("gaps", *BREAD).out


@pytest.mark.parametrize("question", ["", "   ", "x" * 10_000, "yeast " * 2_000, "\x1b[31m\x00"])
def test_any_question_gets_a_polite_answer(run: Command, question: str) -> None:
    said = run("ask", *BREAD, question)
    assert said.code in {0, 3, 4}
    assert said.out.strip()
    assert not said.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ask", "--course", "braed", "x"), "Did you mean bread?"),
        (("lesson", *BREAD, "cake"), "Its lessons: bread"),
        (("progress", *BREAD, "--path", "x"), "Its paths: none"),
        (("ask", *BREAD, "--about", "cake", "why"), "There is no concept “cake”"),
        (("play", *BREAD, "braed"), "did you mean bread?"),
        (("play", *BREAD, "cake"), "its lessons: bread"),
        (("play", *BREAD, "bread", "--from", "finsh"), "did you mean finish?"),
        (("frobnicate",), "No such command 'frobnicate'. Try “tutor --help”."),
        (("aks", "why"), "Did you mean 'ask'? Try “tutor --help”."),
        (("ask", "--jsno", "why"), "Did you mean '--json'? Try “tutor ask --help”."),
        (("completion",), "Choose from: bash, zsh, fish. Try “tutor completion --help”."),
        (("evaluate", *BREAD, __file__), "Write one JSON object a line"),
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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
def test_output_that_cannot_be_written_is_one_plain_line() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tutor", "--help"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.stderr == "tutor: The output: No space left on device.\n"
    assert done.returncode == 1


def test_a_broken_course_gives_its_places_and_no_traceback(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = broken(tmp_path / "broken", KNOWLEDGE, "short: It", "shrot: It")
    said = run("ask", "--library", str(folder), "--course", "bread", "what is yeast")
    assert "yeast.yaml:10:5: F010" in said.err
    assert "did you mean short?" in said.err
    assert said.code == 1
    said = run("check", str(folder))
    assert "F010" in said.out
    assert said.code == 1


def test_check_speaks_json_and_github(run: Command, tmp_path: Path) -> None:
    folder = broken(tmp_path / "broken", KNOWLEDGE, "short: It", "shrot: It")
    found = json.loads(run("check", "--format", "json", str(folder)).out)
    assert {"file", "line", "column", "code", "level", "message", "fix"} <= set(found[0])
    assert run("check", "--format", "github", str(folder)).out.startswith("::error file=")


def test_progress_is_counts_words_markdown_or_json(run: Command) -> None:
    run("ask", *BREAD, "what is yeast")
    data = run("progress", *BREAD, "--json").data
    assert data["course"] == "bread"
    assert "| Yeast | explained |" in run("progress", *BREAD, "--markdown").out
    assert "Concept: Yeast; State: explained." in run("progress", *BREAD).out


def test_lessons_are_listed(run: Command) -> None:
    assert "How bread rises" in run("lesson", *BREAD).out


def test_courses_are_listed(run: Command) -> None:
    said = run("courses").out
    assert "Bread (bread)" in said
    assert "docker-vs-vm" in said


def test_a_newcomer_gets_the_course_that_calls_itself_default(run: Command, tmp_path: Path) -> None:
    assert "Docker" in run("progress").out
    about = tmp_path / "bread" / ABOUT
    about.write_text(about.read_text().replace("format: 1", "format: 1\ndefault: true"))
    assert run("progress").out.startswith("Bread")


def test_the_last_course_that_was_open_comes_back(run: Command) -> None:
    run("chat", typed="/course contributing\nquit\n")
    assert run("progress").out.startswith("Contributing to tutor")
    assert run("progress", *BREAD).out.startswith("Bread")


@pytest.mark.parametrize("command", [["ask", "what is yeast"], ["lesson"], ["progress"], ["check"]])
def test_the_course_may_be_named_before_the_command_or_after_it(
    run: Command, command: list[str]
) -> None:
    after = run(*command, *BREAD)
    assert run(*BREAD, *command) == after
    assert run("--course", "contributing", *command, *BREAD) == after


def test_whose_progress_it_is_may_be_named_before_the_command(run: Command) -> None:
    run("--learner", "ann", "ask", *BREAD, "what is yeast")
    assert "1 of 1 explained" in run("progress", *BREAD, "--learner", "ann").out
    assert "0 of 1 explained" in run("progress", *BREAD).out


def test_a_lesson_is_piped_through_the_line_mode(run: Command) -> None:
    said = run("chat", *BREAD, "--lesson", "bread", typed="Start\n\nYeast\n\nquit\n")
    assert "Lesson done: How bread rises." in said.out
    assert said.code == 0


def test_review_says_when_nothing_is_due(run: Command) -> None:
    said = run("review", "--line", *BREAD, typed="quit\n").out
    assert "nothing to review yet" in said
    assert "no lesson" not in said


def test_without_a_terminal_the_tutor_reads_lines(run: Command) -> None:
    assert "Tutor: It makes dough rise." in run(*BREAD, typed="what is yeast\n").out


THROUGH = ("Start", "Yeast", "")


def test_a_lesson_is_played_from_arguments_a_file_or_standard_input(
    run: Command, tmp_path: Path
) -> None:
    lines = tmp_path / "lines.txt"
    lines.write_text("".join(f"{line}\n" for line in THROUGH), encoding="utf-8")
    said = [
        run("play", *BREAD, "bread", *THROUGH),
        run("play", *BREAD, "bread", "--inputs", str(lines)),
        run("play", *BREAD, "bread", "--inputs", "-", typed=lines.read_text()),
        run("play", *BREAD, "bread", typed=lines.read_text()),
    ]
    assert "> Start" in said[0].out
    assert "Tutor: Right. Its gas lifts it." in said[0].out
    assert said[0].out.endswith("Ended at node finish (completed). Nothing was recorded.\n")
    assert {(one.out, one.err, one.code) for one in said} == {(said[0].out, "", 0)}


def test_playing_a_lesson_records_nothing(run: Command, home: Path) -> None:
    run("play", *BREAD, "bread", *THROUGH)
    assert not list(home.glob("*.db"))
    assert "0 of 1 explained" in run("progress", *BREAD).out


def test_a_lesson_is_played_from_a_node_and_says_where_it_is_left(run: Command) -> None:
    said = run("play", *BREAD, "bread", "--from", "check", "salt").out
    assert "Not quite. Salt slows it down." in said
    assert "now at node" in run("play", *BREAD, "bread", "--from", "check").out
    assert "Inputs not used: 2." in run("play", *BREAD, "bread", *THROUGH, "a", "b").out


def test_a_lesson_that_gets_stuck_when_played_says_so_by_its_exit_code(
    run: Command, tmp_path: Path
) -> None:
    folder = broken(
        tmp_path / "x", TEACHING, "    end: completed", "    goto: a\n  a:\n    goto: a"
    )
    said = run("play", "--library", str(folder), *BREAD, "bread", *THROUGH)
    assert "round in a circle" in said.out
    assert said.code == 1


def test_a_draft_can_be_played(run: Command, tmp_path: Path) -> None:
    folder = broken(tmp_path / "x", TEACHING, "start: hook", "start: hook\nstatus: draft")
    assert "Bread is mostly air." in run("play", "--library", str(folder), *BREAD, "bread").out


def test_reset_asks_first_and_then_deletes(run: Command, home: Path) -> None:
    run("ask", *BREAD, "what is yeast")
    assert "Nothing was deleted." in run("reset", typed="n\n").out
    assert "1 of 1 explained" in run("progress", *BREAD).out
    assert "Deleted" in run("reset", "--yes").out
    assert "0 of 1 explained" in run("progress", *BREAD).out
    with sqlite3.connect(home / "progress.db") as database:
        assert database.execute("SELECT count(*) FROM events").fetchone() == (0,)


def test_evaluate_prints_shares_and_what_went_wrong(run: Command, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        '{"id": "a", "text": "what is yeast", "scope": "in", "concepts": ["yeast"], "kind": "real"}\n'
        '{"id": "b", "text": "how tall is mount everest", "scope": "far", "concepts": []}\n'
        '{"id": "c", "text": "what is yeast", "scope": "in", "concepts": ["kneading"]}\n'
    )
    said = run("evaluate", *BREAD, str(rows)).out
    assert "1 (50.0 %)" in said
    assert "c: “what is yeast” answered with what-is-yeast" in said
    lines = run("evaluate", *BREAD, "--json", str(rows)).out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["a", "b", "c"]


def test_a_database_that_cannot_be_read_is_set_aside_and_the_tutor_goes_on(
    run: Command, home: Path
) -> None:
    home.mkdir(parents=True)
    (home / "progress.db").write_bytes(b"this is no database" * 100)
    said = run("ask", *BREAD, "what is yeast")
    assert "It makes dough rise." in said.out
    assert "could not be read. It is kept as" in said.err
    assert list(home.glob("progress.db.*"))


def test_everything_kept_is_exported_as_json_and_notes_as_markdown(
    run: Command, tmp_path: Path
) -> None:
    run("ask", *BREAD, "what is yeast")
    run("ask", *BREAD, "how tall is mount everest")
    data = run("export").data
    assert [row["event"]["type"] for row in data["events"]][:2] == ["asked", "explain"]  # type: ignore[index, union-attr]
    said = run("export", "--format", "markdown").out
    assert said.startswith("# Bread\n")
    assert "**What is yeast?** It makes dough rise." in said
    file = tmp_path / "notes.md"
    assert run("export", "--format", "markdown", "-o", str(file)).out == f"Written to {file}\n"
    assert file.read_text(encoding="utf-8") == said
    assert run("export", "--learner", "ann").data["events"] == []
    assert (
        "Nothing learned or asked yet."
        in run("export", "--course", "x", "--format", "markdown").out
    )


def test_questions_are_exported_as_a_deck(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "bread.apkg"
    said = run("export", *BREAD, "--format", "anki", "-o", str(file)).out
    assert said.startswith(f"Written 2 cards to {file}.")
    assert file.is_file()
    said = run("export", *BREAD, "--format", "anki", "-o", str(tmp_path / "no" / "x.apkg"))
    assert "could not be written" in said.err
    monkeypatch.setitem(sys.modules, "genanki", None)
    said = run("export", *BREAD, "--format", "anki", "-o", str(file))
    assert (
        said.err
        == "tutor: Anki decks need the package genanki. Install it with: pip install 'tutor[anki]'\n"
    )
