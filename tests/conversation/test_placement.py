"""\"Test me first\": concepts are proven by questions, and what is proven is skipped."""

import msgspec
import pytest
from conversation.kitchen import COURSE, NOON, SUBJECT, fresh, of_kind

from tutor.conversation import messages as m
from tutor.conversation.route import Run, read
from tutor.conversation.state import State, Step, Subject
from tutor.conversation.step import begin, step
from tutor.course.model import Option, Options, Question
from tutor.learner.coverage import Level
from tutor.learner.events import LessonPosition

OVEN = Question(
    "q-oven",
    ("oven",),
    "How hot?",
    Options((Option("230", "230 degrees", True), Option("100", "100 degrees", False, "Boiling."))),
)
FULL = Subject(
    msgspec.structs.replace(COURSE, questions={**COURSE.questions, "q-oven": OVEN}), SUBJECT.learned
)


def play(*typed: str, start: str | None = None, subject: Subject = FULL) -> list[Step]:
    steps = [begin(subject, fresh(), NOON, start)]
    for line in typed:
        state = steps[-1].state
        steps.append(step(subject, state, read(subject, state, line), NOON))
    return steps


def question(state: State) -> str | None:
    return getattr(state.prompt, "question", None)


@pytest.mark.parametrize(
    "typed", ["/placement", "placement", "test me first", "Test me first!", "I know this already."]
)
def test_a_learner_asks_to_be_tested_first(typed: str) -> None:
    *_, taken = play(typed)
    (begun,) = of_kind(taken.messages, m.LessonStarted)
    assert begun.title == "What do you know already?"
    assert begun.goal.startswith("At most 4 questions")
    assert question(taken.state) == "q-rise"


def test_a_beginner_is_offered_to_be_tested_first() -> None:
    (begun,) = play()
    choices = [choice.key for choice in m.choices_of(begun.state.prompt)]
    assert "placement:" in choices
    *_, taken = play(str(choices.index("placement:") + 1))
    assert question(taken.state) == "q-rise"


def test_it_can_be_opened_straight_away() -> None:
    (begun,) = play(start="placement")
    assert question(begun.state) == "q-rise"


def test_whoever_knows_it_all_is_asked_everything_and_sent_to_no_lesson() -> None:
    *_, taken = play("test me first", "yeast", "gas", "stretchy", "230 degrees")
    levels = [taken.state.coverage.standing(name).level for name in COURSE.concepts]
    assert levels == [Level.practised] * 3
    (said,) = of_kind(taken.messages, m.Say)
    assert said.text == "You have shown that you know: Yeast, Kneading, Oven."
    assert not [c for c in m.choices_of(taken.state.prompt) if c.key.startswith("lesson:")]


def test_a_miss_passes_over_what_builds_on_it_and_goes_on_with_the_rest() -> None:
    *_, taken = play("test me first", "skip")
    assert question(taken.state) == "q-oven"  # not q-gas, also yeast; not q-knead, built on yeast
    *_, taken = play("test me first", "skip", "230 degrees")
    (said,) = of_kind(taken.messages, m.Say)
    assert said.text == "You have shown that you know: Oven.\n\nStill to learn: Yeast."
    assert "lesson:bread" in [c.key for c in m.choices_of(taken.state.prompt)]


def test_a_hint_or_a_second_try_keeps_the_question_open() -> None:
    *_, hinted = play("test me first", "hint")
    assert question(hinted.state) == "q-rise"
    *_, tried = play("test me first", "water")
    assert question(tried.state) == "q-rise"


def test_what_was_shown_counts_when_one_leaves_early() -> None:
    *_, taken = play("test me first", "yeast", "quit")
    (said,) = of_kind(taken.messages, m.Say)
    assert said.text == "You have shown that you know: Yeast."
    (ended,) = of_kind(taken.messages, m.LessonEnded)
    assert ended.outcome == "stopped"
    assert taken.state.coverage.standing("yeast").level is Level.practised


def test_leaving_before_any_answer_says_nothing_of_what_one_knows() -> None:
    *_, taken = play("test me first", "quit")
    assert not of_kind(taken.messages, m.Say)


def test_in_a_lesson_only_what_it_teaches_is_tested_and_proven_it_is_over() -> None:
    steps = play("test me first", "yeast", "gas", start="bread")
    assert question(steps[1].state) == "q-rise"
    last = steps[-1]
    assert last.state.lesson is None
    assert "You can skip the lesson “How bread rises”" in of_kind(last.messages, m.Say)[0].text
    assert LessonPosition("bread", "", "proven") in last.events
    assert last.state.coverage.positions == {}
    assert "bread" not in last.state.coverage.completed
    listed = step(FULL, last.state, Run("lessons"), NOON).messages[1]
    assert isinstance(listed, m.Say)
    assert "you know this already" in listed.text


def test_in_a_lesson_that_is_not_proven_one_finds_one_s_place_again() -> None:
    *_, taken = play("1", "test me first", "skip", start="bread")
    assert m.choices_of(taken.state.prompt)[0].text == "Go on with the lesson: How bread rises"


def test_what_is_proven_is_not_asked_again() -> None:
    state = play("test me first", "yeast", "gas", "stretchy", "230 degrees")[-1].state
    taken = step(FULL, state, Run("placement"), NOON)
    assert "nothing to test" in of_kind(taken.messages, m.Notice)[0].text
    taken = step(FULL, state, Run("placement", "nowhere"), NOON)
    assert "There is no lesson “nowhere”" in of_kind(taken.messages, m.Notice)[0].text


def test_undo_takes_a_placement_answer_back() -> None:
    before, after, undone = play("test me first", "skip", "undo")[1:]
    assert question(after.state) == "q-oven"
    assert undone.state.prompt == before.state.prompt
    assert undone.state.lesson == before.state.lesson
