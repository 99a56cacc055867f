"""The full-screen face. It draws messages and sends turns; what they mean is not decided here.

What is needed to paint the first screen is imported here, all else once it is painted.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen
from textual.theme import Theme
from textual.widget import Widget
from textual.widgets import Static

from tutor.learner.home import data_folder
from tutor.text import clean
from tutor.tui import themes
from tutor.tui.chat import Chat
from tutor.tui.colours import rich_theme
from tutor.tui.footer import KeyLine, keys
from tutor.tui.harmless import HarmlessText, read_any_byte
from tutor.tui.titles import TitleLine
from tutor.tui.turns import Turns

if TYPE_CHECKING:
    from tutor.conversation.commands import Command
    from tutor.conversation.pages.page import Act
    from tutor.conversation.route import Turn
    from tutor.conversation.session import Session
    from tutor.tui.browse import Chosen
    from tutor.tui.turns import Opening, Said

ROOM_BESIDE = 90
"""Columns from which on there is room for the map beside the conversation."""

SMALLEST = (20, 5)
"""Columns and lines below which there is no room for a conversation."""

BLINK = 0.3
"""Seconds after which it is said that something is going on."""

NEED_SESSION = ("open_page", "run_command", "command_palette")
"""The actions that have nothing to show before the course is open; help has."""

_HARMLESS = HarmlessText()


class TutorApp(App[int]):
    """One conversation on the whole screen."""

    CSS_PATH = "tutor.tcss"
    TITLE = "tutor"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (90, "-wide")]  # noqa: RUF012 - Textual's own form
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", id="tutor.help"),
        Binding("f2", "open_page('map')", "Map", id="tutor.map"),
        Binding("f3", "open_page('lessons')", "Lessons", id="tutor.lessons"),
        Binding("f4", "open_page('review')", "Review", id="tutor.review"),
        Binding("f5", "open_page('progress')", "Progress", id="tutor.progress"),
        Binding("f8", "run_command('copy')", "Copy the last answer", id="tutor.copy"),
        Binding("escape", "go_back", "Back", id="tutor.back"),
    ]

    def __init__(
        self,
        opened: "Session | Opening",
        *,
        start: str | None = None,
        fresh: bool = False,
        folder: Path | None = None,
    ) -> None:
        """Talk with a session; ``opened`` may also open it, once the first screen is painted.

        ``folder`` is where the theme is kept, a given session's own unless it is named.
        """
        super().__init__()
        self._folder = folder if folder is not None or callable(opened) else opened.folder
        self._turns = Turns(opened if callable(opened) else lambda _tell: opened)
        self._turns.put(lambda session: session.start(start, fresh=fresh))
        self._last_answer = ""
        self._coloured = False
        self.failure: BaseException | None = None
        """What made the program leave; the caller says it."""
        if os.environ.get("NO_COLOR"):
            self.theme, self._folder = "ansi-dark", None
        elif (kept := themes.remembered(self._folder)) in self.available_themes:
            self.theme = kept

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, after one that lets no text reach the terminal as a command."""
        return [_HARMLESS, *super().get_line_filters()]

    @property
    def session(self) -> "Session":
        """What this screen talks with, once it is open. Raises ``RuntimeError`` before."""
        return self._turns.session

    @property
    def chat(self) -> Chat:
        """The conversation and its line."""
        return self.screen_stack[0].query_one(Chat)

    def compose(self) -> ComposeResult:
        """Title, conversation, the keys."""
        yield TitleLine()
        yield Chat()
        yield KeyLine()
        yield Static("tutor needs {} × {}".format(*SMALLEST), id="small", markup=False)

    def on_mount(self) -> None:
        """Paint first; then open the session."""
        with suppress(NotImplementedError, ValueError, RuntimeError):
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.exit, 0)
        self.theme_changed_signal.subscribe(self, self._take_theme)
        self._draw_keys()
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        self._name_colours()
        self._converse()

    def _take_theme(self, theme: Theme) -> None:
        """Use the colours of another theme, and keep it for the next run."""
        self._name_colours()
        if trouble := themes.remember(self._folder, theme.name):
            self.notify(trouble)

    def _name_colours(self) -> None:
        """Give the conversation the theme's colours (see ``colours``)."""
        if self._coloured:
            self.console.pop_theme()
        self.console.push_theme(rich_theme(self.theme_variables))
        self._coloured = True
        self.chat.transcript.redraw()

    def on_resize(self, event: events.Resize) -> None:
        """Where there is no room to talk, say what is needed."""
        columns, lines = SMALLEST
        small = event.size.width < columns or event.size.height < lines
        self.screen_stack[0].set_class(small, "-too-small")
        if not small:
            self.call_after_refresh(self.chat.prompt.focus)  # what is hidden loses the keys

    # The conversation

    @work(group="turns")
    async def _converse(self) -> None:
        """Open the session, then take one turn after another; the screen never waits."""
        try:
            async with self._working(first=True):
                session = await self._turns.open()
            await self._opened(session)
            while True:
                turn = await self._turns.next()
                async with self._working():
                    said = await self._turns.take(turn)
                self._show(said)
                self._turns.drawn()
        except Exception as error:  # noqa: BLE001 - it is raised again once the screen is closed
            self.failure = error
            self.exit(return_code=1)

    async def _opened(self, session: "Session") -> None:
        from tutor.tui.map import ConceptMap

        self.chat.opened(session)
        with self.batch_update():
            side = self.chat.query_one("#side")
            await self.chat.query_one("#body").mount(ConceptMap())
            await side.remove()
        self.call_after_refresh(self._draw_title)  # the map knows its width then

    @asynccontextmanager
    async def _working(self, *, first: bool = False) -> AsyncIterator[None]:
        """Say that something is going on, where it takes longer than a blink."""
        said: list[Widget] = []

        async def say() -> None:
            from tutor.tui.working import Working

            said.append(Working(self._turns, first=first))
            await self.chat.mount(said[0], before="#line")

        timer = self.set_timer(BLINK, say)
        try:
            yield
        finally:
            timer.stop()
            self._turns.doing = ""
            for words in said:
                await words.remove()

    @property
    def lost(self) -> str:
        """What is said to who leaves where this sitting could not be kept, else nothing."""
        return self.session.parting if self._turns.is_open and not self.session.kept else ""

    def close(self) -> None:
        """Let go of the learner's log. Everything is saved already."""
        if self._turns.is_open:
            self.session.close()

    async def turns_taken(self) -> None:
        """Wait until every turn in the queue has been taken and drawn."""
        await self._turns.all_taken()

    def _show(self, said: "Said") -> None:
        from tutor.conversation import messages as m

        for message in said:
            if isinstance(message, m.Answered):
                self._last_answer = clean(f"{message.short}\n\n{message.answer}".strip())
        self.chat.show(said)
        self._draw_title()
        if any(isinstance(message, m.Goodbye) for message in said):
            self.exit(0)

    def _draw_title(self) -> None:
        """The course and the counts; the map shows the same at length."""
        if not self._turns.is_open:
            return
        from tutor.tui.map import ConceptMap

        course, overview = self.session.course, self.session.overview()
        self.screen_stack[0].query_one(TitleLine).show(course.title, overview.counts)
        for panel in self.screen_stack[0].query(ConceptMap):
            panel.show(course, overview)

    @on(Chat.Moved)
    def _draw_keys(self) -> None:
        self.screen_stack[0].query_one(KeyLine).show(keys(self.chat.moment))

    def send(self, turn: "Turn") -> None:
        """Put a turn in the queue."""
        self._turns.put(lambda session: session.send(turn))

    def say(self, text: str) -> None:
        """Send a typed line; commands of the screen are carried out here."""
        from tutor.conversation.commands import find

        name, _, argument = text.removeprefix("/").partition(" ")
        command = find(name) if text.startswith("/") else None
        if command is not None and command.by == "face":
            self._face_command(command, argument.strip())
            return
        self._turns.say(text)

    @on(Chat.Said)
    def _said(self, event: Chat.Said) -> None:
        if event.text:
            self.say(event.text)
        elif self._turns.is_open:
            from tutor.conversation.route import GoOn

            self.send(GoOn())

    @on(Chat.Chose)
    def _chose(self, event: Chat.Chose) -> None:
        from tutor.conversation.route import Pick

        self.send(Pick(event.key))

    # Keys and commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Until the course is open there is no page to show."""
        return self._turns.is_open or action not in NEED_SESSION

    def action_press(self, key: str) -> None:
        """Press a key that the last line names; a click does this."""
        self.simulate_key(key)

    def action_slash(self) -> None:
        """List the commands."""
        self.chat.prompt.put("/")

    def action_run_command(self, name: str) -> None:
        """Run a command of the registry; where there is a page for it, open that."""
        from tutor.conversation.commands import find
        from tutor.conversation.route import Run
        from tutor.tui.palette import PAGES

        command = find(name)
        if name == "help":
            self.action_help()
        elif name in PAGES:
            self.action_open_page(PAGES[name])
        elif command is not None and command.by == "face":
            self._face_command(command, "")
        else:
            self.act(Run(name))

    def _face_command(self, command: "Command", argument: str) -> None:
        match command.name:
            case "copy":
                self.action_copy_answer()
            case "map":
                self.action_open_page("map")
            case "panel":
                self._toggle_panel()
            case "theme" if argument in self.available_themes:
                self.theme = argument
            case _:
                self.action_change_theme()

    def action_copy_answer(self) -> None:
        """Put the last answer on the clipboard, through the terminal (OSC 52)."""
        if not self._last_answer:
            self.notify("There is no answer to copy yet.")
            return
        self.copy_to_clipboard(self._last_answer)
        self.notify("The last answer is copied. Where your terminal does not let it: /save")

    def action_help(self) -> None:
        """Tell what can be done on the screen that is shown; the same key closes it."""
        from tutor.tui.help import HelpScreen, help_for

        if isinstance(self.screen, HelpScreen):
            self.pop_screen()
            return
        place = self.session.course.title if self._turns.is_open else "tutor"
        self.push_screen(help_for(self.screen, place, self.chat.transcript.prompt))

    def action_open_page(self, name: str) -> None:
        """Open a page over the conversation; its own key closes it, another's takes its place."""
        from tutor.tui.pages import show

        show(self, self.session, name)

    def on_chosen(self, event: "Chosen") -> None:
        """Do what was chosen on a page."""
        self.act(event.act)

    def act(self, act: "Act") -> None:
        """Open a concept's card, or take a turn in the conversation."""
        from tutor.conversation.pages.page import See
        from tutor.tui.pages import close_all, show_card

        match act:
            case See(concept):
                show_card(self, self.session, concept)
            case _:
                close_all(self)
                self.send(act)

    def _toggle_panel(self) -> None:
        """Show or hide the map beside the conversation, where there is room for it."""
        if self.size.width < ROOM_BESIDE:
            self.action_open_page("map")
        else:
            self.chat.query_one("#map").toggle_class("hidden")
            self.call_after_refresh(self._draw_title)

    def action_go_back(self) -> None:
        """Close what is open, else empty the line, else go back in the lesson."""
        from tutor.conversation import messages as m
        from tutor.conversation.route import Run

        if self.chat.go_back():
            return
        if not isinstance(self.chat.transcript.prompt, m.AskAnything | None):
            self.send(Run("back"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """The palette: all that can be done."""
        from tutor.tui.palette import everything

        yield from everything(self)


def run(
    opening: "Opening", *, start: str | None = None, fresh: bool = False, folder: Path | None = None
) -> int:
    """Run until the learner leaves; the process's exit code.

    Raises what the opening raises, once the screen is closed.
    """
    read_any_byte()
    app = TutorApp(opening, start=start, fresh=fresh, folder=folder or data_folder())
    left = app.run()
    app.close()
    if app.failure is not None:
        raise app.failure
    if app.lost:
        print(app.lost, file=sys.stderr)
    return left or app.return_code or 0
