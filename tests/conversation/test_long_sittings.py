"""A long sitting, and years of them, need no more room and time than a short one."""

from pathlib import Path

import pytest
from conversation.kitchen import of_kind, sitting

from tutor.conversation import messages as m
from tutor.conversation import session as sessions
from tutor.conversation import typed
from tutor.conversation.state import UNDO_DEPTH
from tutor.learner import progress


def test_of_a_long_sitting_the_end_is_written_down_and_that_is_said(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "MOST_REMEMBERED", 20)
    session = sitting(home)
    session.start()
    session.say("what is yeast?")
    assert "not written down" not in session.transcript()
    for _ in range(10):
        session.say("how hot should the oven be?")
    assert "what was said before this is not written down" in session.transcript()
    assert "living fungus" not in session.transcript()
    assert "about 230 degrees" in session.transcript()
    assert len(session._transcript) == 20


def test_as_many_turns_can_be_taken_back_quickly_as_can_be_taken_back() -> None:
    """Else an undo would read the log from further back than it has to."""
    assert progress.EARLIER >= UNDO_DEPTH


def test_a_snapshot_is_kept_as_the_sitting_goes_on(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "SPACING", 10)
    session = sitting(home)
    session.start()
    assert session._store.snapshot("me", "bread") is None
    for _ in range(10):
        session.say("what is yeast?")
    kept = session._store.snapshot("me", "bread")
    assert kept is not None
    assert session.coverage.seq - kept.seq < 10
    before = session.coverage
    session.close()
    assert sitting(home).coverage == before


# Lines typed


def test_the_lines_typed_last_are_recalled(tmp_path: Path) -> None:
    file = tmp_path / "deeper" / "history"
    lines = ["what is yeast?", "two\nlines", "+ a plus", "# a hash", "", "ünïcödé 🍞"]
    for line in lines:
        typed.keep(file, line)
    assert typed.lines(file) == lines


def test_the_file_of_lines_does_not_grow_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed, "MOST_BYTES", 2_000)
    monkeypatch.setattr(typed, "MOST_LINES", 50)
    file = tmp_path / "history"
    for number in range(1_000):
        typed.keep(file, f"line number {number}")
        if number % 100 == 99:
            assert typed.lines(file)[-1] == f"line number {number}"
    assert typed.lines(file) == [f"line number {number}" for number in range(950, 1_000)]
    assert file.stat().st_size < 3 * 2_000


def test_lines_that_cannot_be_kept_are_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    typed.keep(tmp_path / "file" / "history", "a line")
    typed.keep(tmp_path, "a line")
    assert typed.lines(tmp_path) == []
    assert typed.lines(tmp_path / "none") == []


@pytest.mark.parametrize(
    "learner", ["ann", "../../ann", "a/b", "日本", "x" * 5_000, "", "..", "\ud800"]
)
def test_every_learner_has_a_file_of_their_own_inside_the_folder(
    tmp_path: Path, learner: str
) -> None:
    file = typed.file_of(tmp_path, learner)
    assert file.parent == tmp_path
    assert file != typed.file_of(tmp_path, "me")
    typed.keep(file, "a line")
    assert typed.lines(file) == ["a line"]


# Leaving


def test_a_goodbye_says_whether_progress_is_kept(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = sitting(home)
    kept.start()
    assert of_kind(kept.say("quit"), m.Goodbye)[0].text == "Your progress is kept. See you soon."

    def refused(path: Path, wait_ms: int = 0) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tutor.learner.database.connect", refused)
    lost = sitting(home)
    assert "Permission denied" in of_kind(lost.start(), m.Notice)[0].text
    assert "could not be saved" in of_kind(lost.say("quit"), m.Goodbye)[0].text
    assert "could not be saved" in lost.parting
