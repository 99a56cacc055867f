"""Nothing a test does touches the real learner's progress, nor this folder."""

from pathlib import Path

import pytest
import scratch  # noqa: F401
from commands import run as run


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("TUTOR_HOME", str(folder))
    monkeypatch.delenv("TUTOR_PATH", raising=False)
    return folder
