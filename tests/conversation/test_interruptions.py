"""Anything may be asked at any moment: it is answered, and the prompt comes back once."""

import msgspec
import pytest
from conversation.kitchen import COURSE, NOON, SUBJECT, fresh, of_kind
from hypothesis import given
from hypothesis import strategies as st

from tutor.conversation import messages as m
from tutor.conversation.commands import COMMANDS
from tutor.conversation.route import read
from tutor.conversation.state import State, Step, Subject
from tutor.conversation.step import begin, step
from tutor.course.model import End, Lesson, Node, Text
from tutor.line.plain import told

KNEAD = Lesson(
    "knead",
    "How to knead",
    "start",
    {"start": Node("start", End(), (Text("Push."),), ("kneading",))},
)
TWO = Subject(
    msgspec.structs.replace(COURSE, lessons={**COURSE.lessons, "knead": KNEAD}), SUBJECT.learned
)


def say(state: State, *lines: str, subject: Subject = TWO) -> Step:
    for line in lines:
        taken = step(subject, state, read(subject, state, line), NOON)
        state = taken.state
    return taken


def reached(*lines: str) -> State:
    state = begin(TWO, fresh(), NOON, "bread").state
    return say(state, *lines).state if lines else state


PLACES = {
    "choices": reached(),
    "continue in a detour": reached("2", ""),
    "continue": reached("1"),
    "options": reached("1", ""),
    "options, one struck out": reached("1", "", "salt", ""),
    "a typed answer": reached("1", "", "yeast"),
    "a typed answer, after a wrong one": reached("1", "", "yeast", "steam"),
    "a typed answer, nearly right": reached("1", "", "yeast", "karbon dioxyde"),
    "a typed answer, hinted": reached("1", "", "yeast", "hint"),
}
ASIDES = (
    "how hot should the oven be?",
    "? what is yeast",
    "why do bakers knead doug?",
    "how do I bake a cake?",
    "why is the sky blue?",
    "what about thanks?",
    "salt makes the dough rise, right?",
    "lesson on kneading?",
    "teach me about kneading",
    "is there a lesson on yeast",
    "/progress",
    "/help",
    "/glossary",
    "/concept yeast",
    "/more",
    "/nonsense",
)


def times_shown(taken: Step, prompt: m.Prompt) -> int:
    """How often the prompt is drawn in what is said."""
    drawn = told(prompt)
    return sum(told(message) == drawn for message in taken.messages)


@pytest.mark.parametrize("aside", ASIDES)
@pytest.mark.parametrize("place", PLACES)
def test_whatever_is_asked_the_prompt_comes_back_once(place: str, aside: str) -> None:
    before = PLACES[place]
    taken = say(before, aside)
    if isinstance(taken.state.prompt, m.PickSuggestion):
        assert times_shown(taken, before.prompt) == 0
        taken = say(taken.state, "1")
    assert taken.state.prompt == before.prompt
    assert times_shown(taken, before.prompt) == 1
    assert taken.messages[-1] == before.prompt
    assert _place(taken.state) == _place(before)


def _place(state: State) -> object:
    """Where one is in the lesson, whatever was read meanwhile."""
    assert state.lesson is not None
    asked = state.lesson.open
    bare = None if asked is None else msgspec.structs.replace(asked, leaned=0)
    return msgspec.structs.replace(state.lesson, open=bare)


@given(st.sampled_from(sorted(PLACES)), st.lists(st.sampled_from(ASIDES), min_size=2, max_size=5))
def test_interruptions_one_after_another_leave_the_place_alone(
    place: str, asides: list[str]
) -> None:
    state = PLACES[place]
    for aside in asides:
        state = say(state, aside).state
        if isinstance(state.prompt, m.PickSuggestion):
            state = say(state, str(len(state.prompt.choices))).state
    assert state.prompt == PLACES[place].prompt
    assert _place(state) == _place(PLACES[place])


