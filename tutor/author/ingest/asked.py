"""Questions that a sentence answers: "To prove the dough, …" answers how to prove the dough."""

import re
from collections.abc import Iterator

from tutor.answer.common import FUNCTION
from tutor.author.ingest.english import VERBS, from_gerund, words
from tutor.author.ingest.phrasings import mine

MOST_WORDS, FEWEST_WORDS = 13, 2
"""How long what is asked for may be, in words."""

_POINTING = re.compile(
    r"\b(?:this|these|those|that|it|its|them|they|following|above|below|here|such|same|he|she"
    r"|previous|latter)\b",
    re.IGNORECASE,
)
_BEGIN = r"(?:^|[,;:—] |\b(?:then|but|so|also) )"
_DANGLING = re.compile(
    r"^(?:use|do|take|make|need|get|have|call|apply|pass|add|set|put|give|send|choose|find|see)"
    r" (?:to|for|as|with|in|on|from|by|at)\b|\b(?:to|with|for|of|as|and|or|a|the)$"
)
"""What is cut off from its object: "a bag that you can use to …"."""

_SAID = r"(?P<said>(?:[^,.;:()]|\.(?=\w))+)"
_FRAMES = tuple(
    (re.compile(pattern.replace("SAID", _SAID), re.IGNORECASE), frame)
    for pattern, frame in (
        (r"^(?:in order )?to SAID,\s", "How do I {do}?"),
        (r"\bif you (?:want|wish|need|would like) to SAID,", "how do I {do}"),
        (_BEGIN + r"you can (?:also |now |then |easily |simply |optionally )?SAID", "can I {do}"),
        (_BEGIN + r"you (?:must|need to|have to) (?:also |first |then )?SAID", "do I have to {do}"),
        (_BEGIN + r"you should (?:also |always |first )?SAID", "should I {do}"),
        (r"\b(?:allows?|lets?|enables?|helps?) (?:you|users|developers|us|teams) (?:to )?SAID",
         "how can I {do}"),
        (r"\b(?:is|are|can be) used to SAID", "what is used to {do}"),
        (r"\b(?:is|are) used for SAID", "what is used for {ing}"),
        (r"\bresponsible for SAID", "what is responsible for {ing}"),
    )
)  # fmt: skip
_CUT = re.compile(
    r"\s+(?:so that|because|when|if|which|where|while|as long as|in order to|but|unless|e\.g\.|—"
    r"|–|-)\s.*$"
)


def asked(sentence: str) -> Iterator[str]:
    """The questions; none where the sentence leans on those around it."""
    for pattern, frame in _FRAMES:
        for found in pattern.finditer(sentence):
            said = " ".join(_CUT.sub("", found["said"]).split())
            count = len(words(said))
            if (
                not FEWEST_WORDS <= count <= MOST_WORDS
                or _POINTING.search(said)
                or _DANGLING.search(said)
            ):
                continue
            first = said.split(" ")[0].lower()
            acts = first in VERBS or (first.isalpha() and first not in FUNCTION | {"be", "not"})
            verb = acts if "{do}" in frame else bool(from_gerund(first))
            if verb and said.count("(") == said.count(")") and said.count('"') % 2 == 0:
                yield frame.replace("{do}", mine(said)).replace("{ing}", mine(said))
