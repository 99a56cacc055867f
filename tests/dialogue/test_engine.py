"""How lessons run: every construct of the format, alone and nested."""

import msgspec
import pytest
from dialogue.lessons import (
    ASK_THREE,
    BACK,
    END,
    ENTER,
    HINT,
    QUESTIONS,
    RETURN,
    SKIP,
    THREE,
    Walked,
    choices,
    goes,
    lesson,
    node,
    visits,
)

from tutor.course.model import (
    AfterWrong,
    Ask,
    End,
    Goto,
    Node,
    Once,
    Options,
    ShowFigure,
    Text,
    When,
)
from tutor.dialogue import state as d
from tutor.dialogue.shown import shown_options
from tutor.dialogue.state import Facts, State


def test_the_beats_of_a_node_come_together_and_a_speaking_node_waits() -> None:
    walked = Walked(
        lesson(node("a", Goto("b"), "One.", "Two."), node("b", Goto("end"), "Three."), END)
    )
    assert walked.said == ["One.", "Two."]
    assert walked.prompt == d.Waiting()
    assert walked.put(ENTER).said == ["Three."]
    walked.put(ENTER)
    assert walked.state.ended == "completed"


def test_a_silent_node_follows_at_once() -> None:
    walked = Walked(
        lesson(node("a", Goto("b"), "One."), node("b", choices(goes("Go", "end"))), END)
    )
    assert walked.offered == ["Go"]
    assert walked.state.seen == ("a", "b")


def test_a_figure_is_shown_in_its_place() -> None:
    drawn = Node("a", End(), (Text("Look:"), ShowFigure("f"), Text("There.")))
    beats = [effect.beat for effect in Walked(lesson(drawn)).effects if isinstance(effect, d.Said)]
    assert beats == [Text("Look:"), ShowFigure("f"), Text("There.")]


def test_concepts_count_as_explained_once_a_node_is_shown() -> None:
    walked = Walked(lesson(node("a", Goto("b"), "One."), node("b", End(), "Two.", explains=("c",))))
    assert not walked.had(d.Explained)
    assert walked.put(ENTER).had(d.Explained) == [d.Explained(("c",), "b")]


def test_a_once_beat_is_for_the_first_visit() -> None:
    hub = Node(
        "a", choices(goes("Again", "a"), goes("End", "end")), (Once((Text("New."),)), Text("Old."))
    )
    walked = Walked(lesson(hub, END))
    assert walked.said == ["New.", "Old."]
    assert walked.put("Again").said == ["Old."]


@pytest.mark.parametrize(("level", "said"), [(4, "Known."), (3, "Unknown.")])
def test_a_beat_may_depend_on_what_the_learner_knows(level: int, said: str) -> None:
    beat = When("mastered(c)", (Text("Known."),), (Text("Unknown."),))
    assert Walked(lesson(Node("a", End(), (beat,))), Facts(level={"c": level})).said == [said]


def test_a_choice_may_depend_on_what_the_learner_knows() -> None:
    hub = node("a", choices(goes("Test", "end", condition="practised(c)"), goes("Learn", "end")))
    assert Walked(lesson(hub, END)).offered == ["Learn"]
    assert Walked(lesson(hub, END), Facts(level={"c": 3})).offered == ["Test", "Learn"]


def test_a_once_choice_is_gone_when_taken() -> None:
    hub = node("a", choices(visits("Aside", "b", once=True), goes("On", "end")))
    walked = Walked(lesson(hub, node("b", RETURN, "By the way."), END))
    assert walked.put("Aside").said == ["By the way."]
    assert walked.offered == ["On"]


def test_a_detour_comes_back_to_its_prompt() -> None:
    hub = node("a", choices(visits("Aside", "b"), goes("On", "end")), "Hub.")
    walked = Walked(lesson(hub, node("b", RETURN, "By the way."), END)).put("Aside")
    assert walked.said == ["By the way."]
    assert walked.had(d.Returned)
    assert walked.offered == ["Aside", "On"]
    assert walked.state.stack == ()


