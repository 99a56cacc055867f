"""What a history of events says about the learner."""

from datetime import datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from learner.learner_samples import DAY, HOUR, T0, log, tried

from tutor.learner.coverage import Coverage, Level, Standing, apply, fold, is_due
from tutor.learner.events import (
    Answer,
    Asked,
    Event,
    Explain,
    Flag,
    Hint,
    LessonPosition,
    Mention,
    MisconceptionCleared,
    MisconceptionOpened,
    Record,
    Reveal,
    Skip,
    Undo,
)

READ_VM = Explain(("vm",))
OPENED = MisconceptionOpened("shared", "vm")
CLEARED = MisconceptionCleared("shared", "vm")


def vm(*events: Any) -> Standing:
    return fold(log(*events)).standing("vm")


def mastering() -> tuple[Answer, ...]:
    """Typed answers: two of them, to different questions, are enough."""
    return (tried("q1", right=True, options=0), tried("q2", right=True, options=0))


# Levels


def test_nothing_happened() -> None:
    assert fold(()) == Coverage()
    assert fold(()).standing("vm") == Standing(Level.unseen, p=0.10)


def test_the_ladder() -> None:
    assert vm(Mention(("vm",))).level is Level.introduced
    assert vm(Mention(("vm",)), READ_VM).level is Level.explained
    assert vm(READ_VM, tried(right=True)).level is Level.practised
    assert vm(READ_VM, *mastering()).level is Level.mastered


def test_a_mention_after_an_explanation_takes_nothing_away() -> None:
    assert vm(READ_VM, Mention(("vm",))).level is Level.explained


def test_a_question_met_and_not_answered_right_introduces_its_concept() -> None:
    assert vm(tried(right=False)).level is Level.introduced
    assert vm(Skip("q", "vm", 0)).level is Level.introduced


def test_a_right_second_try_makes_it_practised() -> None:
    standing = vm(tried(right=False), tried(right=True, attempt=2))
    assert (standing.level, standing.shaky) == (Level.practised, False)


def test_mastery_takes_two_different_questions() -> None:
    same = [tried("q1", right=True, encounter=number) for number in range(9)]
    assert vm(*same).p > 0.95
    assert vm(*same).level is Level.practised
    assert vm(*same, tried("q2", right=True)).level is Level.mastered


@pytest.mark.parametrize("unclean", [{"hints": 1}, {"attempt": 2}])
def test_mastery_takes_clean_answers(unclean: dict[str, int]) -> None:
    """Right at once, and without a hint."""
    same = [tried("q1", right=True, encounter=number) for number in range(9)]
    assert vm(*same, tried("q2", right=True, **unclean)).level is Level.practised


def test_mastery_takes_a_high_chance() -> None:
    standing = vm(tried("q1", right=True), tried("q2", right=True))
    assert standing.p < 0.95
    assert standing.level is Level.practised


def test_mastery_takes_a_right_last_answer() -> None:
    """A wrong second try leaves p alone, and still stands in the way."""
    missed = (OPENED, *mastering(), tried(right=False, attempt=2), CLEARED)
    assert vm(*missed).p > 0.95
    assert vm(*missed).level is Level.practised
    assert vm(*missed, tried(right=True)).level is Level.mastered


def test_mastery_survives_one_slip_of_a_sure_learner_and_not_two() -> None:
    sure = [tried(f"q{number}", right=True) for number in range(12)]
    once = vm(*sure, tried(right=False))
    assert once.p == pytest.approx(0.9363, abs=0.001)
    assert (once.level, once.shaky) == (Level.mastered, True)
    twice = vm(*sure, tried(right=False), tried(right=False, encounter=1))
    assert twice.p < 0.85
    assert twice.level is Level.practised


