"""Misspelt words, read as the course's own. A word that is right as typed is left alone."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from tutor.answer.common import is_common

SHORTEST = 3
"""Letters a word must have to be repaired."""

SHORT = 4
"""Up to this many letters a word must be the known one with letters swapped, or one left out."""

LONG = 6
"""From this many letters two slips are forgiven, under it one."""


class Read(Struct, frozen=True):
    """Words as they were read. ``changed`` are (typed, read); ``slips`` how far, a word, 0 to 1."""

    words: tuple[str, ...]
    changed: tuple[tuple[str, str], ...] = ()
    slips: tuple[float, ...] = ()


def repaired(typed: Sequence[str], vocabulary: Mapping[str, int]) -> Read:
    """The words with every unknown one read as the nearest word of the vocabulary.

    ``vocabulary`` maps a word to how often the course's questions use it; a word that it maps to
    0 is known, but nothing is read as it.
    """
    words: list[str] = []
    changed: list[tuple[str, str]] = []
    slips: list[float] = []
    for word in typed:
        read = (word,) if word in vocabulary else _read(word, vocabulary)
        if read != (word,):
            changed.append((word, " ".join(read)))
        words.extend(read)
        slips.extend([_slip(word, read)] * len(read))
    return Read(tuple(words), tuple(dict.fromkeys(changed)), tuple(slips))


def _slip(word: str, read: tuple[str, ...]) -> float:
    if read == (word,) or "".join(read) == word:
        return 0.0
    from rapidfuzz.distance import OSA

    return float(OSA.normalized_distance(word, read[0]))


def _read(word: str, vocabulary: Mapping[str, int]) -> tuple[str, ...]:
    if len(word) < SHORTEST or not word.isalpha() or is_common(word):
        return (word,)
    near = _nearest(word, vocabulary)
    if near is not None and near[0] == 1:
        return (near[1],)
    return _split(word, vocabulary) or ((near[1],) if near is not None else (word,))


def _nearest(word: str, vocabulary: Mapping[str, int]) -> tuple[int, str] | None:
    """The word that this is a slip of, and how far: least distance, then likeness, then use."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA, JaroWinkler

    slips = 1 if len(word) < LONG else 2
    near = process.extract(
        word, vocabulary.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None
    )
    ranked = [
        (-distance, JaroWinkler.similarity(word, known), vocabulary[known], known)
        for known, distance, _ in near
        if vocabulary[known] and _plausible(word, known, int(distance))
    ]
    best = max(ranked, default=None)
    return (-best[0], best[3]) if best is not None else None


def _plausible(word: str, known: str, distance: int) -> bool:
    """The shorter a word and the more slips, the more must be as it was meant."""
    if len(word) <= SHORT:
        swapped, dropped = sorted(word) == sorted(known), len(known) > len(word) == SHORT
        return swapped or (dropped and word[0] == known[0])
    return distance == 1 or word[0] == known[0]


def _split(word: str, vocabulary: Mapping[str, int]) -> tuple[str, ...] | None:
    """Two words of the vocabulary that were run together, the commonest such pair."""
    pairs = [
        (word[:cut], word[cut:])
        for cut in range(2, len(word) - 1)
        if vocabulary.get(word[:cut]) and vocabulary.get(word[cut:])
    ]
    return max(pairs, key=lambda pair: min(map(vocabulary.__getitem__, pair)), default=None)
