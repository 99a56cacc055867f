"""A place among the lines that were typed before."""

from pathlib import Path

from tutor.conversation import typed


class History:
    """The lines typed before, in any face, and a place in them; without a file, none yet."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lines = typed.lines(path) if path is not None else []
        self._at = len(self._lines)
        self._typed = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line, the oldest first."""
        return tuple(self._lines)

    @property
    def browsing(self) -> bool:
        """Whether an older line is shown."""
        return self._at < len(self._lines)

    def older(self, typed: str) -> str:
        """The line before, or what is typed where there is none."""
        if not self.browsing:
            self._typed = typed
        if not self._lines:
            return typed
        self._at = max(0, self._at - 1)
        return self._lines[self._at]

    def newer(self) -> str:
        """The line after; past the last, what was typed before browsing."""
        self._at = min(len(self._lines), self._at + 1)
        return self._lines[self._at] if self.browsing else self._typed

    def add(self, line: str) -> None:
        """Keep a line that was sent; an empty one or a repetition is not kept."""
        if line and (not self._lines or self._lines[-1] != line):
            self._lines.append(line)
            if self._path is not None:
                typed.keep(self._path, line)
        self._at = len(self._lines)
