"""The author's own editor, opened at a line."""

import os
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path

PLUS = {"vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "micro", "joe", "ne",
        "kak", "mg", "ed"}  # fmt: skip
"""Editors that take the line as +LINE before the file."""

GOTO = {"code", "code-insiders", "codium", "cursor", "windsurf"}
"""Editors that take --goto FILE:LINE, and return at once unless they are told to wait."""

COLON = {"hx", "helix", "subl", "zed"}
"""Editors that take FILE:LINE."""

USUAL = "notepad" if os.name == "nt" else "vi"


class NoEditor(Exception):  # noqa: N818 - it is named for what is wrong
    """The editor can't be started; the text says which, and what to do."""


def command(editor: str, path: Path, line: int) -> list[str]:
    """What to run to open a file at a line. ``editor`` may have arguments of its own."""
    words = _words(editor) or [USUAL]
    name = Path(words[0]).name.removesuffix(".exe")
    if name in PLUS:
        return [*words, f"+{line}", str(path)]
    if name in GOTO:
        wait = [] if {"--wait", "-w"} & set(words) else ["--wait"]
        return [*words, *wait, "--goto", f"{path}:{line}"]
    if name in COLON:
        wait = ["--wait"] if name in {"subl", "zed"} and "--wait" not in words else []
        return [*words, *wait, f"{path}:{line}"]
    return [*words, str(path)]


def _words(editor: str) -> list[str]:
    try:
        return shlex.split(editor, posix=os.name != "nt")
    except ValueError:
        return [editor]


def open_editor(path: Path, line: int) -> None:
    """Open a file in $VISUAL, else $EDITOR, and wait until it is closed. Raises ``NoEditor``."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    words: Sequence[str] = command(editor, path, line)
    try:
        subprocess.run(words, check=False)
    except OSError as error:
        raise NoEditor(
            f"{words[0]} can't be started: {error.strerror}. Set EDITOR to the one you use."
        ) from error
