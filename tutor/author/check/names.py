"""Names: conditions that mean nothing, rings of prerequisites, what is defined and never used."""

from collections.abc import Collection, Iterator

from tutor.course.fields import near
from tutor.course.load import Loaded
from tutor.course.model import Beat, Choices, Course, Lesson, Once, Options, ShowFigure, When
from tutor.course.source import Finding
from tutor.dialogue.conditions import Atom, ConditionError, names, parse

SHOWN = 60
"""Letters of a condition shown on either side of where it goes wrong."""

Place = tuple[str | int, ...]


def findings(loaded: Loaded) -> Iterator[Finding]:
    """Every fault of a name that the loader does not look for."""
    for lesson in loaded.course.lessons.values():
        for text, path in conditions(lesson):
            yield from _condition(loaded, lesson, text, path)
    yield from _rings(loaded)
    yield from _unused(loaded)


def conditions(lesson: Lesson) -> Iterator[tuple[str, Place]]:
    """Every condition of a lesson, and where it stands."""
    for node in lesson.nodes.values():
        for number, beat in enumerate(node.say):
            for text in _beat_conditions(beat):
                yield text, ("nodes", node.id, "say", number, "if")
        if isinstance(node.next, Choices):
            for number, choice in enumerate(node.next.choices):
                if choice.condition is not None:
                    yield choice.condition, ("nodes", node.id, "choices", number, "if")


def _beat_conditions(beat: Beat) -> Iterator[str]:
    match beat:
        case When():
            yield beat.condition
            for inner in (*beat.then, *beat.otherwise):
                yield from _beat_conditions(inner)
        case Once():
            for inner in beat.beats:
                yield from _beat_conditions(inner)
        case _:
            return


def _condition(loaded: Loaded, lesson: Lesson, text: str, path: Place) -> Iterator[Finding]:
    at = loaded.locate("lesson", lesson.id, *path)
    try:
        atoms = names(parse(text))
    except ConditionError as error:
        shown = f"{text[: error.offset][-SHOWN:]}▸{text[error.offset :][:SHOWN]}"
        yield Finding(at, "N002", f"“{shown}” is no condition: {error.message}")
        return
    for atom in atoms:
        what, known = _known(loaded.course, lesson, atom)
        if atom.id not in known:
            fix = near(atom.id, sorted(known)) or f"there is no {what} of that name"
            yield Finding(at, "N003", f"unknown {what} “{atom.id}” in {atom.name}(…)", fix)


def _known(course: Course, lesson: Lesson, atom: Atom) -> tuple[str, Collection[str]]:
    match atom.name:
        case "seen":
            return "node", lesson.nodes
        case "answered":
            return "question", course.questions
        case "completed":
            return "lesson", course.lessons
        case _:
            return "concept", course.concepts


def _rings(loaded: Loaded) -> Iterator[Finding]:
    after = {name: concept.after for name, concept in loaded.course.concepts.items()}
    reported: set[frozenset[str]] = set()
    for name in after:
        ring = _ring(after, name)
        if ring and frozenset(ring) not in reported:
            reported.add(frozenset(ring))
            at = loaded.locate("concept", name, "after")
            chain = " → ".join((*ring, ring[0]))
            yield Finding(at, "N004", f"prerequisites go in a ring: {chain}", "remove one of them")


def _ring(after: dict[str, tuple[str, ...]], start: str) -> tuple[str, ...]:
    """The shortest way from a concept back to itself; empty where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:
        for name in after.get(way[-1], ()):
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()


def _unused(loaded: Loaded) -> Iterator[Finding]:
    course = loaded.course
    for kind, defined, used in (
        ("figure", course.figures, _used_figures(course)),
        ("misconception", course.misconceptions, _used_misconceptions(course)),
    ):
        for name in defined:
            if name not in used:
                at = loaded.locate(kind, name)
                yield Finding(
                    at, "N005", f"{kind} “{name}” is never used", "use or remove it", "warning"
                )


def _used_figures(course: Course) -> set[str]:
    drawn = {entry.figure for entry in course.entries.values() if entry.figure is not None}
    beats = [
        beat for x in course.lessons.values() for node in x.nodes.values() for beat in node.say
    ]
    while beats:
        match beats.pop():
            case ShowFigure(figure=name):
                drawn.add(name)
            case Once(beats=inner):
                beats += inner
            case When(then=then, otherwise=otherwise):
                beats += [*then, *otherwise]
            case _:
                pass
    return drawn


def _used_misconceptions(course: Course) -> set[str]:
    """Those that an answer shows, and those that can be heard in what is typed."""
    used = {name for name, belief in course.misconceptions.items() if belief.heard_as}
    for question in course.questions.values():
        form = question.form
        answers = form.options if isinstance(form, Options) else form.wrong
        used |= {answer.misconception for answer in answers if answer.misconception is not None}
    return used
