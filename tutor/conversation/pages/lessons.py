"""The lessons: how far one is, what each needs and explains."""

from collections.abc import Iterable

from tutor.conversation import wording
from tutor.conversation.lesson import position
from tutor.conversation.pages.card import named
from tutor.conversation.pages.page import Detail, Item, Page, Section, View, fact
from tutor.conversation.route import Run
from tutor.course.model import Ask, Course, Id, Lesson
from tutor.dialogue import engine
from tutor.dialogue.saved import renamed
from tutor.dialogue.state import State
from tutor.learner.coverage import Coverage
from tutor.learner.review import explained_by, to_prove


def page(course: Course, coverage: Coverage) -> Page:
    """Every lesson in the course's order, then path by path."""
    everything = View("all lessons", (_section(course, coverage, "", course.lessons),))
    paths = (
        View(path.title, (_section(course, coverage, "", path.lessons),)) for path in course.paths
    )
    done = sum(name in coverage.completed for name in course.lessons)
    minutes = sum(lesson.minutes for lesson in course.lessons.values())
    length = f" · {wording.length(minutes)} in all" if minutes else ""
    return Page(
        "Lessons",
        (everything, *paths),
        lead=f"{done} of {len(course.lessons)} completed{length}",
        numbered=True,
    )


def _section(course: Course, coverage: Coverage, title: str, names: Iterable[Id]) -> Section:
    items = tuple(
        _item(course, coverage, course.lessons[name]) for name in names if name in course.lessons
    )
    return Section(title, items, note="" if items else "This course has no lessons yet.")


def _item(course: Course, coverage: Coverage, lesson: Lesson) -> Item:
    words = (
        course.concepts[name].name for name in sorted(explained_by(lesson) & {*course.concepts})
    )
    length = wording.length(lesson.minutes) if lesson.minutes else ""
    left, far = lesson.id in coverage.positions, state(course, coverage, lesson)
    return Item(
        lesson.id,
        lesson.title,
        Run("lesson", lesson.id),
        _verb(coverage, lesson),
        state=", ".join(filter(None, (*(() if left else (far,)), length))),
        mark=far if left else "",
        note=lesson.goal,
        words=(lesson.id, *words),
    )


def _verb(coverage: Coverage, lesson: Lesson) -> str:
    if lesson.id in coverage.positions:
        return "go on"
    return "again" if lesson.id in coverage.completed else "start"


def state(course: Course, coverage: Coverage, lesson: Lesson) -> str:
    """How far the learner is in a lesson."""
    place = _place(course, coverage, lesson)
    if place is not None:
        return f"left after {len(place.seen)} steps" if len(place.seen) > 1 else "just begun"
    if lesson.id in coverage.completed:
        return "completed"
    if explained_by(lesson) and not to_prove(course, coverage, lesson):
        return "known already"
    return "not begun"


def _place(course: Course, coverage: Coverage, lesson: Lesson) -> State | None:
    kept = position(coverage.positions.get(lesson.id))
    return None if kept is None else renamed(lesson, course.questions, kept)


def detail(course: Course, coverage: Coverage, name: Id) -> Detail:
    """A lesson: its goal, how far one is, what it needs and explains, and the paths it is on."""
    lesson = course.lessons[name]
    place = _place(course, coverage, lesson)
    asked = sum(isinstance(node.next, Ask) for node in lesson.nodes.values())
    facts = (
        *fact("Left at", engine.resume_line(lesson, place) if place is not None else ""),
        *fact("Takes", f"about {wording.length(lesson.minutes)}" if lesson.minutes else ""),
        *fact("Questions", str(asked) if asked else ""),
        *fact("Needs", *named(course, coverage, lesson.needs)),
        *fact("Explains", *named(course, coverage, _in_order(course, explained_by(lesson)))),
        *fact("On the path", *(each.title for each in course.paths if name in each.lessons)),
    )
    return Detail(lesson.title, lesson.goal, state(course, coverage, lesson), None, facts)


def _in_order(course: Course, concepts: frozenset[Id]) -> list[Id]:
    return [name for name in course.concepts if name in concepts]