def test_every_command_can_be_given_at_every_prompt() -> None:
    moving = {"skip", "back", "undo", "quit", "review", "placement", "quiz", "lesson", "hint"}
    for before in PLACES.values():
        for command in COMMANDS:
            taken = say(before, f"/{command.name}")
            assert isinstance(taken.messages[-1], m.Prompt), command.name
            if command.name not in moving:
                assert taken.state.prompt == before.prompt, command.name


@pytest.mark.parametrize(
    "typed",
    [
        "What does yeast breathe out?",
        "what does yeast breathe out",
        "? what does yeast breathe out",
        "what does yeast breath out?",
        "what breathe out does yeast?",
    ],
)
def test_the_quiz_s_own_question_gets_its_hint_in_whatever_words(typed: str) -> None:
    taken = say(PLACES["a typed answer"], typed)
    assert [hint.text for hint in of_kind(taken.messages, m.HintGiven)] == [
        "You breathe it out as well."
    ]
    assert not of_kind(taken.messages, m.Answered)
    assert times_shown(taken, taken.state.prompt) == 1


def test_none_of_the_suggestions_leads_back_with_a_line() -> None:
    torn = m.PickSuggestion((m.Choice("entry:oven-heat", "How hot?"), m.Choice("none", "None")))
    before = PLACES["options"]
    taken = say(msgspec.structs.replace(before, prompt=torn, asked="heat"), "2")
    assert taken.state.prompt == before.prompt
    assert taken.messages[-2] == m.Say("Back to: How bread rises")


@pytest.mark.parametrize(
    "typed",
    [
        "teach me about kneading",
        "lesson on kneading",
        "is there a lesson on kneeding?",
        "I want to learn kneading",
        "start the lesson How to knead",
        "lesson 2",
    ],
)
def test_a_topic_that_has_a_lesson_is_offered_it(typed: str) -> None:
    taken = say(begin(TWO, fresh(), NOON).state, typed)
    assert of_kind(taken.messages, m.LessonOffered) == [m.LessonOffered("knead", "How to knead")]
    assert m.choices_of(taken.state.prompt)[0] == m.Choice("lesson:knead", "Lesson: How to knead")


@pytest.mark.parametrize("typed", ["teach me about rockets", "lessons learned", "lesson on it"])
def test_a_topic_without_a_lesson_is_a_question_like_any_other(typed: str) -> None:
    taken = say(begin(TWO, fresh(), NOON).state, typed)
    assert not of_kind(taken.messages, m.LessonOffered)


def test_in_a_lesson_another_one_on_the_topic_is_mentioned_once() -> None:
    state = PLACES["continue"]
    first = say(state, "why do bakers knead dough?")
    assert of_kind(first.messages, m.LessonOffered) == [m.LessonOffered("knead", "How to knead")]
    again = say(first.state, "what is kneading for")
    assert of_kind(again.messages, m.Answered)
    assert not of_kind(again.messages, m.LessonOffered)
    own = say(state, "what is yeast?")  # the running lesson explains it
    assert not of_kind(own.messages, m.LessonOffered)


def test_what_is_not_covered_offers_the_nearest_concept() -> None:
    state = begin(TWO, fresh(), NOON).state
    near = m.NotCovered("x", nearest="Yeast")
    from tutor.conversation.step import _next_choices

    choices = _next_choices(TWO, state, [near], NOON)
    assert choices[0] == m.Choice("concept:yeast", "About: Yeast")
    shown = msgspec.structs.replace(state, prompt=m.AskAnything(choices))
    assert "fungus" in of_kind(say(shown, "1").messages, m.Say)[0].text


def test_at_its_beginning_a_pronoun_stands_for_what_the_lesson_explains_first() -> None:
    assert reached().topic == "yeast"
    answered = of_kind(say(reached(), "what is it?").messages, m.Answered)
    assert answered[0].concepts[0] == "yeast"
