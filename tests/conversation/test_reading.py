"""What typed text means, in the order that the design gives."""

import pytest
from conversation.kitchen import NOON, SUBJECT, fresh
from hypothesis import given
from hypothesis import strategies as st

from tutor.conversation.messages import PickChoice, PickOption, PressContinue, TypeAnswer
from tutor.conversation.route import Ask, GoOn, NoSuchNumber, Pick, Reply, Run, Turn, read
from tutor.conversation.state import State
from tutor.conversation.step import begin, step


def reached(*typed: str) -> State:
    """The state after the lesson was started and these lines were typed."""
    state = begin(SUBJECT, fresh(), NOON, "bread").state
    for line in typed:
        state = step(SUBJECT, state, read(SUBJECT, state, line), NOON).state
    return state


CHOOSING = reached()
CONTINUING = reached("1")
OPTIONS = reached("1", "")
TYPING = reached("1", "", "yeast")


def test_the_prompts_are_what_these_tests_say_they_are() -> None:
    assert isinstance(CHOOSING.prompt, PickChoice)
    assert isinstance(CONTINUING.prompt, PressContinue)
    assert isinstance(OPTIONS.prompt, PickOption)
    assert isinstance(TYPING.prompt, TypeAnswer)


@pytest.mark.parametrize(
    ("state", "typed", "turn"),
    [
        (fresh(), "", GoOn()),
        (fresh(), "   \t ", GoOn()),
        (fresh(), "/review", Run("review")),
        (fresh(), "/lesson  bread ", Run("lesson", "bread")),
        (fresh(), "? why", Ask("why")),
        (fresh(), "what is yeast", Ask("what is yeast")),
        (fresh(), "progress", Run("progress")),
        (fresh(), "3", NoSuchNumber("3")),
        (CHOOSING, "1", Pick("start")),
        (CHOOSING, "2.", Pick("flour")),
        (CHOOSING, "3", NoSuchNumber("3")),
        (CHOOSING, "0", NoSuchNumber("0")),
        (CHOOSING, "99999", NoSuchNumber("99999")),
        (CHOOSING, "? 3", Ask("3")),
        (CONTINUING, "3", NoSuchNumber("3")),
        (OPTIONS, "4.", NoSuchNumber("4")),
        (CHOOSING, "two", Pick("flour")),
        (TYPING, "two", Reply("two", assumed=True)),
        (CHOOSING, "start from the top", Pick("start")),
        (CHOOSING, "Start from teh top", Pick("start")),
        (CHOOSING, "start", Pick("start")),
        (CHOOSING, "what is flour?", Pick("flour")),
        (CHOOSING, "from the top", Pick("start")),
        (CHOOSING, "what is", Pick("flour")),
        (CHOOSING, "what", Ask("what")),
        (CHOOSING, "yeast", Ask("yeast")),
        (OPTIONS, "the top", Ask("the top", assumed=True)),
        (OPTIONS, "? the top", Ask("the top")),
        (CHOOSING, "back", Run("back")),
        (CONTINUING, "", GoOn()),
        (CONTINUING, "ok", GoOn()),
        (CONTINUING, "how hot should the oven be?", Ask("how hot should the oven be?")),
        (OPTIONS, "Yeast", Pick("yeast")),
        (OPTIONS, "hint", Run("hint")),
        (OPTIONS, "why do bakers knead dough?", Ask("why do bakers knead dough?")),
        (TYPING, "carbon dioxide", Reply("carbon dioxide")),
        (TYPING, "2", Reply("2", assumed=True)),
        (TYPING, "steam", Reply("steam", assumed=True)),
        (TYPING, "skip", Run("skip")),
        (TYPING, "what is yeast", Ask("what is yeast")),
        (TYPING, "is it steam?", Ask("is it steam?")),
        (TYPING, "? steam", Ask("steam")),
    ],
)
def test_typed_text_is_understood(state: State, typed: str, turn: Turn) -> None:
    assert read(SUBJECT, state, typed) == turn


def test_the_number_of_an_option_means_the_option_shown_there() -> None:
    prompt = OPTIONS.prompt
    assert isinstance(prompt, PickOption)
    for number, choice in enumerate(prompt.choices, 1):
        assert read(SUBJECT, OPTIONS, str(number)) == Pick(choice.key)


@given(st.text(max_size=60), st.sampled_from([fresh(), CHOOSING, CONTINUING, OPTIONS, TYPING]))
def test_any_text_is_some_turn_and_the_turn_ends_in_a_prompt(typed: str, state: State) -> None:
    taken = step(SUBJECT, state, read(SUBJECT, state, typed), NOON)
    assert taken.messages[-1] == taken.state.prompt
