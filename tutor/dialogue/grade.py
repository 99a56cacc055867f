"""Is this typed answer right? Lenient about form, strict about meaning."""

import re
from functools import lru_cache

from msgspec import Struct
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from tutor.course.model import Option, Options, Question, Typed, WrongAnswer
from tutor.text import normalise, stem, tokens

CLOSE = 80
"""From 0 to 100: how alike an answer must be to be asked about ("did you mean …?")."""

OPTION_LIKENESS = 88
"""From 0 to 100: how alike typed words and an option must be to mean it."""

FILLERS = frozenset(
    "a an the is are was were be it its it's this that these those they i think guess believe say "
    "would my answer maybe probably so of to called named just course well um hmm in by with and "
    "or for on as there".split()
)
NEGATIONS = frozenset(
    "not no never none neither nor without isn't aren't wasn't doesn't don't can't cannot isnt "
    "arent dont doesnt cant won't wont".split()
)
NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
}
UNITS = {
    "gigabyte": "gb", "gigabytes": "gb", "gbs": "gb", "gig": "gb", "gigs": "gb",
    "megabyte": "mb", "megabytes": "mb", "mbs": "mb", "meg": "mb", "megs": "mb",
    "kilobyte": "kb", "kilobytes": "kb", "kbs": "kb",
    "terabyte": "tb", "terabytes": "tb", "tbs": "tb",
    "millisecond": "ms", "milliseconds": "ms", "msec": "ms", "msecs": "ms",
    "second": "s", "seconds": "s", "sec": "s", "secs": "s",
    "minute": "min", "minutes": "min", "mins": "min",
}  # fmt: skip
_NUMBER_AND_UNIT = re.compile(r"^(\d+(?:\.\d+)?)([a-z]+)$")


class Right(Struct, frozen=True, tag=True):
    """It means one of the accepted answers."""

    answer: str


class Close(Struct, frozen=True, tag=True):
    """It is nearly an accepted answer: ask whether that was meant."""

    to: str


class Wrong(Struct, frozen=True, tag=True):
    """It is none of them; ``why`` where the author foresaw it."""

    why: str = ""
    misconception: str | None = None


Verdict = Right | Close | Wrong


def grade(question: Question, text: str) -> Verdict:
    """The verdict on a typed answer; with options, whether it means the right one."""
    match question.form:
        case Typed() as form:
            return _typed(form, text)
        case Options():
            return _option_verdict(matches_option(question, text))


def _option_verdict(meant: Option | None) -> Verdict:
    if meant is None:
        return Wrong()
    return Right(meant.text) if meant.right else Wrong(meant.why, meant.misconception)


def _typed(form: Typed, text: str) -> Verdict:
    given = words(text)
    if not given:
        return Wrong()
    foreseen = _foreseen(form, given)
    for answer in form.accept:
        if words(answer) == given:
            return Right(answer)
    if foreseen is not None:
        return Wrong(foreseen.why, foreseen.misconception)
    meant = _meant(form, given)
    if meant is None:
        return _nearly(form, given)
    return Wrong() if _negated(form, given) else Right(meant)


def words(text: str) -> tuple[str, ...]:
    """The words that carry an answer: no articles, numbers as digits, units short, stems."""
    found: list[str] = []
    for token in tokens(text):
        for part in _split(token.replace("-", " ").removesuffix("'s")):
            if part in NEGATIONS:
                found.append("not")
            elif part not in FILLERS:
                found.append(NUMBER_WORDS.get(part) or UNITS.get(part) or _stem(part))
    return tuple(found)


def _split(token: str) -> list[str]:
    amount = _NUMBER_AND_UNIT.match(token)
    return list(amount.groups()) if amount else token.split()


@lru_cache(maxsize=5_000)
def _stem(word: str) -> str:
    return word if any(c.isdigit() for c in word) else stem(word)


def _foreseen(form: Typed, given: tuple[str, ...]) -> WrongAnswer | None:
    """The author's own wrong answer that this is, where it is not an accepted one as well."""
    for wrong in form.wrong:
        expected = words(wrong.text)
        if expected and (expected == given or _holds(expected, given)):
            mixed = any(
                _holds(words(answer), given) and set(words(answer)) > set(expected)
                for answer in form.accept
            )
            if not mixed:
                return wrong
    return None


def _meant(form: Typed, given: tuple[str, ...]) -> str | None:
    """The accepted answer whose words are all there, in any order, spelling forgiven."""
    held = [answer for answer in form.accept if _holds(words(answer), given)]
    return max(held, key=len, default=None)


def _holds(expected: tuple[str, ...], given: tuple[str, ...]) -> bool:
    return bool(expected) and all(any(_same(word, other) for other in given) for word in expected)


def _same(word: str, other: str) -> bool:
    """The same word, one slip forgiven from five letters on and two from nine; never in numbers."""
    if word == other:
        return True
    if any(c.isdigit() for c in word + other) or word[0] != other[0] or "not" in (word, other):
        return False
    slips = 2 if len(word) >= 9 else 1 if len(word) >= 5 else 0
    return slips > 0 and OSA.distance(word, other, score_cutoff=slips) <= slips


def _negated(form: Typed, given: tuple[str, ...]) -> bool:
    """Whether the answer is denied while no accepted answer itself denies."""
    return "not" in given and not any("not" in words(answer) for answer in form.accept)


def _nearly(form: Typed, given: tuple[str, ...]) -> Verdict:
    if "not" in given or any(c.isdigit() for word in given for c in word):
        return Wrong()
    typed = " ".join(given)
    scored = [(fuzz.ratio(typed, " ".join(words(answer))), answer) for answer in form.accept]
    score, answer = max(scored)
    return Close(answer) if score >= CLOSE else Wrong()


def matches_option(question: Question, text: str) -> Option | None:
    """The option that a text means: its words, nearly its words, or those in a sentence."""
    if not isinstance(question.form, Options):
        return None
    options = question.form.options
    typed = normalise(text)
    if not typed:
        return None
    for option in options:
        if normalise(option.text) == typed or normalise(option.id) == typed:
            return option
    likeness = sorted(
        ((fuzz.ratio(typed, normalise(option.text)), option) for option in options),
        key=lambda pair: -pair[0],
    )
    (best, option), *others = likeness
    runner_up = others[0][0] if others else 0.0
    if best >= OPTION_LIKENESS and best - runner_up >= 3:
        return option
    return _in_a_sentence(options, text)


def _in_a_sentence(options: tuple[Option, ...], text: str) -> Option | None:
    """The one option whose words, all of them, are the answer's: "I think it is the yeast"."""
    given = words(text)
    if not given or "not" in given or text.rstrip().endswith("?"):
        return None
    same = [
        option
        for option in options
        if len(meant := words(option.text)) == len(given) and _holds(meant, given)
    ]
    return same[0] if len(same) == 1 else None
