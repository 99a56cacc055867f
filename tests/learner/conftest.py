"""Where a test's log is, and that it is let go of."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.learner.mending import Opened
from tutor.learner.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "progress.db"


@pytest.fixture(autouse=True)
def _closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every store that a test opens is closed after it, as a face would."""
    made: list[Store] = []
    plain = Store.__init__

    def noted(store: Store, opened: Opened) -> None:
        plain(store, opened)
        made.append(store)

    monkeypatch.setattr(Store, "__init__", noted)
    yield
    for store in made:
        store.close()