def test_a_detour_in_a_detour_comes_back_twice() -> None:
    hub = node("a", choices(visits("In", "b"), goes("On", "end")))
    inner = node("b", choices(visits("Deeper", "c"), goes("Out", "out")))
    walked = Walked(lesson(hub, inner, node("c", RETURN, "Deep."), node("out", RETURN), END))
    assert walked.put("In", "Deeper").said == ["Deep."]
    assert walked.offered == ["Deeper", "Out"]
    assert walked.put("Out").offered == ["In", "On"]


def test_detours_that_call_each_other_do_not_pile_up() -> None:
    first = node("a", choices(visits("There", "b"), goes("End", "end")))
    second = node("b", choices(visits("Back again", "a"), goes("Out", "out")))
    walked = Walked(lesson(first, second, node("out", RETURN), END))
    for _ in range(100):
        walked.put("There", "Back again")
    assert len(walked.state.stack) <= 2


def test_a_question_inside_a_detour_goes_on_inside_it() -> None:
    hub = node("a", choices(visits("Quiz", "b"), goes("On", "end")))
    walked = Walked(lesson(hub, node("b", Ask("two", "c")), node("c", RETURN, "Well done."), END))
    walked.put("Quiz", "yes")
    assert walked.prompt == d.Waiting()
    assert walked.put(ENTER).said == ["Well done."]
    assert walked.offered == ["Quiz", "On"]


def test_a_right_answer_is_graded_with_its_reason() -> None:
    (grade,) = Walked(lesson(node("a", ASK_THREE), END)).put("good").had(d.Graded)
    assert (grade.right, grade.why, grade.attempt, grade.options) == (True, "It is good.", 1, 3)


def test_a_first_wrong_try_says_why_and_strikes_the_option() -> None:
    walked = Walked(lesson(node("a", ASK_THREE), END)).put("bad")
    (grade,) = walked.had(d.Graded)
    assert (grade.right, grade.why, grade.misconception) == (False, "It is bad.", "badness")
    assert isinstance(walked.prompt, d.Asked)
    assert [key for key, _, struck in walked.prompt.options if struck] == ["bad"]
    assert not walked.had(d.Revealed)


def test_a_struck_option_is_refused_and_is_no_try() -> None:
    walked = Walked(lesson(node("a", ASK_THREE), END)).put("bad", "bad")
    assert walked.had(d.Nothing)
    assert walked.state.open is not None
    assert walked.state.open.tries == 1


def test_a_second_wrong_try_reveals() -> None:
    walked = Walked(lesson(node("a", ASK_THREE), END)).put("bad", "ugly")
    (shown,) = walked.had(d.Revealed)
    assert (shown.answer, shown.why, shown.attempt) == ("The good one", "It is good.", 2)
    assert walked.prompt == d.Waiting()


def test_with_two_options_a_wrong_one_reveals_at_once() -> None:
    assert Walked(lesson(node("a", Ask("two", "end")), END)).put("no").had(d.Revealed)


def test_after_a_wrong_try_the_detour_runs_as_often_as_it_may() -> None:
    hub = node("hub", choices(goes("Ask", "a"), goes("End", "end")))
    asking = node("a", Ask("three", "hub", AfterWrong("help", 1)))
    walked = Walked(lesson(hub, asking, node("help", RETURN, "Think."), END))
    assert walked.put("Ask", "bad").said == ["Think."]
    assert isinstance(walked.prompt, d.Asked)
    assert [key for key, _, struck in walked.prompt.options if struck] == ["bad"]
    assert walked.put("good", "Ask", "bad").said == []


def test_hints_come_in_steps_and_are_never_wrong() -> None:
    walked = Walked(lesson(node("a", ASK_THREE), END))
    shown = [walked.put(HINT).had(d.HintShown)[0] for _ in range(3)]
    assert [(h.text, h.number) for h in shown] == [("Be kind.", 1), ("Be very kind.", 2), ("", 2)]
    (grade,) = walked.put("good").had(d.Graded)
    assert (grade.attempt, grade.hints) == (1, 2)


