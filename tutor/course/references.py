"""Every name in a course that points at something: does it stand?"""

from collections.abc import Callable, Collection, Iterator

from tutor.course.fields import near
from tutor.course.model import (
    Ask,
    Beat,
    Choices,
    Course,
    Entry,
    Goto,
    Lesson,
    Node,
    Once,
    Options,
    Question,
    ShowFigure,
    Text,
    Typed,
    When,
)
from tutor.course.source import Finding, Position

Locate = Callable[..., Position]
Reference = tuple[str, Collection[str], str, tuple[str | int, ...]]
"""What is named (in words), the known names, the name, and the path to it inside its item."""


def dangling(course: Course, locate: Locate) -> Iterator[Finding]:
    """A finding for every name that leads nowhere, with the nearest that there is."""
    for kind, name, references in _items(course):
        for what, known, target, path in references:
            if target not in known:
                fix = near(target, known) or f"there is no {what} of that name"
                yield Finding(locate(kind, name, *path), "N001", f"unknown {what} “{target}”", fix)


def _items(course: Course) -> Iterator[tuple[str, str, Iterator[Reference]]]:
    for entry in course.entries.values():
        yield "entry", entry.id, _entry(course, entry)
    for question in course.questions.values():
        yield "question", question.id, _question(course, question)
    for lesson in course.lessons.values():
        yield "lesson", lesson.id, _lesson(course, lesson)
    yield from _small_items(course)


def _small_items(course: Course) -> Iterator[tuple[str, str, Iterator[Reference]]]:
    for concept in course.concepts.values():
        yield "concept", concept.id, _many("concept", course.concepts, concept.after, "after")
    for belief in course.misconceptions.values():
        yield "misconception", belief.id, _about(course, belief.about)
        cleared = [belief.cleared_by] if belief.cleared_by is not None else []
        yield (
            "misconception",
            belief.id,
            iter([("question", course.questions, name, ("cleared_by",)) for name in cleared]),
        )
    for correction in course.corrections.values():
        yield "correction", correction.id, _about(course, correction.about)
    for path in course.paths:
        yield "path", path.id, _many("lesson", course.lessons, path.lessons, "lessons")


def _many(
    what: str, known: Collection[str], names: tuple[str, ...], key: str
) -> Iterator[Reference]:
    for number, name in enumerate(names):
        yield what, known, name, (key, number)


def _about(course: Course, about: tuple[str, ...]) -> Iterator[Reference]:
    return _many("concept", course.concepts, about, "about")


def _entry(course: Course, entry: Entry) -> Iterator[Reference]:
    yield from _about(course, entry.about)
    yield from _many("entry", course.entries, entry.follow_ups, "follow_ups")
    if entry.figure is not None:
        yield "figure", course.figures, entry.figure, ("figure",)
    if entry.support.source:
        sources = [source.id for source in course.sources]
        yield "source", sources, entry.support.source, ("support", "source")


def _question(course: Course, question: Question) -> Iterator[Reference]:
    yield from _about(course, question.about)
    match question.form:
        case Options(options=options):
            key, shown = "options", [option.misconception for option in options]
        case Typed(wrong=wrong):
            key, shown = "wrong", [answer.misconception for answer in wrong]
    for number, belief in enumerate(shown):
        if belief is not None:
            path = (key, number, "misconception")
            yield "misconception", course.misconceptions, belief, path


def _lesson(course: Course, lesson: Lesson) -> Iterator[Reference]:
    yield "node", lesson.nodes, lesson.start, ("start",)
    yield from _many("concept", course.concepts, lesson.needs, "needs")
    for node in lesson.nodes.values():
        yield from _node(course, lesson, node)
    for number, test in enumerate(lesson.tests):
        if test.expect.at is not None:
            yield "node", lesson.nodes, test.expect.at, ("tests", number, "expect", "at")
        for concept in test.expect.explained:
            path = ("tests", number, "expect", "explained")
            yield "concept", course.concepts, concept, path


def _node(course: Course, lesson: Lesson, node: Node) -> Iterator[Reference]:
    here = ("nodes", node.id)
    for number, concept in enumerate(node.explains):
        yield "concept", course.concepts, concept, (*here, "explains", number)
    for number, beat in enumerate(node.say):
        for figure in _figures(beat):
            yield "figure", course.figures, figure, (*here, "say", number)
    match node.next:
        case Goto(node=target):
            yield "node", lesson.nodes, target, (*here, "goto")
        case Choices(choices=choices):
            for number, choice in enumerate(choices):
                key = "goto" if isinstance(choice.target, Goto) else "detour"
                yield "node", lesson.nodes, choice.target.node, (*here, "choices", number, key)
        case Ask(question=question, goto=goto, after_wrong=after):
            yield "question", course.questions, question, (*here, "ask")
            yield "node", lesson.nodes, goto, (*here, "goto")
            if after is not None:
                yield "node", lesson.nodes, after.detour, (*here, "after_wrong", "detour")
        case _:
            return


def _figures(beat: Beat) -> Iterator[str]:
    match beat:
        case Text():
            return
        case ShowFigure(figure=figure):
            yield figure
        case Once(beats=beats):
            for inner in beats:
                yield from _figures(inner)
        case When(then=then, otherwise=otherwise):
            for inner in (*then, *otherwise):
                yield from _figures(inner)
