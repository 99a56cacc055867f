"""The pages that the full screen opens, by name: each from what the session knows now."""

from collections.abc import Callable

from textual.screen import Screen

from tutor.conversation.pages import about, card, concepts, courses, guide, lessons, reviews
from tutor.conversation.pages.page import Detail, Item
from tutor.conversation.session import Session
from tutor.tui import keys
from tutor.tui.browse import BrowseScreen

A_TO_Z = 3
"""The order of the map that makes a glossary of it."""


def opened(session: Session, name: str) -> Screen[None]:
    """The screen of this name. Raises ``KeyError`` where there is none."""
    return BY_NAME[name](session)


def help_for(session: Session, screen: Screen[object]) -> Screen[None]:
    """Help for the screen that is shown; in the chat, for what is awaited there."""
    from tutor.tui.help import HelpScreen

    place = session.course.title
    match screen:
        case BrowseScreen():
            return HelpScreen(place, None, keys.PAGE)
        case Screen(name="progress"):
            return HelpScreen(place, None, keys.PROGRESS)
        case _:
            return HelpScreen(place, guide.guide(guide.where(session.prompt)), keys.CHAT)


def _map(session: Session, *, view: int = 0, name: str = "map") -> BrowseScreen:
    page = concepts.page(session.course, session.overview())
    return BrowseScreen(name, page, _about(session), course=session.course.title, view=view)


def _glossary(session: Session) -> BrowseScreen:
    return _map(session, view=A_TO_Z, name="glossary")


def _lessons(session: Session) -> BrowseScreen:
    page = lessons.page(session.course, session.coverage)
    return BrowseScreen("lessons", page, _about(session), course=session.course.title)


def _review(session: Session) -> BrowseScreen:
    page = reviews.page(session.course, session.coverage, session.overview(), session.now())
    return BrowseScreen("review", page, _about(session), course=session.course.title)


def _courses(session: Session) -> BrowseScreen:
    installed, current = session.installed, session.course.id

    def detail(item: Item) -> Detail:
        return courses.detail(installed, current, item.id)

    page = courses.page(installed, current)
    return BrowseScreen("courses", page, detail, course=session.course.title)


def card_of(session: Session, concept: str) -> BrowseScreen:
    """The card of a concept of the course."""
    told = card.standing(session.course, session.coverage, concept, session.now())
    page = card.page(session.course, session.overview(), concept)
    screen = BrowseScreen("card", page, lambda _: told, course=session.course.title)
    screen.add_class("-card")
    return screen


def _progress(session: Session) -> Screen[None]:
    from tutor.tui.progress import ProgressScreen

    return ProgressScreen(session)


def _about(session: Session) -> Callable[[Item], Detail]:
    course, coverage, now = session.course, session.coverage, session.now()
    return lambda item: about.about(course, coverage, item, now)


BY_NAME: dict[str, Callable[[Session], Screen[None]]] = {
    "map": _map,
    "glossary": _glossary,
    "lessons": _lessons,
    "review": _review,
    "courses": _courses,
    "progress": _progress,
}
