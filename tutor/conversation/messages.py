"""The closed set of things the tutor can say. Every face renders these and nothing else."""

from msgspec import Struct


class You(Struct, frozen=True, tag=True):
    """What the learner put in, as it was understood: their text, or the choice they took."""

    text: str


class Say(Struct, frozen=True, tag=True):
    """Markdown from the tutor."""

    text: str


class ShowFigure(Struct, frozen=True, tag=True):
    """A drawing, with the sentence that says the same."""

    id: str
    title: str
    art: str
    alt: str


class SourceReference(Struct, frozen=True):
    """Where an answer comes from."""

    section: str
    title: str
    url: str


class CorrectionNote(Struct, frozen=True):
    """What the source says, and what holds instead."""

    says: str
    instead: str
    refer: str
    checked: str


class Answered(Struct, frozen=True, tag=True):
    """An answer from the knowledge base. ``brief``: inside a lesson, only ``short`` is shown.

    ``repairs`` are (typed, read) words. ``confidence`` is between 0 and 1. ``misconception`` says
    that this replies to a wrong belief rather than answers a question.
    """

    entry: str
    heading: str
    concepts: tuple[str, ...]
    short: str
    answer: str
    brief: bool
    confidence: float
    source: SourceReference | None = None
    corrections: tuple[CorrectionNote, ...] = ()
    repairs: tuple[tuple[str, str], ...] = ()
    misconception: bool = False


class DidYouMean(Struct, frozen=True, tag=True):
    """The matcher is torn: up to three questions it might be (``PickSuggestion`` follows)."""

    questions: tuple[str, ...]
    repairs: tuple[tuple[str, str], ...] = ()


class OtherCourse(Struct, frozen=True):
    """Another installed course that answers."""

    id: str
    title: str


class NotCovered(Struct, frozen=True, tag=True):
    """An honest "not in this course". ``reply`` is small talk or what an author wrote for it.

    ``nearest`` is the name of the concept that comes closest; ``elsewhere`` are other installed
    courses that answer, the surest first.
    """

    question: str
    reply: str = ""
    nearest: str = ""
    elsewhere: tuple[OtherCourse, ...] = ()


class LessonOffered(Struct, frozen=True, tag=True):
    """There is a lesson on what was asked about."""

    lesson: str
    title: str


class Graded(Struct, frozen=True, tag=True):
    """The verdict on a try. ``answer`` holds the right answer once it is shown.

    ``close_to`` is set where a typed answer was nearly right and is asked about again.
    ``hint_left``: nothing says why it is wrong, and a hint can still be had.
    """

    question: str
    given: str
    right: bool
    why: str = ""
    answer: str = ""
    close_to: str = ""
    taken_as_answer: bool = False
    hint_left: bool = False


class Revealed(Struct, frozen=True, tag=True):
    """The right answer, and why."""

    answer: str
    why: str


class HintGiven(Struct, frozen=True, tag=True):
    """Hint ``number`` of ``total``; both 0 where there is none left, and ``text`` says so."""

    text: str
    number: int
    total: int


class CoverageChanged(Struct, frozen=True, tag=True):
    """A concept moved to another state, or a misconception about it opened or cleared."""

    concept: str
    name: str
    before: str
    after: str


class LessonStarted(Struct, frozen=True, tag=True):
    """A lesson begins or is taken up again."""

    lesson: str
    title: str
    goal: str
    minutes: int
    resumed: bool = False


class LessonEnded(Struct, frozen=True, tag=True):
    """A lesson is over (``completed``), was left with its position kept (``left``), or was made on
    the fly and ``stopped``."""

    lesson: str
    title: str
    outcome: str


class Notice(Struct, frozen=True, tag=True):
    """A line from the program itself, not from the course."""

    text: str


class Goodbye(Struct, frozen=True, tag=True):
    """The learner asked to leave the program; the face closes."""

    text: str


# The prompts: what the tutor waits for. One is always the last message of a turn.


class Choice(Struct, frozen=True):
    """A numbered thing to choose. ``key`` is what a Turn names; ``struck`` can't be chosen."""

    key: str
    text: str
    struck: bool = False


class AskAnything(Struct, frozen=True, tag=True):
    """Nothing is awaited; ``choices`` are the numbered follow-ups and next steps."""

    choices: tuple[Choice, ...] = ()


class PressContinue(Struct, frozen=True, tag=True):
    """Enter goes on."""

    lesson: str


class PickChoice(Struct, frozen=True, tag=True):
    """Pick one of the lesson's choices."""

    lesson: str
    choices: tuple[Choice, ...]


class PickOption(Struct, frozen=True, tag=True):
    """Answer the question by picking an option."""

    lesson: str
    question: str
    text: str
    choices: tuple[Choice, ...]
    hints_left: int


class TypeAnswer(Struct, frozen=True, tag=True):
    """Answer the question in words."""

    lesson: str
    question: str
    text: str
    hints_left: int


class PickSuggestion(Struct, frozen=True, tag=True):
    """After DidYouMean: the questions it might be, the last choice being none of these."""

    choices: tuple[Choice, ...]


class Confirm(Struct, frozen=True, tag=True):
    """Something that destroys asks first."""

    text: str
    choices: tuple[Choice, ...]


Prompt = (
    AskAnything | PressContinue | PickChoice | PickOption | TypeAnswer | PickSuggestion | Confirm
)

Message = (
    You
    | Say
    | ShowFigure
    | Answered
    | DidYouMean
    | NotCovered
    | LessonOffered
    | Graded
    | Revealed
    | HintGiven
    | CoverageChanged
    | LessonStarted
    | LessonEnded
    | Notice
    | Goodbye
    | Prompt
)


def choices_of(prompt: Prompt) -> tuple[Choice, ...]:
    """The numbered list that a prompt shows, in order; empty where it shows none."""
    match prompt:
        case AskAnything() | PickChoice() | PickOption() | PickSuggestion() | Confirm():
            return prompt.choices
        case PressContinue() | TypeAnswer():
            return ()
