"""Every concept's state, counts that cannot lie, and a card a concept."""

from collections.abc import Collection
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from tutor.course.model import Course, Id
from tutor.learner.coverage import CLEAN_QUESTIONS, Coverage, Level, Standing, is_due
from tutor.learner.due import wants_review
from tutor.learner.recall import retrievability
from tutor.learner.steps import NextStep, lessons_explaining, next_steps


class Row(Struct, frozen=True):
    """One concept of the map. ``p``: the chance, 0 to 1, that the learner knows it.

    ``recall``: the chance, 0 to 1, of recalling it now; None before the first answer. ``review``:
    when it comes back (UTC); None where nothing brings it back. ``seen``: when it was asked about
    last (UTC); None: never.
    """

    id: Id
    name: str
    level: Level
    due: bool
    shaky: bool
    required: bool
    after: tuple[Id, ...]
    p: float
    recall: float | None = None
    review: datetime | None = None
    seen: datetime | None = None


class Counts(Struct, frozen=True):
    """How many required concepts are *at least* so well known.

    ``due`` counts the optional ones too: who has met them is asked about them again.
    """

    total: int
    explained: int
    practised: int
    mastered: int
    due: int

    @property
    def sentence(self) -> str:
        """The counts in words: ``12 of 18 explained · 9 practised · 5 mastered · 2 due``."""
        return (
            f"{self.explained} of {self.total} explained · {self.practised} practised"
            f" · {self.mastered} mastered · {self.due} due"
        )


class Overview(Struct, frozen=True):
    """Where a learner stands in a course. ``rows`` come in the course's order."""

    rows: tuple[Row, ...]
    counts: Counts
    next_steps: tuple[NextStep, ...]

    @property
    def sentence(self) -> str:
        """The counts in words."""
        return self.counts.sentence

    @property
    def due(self) -> tuple[Row, ...]:
        """The rows that are due, most forgotten first."""
        return tuple(sorted((row for row in self.rows if row.due), key=lambda row: row.recall or 0))

    @property
    def coming(self) -> tuple[Row, ...]:
        """The rows that rest until their review, the soonest first."""
        rows = [(row.review, row) for row in self.rows if row.review is not None and not row.due]
        return tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))

    def at(self, level: Level) -> int:
        """How many required concepts are exactly at a level; the levels' numbers add up to all."""
        return sum(row.required and row.level is level for row in self.rows)


class Card(Struct, frozen=True):
    """All about one concept.

    ``recall``: the chance, 0 to 1, of recalling it now; None before the first answer. ``review``:
    when it comes back. ``entries`` are (id, question) and ``lessons`` (id, title) about it, those
    that treat it first of all in front; ``beliefs`` the open misconceptions. ``why`` says what
    leads to the next state.
    """

    row: Row
    summary: str
    also: tuple[str, ...]
    recall: float | None
    review: datetime | None
    entries: tuple[tuple[Id, str], ...]
    lessons: tuple[tuple[Id, str], ...]
    beliefs: tuple[str, ...]
    why: str


def overview(course: Course, coverage: Coverage, now: datetime, path: Id | None = None) -> Overview:
    """Where the learner stands and goes; with ``path``, only by the concepts that its lessons
    explain.

    Raises ``KeyError`` for a path that the course does not have.
    """
    chosen = course.concepts if path is None else concepts_of_path(course, path)
    rows = tuple(_row(course, coverage, name, now) for name in course.concepts if name in chosen)
    narrowed = course if path is None else _only(course, chosen, path)
    return Overview(rows, counts(rows), next_steps(narrowed, coverage, now))


def _only(course: Course, concepts: Collection[Id], path: Id) -> Course:
    """The course as if it had nothing but a path's lessons and their concepts."""
    lessons = next(each.lessons for each in course.paths if each.id == path)
    return replace(
        course,
        concepts={name: each for name, each in course.concepts.items() if name in concepts},
        lessons={name: course.lessons[name] for name in lessons if name in course.lessons},
    )


