"""The three-way decision: answer, did you mean, or not covered."""

from collections.abc import Iterable
from math import prod

from msgspec import Struct
from msgspec.structs import replace

from tutor.answer.common import FUNCTION
from tutor.answer.compound import pair, sentences
from tutor.answer.features import MOST_LETTERS, words
from tutor.answer.followup import goes_on_to, leans, points_back, with_topic
from tutor.answer.index import Index
from tutor.answer.reading import Reading, reading
from tutor.answer.smalltalk import small_talk
from tutor.text import clean

ANSWER_CUT = 0.45
"""The confidence from which an answer is given: of answers hardly surer than this, three in four
were right, on questions that a course was not written from.
"""

LIKELY = 0.36
"""The confidence from which an entry answers where its concept is what is meant, by others too."""

CONCEPT_CUT = 0.6
"""How sure it must be then that one of the concept's entries is meant: on the same questions, nine
in ten such answers were right.
"""

OFFER_CUT = 0.2
"""The confidence from which the likeliest questions are offered; under it nothing is covered."""

DOUBTED = 0.35
"""The most confidence in a reading that does not say what a pronoun stands for."""

BESIDE = 0.6
"""The confidence from which an answer fits a text beside a topic as well as without one."""

CERTAIN = 0.9
"""The confidence from which a text needs no topic to be understood."""

TORN = 0.1
"""How close two confidences are for the tutor to ask which one is meant."""

OFFERED = 3
"""Questions offered at most."""

NEAR = 0.12
"""The cosine from which the nearest concept is worth a mention."""


class Suggestion(Struct, frozen=True):
    """An entry a text may mean. ``question`` is its first phrasing; ``concepts`` main first."""

    entry: str
    question: str
    concepts: tuple[str, ...]
    confidence: float


class Answer(Struct, frozen=True, tag="answer"):
    """One entry answers. ``misconception``: ``entry`` is the id of one, heard in the text."""

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


def decide(index: Index, text: str, topic: str | None = None) -> Decision:
    """Answer a text taken as one question; ``topic`` is the concept talked about last."""
    asked = " ".join(clean(text[:MOST_LETTERS]).split())
    said = words(asked)
    reply = small_talk(said, index.vocabulary)
    if reply is not None and index.asks_exactly(said) is None:
        return NotCovered(asked, reply=reply)
    return _decision(index, asked, _best_reading(index, asked, topic))


def decide_all(index: Index, text: str, topic: str | None = None) -> tuple[Decision, ...]:
    """One decision for each question in the text, the first part's first; at least one.

    A text is taken apart only where every part finds an answer of its own.
    """
    whole = decide(index, text, topic)
    asked = " ".join(clean(text[:MOST_LETTERS]).split())
    for parts in (sentences(text[:MOST_LETTERS]), pair(asked)):
        told = _answered_apart(index, parts, topic) if len(parts) > 1 else ()
        if told and _tells_more(whole, told):
            return told
    return (whole,)


def _answered_apart(index: Index, parts: Iterable[str], topic: str | None) -> tuple[Answer, ...]:
    """An answer to each part, each later one leaning on the one before; empty if one has none."""
    told: list[Answer] = []
    for part in parts:
        decision = decide(index, part, topic)
        if not isinstance(decision, Answer):
            return ()
        topic = decision.concepts[0]
        if decision.entry not in {one.entry for one in told}:
            told.append(decision)
    return tuple(told)


def _tells_more(whole: Decision, told: tuple[Answer, ...]) -> bool:
    """Whether the parts' answers hold more than the whole's one answer."""
    if not isinstance(whole, Answer):
        return True
    return len(told) > 1 and whole.entry in {part.entry for part in told}


def _best_reading(index: Index, asked: str, topic: str | None) -> Reading:
    """The whole text, or the one question in it where that is clearer than what surrounds it."""
    whole = _leaning_or_alone(index, asked, topic)
    questions = [one for one in sentences(asked) if one.endswith("?")]
    if whole.confidence >= ANSWER_CUT or len(questions) != 1 or questions[0] == asked:
        return whole
    focused = _leaning_or_alone(index, questions[0], topic)
    return focused if focused.confidence > whole.confidence else whole


