"""Is this typed answer right? Lenient about form, strict about meaning."""

import re
from collections.abc import Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from tutor.course.model import Option, Options, Question, Typed, WrongAnswer
from tutor.dialogue.amounts import UNITS, amount
from tutor.dialogue.said import Said, holds, said, same, told_of_what_is_asked, words
from tutor.text import normalise

CLOSE = 80
"""From 0 to 100: how alike an answer must be to be asked about ("did you mean …?")."""

OPTION_LIKENESS = 88
"""From 0 to 100: how alike typed words and an option must be to mean it."""

MOST_HALVED = 2
"""Words of a text that one of them is enough for."""

MOST_LETTERS = 1_000
"""Letters looked at of an answer, so that none takes long."""

_JOINS = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)

WHICH_UNIT = "The number alone does not say enough here: give the unit with it."
ONE_ANSWER = "Those are two answers: give one."


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
    text = text[:MOST_LETTERS]
    match question.form:
        case Typed() as form:
            return _typed(form, text, question.text)
        case Options():
            return _option_verdict(matches_option(question, text))


def _option_verdict(meant: Option | None) -> Verdict:
    if meant is None:
        return Wrong()
    return Right(meant.text) if meant.right else Wrong(meant.why, meant.misconception)


def _typed(form: Typed, text: str, question: str) -> Verdict:
    typed = normalise(text)
    for answer in form.accept:
        if typed and normalise(answer) == typed:
            return Right(answer)
    given = said(text)
    if not given.all:
        return Wrong()
    units = _units(form, question)
    for answer in form.accept:
        if words(answer) == given.all:
            return Right(answer)
    foreseen, meant = _foreseen(form, given, text), _meant(form, given, units)
    if foreseen is not None and meant is not None:
        clause = told_of_what_is_asked(text, question)
        if clause:
            return _typed(form, clause, question)
    if foreseen is not None:
        return Wrong(foreseen.why, foreseen.misconception)
    if meant is not None:
        return Wrong(ONE_ANSWER) if _hedged(form, given) else Right(meant)
    if _lacks_a_unit(form, given):
        return Wrong(WHICH_UNIT)
    return _nearly(form, given, text)


def _foreseen(form: Typed, given: Said, text: str) -> WrongAnswer | None:
    """The author's own wrong answer that this is: to the letter, else the one with most words."""
    typed = normalise(text)
    held = [wrong for wrong in form.wrong if _is_foreseen(form, wrong, given)]
    return max(held, key=lambda w: (normalise(w.text) == typed, len(words(w.text))), default=None)


def _is_foreseen(form: Typed, wrong: WrongAnswer, given: Said) -> bool:
    """Whether the wrong answer is there, and not only as a part of an accepted one."""
    expected = words(wrong.text)
    spoken = given.all if "not" in expected else given.affirmed
    return holds(expected, spoken) and not any(
        holds(words(answer), spoken) and set(words(answer)) > set(expected)
        for answer in form.accept
    )


def _meant(form: Typed, given: Said, units: frozenset[str]) -> str | None:
    """The accepted answer whose words are all there, in any order, spelling forgiven.

    What a clause denies does not count, unless an accepted answer itself denies.
    """
    denying = any("not" in words(answer) for answer in form.accept)
    spoken = given.all if denying else given.affirmed
    held = [
        answer
        for answer in form.accept
        if holds(words(answer), spoken)
        or _amount_is_meant(words(answer), spoken, units, _unit_of(form))
    ]
    return max(held, key=len, default=None)


def _amount_is_meant(
    expected: tuple[str, ...],
    spoken: tuple[str, ...],
    units: frozenset[str],
    unit_of: dict[float, str],
) -> bool:
    """A number alone for an amount whose unit is clear, or an amount in the unit asked for."""
    wanted = amount(expected[0]) if len(expected) == 1 else None
    if wanted is None:
        return False
    for word in spoken:
        given = amount(word)
        if given is None or given.number != wanted.number:
            continue
        if wanted.unit and not given.unit and unit_of.get(wanted.number) == wanted.unit:
            return True
        if given.unit and not wanted.unit and (not units or given.unit in units):
            return True
    return False


def _unit_of(form: Typed) -> dict[float, str]:
    """The unit that each number of the accepted and foreseen answers has, where it has just one."""
    found: dict[float, set[str]] = {}
    for text in (*form.accept, *(wrong.text for wrong in form.wrong)):
        for word in words(text):
            if (each := amount(word)) is not None and each.unit:
                found.setdefault(each.number, set()).add(each.unit)
    return {number: units.pop() for number, units in found.items() if len(units) == 1}


def _units(form: Typed, question: str) -> frozenset[str]:
    """The units that are asked for: those of the accepted answers and of the question."""
    accepted = {each.unit for answer in form.accept for w in words(answer) if (each := amount(w))}
    named = {unit for word in words(question) if (unit := UNITS.get(word)) is not None}
    return frozenset((accepted | named) - {""})


def _lacks_a_unit(form: Typed, given: Said) -> bool:
    """Whether a number alone was given that is right in one unit and wrong in another."""
    bare = {each.number for w in given.affirmed if (each := amount(w)) and not each.unit}
    accepted = {each.number for a in form.accept for w in words(a) if (each := amount(w))}
    return bool(bare & accepted)


