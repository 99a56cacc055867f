"""Help for where one is: what can be typed there, and the keys."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tutor.conversation import messages as m
from tutor.conversation.commands import Command
from tutor.conversation.pages import guide
from tutor.conversation.pages.guide import Guide
from tutor.conversation.pages.page import Fact, Line
from tutor.tui import keys, rows
from tutor.tui.footer import Key, KeyLine
from tutor.tui.frame import TitleLine
from tutor.tui.signs import HEADING

LABEL = 22
"""Cells for the longest command with what may follow it."""


KEYS = (
    Key("Esc", "back", "screen.dismiss"),
    Key("↑↓ PgUp PgDn", "scroll", "app.press('pagedown')"),
)

PAGES = ("map", "glossary", "lessons", "review", "courses", "card")
"""The screens that are searched by typing."""


class HelpScreen(Screen[None]):
    """What one can do here."""

    CSS_PATH = "screens.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Back", id="help.leave")]

    def __init__(self, place: str, told: Guide | None, here: keys.Keys) -> None:
        """``told`` is what can be typed, None where nothing is; ``here`` the keys of the place."""
        super().__init__(name="help")
        self._place, self._told, self._keys = place, told, here

    def compose(self) -> ComposeResult:
        """What to type, then the keys."""
        yield TitleLine(f"{self._place} › Help", "")
        with VerticalScroll(id="help"):
            yield Static(id="help-body", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """The keys scroll."""
        self.query_one("#help").focus()
        self.query_one(KeyLine).show(KEYS)

    def on_resize(self) -> None:
        """Fit the text to the width."""
        width = max(self.query_one("#help").scrollable_content_region.width, 20)
        self.query_one("#help-body", Static).update(Content("\n\n").join(self._parts(width)))

    def _parts(self, width: int) -> list[Content]:
        told = self._told
        parts = [Content(told.here.replace("`", ""))] if told is not None else []
        if told is not None:
            parts.append(_part("Here", [_typed(command) for command in told.first], width))
        parts.append(_part("Keys", [_pressed(*each) for each in self._keys], width))
        parts.append(_part("Anywhere", [_pressed(*each) for each in keys.EVERYWHERE], width))
        if told is not None:
            parts.append(_part("Commands", [_typed(command) for command in told.others], width))
        return parts


def _part(title: str, known: list[Fact], width: int) -> Content:
    body = rows.facts(known, width, label=LABEL, style="$text-accent")
    return Content.assemble((title, HEADING), "\n", body)


def _typed(command: Command) -> Fact:
    return Fact(f"/{command.name} {command.argument}".strip(), (Line(command.summary),))


def _pressed(key: str, does: str) -> Fact:
    return Fact(key, (Line(does),))


def help_for(screen: Screen[object], place: str, prompt: m.Prompt | None) -> HelpScreen:
    """Help for the screen that is shown; in the chat, for what is awaited there."""
    if screen.name in PAGES:
        return HelpScreen(place, None, keys.PAGE)
    if screen.name == "progress":
        return HelpScreen(place, None, keys.PROGRESS)
    return HelpScreen(place, guide.guide(guide.where(prompt or m.AskAnything())), keys.CHAT)
