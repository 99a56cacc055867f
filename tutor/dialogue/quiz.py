"""Questions in a lesson: tries, hints, grades, and the reveal."""

from msgspec.structs import replace

from tutor.course import model
from tutor.course.model import Options, Question, Typed
from tutor.dialogue import state as d
from tutor.dialogue.grade import Close, Right, Wrong, grade, matches_option
from tutor.dialogue.shown import right_answer, shown_options
from tutor.dialogue.state import OpenQuestion
from tutor.dialogue.walk import Walk
from tutor.text import normalise

YES = frozenset({"yes", "y", "yeah", "yep", "i did", "i do"})
"""What takes up "did you mean …?"."""

NO = frozenset({"no", "n", "nope", "i did not", "i didn't"})
"""What turns it down; as an answer it would count as a wrong try."""


def pick_option(walk: Walk, asked: OpenQuestion, key: str) -> None:
    """Answer the open question with one of its options."""
    question = walk.questions[asked.question]
    option = next((o for o in shown_options(question, asked.encounter) if o.id == key), None)
    if option is None:
        walk.nothing("That is not one of the options.")
    elif option.id in asked.struck:
        walk.nothing("You tried that one already; choose another.")
    elif option.right:
        _right(walk, asked, option.id, option.why)
    else:
        _wrong(walk, asked, option.id, Wrong(option.why, option.misconception), strike=option.id)


def reply(walk: Walk, text: str) -> None:
    """An answer in words, to a typed question or to one with options."""
    asked = walk.state.open
    if asked is None:
        walk.nothing("There is no question to answer here.")
        return
    question = walk.questions[asked.question]
    if isinstance(question.form, Options):
        option = matches_option(question, text)
        if option is None:
            walk.nothing("That is none of the options. Choose one by its number, or type hint.")
        else:
            pick_option(walk, asked, option.id)
        return
    _reply_typed(walk, asked, question, question.form, text)


def _reply_typed(
    walk: Walk, asked: OpenQuestion, question: Question, form: Typed, text: str
) -> None:
    if asked.close_to and normalise(text) in YES:
        _right(walk, asked, asked.close_to, form.why)
        return
    if asked.close_to and normalise(text) in NO:
        walk.state = replace(walk.state, open=replace(asked, close_to=""))
        walk.nothing("Then try again.")
        return
    verdict = grade(question, text)
    match verdict:
        case Right():
            _right(walk, asked, text, form.why)
        case Close():
            walk.effects.append(_graded(walk, asked, text, right=False, close_to=verdict.to))
            walk.state = replace(walk.state, open=replace(asked, close_to=verdict.to))
            walk.effects.append(walk.prompt())
        case Wrong():
            _wrong(walk, asked, text, verdict)


def _graded(
    walk: Walk,
    asked: OpenQuestion,
    given: str,
    *,
    right: bool,
    why: str = "",
    close_to: str | None = None,
    misconception: str | None = None,
) -> d.Graded:
    return d.Graded(
        question=asked.question,
        given=given,
        right=right,
        attempt=asked.tries + 1,
        encounter=asked.encounter,
        hints=asked.hints,
        options=_option_count(walk, asked),
        why=why,
        close_to=close_to,
        misconception=misconception,
    )


def _option_count(walk: Walk, asked: OpenQuestion) -> int:
    form = walk.questions[asked.question].form
    return len(form.options) if isinstance(form, Options) else 0


def _right(walk: Walk, asked: OpenQuestion, given: str, why: str) -> None:
    walk.effects.append(_graded(walk, asked, given, right=True, why=why))
    walk.after_question()


def _wrong(walk: Walk, asked: OpenQuestion, given: str, verdict: Wrong, strike: str = "") -> None:
    walk.effects.append(
        _graded(
            walk, asked, given, right=False, why=verdict.why, misconception=verdict.misconception
        )
    )
    struck = (*asked.struck, strike) if strike else asked.struck
    tried = replace(asked, tries=asked.tries + 1, struck=struck, close_to="")
    if tried.tries >= 2 or _option_count(walk, asked) == 2:
        _reveal(walk, tried)
        return
    walk.state = replace(walk.state, open=tried)
    if not _after_wrong(walk):
        walk.effects.append(walk.prompt())


def _after_wrong(walk: Walk) -> bool:
    """Run the detour after a wrong try, unless it was run as often as it may be."""
    onward = walk.node.next
    if not isinstance(onward, model.Ask) or onward.after_wrong is None:
        return False
    runs = walk.state.wrong_detours.get(walk.node.id, 0)
    if runs >= onward.after_wrong.times:
        return False
    counted = {**walk.state.wrong_detours, walk.node.id: runs + 1}
    walk.state = replace(walk.state, wrong_detours=counted)
    walk.detour(onward.after_wrong.detour)
    return True


def _reveal(walk: Walk, asked: OpenQuestion) -> None:
    question = walk.questions[asked.question]
    answer, why = right_answer(question)
    walk.effects.append(
        d.Revealed(
            asked.question,
            answer,
            why,
            asked.encounter,
            asked.tries,
            asked.hints,
            _option_count(walk, asked),
        )
    )
    walk.after_question()


def hint(walk: Walk) -> None:
    """The next hint; asking for one is never a wrong answer."""
    asked = walk.state.open
    if asked is None:
        walk.nothing("There is no question here to give a hint for.")
        return
    hints = walk.questions[asked.question].hints
    number = asked.hints + 1
    if number > len(hints):
        shown = d.HintShown(asked.question, asked.encounter, "", asked.hints, len(hints))
    else:
        text = hints[number - 1]
        shown = d.HintShown(asked.question, asked.encounter, text, number, len(hints))
        walk.state = replace(walk.state, open=replace(asked, hints=number))
    walk.effects += [shown, walk.prompt()]
