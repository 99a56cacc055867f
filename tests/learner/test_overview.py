"""The counts that show how far one is, and the card of a concept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from learner.learner_samples import COURSE, DAY, HOUR, LATER, OPENED, T0, known, log, right, tried
from msgspec.structs import replace

from tutor.learner.coverage import Coverage, Level, fold
from tutor.learner.events import Explain
from tutor.learner.review import (
    ReviewDue,
    StartLesson,
    card,
    next_steps,
    overview,
)


def test_the_counts_are_of_required_concepts_at_least_so_far() -> None:
    mastery = [tried(f"q{n}", concept="vm", right=True, options=0) for n in range(2)]
    coverage = fold(log(*mastery, right("hypervisor"), Explain(("container",)), right("history")))
    shown = overview(COURSE, coverage, LATER)
    assert shown.counts.sentence == "3 of 4 explained · 2 practised · 1 mastered · 3 due"
    assert [row.id for row in shown.rows] == list(COURSE.concepts)
    assert [row.due for row in shown.rows] == [True, True, False, True, False]
    assert shown.rows[1].after == ("vm",)
    assert not shown.rows[3].required
    assert shown.next_steps == next_steps(COURSE, coverage, LATER)


def test_a_path_counts_only_what_its_lessons_explain() -> None:
    shown = overview(COURSE, known("vm"), T0, path="short")
    assert [row.id for row in shown.rows] == ["container"]
    assert shown.counts.total == 1
    with pytest.raises(KeyError, match="nowhere"):
        overview(COURSE, Coverage(), T0, path="nowhere")


def test_a_path_says_what_is_next_on_it_and_not_elsewhere() -> None:
    shown = overview(COURSE, Coverage(), T0, path="short")
    (step,) = shown.next_steps
    assert isinstance(step, StartLesson)
    assert step.lesson == "boxes"
    assert overview(COURSE, known("vm"), LATER, path="short").next_steps == (step,)


@given(st.lists(st.tuples(st.sampled_from([*COURSE.concepts, "gone"]), st.booleans()), max_size=30))
def test_the_counts_add_up(answers: list[tuple[str, bool]]) -> None:
    events = [tried(f"{c}{n}", concept=c, right=r) for n, (c, r) in enumerate(answers)]
    shown = overview(COURSE, fold(log(*events)), LATER)
    counts = shown.counts
    assert counts.total == 4
    assert counts.total >= counts.explained >= counts.practised >= counts.mastered >= 0
    assert counts.due == len(shown.due)
    levels = [row.level for row in shown.rows if row.required]
    assert counts.practised - counts.mastered == levels.count(Level.practised)
    assert sum(shown.at(level) for level in Level) == counts.total == len(levels)
    assert shown.at(Level.mastered) == counts.mastered
    assert counts.explained == sum(shown.at(each) for each in Level if each >= Level.explained)
    assert {row.id for row in shown.due} == {row.id for row in shown.rows if row.due}
    assert [row.recall for row in shown.due] == sorted(row.recall for row in shown.due)
    assert not {row.id for row in shown.due} & {row.id for row in shown.coming}
    assert shown.next_steps


def test_an_optional_concept_that_is_due_is_counted_like_any_other() -> None:
    concepts = {**COURSE.concepts, "vm": replace(COURSE.concepts["vm"], required=False)}
    course = replace(COURSE, concepts=concepts)
    shown = overview(course, known("vm"), LATER)
    assert shown.next_steps[0] == ReviewDue(1)
    assert (shown.counts.due, shown.counts.practised) == (1, 0)


# Cards


def test_a_card_gathers_what_there_is_about_a_concept() -> None:
    shown = card(COURSE, known("vm"), "vm", T0 + DAY)
    assert shown.entries == (("what-vm", "What is a VM?"), ("why-vm", "Why a VM?"))
    assert shown.lessons == (("machines", "Machines"),)
    assert shown.review == T0 + 2 * DAY
    assert 0.9 < shown.recall < 1


@pytest.mark.parametrize(
    ("events", "now", "why"),
    [
        ((), T0, "It has not been explained yet"),
        ((Explain(("vm",)),), T0, "answer a question on it"),
        ((right("vm"),), T0, "1 of 2 different questions answered right at once"),
        ((right("vm"), tried("q-vm-2", right=False)), T0, "The last answer was wrong"),
        ((right("vm"), right("vm", "q-vm-2")), T0, "A few more right answers"),
        ((right("vm"), OPENED), T0, "They share a kernel."),
        ((right("vm"),), LATER, "It is due"),
        (
            (right("vm", options=0), right("vm", "q-vm-2", options=0)),
            T0,
            "I will ask again from 26 November.",
        ),
    ],
)
def test_a_card_says_what_leads_on(events: tuple[object, ...], now: object, why: str) -> None:
    assert why in card(COURSE, fold(log(*events)), "vm", now).why


def test_a_card_is_frank_about_a_course_that_cannot_take_one_further() -> None:
    read = fold(log(Explain(("size",))))
    assert "no questions" in card(COURSE, read, "size", T0).why
    assert "mastery takes two" in card(COURSE, known("history"), "history", T0 + HOUR).why
