"""Which part of what a lesson remembers can still change where it leads.

Two states that differ in nothing else are one state: the proof walks it once. Left out are hints,
the way there, nodes and choices that cannot come again, and asides that only come back.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from tutor.author.check.worlds import Fact, World, looked_at, watched
from tutor.course.model import (
    Ask,
    Choice,
    Choices,
    Detour,
    End,
    Goto,
    Lesson,
    Node,
    Question,
    Return,
)
from tutor.dialogue.state import OpenQuestion, State


@dataclass(frozen=True)
class Matters:
    """The part of a run's memory that some prompt ahead looks at."""

    facts: frozenset[Fact] = frozenset()
    taken: frozenset[str] = frozenset()
    wrong_detours: frozenset[str] = frozenset()

    def __or__(self, other: "Matters") -> "Matters":
        return Matters(
            self.facts | other.facts,
            self.taken | other.taken,
            self.wrong_detours | other.wrong_detours,
        )


@dataclass(frozen=True)
class _Way:
    """A way out of a node; ``key`` is that of a once-only choice."""

    to: str
    key: str | None = None


class Canon:
    """Gives the states of one lesson their canonical form."""

    def __init__(self, lesson: Lesson, questions: Mapping[str, Question]) -> None:
        """Look through the lesson once."""
        self._nodes = lesson.nodes
        self._questions = questions
        self._watched = watched(lesson) | {
            fact for node in lesson.nodes.values() for fact in looked_at(node)
        }
        self._ways = {name: tuple(_ways(node)) for name, node in lesson.nodes.items()}
        self._own = {name: self._matters_at(node) for name, node in lesson.nodes.items()}
        self._once = frozenset(way.key for ways in self._ways.values() for way in ways if way.key)
        self._ahead: dict[tuple[frozenset[str], frozenset[str]], Matters] = {}

    def form(self, state: State, world: World) -> Hashable:
        """The canonical form: equal for two states from which the same can happen."""
        if state.ended is not None:
            return state.ended, state.node
        ahead = self.ahead(state)
        return (
            state.node,
            state.pending,
            _asked(state.open),
            tuple((frame.node, _asked(frame.open)) for frame in state.stack),
            ahead.taken.intersection(state.taken),
            frozenset((n, c) for n, c in state.wrong_detours.items() if n in ahead.wrong_detours),
            frozenset(name for name in state.seen if ("seen", name) in ahead.facts),
            world & ahead.facts,
        )

    def remembered(self, state: State) -> Hashable:
        """What the lesson remembers that ``back`` does not take back."""
        seen = frozenset(name for name in state.seen if ("seen", name) in self._watched)
        return seen, frozenset(state.wrong_detours.items()), frozenset(state.taken)

    def ahead(self, state: State) -> Matters:
        """What the prompts that can still come look at."""
        roots = frozenset({state.pending or state.node, *(frame.node for frame in state.stack)})
        spent = self._once.intersection(state.taken)
        found = self._ahead.get((roots, spent))
        if found is None:
            found = Matters()
            for name in self._closure(roots, spent):
                found |= self._own[name]
            self._ahead[roots, spent] = found
        return found

    def _closure(self, roots: frozenset[str], spent: frozenset[str]) -> set[str]:
        """The nodes that can still come, those behind a spent choice left out."""
        reached: set[str] = set()
        ahead = [*roots]
        while ahead:
            name = ahead.pop()
            if name not in reached:
                reached.add(name)
                ahead += [way.to for way in self._ways[name] if way.key not in spent]
        return reached

    def _matters_at(self, node: Node) -> Matters:
        match node.next:
            case Choices(choices=choices):
                lasting = any(not c.once and c.condition is None for c in choices)
                keys = {
                    f"{node.id}/{choice.id}"
                    for choice in choices
                    if choice.once and not (lasting and self._comes_back(choice))
                }
                return Matters(looked_at(node), frozenset(keys))
            case Ask(after_wrong=after) if after is not None and not self._aside(after.detour):
                return Matters(wrong_detours=frozenset({node.id}))
            case _:
                return Matters()

    def _comes_back(self, choice: Choice) -> bool:
        return isinstance(choice.target, Detour) and self._aside(choice.target.node)

    def _aside(self, start: str) -> bool:
        """Whether a detour can only come back, and leaves nothing that a choice looks at."""
        inside = self._closure(frozenset({start}), frozenset())
        return all(self._leaves_no_trace(self._nodes[name]) for name in inside)

    def _leaves_no_trace(self, node: Node) -> bool:
        if self._traces(node) & self._watched:
            return False
        match node.next:
            case Choices(choices=choices):
                return all(not c.once and c.condition is None for c in choices)
            case End():
                return False
            case Goto() | Ask() | Return():
                return True

    def _traces(self, node: Node) -> set[Fact]:
        """What having been at a node makes true."""
        traces = {("seen", node.id), *(("explained", concept) for concept in node.explains)}
        if isinstance(node.next, Ask):
            concept = self._questions[node.next.question].about[0]
            traces |= {("answered", node.next.question), ("explained", concept)}
            traces.add(("practised", concept))
        return traces


def _asked(asked: OpenQuestion | None) -> Hashable:
    """An open question without its hints; which option was struck is all the same."""
    return None if asked is None else (asked.question, asked.tries, len(asked.struck))


def _ways(node: Node) -> Iterator[_Way]:
    match node.next:
        case Goto(node=target):
            yield _Way(target)
        case Ask(goto=goto, after_wrong=after):
            yield _Way(goto)
            if after is not None:
                yield _Way(after.detour)
        case Choices(choices=choices):
            for choice in choices:
                yield _Way(choice.target.node, f"{node.id}/{choice.id}" if choice.once else None)
        case Return() | End():
            pass
