"""What a turn leads to: answers, interruptions, grades, and what the log keeps of them."""

import msgspec
import pytest
from conversation.kitchen import COURSE, NOON, SUBJECT, fresh, of_kind

from tutor.conversation import messages as m
from tutor.conversation import wording
from tutor.conversation.route import Pick, Run, read
from tutor.conversation.state import State, Step
from tutor.conversation.step import begin, step
from tutor.conversation.views import next_choices
from tutor.learner import events as e
from tutor.learner.coverage import Level
from tutor.learner.overview import overview
from tutor.learner.steps import LearnConcept, RevisitMisconception, StartLesson


def play(*typed: str, lesson: str | None = None) -> list[Step]:
    """Each step of a conversation, the greeting first."""
    steps = [begin(SUBJECT, fresh(), NOON, lesson)]
    for line in typed:
        state = steps[-1].state
        steps.append(step(SUBJECT, state, read(SUBJECT, state, line), NOON))
    return steps


def option(state: State, text: str) -> str:
    """The number under which an option is shown."""
    return str([choice.text for choice in m.choices_of(state.prompt)].index(text) + 1)


def test_a_question_gets_the_whole_answer_its_figure_and_its_source() -> None:
    said = play("what is yeast?")[-1].messages
    (answer,) = of_kind(said, m.Answered)
    assert answer.entry == "what-is-yeast"
    assert not answer.brief
    assert answer.source == m.SourceReference("Loaves", "The Bread Book", "https://bread.test")
    assert [figure.id for figure in of_kind(said, m.ShowFigure)] == ["loaf"]


def test_an_answer_is_followed_by_numbered_follow_ups_and_a_quiz() -> None:
    prompt = play("what is yeast?")[-1].state.prompt
    assert [choice.key for choice in m.choices_of(prompt)] == [
        "entry:why-knead",
        "quiz:yeast",
        "lesson:bread",
    ]


def test_an_answer_explains_its_main_concept_and_mentions_the_rest() -> None:
    taken = play("why do bakers knead dough?")[-1]
    kinds = [type(event) for event in taken.events]
    assert kinds == [e.Asked, e.Explain, e.Mention]
    assert taken.state.coverage.standing("kneading").level is Level.explained
    assert taken.state.coverage.standing("yeast").level is Level.introduced


def test_a_correction_comes_with_the_answer_it_corrects() -> None:
    (answer,) = of_kind(play("how hot should the oven be?")[-1].messages, m.Answered)
    assert [note.instead for note in answer.corrections] == ["Bake at 230."]


def test_what_the_course_does_not_cover_is_said_and_kept() -> None:
    taken = play("explain quicksort")[-1]
    assert of_kind(taken.messages, m.NotCovered)
    assert [event.entry for event in taken.events if isinstance(event, e.Asked)] == [None]


def test_an_author_s_reply_answers_what_is_out_of_scope_and_leaves_no_gap() -> None:
    taken = play("how do I bake a cake")[-1]
    (reply,) = of_kind(taken.messages, m.NotCovered)
    assert reply.reply == "Cake is another course."
    assert taken.events == ()


def test_a_wrong_belief_is_replied_to_and_stays_open() -> None:
    taken = play("salt makes the dough rise")[-1]
    (reply,) = of_kind(taken.messages, m.Answered)
    assert reply.misconception
    assert reply.short == "Salt holds it back; yeast lifts it."
    assert taken.state.coverage.misconceptions == {"salt-lifts": "yeast"}


def test_a_question_in_a_lesson_is_answered_briefly_and_the_prompt_comes_back_once() -> None:
    before, after = play("how hot should the oven be?", lesson="bread")
    (answer,) = of_kind(after.messages, m.Answered)
    assert answer.brief
    assert after.state.prompt == before.state.prompt
    assert after.messages.count(before.state.prompt) == 1
    resume = after.messages[-2]
    assert resume == m.Say("Back to: How bread rises")


def test_a_node_s_own_resume_line_brings_the_learner_back() -> None:
    steps = play("1", "how hot should the oven be?", lesson="bread")
    assert m.Say("We were looking at bubbles.") in steps[-1].messages


