"""The author's screen: each draft beside its source, to be kept, changed or dropped."""

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.widgets import Input, OptionList, Static

from tutor.author.edit.desk import Broken, Checked, Desk, Key, Sheet
from tutor.author.edit.editor import NoEditor, open_editor
from tutor.author.edit.passage import Passage
from tutor.author.edit.text import CannotEdit
from tutor.text import clean
from tutor.tui.colours import rich_theme
from tutor.tui.edit import shown
from tutor.tui.edit.drafts import DraftList
from tutor.tui.harmless import read_any_byte

Editor = Callable[[App[int], Path, int], None]
"""Opens a file at a line, and comes back when it is closed."""

DONE = "Every draft is read. “tutor check” says what is left to mend; then it is for learners."


ONE_PAGE = 60
"""Columns below which draft and source are not side by side."""

KEYS = (("a", "accept"), ("d", "drop"), ("e", "edit"), ("u", "undo"), ("t", "try"), ("q", "quit"))
ASKING = (("Enter", "tries it"), ("Esc", "back"))


def in_this_terminal(app: App[int], path: Path, line: int) -> None:
    """Lend the terminal to the author's editor. Raises ``NoEditor``."""
    try:
        with app.suspend():
            open_editor(path, line)
    except SuspendNotSupported as error:
        raise NoEditor(
            f"There is no terminal to lend to an editor. Open {path}, line {line}."
        ) from error


