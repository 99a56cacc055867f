"""Coverage: is every required concept explained, tested, and explained before it is tested?"""

from collections.abc import Iterator

from tutor.author.check.graph import reached
from tutor.course.load import Loaded
from tutor.course.model import Ask, Course, Lesson
from tutor.course.source import Finding

FEWEST_QUESTIONS = 2
"""Mastery asks for clean right answers to two different questions."""


def findings(loaded: Loaded) -> Iterator[Finding]:
    """Every required concept that a learner could not come to master."""
    course = loaded.course
    explained = {concept for lesson in course.lessons.values() for concept in explained_in(lesson)}
    answered = {entry.about[0] for entry in course.entries.values() if entry.about}
    for name, concept in course.concepts.items():
        at = loaded.locate("concept", name)
        if not concept.required:
            continue
        if name not in explained and name not in answered:
            yield Finding(
                at, "C001", f"required concept {name} is never explained",
                "explain it in a lesson or write an entry about it",
            )  # fmt: skip
        elif course.lessons and name not in explained:
            yield Finding(
                at, "C002", f"no lesson explains required concept {name}",
                "add it to a node's explains", "warning",
            )  # fmt: skip
        tested = len(course.questions_about(name))
        if tested < FEWEST_QUESTIONS:
            yield Finding(
                at, "C003",
                f"required concept {name} has {tested} of the {FEWEST_QUESTIONS} questions that"
                " mastery needs",
                "write questions with it first in about, or set required: false",
            )  # fmt: skip
    yield from _too_early(loaded)


def explained_in(lesson: Lesson) -> dict[str, list[str]]:
    """The concepts that a lesson explains, each with its nodes that do."""
    found: dict[str, list[str]] = {}
    for node in lesson.nodes.values():
        for concept in node.explains:
            found.setdefault(concept, []).append(node.id)
    return found


def _too_early(loaded: Loaded) -> Iterator[Finding]:
    """A question on what no earlier lesson explains, and this one only afterwards, if at all.

    A learner who asks to be tested first, past a telling that is there, is not meant.
    """
    course = loaded.course
    told: set[str] = set()
    later = {concept for lesson in course.lessons.values() for concept in explained_in(lesson)}
    for lesson in course.lessons.values():
        here = explained_in(lesson)
        for name, concept in _asked(course, lesson):
            if concept in told or concept not in later or not course.concepts[concept].required:
                continue
            before = {other: node for other, node in lesson.nodes.items() if other != name}
            ahead = reached(before, lesson.start, by_detour=True)
            explaining = here.get(concept, [])
            if name not in explaining and ahead.isdisjoint(explaining):
                yield Finding(
                    loaded.locate("lesson", lesson.id, "nodes", name, "ask"), "C004",
                    f"required concept {concept} is tested before anything explains it",
                    "explain it in a node or a lesson that comes before", "warning",
                )  # fmt: skip
        told |= set(here)


def _asked(course: Course, lesson: Lesson) -> Iterator[tuple[str, str]]:
    """The nodes of a lesson that ask, with the concept that they test."""
    for node in lesson.nodes.values():
        if isinstance(node.next, Ask):
            yield node.id, course.questions[node.next.question].about[0]
