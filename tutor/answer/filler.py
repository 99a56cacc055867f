"""Words around a question that are no part of it: politeness, and who asks for whom."""

from collections.abc import Sequence

_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in """
please|plz|pls|thanks|thank you|hi|hey|hello|guys|folks|sorry|honestly|literally|basically|actually
really|exactly|just|simply|eli5|tldr|tl dr|quick question|noob question|dumb question
stupid question|i have a question|any idea|any ideas|do you know|do you happen to know|i wonder
i am wondering|i was wondering|i want to know|i would like to know|i need to know|can you tell me
could you tell me|can you explain|could you explain|can someone explain|can somebody explain
can anyone explain|could someone explain|could somebody explain|could anyone explain
would you explain|help me understand|i do not understand|i do not get|i am confused about
explain like i am five|explain like i am 5|explain it like i am five|like i am five|like i am 5
explain to me|explain me|tell me|in layman terms|in layman is terms|in laymans terms
in simple terms|in simple words|in easy words|in plain english|in plain words|in your own words
in a nutshell|in short|in brief|in one sentence|in a sentence|in one paragraph|in a paragraph
in two sentences|in a few words|in a few sentences|for dummies|for beginners|for a beginner
for a noob|for an exam|for my exam|in an interview|once and for all|under the hood|at all|so
well|ok|okay|is it true that|is it right that|is that right|is that true|right|correct|true or false
""".replace("\n", "|").split("|")
    if phrase
)
_LONGEST = max(map(len, _PHRASES))
_KNOWN = frozenset(_PHRASES)


def without_filler(said: Sequence[str]) -> tuple[str, ...]:
    """The words that ask; all of them where nothing else is said."""
    kept: list[str] = []
    at = 0
    while at < len(said):
        longest = next((n for n in range(_LONGEST, 0, -1) if tuple(said[at : at + n]) in _KNOWN), 0)
        kept.extend(() if longest else (said[at],))
        at += longest or 1
    return tuple(kept) if len(kept) > 1 else tuple(said)
