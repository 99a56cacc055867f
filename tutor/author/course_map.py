"""The course map: what is taught where, how long it takes to read, and what is thin."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from tutor.author.check.graph import onward
from tutor.course.model import (
    Ask,
    Beat,
    Choices,
    Course,
    Id,
    Lesson,
    Node,
    Once,
    Options,
    Question,
    ShowFigure,
    Text,
    When,
)
from tutor.text import tokens

WORDS_A_MINUTE = 200
"""How fast people read to learn."""

QUESTION_MINUTES = 0.4
"""How long a question takes besides reading it."""

FEW_ENTRIES, FEW_QUESTIONS, FEW_MISCONCEPTIONS = 2, 4, 1
"""Below these a required concept is thin."""

FEW_PHRASINGS = 5
"""Below this an entry is thin."""

LONG_LESSON = 15
"""Minutes from which a lesson is long for one sitting."""

FAR_OFF = 2.5
"""How many times as long or as short as its file says a lesson may be."""


class ConceptRow(Struct, frozen=True):
    """How much has one concept as its main one, and which lessons explain it.

    ``reading`` is the minutes that its entries and explanations take to read.
    """

    id: Id
    name: str
    required: bool
    entries: int
    lessons: tuple[Id, ...]
    questions: int
    misconceptions: int
    reading: float
    after: tuple[Id, ...]


class LessonRow(Struct, frozen=True):
    """One lesson: ``minutes`` as its file says (0: not said), ``reading`` as its main way takes.

    ``questions`` counts the nodes that ask.
    """

    id: Id
    title: str
    minutes: int
    reading: float
    nodes: int
    questions: int
    explains: tuple[Id, ...]


class Thin(Struct, frozen=True):
    """What a concept or a lesson has too little of, in words."""

    id: Id
    reasons: tuple[str, ...]


class Counts(Struct, frozen=True):
    """How much there is of everything."""

    concepts: int
    required: int
    entries: int
    phrasings: int
    lessons: int
    questions: int
    misconceptions: int
    corrections: int
    figures: int


class CourseMap(Struct, frozen=True):
    """The map of a course, in its author's order."""

    course: Id
    title: str
    counts: Counts
    concepts: tuple[ConceptRow, ...]
    lessons: tuple[LessonRow, ...]
    thin_concepts: tuple[Thin, ...]
    thin_lessons: tuple[Thin, ...]


def course_map(course: Course) -> CourseMap:
    """What a course has, concept by concept and lesson by lesson."""
    concepts = tuple(_concept(course, name) for name in course.concepts)
    lessons = tuple(_lesson(course, lesson) for lesson in course.lessons.values())
    return CourseMap(
        course.id,
        course.title,
        _counts(course),
        concepts,
        lessons,
        tuple(_thin((row.id, _thin_concept(course, row, lessons)) for row in concepts)),
        tuple(_thin((row.id, _thin_lesson(course, row)) for row in lessons)),
    )


def _counts(course: Course) -> Counts:
    return Counts(
        concepts=len(course.concepts),
        required=sum(concept.required for concept in course.concepts.values()),
        entries=len(course.entries),
        phrasings=sum(len(entry.ask) for entry in course.entries.values()),
        lessons=len(course.lessons),
        questions=len(course.questions),
        misconceptions=len(course.misconceptions),
        corrections=len(course.corrections),
        figures=len(course.figures),
    )


def _concept(course: Course, name: Id) -> ConceptRow:
    concept = course.concepts[name]
    entries = [entry for entry in course.entries.values() if entry.about[0] == name]
    nodes = [
        (lesson.id, node)
        for lesson in course.lessons.values()
        for node in lesson.nodes.values()
        if name in node.explains
    ]
    told = [text for entry in entries for text in (entry.short, entry.answer)]
    told += [text for _, node in nodes for text in _said(node)]
    return ConceptRow(
        id=name,
        name=concept.name,
        required=concept.required,
        entries=len(entries),
        lessons=tuple(dict.fromkeys(lesson for lesson, _ in nodes)),
        questions=len(course.questions_about(name)),
        misconceptions=sum(held.about[0] == name for held in course.misconceptions.values()),
        reading=round(_minutes(told), 1),
        after=concept.after,
    )


