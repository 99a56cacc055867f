"""What a text is made of, for matching: stems, pairs of neighbouring stems, pieces of words."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from tutor.answer.common import FUNCTION
from tutor.text import tokens

BLOCKS = (0.3, 0.2, 0.5)
"""How much the stems, the stem pairs and the letter runs count; together one."""

MEANT = 0.17
"""How much what the words mean counts (see ``meanings``), 0 to 1; the features have the rest."""

PAIR = "p"
"""What the name of a pair of stems begins with."""

RUNS = 2
"""Which of the blocks holds the letter runs."""

SHORTEST_RUN, LONGEST_RUN = 3, 5
"""Lengths, in letters, of the runs that a word is cut into."""

FUNCTION_WEIGHT = 0.5
"""How much a word that says nothing of the subject counts, where others count 1."""

MOST_WORDS = 64
"""Words read of a text; what follows is left out, so that no text costs much."""

MOST_LETTERS = 2_000
"""Letters looked at to find those words."""

LONGEST_WORD = 32
"""Letters read of one word."""

_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would"}
_SHORT: dict[str, tuple[str, ...]] = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "let's": ("let", "us"),
    "versus": ("vs",),
    "os": ("operating", "system"),
    "oses": ("operating", "systems"),
    "app": ("application",),
    "apps": ("applications",),
    "diff": ("difference",),
    "btw": ("between",),
    "bw": ("between",),
    "env": ("environment",),
    "envs": ("environments",),
    "config": ("configuration",),
    "configs": ("configurations",),
    "deps": ("dependencies",),
    "prod": ("production",),
    "ram": ("memory",),
    "mem": ("memory",),
    "perf": ("performance",),
    "pls": ("please",),
    "plz": ("please",),
    "whats": ("what", "is"),
    "hows": ("how", "is"),
    "wats": ("what", "is"),
    "wat": ("what",),
    "wht": ("what",),
    "u": ("you",),
    "r": ("are",),
    "ur": ("your",),
    "y": ("why",),
    "im": ("i", "am"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
    "isnt": ("is", "not"),
    "arent": ("are", "not"),
    "cant": ("can", "not"),
    "wont": ("will", "not"),
}
_PREFERS = frozenset(
    "choose choosing chose pick picking prefer take taking use using favour favor advantage "
    "advantages benefit benefits better".split()
)
_IS = frozenset("what how who where when why that it there here which".split())


def words(text: str) -> tuple[str, ...]:
    """The words of a text as they are matched: contractions written out, hyphens split."""
    found: list[str] = []
    for token in tokens(text[:MOST_LETTERS]):
        for part in token.split("-"):
            found.extend(_written_out(part[:LONGEST_WORD]))
        if len(found) >= MOST_WORDS:
            break
    return tuple(found[:MOST_WORDS])


def _written_out(word: str) -> tuple[str, ...]:
    if word in _SHORT:
        return _SHORT[word]
    if "'" not in word:
        return (word,) if word else ()
    head, _, tail = word.rpartition("'")
    if tail == "s":
        return (head, "is") if head in _IS else (head,)
    for ending, meaning in _ENDINGS.items():
        if word.endswith(ending):
            return (word.removesuffix(ending), meaning)
    return (word.replace("'", ""),)


def blocks(
    found: Sequence[str], stem: Callable[[str], str], marks: Iterable[str] = ()
) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """The three blocks of features of these words, with how often each occurs.

    ``marks`` are the concepts that the words name; they count among the stems.

    Every feature begins with a letter that names its block, so that they share one dictionary.
    """
    stems = [stem(word) for word in found]
    edged = ["^", *stems, "$"]
    pairs = (f"{PAIR}{left} {right}" for left, right in pairwise(edged))
    over = passed_over(found)
    beside = {f"o{stem(word)}": 1.0 for word in over}
    return (
        _stems(found, stems) | {f"m{one}": 1.0 for one in marks} | beside,
        _counted(pairs if stems else ()),
        _counted(f"{'q' if word in over else 'r'}{run}" for word in found for run in runs(word)),
    )


def _stems(found: Sequence[str], stems: Sequence[str]) -> dict[str, float]:
    empty = {stem for word, stem in zip(found, stems, strict=True) if word in FUNCTION}
    counted = _counted(stems)
    return {f"s{one}": n * (FUNCTION_WEIGHT if one in empty else 1) for one, n in counted.items()}


def passed_over(found: Sequence[str]) -> tuple[str, ...]:
    """What something is preferred to or compared with: "toast" in "bread rather than toast".

    To take one over the other is not to take the other over the one, in the same words.
    """
    for at, word in enumerate(found[:-1]):
        before = _PREFERS.intersection(found[:at])
        after = {"over": bool(before), "to": "prefer" in before, "than": at > 0,
                 "instead": found[at + 1] == "of"}  # fmt: skip
        if after.get(word):
            return tuple(one for one in found[at + 1 :] if one not in FUNCTION)
    return ()


def stem_weights(
    found: Sequence[str], stem: Callable[[str], str], rarity: Callable[[str], float]
) -> dict[str, float]:
    """How much each stem counts in what the words mean together."""
    stems = [stem(word) for word in found]
    counts = _stems(found, stems)
    return {one: counts[f"s{one}"] * rarity(one) for one in dict.fromkeys(stems)}


def gist(found: Sequence[str], stem: Callable[[str], str]) -> str:
    """The stems of the words that say something, in order of the alphabet."""
    return " ".join(sorted({stem(word) for word in found if word not in FUNCTION}))


def runs(word: str) -> Iterable[str]:
    """The runs of letters in a word, its two edges marked."""
    edged = f" {word} "
    for length in range(SHORTEST_RUN, LONGEST_RUN + 1):
        for start in range(len(edged) - length + 1):
            yield edged[start : start + length]


def _counted(found: Iterable[str]) -> dict[str, float]:
    return {feature: count**0.5 for feature, count in Counter(found).items()}