def test_a_nearly_right_typed_answer_is_asked_about_and_is_no_try() -> None:
    walked = Walked(lesson(node("a", Ask("word", "end")), END)).put(d.Type("hypervisionary"))
    (grade,) = walked.had(d.Graded)
    assert grade.close_to == "hypervisor"
    assert walked.state.open is not None
    assert walked.state.open.tries == 0
    assert walked.put(d.Type("yes")).had(d.Graded)[0].right


def test_the_words_of_an_option_answer_it() -> None:
    assert (
        Walked(lesson(node("a", ASK_THREE), END)).put(d.Type("the good one")).had(d.Graded)[0].right
    )


def test_skip_goes_past_questions_out_of_detours_and_along_the_first_choice() -> None:
    hub = node("a", choices(visits("In", "b"), goes("On", "q")))
    inner = node("b", choices(goes("x", "b"), goes("y", "b")), "In.")
    walked = Walked(lesson(hub, inner, node("q", ASK_THREE), END))
    walked.put("In", SKIP)
    assert walked.offered == ["In", "On"]
    walked.put("On", SKIP)
    assert walked.had(d.Skipped) == [d.Skipped("three", 0, 0)]
    assert walked.state.ended == "completed"
    assert Walked(lesson(hub, inner, node("q", ASK_THREE), END)).put(SKIP).state.node == "b"


def test_back_returns_to_the_previous_prompt_and_answers_stand() -> None:
    hub = node("a", choices(goes("One", "b")), "Hub.", resume="At the hub.")
    walked = Walked(lesson(hub, node("b", choices(goes("Two", "end")), "B."), END)).put("One", BACK)
    assert walked.offered == ["One"]
    assert walked.had(d.Resumed) == [d.Resumed("At the hub.")]


def test_back_goes_out_of_a_detour_and_over_a_continue() -> None:
    hub = node("a", choices(visits("In", "b")), "Hub.")
    walked = Walked(
        lesson(hub, node("b", Goto("c"), "B."), node("c", choices(goes("x", "c")), "C."))
    )
    walked.put("In", ENTER, BACK)
    assert walked.prompt == d.Waiting()
    walked.put(BACK)
    assert walked.offered == ["In"]
    assert walked.state.stack == ()
    assert walked.put(BACK).had(d.Nothing)


def test_a_question_gone_back_to_is_a_new_encounter() -> None:
    walked = Walked(lesson(node("a", ASK_THREE), END)).put("bad", "good")
    walked.facts = Facts(encounters={"three": 1})
    walked.put(BACK)
    assert walked.state.open == d.OpenQuestion("three", 1)


def test_a_return_outside_a_detour_ends_the_lesson() -> None:
    assert Walked(lesson(node("a", RETURN, "Hm."))).state.ended == "completed"


def test_a_circle_without_a_prompt_ends_rather_than_hangs() -> None:
    walked = Walked(lesson(node("a", Goto("b")), node("b", Goto("a"))))
    assert walked.state.ended == "stuck"
    assert walked.had(d.Moved)


def test_choices_that_all_vanish_end_rather_than_hang() -> None:
    walked = Walked(lesson(node("a", choices(goes("Never", "a", condition="mastered(c)")))))
    assert walked.state.ended == "stuck"


def test_an_ended_lesson_takes_nothing_more() -> None:
    walked = Walked(lesson(node("a", End())))
    for given in (ENTER, HINT, SKIP, BACK, d.Pick("x"), d.Type("x")):
        assert walked.put(given).had(d.Nothing)


def test_the_options_of_an_encounter_always_stand_in_the_same_order() -> None:
    orders = {n: [o.id for o in shown_options(THREE, n)] for n in range(20)}
    assert orders == {n: [o.id for o in shown_options(THREE, n)] for n in range(20)}
    assert len({tuple(order) for order in orders.values()}) > 1


def test_a_fixed_order_stays_the_author_s() -> None:
    assert isinstance(THREE.form, Options)
    fixed = msgspec.structs.replace(THREE, form=Options(THREE.form.options, fixed_order=True))
    assert all(shown_options(fixed, n) == THREE.form.options for n in range(9))


