"""The map beside the conversation: how well each concept is known, and what is next."""

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tutor.conversation.pages.concepts import MOST_STEPS, level, mark, step_item
from tutor.course.model import Course
from tutor.learner.coverage import Level
from tutor.learner.review import Overview, Row
from tutor.text import clean
from tutor.tui.signs import HEADING, QUIET, sign


class ConceptMap(Vertical, can_focus=False):
    """A glance at where one stands; F2 opens the whole map."""

    def __init__(self) -> None:
        super().__init__(
            VerticalScroll(Static(id="map-body", markup=False), id="map-rows", can_focus=False),
            Static(id="map-next", markup=False),
            id="map",
        )

    def show(self, course: Course, overview: Overview) -> None:
        """Draw where the learner stands."""
        width = max(self.query_one("#map-rows").scrollable_content_region.width - 1, 24)
        self.query_one("#map-body", Static).update(mapped(overview, width))
        self.query_one("#map-next", Static).update(ahead(course, overview))


def mapped(overview: Overview, width: int) -> Content:
    """A line a concept, in the course's order; optional ones once they were met."""
    rows = [row for row in overview.rows if row.required or row.level > Level.unseen]
    return Content("\n").join(
        (Content.styled("Your map", HEADING), *(_row(r, width) for r in rows))
    )


def ahead(course: Course, overview: Overview) -> Content:
    """The next few steps."""
    steps = (step_item(course, step) for step in overview.next_steps[:MOST_STEPS])
    lines = (Content.assemble(("→ ", "$text-accent"), clean(step.title)) for step in steps)
    return Content("\n").join((Content.styled("Next", HEADING), *lines))


def _row(row: Row, width: int) -> Content:
    """The sign, the name as far as it fits, and the state in words at the edge."""
    called = Content.assemble(
        (row.level.name if row.required else level(row), QUIET),
        (f" {mark(row)}" if mark(row) else "", "$text-warning"),
    )
    room = max(width - called.cell_length - 3, 6)
    name = Content(clean(row.name)).truncate(room, ellipsis=True, pad=True)
    return Content.assemble(sign(row.level), " ", name, " ", called)
