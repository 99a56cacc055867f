"""The bread course, its questions learned only once for all that is served."""

from pathlib import Path

import pytest
from course.library_files import library


@pytest.fixture(scope="session")
def bread(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library, and beside it a cache."""
    folder = library(tmp_path_factory.mktemp("bread"))
    (folder / "cache").mkdir()
    return folder


@pytest.fixture
def home(home: Path, bread: Path) -> Path:
    """The test's own folder, with the cache that all share."""
    home.mkdir()
    (home / "cache").symlink_to(bread / "cache")
    return home
