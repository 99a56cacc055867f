"""Names: conditions that mean nothing, rings of prerequisites, what is defined and never used."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from tutor.course.fields import near
from tutor.course.load import Loaded, without_drafts
from tutor.course.model import Beat, Choices, Course, Lesson, Once, Options, ShowFigure, When
from tutor.course.references import dangling
from tutor.course.source import Finding, Position, Scalar
from tutor.dialogue.conditions import NAMES, Atom, ConditionError, names, parse

SHOWN = 60
"""Letters of a condition shown on either side of where it goes wrong."""

Place = tuple[str | int, ...]

ONE_LINE = 80
"""Letters up to which a condition is taken to stand on one line of its file."""

READY = "remove its status: draft, or make this a draft as well"
FORM = "write it like: practised(ID) and not due(ID)"


def findings(loaded: Loaded) -> Iterator[Finding]:
    """Every fault of a name that the loader does not look for."""
    for lesson in loaded.course.lessons.values():
        for text, path in conditions(lesson):
            yield from _condition(loaded, lesson, text, path)
    yield from _rings(loaded)
    yield from _unused(loaded)
    yield from _drafts(loaded)


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
    at = _inside(loaded, lesson, path)
    try:
        atoms = names(parse(text))
    except ConditionError as error:
        shown = f"{text[: error.offset][-SHOWN:]}▸{text[error.offset :][:SHOWN]}"
        word = text[error.offset :].split("(")[0].strip()
        fix = near(word, NAMES) if word and word not in NAMES else ""
        yield Finding(
            at(error.offset), "N002", f"“{shown}” is no condition: {error.message}", fix or FORM
        )
        return
    for atom in atoms:
        what, known = _known(loaded.course, lesson, atom)
        if not lesson.draft and atom.id in _drafted(loaded.course, atom):
            yield Finding(
                at(atom.offset), "N006", f"{what} “{atom.id}” is a draft, and this is not", READY
            )
        elif atom.id not in known:
            fix = near(atom.id, sorted(known)) or f"there is no {what} of that name"
            yield Finding(
                at(atom.offset), "N003", f"unknown {what} “{atom.id}” in {atom.name}(…)", fix
            )


def _inside(loaded: Loaded, lesson: Lesson, path: Place) -> Callable[[int], Position]:
    """Where a letter of a condition stands, as near as that can be told."""
    value = loaded.located.value("lesson", lesson.id, *path)
    at = value.at if value is not None else loaded.located.root
    whole = isinstance(value, Scalar) and value.plain and len(value.value) <= ONE_LINE
    return lambda offset: replace(at, column=at.column + offset) if whole else at


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
        ("concept", course.concepts, _used_concepts(course)),
        ("source", [source.id for source in course.sources], _used_sources(course)),
        ("figure", course.figures, _used_figures(course)),
        ("misconception", course.misconceptions, _used_misconceptions(course)),
    ):
        for name in defined:
            if name not in used:
                at = loaded.locate(kind, name)
                yield Finding(
                    at, "N005", f"{kind} “{name}” is never used", "use or remove it", "warning"
                )


def _drafts(loaded: Loaded) -> Iterator[Finding]:
    """What learners get, without the drafts, must not lead to one."""
    for finding in dangling(without_drafts(loaded.course), loaded.locate):
        message = f"{finding.message.removeprefix('unknown ')} is a draft, and this is not"
        yield Finding(finding.position, "N006", message, READY)


def _drafted(course: Course, atom: Atom) -> set[str]:
    match atom.name:
        case "answered":
            return {name for name, question in course.questions.items() if question.draft}
        case "completed":
            return {name for name, lesson in course.lessons.items() if lesson.draft}
        case _:
            return set()


def _used_concepts(course: Course) -> set[str]:
    """The required ones, of which another check tells more, and those that anything is about."""
    used = {name for name, concept in course.concepts.items() if concept.required}
    abouts = [
        *(entry.about for entry in course.entries.values()),
        *(question.about for question in course.questions.values()),
        *(belief.about for belief in course.misconceptions.values()),
        *(correction.about for correction in course.corrections.values()),
    ]
    used.update(*abouts, *(concept.after for concept in course.concepts.values()))
    for lesson in course.lessons.values():
        used.update(lesson.needs, *(node.explains for node in lesson.nodes.values()))
    return used


def _used_sources(course: Course) -> set[str]:
    """The first is the default of every support."""
    named = {entry.support.source for entry in course.entries.values()}
    return named | {source.id for source in course.sources[:1]}


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