def test_more_shows_the_whole_of_a_brief_answer() -> None:
    (answer,) = of_kind(
        play("1", "what is yeast?", "more", lesson="bread")[-1].messages, m.Answered
    )
    assert not answer.brief
    assert "bubbles" in answer.answer


def test_asking_the_quiz_s_own_question_gives_the_hint_and_not_the_answer() -> None:
    taken = play("1", "", "Which of these makes a loaf grow?", lesson="bread")[-1]
    assert [hint.text for hint in of_kind(taken.messages, m.HintGiven)] == ["It is alive."]
    assert not of_kind(taken.messages, m.Answered)


def test_an_answer_about_the_open_question_s_concept_counts_as_a_hint() -> None:
    steps = play("1", "", "what is yeast?", lesson="bread")
    taken = step(SUBJECT, steps[-1].state, Pick("yeast"), NOON)
    (answer,) = [event for event in taken.events if isinstance(event, e.Answer)]
    assert answer.right
    assert answer.hints == 1


def test_a_right_first_try_is_praised_counted_and_moves_the_concept() -> None:
    steps = play("1", "", lesson="bread")
    taken = step(SUBJECT, steps[-1].state, Pick("yeast"), NOON)
    (grade,) = of_kind(taken.messages, m.Graded)
    assert grade.right
    assert grade.why == "Its gas lifts the dough."
    changed = of_kind(taken.messages, m.CoverageChanged)
    assert [(c.concept, c.before, c.after) for c in changed] == [
        ("yeast", "explained", "practised")
    ]


def test_a_wrong_option_says_why_detours_and_is_struck_out() -> None:
    steps = play("1", "", lesson="bread")
    taken = step(SUBJECT, steps[-1].state, Pick("salt"), NOON)
    (grade,) = of_kind(taken.messages, m.Graded)
    assert not grade.right
    assert grade.why == "Salt slows it down."
    said = [message.text for message in of_kind(taken.messages, m.Say)]
    state = taken.state
    while not isinstance(state.prompt, m.PickOption):
        taken = step(SUBJECT, state, read(SUBJECT, state, ""), NOON)
        said += [message.text for message in of_kind(taken.messages, m.Say)]
        state = taken.state
    assert "Look at the bubbles once more." in said
    assert [c.text for c in state.prompt.choices if c.struck] == ["Salt"]


def test_a_wrong_option_opens_its_misconception_and_the_right_answer_clears_it() -> None:
    state = play("1", "", lesson="bread")[-1].state
    state = step(SUBJECT, state, Pick("salt"), NOON).state
    assert state.coverage.misconceptions == {"salt-lifts": "yeast"}
    while not isinstance(state.prompt, m.PickOption):
        state = step(SUBJECT, state, read(SUBJECT, state, ""), NOON).state
    state = step(SUBJECT, state, Pick("yeast"), NOON).state
    assert state.coverage.misconceptions == {}


def test_the_second_wrong_try_shows_the_answer() -> None:
    state = play("1", "", lesson="bread")[-1].state
    state = step(SUBJECT, state, Pick("salt"), NOON).state
    while not isinstance(state.prompt, m.PickOption):
        state = step(SUBJECT, state, read(SUBJECT, state, ""), NOON).state
    taken = step(SUBJECT, state, Pick("water"), NOON)
    (shown,) = of_kind(taken.messages, m.Revealed)
    assert shown.answer == "Yeast"
    assert [type(event) for event in taken.events].count(e.Reveal) == 1


def test_a_wrong_typed_answer_says_how_it_was_taken() -> None:
    (grade,) = of_kind(play("1", "", "yeast", "steam", lesson="bread")[-1].messages, m.Graded)
    assert not grade.right
    assert grade.taken_as_answer


def test_a_number_that_is_not_in_the_list_is_no_question_and_leaves_no_gap() -> None:
    for lines, said in (
        (("3",), "There is no 3 here. Choose 1 to 2."),
        (("1", "7"), "There is no 7 here. Press Enter to continue."),
        (("1", "", "123456"), "There is no 1234… here. Choose 1 to 3."),
    ):
        *_, before, taken = play(*lines, lesson="bread")
        assert [notice.text for notice in of_kind(taken.messages, m.Notice)] == [said]
        assert taken.state.prompt == before.state.prompt
        assert taken.events == ()


