"""Commands as they are typed, over the bread library."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from course.library_files import library

from tutor.cli import main


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    out: str
    err: str
    code: int

    @property
    def data(self) -> dict[str, object]:
        """The one JSON object that was printed."""
        found: dict[str, object] = json.loads(self.out)
        return found


Command = Callable[..., Ran]


@pytest.fixture
def run(
    tmp_path: Path,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Command:
    """Run ``tutor`` over the bread library; ``typed`` is its standard input."""
    folder = library(tmp_path / "bread")

    def ran(*arguments: str, typed: str = "") -> Ran:
        monkeypatch.setenv("TUTOR_PATH", str(folder))
        monkeypatch.setattr("sys.argv", ["tutor", *arguments])
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = 0
        try:
            main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        printed = capfd.readouterr()
        assert "Traceback" not in printed.err
        return Ran(printed.out, printed.err, code)

    return ran