def test_mastery_lost_is_won_back_only_at_the_higher_mark() -> None:
    sure = [tried(f"q{number}", right=True) for number in range(12)]
    slips = [tried(right=False, encounter=number) for number in range(2)]
    back = [*sure, *slips, tried(right=True, encounter=2)]
    assert 0.85 < vm(*back).p < 0.95
    assert vm(*back).level is Level.practised
    assert vm(*back, tried(right=True, encounter=3)).level is Level.mastered


# Misconceptions


def test_a_misconception_takes_mastery_and_shakes_until_it_is_cleared() -> None:
    opened = vm(READ_VM, *mastering(), OPENED)
    assert (opened.level, opened.shaky) == (Level.practised, True)
    assert opened.p > 0.95
    more = (tried("q3", right=True), tried("q4", right=True))
    assert vm(READ_VM, *mastering(), OPENED, *more).level is Level.practised
    cleared = vm(READ_VM, *mastering(), OPENED, *more, CLEARED)
    assert (cleared.level, cleared.shaky) == (Level.mastered, False)


def test_open_misconceptions_are_listed_with_their_concept() -> None:
    assert fold(log(OPENED)).misconceptions == {"shared": "vm"}
    assert fold(log(OPENED, OPENED, CLEARED)).misconceptions == {}


def test_one_of_two_misconceptions_cleared_leaves_the_concept_shaky() -> None:
    assert vm(OPENED, MisconceptionOpened("other", "vm"), CLEARED).shaky


# What moves p


def test_explanations_count_twice() -> None:
    assert vm(READ_VM).p == pytest.approx(0.235)
    assert vm(READ_VM, READ_VM).p == pytest.approx(0.34975)
    assert vm(*[READ_VM] * 7).p == pytest.approx(0.34975)


def test_an_entry_that_names_a_concept_twice_explains_it_once() -> None:
    assert vm(Explain(("vm", "vm"))) == vm(READ_VM)


def test_a_guess_is_worth_less_the_easier_it_is() -> None:
    typed, four, two, hinted = (
        vm(tried(right=True, options=options, hints=hints)).p
        for options, hints in [(0, 0), (4, 0), (2, 0), (4, 2)]
    )
    assert typed > four > two > hinted > 0.10


def test_only_the_first_try_moves_p() -> None:
    first = vm(READ_VM, tried(right=False))
    assert vm(READ_VM, tried(right=False), tried(right=True, attempt=2)).p == first.p
    assert vm(READ_VM, tried(right=False), tried(right=False, attempt=2)).p == first.p


def test_a_reveal_or_a_skip_after_a_try_adds_nothing() -> None:
    tries = (READ_VM, READ_VM, tried(right=False))
    assert vm(*tries, Reveal("q-vm-1", "vm", 0, attempt=1)) == vm(*tries)
    assert vm(*tries, Skip("q-vm-1", "vm", 0, attempt=1)) == vm(*tries)


def test_a_reveal_before_any_try_is_a_wrong_answer() -> None:
    sure = (tried("q1", right=True), tried("q2", right=True))
    revealed = vm(*sure, Reveal("q-vm-1", "vm", 0, options=4))
    answered = vm(*sure, tried("q-vm-1", right=False))
    assert (revealed.p, revealed.shaky, revealed.due) == (
        answered.p,
        True,
        answered.due,
    )


def test_a_skip_before_any_try_says_nothing_about_knowing() -> None:
    before = vm(tried(right=True))
    assert vm(tried(right=True), Skip("q", "vm", 0)) == before


# Cards


def test_a_right_answer_comes_back_in_two_days_and_a_hinted_one_tomorrow() -> None:
    assert vm(tried(right=True)).due == T0 + 2 * DAY
    assert vm(tried(right=True, hints=1)).due == T0 + DAY


def test_a_second_try_gives_no_rating() -> None:
    assert vm(tried(right=True, attempt=2)).due is None


def test_due_is_only_what_was_once_answered_right() -> None:
    wrong = vm(tried(right=False))
    assert wrong.due == T0 + DAY
    assert not is_due(wrong, T0 + 9 * DAY)
    right = vm(tried(right=True))
    assert not is_due(right, T0 + 2 * DAY - HOUR)
    assert is_due(right, T0 + 2 * DAY)