def test_a_line_at_the_options_that_asks_for_something_else_is_answered_and_says_so() -> None:
    taken = play("1", "continue", "dough kneading reason", lesson="bread")[-1]
    assert [notice.text for notice in of_kind(taken.messages, m.Notice)] == [
        wording.TAKEN_AS_QUESTION
    ]
    assert of_kind(taken.messages, m.Answered)[0].entry == "why-knead"
    assert isinstance(taken.messages[-1], m.PickOption)


def test_a_question_at_the_options_is_answered_without_a_word_about_it() -> None:
    taken = play("1", "continue", "why do bakers knead dough?", lesson="bread")[-1]
    assert of_kind(taken.messages, m.Notice) == []
    assert of_kind(taken.messages, m.Answered)


def test_a_line_at_the_options_that_means_none_of_them_and_asks_nothing_is_no_gap() -> None:
    *_, before, taken = play("1", "", "quicksort, probably", lesson="bread")
    assert [notice.text for notice in of_kind(taken.messages, m.Notice)] == [wording.NO_OPTION]
    assert taken.state.prompt == before.state.prompt
    assert taken.events == ()
    assert of_kind(play("1", "", "? quicksort", lesson="bread")[-1].messages, m.NotCovered)


def test_enter_on_an_empty_line_says_what_the_prompt_wants() -> None:
    for lines, said in (
        (("",), "Type a question, or choose one of these by its number."),
        (("1", "", "yeast", ""), "Type your answer; or type hint, or skip."),
    ):
        taken = play(*lines, lesson="bread")[-1]
        assert [notice.text for notice in of_kind(taken.messages, m.Notice)] == [said]


def test_misconceptions_never_crowd_out_the_lesson_in_progress() -> None:
    resumed = StartLesson("bread", "Bread", "You are in the middle of it.", resumes=True)
    practice = LearnConcept("yeast", "It is explained.")
    mixed_up = [RevisitMisconception(f"belief-{n}", "yeast", "It is salt.") for n in range(5)]
    coverage = play("1", lesson="bread")[-1].state.coverage
    shown = overview(COURSE, coverage, NOON)
    choices = next_choices(
        COURSE, msgspec.structs.replace(shown, next_steps=(*mixed_up, practice, resumed))
    )
    assert [choice.key for choice in choices][:2] == ["quiz:yeast", "lesson:bread"]


def test_a_wrong_answer_that_nobody_foresaw_points_to_the_hint_while_there_is_one() -> None:
    typing = ("1", "", "yeast")
    (grade,) = of_kind(play(*typing, "steam", lesson="bread")[-1].messages, m.Graded)
    assert wording.verdict(grade) == "Not quite. Type hint for a hint."
    for lines in (("hint", "steam"), ("steam", "smoke"), ("gas",)):
        (grade,) = of_kind(play(*typing, *lines, lesson="bread")[-1].messages, m.Graded)
        assert not grade.hint_left, lines


def test_a_wrong_option_gives_its_reason_and_no_pointer_to_the_hint() -> None:
    (grade,) = of_kind(play("1", "", "salt", lesson="bread")[-1].messages, m.Graded)
    assert wording.verdict(grade) == "Not quite."


@pytest.mark.parametrize(
    ("nearest", "end"),
    [("Yeast", "is: Yeast. I"), ("How does it rise?", "is: How does it rise? I")],
)
def test_the_nearest_concept_ends_its_sentence_once(nearest: str, end: str) -> None:
    assert end in wording.not_covered(m.NotCovered("x", nearest=nearest))


def test_a_right_typed_answer_in_a_sentence_is_right() -> None:
    steps = play("1", "", "yeast", "I think it is carbon dioxide", lesson="bread")
    (grade,) = of_kind(steps[-1].messages, m.Graded)
    assert grade.right


