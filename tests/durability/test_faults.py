"""Whatever has become of the learner's folder, the tutor says so plainly and answers questions.

Every face in a process of its own, under every fault; and nothing saved before is damaged.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from course.library_files import library

from tutor.learner.database import MIGRATIONS
from tutor.learner.events import Explain
from tutor.learner.store import open_store

ROOT = Path(__file__).parents[2]
ANSWER = "It makes dough rise."
ASK = ("ask", "what is yeast?")
CHAT = ("chat",)
SCREEN = ("screen",)
FACES = pytest.mark.parametrize("face", [ASK, CHAT, SCREEN], ids=lambda face: face[0])
LINES = pytest.mark.parametrize("face", [ASK, CHAT], ids=lambda face: face[0])
"""For faults that are over before a face is there; the full screen takes seconds to start."""

WITHOUT_PRIVILEGE = """\
import ctypes, os, sys
if os.getuid() == 0:
    for capability in (1, 2):  # DAC_OVERRIDE, DAC_READ_SEARCH: root, too, is held to modes
        assert ctypes.CDLL(None).prctl(24, capability, 0, 0, 0) == 0
os.execv(sys.argv[1], sys.argv[1:])
"""
SMALL_FILES = """\
import os, resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
os.execv(sys.argv[2], sys.argv[2:])
"""


@dataclass(frozen=True)
class Kitchen:
    """A library, and a learner's folder with an answer in it, the course compiled."""

    bread: Path
    home: Path

    @property
    def log(self) -> Path:
        return self.home / "progress.db"

    def run(self, face: tuple[str, ...], *before: str, typed: str = "what is yeast?\n") -> str:
        """All that a face prints; it must leave without an error."""
        shared = ("--library", str(self.bread), "--course", "bread")
        if face == SCREEN:
            lines = typed.split("\n")[:-1]
            command = ["-m", "tests.durability.screen", "bread", str(self.bread), *lines]
        else:
            command = ["-m", "tutor", *face, *shared]
        done = subprocess.run(
            [*before, sys.executable, *command],
            input="" if face == ASK else typed,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "TUTOR_HOME": str(self.home), "PYTHONPATH": f"{ROOT}:{ROOT}/tests"},
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stdout + done.stderr
        return " ".join((done.stdout + done.stderr).replace("│", " ").split())


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Kitchen:
    """Made once: a course that is compiled, and some progress in it."""
    folder = tmp_path_factory.mktemp("kitchen")
    kitchen = Kitchen(library(folder / "bread"), folder / "home")
    kitchen.run(ASK)
    return kitchen


@pytest.fixture
def kitchen(compiled: Kitchen, tmp_path: Path) -> Kitchen:
    home = tmp_path / "home"
    shutil.copytree(compiled.home, home)
    return Kitchen(compiled.bread, home)


