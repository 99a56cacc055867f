"""One way to read a text: its words repaired, every target scored, the best one weighed."""

from collections.abc import Sequence
from operator import itemgetter

from msgspec import Struct

from tutor.answer.features import words
from tutor.answer.index import Index
from tutor.answer.repair import repaired
from tutor.answer.score import Scored, confidence, ranked, scored, share_of

SURE = 0.99
"""The confidence in a text that is one of the phrasings, word for word."""


class Reading(Struct, frozen=True):
    """What a text comes to. ``ranked`` are targets that answer, best first, with confidences.

    ``declined`` is the out-of-scope target where that fits better than any answer; ``reply`` is
    its author's, where the question is about the same thing.
    """

    words: tuple[str, ...]
    repairs: tuple[tuple[str, str], ...]
    ranked: tuple[tuple[int, float], ...]
    declined: int | None
    reply: str
    nearest: float

    @property
    def confidence(self) -> float:
        """The confidence in the best answer; 0 where there is none."""
        return self.ranked[0][1] if self.ranked and self.declined is None else 0.0


SPOKEN_FOR = 0.5
"""The share of a question's content that an out-of-scope reply must be about."""

HEARD = 0.6
"""The cosine from which a text is taken to hold a wrong belief."""

RANKED = 8
"""Targets kept in a reading."""


def reading(index: Index, text: str, own: Sequence[str] = ()) -> Reading:
    """Read a text. ``own`` are the words that are the learner's, where a topic was put in.

    No target answers then that has none of them: the topic alone would have chosen it.
    """
    read = repaired(words(text), index.vocabulary)
    found = scored(index, read.words, read.slips, own)
    exact = index.asks_exactly(found.said)
    declined = _declined(index, found, exact)
    likely = [
        (at, confidence(index, found, at))
        for at in ranked(found)[:RANKED]
        if found.scores[at] > 0
        and _may_answer(index, found, at)
        and (not own or share_of(index, found, at) > 0)
    ]
    likely.sort(key=itemgetter(1), reverse=True)
    if exact is not None and declined is None and found.scores[exact] > 0:
        likely = [(exact, SURE), *(one for one in likely if one[0] != exact)]
    speaks = declined is not None and share_of(index, found, declined) >= SPOKEN_FOR
    return Reading(
        words=read.words,
        repairs=read.changed,
        ranked=tuple(likely),
        declined=declined,
        reply=index.targets[declined].reply if declined is not None and speaks else "",
        nearest=found.nearest,
    )


def _may_answer(index: Index, found: Scored, target: int) -> bool:
    """A belief is only heard in a text that is much like it; no target out of scope answers."""
    match index.targets[target].kind:
        case "entry":
            return True
        case "misconception":
            return max(found.cosines[row] for row in index.own[target]) >= HEARD
        case "out_of_scope":
            return False


def _declined(index: Index, found: Scored, exact: int | None) -> int | None:
    """The out-of-scope target that fits better than any answer, if there is one."""
    if exact is not None:
        return exact if index.targets[exact].kind == "out_of_scope" else None
    top = max(range(len(found.raw)), key=found.raw.__getitem__, default=None)
    return top if top is not None and index.targets[top].kind == "out_of_scope" else None
