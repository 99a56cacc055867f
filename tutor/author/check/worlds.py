"""What a lesson asks about its learner: every answer there may be, and how a lesson changes it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import product

from tutor.course.model import Choices, Lesson, Node, Question
from tutor.dialogue import state as d
from tutor.dialogue.conditions import LEVEL, names, parse
from tutor.dialogue.state import Effect, Facts

Fact = tuple[str, str]
"""A condition name and an id, such as ``("practised", "yeast")``."""

World = frozenset[Fact]
"""The watched facts that hold. Who mastered a concept has practised it, and so on down."""

COMES_AND_GOES = frozenset({"mastered", "due"})
"""What may stop to hold while a lesson runs; anything else, once true, stays so."""


def looked_at(node: Node) -> frozenset[Fact]:
    """The facts that decide which of a node's choices are there, ``seen`` among them."""
    if not isinstance(node.next, Choices):
        return frozenset()
    conditions = (choice.condition for choice in node.next.choices if choice.condition is not None)
    return frozenset((atom.name, atom.id) for text in conditions for atom in names(parse(text)))


def watched(lesson: Lesson) -> World:
    """The facts about the learner that any choice of the lesson depends on."""
    facts = (fact for node in lesson.nodes.values() for fact in looked_at(node))
    return frozenset(fact for fact in facts if fact[0] != "seen")


def worlds(facts: Collection[Fact]) -> Iterator[World]:
    """Every learner there may be, told apart by these facts; who knows nothing comes first."""
    ladders = _ladders(facts)
    climbs = [[frozenset(steps[:n]) for n in range(len(steps) + 1)] for steps in ladders.values()]
    alone = [[frozenset[Fact](), frozenset({fact})] for fact in sorted(facts) if not _level(fact)]
    for held in product(*climbs, *alone):
        yield frozenset[Fact]().union(*held)


def _level(fact: Fact) -> int:
    return LEVEL.get(fact[0], 0)


def _ladders(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Concept by concept, the watched levels from low to high."""
    ladders: dict[str, list[Fact]] = {}
    for fact in sorted(facts, key=lambda one: (one[1], _level(one))):
        if _level(fact):
            ladders.setdefault(fact[1], []).append(fact)
    return ladders


def facts_of(world: World) -> Facts:
    """The world as the engine reads it."""
    level: dict[str, int] = {}
    for fact in world:
        if _level(fact):
            level[fact[1]] = max(level.get(fact[1], 0), _level(fact))

    def held(name: str) -> frozenset[str]:
        return frozenset(subject for kind, subject in world if kind == name)

    return Facts(level, held("due"), held("answered"), held("completed"))


def learned(
    world: World, facts: World, effects: Iterable[Effect], questions: Mapping[str, Question]
) -> World:
    """The world once these effects count: what is explained, and what a right answer shows."""
    for effect in effects:
        match effect:
            case d.Explained(concepts=concepts):
                for concept in concepts:
                    world |= _up_to(facts, concept, LEVEL["explained"])
            case d.Graded(right=True, question=name):
                world |= _up_to(facts, questions[name].about[0], LEVEL["practised"])
                world |= facts & {("answered", name)}
            case _:
                pass
    return world


def _up_to(facts: World, concept: str, level: int) -> World:
    return frozenset(f for f in facts if f[1] == concept and 0 < _level(f) <= level)


def changes(world: World, facts: Collection[Fact]) -> Iterator[tuple[str, World]]:
    """What may become of these facts without an input of the lesson, one at a time, in words.

    A question in between explains, another terminal practises, a day goes by.
    """
    for concept, steps in _ladders(facts).items():
        missing = [fact for fact in steps if fact not in world]
        if missing:
            raised = world | _up_to(frozenset(facts), concept, _level(missing[0]))
            yield f"now {said(missing[0])}", raised
    for fact in sorted(facts):
        if fact in world and fact[0] in COMES_AND_GOES:
            yield f"no longer {said(fact)}", world - {fact}
        elif fact not in world and not _level(fact):
            yield f"now {said(fact)}", world | {fact}


def said(fact: Fact) -> str:
    """A fact as an author writes it."""
    return f"{fact[0]}({fact[1]})"
