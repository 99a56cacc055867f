"""What is shown while something takes longer than a blink: what it is, and for how long."""

from time import monotonic

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import ProgressBar, Static

from tutor.text import clean
from tutor.tui.turns import Turns

WHAT_THIS_IS = (
    "A tutor in your terminal: ask anything, follow lessons, see what you know.\n"
    "Offline, and it says so when it does not know.\n"
)


class Working(Vertical, can_focus=False):
    """Words and a bar that moves, over the line."""

    def __init__(self, turns: Turns, *, first: bool) -> None:
        """``first``: it is said as well what this program is."""
        super().__init__(id="working")
        self._turns = turns
        self._about = WHAT_THIS_IS + "\n" if first else ""
        self._since = monotonic()

    def compose(self) -> ComposeResult:
        """The words and the bar."""
        yield Static(id="doing", markup=False)
        yield ProgressBar(total=None, show_percentage=False, show_eta=False)

    def on_mount(self) -> None:
        """Count the seconds."""
        self.tell()
        self.set_interval(0.25, self.tell)

    def tell(self) -> None:
        """Say what is going on, and which lines wait for it."""
        seconds = int(monotonic() - self._since)
        doing = f"{self._turns.doing or 'One moment'} … {f'{seconds} s' if seconds else ''}"
        lines = [
            self._about + doing.rstrip(),
            *(f"› {clean(text)}" for text in self._turns.unanswered),
        ]
        self.query_one("#doing", Static).update("\n".join(lines))
