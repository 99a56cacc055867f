"""What can happen to a learner: the closed set of events, and the record that the log keeps.

An event carries all that the fold needs (which concept, how many options), so that history
keeps its meaning when the course changes later.
"""

from datetime import datetime

import msgspec
from msgspec import Struct

from tutor.course.model import Count
from tutor.text import from_json


class Explain(Struct, frozen=True, tag="explain"):
    """The concepts were explained: by an entry (``by`` is its id) or a lesson's node."""

    concepts: tuple[str, ...]
    by: str = ""


class Mention(Struct, frozen=True, tag="mention"):
    """The concepts came up beside the main one."""

    concepts: tuple[str, ...]
    by: str = ""


class Asked(Struct, frozen=True, tag="asked"):
    """The learner asked something. ``entry`` is None where nothing answered it."""

    text: str
    entry: str | None
    confidence: float
    nearest: str | None = None


class Answer(Struct, frozen=True, tag="answer"):
    """One try at a question.

    ``concept`` is the question's main concept; ``attempt`` counts from 1 within the encounter
    ``encounter`` (from 0); ``hints`` counts those shown before this try; ``options`` is how many
    there were (0: typed); ``given`` is the option's id, or the text typed.
    """

    question: str
    concept: str
    given: str
    right: bool
    attempt: Count
    encounter: Count
    hints: Count = 0
    options: Count = 0


class Reveal(Struct, frozen=True, tag="reveal"):
    """The answer was shown. ``attempt`` is how many tries came before it (0: none).

    ``hints`` and ``options`` as in ``Answer``: a reveal before any try counts as a wrong one.
    """

    question: str
    concept: str
    encounter: Count
    attempt: Count = 0
    hints: Count = 0
    options: Count = 0


class Hint(Struct, frozen=True, tag="hint"):
    """A hint was asked for; ``number`` counts from 1."""

    question: str
    encounter: Count
    number: Count


class Skip(Struct, frozen=True, tag="skip"):
    """The question was skipped after ``attempt`` tries."""

    question: str
    concept: str
    encounter: Count
    attempt: Count = 0


class MisconceptionOpened(Struct, frozen=True, tag="misconception"):
    """The learner showed a wrong belief about ``concept``."""

    misconception: str
    concept: str


class MisconceptionCleared(Struct, frozen=True, tag="cleared"):
    """The question that clears the misconception was answered right."""

    misconception: str
    concept: str


class Flag(Struct, frozen=True, tag="flag"):
    """The learner marked an answer or a grade as wrong or unclear, for the author."""

    subject: str
    why: str = ""


class LessonPosition(Struct, frozen=True, tag="lesson"):
    """Where the learner is in a lesson. ``state`` is the engine's state as JSON.

    ``outcome`` is None while it runs; an empty ``state`` with an outcome is a lesson that ended.
    ``node`` is the node one is at, or at which it ended.
    """

    lesson: str
    state: str
    outcome: str | None = None
    node: str = ""


class Undo(Struct, frozen=True, tag="undo"):
    """The events of ``turn`` of ``session`` are withdrawn."""

    session: str
    turn: Count


Event = (
    Explain
    | Mention
    | Asked
    | Answer
    | Reveal
    | Hint
    | Skip
    | MisconceptionOpened
    | MisconceptionCleared
    | Flag
    | LessonPosition
    | Undo
)


class Record(Struct, frozen=True):
    """An event as the log keeps it. ``seq`` is SQLite's and the only order; ``at`` is UTC."""

    seq: int
    session: str
    turn: int
    at: datetime
    event: Event


_decoder: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def encode(event: Event) -> bytes:
    """The event as JSON, its type under ``type``."""
    return msgspec.json.encode(event)


def decode(body: bytes | str) -> Event:
    """The event that ``encode`` wrote. Raises ``msgspec.DecodeError`` for anything else."""
    return from_json(_decoder, body)
