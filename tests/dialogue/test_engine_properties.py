"""Whatever the lesson and whatever is put in, the engine stays in a known place."""

import msgspec
from dialogue.lessons import QUESTIONS
from dialogue.random_lessons import facts, inputs, lessons
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.course.model import Lesson
from tutor.dialogue import state as d
from tutor.dialogue.engine import advance, prompt, restore, resume_line, start
from tutor.dialogue.state import Facts, State


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
