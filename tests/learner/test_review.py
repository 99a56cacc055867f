"""What is due, and what to do next."""

import msgspec
from learner.learner_samples import COURSE, DAY, LATER, OPENED, T0, known, log, right, tried, wide

from tutor.course.model import Concept
from tutor.learner.coverage import Coverage, fold
from tutor.learner.events import Explain, LessonPosition
from tutor.learner.review import (
    AllDone,
    LearnConcept,
    ReviewDue,
    RevisitMisconception,
    StartLesson,
    due,
    left_today,
    next_steps,
    review_lesson,
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
    step, onward = next_steps(COURSE, fold(log(*events)), T0)
    assert onward == StartLesson("boxes", "Boxes", "You have not finished it yet.")
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
