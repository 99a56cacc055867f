"""What wants to be seen again, what comes back when, and what one can show to know already."""

from datetime import datetime

from tutor.conversation.pages.concepts import CARD, concept_item
from tutor.conversation.pages.page import Item, Page, Section, See, View
from tutor.conversation.pages.when import ago, ahead, day, recalled
from tutor.conversation.route import Run
from tutor.course.model import Course
from tutor.learner.coverage import Coverage, Level
from tutor.learner.review import Overview, Row, review_lesson, to_prove

NOTHING_DUE = "Nothing is due: what you practised is still fresh."
NOTHING_YET = "Nothing to review yet: answer some questions in a lesson first."


def page(course: Course, coverage: Coverage, shown: Overview, now: datetime) -> Page:
    """What is due, most forgotten first; mix-ups; what comes back; and placement."""
    sections = (
        _due(course, coverage, shown, now),
        Section("Mix-ups to clear up", _mix_ups(course, coverage)),
        Section("Coming back", tuple(_coming(row, now) for row in shown.coming)),
        _placement(course, coverage),
    )
    kept = (section for section in sections if section.items or section.note)
    lead = f"{len(shown.due)} due · {len(shown.coming)} coming back"
    return Page("Review", (View("", tuple(kept)),), lead=lead)


def _due(course: Course, coverage: Coverage, shown: Overview, now: datetime) -> Section:
    built = review_lesson(course, coverage, now)
    rows = tuple(forgotten(course, row, now) for row in shown.due)
    if built is None:
        practised = any(row.level >= Level.practised for row in shown.rows)
        return Section("Due now", note=NOTHING_DUE if practised else NOTHING_YET)
    count = len(built.nodes) - 1
    questions = "1 question" if count == 1 else f"{count} questions"
    note = "The most forgotten first." if count > 1 else ""
    begin = Item("review", f"Start the review: {questions}", Run("review"), "start", note=note)
    return Section("Due now", (begin, *rows))


def forgotten(course: Course, row: Row, now: datetime) -> Item:
    """A concept with what is left of it in memory."""
    seen = "" if row.seen is None else f"Last asked {ago(row.seen, now)}."
    item = concept_item(course, row, note=seen)
    return Item(
        item.id, item.title, item.act, item.verb, recalled(row.recall), row.level, seen, item.words
    )


def _mix_ups(course: Course, coverage: Coverage) -> tuple[Item, ...]:
    held = (
        (course.misconceptions[name], course.concepts[concept])
        for name, concept in coverage.misconceptions.items()
        if name in course.misconceptions and concept in course.concepts
    )
    return tuple(
        Item(f"mix-up:{each.id}", about.name, Run("quiz", about.id), "start", note=each.belief)
        for each, about in held
    )


def _coming(row: Row, now: datetime) -> Item:
    when = "" if row.review is None else f"{ahead(row.review, now)}, {day(row.review)}"
    return Item(row.id, row.name, See(row.id), CARD, state=when, level=row.level)


def _placement(course: Course, coverage: Coverage) -> Section:
    """Asking about the whole course, or about a lesson that has something left to prove."""
    if not course.questions:
        return Section("")
    whole = to_prove(course, coverage)
    lessons = tuple(
        Item(
            f"placement:{lesson.id}",
            f"Test me on: {lesson.title}",
            Run("placement", lesson.id),
            "test me",
        )
        for lesson in course.lessons.values()
        if to_prove(course, coverage, lesson)
    )
    everything = Item(
        "placement",
        "Test me on the whole course",
        Run("placement"),
        "test me",
        note="Questions find out what you know already, and you skip what is proven.",
    )
    return Section("Show what you know already", (*((everything,) if whole else ()), *lessons))