def test_a_state_survives_being_saved() -> None:
    walked = Walked(lesson(node("a", ASK_THREE), END)).put("bad", HINT)
    saved = msgspec.json.encode(walked.state)
    assert msgspec.json.decode(saved, type=State) == walked.state
    assert QUESTIONS


def test_a_once_only_way_on_is_open_again_after_back_and_an_aside_stays_spent() -> None:
    hub = node("a", choices(goes("On", "b", once=True), visits("Aside", "x", once=True)))
    walked = Walked(
        lesson(hub, node("b", choices(goes("Out", "end"))), node("x", RETURN, "So."), END)
    )
    walked.put("Aside", "On", BACK)
    assert walked.offered == ["On"]
    assert walked.put("On").offered == ["Out"]


def test_back_passes_over_a_prompt_where_nothing_is_left_to_choose() -> None:
    first = node("a", choices(goes("On", "b")), "A.")
    second = node("b", choices(goes("Further", "c", condition="not seen(c)")), "B.")
    walked = Walked(lesson(first, second, node("c", choices(goes("Out", "end")), "C."), END))
    assert walked.put("On", "Further", BACK).offered == ["On"]


def test_back_across_gotos_stops_at_each_prompt_and_at_no_silent_node() -> None:
    walked = Walked(
        lesson(
            node("a", Goto("silent"), "A."),
            node("silent", Goto("b")),
            node("b", Goto("q"), "B."),
            node("q", ASK_THREE),
            END,
        )
    )
    walked.put(ENTER)
    assert walked.state.open == d.OpenQuestion("three")
    assert walked.put(BACK).prompt == d.Waiting()
    assert walked.state.pending == "b"
    assert walked.put(ENTER).state.open == d.OpenQuestion("three")


def test_a_detour_gone_back_into_returns_to_its_question_as_a_new_encounter() -> None:
    asking = node("a", Ask("three", "b", AfterWrong("help")))
    helping = node("help", choices(goes("Got it", "out")), "Think.")
    walked = Walked(
        lesson(asking, helping, node("out", RETURN), node("b", choices(goes("x", "b"))), END)
    )
    walked.put("bad", "Got it", "good")
    walked.facts = Facts(encounters={"three": 1})
    assert walked.put(BACK, BACK).offered == ["Got it"]
    assert walked.put("Got it").state.open == d.OpenQuestion("three", 1)


def test_a_question_in_a_detour_of_a_question_leaves_the_outer_one_as_it_stood() -> None:
    outer = node("a", Ask("three", "end", AfterWrong("inner")))
    inner = node("inner", Ask("word", "out", AfterWrong("deep")))
    walked = Walked(lesson(outer, inner, node("deep", RETURN, "Deep."), node("out", RETURN), END))
    walked.put(HINT, "bad")
    assert walked.state.open == d.OpenQuestion("word")
    assert walked.put(d.Type("no idea")).said == ["Deep."]
    assert walked.state.open == d.OpenQuestion("word", tries=1)
    walked.put(d.Type("hypervisor"))
    assert walked.state.open == d.OpenQuestion("three", tries=1, hints=1, struck=("bad",))


@pytest.mark.parametrize("out", [("Back",), ("Deeper", SKIP, SKIP)], ids=["by choice", "by skip"])
def test_a_detour_in_a_detour_of_a_question_unwinds_in_order(out: tuple[str, ...]) -> None:
    asking = node("a", Ask("three", "end", AfterWrong("help")))
    helping = node("help", choices(visits("Deeper", "deep"), goes("Back", "out")), "Think.")
    deep = node("deep", choices(goes("Up", "out")), "Deep.")
    walked = Walked(lesson(asking, helping, deep, node("out", RETURN), END)).put("bad", "Deeper")
    assert [frame.node for frame in walked.state.stack] == ["a", "help"]
    assert walked.put("Up").offered == ["Deeper", "Back"]
    assert walked.put(*out).state.open == d.OpenQuestion("three", tries=1, struck=("bad",))
