"""Where a learner is in a lesson, what they can put in, and what comes out. All frozen."""

from collections.abc import Mapping

from msgspec import Struct

from tutor.course.model import Beat, Count


class OpenQuestion(Struct, frozen=True):
    """The question being asked. ``encounter`` counts earlier meetings with it, ever.

    ``hints`` counts the hints shown; ``leaned`` the answers about its own concept that were read
    while it was open, each of which helps as much as a hint. ``struck`` are the options tried.
    ``close_to`` is the answer that a typed one was nearly: "yes" now means it.
    """

    question: str
    encounter: Count = 0
    tries: Count = 0
    hints: Count = 0
    leaned: Count = 0
    struck: tuple[str, ...] = ()
    close_to: str = ""


class Frame(Struct, frozen=True):
    """Where a detour returns to: the node, and its question as it stood."""

    node: str
    open: OpenQuestion | None = None


class Place(Struct, frozen=True):
    """A prompt that ``back`` goes to. ``taken`` counts the once-only choices spent by then."""

    node: str
    pending: str | None = None
    stack: tuple[Frame, ...] = ()
    taken: Count = 0


class State(Struct, frozen=True):
    """A place in a lesson, by ids alone; JSON there and back by msgspec.

    ``pending`` is a node that waits for *Continue*. ``seen`` are the nodes shown in this run, the
    latest last; ``taken`` the once-only choices, as ``node/choice``. ``trail`` is the earlier
    prompts that ``back`` goes to, the latest last. ``ended`` holds the outcome of a lesson that is
    over. What can happen next depends on all but the order of ``seen`` and on ``trail``.
    """

    lesson: str
    node: str
    stack: tuple[Frame, ...] = ()
    seen: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    wrong_detours: dict[str, Count] = {}
    open: OpenQuestion | None = None
    pending: str | None = None
    trail: tuple[Place, ...] = ()
    ended: str | None = None


class Facts(Struct, frozen=True):
    """All that a lesson may know about the learner.

    ``level`` maps a concept to 0 unseen, 1 introduced, 2 explained, 3 practised, 4 mastered.
    ``encounters`` maps a question to how often it was met before this encounter.
    """

    level: Mapping[str, int] = {}
    due: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()
    completed: frozenset[str] = frozenset()
    encounters: Mapping[str, int] = {}
    open_misconceptions: frozenset[str] = frozenset()


# What the learner can put in.


class Continue(Struct, frozen=True, tag=True):
    """Go on (Enter)."""


class Pick(Struct, frozen=True, tag=True):
    """Take a choice, or an option of the open question, by its id."""

    key: str


class Type(Struct, frozen=True, tag=True):
    """Answer the open question in words; an option's text works too."""

    text: str


class AskHint(Struct, frozen=True, tag=True):
    """The next hint of the open question."""


class SkipOn(Struct, frozen=True, tag=True):
    """A question goes to its ``goto``, a detour returns, choices take the first that is open."""


class GoBack(Struct, frozen=True, tag=True):
    """To the previous prompt; answers stand."""


Input = Continue | Pick | Type | AskHint | SkipOn | GoBack


# What comes out, in order.


class Said(Struct, frozen=True, tag=True):
    """A beat to show: text or a figure (conditions and ``once`` are resolved already)."""

    beat: Beat


class Explained(Struct, frozen=True, tag=True):
    """A node that explains these concepts has been shown."""

    concepts: tuple[str, ...]
    node: str


class Offered(Struct, frozen=True, tag=True):
    """The prompt: pick one of these choices (id, text)."""

    choices: tuple[tuple[str, str], ...]


class Waiting(Struct, frozen=True, tag=True):
    """The prompt: press Continue."""


class Asked(Struct, frozen=True, tag=True):
    """The prompt: the open question. ``options`` are (id, text, struck) in shown order."""

    question: str
    text: str
    options: tuple[tuple[str, str, bool], ...]
    hints_left: int
    encounter: int
    tries: int


class Graded(Struct, frozen=True, tag=True):
    """A try was graded. ``close_to`` asks "did you mean …?" and counts as no try."""

    question: str
    given: str
    right: bool
    attempt: int
    encounter: int
    hints: int
    options: int
    why: str = ""
    close_to: str | None = None
    misconception: str | None = None


class Revealed(Struct, frozen=True, tag=True):
    """The right answer was shown after ``attempt`` tries, with why it is right."""

    question: str
    answer: str
    why: str
    encounter: int
    attempt: int
    hints: int = 0
    options: int = 0


class HintShown(Struct, frozen=True, tag=True):
    """Hint ``number`` of ``total``; an empty text says that there are no more."""

    question: str
    encounter: int
    text: str
    number: int
    total: int


class Skipped(Struct, frozen=True, tag=True):
    """A question was skipped after ``attempt`` tries."""

    question: str
    encounter: int
    attempt: int


class Returned(Struct, frozen=True, tag=True):
    """A detour ended; the prompt it left follows."""


class Resumed(Struct, frozen=True, tag=True):
    """The one line that brings a learner back after an interruption."""

    text: str


class Moved(Struct, frozen=True, tag=True):
    """The lesson changed under the learner; this says where they were put and why."""

    text: str


class Nothing(Struct, frozen=True, tag=True):
    """The input does not fit here; ``why`` says what does."""

    why: str


class Ended(Struct, frozen=True, tag=True):
    """The lesson is over."""

    outcome: str


Effect = (
    Said
    | Explained
    | Offered
    | Waiting
    | Asked
    | Graded
    | Revealed
    | HintShown
    | Skipped
    | Returned
    | Resumed
    | Moved
    | Nothing
    | Ended
)
