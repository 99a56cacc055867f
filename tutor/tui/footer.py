"""The keys that the last line names: those that do something now, the likeliest first."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

if TYPE_CHECKING:
    from tutor.conversation import messages as m

APART = "   "


class Key(NamedTuple):
    """A key, what it does now, and the action of the app that a click on it runs."""

    key: str
    does: str
    action: str


class KeyLine(Static):
    """The keys that work here, as many as fit; each can be clicked too."""

    def __init__(self) -> None:
        super().__init__(id="keys", markup=False)
        self.auto_links = False  # what can be clicked is no web link: no underline
        self._keys: tuple[Key, ...] = ()

    def show(self, named: Iterable[Key]) -> None:
        """Name these keys, the likeliest first."""
        shown = tuple(named)
        if shown != self._keys:
            self._keys = shown
            self.update(fitted(shown, self.size.width))

    def on_resize(self) -> None:
        """As many as fit now."""
        self.update(fitted(self._keys, self.size.width))


class Moment(NamedTuple):
    """What decides which keys do something.

    ``prompt`` is what is awaited, None before the course is open; ``choices`` how many there are;
    ``suggested`` whether a list is open under the line; ``typed`` whether anything stands on it.
    """

    prompt: "m.Prompt | None" = None
    choices: int = 0
    suggested: bool = False
    typed: bool = False
    more_below: bool = False
    wide: bool = False


HELP = Key("F1", "help", "app.help")
QUIT = Key("^Q", "quit", "app.quit")
ALWAYS = (
    HELP,
    Key("F2", "map", "app.open_page('map')"),
    Key("F3", "lessons", "app.open_page('lessons')"),
    Key("F4", "review", "app.open_page('review')"),
    Key("F5", "progress", "app.open_page('progress')"),
    Key("/", "commands", "app.slash"),
    Key("F8", "copy", "app.copy_answer"),
    QUIT,
)


def keys(now: Moment) -> tuple[Key, ...]:
    """The keys that do something now."""
    if now.suggested:
        return (
            Key("↑↓", "pick", "app.press('down')"),
            Key("Tab", "take", "app.press('tab')"),
            Key("Enter", "send", "app.press('enter')"),
            Key("Esc", "close", "app.press('escape')"),
        )
    if now.prompt is None:
        return (Key("Enter", "send", "app.press('enter')"), HELP, QUIT)
    more = (Key("PgDn", "more ▼", "app.press('pagedown')"),) if now.more_below else ()
    wide = (Key("←→", "sideways", "app.press('right')"),) if now.wide and not now.typed else ()
    return (*more, *wide, *_here(now), *ALWAYS)


def _here(now: Moment) -> tuple[Key, ...]:
    """What the keys for going on do at this prompt."""
    from tutor.conversation import messages as m

    if now.typed:
        return (
            Key("Enter", "send", "app.press('enter')"),
            Key("Esc", "clear", "app.press('escape')"),
        )
    back = (
        ()
        if isinstance(now.prompt, m.AskAnything)
        else (Key("Esc", "back", "app.press('escape')"),)
    )
    if now.choices:
        return (Key(_range(now.choices), "choose", "app.press('down')"), *back)
    does = "continue" if isinstance(now.prompt, m.PressContinue) else "send"
    return (Key("Enter", does, "app.press('enter')"), *back)


def _range(choices: int) -> str:
    return "1" if choices == 1 else f"1-{min(choices, 9)}"


def fitted(named: Iterable[Key], width: int) -> Content:
    """As many of the keys as fit on the line, each to be clicked."""
    line = Content("")
    for key in named:
        click = Style.from_meta({"@click": key.action})
        part = Content.assemble((key.key, "bold $text-accent"), f" {key.does}").stylize(click)
        longer = Content(APART).join((line, part)) if line else part
        if longer.cell_length > width:
            break
        line = longer
    return line
