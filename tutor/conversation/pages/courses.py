"""The courses that are installed, and which one is open."""

from collections.abc import Iterable

from tutor.conversation.pages.page import Detail, Item, Page, Section, View, fact
from tutor.conversation.route import Run
from tutor.course.library import CourseAt


def page(installed: Iterable[CourseAt], current: str) -> Page:
    """Every course; choosing one changes to it, and the place in the open one is kept."""
    items = tuple(_item(at, current) for at in installed)
    lead = "1 course installed" if len(items) == 1 else f"{len(items)} courses installed"
    return Page("Courses", (View("", (Section("", items),)),), lead=lead, numbered=True)


def _item(at: CourseAt, current: str) -> Item:
    if at.id == current:
        return Item(at.id, at.title, state="open now", note=at.goal, words=(at.id,))
    return Item(at.id, at.title, Run("course", at.id), "change to it", note=at.goal, words=(at.id,))


def detail(installed: Iterable[CourseAt], current: str, course: str) -> Detail:
    """A course: its goal, its id, and the library that it comes from."""
    at = next(each for each in installed if each.id == course)
    return Detail(
        at.title,
        at.goal,
        "open now" if course == current else "",
        None,
        (*fact("Id", at.id), *fact("From", str(at.library))),
    )