def _hedged(form: Typed, given: Said) -> bool:
    """Whether it names a right answer and, after an "or", something else: "vmm or kernel"."""
    if len(given.alternatives) < 2 or any("or" in normalise(a).split() for a in form.accept):
        return False
    accepted = [words(answer) for answer in form.accept]
    bare = [part for part in given.alternatives if any(len(part) == len(a) for a in accepted)]
    right = [part for part in bare if any(holds(answer, part) for answer in accepted)]
    others = [part for part in given.alternatives if not any(holds(a, part) for a in accepted)]
    return bool(right and others)


def _nearly(form: Typed, given: Said, text: str) -> Verdict:
    """Close, where the letters are nearly an accepted answer's, as words or as they were typed."""
    if "not" in given.all or any(c.isdigit() for word in given.all for c in word):
        return Wrong()
    score, answer = max((_likeness(answer, given, text), answer) for answer in form.accept)
    return Close(answer) if score >= CLOSE else Wrong()


def _likeness(answer: str, given: Said, text: str) -> float:
    by_words = fuzz.ratio(" ".join(given.all), " ".join(words(answer)))
    return max(by_words, fuzz.ratio(normalise(text), normalise(answer)))


def matches_option(question: Question, text: str) -> Option | None:
    """The option that a text means: its words, nearly its words, or those in a sentence."""
    if not isinstance(question.form, Options):
        return None
    text, options = text[:MOST_LETTERS], question.form.options
    typed = normalise(text)
    if not typed:
        return None
    for option in options:
        if normalise(option.text) == typed or normalise(option.id) == typed:
            return option
    return _alike(options, typed) or _in_a_sentence(question, options, text)


def part_of_one(texts: Sequence[str], typed: str, *, graded: bool = True) -> int | None:
    """Which one of these texts is meant by some of its own words: "old recipe" for "An old recipe
    of Anna's"; None where none or several have them.

    Two words are enough, and one that is half of a short text. Where it is ``graded`` and a text
    joins two things with an "and", one of them alone is not enough.
    """
    given = frozenset(words(typed[:MOST_LETTERS]))
    if not given or typed.rstrip().endswith("?"):
        return None
    held = [at for at, text in enumerate(texts) if _is_part(given, words(text))]
    if len(held) != 1:
        return None
    text = texts[held[0]]
    is_enough = len(given) > 1 or len(words(text)) <= MOST_HALVED
    is_whole = not graded or all(
        _holds_any(given, words(part)) for part in _JOINS.split(text) if words(part)
    )
    return held[0] if is_enough and is_whole else None


def _holds_any(given: frozenset[str], part: tuple[str, ...]) -> bool:
    return any(same(word, other) for word in part for other in given)


def _is_part(given: frozenset[str], whole: tuple[str, ...]) -> bool:
    return ("not" in given) == ("not" in whole) and holds(tuple(given), whole)


def _alike(options: tuple[Option, ...], typed: str) -> Option | None:
    """The one option that the text is nearly, letter by letter; never another number, nor the
    denial of it."""
    hard = _hard(typed)
    likeness = sorted(
        ((fuzz.ratio(typed, normalise(option.text)), option) for option in options),
        key=lambda pair: -pair[0],
    )
    (best, option), *others = likeness
    runner_up = others[0][0] if others else 0.0
    clear = best >= OPTION_LIKENESS and best - runner_up >= 3
    return option if clear and hard == _hard(option.text) else None


def _hard(text: str) -> list[str]:
    """The words in which nothing is forgiven: amounts, units and denials."""
    return sorted(word for word in words(text) if amount(word) or word == "not" or word in UNITS)


def _in_a_sentence(question: Question, options: tuple[Option, ...], text: str) -> Option | None:
    """The one option whose words, all of them, are the answer's: "I think it is the yeast".

    What the answer repeats of the question is no answer: "three guest kernels are running".
    """
    given = said(text).all
    if not given or text.rstrip().endswith("?"):
        return None
    asked = words(question.text)
    found = [option for option in options if _says(words(option.text), given, asked)]
    return found[0] if len(found) == 1 else _by_number(options, given, asked)


def _says(meant: tuple[str, ...], given: tuple[str, ...], asked: tuple[str, ...]) -> bool:
    if ("not" in meant) != ("not" in given) or not holds(meant, given):
        return False
    rest = [
        word
        for word in given
        if any(same(word, m) for m in meant)
        or amount(word) is not None
        or not any(same(word, a) for a in asked)
    ]
    return len(rest) == len(meant)


def _by_number(
    options: tuple[Option, ...], given: tuple[str, ...], asked: tuple[str, ...]
) -> Option | None:
    """The one option with this number, where the number is all that was said: "400" for 400 MB."""
    rest = [word for word in given if amount(word) or word not in asked]
    number = amount(rest[0]) if len(rest) == 1 else None
    if number is None or number.unit:
        return None
    found = [
        option
        for option in options
        if any((each := amount(w)) and each.number == number.number for w in words(option.text))
    ]
    return found[0] if len(found) == 1 else None
