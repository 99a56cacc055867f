"""Whatever the lesson and whatever is put in, the engine stays in a known place."""

import msgspec
from dialogue.lessons import QUESTIONS
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.course.model import (
    AfterWrong,
    Ask,
    Choice,
    Choices,
    Detour,
    End,
    Goto,
    Lesson,
    Node,
    Return,
    Text,
)
from tutor.dialogue import state as d
from tutor.dialogue.engine import advance, prompt, restore, resume_line, start
from tutor.dialogue.state import Facts, State

names = st.sampled_from([f"n{number}" for number in range(6)])
conditions = st.sampled_from([None, None, "practised(c)", "not practised(c)", "seen(n1)"])
targets = st.builds(Goto, names) | st.builds(Detour, names)
one_choice = st.builds(
    lambda key, target, once, condition: Choice(key, key, target, once, condition),
    st.sampled_from("abcd"),
    targets,
    st.booleans(),
    conditions,
)
nexts = st.one_of(
    st.builds(Goto, names),
    st.builds(
        Choices, st.lists(one_choice, min_size=1, max_size=4, unique_by=lambda c: c.id).map(tuple)
    ),
    st.builds(
        Ask,
        st.sampled_from(sorted(QUESTIONS)),
        names,
        st.none() | st.builds(AfterWrong, names, st.integers(1, 2)),
    ),
    st.builds(Return),
    st.builds(End),
)
says = st.sampled_from([(), (Text("Something."),)])


@st.composite
def lessons(draw: st.DrawFn) -> Lesson:
    nodes = {f"n{i}": Node(f"n{i}", draw(nexts), draw(says)) for i in range(6)}
    return Lesson("l", "L", "n0", nodes)


inputs = st.one_of(
    st.sampled_from([d.Continue(), d.AskHint(), d.SkipOn(), d.GoBack()]),
    st.builds(d.Pick, st.sampled_from(["a", "b", "c", "d", "good", "bad", "ugly", "yes", "no"])),
    st.builds(d.Type, st.sampled_from(["hypervisor", "hypervisr", "no idea", "yes", "", "Yes"])),
)
facts = st.sampled_from([Facts(), Facts(level={"c": 3}), Facts(level={"c": 4})])


@settings(max_examples=300)
@given(lessons(), st.lists(inputs, max_size=25), facts)
def test_no_input_leaves_the_lesson_or_breaks_the_state(
    lesson: Lesson, given_inputs: list[d.Input], known: Facts
) -> None:
    state, _ = start(lesson, known, QUESTIONS)
    for given_input in given_inputs:
        state, effects = advance(lesson, QUESTIONS, state, given_input, known)
        assert effects
        assert state.node in lesson.nodes
        assert {frame.node for frame in state.stack} <= set(lesson.nodes)
        assert len(state.stack) <= len(lesson.nodes)
        assert msgspec.json.decode(msgspec.json.encode(state), type=State) == state
        assert resume_line(lesson, state)
        waited = prompt(lesson, QUESTIONS, state, known)
        assert isinstance(waited, d.Waiting | d.Offered | d.Asked | d.Ended)
        assert (state.ended is not None) == isinstance(waited, d.Ended)


@given(lessons(), lessons(), st.lists(inputs, max_size=12), facts)
def test_any_saved_place_can_be_taken_up_in_any_other_lesson(
    lesson: Lesson, changed: Lesson, given_inputs: list[d.Input], known: Facts
) -> None:
    state, _ = start(lesson, known, QUESTIONS)
    for given_input in given_inputs:
        state, _ = advance(lesson, QUESTIONS, state, given_input, known)
    restored, effects = restore(changed, QUESTIONS, state, known)
    assert effects
    assert restored.node in changed.nodes
    advance(changed, QUESTIONS, restored, d.SkipOn(), known)
