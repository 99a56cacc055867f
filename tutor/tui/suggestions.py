"""What the line may become: commands after a slash, questions of the course otherwise."""

from collections.abc import Sequence

from rich.text import Text
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tutor.text import clean


class Suggestions(OptionList, can_focus=False):
    """A short list under the line; each item is (what it puts there, what it says of it)."""

    def __init__(self) -> None:
        super().__init__(id="suggestions", markup=False)
        self.items: tuple[tuple[str, str], ...] = ()

    def show(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer these; none hides the list."""
        self.items = tuple(items)
        self.set_options(Option(_line(put, note)) for put, note in items)
        self.highlighted = None
        self.set_class(bool(items), "open")

    @property
    def chosen(self) -> str | None:
        """What the highlighted item puts on the line."""
        return self.items[self.highlighted][0] if self.highlighted is not None else None

    def move(self, by: int) -> None:
        """Move the highlight; above the first item it goes out."""
        at = -1 if self.highlighted is None else self.highlighted
        to = at + by
        self.highlighted = None if to < 0 else min(to, len(self.items) - 1)


def _line(put: str, note: str) -> Text:
    return Text(clean(put), no_wrap=True, overflow="ellipsis").append(
        f"  {clean(note)}" if note else "", style="dim"
    )
