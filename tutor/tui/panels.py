"""Screens over the conversation: help, and the list of lessons."""

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tutor.conversation.views import lesson_state
from tutor.course.model import Course
from tutor.learner.coverage import Coverage
from tutor.text import clean
from tutor.tui.said import markdown

KEYS = """\
| Key | Does |
| --- | --- |
| Enter | send, or continue |
| Ctrl+J | a new line |
| 1 to 9 | choose, on an empty line |
| ↑ ↓ | move through choices and suggestions; ↑ also recalls what you sent |
| Tab | take a suggestion |
| Esc | close a list, else back |
| PgUp PgDn | scroll |
| F1 | this help |
| F2 | your map |
| F3 | lessons |
| F4 | review what is due |
| Ctrl+P | every command |
| Ctrl+Q | quit; everything is kept |
"""


class HelpPanel(ModalScreen[None]):
    """What one can do here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,q,enter", "dismiss", "Close", id="help.close")
    ]

    def __init__(self, guide: str) -> None:
        super().__init__()
        self._guide = guide

    def compose(self) -> ComposeResult:
        """Keys and commands."""
        with VerticalScroll(classes="panel") as panel:
            panel.border_title = "Help · Esc closes"
            yield Static(markdown(KEYS))
            yield Static(markdown(self._guide))

    def on_mount(self) -> None:
        """The keys scroll."""
        self.query_one(VerticalScroll).focus()


class LessonsPanel(ModalScreen[str | None]):
    """Pick a lesson; gives its id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f3,q", "dismiss", "Close", id="lessons.close")
    ]

    def __init__(self, course: Course, coverage: Coverage) -> None:
        super().__init__()
        self._course = course
        self._coverage = coverage

    def compose(self) -> ComposeResult:
        """A lesson an item, with how far it is."""
        options = OptionList(
            *(self._option(number, name) for number, name in enumerate(self._course.lessons, 1)),
            markup=False,
            classes="panel",
        )
        options.border_title = "Lessons · Enter starts · Esc closes"
        yield options

    def _option(self, number: int, name: str) -> Option:
        lesson = self._course.lessons[name]
        text = Text(f"{number} {clean(lesson.title)}", style="bold")
        text.append(
            f"\n  {lesson_state(self._course, lesson, self._coverage)}\n", style="not bold dim"
        )
        text.append(f"  {clean(lesson.goal)}", style="not bold")
        return Option(text, id=name)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Start what was picked."""
        self.dismiss(event.option.id)

    def on_key(self, event: events.Key) -> None:
        """A digit picks at once."""
        names = list(self._course.lessons)
        if event.key.isdigit() and 1 <= int(event.key) <= len(names):
            event.stop()
            self.dismiss(names[int(event.key) - 1])
