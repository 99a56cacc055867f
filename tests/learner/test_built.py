"""Lessons made on the fly: reviews, placements, and questions on one concept."""

import msgspec
from learner.learner_samples import (
    COURSE,
    LATER,
    OPENED,
    T0,
    known,
    log,
    picked,
    right,
    tried,
    wide,
)

from tutor.course.model import Ask, End
from tutor.learner.coverage import Coverage, fold
from tutor.learner.events import Skip
from tutor.learner.review import (
    LearnConcept,
    next_steps,
    next_to_prove,
    overview,
    placement_lesson,
    quiz_lesson,
    review_lesson,
    to_prove,
)


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
