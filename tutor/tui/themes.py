"""The theme that a learner chose, kept between runs in a file of its own."""

from contextlib import suppress
from pathlib import Path

FILE_NAME = "theme"
MOST_LETTERS = 60


def remembered(folder: Path | None) -> str | None:
    """The theme chosen last; None where none was, or where it can't be read."""
    if folder is None:
        return None
    with suppress(OSError), (folder / FILE_NAME).open(encoding="utf-8", errors="replace") as file:
        return file.read(MOST_LETTERS).strip() or None
    return None


def remember(folder: Path | None, name: str) -> str:
    """Keep a theme for the next run. What went wrong in words; empty where all is well."""
    if folder is None or name == remembered(folder):
        return ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE_NAME).write_text(f"{name}\n", encoding="utf-8")
    except OSError as error:
        return f"The theme could not be kept for the next time: {error.strerror}"
    return ""
