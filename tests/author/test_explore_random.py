"""Random lessons: those that pass never trap a random learner, and what is reported is a trap.

The judge here is a plain search over the engine's own states, with none of the proof's shortcuts.
"""

from dataclasses import dataclass

import pytest
from dialogue.lessons import QUESTIONS
from dialogue.random_lessons import lessons
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tutor.author.check.explore import ENTER, STUCK, Trap, explore
from tutor.author.check.worlds import World, changes, facts_of, learned, watched, worlds
from tutor.course.model import Lesson, Options
from tutor.dialogue import state as d
from tutor.dialogue.engine import advance, prompt, start
from tutor.dialogue.state import Input, State

ENOUGH = 4_000
"""States looked at before the judge gives up."""

RIGHT, WRONG = "hypervisor", "no idea"


@dataclass
class Learner:
    """A learner in a lesson, and what is known about them."""

    lesson: Lesson
    world: World
    state: State

    @classmethod
    def beginning(cls, lesson: Lesson, world: World) -> "Learner":
        state, effects = start(lesson, facts_of(world), QUESTIONS)
        return cls(lesson, learned(world, watched(lesson), effects, QUESTIONS), state)

    def put(self, given: Input) -> "Learner":
        facts = facts_of(self.world)
        state, effects = advance(self.lesson, QUESTIONS, self.state, given, facts)
        world = learned(self.world, watched(self.lesson), effects, QUESTIONS)
        return Learner(self.lesson, world, state)

    @property
    def forward(self) -> list[Input]:
        """The answers and choices there are."""
        match prompt(self.lesson, QUESTIONS, self.state, facts_of(self.world)):
            case d.Waiting():
                return [d.Continue()]
            case d.Offered(choices=choices):
                return [d.Pick(key) for key, _ in choices]
            case d.Asked(options=options):
                picks = [d.Pick(key) for key, _, struck in options if not struck]
                return [*picks] or [d.Type(RIGHT), d.Type(WRONG)]
            case _:
                return []

    @property
    def bare(self) -> tuple[object, ...]:
        state = replace(self.state, trail=(), seen=tuple(sorted(self.state.seen)))
        asked = replace(state.open, hints=0) if state.open else None
        return repr(replace(state, open=asked)), self.world

    def can_end(self) -> bool:
        """Whether answers and choices lead to an end from here."""
        ahead, met = [self], {self.bare}
        for learner in ahead:
            if learner.state.ended not in (None, STUCK):
                return True
            assume(len(met) < ENOUGH)
            if learner.state.ended is None:
                for given_input in learner.forward:
                    after = learner.put(given_input)
                    if after.bare not in met:
                        met.add(after.bare)
                        ahead.append(after)
        return False


def meant(learner: Learner, step: str) -> Input:
    """The input that a told step stands for."""
    if step in ("skip", "back", "hint"):
        return {"skip": d.SkipOn(), "back": d.GoBack(), "hint": d.AskHint()}[step]
    if step == ENTER:
        return d.Continue()
    asked = learner.state.open
    if asked is not None:
        form = QUESTIONS[asked.question].form
        if isinstance(form, Options):
            return d.Pick(next(o.id for o in form.options if o.text == step))
        return d.Type(step)
    return d.Pick(step)


def replayed(lesson: Lesson, trap: Trap) -> Learner:
    learner = Learner.beginning(lesson, trap.learner)
    for step in trap.steps:
        changed = {f"({how})": to for how, to in changes(learner.world, watched(lesson))}
        if step in changed:
            learner.world = changed[step]
        else:
            learner = learner.put(meant(learner, step))
    return learner


@settings(max_examples=400, deadline=None)
@given(lessons(), st.data())
def test_a_lesson_that_passes_never_traps_a_random_learner(
    lesson: Lesson, data: st.DataObject
) -> None:
    found = explore(lesson, QUESTIONS)
    assume(found.whole and not found.traps)
    learner = Learner.beginning(lesson, data.draw(st.sampled_from([*worlds(watched(lesson))])))
    for _ in range(data.draw(st.integers(0, 15))):
        if learner.state.ended is not None:
            break
        moves = [*learner.forward, d.SkipOn(), d.AskHint(), d.GoBack()]
        learner = learner.put(data.draw(st.sampled_from(moves)))
        now = [world for _, world in changes(learner.world, watched(lesson))]
        learner.world = data.draw(st.sampled_from([learner.world, *now]))
    assert learner.can_end()


@settings(max_examples=400, deadline=None)
@given(lessons())
def test_what_is_reported_is_a_trap_that_its_inputs_lead_into(lesson: Lesson) -> None:
    for trap in explore(lesson, QUESTIONS).traps:
        learner = replayed(lesson, trap)
        assert learner.state.node == trap.node
        assert (learner.state.ended == STUCK) == trap.stuck
        assert not learner.can_end()


@pytest.mark.parametrize("most", [1, 2, 5])
@settings(max_examples=50, deadline=None)
@given(lessons())
def test_a_walk_that_breaks_off_says_so_and_reports_no_false_trap(
    most: int, lesson: Lesson
) -> None:
    part, whole = explore(lesson, QUESTIONS, most), explore(lesson, QUESTIONS)
    assert part.states <= most
    assert part.whole or part.states == most
    if not whole.traps:
        assert not part.traps