class EditApp(App[int]):
    """One course, gone through draft by draft."""

    CSS_PATH = "edit.tcss"
    TITLE = "tutor edit"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide")]  # noqa: RUF012 - Textual's own form
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "Accept", id="edit.accept"),
        Binding("d", "drop", "Drop", id="edit.drop"),
        Binding("e", "open", "Edit", id="edit.open"),
        Binding("u", "undo", "Undo", id="edit.undo"),
        Binding("t", "ask", "Try a question", id="edit.ask"),
        Binding("s", "side", "Source", id="edit.side"),
        Binding("q", "leave", "Quit", id="edit.leave"),
        Binding("escape", "close", "Back", id="edit.back"),
        Binding("pageup", "page(-1)", "Up", priority=True, id="edit.up"),
        Binding("pagedown", "page(1)", "Down", priority=True, id="edit.down"),
    ]

    def __init__(self, desk: Desk, editor: Editor = in_this_terminal) -> None:
        super().__init__()
        self.desk = desk
        self._editor = editor
        self._sheet: Sheet | Broken = Broken(())
        self._checked = Checked()
        self._one_at_a_time = asyncio.Lock()
        if os.environ.get("NO_COLOR"):
            self.theme = "ansi-dark"

    def compose(self) -> ComposeResult:
        """The share to do, the drafts, one of them and its passage, a line to try questions on."""
        yield Static(id="title", markup=False)
        with Container(id="desk"):
            yield DraftList()
            with Container(id="pages"):
                with VerticalScroll(id="draft"):
                    yield Static(id="draft-text", markup=False)
                with VerticalScroll(id="source"):
                    yield Static(id="source-text", markup=False)
        with VerticalScroll(id="answer", can_focus=False):
            yield Static(id="answer-text", markup=False)
        line = Input(
            placeholder="a question, as a learner would type it", id="question", compact=True
        )
        line.cursor_blink = False
        yield line
        yield Static(id="keys", markup=False)

    async def on_mount(self) -> None:
        """Read the course."""
        with suppress(NotImplementedError, ValueError, RuntimeError):
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.exit, 0)
        self.console.push_theme(rich_theme(self.theme_variables))
        self.query_one("#draft").border_title = "Draft"
        self.query_one("#source").border_title = "Source"
        self.query_one(DraftList).focus()
        await self._read()

    async def _read(self) -> None:
        """Take in the course as its files have it now."""
        self._sheet = await asyncio.to_thread(self.desk.sheet)
        if isinstance(self._sheet, Sheet):
            self.query_one(DraftList).show(self._sheet.drafts)
        self._draw()
        self._check()

    @work(exclusive=True, group="check")
    async def _check(self) -> None:
        """What a check says comes after the rest: it may take some seconds."""
        self._checked = await asyncio.to_thread(self.desk.checked)
        self._draw()

    def on_app_focus(self) -> None:
        """Coming back from another window: its editor may have saved something."""
        self.run_worker(self._read(), exclusive=True, group="read")

    # What is seen

    def _draw(self) -> None:
        self._draw_keys()
        self.query_one("#title", Static).update(self._title())
        draft, source = (
            self.query_one("#draft-text", Static),
            self.query_one("#source-text", Static),
        )
        if isinstance(self._sheet, Broken):
            draft.update(shown.broken(self._sheet.findings))
            source.update("")
            return
        key = self.query_one(DraftList).key
        found = self._sheet.draft(key) if key is not None else None
        if found is None:
            draft.update(DONE if not self._sheet.drafts else "This one is done; u takes it back.")
            source.update("")
            return
        draft.update(shown.draft(self._sheet.course, found, self._checked.about(found.key)))
        passage = self.desk.passage(self._sheet.course, found.item)
        source.update(shown.passage(passage))
        self.call_after_refresh(self._show_passage, passage)

    def _show_passage(self, passage: Passage) -> None:
        """Bring the passage into view, with what is above it where there is room."""
        page = self.query_one("#source", VerticalScroll)
        above = shown.rows_above(passage, page.scrollable_content_region.width)
        if passage.marked[1] and page.max_scroll_y:
            page.scroll_to(y=max(above - 1, 0), animate=False)

    def _title(self) -> Text:
        """The course and the share to do on the left, what a check found on the right."""
        width = self.size.width - 2
        if isinstance(self._sheet, Broken):
            return Text(f"{self.desk.course}: can't be read", style="bold", no_wrap=True)
        share = self._sheet.share.sentence
        quick = f"quick check: {self._checked.sentence}"
        more = f"{quick} · tutor check may find more"
        right = more if width >= 100 else quick if width >= 70 else ""
        left = Text(clean(self._sheet.course.title), style="bold", no_wrap=True)
        left.truncate(max(width - len(share) - len(right) - 5, 8), overflow="ellipsis")
        left.append(f" · {share}", style="not bold")
        gap = max(width - left.cell_len - len(right), 1)
        return left + Text(" " * gap + right, no_wrap=True)

    def _draw_keys(self) -> None:
        """The keys that mean something here."""
        asking = isinstance(self.focused, Input)
        keys = list(ASKING if asking else KEYS)
        if not asking and self.size.width < ONE_PAGE:
            keys.insert(-1, ("s", "source"))
        elif not asking:
            keys.insert(-1, ("Tab", "next page"))
        line = Text()
        for key, does in keys:
            line.append(" · " if line else "").append(key, style="bold").append(f"\u00a0{does}")
        self.query_one("#keys", Static).update(line)

    def on_descendant_focus(self) -> None:
        """Other keys, elsewhere."""
        self._draw_keys()

    def on_resize(self) -> None:
        """Fit the title."""
        self.call_after_refresh(self._draw)

    @on(OptionList.OptionHighlighted, "#drafts")
    def _pointed(self) -> None:
        self.query_one("#draft", VerticalScroll).scroll_home(animate=False)
        self._draw()

    # What is done

    def action_accept(self) -> None:
        """Make the draft fit for learners."""
        self._step(self.desk.accept, "accepted")

    def action_drop(self) -> None:
        """Take the draft out of the course."""
        self._step(self.desk.drop, "dropped")

    @work(group="steps")
    async def _step(self, step: Callable[[Key], str], became: str) -> None:
        listed = self.query_one(DraftList)
        async with self._one_at_a_time:
            key = listed.key
            if key is None or isinstance(self._sheet, Broken) or self._sheet.draft(key) is None:
                return
            try:
                said = await asyncio.to_thread(step, key)
            except CannotEdit as error:
                self._tell(str(error), "warning")
                return
            listed.mark(key, became)
            await self._read()
            listed.point_at(listed.next_to_do())
            self._tell(f"{said}. u takes it back.")

    @work(group="steps")
    async def action_undo(self) -> None:
        """Take the last step back."""
        async with self._one_at_a_time:
            try:
                said = await asyncio.to_thread(self.desk.undo)
            except CannotEdit as error:
                self._tell(str(error), "warning")
                return
            await self._read()
            name = said.rpartition(" ")[2]
            rows = self.query_one(DraftList).rows
            self.query_one(DraftList).point_at(
                next((r.key for r in rows if r.key[1] == name), None)
            )
            self._tell(said)

    async def action_open(self) -> None:
        """Open the draft, or what is broken, in the author's editor."""
        if isinstance(self._sheet, Broken):
            place = self.desk.place(self._sheet.findings[0])
        else:
            key = self.query_one(DraftList).key
            found = self._sheet.draft(key) if key is not None else None
            if found is None:
                return
            place = self.desk.place(found)
        try:
            self._editor(self, *place)
        except NoEditor as error:
            self._tell(str(error), "warning")
        await self._read()

    def _tell(self, text: str, severity: str = "information") -> None:
        self.clear_notifications()
        self.notify(
            clean(text),
            severity="warning" if severity == "warning" else "information",
            markup=False,
        )

    # Trying a question

    def action_ask(self) -> None:
        """Go to the line on which questions are tried."""
        line = self.query_one("#question", Input)
        line.add_class("open")
        line.focus()

    @on(Input.Submitted, "#question")
    def _submitted(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self._try(event.value.strip())

    @work(exclusive=True, group="asking")
    async def _try(self, question: str) -> None:
        panel, text = self.query_one("#answer"), self.query_one("#answer-text", Static)
        panel.add_class("open")
        text.update("Learning the questions …")
        try:
            told = await asyncio.to_thread(self.desk.asked, question)
        except CannotEdit as error:
            text.update(clean(str(error)))
            return
        if isinstance(self._sheet, Sheet):
            text.update(shown.why(self._sheet.course, told))
        panel.scroll_home(animate=False)

    # Getting about

    def action_side(self) -> None:
        """Where there is room for one page only: change between draft and source."""
        self.query_one("#pages").toggle_class("source")

    def action_close(self) -> None:
        """Close the answer and leave the line."""
        self.query_one("#answer").remove_class("open")
        self.query_one(DraftList).focus()
        self.query_one("#question").remove_class("open")

    def action_page(self, by: int) -> None:
        """Scroll the page that is gone to, else the one that is in view."""
        tiny = self.size.width < ONE_PAGE
        beside = tiny and self.query_one("#pages").has_class("source")
        page = self.query_one("#source" if beside else "#draft")
        if isinstance(self.focused, VerticalScroll):
            page = self.focused
        if by < 0:
            page.scroll_page_up(animate=False)
        else:
            page.scroll_page_down(animate=False)

    def action_leave(self) -> None:
        """Leave; every step is in the files already."""
        self.exit(0)


def run(desk: Desk) -> int:
    """Run until the author leaves; the process's exit code."""
    read_any_byte()
    app = EditApp(desk)
    left = app.run()
    return left or app.return_code or 0
