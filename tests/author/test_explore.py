"""The proof: traps of every kind are found, with the shortest inputs, and nothing else is."""

import time
from pathlib import Path

import pytest
from course.library_files import KNOWLEDGE, TEACHING, broken, library
from dialogue.lessons import END, QUESTIONS, RETURN, choices, goes, lesson, node, visits

from tutor.author.check import check
from tutor.author.check.explore import Explored, explore
from tutor.course.model import AfterWrong, Ask, Goto, Lesson


def walked(*nodes: object) -> Explored:
    return explore(lesson(*nodes), QUESTIONS)  # type: ignore[arg-type]


def trapped(explored: Explored) -> list[tuple[str, tuple[str, ...]]]:
    return [(trap.node, trap.steps) for trap in explored.traps]


OUT = goes("Out", "end")


def test_a_lesson_with_everything_in_it_passes() -> None:
    hub = node("hub", choices(visits("Aside", "aside", once=True), goes("Ask", "ask")), "Hub.")
    asking = node("ask", Ask("three", "typed", AfterWrong("help", 2)), "Now you.")
    found = walked(
        hub,
        node("aside", choices(visits("Deeper", "deep"), goes("Back", "out")), "Aside."),
        node("deep", RETURN, "Deep."),
        node("out", RETURN),
        asking,
        node("help", Ask("two", "out"), "Think."),
        node("typed", Ask("word", "end")),
        END,
    )
    assert found.whole
    assert found.traps == ()
    assert found.nodes == 8


def test_choices_that_lead_round_and_round_are_a_trap() -> None:
    hub = node("hub", choices(goes("Fine", "end"), goes("Lost", "wood")))
    wood = node("wood", choices(goes("On", "deeper")))
    deeper = node("deeper", Goto("wood"), "Trees.")
    assert trapped(walked(hub, wood, deeper, END)) == [("wood", ("Lost",))]


def test_the_inputs_told_are_the_shortest() -> None:
    hub = node("hub", choices(goes("Long way", "a"), goes("Short way", "b"), OUT))
    found = walked(
        hub, node("a", choices(goes("On", "b"), OUT)), node("b", Goto("wood"), "B."),
        node("wood", choices(goes("On", "wood")), "Trees."), END,
    )  # fmt: skip
    assert trapped(found)[0] == ("b", ("Short way",))


def test_a_way_that_is_gone_once_somewhere_was_seen_is_a_trap() -> None:
    hub = node("hub", choices(goes("Look", "a"), goes("Out", "end", condition="not seen(a)")))
    found = walked(hub, node("a", choices(goes("Return", "hub"))), END)
    assert trapped(found) == [("a", ("Look",))]


def test_once_only_choices_that_are_all_spent_are_a_trap() -> None:
    hub = node("hub", choices(goes("Once", "a", once=True), goes("Wait", "hub")))
    other = node("a", choices(goes("Round", "hub"), goes("Out", "end", once=True)))
    assert trapped(walked(hub, other, END)) == [("hub", ("Once", "Round"))]


def test_nothing_left_to_choose_is_where_one_gets_stuck() -> None:
    hub = node("hub", choices(goes("Never", "end", condition="seen(elsewhere)")))
    (trap,) = walked(hub, END).traps
    assert (trap.node, trap.steps, trap.stuck) == ("hub", (), True)


def test_a_choice_spent_in_a_loop_is_remembered() -> None:
    hub = node("hub", choices(goes("Topic", "a", once=True), goes("Wait", "hub")))
    topic = node("a", choices(goes("Leave", "hub"), OUT))
    assert trapped(walked(hub, topic, END)) == [("hub", ("Topic", "Leave"))]


def test_where_every_choice_depends_on_the_learner_the_learner_told_is_the_one_it_traps() -> None:
    hub = node("hub", choices(goes("I know", "end", condition="mastered(c)"), goes("Wait", "hub")))
    (trap,) = walked(hub, END).traps
    assert (trap.learner, trap.steps) == (frozenset(), ())
    hub = node("hub", choices(goes("New", "end", condition="not due(c)"), goes("Wait", "hub")))
    (trap,) = walked(hub, END).traps
    assert trap.learner == {("due", "c")}


