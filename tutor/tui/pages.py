"""The pages that the full screen opens, by name: each from what the session knows now."""

from collections.abc import Callable

from textual.app import App
from textual.screen import Screen

from tutor.conversation.pages import about, card, concepts, courses, lessons, reviews
from tutor.conversation.pages.page import Detail, Item
from tutor.conversation.session import Session
from tutor.tui.browse import BrowseScreen

A_TO_Z = 3
"""The order of the map that makes a glossary of it."""


def show(app: App[int], session: Session, name: str) -> None:
    """Open the page of this name over the conversation, in the place of any other.

    One that is shown already is closed. Raises ``KeyError`` where there is no such page.
    """
    was = app.screen.name
    close_all(app)
    if was != name:
        app.push_screen(BY_NAME[name](session))


def show_card(app: App[int], session: Session, concept: str) -> None:
    """Open a concept's card over what is shown."""
    app.push_screen(card_of(session, concept))


def close_all(app: App[int]) -> None:
    """Back to the conversation."""
    while len(app.screen_stack) > 1:
        app.pop_screen()


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