def events(log: Path) -> int:
    """How many events the log holds; it must be whole."""
    with closing(sqlite3.connect(log)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(database.execute("SELECT count(*) FROM events").fetchone()[0])


def truncated(log: Path) -> None:
    log.write_bytes(log.read_bytes()[:5_000])


def overwritten(log: Path) -> None:
    log.write_bytes(b"Dear diary, today I baked a loaf.\n" * 2_000)


def emptied(log: Path) -> None:
    log.write_bytes(b"")


@pytest.mark.parametrize(
    ("damage", "face"),
    [(truncated, ASK), (truncated, CHAT), (overwritten, CHAT), (overwritten, SCREEN)],
    ids=lambda one: one[0] if isinstance(one, tuple) else one.__name__,
)
def test_a_damaged_log_is_set_aside_and_never_deleted(
    kitchen: Kitchen, face: tuple[str, ...], damage: Callable[[Path], None]
) -> None:
    damage(kitchen.log)
    damaged = kitchen.log.read_bytes()
    said = kitchen.run(face)
    (aside,) = (file for file in kitchen.home.glob("progress.db.*") if file.suffix != ".db-wal")
    assert "".join(f"could not be read. It is kept as {kitchen.home}".split()) in "".join(
        said.split()
    )
    assert ANSWER in said
    assert aside.read_bytes() == damaged
    assert events(kitchen.log) > 0


@LINES
def test_a_log_of_no_length_is_begun_anew(kitchen: Kitchen, face: tuple[str, ...]) -> None:
    emptied(kitchen.log)
    said = kitchen.run(face)
    assert "was empty. A new one is begun." in said
    assert ANSWER in said
    assert events(kitchen.log) > 0


@LINES
def test_a_folder_in_the_place_of_the_log_is_left_alone(
    kitchen: Kitchen, face: tuple[str, ...]
) -> None:
    kitchen.log.unlink()
    (kitchen.log / "inside").mkdir(parents=True)
    said = kitchen.run(face)
    assert "Progress cannot be saved" in said
    assert "Is a directory" in said
    assert ANSWER in said
    assert (kitchen.log / "inside").is_dir()


@LINES
def test_a_log_from_a_newer_version_is_left_alone(kitchen: Kitchen, face: tuple[str, ...]) -> None:
    with closing(sqlite3.connect(kitchen.log)) as database:
        database.execute(f"PRAGMA user_version={len(MIGRATIONS) + 1}")
    before = kitchen.log.read_bytes()
    said = kitchen.run(face)
    assert "written by a newer version of tutor. Update tutor" in said
    assert ANSWER in said
    assert kitchen.log.read_bytes() == before


@FACES
def test_a_log_that_another_program_holds_on_to(kitchen: Kitchen, face: tuple[str, ...]) -> None:
    before = events(kitchen.log)
    with closing(sqlite3.connect(kitchen.log, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        said = kitchen.run(face)
    assert "Progress cannot be saved" in said
    assert "database is locked" in said
    assert ANSWER in said
    assert events(kitchen.log) == before


@contextmanager
def read_only(home: Path) -> Iterator[None]:
    """Nothing in the folder can be written, nor anything made in it."""
    files = [home, *home.rglob("*")]
    for file in files:
        file.chmod(0o500 if file.is_dir() else 0o400)
    try:
        yield
    finally:
        for file in files:
            file.chmod(0o700 if file.is_dir() else 0o600)


UNPRIVILEGED = (sys.executable, "-c", WITHOUT_PRIVILEGE)


@pytest.mark.skipif(sys.platform != "linux", reason="root is held to modes in Linux' own way")
@FACES
def test_a_home_that_is_read_only_shows_what_is_in_it(
    kitchen: Kitchen, face: tuple[str, ...]
) -> None:
    before = kitchen.log.read_bytes()
    with read_only(kitchen.home):
        said = kitchen.run(face, *UNPRIVILEGED, typed="what is yeast?\n/progress\n")
        assert "Progress cannot be saved" in said
        assert ANSWER in said
        assert face == ASK or "1 of 1 explained" in said
        assert face == ASK or "Your progress in this sitting could not be saved." in said
    assert kitchen.log.read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux", reason="root is held to modes in Linux' own way")
@LINES
def test_a_home_that_cannot_even_be_made(kitchen: Kitchen, face: tuple[str, ...]) -> None:
    nowhere = Kitchen(kitchen.bread, kitchen.home / "cache" / "deeper")
    with read_only(kitchen.home):
        said = nowhere.run(face, *UNPRIVILEGED)
    assert "Permission denied" in said
    assert ANSWER in said
    assert face == ASK or "learned anew at every start" in said
    assert not nowhere.home.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no limits for a process")
@LINES
def test_a_disk_that_is_full_from_the_start(kitchen: Kitchen, face: tuple[str, ...]) -> None:
    before = events(kitchen.log)
    limit = (sys.executable, "-c", SMALL_FILES, "0")
    said = kitchen.run(face, *limit)
    assert "Progress cannot be saved" in said
    assert ANSWER in said
    assert events(kitchen.log) == before


@pytest.mark.skipif(sys.platform == "win32", reason="no limits for a process")
@pytest.mark.parametrize("face", [CHAT, SCREEN], ids=lambda face: face[0])
def test_a_disk_that_fills_up_in_the_middle(kitchen: Kitchen, face: tuple[str, ...]) -> None:
    """What fitted is in the log; the sitting goes on, and says that the rest is not kept."""
    before = events(kitchen.log)
    limit = (sys.executable, "-c", SMALL_FILES, "60000")
    lesson = "/lesson bread\n1\n\nyeast\n\n" * 3
    said = kitchen.run(face, *limit, typed=f"{lesson}what is yeast?\n/progress\n")
    assert "Progress cannot be saved any more" in said
    assert ANSWER in said
    assert "1 practised" in said
    assert before < events(kitchen.log)
    store, notice = open_store(kitchen.log)
    kept = [record.event for record in store.records("me", "bread")]
    store.close()
    assert notice is None
    assert isinstance(kept[1], Explain)


@LINES
def test_a_cache_that_is_damaged_is_made_anew(kitchen: Kitchen, face: tuple[str, ...]) -> None:
    for file in (kitchen.home / "cache").iterdir():
        raw = bytearray(file.read_bytes())
        raw[len(raw) // 2] ^= 0xFF
        file.write_bytes(raw)
    assert ANSWER in kitchen.run(face)