def _leaning_or_alone(index: Index, asked: str, topic: str | None) -> Reading:
    """The text on its own, or with the topic put in where that is meant or reads better."""
    alone = reading(index, asked)
    name = index.names.get(topic or "")
    if topic is None or name is None:
        return alone
    if alone.ranked and goes_on_to(alone.words, FUNCTION, index.naming):
        met = _where_they_meet(index, alone, topic, name)
        if met is not None:
            return met
    back = points_back(alone.words, index.naming)
    if not back and (
        alone.confidence >= CERTAIN
        or not leans(alone.words, names_a_concept=_names_a_concept(index, alone.words))
    ):
        return alone
    own = [word for word in alone.words if word not in FUNCTION]
    leaning = _together(reading(index, with_topic(alone.words, words(name)), own), alone)
    if leaning.confidence >= ANSWER_CUT and (back or leaning.confidence > alone.confidence):
        return replace(leaning, repairs=alone.repairs)
    if back and leaning.declined is not None:
        return leaning
    return _doubted(alone) if back and not _is_about(index, alone, topic) else alone


def _where_they_meet(index: Index, alone: Reading, topic: str, name: str) -> Reading | None:
    """The reading whose best answer is on the topic and on what the text names; None without one.

    After the shelf life of rolls, "and loaves?" is about that of loaves; but "and taste?" is about
    taste, which fits beside it as well as by itself.
    """
    named = {index.targets[at].concepts[0] for at, _ in alone.ranked} - {topic}
    both = reading(index, with_topic(alone.words, words(name)), alone.words)
    by_itself = max((chance for at, chance in both.ranked if at == alone.ranked[0][0]), default=0.0)
    if by_itself >= BESIDE:
        return None
    meeting = tuple(
        one
        for one in both.ranked
        if topic in (about := index.targets[one[0]].concepts) and not named.isdisjoint(about)
    )
    others = tuple(one for one in both.ranked if one not in meeting)
    met = replace(both, ranked=(*meeting, *others), repairs=alone.repairs)
    return met if meeting and met.confidence >= ANSWER_CUT else None


def _together(leaning: Reading, alone: Reading) -> Reading:
    """The reading with the topic, what the text says by itself counted as much."""
    by_itself = dict(alone.ranked)
    ranked = sorted(
        leaning.ranked, key=lambda one: one[1] + by_itself.get(one[0], 0.0), reverse=True
    )
    return replace(leaning, ranked=tuple(ranked))


def _doubted(read: Reading) -> Reading:
    """A reading that leaves out what a pronoun stands for: it is offered, but answers nothing."""
    return replace(read, ranked=tuple((at, min(chance, DOUBTED)) for at, chance in read.ranked))


def _is_about(index: Index, read: Reading, topic: str) -> bool:
    return bool(read.ranked) and topic in index.targets[read.ranked[0][0]].concepts


def _names_a_concept(index: Index, said: tuple[str, ...]) -> bool:
    return any(word in index.naming for word in said)


def _decision(index: Index, asked: str, read: Reading) -> Decision:
    offered = _suggestions(index, read)
    if read.reply:
        return NotCovered(asked, reply=read.reply)
    sure = read.confidence >= ANSWER_CUT or _sure_of_the_concept(index, read)
    if sure and not _torn(index, read):
        best = index.targets[read.ranked[0][0]]
        return Answer(
            asked,
            best.id,
            best.concepts,
            read.confidence,
            tuple(one for one in offered if one.entry != best.id)[:OFFERED],
            read.repairs,
            misconception=best.kind == "misconception",
        )
    if read.confidence >= OFFER_CUT and offered:
        return DidYouMean(asked, offered[:OFFERED], read.confidence, read.repairs)
    near = offered[0].concepts[0] if offered and read.nearest >= NEAR else None
    return NotCovered(asked, read.confidence, nearest=near, suggestions=offered[:OFFERED])


def _sure_of_the_concept(index: Index, read: Reading) -> bool:
    """Whether an entry is likely, and others on its concept make that the one that is meant.

    Each chance is taken to be independent of the others.
    """
    if read.confidence < LIKELY:
        return False
    main = index.targets[read.ranked[0][0]].concepts[0]
    others = (1 - chance for at, chance in read.ranked if index.targets[at].concepts[0] == main)
    return 1 - prod(others) >= CONCEPT_CUT


def _torn(index: Index, read: Reading) -> bool:
    """Whether two answers with nothing in common are both likely, and about as likely."""
    (best, chance), *others = read.ranked
    about = set(index.targets[best].concepts)
    rivals = (other for at, other in others if about.isdisjoint(index.targets[at].concepts))
    rival = max(rivals, default=0.0)
    return rival >= ANSWER_CUT and chance - rival < TORN


def _suggestions(index: Index, read: Reading) -> tuple[Suggestion, ...]:
    """The entries that a reading may mean, best first."""
    return tuple(
        Suggestion(target.id, target.question, target.concepts, chance)
        for at, chance in read.ranked
        if (target := index.targets[at]).kind == "entry"
    )
