"""Events in, coverage out: a pure fold."""

from collections.abc import Mapping
from datetime import datetime
from enum import IntEnum

from msgspec import Struct


class Level(IntEnum):
    """How well a concept is known, in order. Reading alone never goes past ``explained``."""

    unseen = 0
    introduced = 1
    explained = 2
    practised = 3
    mastered = 4


class Standing(Struct, frozen=True):
    """What is known about one learner and one concept.

    ``p`` is the chance that they know it, ``due`` when the card wants to be seen (UTC; None: never
    rated). ``shaky``: the last answer was wrong, or a misconception about it is open.
    """

    level: Level = Level.unseen
    p: float = 0.10
    due: datetime | None = None
    shaky: bool = False


class QuestionRecord(Struct, frozen=True):
    """What happened with one question: ``encounters`` ever, ``right`` ever, last met at ``seq``."""

    encounters: int = 0
    right: bool = False
    seq: int = 0


class Coverage(Struct, frozen=True):
    """Everything shown about a learner in one course; a fold over the log.

    ``positions`` maps each running lesson to its saved state (JSON), ``latest`` names the one
    touched last.
    """

    standings: Mapping[str, Standing] = {}
    questions: Mapping[str, QuestionRecord] = {}
    misconceptions: Mapping[str, str] = {}
    completed: frozenset[str] = frozenset()
    positions: Mapping[str, str] = {}
    latest: str | None = None
    seq: int = 0

    def standing(self, concept: str) -> Standing:
        """The standing of a concept; unseen where nothing happened yet."""
        return self.standings.get(concept, Standing())
