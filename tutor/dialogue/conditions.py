"""The closed condition language of lessons: what may decide a beat or a choice.

``or`` binds loosest, then ``and``, then ``not``; brackets group. An atom is a name and one id in
brackets, such as ``mastered(yeast)``.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, assert_never, get_args

from tutor.dialogue.state import Facts

Name = Literal["seen", "explained", "practised", "mastered", "due", "answered", "completed"]
NAMES: tuple[str, ...] = get_args(Name)
LEVEL = {"explained": 2, "practised": 3, "mastered": 4}

DEEPEST = 50
"""How deep brackets and ``not`` may nest."""

LONGEST = 2_000
"""Letters of a condition; with ``MOST_WORDS`` it keeps every walk over one shallow."""

MOST_WORDS = 500
"""Words and brackets of a condition."""


@dataclass(frozen=True)
class Atom:
    """One fact: ``name(id)``. ``offset`` is where the id stands in the text."""

    name: str
    id: str
    offset: int = 0


@dataclass(frozen=True)
class Not:
    """The opposite."""

    of: "Condition"


@dataclass(frozen=True)
class And:
    """Both."""

    left: "Condition"
    right: "Condition"


@dataclass(frozen=True)
class Or:
    """Either."""

    left: "Condition"
    right: "Condition"


Condition = Atom | Not | And | Or


class ConditionError(Exception):
    """The text is no condition; ``offset`` (from 0) is where it goes wrong."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class _Token(NamedTuple):
    text: str
    offset: int


_TOKEN = re.compile(r"\s*(?:([()])|([^\s()]+))")


@lru_cache(maxsize=2_000)
def parse(text: str) -> Condition:
    """The condition that a text means. Raises ``ConditionError``."""
    reader = _Reader(text)
    condition = reader.either(0)
    if reader.token is not None:
        raise ConditionError(
            f"“{reader.token.text}” is one too many here; join conditions with and, or",
            reader.token.offset,
        )
    return condition


class _Reader:
    """A recursive descent over the tokens of one condition."""

    def __init__(self, text: str) -> None:
        if len(text) > LONGEST:
            raise ConditionError(f"it has more than {LONGEST:,} letters", LONGEST)
        found = [
            _Token(m.group(1) or m.group(2), m.start(m.lastindex or 0))
            for m in _TOKEN.finditer(text)
        ]
        if len(found) > MOST_WORDS:
            raise ConditionError(f"it has more than {MOST_WORDS} words", found[MOST_WORDS].offset)
        self._tokens = iter(found)
        self._end = len(text)
        self.token: _Token | None = None
        self._take()

    def _take(self) -> _Token | None:
        taken, self.token = self.token, next(self._tokens, None)
        return taken

    def _here(self) -> int:
        return self.token.offset if self.token is not None else self._end

    def _is(self, word: str) -> bool:
        return self.token is not None and self.token.text == word

    def _expect(self, bracket: str, after: str) -> None:
        if not self._is(bracket):
            raise ConditionError(f"“{bracket}” is missing after {after}", self._here())
        self._take()

    def either(self, depth: int) -> Condition:
        return self._joined("or", Or, self.both, depth)

    def both(self, depth: int) -> Condition:
        return self._joined("and", And, self.one, depth)

    def _joined(
        self,
        word: str,
        join: Callable[[Condition, Condition], Condition],
        part: Callable[[int], Condition],
        depth: int,
    ) -> Condition:
        left, count = part(depth), 0
        while self._is(word):
            self._take()
            count += 1
            if count > DEEPEST:
                raise ConditionError(
                    f"more than {DEEPEST} parts are joined by {word}", self._here()
                )
            left = join(left, part(depth))
        return left

    def one(self, depth: int) -> Condition:
        if depth > DEEPEST:
            raise ConditionError(f"it nests deeper than {DEEPEST}", self._here())
        if self._is("not"):
            self._take()
            return Not(self.one(depth + 1))
        if self._is("("):
            self._take()
            inner = self.either(depth + 1)
            self._expect(")", "the bracket that was opened")
            return inner
        return self._atom()

    def _atom(self) -> Atom:
        token = self._take()
        if token is None:
            raise ConditionError(f"a condition is missing; write one of {_known()}", self._end)
        if token.text not in NAMES:
            raise ConditionError(
                f"“{token.text}” is no condition; write one of {_known()}", token.offset
            )
        self._expect("(", token.text)
        subject = self._take()
        if subject is None or subject.text in "()":
            where = subject.offset if subject is not None else self._end
            raise ConditionError(f"{token.text}( ) needs an id between its brackets", where)
        self._expect(")", f"{token.text}({subject.text}")
        return Atom(token.text, subject.text, subject.offset)


def _known() -> str:
    return ", ".join(f"{name}(…)" for name in NAMES)


def evaluate(condition: Condition, facts: Facts, seen: Collection[str]) -> bool:
    """Whether it holds for a learner, ``seen`` being the nodes shown in this run."""
    match condition:
        case Atom():
            return _holds(condition, facts, seen)
        case Not():
            return not evaluate(condition.of, facts, seen)
        case And():
            return evaluate(condition.left, facts, seen) and evaluate(condition.right, facts, seen)
        case Or():
            return evaluate(condition.left, facts, seen) or evaluate(condition.right, facts, seen)
        case _:
            assert_never(condition)


def _holds(atom: Atom, facts: Facts, seen: Collection[str]) -> bool:
    match atom.name:
        case "seen":
            return atom.id in seen
        case "due":
            return atom.id in facts.due
        case "answered":
            return atom.id in facts.answered
        case "completed":
            return atom.id in facts.completed
        case _:
            return facts.level.get(atom.id, 0) >= LEVEL[atom.name]


def names(condition: Condition) -> tuple[Atom, ...]:
    """Every fact that it looks at, in order."""
    match condition:
        case Atom():
            return (condition,)
        case Not():
            return names(condition.of)
        case And() | Or():
            return names(condition.left) + names(condition.right)
        case _:
            assert_never(condition)
