"""What frames every screen: where one is on top, the keys that work at the bottom."""

from collections.abc import Iterable

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from tutor.text import clean

Key = tuple[str, str, str]
"""What a key is called, what it does, and the action that a click on it runs (may be empty)."""


class TitleLine(Static):
    """Where one is on the left, the counts on the right, as far as they fit."""

    def __init__(self, place: str, counts: str) -> None:
        super().__init__(classes="title-line", markup=False)
        self._place, self._counts = clean(place), clean(counts)

    def on_resize(self) -> None:
        """Fit them to the width."""
        self.update(title(self._place, self._counts, self.size.width))


def title(place: str, counts: str, width: int) -> Content:
    """``place`` in bold, ``counts`` at the right edge; what does not fit is cut, counts first."""
    parts = counts.split(" · ")
    while parts and cell_len(place) + cell_len(" · ".join(parts)) + 2 > width:
        parts.pop()
    right = " · ".join(parts)
    left = Content.styled(place, "bold").truncate(max(width - cell_len(right), 1), ellipsis=True)
    gap = max(width - left.cell_length - cell_len(right), 0)
    return Content.assemble(left, " " * gap, right)


class KeyLine(Static):
    """The keys that work here, as many as fit; each can be clicked too."""

    def __init__(self) -> None:
        super().__init__(classes="key-line", markup=False)
        self.keys: tuple[Key, ...] = ()

    def show(self, keys: Iterable[Key]) -> None:
        """Name these keys, the most needed first."""
        self.keys = tuple(keys)
        self.update(fitted(self.keys, self.size.width))

    def on_resize(self) -> None:
        """As many as fit now."""
        self.update(fitted(self.keys, self.size.width))


def fitted(keys: Iterable[Key], width: int) -> Content:
    """As many of the keys as fit on a line of ``width`` cells."""
    line = Content("")
    for name, does, action in keys:
        style = Style.from_meta({"@click": action}) if action else ""
        key = Content.assemble((name, "bold $text-accent"), " ", (does, style))
        longer = Content("   ").join((line, key)) if line else key
        if longer.cell_length > width:
            break
        line = longer
    return line