def test_a_condition_and_its_opposite_never_vanish_together() -> None:
    hub = node("hub", choices(goes("Old", "end", condition="practised(c)"),
                              goes("New", "end", condition="not practised(c)")))  # fmt: skip
    assert walked(hub, END).traps == ()


def test_a_level_includes_those_below_it() -> None:
    hub = node("hub", choices(goes("New", "end", condition="not explained(c)"),
                              goes("Known", "end", condition="explained(c) and not mastered(c)"),
                              goes("Sure", "end", condition="practised(c) and mastered(c)")))  # fmt: skip
    assert walked(hub, END).traps == ()


def test_a_right_answer_opens_the_way_that_waits_for_it() -> None:
    hub = node("hub", choices(goes("Try", "ask"), goes("Out", "end", condition="answered(two)")))
    assert walked(hub, node("ask", Ask("two", "hub")), END).traps == ()


def test_an_explanation_opens_the_way_that_waits_for_it() -> None:
    hub = node("hub", choices(goes("Read", "a"), goes("Out", "end", condition="explained(c)")))
    assert walked(hub, node("a", Goto("hub"), "It is so.", explains=("c",)), END).traps == ()


def test_a_spent_aside_whose_question_was_answered_wrong_can_close_the_only_way() -> None:
    hub = node("hub", choices(visits("Try", "ask", once=True), goes("Wait", "hub"),
                              goes("Out", "end", condition="answered(two)")))  # fmt: skip
    found = walked(hub, node("ask", Ask("two", "out")), node("out", RETURN), END)
    assert trapped(found) == [("hub", ("Try", "No"))]


def test_a_question_that_leads_back_to_itself_is_a_trap() -> None:
    assert trapped(walked(node("a", Ask("three", "a")), END)) == [("a", ())]


def test_a_way_out_through_a_detour_that_runs_once_is_gone_the_second_time() -> None:
    asking = node("a", Ask("three", "a", AfterWrong("help", 1)))
    helping = node("help", choices(OUT, goes("No, back", "out")))
    found = walked(asking, helping, node("out", RETURN), END)
    (trap,) = found.traps
    assert trap.node == "a"
    assert len(trap.steps) == 2  # a wrong answer, and out of the detour, by its choice or by back


def test_a_detour_that_never_comes_back_is_a_trap_even_though_skip_leaves_it() -> None:
    hub = node("hub", choices(visits("In", "cave"), OUT))
    assert trapped(walked(hub, node("cave", choices(goes("Deeper", "cave"))), END)) == [
        ("cave", ("In",))
    ]


def test_a_circle_without_a_prompt_is_where_one_gets_stuck() -> None:
    hub = node("hub", choices(goes("Round", "a"), OUT))
    (trap,) = walked(hub, node("a", Goto("b")), node("b", Goto("a")), END).traps
    assert (trap.steps, trap.stuck) == (("Round",), True)


def test_going_back_to_a_prompt_whose_way_on_has_gone_is_a_trap() -> None:
    hub = node("hub", choices(goes("On", "a", condition="not seen(a)"), goes("Wait", "hub")))
    found = walked(hub, node("a", choices(OUT)), END)
    assert trapped(found) == [("hub", ("On", "back"))]


def test_going_back_twice_can_close_every_way() -> None:
    hub = node(
        "hub",
        choices(
            goes("B", "b", condition="not seen(b)"),
            goes("C", "c", condition="not seen(c)"),
            goes("Wait", "hub"),
        ),
    )
    found = walked(hub, node("b", choices(OUT)), node("c", choices(OUT)), END)
    assert trapped(found) == [("hub", ("B", "back", "C", "back"))]


