"""Why a text is answered as it is: which entries came near, and what spoke for each."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from tutor.answer.decide import Decision, decide
from tutor.answer.features import MOST_LETTERS, words
from tutor.answer.index import Index, Kind
from tutor.answer.reading import reading
from tutor.answer.repair import repaired
from tutor.answer.score import scored
from tutor.text import clean


class Candidate(Struct, frozen=True):
    """What a text may lead to, and how surely (``confidence``, 0 to 1).

    ``phrasing`` is the one of its phrasings that is most like the text, ``likeness`` how much, 0
    to 1. Of the words that the text is about its phrasings hold ``known``, and not ``strange``.
    """

    kind: Kind
    id: str
    confidence: float
    phrasing: str
    likeness: float
    known: tuple[str, ...]
    strange: tuple[str, ...]


class Why(Struct, frozen=True):
    """The decision on a text, how its words were read, and the candidates, best first.

    ``declined`` names what is out of scope and fits better than any of them; None where nothing
    does.
    """

    decision: Decision
    read: tuple[str, ...]
    repairs: tuple[tuple[str, str], ...]
    candidates: tuple[Candidate, ...]
    declined: str | None


def why(index: Index, text: str, most: int = 3) -> Why:
    """Decide on a text taken by itself, with what spoke for the ``most`` likeliest candidates."""
    asked = " ".join(clean(text[:MOST_LETTERS]).split())
    read = repaired(words(asked), index.vocabulary)
    whole = reading(index, asked)
    found = scored(index, read.words, read.slips)
    return Why(
        decide(index, text),
        read.words,
        whole.repairs,
        tuple(
            _candidate(index, found.cosines, found.about.items(), at, chance)
            for at, chance in whole.ranked[:most]
        ),
        index.targets[whole.declined].question if whole.declined is not None else None,
    )


def _candidate(
    index: Index,
    cosines: Sequence[float],
    about: Iterable[tuple[str, str]],
    at: int,
    chance: float,
) -> Candidate:
    nearest = max(index.own[at], key=cosines.__getitem__, default=None)
    spoken = index.spoken[at]
    return Candidate(
        kind=index.targets[at].kind,
        id=index.targets[at].id,
        confidence=chance,
        phrasing=index.rows[nearest].text if nearest is not None else "",
        likeness=min(max(cosines[nearest], 0.0), 1.0) if nearest is not None else 0.0,
        known=tuple(word for stem, word in about if stem in spoken),
        strange=tuple(word for stem, word in about if stem not in spoken),
    )
