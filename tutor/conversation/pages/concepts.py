"""The map of concepts: where each stands, by lesson, by state, by what builds on what."""

from collections.abc import Iterable

from tutor.conversation.pages.page import (
    Item,
    Page,
    Section,
    See,
    View,
)
from tutor.conversation.route import Run
from tutor.course.model import Course
from tutor.learner import areas
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

MOST_STEPS = 3
"""How many next steps stand over the map."""

BESIDE = "Beside the lessons"
CARD = "open its card"


def page(course: Course, shown: Overview) -> Page:
    """Every concept, by lesson, by state, by what builds on what, and from A to Z."""
    ahead_of_all = next_section(course, shown)
    return Page(
        "Map",
        (
            View("by lesson", (*ahead_of_all, *_by_lesson(course, shown))),
            View("by state", _by_state(course, shown)),
            View("what builds on what", _as_tree(course, shown)),
            View("A to Z", _by_name(course, shown)),
        ),
        lead=shown.sentence,
    )


def concept_item(course: Course, row: Row, *, depth: int = 0, note: str = "") -> Item:
    """A concept, which opens its card."""
    concept = course.concepts[row.id]
    return Item(
        row.id,
        row.name,
        See(row.id),
        CARD,
        state=level(row),
        mark=mark(row),
        level=row.level,
        note=note,
        words=(*concept.also, concept.summary),
        depth=depth,
    )


def level(row: Row) -> str:
    """How well a concept is known; ``optional`` where it need not be."""
    return row.level.name if row.required else f"{row.level.name}, optional"


def mark(row: Row) -> str:
    """What of a concept's state calls for attention: ``due``, ``shaky``, both or nothing."""
    return ", ".join(word for word, on in (("due", row.due), ("shaky", row.shaky)) if on)


def state(row: Row) -> str:
    """A concept's state in words, with its marks: ``practised, due``."""
    return ", ".join(filter(None, (level(row), mark(row))))


def next_section(course: Course, shown: Overview) -> tuple[Section, ...]:
    """What to do next, and why."""
    steps = tuple(step_item(course, step) for step in shown.next_steps[:MOST_STEPS])
    return (Section("Next", steps),)


def step_item(course: Course, step: NextStep) -> Item:
    """A next step with its reason; choosing it begins it."""
    match step:
        case ReviewDue():
            what = "1 concept" if step.count == 1 else f"{step.count} concepts"
            note = "You are about to forget it." if step.count == 1 else "Before you forget them."
            return Item("next:review", f"Review {what}", Run("review"), "start", note=note)
        case RevisitMisconception():
            name = course.concepts[step.concept].name
            return Item(
                f"next:{step.misconception}",
                f"Clear up a mix-up about {name}",
                Run("quiz", step.concept),
                "start",
                note=f"You held: {step.belief}",
            )
        case StartLesson():
            verb = "go on" if step.resumes else "start"
            title = f"{'Go on with' if step.resumes else 'Lesson'}: {step.title}"
            return Item("next:lesson", title, Run("lesson", step.lesson), verb, note=step.why)
        case LearnConcept():
            return _learn(course, step)
        case AllDone():
            note = "Everything required is mastered, and nothing is due."
            return Item("next:none", "All done", note=note)


def _learn(course: Course, step: LearnConcept) -> Item:
    name = course.concepts[step.concept].name
    if course.questions_about(step.concept):
        quiz = Run("quiz", step.concept)
        return Item("next:concept", f"Questions on {name}", quiz, "start", note=step.why)
    return Item("next:concept", name, See(step.concept), CARD, note=step.why)


def _by_lesson(course: Course, shown: Overview) -> tuple[Section, ...]:
    rows = {row.id: row for row in shown.rows}
    return tuple(
        Section(
            BESIDE if area.lesson is None else course.lessons[area.lesson].title,
            tuple(concept_item(course, rows[name]) for name in area.concepts if name in rows),
            note=explained_of([rows[name] for name in area.concepts if name in rows]),
        )
        for area in areas.areas(course)
    )


def explained_of(rows: list[Row]) -> str:
    """How many of these are explained at least: ``2 of 3``."""
    return f"{sum(row.level >= Level.explained for row in rows)} of {len(rows)} explained"


def _by_state(course: Course, shown: Overview) -> tuple[Section, ...]:
    def section(title: str, rows: Iterable[Row]) -> Section:
        items = tuple(concept_item(course, row) for row in rows)
        return Section(title, items, note=str(len(items)))

    levels = [
        section(level.name.capitalize(), (row for row in shown.rows if row.level is level))
        for level in reversed(Level)
    ]
    return tuple(each for each in levels if each.items)


def _as_tree(course: Course, shown: Overview) -> tuple[Section, ...]:
    rows = {row.id: row for row in shown.rows}
    placed = [
        concept_item(course, rows[name], depth=depth)
        for depth, name in areas.tree(course)
        if name in rows
    ]
    return (Section("", tuple(placed)),)


def _by_name(course: Course, shown: Overview) -> tuple[Section, ...]:
    rows = sorted(shown.rows, key=lambda row: row.name.casefold())
    return (
        Section(
            "",
            tuple(concept_item(course, row, note=course.concepts[row.id].summary) for row in rows),
        ),
    )