def test_going_back_opens_a_once_only_way_on_again() -> None:
    hub = node("hub", choices(goes("On", "a", once=True), goes("Wait", "hub")))
    assert walked(hub, node("a", choices(OUT)), END).traps == ()


def test_what_becomes_known_between_two_prompts_can_close_the_way() -> None:
    hub = node("hub", choices(goes("New", "a", condition="not practised(c)"), OUT))
    after = node("a", choices(goes("On", "end", condition="not practised(c)"), goes("Wait", "a")))
    assert ("a", ("New", "(now practised(c))")) in trapped(walked(hub, after, END))


def hub_and_topics(topics: int, *, once: bool) -> Lesson:
    """A hub, and topics of five nodes with two asides and a question each."""
    nodes = [node("hub", choices(OUT, *(goes(f"T{n}", f"t{n}", once=once) for n in range(topics))))]
    for n in range(topics):
        asides = [visits(f"Aside {x}", f"t{n}-aside{x}", once=True) for x in "ab"]
        nodes += [
            node(f"t{n}", choices(goes("Ask", f"t{n}-ask"), *asides), "Topic."),
            node(f"t{n}-asidea", RETURN, "By the way."),
            node(f"t{n}-asideb", RETURN, "By the way."),
            node(f"t{n}-ask", Ask("three", f"t{n}-more", AfterWrong(f"t{n}-help"))),
            node(f"t{n}-help", RETURN, "Think."),
            node(f"t{n}-more", Goto("hub"), "So it is."),
        ]
    return lesson(*nodes, END)


@pytest.mark.parametrize("once", [False, True], ids=["topics again and again", "topics once"])
def test_sixty_nodes_take_well_under_a_second(once: bool) -> None:
    large = hub_and_topics(10 if not once else 6, once=once)
    began = time.perf_counter()
    found = explore(large, QUESTIONS)
    assert found.whole
    assert found.traps == ()
    assert time.perf_counter() - began < 2  # a tenth of it on a machine that does nothing else


def test_a_walk_that_is_too_long_says_how_far_it_came_and_still_tells_traps() -> None:
    large = hub_and_topics(6, once=True)
    found = explore(large, QUESTIONS, most=5)
    assert (found.whole, found.states, found.traps) == (False, 5, ())
    assert 0 < found.nodes < len(large.nodes)
    lost = node("hub", choices(goes("Lost", "wood"), OUT))
    wood = node("wood", choices(goes("On", "wood")))
    assert trapped(explore(lesson(lost, wood, END), QUESTIONS, most=2))


def test_check_tells_the_place_and_the_inputs(tmp_path: Path) -> None:
    folder = broken(
        tmp_path, TEACHING, "        goto: rise\n      -", "        goto: wood\n      -"
    )
    path = folder / TEACHING
    wood = "  wood:\n    choices:\n      - text: Deeper\n        goto: wood\n  rise:"
    path.write_text(path.read_text().replace("  rise:", wood, 1), encoding="utf-8")
    hook, trap = [finding for finding in check(folder, "bread") if finding.code == "P001"]
    assert "(node hook), for a learner with practised(yeast), from the very start" in hook.message
    assert str(trap.position) == f"{TEACHING}:21:5"
    assert "no end can be reached from here (node wood)" in trap.message
    assert "\n    > Start" in trap.message
    assert trap.fix


def test_check_says_where_a_lesson_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.author.check.explore.MOST_STATES", 3)
    (said,) = check(library(tmp_path), "bread")
    assert (said.code, said.level) == ("P002", "warning")
    assert "3 states walked" in said.message


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (TEACHING, "if: not practised(yeast)", "if: not practised yeast"),
        (TEACHING, "- if: mastered(yeast)", "- if: (yeast)"),
        (KNOWLEDGE, "- right: Yeast", "- wrong: Yeast"),
    ],
)
def test_what_other_checks_report_does_not_break_the_proof(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    found = check(broken(tmp_path, file, old, new), "bread")
    assert found
    assert not [finding for finding in found if finding.code.startswith("P")]