def test_only_an_answer_to_what_was_due_is_a_review() -> None:
    assert vm(tried(right=True)).reviewed is None
    late = T0 + 3 * DAY
    assert vm((T0, tried(right=True)), (late, tried(right=True, encounter=1))).reviewed == late


# Questions and lessons


def test_questions_remember_their_encounters() -> None:
    events = (
        Hint("q", 0, 1),
        tried("q", right=False),
        tried("q", right=True, attempt=2),
        tried("q", right=False, encounter=1),
    )
    record = fold(log(*events)).questions["q"]
    assert (record.encounters, record.right, record.seq) == (2, True, 4)


def test_a_lesson_is_kept_where_it_was_left() -> None:
    both = (LessonPosition("a", "{1}"), LessonPosition("b", "{2}"))
    coverage = fold(log(*both))
    assert (coverage.positions, coverage.latest) == ({"a": "{1}", "b": "{2}"}, "b")
    again = fold(log(*both, LessonPosition("a", "{3}")))
    assert (again.positions, again.latest) == ({"a": "{3}", "b": "{2}"}, "a")


def test_a_lesson_that_ended_gives_way_to_the_one_before() -> None:
    events = (
        LessonPosition("a", "{1}"),
        LessonPosition("b", "{2}"),
        LessonPosition("b", "", "completed"),
    )
    coverage = fold(log(*events))
    assert (coverage.positions, coverage.latest) == ({"a": "{1}"}, "a")
    assert coverage.completed == {"b"}


def test_a_lesson_taken_again_stays_completed_and_one_left_is_not() -> None:
    done = LessonPosition("a", "", "completed")
    assert fold(log(done, LessonPosition("a", "{1}"))).completed == {"a"}
    assert fold(log(LessonPosition("a", "", "left"))).completed == frozenset()


def test_asking_and_flagging_say_nothing_about_knowing() -> None:
    assert fold(log(Asked("x", None, 0.1), Flag("e"))) == Coverage(seq=2)


# Undo, order and storage


def test_undo_withdraws_a_turn_and_nothing_else() -> None:
    kept, taken = (
        Record(1, "s", 1, T0, READ_VM),
        Record(2, "s", 2, T0, tried(right=True)),
    )
    other = Record(3, "elsewhere", 2, T0, tried("q2", right=True))
    undo = Record(4, "s", 3, T0, Undo("s", 2))
    assert fold((kept, taken, other, undo)) == fold((kept, other, undo))


def test_a_turn_number_used_again_after_an_undo_counts() -> None:
    first = Record(1, "s", 1, T0, tried(right=False))
    undo = Record(2, "s", 1, T0, Undo("s", 1))
    again = Record(3, "s", 1, T0, tried(right=True))
    assert fold((first, undo, again)) == fold((undo, again))


def test_applied_alone_an_undo_only_moves_on() -> None:
    before = fold(log(READ_VM))
    after = apply(before, Record(9, "s", 9, T0, Undo("s", 1)))
    assert after == msgspec.structs.replace(before, seq=9)


def test_the_log_is_read_in_the_order_of_seq_whatever_the_clock_says() -> None:
    records = log(READ_VM, tried(right=False), tried("q2", right=True), Mention(("kernel",)))
    assert fold(reversed(records)) == fold(records)


def test_a_clock_that_jumps_back_breaks_nothing() -> None:
    long_ago = datetime(2000, 1, 1, tzinfo=T0.tzinfo)
    standing = vm((T0, tried(right=True)), (long_ago, tried("q2", right=False)))
    assert standing.due == long_ago + DAY
    assert not is_due(standing, long_ago)


def test_what_was_answered_in_a_year_that_is_still_to_come_is_due() -> None:
    """Nobody knows how long ago that was; else it would rest until then."""
    standing = vm((T0 + 9_000 * DAY, tried(right=True)))
    assert is_due(standing, T0)
    assert not is_due(vm((T0 + DAY, tried(right=True))), T0)


