"""A lesson that was edited under a saved place takes the learner to the nearest known one."""

import pytest
from dialogue.lessons import (
    ASK_THREE,
    END,
    QUESTIONS,
    RETURN,
    THREE,
    Walked,
    choices,
    goes,
    lesson,
    node,
    visits,
)
from msgspec.structs import replace

from tutor.course.model import Ask, Goto, Lesson, Options
from tutor.dialogue import state as d
from tutor.dialogue.engine import restore
from tutor.dialogue.state import Facts, State

HUB = node(
    "hub", choices(visits("Aside", "aside"), goes("On", "ask")), "Hub.", resume="At the hub."
)
ASIDE = node("aside", choices(goes("Done", "out")), "Aside.")
OUT = node("out", RETURN)
ASKING = node("ask", ASK_THREE)
WHOLE = lesson(HUB, ASIDE, OUT, ASKING, END)


def taken_up(changed: Lesson, state: State) -> tuple[State, tuple[d.Effect, ...]]:
    return restore(changed, QUESTIONS, state, Facts())


def moved(effects: tuple[d.Effect, ...]) -> bool:
    return any(isinstance(effect, d.Moved) for effect in effects)


@pytest.mark.parametrize("inputs", [(), ("Aside",), ("On",), ("On", "bad"), ("On", "good")])
def test_an_unchanged_lesson_goes_on_exactly_where_it_was(inputs: tuple[str, ...]) -> None:
    walked = Walked(WHOLE).put(*inputs)
    state, effects = taken_up(WHOLE, walked.state)
    assert state == walked.state
    assert effects[-1] == walked.prompt
    assert not moved(effects)


def test_a_renamed_node_is_followed() -> None:
    walked = Walked(WHOLE).put("Aside")
    renamed = lesson(
        replace(HUB, next=choices(visits("Aside", "extra"), goes("On", "ask"))),
        replace(ASIDE, id="extra", was=("aside",)),
        OUT,
        ASKING,
        END,
    )
    state, effects = taken_up(renamed, walked.state)
    assert state.node == "extra"
    assert not moved(effects)


def test_a_removed_node_leads_to_the_last_one_seen_that_still_stands() -> None:
    walked = Walked(WHOLE).put("On")
    state, effects = taken_up(
        lesson(replace(HUB, next=choices(goes("On", "end"))), END), walked.state
    )
    assert state.node == "hub"
    assert moved(effects)
    assert any(isinstance(effect, d.Offered) for effect in effects)


def test_a_place_inside_a_detour_whose_prompt_is_gone_leads_back_to_the_main_way() -> None:
    walked = Walked(WHOLE).put("Aside")
    changed = lesson(
        node("start", Goto("aside2"), "New."), ASIDE, OUT, node("aside2", ASK_THREE), END
    )
    state, effects = taken_up(changed, walked.state)
    assert state.node == "aside2"
    assert state.stack == ()
    assert moved(effects)


def test_a_damaged_place_that_asks_and_waits_at_once_is_begun_anew() -> None:
    walked = Walked(WHOLE).put("On")
    assert walked.state.open is not None
    state, effects = taken_up(WHOLE, replace(walked.state, pending="gone"))
    assert state.pending is None
    assert state.open is not None
    assert moved(effects)


def test_a_question_that_was_exchanged_is_asked_anew() -> None:
    walked = Walked(WHOLE).put("On", "bad")
    changed = lesson(HUB, ASIDE, OUT, node("ask", Ask("two", "end")), END)
    state, effects = taken_up(changed, walked.state)
    assert state.open == d.OpenQuestion("two")
    assert moved(effects)


def test_a_struck_option_that_is_right_now_is_not_kept_struck() -> None:
    walked = Walked(WHOLE).put("On", "bad")
    assert isinstance(THREE.form, Options)
    mended = replace(
        THREE, form=Options(tuple(replace(o, right=o.id == "bad") for o in THREE.form.options))
    )
    state, effects = restore(WHOLE, {**QUESTIONS, "three": mended}, walked.state, Facts())
    assert state.open == d.OpenQuestion("three")
    assert moved(effects)


def test_a_renamed_question_keeps_its_tries() -> None:
    walked = Walked(WHOLE).put("On", "bad")
    changed = lesson(HUB, ASIDE, OUT, node("ask", Ask("best", "end")), END)
    state, effects = restore(
        changed, {"best": replace(THREE, id="best", was=("three",))}, walked.state, Facts()
    )
    assert state.open == d.OpenQuestion("best", tries=1, struck=("bad",))
    assert not moved(effects)


def test_a_prompt_whose_choices_have_all_gone_is_never_resumed() -> None:
    walked = Walked(WHOLE)
    shut = choices(goes("On", "ask", condition="seen(hub) and not seen(hub)"))
    changed = lesson(node("new", Goto("ask"), "New."), replace(HUB, next=shut), ASKING, END)
    state, effects = taken_up(changed, walked.state)
    assert moved(effects)
    assert state.node == "ask"
