"""Compiled data: never wrong, never in the way, and nothing is lost with it."""

import stat
from pathlib import Path

import pytest

from tutor.course.cache import cached, fresh

STATE = "a" * 32
MADE = {"yeast": 0.25, "oven": 0.75}


def keep(path: Path) -> None:
    assert cached(path, STATE, dict[str, float], lambda: MADE) == MADE


def refused() -> dict[str, float]:
    raise AssertionError("it need not be made again")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "bread.index"


def test_what_was_made_once_is_not_made_again(path: Path) -> None:
    keep(path)
    assert fresh(path, STATE)
    assert cached(path, STATE, dict[str, float], refused) == MADE


def test_only_its_owner_can_read_it(path: Path) -> None:
    keep(path)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("bit", range(0, 8 * 30, 7))
def test_a_single_bit_that_flipped_is_noticed(path: Path, bit: int) -> None:
    """It would decode all the same, and the tutor would answer wrong."""
    keep(path)
    raw = bytearray(path.read_bytes())
    raw[-1 - bit // 8] ^= 1 << bit % 8
    path.write_bytes(raw)
    keep(path)
    assert cached(path, STATE, dict[str, float], refused) == MADE


@pytest.mark.parametrize("left", [0, 10, 32, 36, 40])
def test_one_that_is_cut_short_is_made_anew(path: Path, left: int) -> None:
    keep(path)
    path.write_bytes(path.read_bytes()[:left])
    keep(path)


def test_a_folder_in_its_place_is_no_error(path: Path) -> None:
    path.mkdir(parents=True)
    keep(path)


def test_a_full_disk_is_no_error_and_leaves_nothing_behind(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as while_so:
        while_so.setattr("tutor.course.cache.Path.replace", full)
        keep(path)
    assert not list(path.parent.iterdir())


def test_what_a_killed_program_left_is_cleared_away(path: Path) -> None:
    path.parent.mkdir()
    (path.parent / "bread.index.new-abc").write_bytes(b"half of one")
    keep(path)
    assert [file.name for file in path.parent.iterdir()] == ["bread.index"]
