"""The line mode read from a pipe: a transcript goes in, the conversation comes out."""

import io
from pathlib import Path

import pytest
from conversation.kitchen import sitting

from tutor.line.chat import chat


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