def _lesson(course: Course, lesson: Lesson) -> LessonRow:
    way = main_way(lesson)
    asked = {node.next.question for node in way if isinstance(node.next, Ask)}
    questions = [course.questions[name] for name in asked]
    texts = [text for node in way for text in _said(node)]
    texts += [text for question in questions for text in _put(question)]
    return LessonRow(
        id=lesson.id,
        title=lesson.title,
        minutes=lesson.minutes,
        reading=round(_minutes(texts) + len(questions) * QUESTION_MINUTES, 1),
        nodes=len(lesson.nodes),
        questions=sum(isinstance(node.next, Ask) for node in lesson.nodes.values()),
        explains=explained_in(lesson),
    )


def main_way(lesson: Lesson) -> tuple[Node, ...]:
    """The nodes that one meets who takes the first choice each time, and no detour."""
    way: dict[Id, Node] = {}
    ahead = [lesson.start]
    while ahead and ahead[0] in lesson.nodes and ahead[0] not in way:
        node = lesson.nodes[ahead[0]]
        way[node.id] = node
        ahead = list(onward(node))
    return tuple(way.values())


def explained_in(lesson: Lesson) -> tuple[Id, ...]:
    """The concepts that a lesson explains: first those on its main way, then the others."""
    nodes = (*main_way(lesson), *lesson.nodes.values())
    return tuple(dict.fromkeys(concept for node in nodes for concept in node.explains))


def _minutes(texts: Iterable[str]) -> float:
    return sum(len(tokens(text)) for text in texts) / WORDS_A_MINUTE


def _said(node: Node) -> Iterator[str]:
    for beat in node.say:
        yield from _beat(beat)
    if isinstance(node.next, Choices):
        yield from (choice.text for choice in node.next.choices)


def _beat(beat: Beat) -> Iterator[str]:
    """What is read of a beat: of two ways the one for who does not know it yet."""
    match beat:
        case Text(text=text):
            yield text
        case Once(beats=beats):
            for inner in beats:
                yield from _beat(inner)
        case When(then=then, otherwise=otherwise):
            for inner in otherwise or then:
                yield from _beat(inner)
        case ShowFigure():
            return


def _put(question: Question) -> Iterator[str]:
    yield question.text
    if isinstance(question.form, Options):
        yield from (option.text for option in question.form.options)


def _thin(found: Iterable[tuple[Id, Iterator[str]]]) -> Iterator[Thin]:
    for name, reasons in found:
        if listed := tuple(reasons):
            yield Thin(name, listed)


def _thin_concept(course: Course, row: ConceptRow, lessons: tuple[LessonRow, ...]) -> Iterator[str]:
    if row.required:
        if row.entries < FEW_ENTRIES:
            yield counted(row.entries, "entry")
        if lessons and not row.lessons:
            yield "no lesson"
        if row.questions < FEW_QUESTIONS:
            yield counted(row.questions, "question")
        if row.misconceptions < FEW_MISCONCEPTIONS:
            yield "no misconception"
    elif not row.entries and not row.lessons:
        yield "nothing explains it"
    yield from _few_phrasings(course, row)
    yield from _out_of_order(row, lessons)


def _few_phrasings(course: Course, row: ConceptRow) -> Iterator[str]:
    few = sum(
        entry.about[0] == row.id and len(entry.ask) < FEW_PHRASINGS
        for entry in course.entries.values()
    )
    if few:
        yield f"{counted(few, 'entry')} with fewer than {FEW_PHRASINGS} phrasings"


def _out_of_order(row: ConceptRow, lessons: tuple[LessonRow, ...]) -> Iterator[str]:
    """The prerequisites that only a later lesson explains."""
    first: dict[Id, int] = {}
    for number, lesson in enumerate(lessons):
        for concept in lesson.explains:
            first.setdefault(concept, number)
    for before in row.after:
        if first.get(before, -1) > first.get(row.id, len(lessons)):
            yield f"explained before {before}, on which it builds"


def _thin_lesson(course: Course, row: LessonRow) -> Iterator[str]:
    if not row.questions:
        yield "no question"
    if not row.minutes:
        yield "does not say its minutes"
    elif not row.minutes / FAR_OFF <= row.reading <= row.minutes * FAR_OFF:
        yield f"says {row.minutes} minutes, reads in {max(round(row.reading), 1)}"
    if row.reading > LONG_LESSON:
        yield f"long for one sitting: {round(row.reading)} minutes"
    if not course.lessons[row.id].tests:
        yield "no scripted test"


def counted(count: int, noun: str) -> str:
    """A count in words: "no entry", "1 entry", "2 entries"."""
    if count == 1:
        return f"1 {noun}"
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {plural}" if count else f"no {noun}"
