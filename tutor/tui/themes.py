"""The theme that a learner chose, kept between runs in a file of its own."""

from contextlib import suppress
from pathlib import Path

FILE_NAME = "theme"
MOST_LETTERS = 60


def remembered(folder: Path) -> str | None:
    """The theme chosen last; None where none was, or where it can't be read."""
    with suppress(OSError), (folder / FILE_NAME).open(encoding="utf-8", errors="replace") as file:
        return file.read(MOST_LETTERS).strip() or None
    return None


def remember(folder: Path, name: str) -> None:
    """Keep a theme for the next run. Raises ``OSError`` where it can't be written."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE_NAME).write_text(f"{name}\n", encoding="utf-8")