concepts = st.sampled_from(["vm", "kernel"])
names = st.sampled_from(["q1", "q2", "q3"])
small = st.integers(0, 3)
answers = st.builds(
    Answer, names, concepts, st.just("x"), st.booleans(), st.integers(1, 2), small, small, small
)
about = st.lists(concepts, max_size=2).map(tuple)
readings = st.one_of(st.builds(Explain, about), st.builds(Mention, about))
events = st.one_of(
    answers,
    readings,
    st.builds(Reveal, names, concepts, small, st.integers(0, 2)),
    st.builds(Skip, names, concepts, small, st.integers(0, 2)),
    st.builds(Hint, names, small, st.integers(1, 3)),
    st.builds(MisconceptionOpened, names, concepts),
    st.builds(MisconceptionCleared, names, concepts),
    st.builds(
        LessonPosition,
        names,
        st.sampled_from(["", "{}"]),
        st.sampled_from([None, "completed", "left"]),
    ),
    st.builds(Asked, st.text(max_size=3), st.none(), st.floats(0, 1)),
)
times = st.integers(-9000, 9000).map(lambda hours: T0 + hours * HOUR)


@st.composite
def histories(draw: st.DrawFn, of: st.SearchStrategy[Event] = events) -> tuple[Record, ...]:
    many = draw(st.lists(st.tuples(of, times, st.sampled_from("st"), small), max_size=25))
    return tuple(
        Record(seq, session, turn, at, event)
        for seq, (event, at, session, turn) in enumerate(many, 1)
    )


@given(histories())
def test_record_by_record_comes_to_the_same_as_all_at_once(records: tuple[Record, ...]) -> None:
    coverage = Coverage()
    for record in records:
        coverage = apply(coverage, record)
    assert coverage == fold(records)


@given(histories(), st.sampled_from("st"), small)
def test_undo_restores(records: tuple[Record, ...], session: str, turn: int) -> None:
    undo = Record(len(records) + 1, "s", 99, T0, Undo(session, turn))
    without = [r for r in records if (r.session, r.turn) != (session, turn)]
    assert fold((*records, undo)) == fold((*without, undo))


@given(histories())
def test_what_holds_of_every_standing(records: tuple[Record, ...]) -> None:
    coverage = fold(records)
    for concept, standing in coverage.standings.items():
        held = concept in coverage.misconceptions.values()
        assert 0.01 <= standing.p <= 0.99
        assert standing.level is not Level.unseen
        assert standing.shaky == (held or standing.last_right is False)
        if standing.level is Level.mastered:
            assert not held
            assert standing.p >= 0.85
            assert len(standing.clean) >= 2


@given(histories(), answers, times)
def test_a_wrong_answer_never_raises_anything(
    records: tuple[Record, ...], answer: Answer, at: datetime
) -> None:
    """Only that the concept came up at all: from unseen it goes to introduced."""
    before = fold(records)
    wrong = msgspec.structs.replace(answer, right=False)
    after = apply(before, Record(before.seq + 1, "s", 9, at, wrong))
    old, new = before.standing(answer.concept), after.standing(answer.concept)
    assert new.p <= old.p
    assert new.level <= max(old.level, Level.introduced)
    assert new.shaky


@given(histories(readings))
def test_reading_alone_never_reaches_practised(records: tuple[Record, ...]) -> None:
    for standing in fold(records).standings.values():
        assert standing.level <= Level.explained
        assert standing.p <= 0.40


@given(histories())
def test_coverage_survives_being_stored(records: tuple[Record, ...]) -> None:
    coverage = fold(records)
    for form in (msgspec.json, msgspec.msgpack):
        again = form.decode(form.encode(coverage), type=Coverage)
        assert again == coverage
        assert again.latest == next(reversed(dict(again.positions)), None)
