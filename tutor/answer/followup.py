"""A text that leans on what was talked about last, read with that in its place."""

from collections.abc import Container, Iterator, Sequence

_THING = frozenset("it they them this that these those".split())
_OWNED = frozenset("its their theirs".split())
_ONE = frozenset({"one", "ones"})
_POINTERS = _THING | _OWNED | _ONE | frozenset({"both", "either", "each", "two", "other"})
_OPENINGS = ("and what about", "what about", "how about", "and", "but", "so", "or", "then", "also",
             "wait", "hold on")  # fmt: skip
_DETERMINERS = frozenset("the a an which that this any each every no one does do is".split())
_SHORT = 3
_SEVERAL = frozenset("they them".split())
_NEXT_CLAUSE = frozenset("and but or so then when if because while since although that".split())
_BEFOREHAND = frozenset("if because since while".split())
_TELLING = frozenset("read heard hear say says said think know believe told mean sure".split())
_EXPECTED = frozenset("to that if when".split())
_NEAR = 4
_LONGEST = 14


def leans(said: Sequence[str], *, names_a_concept: bool) -> bool:
    """Whether a text reads as if it went on from something."""
    return (
        not names_a_concept
        or len(said) <= _SHORT
        or bool(_POINTERS & set(said))
        or _without_opening(said) != tuple(said)
    )


def goes_on_to(said: Sequence[str], function: Container[str], naming: Container[str]) -> bool:
    """Whether a text only names something else to say the same of: "and the oven?".

    ``function`` are the words that carry no content, ``naming`` those that name something.
    """
    core = _without_opening(said)
    content = [word for word in core if word not in function]
    goes_on = core != tuple(said) and len(core) <= _SHORT
    return goes_on and bool(content) and all(word in naming for word in content)


def points_back(said: Sequence[str], naming: Container[str]) -> bool:
    """Whether a pronoun stands for what was talked about last, by what else is in the text.

    ``naming`` are the words that name something. In "do loaves have it?" nothing else can be meant
    by "it"; in "what is dough and how does it rise?" it is the dough; in "is it wise to wait?" it
    is what follows.
    """
    if len(said) > _LONGEST:
        return False
    pronouns = (at for at, word in enumerate(said) if _stands_for_something(said, at, word))
    at = next(pronouns, None)
    if at is None or (said[at] == "it" and _EXPECTED & set(said[at + 1 : at + 1 + _NEAR])):
        return False
    if at + 1 < len(said) and said[at + 1] in naming:
        return False
    if not any(word in naming for word in said[:at]):
        return True
    apart = said[0] in _BEFOREHAND or not _NEXT_CLAUSE.isdisjoint(said[1:at])
    return said[at] not in _SEVERAL and not apart


def _stands_for_something(said: Sequence[str], at: int, word: str) -> bool:
    before = said[at - 1] if at else ""
    if word in _ONE:
        return before not in _DETERMINERS or before == "does"
    return word in _THING and not (word == "that" and before in _TELLING)


def with_topic(said: Sequence[str], topic: Sequence[str]) -> str:
    """The text with the topic's name where its pronoun stands, or else put before it."""
    core = _without_opening(said)
    put = tuple(_put(core, topic))
    return " ".join((*topic, *core) if put == core else put)


def _without_opening(said: Sequence[str]) -> tuple[str, ...]:
    for opening in _OPENINGS:
        parts = opening.split()
        if tuple(said[: len(parts)]) == tuple(parts) and len(said) > len(parts):
            return tuple(said[len(parts) :])
    return tuple(said)


def _put(core: Sequence[str], topic: Sequence[str]) -> Iterator[str]:
    """Words with the first pronoun, whatever its kind, replaced by the topic or its last word."""
    done = False
    for at, word in enumerate(core):
        if done or word not in _THING | _OWNED | _ONE:
            yield word
            continue
        done = True
        if word in _ONE and at and core[at - 1] not in _DETERMINERS:
            yield topic[-1]
        else:
            yield from topic