def test_a_wrong_belief_typed_as_an_answer_is_replied_to_and_stays_open() -> None:
    taken = play("1", "", "yeast", "bread rise because of salt", lesson="bread")[-1]
    (grade,) = of_kind(taken.messages, m.Graded)
    assert grade.why == "Salt holds it back; yeast lifts it."
    assert taken.state.coverage.misconceptions == {"salt-lifts": "yeast"}


def test_a_nearly_right_answer_is_asked_about_and_costs_no_try() -> None:
    steps = play("1", "", "yeast", "karbon dioxyde", lesson="bread")
    (asked,) = of_kind(steps[-1].messages, m.Graded)
    assert asked.close_to == "carbon dioxide"
    assert not any(isinstance(event, e.Answer) for event in steps[-1].events)
    taken = step(SUBJECT, steps[-1].state, read(SUBJECT, steps[-1].state, "yes"), NOON)
    assert of_kind(taken.messages, m.Graded)[0].right
    turned_down = step(SUBJECT, steps[-1].state, read(SUBJECT, steps[-1].state, "no"), NOON)
    assert not of_kind(turned_down.messages, m.Graded)
    assert of_kind(turned_down.messages, m.Notice)[0].text == "Then try again."
    assert isinstance(turned_down.state.prompt, m.TypeAnswer)


def test_undo_restores_the_prompt_and_withdraws_the_turn() -> None:
    steps = play("1", "", lesson="bread")
    before = steps[-1].state
    wrong = step(SUBJECT, before, Pick("salt"), NOON).state
    taken = step(SUBJECT, wrong, Run("undo"), NOON)
    assert taken.state.prompt == before.prompt
    assert taken.state.lesson == before.lesson
    assert taken.events == (e.Undo("s1", wrong.turn),)


def test_undo_with_nothing_to_take_back_says_so() -> None:
    taken = play("/undo")[-1]
    assert "nothing to take back" in of_kind(taken.messages, m.Notice)[0].text
    assert taken.events == ()


def test_the_lesson_ends_with_its_last_words_and_counts_as_completed() -> None:
    steps = play("1", "", "yeast", "gas", "", "", lesson="bread")
    ended = [x for taken in steps for x in of_kind(taken.messages, m.LessonEnded)]
    assert [(x.lesson, x.outcome) for x in ended] == [("bread", "completed")]
    assert "bread" in steps[-1].state.coverage.completed
    assert steps[-1].state.coverage.positions == {}


def test_quit_leaves_the_lesson_first_and_the_tutor_second() -> None:
    *_, left, gone = play("1", "quit", "quit", lesson="bread")
    assert of_kind(left.messages, m.LessonEnded)[0].outcome == "left"
    assert of_kind(gone.messages, m.Goodbye)


def test_every_command_answers_in_and_out_of_a_lesson() -> None:
    from tutor.conversation.commands import COMMANDS

    for lesson in (None, "bread"):
        state = begin(SUBJECT, fresh(), NOON, lesson).state
        for command in COMMANDS:
            taken = step(SUBJECT, state, Run(command.name), NOON)
            assert len(taken.messages) >= 2, command.name


def test_a_misspelt_command_names_the_nearest() -> None:
    (notice,) = of_kind(play("/lesosns")[-1].messages, m.Notice)
    assert "/lessons" in notice.text


def test_a_choice_that_is_gone_is_refused_politely() -> None:
    state = play("1", lesson="bread")[-1].state
    taken = step(SUBJECT, state, Pick("flour"), NOON)
    assert taken.state.prompt == state.prompt
    assert "no longer" in of_kind(taken.messages, m.Notice)[0].text


def test_a_flag_is_kept_for_the_author() -> None:
    taken = play("what is yeast?", "/flag it is not a fungus")[-1]
    assert taken.events == (e.Flag("what-is-yeast", "it is not a fungus"),)


def test_a_quiz_asks_about_the_concept_of_the_last_answer() -> None:
    taken = play("what is yeast?", "quiz")[-1]
    (started,) = of_kind(taken.messages, m.LessonStarted)
    assert COURSE.concepts["yeast"].name in started.title
    assert isinstance(taken.state.prompt, m.PickOption | m.TypeAnswer)
