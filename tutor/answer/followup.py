"""A text that leans on what was talked about last, read with that in its place."""

from collections.abc import Iterator, Sequence

_THING = frozenset("it they them this that these those".split())
_OWNED = frozenset("its their theirs".split())
_ONE = frozenset({"one", "ones"})
_POINTERS = _THING | _OWNED | _ONE | frozenset({"both", "either", "each", "two", "other"})
_OPENINGS = ("and what about", "what about", "how about", "and", "but", "so", "or", "then", "also")
_DETERMINERS = frozenset("the a an which that this any each every no one does do is".split())
_SHORT = 3


def leans(said: Sequence[str], *, names_a_concept: bool) -> bool:
    """Whether a text reads as if it went on from something."""
    return (
        not names_a_concept
        or len(said) <= _SHORT
        or bool(_POINTERS & set(said))
        or _without_opening(said) != tuple(said)
    )


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
