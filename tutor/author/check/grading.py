"""The grader, run over every question's own right and wrong answers, in the ways people write."""

from collections.abc import Iterator

from tutor.course.load import Loaded
from tutor.course.model import Options, Question, Typed
from tutor.course.source import Finding
from tutor.dialogue.grade import Right, Wrong, grade, matches_option
from tutor.dialogue.said import words

SENTENCE, DENIAL = "I think it is {}.", "It is not {}."


def findings(loaded: Loaded) -> Iterator[Finding]:
    """Every answer that is graded otherwise than its author means it."""
    for question in loaded.course.questions.values():
        match question.form:
            case Options() as form:
                yield from _options(loaded, question, form)
            case Typed() as form:
                yield from _accepted(loaded, question, form)
                yield from _foreseen(loaded, question, form)


def _accepted(loaded: Loaded, question: Question, form: Typed) -> Iterator[Finding]:
    denies = any("not" in words(answer) for answer in form.accept)
    for number, answer in enumerate(form.accept):
        at = loaded.locate("question", question.id, "accept", number)
        ways = (answer, SENTENCE.format(answer))
        refused = next((w for w in ways if not isinstance(grade(question, w), Right)), None)
        if refused is not None:
            fix = "shorten it, or remove the wrong answer that it holds"
            yield Finding(at, "Q005", f"the grader refuses its own answer “{refused}”", fix)
        denial = DENIAL.format(answer)
        if not denies and isinstance(grade(question, denial), Right):
            fix = "say it in other words: the denial is in them"
            yield Finding(at, "Q011", f"the grader accepts the denial “{denial}”", fix)


def _foreseen(loaded: Loaded, question: Question, form: Typed) -> Iterator[Finding]:
    for number, wrong in enumerate(form.wrong):
        at = loaded.locate("question", question.id, "wrong", number)
        ways = (wrong.text, SENTENCE.format(wrong.text))
        taken = next((way for way in ways if isinstance(grade(question, way), Right)), None)
        if taken is not None:
            fix = "make it differ from what is accepted"
            yield Finding(at, "Q006", f"the grader accepts its wrong answer “{taken}”", fix)
        elif grade(question, wrong.text) != Wrong(wrong.why, wrong.misconception):
            what = f"the wrong answer “{wrong.text}” is not met with its own why"
            fix = "an earlier wrong answer holds the same words: make them differ"
            yield Finding(at, "Q012", what, fix, "warning")


def _options(loaded: Loaded, question: Question, form: Options) -> Iterator[Finding]:
    for number, option in enumerate(form.options):
        read = matches_option(question, option.text)
        if read != option:
            other = f"as “{read.text}”" if read is not None else "as none of the options"
            at = loaded.locate("question", question.id, "options", number)
            fix = "make its words differ from the others"
            yield Finding(at, "Q013", f"“{option.text}”, typed, is read {other}", fix)
