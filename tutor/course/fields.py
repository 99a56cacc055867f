"""Taking typed values out of positioned YAML, reporting every fault on the way."""

import re
from collections.abc import Iterable, Iterator

from tutor.course.source import Finding, Mapping, Position, Scalar, Sequence, Value, note
from tutor.text import clean

ID = re.compile(r"[a-z0-9][a-z0-9._\-]*")
NEAR = 0.5
"""From 0 to 1: how alike a name must be to be offered instead of an unknown one."""

CONTAINED = 95
"""From 0 to 100: how alike a name and a part of a longer one must be."""

LONGEST_ID = 100
"""Letters of an id."""

MOST_LISTED = 500
"""Items of a list inside an item."""

LONGEST_TEXT = 100_000
"""Letters of one text: far more than anybody reads at once."""

VERBATIM = "quote"
"""The text that stays as it is written, since it is looked for in a document."""

_INTEGER = re.compile(r"[0-9]{1,9}")
_NUMBER = re.compile(r"[-+]?\d+")
_EMPTY = {"", "~", "null", "Null", "NULL"}


def near(name: str, known: Iterable[str]) -> str:
    """A fix that names the nearest known name, empty where none is near."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    names = sorted(known)
    found = process.extractOne(
        name, names, scorer=OSA.normalized_similarity, score_cutoff=NEAR
    ) or process.extractOne(name, names, scorer=fuzz.partial_ratio, score_cutoff=CONTAINED)
    return f"did you mean {found[0]}?" if found else ""


class Fields:
    """One mapping of a course file, its keys taken one by one."""

    def __init__(self, findings: list[Finding], node: Mapping, what: str) -> None:
        self._findings = findings
        self.node = node
        self.at = node.at
        self._what = what
        self._known: list[str] = []

    def report(self, at: Position, code: str, message: str, fix: str = "") -> None:
        """Note a fault."""
        note(self._findings, Finding(at, code, message, fix))

    def take(self, key: str) -> Value | None:
        """The value under a key, None where there is none."""
        self._known.append(key)
        return self.node.items.get(key)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self.node.items

    def at_key(self, key: str) -> Position:
        """Where a key stands."""
        return self.node.keys.get(key, self.at)

    def _required(self, key: str) -> None:
        self.report(self.at, "F011", f"{self._what} needs “{key}”", f"add {key}:")

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there."""
        value = self.take(key)
        if value is None:
            if default is None:
                self._required(key)
            return default or ""
        return self.as_text(value, key)

    def as_text(self, value: Value, key: str) -> str:
        """A value that must be words."""
        if not isinstance(value, Scalar):
            self.report(value.at, "F012", f"“{key}” must be a text", _shape(value))
            return ""
        if value.plain and value.value in _EMPTY:
            self.report(value.at, "F012", f"“{key}” is empty", "write the text")
        elif value.plain and (_NUMBER.fullmatch(value.value) or value.value in {"true", "false"}):
            read = "number" if _NUMBER.fullmatch(value.value) else "true or false"
            self.report(
                value.at,
                "F013",
                f"“{key}” must be words, and {value.value} reads as a {read}",
                f'put it in quotes: "{value.value}"',
            )
        elif len(value.value) > LONGEST_TEXT:
            self.report(
                value.at,
                "F005",
                f"“{key}” has more than {LONGEST_TEXT:,} letters",
                "write it in several parts",
            )
            return ""
        return value.value if key == VERBATIM else clean(value.value)

    def optional(self, key: str) -> str | None:
        """A text, None where it is not there."""
        self._known.append(key)
        return self.text(key) if self.has(key) else None

    def id(self, key: str) -> str:
        """An id that must be there."""
        value = self.take(key)
        if value is None:
            self._required(key)
            return ""
        return self.as_id(value, key)

    def as_id(self, value: Value, key: str) -> str:
        """A value that must be an id."""
        if not isinstance(value, Scalar):
            self.report(value.at, "F012", f"“{key}” must be an id", _shape(value))
            return ""
        if not ID.fullmatch(value.value):
            fix = re.sub(r"[^a-z0-9._\-]+", "-", value.value[:60].casefold()).strip("-.")
            self.report(
                value.at,
                "F016",
                f"“{value.value[:60]}” is no id: small letters, digits, - . _ only",
                f"write {fix}" if fix else "",
            )
        elif len(value.value) > LONGEST_ID:
            self.report(
                value.at,
                "F005",
                f"“{value.value[:60]}…” has more than {LONGEST_ID} letters",
                "write a shorter id",
            )
        return value.value

    def optional_id(self, key: str) -> str | None:
        """An id, None where it is not there."""
        self._known.append(key)
        return self.id(key) if self.has(key) else None

    def ids(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """One id or a list of them."""
        value = self.take(key)
        if value is None:
            if required:
                self._required(key)
            return ()
        if isinstance(value, Scalar):
            return (self.as_id(value, key),)
        found = tuple(self.as_id(item, key) for item in self.items_of(value, key))
        if required and not found:
            self.report(value.at, "F012", f"“{key}” is empty", "name at least one")
        return found

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts."""
        value = self.take(key)
        if value is None:
            if required:
                self._required(key)
            return ()
        return tuple(self.as_text(item, key) for item in self.items_of(value, key))

    def items_of(self, value: Value, key: str, most: int = MOST_LISTED) -> tuple[Value, ...]:
        """The items of a value that must be a list, of so many at most."""
        if isinstance(value, Sequence):
            if len(value.items) > most:
                at = value.items[most].at
                self.report(at, "F005", f"“{key}” has more than {most:,} items", "keep the best")
            return value.items[:most]
        self.report(value.at, "F012", f"“{key}” must be a list", "begin each item with - ")
        return ()

    def integer(self, key: str, default: int) -> int:
        """A whole number, 0 or more."""
        value = self.take(key)
        if value is None:
            return default
        if isinstance(value, Scalar) and value.plain and _INTEGER.fullmatch(value.value):
            return int(value.value)
        self.report(value.at, "F012", f"“{key}” must be a whole number", "write digits alone")
        return default

    def boolean(self, key: str, default: bool) -> bool:
        """``true`` or ``false``, and nothing else."""
        value = self.take(key)
        if value is None:
            return default
        if isinstance(value, Scalar) and value.plain and value.value in {"true", "false"}:
            return value.value == "true"
        self.report(value.at, "F012", f"“{key}” must be true or false", "write true or false")
        return default

    def one_of(self, key: str, known: tuple[str, ...], default: str) -> str:
        """One of a few words."""
        value = self.take(key)
        if value is None:
            return default
        if isinstance(value, Scalar) and value.value in known:
            return value.value
        self.report(value.at, "F012", f"“{key}” must be {' or '.join(known)}", f"write {known[0]}")
        return default

    def each(self, key: str, what: str, most: int = MOST_LISTED) -> Iterator["Fields"]:
        """The mappings of a list, of so many at most."""
        value = self.take(key)
        if value is None:
            return
        for item in self.items_of(value, key, most):
            inner = self.inside(item, what)
            if inner is not None:
                yield inner

    def inside(self, value: Value, what: str) -> "Fields | None":
        """A value that must be a mapping."""
        if isinstance(value, Mapping):
            return Fields(self._findings, value, what)
        self.report(value.at, "F012", f"{what} must have keys and values", "write key: value lines")
        return None

    def close(self) -> None:
        """Report every key that nobody took."""
        for key, at in self.node.keys.items():
            if key not in self._known:
                fix = near(key, self._known) or f"{self._what} takes {', '.join(self._known)}"
                self.report(at, "F010", f"{self._what} has no key “{key}”", fix)


def _shape(value: Value) -> str:
    match value:
        case Sequence():
            return "it is a list now; write one"
        case Mapping():
            return "a colon made it a key; put the text in quotes"
        case Scalar():
            return ""
