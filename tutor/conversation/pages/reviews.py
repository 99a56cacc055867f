"""What wants to be seen again, what comes back when, and what one can show to know already."""

from datetime import datetime

from msgspec.structs import replace

from tutor.conversation import wording
from tutor.conversation.pages.card import named
from tutor.conversation.pages.concepts import CARD, concept_item
from tutor.conversation.pages.page import Detail, Item, Page, Section, See, View, fact
from tutor.conversation.pages.when import ago, ahead, day, recalled
from tutor.conversation.route import Run
from tutor.course.model import Course, Lesson
from tutor.learner.coverage import Coverage, Level
from tutor.learner.review import Overview, Row, review_lesson, to_prove

NOTHING_DUE = "Nothing is due: what you practised is still fresh."
WHY = (
    "Each right answer puts the next time further off; a wrong one brings it near. "
    "A review asks at most ten questions, about what is most forgotten first."
)
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
    optional = sum(not row.required for row in shown.due)
    among = f" ({optional} optional)" if optional else ""
    lead = f"{shown.counts.due} due{among} · {len(shown.coming)} coming back"
    return Page("Review", (View("", tuple(kept)),), lead=lead)


def _due(course: Course, coverage: Coverage, shown: Overview, now: datetime) -> Section:
    built = review_lesson(course, coverage, now)
    if built is None:
        practised = any(row.level >= Level.practised for row in shown.rows)
        return Section("Due now", note=NOTHING_DUE if practised else NOTHING_YET)
    begin = Item("review", f"Start the review: {_questions(built)}", Run("review"), "start")
    return Section("Due now", (begin, *(forgotten(course, row, now) for row in shown.due)))


def _questions(built: Lesson) -> str:
    count = len(built.nodes) - 1
    return "1 question" if count == 1 else f"{count} questions"


def detail(course: Course, coverage: Coverage, now: datetime) -> Detail:
    """What a review would ask about, and why it is worth the while."""
    built = review_lesson(course, coverage, now)
    if built is None:
        return Detail("Review", NOTHING_DUE)
    asked = [course.questions[name].about[0] for name in built.nodes if name in course.questions]
    return Detail(
        "Review",
        WHY,
        _questions(built),
        None,
        (
            *fact("Takes", f"about {wording.length(built.minutes)}"),
            *fact("Asks about", *named(course, coverage, dict.fromkeys(asked))),
        ),
    )


def forgotten(course: Course, row: Row, now: datetime) -> Item:
    """A concept with what is left of it in memory."""
    seen = "" if row.seen is None else f"Last asked {ago(row.seen, now)}."
    item = concept_item(course, row, note=seen)
    return replace(item, state="", mark=recalled(row.recall))


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
