"""The line mode read from a pipe: a transcript goes in, the conversation comes out."""

import io
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest
from conversation.kitchen import sitting

from tutor.line.chat import Chat, chat


class Piped(io.StringIO):
    """Standard input that is no terminal and gives these lines."""

    def __init__(self, lines: Iterator[str]) -> None:
        super().__init__()
        self._lines = lines

    def __iter__(self) -> "Piped":
        return self

    def __next__(self) -> str:
        return next(self._lines)


def piped(
    home: Path, monkeypatch: pytest.MonkeyPatch, *lines: str, lesson: str | None = None
) -> str:
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines) + "\n"))
    monkeypatch.setattr("sys.stdout", out)
    assert chat(sitting(home), lesson=lesson) == 0
    return out.getvalue()


def test_a_question_is_answered(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = piped(home, monkeypatch, "what is yeast?")
    assert "You: what is yeast?" in said
    assert "Tutor: Yeast is a living fungus" in said


def test_a_lesson_can_be_taken_to_its_end(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = piped(home, monkeypatch, "1", "", "yeast", "gas", "", "quit", lesson="bread")
    assert "Lesson done: How bread rises." in said
    assert "Your progress is kept" in said


def test_no_box_is_drawn(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = piped(home, monkeypatch, "what is yeast?", "/progress", "/help", "/lessons")
    assert not set("│─┌┐└┘├┤█●◐○") & set(said)


def test_after_a_goodbye_nothing_is_asked(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = piped(home, monkeypatch, "quit")
    assert said.rstrip().endswith("Your progress is kept. See you soon.")


def test_what_belongs_to_the_full_screen_says_so(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = piped(home, monkeypatch, "what is yeast", "/copy", "/theme", "/map")
    assert "There is no clipboard here. /save keeps the conversation" in said
    assert "/theme is for the full screen" in said
    assert "- Concept: Yeast; State: explained." in said
    assert "\x1b" not in said


def test_an_answer_is_copied_by_the_terminal(home: Path) -> None:
    out = io.StringIO()
    talk = Chat(sitting(home), out, terminal=True, bold=False, figures=False)
    talk.take("/copy")
    assert "There is no answer to copy yet." in out.getvalue()
    talk.take("how hot should the oven be")
    talk.take("/copy")
    copied = out.getvalue().split("\x1b]52;c;")[1].split("\x07")[0]
    assert b64decode(copied).startswith(b"Hot: about 230 degrees")


def test_ctrl_c_while_the_tutor_thinks_loses_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lines() -> Iterator[str]:
        yield "what is yeast?\n"
        raise KeyboardInterrupt

    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", Piped(lines()))
    monkeypatch.setattr("sys.stdout", out)
    assert chat(sitting(home)) == 0
    assert out.getvalue().endswith("Your progress is kept.\n")
    assert sitting(home).coverage.standing("yeast").level.name == "explained"
