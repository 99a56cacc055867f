"""What is kept about a learner is theirs to read alone, and gone when they say so."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conversation.kitchen import sitting
from course.library_files import library
from tui.screens import screen, typed

from tutor.cli import main
from tutor.conversation.session import Session
from tutor.conversation.typed import file_of
from tutor.tui.history import History

ROOT = Path(__file__).parents[2]
SECRETS = ("xylophone", "quicksilver", "marmalade", "bassoon", "periwinkle")
"""Words that are nowhere but in what the learner types."""


def traces(folder: Path, words: tuple[str, ...] = SECRETS) -> set[tuple[str, str]]:
    """Where these words still are: in the name or in any byte of any file, in any encoding."""
    found: set[tuple[str, str]] = set()
    for file in folder.rglob("*"):
        content = file.name.encode() + (file.read_bytes() if file.is_file() else b"")
        for word in words:
            if any(word.encode(coding) in content.lower() for coding in ("utf-8", "utf-16-le")):
                found.add((file.name, word))
    return found


def confide(session: Session, times: int = 40) -> None:
    """Say the secret words, in a question, an answer, a flag, and much text."""
    session.start("bread")
    for line in ("1", "", "yeast", "xylophone", "gas", ""):
        session.say(line)
    for number in range(times):
        session.say(f"why is the quicksilver {number} so " + "heavy marmalade " * (number * 7))
    session.say("/flag because of the bassoon")
    History(session.history_path).add("periwinkle blue")


Reset = Callable[..., tuple[str, int]]
"""Runs ``tutor reset`` with options; gives what it prints, and its exit code."""


@pytest.fixture
def reset(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Reset:
    def run(*options: str) -> tuple[str, int]:
        monkeypatch.setattr("sys.argv", ["tutor", "reset", "--yes", *options])
        code = 0
        try:
            main()
        except SystemExit as left:
            code = int(left.code or 0)
        printed = capfd.readouterr()
        return printed.out + printed.err, code

    return run


@pytest.fixture
def confided(home: Path) -> Iterator[Session]:
    """A learner who has said much; the terminal is still open."""
    session = sitting(home)
    confide(session)
    assert {word for _, word in traces(home)} == set(SECRETS)
    yield session
    session.close()


def test_reset_leaves_no_word_in_any_byte_of_the_folder(
    home: Path, confided: Session, reset: Reset
) -> None:
    confided.close()
    said, code = reset()
    assert "Deleted" in said
    assert code == 0
    assert not traces(home)
    assert not confided.history_path.exists()


def test_reset_beside_an_open_terminal_leaves_none_either_and_that_one_begins_anew(
    home: Path, confided: Session, reset: Reset
) -> None:
    assert reset()[1] == 0
    assert not traces(home)
    confided.say("what is yeast?")
    assert confided.coverage.standing("yeast").right == 0
    assert not confided.coverage.completed


def test_reset_of_one_learner_leaves_the_others_alone(
    home: Path, confided: Session, reset: Reset
) -> None:
    other = sitting(home, learner="ann/../b")
    other.start()
    other.say("is a tamarind a fruit")
    History(other.history_path).add("a tamarind again")
    other.close()
    confided.close()
    reset()
    assert not traces(home)
    assert traces(home, ("tamarind",)) >= {(other.history_path.name, "tamarind")}
    assert other.history_path.parent == home
    assert reset("--learner", "ann/../b")[1] == 0
    assert not traces(home, ("tamarind",))


def test_reset_deletes_what_was_set_aside_as_well(
    home: Path, confided: Session, reset: Reset
) -> None:
    confided.close()
    log = home / "progress.db"
    content = bytearray(log.read_bytes())
    content[4096:8192] = b"\xa5" * 4096
    log.write_bytes(content)
    sitting(home).close()
    assert traces(home)
    said, code = reset()
    assert "progress.db.2" in said
    assert code == 0
    assert not traces(home)


def test_what_was_set_aside_stays_where_others_may_have_a_part_in_it_and_that_is_said(
    home: Path, confided: Session, reset: Reset
) -> None:
    other = sitting(home, learner="ann")
    other.start()
    other.say("what is yeast?")
    other.close()
    confided.close()
    aside = home / "progress.db.20260301T120000Z"
    aside.write_bytes((home / "progress.db").read_bytes())
    said, code = reset()
    assert f"other learners may have a part in it: {aside}" in said
    assert code == 1
    assert {file for file, _ in traces(home)} == {aside.name}


def test_reset_that_can_not_delete_says_so(
    confided: Session, reset: Reset, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, wait_ms: int = 0) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tutor.learner.database.connect", refused)
    said, code = reset()
    assert "nothing was deleted from it" in said
    assert "Deleted" not in said
    assert code == 1


def test_reset_of_a_course_keeps_the_lines_that_were_typed(
    home: Path, confided: Session, reset: Reset
) -> None:
    confided.close()
    reset("--course", "bread")
    assert {word for _, word in traces(home)} == {"periwinkle"}


# Who may read it


def modes(folder: Path) -> set[tuple[str, int]]:
    """The names and modes of all that others may read, write or look into."""
    return {
        (file.name, stat.S_IMODE(file.stat().st_mode))
        for file in (folder, *folder.rglob("*"))
        if stat.S_IMODE(file.stat().st_mode) != (0o700 if file.is_dir() else 0o600)
    }


@pytest.fixture(autouse=True)
def _open_to_all() -> Iterator[None]:
    """A system on which new files are readable by everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


async def test_all_that_a_full_screen_writes_is_its_owner_s_alone(home: Path) -> None:
    async with screen(home) as (app, pilot):
        await typed(app, pilot, "what is yeast?")
        assert {"progress.db", "progress.db-wal", "progress.db-shm", "history"} <= {
            file.name for file in home.iterdir()
        }
        assert not modes(home)


def test_all_that_a_killed_tutor_leaves_is_its_owner_s_alone(tmp_path: Path, home: Path) -> None:
    """With the journal, the cache, and the lines typed, which a terminal's line mode keeps."""
    bread = library(tmp_path / "bread")
    process = subprocess.Popen(
        [sys.executable, "-m", "tutor", "chat", "--library", str(bread), "--course", "bread"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"what is yeast?\n")
    process.stdin.flush()
    while b"It makes dough rise." not in process.stdout.readline():
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdin.close()
    process.stdout.close()
    assert (home / "progress.db-wal").exists()
    assert list((home / "cache").iterdir())
    assert not modes(home)


def test_what_was_readable_by_others_is_closed_to_them(home: Path) -> None:
    session = sitting(home)
    session.start()
    history = History(session.history_path)
    history.add("a line")
    for file in home.iterdir():
        file.chmod(0o644)
    history.add("another")
    sitting(home).close()
    session.close()
    log = home / "progress.db"
    log.write_bytes(b"broken" * 1_000)
    log.chmod(0o644)
    sitting(home).close()
    assert list(home.glob("progress.db.2*"))
    assert not modes(home)


def test_the_line_mode_keeps_what_is_typed_in_the_same_file(home: Path) -> None:
    from tutor.line.prompt import Kept

    kept = Kept(file_of(home, "me"))
    kept.append_string("what is yeast?")
    kept.append_string("two\nlines")
    assert list(Kept(file_of(home, "me")).load_history_strings()) == [
        "two\nlines",
        "what is yeast?",
    ]
    assert History(file_of(home, "me")).older("") == "two\nlines"
    assert not modes(home)
