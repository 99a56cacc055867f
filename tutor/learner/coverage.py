"""Events in, coverage out: a pure fold."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import IntEnum
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from tutor.learner import tracing
from tutor.learner.events import (
    Answer,
    Asked,
    Explain,
    Flag,
    Hint,
    LessonPosition,
    Mention,
    MisconceptionCleared,
    MisconceptionOpened,
    Record,
    Reveal,
    Skip,
    Undo,
)
from tutor.learner.recall import Memory, Rating, ahead, rate

MASTERED_AT = 0.95
MASTERY_LOST_BELOW = 0.85
CLEAN_QUESTIONS = 2


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
    ``explained`` counts explanations, ``right`` right answers at any try, ``clean`` names the
    questions answered right first try without a hint. ``memory`` is the card, ``reviewed`` when
    it was last answered while due.
    """

    level: Level = Level.unseen
    p: float = tracing.START
    due: datetime | None = None
    shaky: bool = False
    explained: int = 0
    right: int = 0
    clean: tuple[str, ...] = ()
    last_right: bool | None = None
    memory: Memory | None = None
    reviewed: datetime | None = None


class QuestionRecord(Struct, frozen=True):
    """What happened with one question: ``encounters`` ever, ``right`` ever, last met at ``seq``."""

    encounters: int = 0
    right: bool = False
    seq: int = 0


class Coverage(Struct, frozen=True):
    """Everything shown about a learner in one course; a fold over the log.

    ``misconceptions`` maps each open one to its concept. ``positions`` maps each running lesson
    to its saved state (JSON), the one touched last at the end; ``latest`` names that one.
    ``seq`` is the last record that counted.
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


def is_due(standing: Standing, now: datetime) -> bool:
    """Whether the concept was practised and its card wants to be seen by ``now``.

    So does one that by this clock is still to be rated: nobody knows how long ago that was.
    """
    if standing.level < Level.practised or standing.due is None:
        return False
    return standing.due <= now or ahead(standing.memory, now)


def fold(records: Iterable[Record]) -> Coverage:
    """The coverage that a log leads to, in the order of ``seq``, without what was undone."""
    coverage = Coverage()
    for record in standing_records(records):
        coverage = apply(coverage, record)
    return coverage


def carried_on(base: Coverage, later: Sequence[Record]) -> Coverage | None:
    """The coverage ``base`` with the records that came after it: what ``fold`` makes of the whole
    log, without the part that ``base`` stands for.

    None where one of them withdraws a turn that ``base`` has counted: it can't be taken out again.
    """
    turns = {(record.session, record.turn) for record in later}
    undone = (record.event for record in later if isinstance(record.event, Undo))
    if any((undo.session, undo.turn) not in turns for undo in undone):
        return None
    coverage = base
    for record in standing_records(later):
        coverage = apply(coverage, record)
    return coverage


def standing_records(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records in the order of ``seq``, less those that a later undo withdrew."""
    ordered = sorted(records, key=lambda record: record.seq)
    undone = {
        (record.event.session, record.event.turn): record.seq
        for record in ordered
        if isinstance(record.event, Undo)
    }
    return tuple(
        record
        for record in ordered
        if isinstance(record.event, Undo)
        or record.seq > undone.get((record.session, record.turn), -1)
    )


def apply(coverage: Coverage, record: Record) -> Coverage:
    """The coverage after one more record.

    An ``Undo`` only moves ``seq``: nothing here remembers how things stood before the turn that it
    withdraws. ``carried_on`` says where the log must be folded from further back.
    """
    return replace(_applied(coverage, record), seq=max(coverage.seq, record.seq))


def _applied(coverage: Coverage, record: Record) -> Coverage:
    event = record.event
    match event:
        case Explain():
            return _read(coverage, event)
        case Mention():
            for concept in event.concepts:
                coverage = _settled(coverage, concept, coverage.standing(concept))
            return coverage
        case Answer():
            return _answered(_met(coverage, record.seq, event), event, record.at)
        case Reveal():
            return _revealed(_met(coverage, record.seq, event), event, record.at)
        case Skip():
            coverage = _met(coverage, record.seq, event)
            return _settled(coverage, event.concept, coverage.standing(event.concept))
        case Hint():
            return _met(coverage, record.seq, event)
        case MisconceptionOpened():
            return _misconception(coverage, event.concept, opened=event.misconception)
        case MisconceptionCleared():
            return _misconception(coverage, event.concept, cleared=event.misconception)
        case LessonPosition():
            return _placed(coverage, event)
        case Asked() | Flag() | Undo():
            return coverage
        case _:
            assert_never(event)


