"""How far one is: in bars, over time, lesson by lesson, and what is next."""

from itertools import pairwise
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.screen import Screen
from textual.widgets import Label, OptionList, ProgressBar, Sparkline, Static

from tutor.conversation.pages import progress
from tutor.conversation.pages.progress import Amount, AreaLine, Progress
from tutor.conversation.session import Session
from tutor.tui import rows
from tutor.tui.browse import Chosen, ItemList
from tutor.tui.footer import HELP, Key, KeyLine
from tutor.tui.frame import TitleLine

KEYS = (
    Key("Esc", "back", "screen.dismiss"),
    Key("↑↓", "move", "app.press('down')"),
    Key("PgUp PgDn", "scroll", "screen.scroll_page(1)"),
    HELP,
)


class AmountBar(Horizontal):
    """How many are so far, as a bar and in figures."""

    def __init__(self, amount: Amount) -> None:
        bar = ProgressBar(max(amount.total, 1), show_percentage=False, show_eta=False)
        bar.update(progress=amount.count)
        counted = f"{amount.count} of {amount.total}"
        super().__init__(
            Label(amount.word, classes="word", markup=False),
            bar,
            Label(counted, markup=False),
            classes=amount.word,
        )


class AmountOverTime(Horizontal):
    """How many were so far on each day. The top of the picture is all of them, always.

    A sparkline is as high as its greatest value, so it gets the total as one more column, which
    lies beyond the edge.
    """

    def __init__(self, amount: Amount) -> None:
        named = f"{amount.word}\n{amount.count}"
        super().__init__(
            Label(named, classes="word", markup=False),
            Container(Sparkline(classes=amount.word), classes="clip"),
        )
        self._amount = amount

    def on_resize(self) -> None:
        """One column after another, each holding the days that fall into it."""
        width = self.query_one(".clip").size.width
        if width > 0:
            line = self.query_one(Sparkline)
            line.styles.width = width + 1
            line.data = (*columns(self._amount.over, width), self._amount.total)


def columns(values: tuple[int, ...], count: int) -> tuple[int, ...]:
    """The values spread over so many columns, each the last of the time that it stands for."""
    if not values:
        return (0,) * count
    edges = [number * len(values) // count for number in range(count + 1)]
    return tuple(values[max(end - 1, start)] for start, end in pairwise(edges))


class AreaLines(Static):
    """An area's title and how many are how far, then a sign for each of its concepts."""

    def __init__(self, area: AreaLine) -> None:
        super().__init__(markup=False)
        self._area = area

    def on_resize(self) -> None:
        """Fit the words to the width."""
        self.update(rows.area(self._area, self.size.width))


class ProgressScreen(Screen[None]):
    """The page of progress. Choosing a next step begins it."""

    AUTO_FOCUS = ""
    CSS_PATH = "screens.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (90, "-wide")]  # noqa: RUF012 - Textual's own form
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "scroll_page(-1)", "Up", id="progress.up", priority=True),
        Binding("pagedown", "scroll_page(1)", "Down", id="progress.down", priority=True),
        Binding("escape", "dismiss", "Back", id="progress.leave"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(name="progress")
        self._session = session
        self._now = session.now()
        self._shown = session.overview()
        self._highlighted: str | None = None

    def compose(self) -> ComposeResult:
        """Bars and what is next above, time and lessons below."""
        yield TitleLine(f"{self._session.course.title} › Progress", self._shown.sentence)
        with VerticalScroll(id="progress", can_focus=False):
            yield Container(id="so-far", classes="part")
            yield Container(ItemList(numbered=False), id="next", classes="part")
            yield Container(id="over-time", classes="part")
            yield VerticalScroll(id="by-lesson", classes="part", can_focus=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Tell at once what is known at once; the log is read meanwhile."""
        self._part("so-far").border_title = "So far"
        self._part("next").border_title = "Next"
        self._part("over-time").border_title = "Over time"
        self._part("by-lesson").border_title = "Lesson by lesson"
        page = progress.page(self._session.course, self._shown, (), self._now)
        self._part("so-far").mount_all(
            [*(AmountBar(each) for each in page.amounts), Static(page.added_up, markup=False)]
        )
        self._part("by-lesson").mount(*(AreaLines(each) for each in page.areas))
        self._part("over-time").loading = True
        listed = self.query_one(ItemList)
        listed.show(page.next)
        listed.focus(scroll_visible=False)
        self._read_log()

    def _part(self, name: str) -> Container | VerticalScroll:
        found = self.query_one(f"#{name}")
        assert isinstance(found, Container | VerticalScroll)
        return found

    @work(thread=True)
    def _read_log(self) -> None:
        days = self._session.timeline()
        page = progress.page(self._session.course, self._shown, days, self._now)
        self.app.call_from_thread(self._show_time, page)

    def _show_time(self, page: Progress) -> None:
        part = self._part("over-time")
        part.loading = False
        if page.since:
            part.border_title = f"Over time, {page.since}"
            part.border_subtitle = page.height
            part.mount(*(AmountOverTime(each) for each in page.amounts))
        else:
            part.mount(Static("This fills as you learn.", markup=False, classes="quiet"))

    def on_option_list_option_highlighted(self) -> None:
        """Name the keys that work on what is highlighted, and bring it into view."""
        listed = self.query_one(ItemList)
        item = listed.chosen
        if item is not None and self._highlighted not in (None, item.id):
            listed.scroll_visible(animate=False)
        self._highlighted = item.id if item is not None else None
        begins = item is not None and item.act is not None
        act = (Key("Enter", item.verb, "screen.choose"),) if item is not None and begins else ()
        self.query_one(KeyLine).show((*act, *KEYS))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Begin what was chosen, by Enter or by a click."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Begin what is highlighted."""
        item = self.query_one(ItemList).chosen
        if item is not None and item.act is not None:
            self.post_message(Chosen(item.act))

    def action_scroll_page(self, by: int) -> None:
        """Scroll whatever is longer than its room."""
        for name in ("progress", "by-lesson"):
            part = self._part(name)
            (part.scroll_page_down if by > 0 else part.scroll_page_up)(animate=False)
