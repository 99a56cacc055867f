"""Typed answers: whatever is typed gets a verdict, and neither case nor space decides it."""

from conversation.kitchen import QUESTIONS
from fuzz.inputs import cuts, mutated, typed, words
from fuzz.target import fuzz
from hypothesis import strategies as st

from tutor.course.model import Option, Options, Question, Typed, WrongAnswer
from tutor.dialogue.amounts import amount, same_amount
from tutor.dialogue.grade import MOST_LETTERS, Close, Right, Wrong, grade, matches_option
from tutor.dialogue.said import words as said_words

SIZE = Question(
    "q-size",
    ("oven",),
    "How many megabytes is the recipe?",
    Typed(("400 MB", "four hundred megabytes"), "", (WrongAnswer("40 GB", "Too big.", "size"),)),
)
NONE = Question("q-none", ("yeast",), "How much salt?", Typed(("none", "no salt", "0")))
TIMES = Question(
    "q-time",
    ("oven",),
    "How long does it bake?",
    Options(
        (
            Option("half", "30 minutes", True),
            Option("hour", "an hour", False, "It burns."),
            Option("not", "It does not bake", False, "", "no-oven"),
        )
    ),
)
ASKED = (*QUESTIONS, SIZE, NONE, TIMES)
ANSWERS = tuple(
    text
    for question in ASKED
    for text in (
        question.form.accept
        if isinstance(question.form, Typed)
        else [option.text for option in question.form.options]
    )
)
answers = st.one_of(mutated(ANSWERS, (*ANSWERS, " or ", " not ", "it is ", "0.4 GB")), words, typed)


@fuzz(answers, few=100, weight=100, parts=cuts(4))
def test_any_answer_gets_a_verdict_whatever_its_case(text: str) -> None:
    for question in ASKED:
        verdict = grade(question, text)
        match question.form, verdict:
            case Typed(accept=accept), Right(answer=answer) | Close(to=answer):
                assert answer in accept
            case Options(options=options), Right(answer=answer):
                assert [o.text for o in options if o.right] == [answer]
            case _, Wrong(misconception=belief):
                assert belief in (None, "size", "salt-lifts", "no-oven")
            case _:
                raise AssertionError(verdict)
        if text.isascii() and text.isprintable() and len(text) < MOST_LETTERS - 3:
            assert grade(question, text.swapcase()) == verdict
            assert grade(question, f"  {text} ") == verdict
        option = matches_option(question, text)
        assert option is None or (
            isinstance(question.form, Options) and option in question.form.options
        )


@fuzz(answers, few=100, weight=100, parts=cuts(10))
def test_any_amount_is_the_same_as_itself(text: str) -> None:
    for word in said_words(text):
        each = amount(word)
        assert each is None or same_amount(each, each)
