"""What typed text means: a question, an answer, a choice or a command."""

from msgspec import Struct
from rapidfuzz import fuzz

from tutor.conversation import commands
from tutor.conversation.messages import (
    AskAnything,
    Choice,
    Confirm,
    PickChoice,
    PickOption,
    PickSuggestion,
    PressContinue,
    TypeAnswer,
    choices_of,
)
from tutor.conversation.state import State, Subject
from tutor.conversation.topics import requested
from tutor.dialogue.grade import Close, Right, grade, matches_option, part_of_one
from tutor.text import MOST_TYPED, clean, normalise, tokens

NONE_OF_THESE = "none"
NUMBERS = "one two three four five six seven eight nine".split()
MOST_DIGITS = 4
"""How long a number may be that chooses from a list."""

CHOICE_LIKENESS = 90
"""From 0 to 100: how alike typed words and a choice must be to mean it."""

FEWEST_LETTERS = 4
"""Letters from which on the beginning of a choice means it."""

QUESTION_WORDS = frozenset(
    "what why how who whom whose which when where is are was were do does did can could should "
    "would will has have what's whats why's how's who's where's isn't aren't doesn't don't can't "
    "explain define compare describe tell show".split()
)
GO_ON = frozenset({"continue", "next", "go on", "ok", "okay", "yes", "y", "more please", "got it"})


class Ask(Struct, frozen=True, tag=True):
    """A question to the knowledge base. ``assumed``: it might be an answer to the open question."""

    text: str
    assumed: bool = False


class Reply(Struct, frozen=True, tag=True):
    """An answer in words to the open question. ``assumed``: it might have been meant otherwise."""

    text: str
    assumed: bool = False


class Pick(Struct, frozen=True, tag=True):
    """Take the choice of the current prompt with this key."""

    key: str


class NoSuchNumber(Struct, frozen=True, tag=True):
    """A number that is not in the list that is shown."""

    number: str


class GoOn(Struct, frozen=True, tag=True):
    """Continue (Enter on an empty line)."""


class Run(Struct, frozen=True, tag=True):
    """A command from the registry, without its slash."""

    name: str
    argument: str = ""


Turn = Ask | Reply | Pick | NoSuchNumber | GoOn | Run


def read(subject: Subject, state: State, typed: str) -> Turn:
    """The turn that a typed line means, in the order that the design gives."""
    text = clean(typed[:MOST_TYPED]).strip()
    if not text:
        return GoOn()
    if text.startswith("/"):
        name, _, argument = text[1:].strip().partition(" ")
        return Run(name, argument.strip())
    if text.startswith("?"):
        return Ask(text.lstrip("? ")) if text.lstrip("? ") else Run("help")
    turn = _number(state, text) or _for_prompt(subject, state, text) or _number_word(state, text)
    if turn is not None:
        return turn
    command = commands.word(text)
    if command is not None:
        return Run(command.name)
    if not isinstance(state.prompt, TypeAnswer) and (digits := _digits(text)):
        return NoSuchNumber(digits)
    if isinstance(state.prompt, TypeAnswer) and not reads_as_question(text):
        return Reply(text, assumed=True)
    return Ask(text, assumed=isinstance(state.prompt, PickOption) and not reads_as_question(text))


def reads_as_question(text: str) -> bool:
    """Whether it ends in a question mark, opens with a question word or asks to be taught."""
    words = tokens(text)
    return (
        requested(text) is not None
        or text.rstrip().endswith("?")
        or bool(words and words[0] in QUESTION_WORDS)
    )


def _number(state: State, text: str) -> Pick | None:
    digits = _digits(text)
    if isinstance(state.prompt, TypeAnswer) or not digits:
        return None
    return _numbered(state, int(digits)) if len(digits) <= MOST_DIGITS else None


def _digits(text: str) -> str:
    """The number that a line is nothing else than; empty where it is more, or none."""
    digits = text.rstrip(".)")
    return digits if digits.isascii() and digits.isdigit() else ""


def _number_word(state: State, text: str) -> Pick | None:
    """A number written out, where no choice or answer is called so itself."""
    word = normalise(text)
    return _numbered(state, NUMBERS.index(word) + 1) if word in NUMBERS else None


def _numbered(state: State, number: int) -> Pick | None:
    choices = choices_of(state.prompt)
    return Pick(choices[number - 1].key) if 1 <= number <= len(choices) else None


def _for_prompt(subject: Subject, state: State, text: str) -> Turn | None:
    match state.prompt:
        case PickOption(question=question, choices=choices):
            option = matches_option(subject.course.questions[question], text)
            if option is not None:
                return Pick(option.id)
            also = () if _is_concept(subject, text) else choices
            return _choice(choices, text, also, graded=True)
        case TypeAnswer(question=question):
            verdict = grade(subject.course.questions[question], text)
            near = isinstance(verdict, Right | Close)
            return Reply(text) if near and not text.endswith("?") else None
        case PressContinue():
            return GoOn() if normalise(text) in GO_ON else None
        case Confirm(choices=choices):
            return _choice(choices, text) or _yes_or_no(text)
        case PickChoice(choices=choices):
            return _choice(choices, text, choices)
        case PickSuggestion(choices=choices):
            return _choice(choices, text)
        case AskAnything(choices=choices):
            same = (c for c in choices if normalise(c.text) == normalise(text))
            return next((Pick(choice.key) for choice in same), None)


def _yes_or_no(text: str) -> Pick | None:
    word = normalise(text)
    if word in {"y", "yes"}:
        return Pick("yes")
    return Pick("no") if word in {"n", "no"} else None


def _is_concept(subject: Subject, text: str) -> bool:
    """Whether it is nothing but the name of a concept, as one types it to be told of it."""
    named = normalise(text)
    return any(
        named == normalise(name)
        for concept in subject.course.concepts.values()
        for name in (concept.name, *concept.also)
    )


def _choice(
    choices: tuple[Choice, ...],
    text: str,
    also: tuple[Choice, ...] = (),
    *,
    graded: bool = False,
) -> Pick | None:
    """The one choice that the words mean: the same, nearly the same, or its plain beginning.

    One of those in ``also`` may be meant by a few of its words, of which fewer are enough where
    nothing is ``graded``.
    """
    typed = normalise(text)
    scored = [(fuzz.ratio(typed, normalise(choice.text)), choice) for choice in choices]
    likest = max(scored, key=lambda pair: pair[0], default=None)
    if likest is not None and likest[0] >= CHOICE_LIKENESS:
        return Pick(likest[1].key)
    asks = reads_as_question(text)
    if len(typed) >= FEWEST_LETTERS and (" " in typed or not asks):
        begun = [c for c in choices if normalise(c.text).startswith(typed + " ")]
        if len(begun) == 1:
            return Pick(begun[0].key)
    if asks or commands.word(text) is not None:
        return None
    at = part_of_one([choice.text for choice in also], text, graded=graded)
    return Pick(also[at].key) if at is not None else None
