"""The proof that nobody gets stuck: the engine itself, walked through every state of a lesson.

The walk goes breadth first over canonical states, for every learner that the lesson can tell
apart. It takes every choice and option, right and wrong answers, hints, ``skip``, and lets what is
known about the learner change at any prompt. ``back`` leads to what has been walked already, unless
the lesson has remembered something since: then every prompt on the shortest way there is gone back
to. A way out is made of answers and choices alone: commands lead into states, never out of them.
From each state reached, an ``end`` must be reachable while what else is known about the learner
stays as it is.
"""

from collections import deque
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from tutor.author.check.memory import Canon
from tutor.author.check.names import conditions
from tutor.author.check.worlds import World, changes, facts_of, learned, said, watched, worlds
from tutor.course.load import Loaded
from tutor.course.model import Ask, Lesson, Options, Question, Typed
from tutor.course.source import Finding
from tutor.dialogue import engine
from tutor.dialogue import state as d
from tutor.dialogue.conditions import ConditionError, parse
from tutor.dialogue.grade import Right, Wrong, grade
from tutor.dialogue.state import Effect, Input, State

MOST_STATES = 10_000
"""How many states of one lesson are walked at most."""

MOST_IN_ALL = 30_000
"""How many states of all lessons of a course are walked at most."""

MOST_TRAPS = 3
"""How many traps of one lesson are told."""

STUCK = "stuck"
"""How the engine ends a lesson that cannot go on."""

ENTER, BACK = "(Enter)", "back"


@dataclass(frozen=True)
class Trap:
    """A node from which no end can be reached, and the shortest inputs that lead there.

    ``steps`` holds what is typed, and in brackets what else happens. ``learner`` is what holds of
    the learner at the start. ``stuck``: nothing at all can be done there.
    """

    node: str
    steps: tuple[str, ...]
    learner: World
    stuck: bool


@dataclass(frozen=True)
class Explored:
    """What a walk found. ``whole``: every state was walked, so no trap means there is none."""

    traps: tuple[Trap, ...]
    states: int
    nodes: int
    whole: bool


@dataclass(frozen=True)
class _Spot:
    """A real state, the first found of all with its canonical form, and how it was come by."""

    state: State
    world: World
    parent: int | None = None
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Move:
    """Something to put in. ``out``: it counts as a way out."""

    step: str
    given: Input
    out: bool = True


def findings(loaded: Loaded) -> Iterator[Finding]:
    """A finding for each trap of each lesson, and for each lesson too large to walk whole."""
    left = MOST_IN_ALL
    for lesson in loaded.course.lessons.values():
        if walkable(lesson, loaded.course.questions):
            explored = explore(lesson, loaded.course.questions, max(1, min(left, MOST_STATES)))
            left -= explored.states
            yield from _told(loaded, lesson, explored)


def walkable(lesson: Lesson, questions: Mapping[str, Question]) -> bool:
    """Whether the engine can run it: other checks report conditions and questions that are none."""
    try:
        for text, _ in conditions(lesson):
            parse(text)
    except ConditionError:
        return False
    asked = (node.next.question for node in lesson.nodes.values() if isinstance(node.next, Ask))
    return all(_answerable(questions[name]) for name in asked)


def _answerable(question: Question) -> bool:
    match question.form:
        case Options(options=options):
            return any(option.right for option in options)
        case Typed(accept=accept):
            return bool(accept)


def explore(lesson: Lesson, questions: Mapping[str, Question], most: int | None = None) -> Explored:
    """Walk a lesson through at most so many states (none given: ``MOST_STATES``)."""
    return _Explorer(lesson, questions, most or MOST_STATES).explored()