def concepts_of_path(course: Course, path: Id) -> Collection[Id]:
    """The concepts that the lessons of a path explain. Raises ``KeyError`` for an unknown path."""
    lessons = next((each.lessons for each in course.paths if each.id == path), None)
    if lessons is None:
        raise KeyError(path)
    return {
        concept
        for name in lessons
        if name in course.lessons
        for node in course.lessons[name].nodes.values()
        for concept in node.explains
    }


def counts(rows: Collection[Row]) -> Counts:
    """What is known of the required ones among these rows, and all that is due."""
    required = [row for row in rows if row.required]

    def at_least(level: Level) -> int:
        return sum(row.level >= level for row in required)

    return Counts(
        total=len(required),
        explained=at_least(Level.explained),
        practised=at_least(Level.practised),
        mastered=at_least(Level.mastered),
        due=sum(row.due for row in rows),
    )


def card(course: Course, coverage: Coverage, concept: Id, now: datetime) -> Card:
    """All about a concept of the course. Raises ``KeyError`` for any other."""
    standing = coverage.standing(concept)
    entries = [entry for entry in course.entries.values() if concept in entry.about]
    entries.sort(key=lambda entry: entry.about[0] != concept)
    beliefs = _beliefs(course, coverage, concept)
    return Card(
        row=_row(course, coverage, concept, now),
        summary=course.concepts[concept].summary,
        also=course.concepts[concept].also,
        recall=retrievability(standing.memory, now),
        review=standing.due,
        entries=tuple((entry.id, entry.ask[0]) for entry in entries),
        lessons=tuple((each.id, each.title) for each in lessons_explaining(course, concept)),
        beliefs=beliefs,
        why=_why(standing, beliefs, len(course.questions_about(concept)), now),
    )


def _row(course: Course, coverage: Coverage, name: Id, now: datetime) -> Row:
    concept, standing = course.concepts[name], coverage.standing(name)
    return Row(
        id=name,
        name=concept.name,
        level=standing.level,
        due=wants_review(course, coverage, name, now),
        shaky=standing.shaky,
        required=concept.required,
        after=concept.after,
        p=standing.p,
        recall=retrievability(standing.memory, now),
        review=standing.due if standing.level >= Level.practised else None,
        seen=standing.memory.rated if standing.memory is not None else None,
    )


def _beliefs(course: Course, coverage: Coverage, concept: Id) -> tuple[str, ...]:
    return tuple(
        course.misconceptions[name].belief
        for name, about in coverage.misconceptions.items()
        if about == concept and name in course.misconceptions
    )


def _why(standing: Standing, beliefs: tuple[str, ...], questions: int, now: datetime) -> str:
    """What is missing for the next state, most telling first."""
    if is_due(standing, now):
        return "It is due: answer a question on it before you forget it."
    if beliefs:
        return f"There is a belief to clear up: {beliefs[0]}"
    if standing.level is Level.mastered:
        return _when_back(standing)
    if standing.level < Level.explained:
        return "It has not been explained yet: ask about it, or take a lesson."
    if questions == 0:
        return "The course has no questions on it, so it stays explained."
    if standing.level is Level.explained:
        return "It has been explained: answer a question on it."
    return _why_not_mastered(standing, questions)


def _why_not_mastered(standing: Standing, questions: int) -> str:
    if standing.last_right is False:
        return "The last answer was wrong: answer one right."
    clean = len(standing.clean)
    if clean >= CLEAN_QUESTIONS:
        return f"A few more right answers master it. {_when_back(standing)}"
    if questions < CLEAN_QUESTIONS:
        return "The course has a single question on it, and mastery takes two."
    return (
        f"{clean} of {CLEAN_QUESTIONS} different questions answered right at once, without a hint."
    )


def _when_back(standing: Standing) -> str:
    if standing.due is None:
        return "Answer a question on it."
    return f"I will ask again from {standing.due.day} {standing.due:%B}."
