"""A concept's card: how well it is known and why, and what can be done about it."""

from collections.abc import Iterable
from datetime import datetime

from tutor.conversation.pages.concepts import concept_item, state
from tutor.conversation.pages.page import Detail, Fact, Item, Line, Page, Section, View, fact
from tutor.conversation.pages.when import ago, ahead, day, recalled
from tutor.conversation.route import Ask, Run
from tutor.course.model import Course, Id
from tutor.learner import areas
from tutor.learner.coverage import Coverage
from tutor.learner.review import Card, Overview, Row, card, lessons_explaining

MOST_ENTRIES = 6
"""How many questions are told beside a list; its card has them all."""


def detail(course: Course, coverage: Coverage, concept: Id, now: datetime) -> Detail:
    """All about a concept: state and why, what it builds on and unlocks, what teaches it."""
    shown = card(course, coverage, concept, now)
    head = standing(course, coverage, concept, now)
    facts = (
        *head.facts,
        *fact("Builds on", *named(course, coverage, course.concepts[concept].after)),
        *fact("Unlocks", *named(course, coverage, areas.unlocks(course, concept))),
        *fact("Lessons", *(title for _, title in shown.lessons)),
        *fact("You can ask", *_asked(shown)),
    )
    return Detail(head.title, head.text, head.state, head.level, facts)


def _asked(shown: Card) -> list[str]:
    """The first questions about it, and how many more its card has."""
    questions = [question for _, question in shown.entries]
    more = len(questions) - MOST_ENTRIES
    return [*questions[:MOST_ENTRIES], *([f"and {more} more, on its card"] if more > 0 else ())]


def standing(course: Course, coverage: Coverage, concept: Id, now: datetime) -> Detail:
    """What a concept is, and how well it is known."""
    shown = card(course, coverage, concept, now)
    facts = (
        *fact("Next", shown.why),
        *_memory(coverage, concept, shown.recall, now),
        *fact("Questions", _questions(course, coverage, concept)),
        *fact("Also called", ", ".join(shown.also)),
    )
    return Detail(shown.row.name, shown.summary, state(shown.row), shown.row.level, facts)


def _memory(
    coverage: Coverage, concept: Id, recall: float | None, now: datetime
) -> tuple[Fact, ...]:
    memory, due = coverage.standing(concept).memory, coverage.standing(concept).due
    if memory is None or due is None:
        return ()
    back = "now" if due <= now else f"{ahead(due, now)}, on {day(due)}"
    return (
        *fact("Memory", f"{recalled(recall)}; last asked {ago(memory.rated, now)}"),
        *fact("Comes back", back),
    )


def _questions(course: Course, coverage: Coverage, concept: Id) -> str:
    """How many of a concept's questions were answered right, and met."""
    questions = course.questions_about(concept)
    if not questions:
        return ""
    met = [coverage.questions[q.id] for q in questions if q.id in coverage.questions]
    right = sum(record.right for record in met)
    missed = f", {len(met) - right} met and not yet right" if len(met) > right else ""
    return f"{right} of {len(questions)} answered right{missed}"


def named(course: Course, coverage: Coverage, concepts: Iterable[Id]) -> list[Line]:
    """Concepts with their states, a line each."""
    return [
        Line(f"{course.concepts[name].name} ({level.name})", level)
        for name in concepts
        if name in course.concepts
        for level in (coverage.standing(name).level,)
    ]


def page(course: Course, shown: Overview, concept: Id) -> Page:
    """What can be done about a concept: ask, take a lesson, practise, go on to its neighbours."""
    rows = {row.id: row for row in shown.rows}
    about = [entry for entry in course.entries.values() if concept in entry.about]
    about.sort(key=lambda entry: entry.about[0] != concept)
    asked = tuple(
        Item(f"ask:{entry.id}", entry.ask[0], Ask(entry.ask[0]), "ask", words=entry.ask)
        for entry in about
        if entry.ask
    )
    sections = (
        Section("Practise", _practice(course, concept)),
        Section("Builds on", _linked(course, rows, course.concepts[concept].after)),
        Section("Unlocks", _linked(course, rows, areas.unlocks(course, concept))),
        Section("You can ask", asked),
    )
    return Page(
        course.concepts[concept].name,
        (View("", tuple(each for each in sections if each.items)),),
        numbered=True,
    )


def _practice(course: Course, concept: Id) -> tuple[Item, ...]:
    quiz = Item(f"quiz:{concept}", "Questions on it", Run("quiz", concept), "start")
    lessons = (
        Item(f"lesson:{each.id}", f"Lesson: {each.title}", Run("lesson", each.id), "start")
        for each in lessons_explaining(course, concept)
    )
    return (*((quiz,) if course.questions_about(concept) else ()), *lessons)


def _linked(course: Course, rows: dict[Id, Row], concepts: Iterable[Id]) -> tuple[Item, ...]:
    return tuple(concept_item(course, rows[name]) for name in concepts if name in rows)
