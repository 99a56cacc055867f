"""What is due, what to do next, and the counts that show how far one is."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from learner_samples import DAY, HOUR, T0, course, log, picked, tried

from tutor.course.model import Ask, Concept, Course, End
from tutor.learner.coverage import Coverage, Level, fold
from tutor.learner.events import Explain, LessonPosition, MisconceptionOpened, Skip
from tutor.learner.review import (
    AllDone,
    LearnConcept,
    ReviewDue,
    RevisitMisconception,
    StartLesson,
    card,
    due,
    left_today,
    next_steps,
    next_to_prove,
    overview,
    placement_lesson,
    quiz_lesson,
    review_lesson,
    to_prove,
)

COURSE = course()
OPENED = MisconceptionOpened("shared", "vm")
LATER = T0 + 30 * DAY


def right(concept: str, question: str | None = None, **more: int) -> object:
    return tried(question or f"q-{concept[:3]}-1", concept=concept, right=True, **more)


def known(*concepts: str) -> Coverage:
    """A learner who answered right on each of these, a day apart."""
    return fold(log(*((T0 + n * DAY, right(each)) for n, each in enumerate(concepts))))


def wide(count: int) -> Course:
    """A course of many concepts with a question each."""
    names = [f"c{number:02}" for number in range(count)]
    return msgspec.structs.replace(
        COURSE,
        concepts={name: Concept(name, name, "") for name in names},
        questions={f"q-{name}-1": picked(f"q-{name}-1", name) for name in names},
        lessons={},
    )


# Due


def test_nothing_is_due_at_first() -> None:
    assert due(COURSE, Coverage(), LATER) == ()
    assert due(COURSE, known("vm"), T0 + DAY) == ()


def test_the_most_forgotten_comes_first() -> None:
    assert due(COURSE, known("container", "vm"), LATER) == ("container", "vm")
    assert due(COURSE, known("vm", "container"), LATER) == ("vm", "container")


def test_what_was_only_answered_wrong_or_read_is_not_due() -> None:
    coverage = fold(log(tried(right=False), Explain(("container",))))
    assert due(COURSE, coverage, LATER) == ()


def test_what_the_course_no_longer_has_is_not_due() -> None:
    assert due(COURSE, known("gone"), LATER) == ()


def test_at_most_ten_at_a_time() -> None:
    course = wide(14)
    coverage = fold(log(*(tried(f"q-{c}-1", concept=c, right=True) for c in course.concepts)))
    assert len(due(course, coverage, LATER)) == 10
    assert len(due(course, coverage, LATER, limit=None)) == 14


def test_ten_reviews_are_a_days_worth() -> None:
    """After ten the rest waits for tomorrow, unless asked for."""
    course = wide(14)
    first = [(T0, tried(f"q-{c}-1", concept=c, right=True)) for c in course.concepts]
    again = [(LATER, tried(f"q-{c}-1", concept=c, right=True)) for c in list(course.concepts)[:10]]
    coverage = fold(log(*first, *again))
    assert left_today(course, coverage, LATER) == 0
    assert not any(isinstance(s, ReviewDue) for s in next_steps(course, coverage, LATER))
    assert next_steps(course, coverage, LATER + DAY)[0] == ReviewDue(4)
    assert review_lesson(course, coverage, LATER) is not None


# Next steps


def test_a_beginner_starts_with_the_first_lesson() -> None:
    steps = next_steps(COURSE, Coverage(), T0)
    assert steps == (StartLesson("machines", "Machines", "It explains Virtual machine."),)


def test_due_comes_before_anything_else() -> None:
    steps = next_steps(COURSE, known("vm"), LATER)
    assert steps[0] == ReviewDue(1)
    assert isinstance(steps[1], StartLesson)


def test_a_belief_to_clear_up_is_named() -> None:
    steps = next_steps(COURSE, fold(log(OPENED)), T0)
    assert steps[0] == RevisitMisconception("shared", "vm", "They share a kernel.")


def test_the_lesson_in_progress_goes_on() -> None:
    coverage = fold(log(LessonPosition("boxes", "{}")))
    steps = next_steps(COURSE, coverage, T0)
    assert [(s.lesson, s.resumes) for s in steps] == [("boxes", True), ("machines", False)]


def test_a_lesson_is_offered_once() -> None:
    coverage = fold(log(LessonPosition("machines", "{}")))
    steps = next_steps(COURSE, coverage, T0)
    assert steps == (
        StartLesson("machines", "Machines", "You are in the middle of it.", resumes=True),
    )


def test_what_was_practised_rests_until_its_review() -> None:
    coverage = fold(
        log(right("vm"), right("hypervisor"), LessonPosition("machines", "", "completed"))
    )
    steps = next_steps(COURSE, coverage, T0)
    why = "It explains Container, which builds on Hypervisor."
    assert steps == (StartLesson("boxes", "Boxes", why),)


def test_prerequisites_come_first() -> None:
    """Container needs Hypervisor, which is the next one although its lesson is done."""
    read_all = (Explain(("vm",)), right("vm"), LessonPosition("machines", "", "completed"))
    steps = next_steps(COURSE, fold(log(*read_all)), T0)
    assert steps == (
        StartLesson(
            "machines", "Machines", "It explains Hypervisor, which builds on Virtual machine."
        ),
    )


def test_a_prerequisite_need_only_be_explained() -> None:
    concepts = {
        "a": Concept("a", "A", "", required=False),
        "b": Concept("b", "B", "", after=("a",)),
        "c": Concept("c", "C", ""),
    }
    course = msgspec.structs.replace(COURSE, concepts=concepts, lessons={})
    (before,) = next_steps(course, Coverage(), T0)
    (after,) = next_steps(course, fold(log(Explain(("a",)))), T0)
    assert (before.concept, after.concept) == ("c", "b")


def test_what_is_explained_and_done_wants_a_question() -> None:
    events = (Explain(("vm", "hypervisor")), LessonPosition("machines", "", "completed"))
    (step,) = next_steps(COURSE, fold(log(*events)), T0)
    assert isinstance(step, LearnConcept)
    assert (step.concept, step.why) == (
        "vm",
        "Virtual machine is explained; now answer a question on it.",
    )


def test_a_concept_without_a_lesson_is_asked_about() -> None:
    events = [right(c) for c in ("vm", "hypervisor", "container")]
    (step,) = next_steps(COURSE, fold(log(*events)), T0)
    assert step == LearnConcept("size", "No lesson explains Size: ask about it.")


def test_prerequisites_that_nobody_can_meet_are_no_wall() -> None:
    ring = {
        "a": Concept("a", "A", "", after=("b",)),
        "b": Concept("b", "B", "", after=("a", "gone")),
    }
    course = msgspec.structs.replace(COURSE, concepts=ring, lessons={})
    assert next_steps(course, Coverage(), T0) == (
        LearnConcept("a", "No lesson explains A: ask about it."),
    )


def test_when_all_rests_a_lesson_with_something_to_prove_and_then_practice() -> None:
    events = [right(c) for c in ("vm", "hypervisor", "container", "size")]
    events.append(tried("q-hyp-2", concept="hypervisor", right=False))
    (step,) = next_steps(COURSE, fold(log(*events)), T0)
    assert step == StartLesson("machines", "Machines", "You have not finished it yet.")
    done = [LessonPosition(each, "", "completed") for each in COURSE.lessons]
    (step,) = next_steps(COURSE, fold(log(*events, *done)), T0)
    assert isinstance(step, LearnConcept)
    assert step.concept == "vm"


def mastered_all() -> Coverage:
    return fold(
        log(
            *(
                tried(f"{c}-{n}", concept=c, right=True, options=0)
                for c in COURSE.concepts
                for n in range(3)
                if c != "history"
            )
        )
    )


def test_when_every_required_concept_is_mastered_all_is_done_until_it_is_due() -> None:
    assert next_steps(COURSE, mastered_all(), T0) == (AllDone(),)
    assert next_steps(COURSE, mastered_all(), LATER) == (ReviewDue(3),)  # size has no question


def test_an_empty_course_has_nothing_to_do() -> None:
    empty = msgspec.structs.replace(COURSE, concepts={}, lessons={})
    assert next_steps(empty, Coverage(), T0) == (AllDone(),)


# Overview


def test_the_counts_are_of_required_concepts_at_least_so_far() -> None:
    mastery = [tried(f"q{n}", concept="vm", right=True, options=0) for n in range(2)]
    coverage = fold(log(*mastery, right("hypervisor"), Explain(("container",)), right("history")))
    shown = overview(COURSE, coverage, LATER)
    assert shown.counts.sentence == "3 of 4 explained · 2 practised · 1 mastered · 2 due"
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
    assert counts.practised >= counts.due >= 0
    levels = [row.level for row in shown.rows if row.required]
    assert counts.practised - counts.mastered == levels.count(Level.practised)
    assert sum(shown.at(level) for level in Level) == counts.total == len(levels)
    assert shown.at(Level.mastered) == counts.mastered
    assert counts.explained == sum(shown.at(each) for each in Level if each >= Level.explained)
    assert {row.id for row in shown.due} == {row.id for row in shown.rows if row.due}
    assert [row.recall for row in shown.due] == sorted(row.recall for row in shown.due)
    assert not {row.id for row in shown.due} & {row.id for row in shown.coming}
    assert shown.next_steps


# Lessons made on the fly


def asked(lesson: object) -> list[str]:
    """Walk a lesson of questions from its start to its end."""
    node, found = lesson.nodes[lesson.start], []
    while not isinstance(node.next, End):
        assert isinstance(node.next, Ask)
        found.append(node.next.question)
        node = lesson.nodes[node.next.goto]
    assert len(found) == len(lesson.nodes) - 1
    return found


def test_a_review_asks_the_question_met_longest_ago() -> None:
    met = (T0, right("vm", "q-vm-1")), (T0, right("vm", "q-vm-2"))
    assert asked(review_lesson(COURSE, fold(log(*met)), LATER)) == ["q-vm-1"]
    assert asked(review_lesson(COURSE, fold(log(met[0])), LATER)) == ["q-vm-2"]


def test_longest_ago_is_not_least_often() -> None:
    often = [right("vm", "q-vm-1", encounter=number) for number in range(5)]
    coverage = fold(log(*often, right("vm", "q-vm-2")))
    assert asked(review_lesson(COURSE, coverage, LATER)) == ["q-vm-1"]


def test_a_review_is_in_the_order_of_forgetting() -> None:
    lesson = review_lesson(COURSE, known("container", "vm"), LATER)
    assert asked(lesson) == ["q-con-2", "q-vm-2"]


def test_a_review_takes_up_open_misconceptions_even_when_nothing_is_due() -> None:
    assert asked(review_lesson(COURSE, fold(log(OPENED)), T0)) == ["q-vm-2"]


def test_a_due_concept_with_a_misconception_is_asked_the_question_that_clears_it() -> None:
    coverage = fold(log(right("vm", "q-vm-2"), OPENED))
    assert asked(review_lesson(COURSE, coverage, LATER)) == ["q-vm-2"]


def test_a_review_has_at_most_ten_questions() -> None:
    course = wide(14)
    coverage = fold(log(*(tried(f"q-{c}-1", concept=c, right=True) for c in course.concepts)))
    lesson = review_lesson(course, coverage, LATER)
    assert len(asked(lesson)) == 10
    assert lesson.minutes == 5


def test_nothing_to_review_is_no_lesson() -> None:
    assert review_lesson(COURSE, Coverage(), T0) is None
    assert review_lesson(COURSE, known("size"), LATER) is None  # it has no question
    assert overview(COURSE, known("size"), LATER).counts.due == 0


def test_a_question_called_end_does_not_cut_the_review_short() -> None:
    course = msgspec.structs.replace(COURSE, questions={"end": picked("end", "vm")})
    assert asked(review_lesson(course, known("vm"), LATER)) == ["end"]


def test_a_placement_asks_up_to_two_questions_a_concept() -> None:
    lesson = placement_lesson(COURSE, Coverage(), ("vm", "history", "size", "gone"))
    assert asked(lesson) == ["q-vm-1", "q-vm-2", "q-his-1"]


def test_questions_on_one_concept_carry_its_name() -> None:
    lesson = quiz_lesson(COURSE, known("vm"), "vm")
    assert asked(lesson) == ["q-vm-2", "q-vm-1"]
    assert lesson.title == "Questions on Virtual machine"
    assert quiz_lesson(COURSE, Coverage(), "size") is None


def test_questions_on_a_concept_begin_with_the_one_that_clears_a_belief() -> None:
    assert asked(quiz_lesson(COURSE, fold(log(OPENED)), "vm")) == ["q-vm-2", "q-vm-1"]


def test_a_placement_asks_what_is_not_proven_yet() -> None:
    machines = COURSE.lessons["machines"]
    assert to_prove(COURSE, Coverage()) == ("vm", "hypervisor", "container", "size")
    assert to_prove(COURSE, known("vm"), machines) == ("hypervisor",)
    assert to_prove(COURSE, fold(log(right("vm"), OPENED)), machines) == ("vm", "hypervisor")
    assert to_prove(COURSE, known("vm", "hypervisor"), machines) == ()
    assert placement_lesson(COURSE, Coverage(), ("size",)) is None


def test_a_placement_leaves_out_what_a_miss_makes_idle_and_asks_about_the_rest() -> None:
    placement = placement_lesson(COURSE, Coverage(), to_prove(COURSE, Coverage()))
    assert asked(placement) == ["q-vm-1", "q-vm-2", "q-hyp-1", "q-hyp-2", "q-con-1", "q-con-2"]

    def after(*events: object) -> str:
        return next_to_prove(
            COURSE, fold(log(*events)), placement, [event.question for event in events]
        )

    assert after() == "q-vm-1"
    assert after(right("vm", "q-vm-1")) == "q-vm-2"
    assert after(tried("q-vm-1", right=False)) == "q-con-1"  # hypervisor builds on it
    assert after(Skip("q-vm-1", "vm", 0)) == "q-con-1"
    assert after(tried("q-vm-1", right=False), right("container", "q-con-1")) == "q-con-2"
    assert after(Skip("q-vm-1", "vm", 0), Skip("q-con-1", "container", 0)) == "end"
    typed = [tried(f"q-vm-{n}", right=True, options=0) for n in (1, 2)]
    assert after(typed[0], right("hypervisor", "q-hyp-1")) == "q-vm-2"
    assert after(*typed) == "q-hyp-1"


def test_a_lesson_that_teaches_only_what_is_proven_is_not_offered() -> None:
    names = ("vm", "hypervisor", "container", "size")
    proven = fold(log(*((T0, right(each)) for each in names)))
    (step,) = next_steps(COURSE, proven, T0)
    assert step == LearnConcept("vm", "Virtual machine is practised; more right answers master it.")


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
