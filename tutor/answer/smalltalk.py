"""What people type that is no question: a greeting, thanks, a sigh, a fist on the keyboard."""

import re
from collections.abc import Mapping, Sequence

from tutor.answer.common import is_common

GREETING = "Hello. Ask me anything about this course, or type /lessons for a guided start."
THANKS = "You are welcome. Ask away if there is more."
GOODBYE = "Goodbye. Your progress is kept; type /quit to leave."
ABLE = (
    "I answer questions about this course from what its authors wrote, lead you through its "
    "lessons, and remember what you know. Ask a question, or type /lessons or /help."
)
NAME = "I am the tutor of this course, a program. I only say what its authors wrote."
FEELING = "Well, thank you. What would you like to know about this course?"
LOST = (
    "Then let us take a step back. Tell me which word or sentence is unclear, "
    "or type /lessons to go through it step by step."
)
AGREED = "Good. Ask on, or type /lessons to see what comes next."
SORRY = "I am sorry. /flag marks my last answer as wrong or unclear for the author."
PARDON = "No harm done. Ask on, or type /lessons to see what comes next."
NOTHING = "I could not find a question in that. Try a few words, such as the name of a concept."
GIBBERISH = "I could not read that. Try a few words, such as the name of a concept."

_FILLERS = frozenset(
    "there tutor please so well oh um ah all everyone bot friend mate buddy just then now very "
    "much again today lot a you the for that this really".split()
)
_SAYINGS: tuple[tuple[str, str], ...] = (
    (r"(hi+|hey+|hello+|howdy|yo|hiya|greetings|good (morning|afternoon|evening|day))", GREETING),
    (r"(thanks?|thank|thx|ty|cheers|appreciated?|(that )?(was )?helpful)( help| helping)?", THANKS),
    (r"(good ?bye|bye+|bye bye|see|see later|later|good night|cya|farewell)", GOODBYE),
    (r"(what )?can (i )?(do|ask)( with| about| here)?|what do|what are able to do|help( me)?"
     r"|how (does|do) (work|use)( tutor)?|what topics( do)?( cover| know)?|what do know", ABLE),
    (r"(who|what) (are|is|made|built|created)( made)?|what(s| is)? your name|your name"
     r"|are (human|robot|real|person|ai|chatbot|chatgpt)( or (human|robot|bot))?", NAME),
    (r"how (are|is it going|are doing|is going)|what(s| is) up|sup|how do( do)?", FEELING),
    (r"(i )?(do not|did not|still do not|dont) (get|understand|follow|know)"
     r"( it| anything| what mean)?"
     r"|(i am )?(confused|lost|stuck)|huh|what|makes no sense|it makes no sense|unclear", LOST),
    (r"(ok|okay|yes|yeah|yep|yup|no|nope|sure|fine|cool|great|nice|awesome|good|got it|i see|right"
     r"|perfect|wow|interesting|i understand|understood|makes sense|it makes sense)", AGREED),
    (r"(i am )?(sorry|oops|apologies|my (mistake|bad|fault))( my (mistake|bad|fault))?|never ?mind"
     r"|forget (it|about it)|no worries|no problem", PARDON),
    (r"(are )?(wrong|stupid|dumb|useless|suck|suck at|bad)|is wrong|shut up|it is wrong"
     r"|not helpful|i hate", SORRY),
)  # fmt: skip
_PATTERNS = tuple((re.compile(pattern), reply) for pattern, reply in _SAYINGS)

MOST_WORDS = 8
"""A saying is short; whatever is longer is a question."""


def small_talk(said: Sequence[str], vocabulary: Mapping[str, int]) -> str | None:
    """The reply to a text that is no question, from its words; None where it may be one."""
    if not said:
        return NOTHING
    if len(said) > MOST_WORDS:
        return None
    whole = " ".join(said)
    core = " ".join(word for word in said if word not in _FILLERS)
    for pattern, reply in _PATTERNS:
        if pattern.fullmatch(whole) or pattern.fullmatch(core):
            return reply
    return GIBBERISH if all(_is_mashed(word, vocabulary) for word in said) else None


def _is_mashed(word: str, vocabulary: Mapping[str, int]) -> bool:
    """Whether a word looks typed by a fist: no vowel, a row of the keyboard, one letter over."""
    if word.isdigit():
        return True
    if word in vocabulary or is_common(word) or not word.isascii():
        return False
    if len(set(word)) == 1:
        return True
    if len(word) < 4:
        return False
    rows = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    return (
        any(set(word) <= set(row) for row in rows)
        or not set(word) & set("aeiouy")
        or re.search(r"[bcdfghjklmnpqrstvwxz]{5}", word) is not None
        or re.fullmatch(r"(..?.?)\1+", word) is not None
    )
