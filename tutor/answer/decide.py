"""The three-way decision: answer, did you mean, or not covered."""

from msgspec import Struct


class Suggestion(Struct, frozen=True):
    """An entry that a text may mean. ``question`` is its first phrasing; ``concepts`` main first."""

    entry: str
    question: str
    concepts: tuple[str, ...]
    confidence: float


class Answer(Struct, frozen=True, tag="answer"):
    """One entry answers. ``misconception``: ``entry`` is a misconception's id, heard in the text."""

    question: str
    entry: str
    concepts: tuple[str, ...]
    confidence: float
    suggestions: tuple[Suggestion, ...] = ()
    repairs: tuple[tuple[str, str], ...] = ()
    misconception: bool = False


class DidYouMean(Struct, frozen=True, tag="did_you_mean"):
    """Torn between up to three entries, best first."""

    question: str
    suggestions: tuple[Suggestion, ...]
    confidence: float
    repairs: tuple[tuple[str, str], ...] = ()


class NotCovered(Struct, frozen=True, tag="not_covered"):
    """Not in this course. ``reply`` is small talk, or the author's reply to what is out of scope.

    ``nearest`` is the concept that comes closest, None where nothing does.
    """

    question: str
    confidence: float = 0.0
    reply: str = ""
    nearest: str | None = None
    suggestions: tuple[Suggestion, ...] = ()


Decision = Answer | DidYouMean | NotCovered