class _Explorer:
    """One walk: the spots found, the first ``walked`` of them walked on from."""

    def __init__(self, lesson: Lesson, questions: Mapping[str, Question], most: int) -> None:
        self._lesson = lesson
        self._questions = questions
        self._most = most
        self._canon = Canon(lesson, questions)
        self._watched = watched(lesson)
        self._typed = {
            name: tuple(_answers(question))
            for name, question in questions.items()
            if isinstance(question.form, Typed)
        }
        self._spots: list[_Spot] = []
        self._seen: set[str] = set()
        self._number: dict[Hashable, int] = {}
        self._before: dict[int, list[int]] = {}  # spot -> those with a way out that leads to it

    def explored(self) -> Explored:
        for world in islice(worlds(self._watched), self._most):
            begun = engine.start(self._lesson, facts_of(world), self._questions)
            self._reach(begun, world)
        walked = 0
        while walked < min(len(self._spots), self._most):
            self._walk_on(walked)
            walked += 1
        return Explored(
            traps=tuple(islice(self._traps(self._free(walked)), MOST_TRAPS)),
            states=walked,
            nodes=len(self._seen),
            whole=walked == len(self._spots),
        )

    def _reach(
        self,
        result: tuple[State, tuple[Effect, ...]],
        world: World,
        parent: int | None = None,
        *steps: str,
    ) -> int:
        """The number of the spot that a result leads to, new or known."""
        state, effects = result
        self._seen.update(state.seen)
        world = learned(world, self._watched, effects, self._questions)
        form = self._canon.form(state, world)
        if form not in self._number:
            self._number[form] = len(self._spots)
            self._spots.append(_Spot(state, world, parent, steps))
        return self._number[form]

    def _walk_on(self, number: int) -> None:
        spot = self._spots[number]
        if spot.state.ended is not None:
            return
        facts, memory = facts_of(spot.world), self._canon.remembered(spot.state)
        for move in self._moves(engine.prompt(self._lesson, self._questions, spot.state, facts)):
            result = engine.advance(self._lesson, self._questions, spot.state, move.given, facts)
            state, effects = result
            to = self._reach(result, spot.world, number, move.step)
            if move.out:
                self._before.setdefault(to, []).append(number)
            came_otherwise = self._spots[to].state != state
            if came_otherwise and self._canon.remembered(state) != memory:
                world = learned(spot.world, self._watched, effects, self._questions)
                self._go_back(state, world, number, move.step)
        for step, world in changes(spot.world, self._canon.ahead(spot.state).facts & self._watched):
            self._reach((spot.state, ()), world, number, f"({step})")
        before = self._spots[spot.parent].state if spot.parent is not None else spot.state
        if self._canon.remembered(before) != memory:
            self._go_back(spot.state, spot.world, number)

    def _go_back(self, state: State, world: World, parent: int, *steps: str) -> None:
        """Reach every earlier prompt anew, from a state that some steps lead to."""
        facts = facts_of(world)
        while True:
            here, given = state, d.GoBack()
            state, _ = engine.advance(self._lesson, self._questions, here, given, facts)
            if state == here:
                return
            steps = (*steps, BACK)
            self._reach((state, ()), world, parent, *steps)

    def _moves(self, prompt: Effect) -> Iterator[_Move]:
        """Everything that a learner can do at a prompt."""
        match prompt:
            case d.Waiting():
                yield _Move(ENTER, d.Continue())
            case d.Offered(choices=choices):
                for key, text in choices:
                    yield _Move(text, d.Pick(key))
            case d.Asked(options=options, hints_left=hints):
                for key, text, struck in options:
                    if not struck:
                        yield _Move(text, d.Pick(key))
                for text in self._typed.get(prompt.question, ()):
                    yield _Move(text, d.Type(text))
                if hints:
                    yield _Move("hint", d.AskHint(), out=False)
            case _:
                pass
        yield _Move("skip", d.SkipOn(), out=False)

    def _free(self, walked: int) -> set[int]:
        """The spots from which an end can be reached; where the walk broke off counts as one."""
        ends = [n for n, spot in enumerate(self._spots) if spot.state.ended not in (None, STUCK)]
        free = {*ends, *range(walked, len(self._spots))}
        ahead = deque(free)
        while ahead:
            for before in self._before.get(ahead.popleft(), ()):
                if before not in free:
                    free.add(before)
                    ahead.append(before)
        return free

    def _traps(self, free: set[int]) -> Iterator[Trap]:
        """Where a way first leads into a trap: each node once, the shortest way first."""
        told: set[str] = set()
        for number, spot in enumerate(self._spots):
            fell = number not in free and (spot.parent is None or spot.parent in free)
            if fell and spot.state.node not in told:
                told.add(spot.state.node)
                steps, first = self._way_to(number)
                stuck = spot.state.ended == STUCK
                yield Trap(spot.state.node, steps, first.world & self._watched, stuck)

    def _way_to(self, number: int) -> tuple[tuple[str, ...], _Spot]:
        """The steps to a spot, and the spot they begin at."""
        spot, steps = self._spots[number], tuple[str, ...]()
        while spot.parent is not None:
            steps = (*spot.steps, *steps)
            spot = self._spots[spot.parent]
        return steps, spot


def _answers(question: Question) -> Iterator[str]:
    """A right answer in words, and a wrong one; the author's own where there are some."""
    assert isinstance(question.form, Typed)
    right = (text for text in question.form.accept if isinstance(grade(question, text), Right))
    yield from islice(right, 1)
    wrong = (*(wrong.text for wrong in question.form.wrong), "no idea", "xyzzy")
    yield from islice((text for text in wrong if isinstance(grade(question, text), Wrong)), 1)


def _told(loaded: Loaded, lesson: Lesson, explored: Explored) -> Iterator[Finding]:
    for trap in explored.traps:
        what = "the lesson gets stuck" if trap.stuck else "no end can be reached from here"
        who = f", for a learner with {', '.join(map(said, sorted(trap.learner)))}"
        way = "".join(f"\n    > {step}" for step in trap.steps)
        yield Finding(
            loaded.locate("lesson", lesson.id, "nodes", trap.node),
            "P001",
            f"{what} (node {trap.node}){who if trap.learner else ''}, "
            + (f"after:{way}\n   " if way else "from the very start"),
            "give the node a choice that is always there and leads on to an end",
        )
    if not explored.whole:
        yield Finding(
            loaded.locate("lesson", lesson.id),
            "P002",
            f"too large to walk whole: {explored.states} states walked, which show "
            f"{explored.nodes} of {len(lesson.nodes)} nodes; traps further on are not found",
            "split the lesson, or use fewer conditions and once-only choices",
            "warning",
        )