def _read(coverage: Coverage, event: Explain) -> Coverage:
    for concept in dict.fromkeys(event.concepts):
        old = coverage.standing(concept)
        new = replace(old, p=tracing.read(old.p, old.explained), explained=old.explained + 1)
        coverage = _settled(coverage, concept, new)
    return coverage


def _met(coverage: Coverage, seq: int, event: Answer | Reveal | Skip | Hint) -> Coverage:
    old = coverage.questions.get(event.question, QuestionRecord())
    new = QuestionRecord(
        encounters=max(old.encounters, event.encounter + 1),
        right=old.right or (isinstance(event, Answer) and event.right),
        seq=seq,
    )
    return replace(coverage, questions={**coverage.questions, event.question: new})


def _answered(coverage: Coverage, event: Answer, at: datetime) -> Coverage:
    new = replace(coverage.standing(event.concept), last_right=event.right)
    if event.right:
        new = replace(new, right=new.right + 1)
    if event.attempt == 1:
        new = _first_try(new, event, at)
    return _settled(coverage, event.concept, new)


def _first_try(standing: Standing, event: Answer, at: datetime) -> Standing:
    guess = tracing.guess(event.options, event.hints)
    if not event.right:
        return _rated(replace(standing, p=tracing.wrong(standing.p, guess)), Rating.again, at)
    standing = replace(standing, p=tracing.right(standing.p, guess))
    if event.hints:
        return _rated(standing, Rating.hard, at)
    if event.question not in standing.clean:
        standing = replace(standing, clean=(*standing.clean, event.question))
    return _rated(standing, Rating.good, at)


def _revealed(coverage: Coverage, event: Reveal, at: datetime) -> Coverage:
    """Before any try it counts as a wrong one; after one it adds nothing."""
    old = coverage.standing(event.concept)
    if event.attempt > 0:
        return _settled(coverage, event.concept, old)
    p = tracing.wrong(old.p, tracing.guess(event.options, event.hints))
    new = _rated(replace(old, p=p, last_right=False), Rating.again, at)
    return _settled(coverage, event.concept, new)


def _rated(standing: Standing, rating: Rating, at: datetime) -> Standing:
    reviewed = at if is_due(standing, at) else standing.reviewed
    memory = rate(standing.memory, rating, at)
    return replace(standing, memory=memory, due=memory.due, reviewed=reviewed)


def _misconception(
    coverage: Coverage, concept: str, *, opened: str | None = None, cleared: str | None = None
) -> Coverage:
    """Opening may move a misconception from the concept it was about before."""
    still = {key: about for key, about in coverage.misconceptions.items() if key != cleared}
    if opened is not None:
        still[opened] = concept
    before = {coverage.misconceptions.get(opened or cleared or "", concept), concept}
    coverage = replace(coverage, misconceptions=still)
    for touched in sorted(before):
        coverage = _settled(coverage, touched, coverage.standing(touched))
    return coverage


def _settled(coverage: Coverage, concept: str, standing: Standing) -> Coverage:
    """Keep a standing, with the level and the mark that follow from the rest of it."""
    held = concept in coverage.misconceptions.values()
    kept = replace(
        standing,
        level=_level(standing, misconception=held),
        shaky=held or standing.last_right is False,
    )
    return replace(coverage, standings={**coverage.standings, concept: kept})


def _level(standing: Standing, *, misconception: bool) -> Level:
    if _masters(standing, misconception=misconception):
        return Level.mastered
    if standing.right:
        return Level.practised
    return Level.explained if standing.explained else Level.introduced


def _masters(standing: Standing, *, misconception: bool) -> bool:
    """Harder to reach than to keep, so that one slip of a sure learner takes nothing away."""
    if misconception:
        return False
    if standing.level is Level.mastered:
        return standing.p >= MASTERY_LOST_BELOW
    return (
        standing.p >= MASTERED_AT
        and len(standing.clean) >= CLEAN_QUESTIONS
        and standing.last_right is True
    )


def _placed(coverage: Coverage, event: LessonPosition) -> Coverage:
    others = {name: at for name, at in coverage.positions.items() if name != event.lesson}
    if event.outcome is None and event.state:
        positions = {**others, event.lesson: event.state}
    else:
        positions = others
    completed = coverage.completed
    if event.outcome == "completed":
        completed |= {event.lesson}
    latest = next(reversed(positions), None)
    return replace(coverage, positions=positions, completed=completed, latest=latest)
