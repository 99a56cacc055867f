"""Keys come at once here, quicker than from any finger, and each is meant."""

import pytest


@pytest.fixture(autouse=True)
def every_key_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tutor.tui.prompt.ONE_STROKE", 0.0)
