"""The full-screen face. It draws messages and sends turns; what they mean is not decided here.

What is needed to paint the first screen is imported here, all else once it is painted.
"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import App, ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from tutor.text import clean
from tutor.tui.chat import Chat
from tutor.tui.colours import rich_theme
from tutor.tui.footer import KeyLine, keys
from tutor.tui.titles import TitleLine
from tutor.tui.turns import Turns

if TYPE_CHECKING:
    from tutor.conversation.commands import Command
    from tutor.conversation.route import Turn
    from tutor.conversation.session import Session
    from tutor.tui.turns import Opening, Said

SMALLEST = (20, 5)
"""Columns and lines below which there is no room for a conversation."""

BLINK = 0.3
"""Seconds after which it is said that something is going on."""

NEED_SESSION = ("map", "lessons", "run_command", "command_palette")
"""The actions that have nothing to show before the course is open."""


class TutorApp(App[int]):
    """One conversation on the whole screen."""

    CSS_PATH = "tutor.tcss"
    TITLE = "tutor"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (90, "-wide")]  # noqa: RUF012 - Textual's own form
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "guide", "Help", id="tutor.help"),
        Binding("f2", "map", "Map", id="tutor.map"),
        Binding("f3", "lessons", "Lessons", id="tutor.lessons"),
        Binding("f4", "run_command('review')", "Review", id="tutor.review"),
        Binding("f8", "run_command('copy')", "Copy the last answer", id="tutor.copy"),
        Binding("escape", "go_back", "Back", id="tutor.back"),
    ]

    def __init__(
        self, opened: "Session | Opening", *, start: str | None = None, fresh: bool = False
    ) -> None:
        """Talk with a session; ``opened`` may also open it, once the first screen is painted."""
        super().__init__()
        self._turns = Turns(opened if callable(opened) else lambda _tell: opened)
        self._turns.put(lambda session: session.start(start, fresh=fresh))
        self._last_answer = ""
        self._early: list[str] = []  # lines sent before there was a session
        self._coloured = False
        self.failure: BaseException | None = None
        """What made the program leave; the caller says it."""
        if os.environ.get("NO_COLOR"):
            self.theme = "ansi-dark"

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
        self.theme_changed_signal.subscribe(self, lambda _theme: self._name_colours())
        self._draw_keys()
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        self._name_colours()
        self._converse()

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

        self._early.clear()
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

            said.append(Working(self._turns, self._early, first=first))
            await self.chat.mount(said[0], before="#line")

        timer = self.set_timer(BLINK, say)
        try:
            yield
        finally:
            timer.stop()
            self._turns.doing = ""
            for words in said:
                await words.remove()

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
        if not self._turns.is_open:
            self._early.append(text)
        self._turns.put(lambda session: session.say(text))

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
        """Until the course is open there is no map and no lesson to show."""
        return self._turns.is_open or action not in NEED_SESSION

    def action_press(self, key: str) -> None:
        """Press a key that the last line names; a click does this."""
        self.simulate_key(key)

    def action_slash(self) -> None:
        """List the commands."""
        self.chat.prompt.put("/")

    def action_run_command(self, name: str) -> None:
        """Run a command of the registry."""
        from tutor.conversation.commands import find
        from tutor.conversation.route import Run

        command = find(name)
        if command is not None and command.by == "face":
            self._face_command(command, "")
        elif name == "help":
            self.action_guide()
        else:
            self.send(Run(name))

    def _face_command(self, command: "Command", argument: str) -> None:
        match command.name:
            case "copy":
                self.action_copy_answer()
            case "map":
                self.action_map()
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

    def action_guide(self) -> None:
        """Keys and commands."""
        from tutor.conversation import messages as m
        from tutor.conversation import views
        from tutor.tui.panels import HelpPanel

        in_lesson = not isinstance(self.chat.transcript.prompt, m.AskAnything | None)
        self.push_screen(HelpPanel(views.guide(in_lesson).text))

    def action_map(self) -> None:
        """Show or hide the map."""
        from tutor.tui.map import ConceptMap

        panel = self.query_one(ConceptMap)
        panel.toggle_class("shown" if self.size.width < 90 else "hidden")
        self.call_after_refresh(self._draw_title)

    def action_lessons(self) -> None:
        """Pick a lesson."""
        from tutor.conversation.route import Run
        from tutor.tui.panels import LessonsPanel

        def start(name: str | None) -> None:
            if name is not None:
                self.send(Run("lesson", name))

        self.push_screen(LessonsPanel(self.session.course, self.session.coverage), start)

    def action_go_back(self) -> None:
        """Close what is open, else empty the line, else go back in the lesson."""
        from tutor.conversation import messages as m
        from tutor.conversation.route import Run

        over = self.query("#map.shown")
        if self.chat.go_back():
            return
        if over:
            over.remove_class("shown")
        elif not isinstance(self.chat.transcript.prompt, m.AskAnything | None):
            self.send(Run("back"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """The palette: every command of the registry that needs no argument, and every course."""
        from tutor.conversation.commands import COMMANDS
        from tutor.conversation.route import Run

        for command in COMMANDS:
            if not command.argument or command.argument.startswith("["):
                yield SystemCommand(
                    command.name.capitalize(),
                    command.summary,
                    lambda name=command.name: self.action_run_command(name),
                )
        for at in self.session.installed if self._turns.is_open else ():
            if at.id != self.session.course.id:
                yield SystemCommand(
                    f"Course: {clean(at.title)}",
                    "Change to this course; your place in this one is kept",
                    lambda name=at.id: self.send(Run("course", name)),
                )


def run(opening: "Opening", *, start: str | None = None, fresh: bool = False) -> int:
    """Run until the learner leaves; the process's exit code.

    Raises what the opening raises, once the screen is closed.
    """
    app = TutorApp(opening, start=start, fresh=fresh)
    left = app.run()
    app.close()
    if app.failure is not None:
        raise app.failure
    return left or app.return_code or 0
