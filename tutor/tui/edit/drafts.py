"""The list of drafts: what is still to do, and what became of the others in this sitting."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tutor.author.edit.desk import Key
from tutor.author.edit.drafts import Draft
from tutor.tui.edit.shown import title_of


@dataclass
class Row:
    """A line of the list. ``became``: accepted or dropped; empty while it is to do."""

    key: Key
    title: str
    became: str = ""


class DraftList(OptionList):
    """Every draft that there was when the sitting began, or that came since."""

    def __init__(self) -> None:
        super().__init__(id="drafts", markup=False)
        self.rows: list[Row] = []

    def show(self, drafts: Sequence[Draft]) -> None:
        """Take in the drafts as they are now; what is none any more keeps its line if it was."""
        there = {draft.key: title_of(draft.item) for draft in drafts}
        known = {row.key for row in self.rows}
        rows = [row for row in self.rows if row.became or row.key in there]
        for row in rows:
            row.title = there.get(row.key, row.title)
            row.became = "" if row.key in there else row.became
        rows += [Row(draft.key, there[draft.key]) for draft in drafts if draft.key not in known]
        at = self.key
        self.rows = rows
        self.draw()
        self.point_at(at)

    def draw(self) -> None:
        """Write the lines anew, as wide as there is room."""
        at = self.highlighted
        self.set_options(Option(self._line(row)) for row in self.rows)
        self.highlighted = at if at is not None and at < len(self.rows) else None

    @property
    def key(self) -> Key | None:
        """The draft that is pointed at."""
        at = self.highlighted
        return self.rows[at].key if at is not None and at < len(self.rows) else None

    def point_at(self, key: Key | None) -> None:
        """Point at a draft, else at the first that is to do."""
        keys = [row.key for row in self.rows]
        to_do = (number for number, row in enumerate(self.rows) if not row.became)
        self.highlighted = keys.index(key) if key in keys else next(to_do, 0 if keys else None)

    def mark(self, key: Key, became: str) -> None:
        """Say what became of a draft."""
        for row in self.rows:
            if row.key == key:
                row.became = became

    def next_to_do(self) -> Key | None:
        """The next draft that is to do, from the one that is pointed at, round to the first."""
        at = self.highlighted or 0
        order = [*self.rows[at:], *self.rows[:at]]
        return next((row.key for row in order if not row.became), None)

    def on_resize(self) -> None:
        """Fit the lines."""
        self.draw()

    def _line(self, row: Row) -> Text:
        state = row.became or row.key[0]
        room = max(self.scrollable_content_region.width - cell_len(state) - 3, 8)
        title = Text(row.title, no_wrap=True, style="dim" if row.became else "")
        title.truncate(room, overflow="ellipsis", pad=True)
        line = title + Text(f" {state}", style="dim")
        line.no_wrap = True
        return line
