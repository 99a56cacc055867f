"""The top of every page: where one is, and how much of it there is."""

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

from tutor.text import clean


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
