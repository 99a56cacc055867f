"""Coverage: is every required concept explained, tested, and explained before it is tested?"""

from collections.abc import Iterator

from tutor.course.load import Loaded
from tutor.course.source import Finding

FEWEST_QUESTIONS = 2
"""Mastery asks for clean right answers to two different questions."""


def findings(loaded: Loaded) -> Iterator[Finding]:
    """Every required concept that a learner could not come to master."""
    course = loaded.course
    explained = {
        concept
        for lesson in course.lessons.values()
        for node in lesson.nodes.values()
        for concept in node.explains
    }
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
