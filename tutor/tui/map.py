"""The map of concepts: what is known, how well, and what is next."""

from rich.console import Group, RenderableType
from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from tutor.course.model import Course
from tutor.learner.coverage import Level
from tutor.learner.review import (
    AllDone,
    LearnConcept,
    NextStep,
    Overview,
    ReviewDue,
    RevisitMisconception,
    Row,
    StartLesson,
)
from tutor.text import clean

SYMBOLS = {
    Level.unseen: "○",
    Level.introduced: "◌",
    Level.explained: "◔",
    Level.practised: "◐",
    Level.mastered: "●",
}
"""A state's sign, always beside its word."""


class ConceptMap(VerticalScroll, can_focus=False):
    """A panel beside the conversation, or over it where the terminal is narrow."""

    def __init__(self) -> None:
        super().__init__(Static(id="map-body"), id="map")

    def show(self, course: Course, overview: Overview) -> None:
        """Draw where the learner stands."""
        width = max(self.size.width - 1, 24)
        self.query_one("#map-body", Static).update(drawn(course, overview, width))


def drawn(course: Course, overview: Overview, width: int) -> RenderableType:
    """Next steps first: they are why one looks here."""
    rows = [row for row in overview.rows if row.required or row.level > Level.unseen]
    return Group(
        Text("Next", style="bold"),
        *(Text(_step(course, step)) for step in overview.next_steps[:3]),
        Text(""),
        Text("Your map", style="bold"),
        *(_row(row, width) for row in rows),
    )


def _row(row: Row, width: int) -> Text:
    marks = "".join(word for word, on in ((" due", row.due), (" shaky", row.shaky)) if on)
    state = row.level.name + marks
    room = max(width - len(state) - 4, 8)
    name = Text(clean(row.name), no_wrap=True)
    name.truncate(room, overflow="ellipsis", pad=True)
    line = Text(f"{SYMBOLS[row.level]} ") + name + Text(f" {state}", style="dim")
    line.no_wrap = True
    return line


def _step(course: Course, step: NextStep) -> str:
    match step:
        case ReviewDue():
            return f"→ {step.count} due: /review"
        case RevisitMisconception():
            return f"→ clear up: {course.concepts[step.concept].name}"
        case StartLesson():
            return f"→ lesson: {clean(step.title)}"
        case LearnConcept():
            return f"→ practise: {course.concepts[step.concept].name}"
        case AllDone():
            return "→ all mastered, nothing due"
