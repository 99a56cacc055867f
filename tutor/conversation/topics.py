"""Topics that have a lesson: who asks about one is told of it."""

import re

from rapidfuzz import fuzz, process

from tutor.course.model import Course, Lesson
from tutor.learner.coverage import Coverage
from tutor.learner.review import is_proven, lessons_explaining
from tutor.text import normalise

SAME_NAME = 82
"""From 0 to 100: how alike a typed topic and a name must be to mean it, letter by letter."""

_REQUEST = re.compile(
    r"^(?:please |can you |could you |i(?:'d| would) like you to |i want you to )*"
    r"(?:teach me|tutor me|i(?:'d| would)? (?:want|like) to learn|i want to understand|learn|"
    r"let(?:'s| us| me) learn|train me|"
    r"(?:(?:i want|i need|give me|start|begin|open|take|show me|is there|do you have) )?"
    r"(?:the |a |an |any |your )?lessons?)"
    r"(?: something| more| all| everything)?(?: about| on| in| for| of)? (?P<topic>.+)$"
)


def requested(text: str) -> str | None:
    """The topic in "teach me about yeast" or "is there a lesson on size"; None elsewhere."""
    match = _REQUEST.match(normalise(text))
    return match["topic"] if match else None


def lesson_called(course: Course, topic: str) -> Lesson | None:
    """The lesson of this number or title, or the first on a concept of this name; spelling
    forgiven."""
    if topic.isascii() and topic.isdigit():
        return dict(enumerate(course.lessons.values(), 1)).get(int(topic[:4]))
    titles = {normalise(lesson.title): lesson for lesson in course.lessons.values()}
    concepts = {
        normalise(name): concept.id
        for concept in course.concepts.values()
        for name in (concept.id, concept.name, *concept.also)
    }
    wanted = [topic, re.sub(r"^(?:the|an?) ", "", topic)]
    wanted += [each.removesuffix("s") for each in wanted]
    for names in (titles, concepts):
        found = (
            process.extractOne(each, list(names), scorer=fuzz.ratio, score_cutoff=SAME_NAME)
            for each in wanted
        )
        best = max((one for one in found if one is not None), key=lambda one: one[1], default=None)
        if best is not None:
            meant = titles[best[0]] if names is titles else lesson_on(course, concepts[best[0]])
            if meant is not None:
                return meant
    return course.lessons.get(topic)


def lesson_on(course: Course, concept: str) -> Lesson | None:
    """The first lesson that explains a concept."""
    return next(iter(lessons_explaining(course, concept)), None)


def worth_a_lesson(
    course: Course, coverage: Coverage, concept: str, running: str | None
) -> Lesson | None:
    """The lesson to mention beside an answer about a concept: not one that is running or done,
    and nothing that the learner has shown to know."""
    lesson = lesson_on(course, concept)
    if lesson is None or lesson.id == running or lesson.id in coverage.completed:
        return None
    return None if is_proven(coverage.standing(concept)) else lesson
