"""Strict YAML with positions: file, line and column on every value.

PyYAML's two parsers disagree on a few texts, such as prose in brackets; those are refused here, so
that a file means the same wherever it is read.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from tutor.course.files import MOST_BYTES, contents
from tutor.text import clean

if TYPE_CHECKING:
    import yaml

DEEPEST = 24
"""How deep values may nest."""

MOST_FINDINGS = 500
"""Faults of a course that are told; reading it stops there."""

LONGEST_MESSAGE = 10_000
"""Letters of what a finding says: it may quote a value of any length, or tell a whole walk."""

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file; lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{' '.join(self.file.splitlines())}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a course, where, and what to do about it."""

    position: Position
    code: str
    message: str
    fix: str = ""
    level: Level = "error"

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", _shortened(self.message))
        object.__setattr__(self, "fix", _shortened(self.fix))

    def __str__(self) -> str:
        fix = f" [{self.fix}]" if self.fix else ""
        text = clean(f"{self.position}: {self.code} {self.message}{fix}")
        return re.sub(r"\n(?! {4})", "\n    ", text)  # so that no line of it passes for another


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_MESSAGE else f"{text[: LONGEST_MESSAGE - 1]}…"


class EnoughError(Exception):
    """A course is too large, or too wrong, to be read further; ``last`` says which and where."""

    def __init__(self, last: Finding) -> None:
        super().__init__(str(last))
        self.last = last


def note(findings: list[Finding], finding: Finding) -> None:
    """Add a finding; after ``MOST_FINDINGS`` a warning is left out.

    Raises ``EnoughError`` for an error too many.
    """
    if len(findings) < MOST_FINDINGS:
        findings.append(finding)
    elif finding.level == "error":
        more = f"here is one fault more than the {MOST_FINDINGS} that are told"
        raise EnoughError(Finding(finding.position, "F005", more, "mend the others first"))


class SourceError(Exception):
    """A file that can't be read as YAML of our kind; ``finding`` says why and where."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word, a number or a text, as written. ``plain``: without quotes."""

    value: str
    plain: bool
    at: Position


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: "tuple[Value, ...]"
    at: Position


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values; ``keys`` says where each key stands."""

    items: "dict[str, Value]"
    keys: dict[str, Position]
    at: Position


Value = Scalar | Sequence | Mapping

_ID = re.compile(r"[^\W_][\w.\-]*")
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)"
)
"""What no text file holds. Line ends that no editor shows as such would shift every position."""

_REASONS = (
    ("mapping values are not allowed", "a colon stands inside a text", "put the text in quotes"),
    ("could not find expected ':'", "a line is neither a key nor a list item", "check its indent"),
    ("found unexpected end of stream", "a quote is never closed", "close the quote"),
    ("did not find expected key", "this line does not fit the ones above", "check its indent"),
    ("expected <block end>", "this line does not fit the ones above", "check its indent"),
    ("did not find expected '-'", "this line does not fit the list above", "check its indent"),
    ("cannot start any token", "a text begins with a special character", "put it in quotes"),
    ("did not find expected ',' or", "a bracket is never closed, or prose stands in it",
     "write a list with - on lines of their own"),
    ("expected ',' or", "a bracket is never closed, or prose stands in it",
     "write a list with - on lines of their own"),
    ("found undefined alias", "* begins a text", "put the text in quotes"),
    ("undefined alias", "* begins a text", "put the text in quotes"),
    ("unknown escape", "\\ means something special in double quotes", "use single quotes"),
    ("expected alphabetic or numeric", "& or * begins a text", "put the text in quotes"),
    ("expected the node content", "something is missing here", "write the value"),
    ("block sequence entries are not allowed", "a list begins on its key's line",
     "put the list on the next line"),
)  # fmt: skip


def read(path: Path, name: str) -> Value:
    """The file's content. ``name`` is what findings call it. Raises ``SourceError``."""
    try:
        raw = contents(path)
    except OSError as error:
        _refuse(Position(name), "F001", f"it can't be read: {error.strerror}")
    if len(raw) > MOST_BYTES:
        _refuse(
            Position(name), "F005", f"it is larger than {MOST_BYTES:,} bytes", "split it by topic"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        _refuse(Position(name, line), "F006", "this line is not UTF-8", "save the file as UTF-8")
    return parse(text, name)


def parse(text: str, name: str) -> Value:
    """The one value of a YAML text. Raises ``SourceError`` for all that we do not take."""
    _refuse_controls(text, name)
    import yaml

    try:
        loader = yaml.CSafeLoader
    except AttributeError:
        loader = yaml.SafeLoader  # type: ignore[assignment]
    builder = _Builder(name, _end(text))
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        _refuse_yaml(error, name, text)
    except yaml.YAMLError as error:
        _refuse(Position(name), "F001", f"it is not YAML: {error}")
    except (RecursionError, ValueError) as error:
        _refuse(Position(name), "F001", f"it is not YAML: {error}")
    if builder.root is None:
        _refuse(Position(name), "F001", "it is empty", "remove it, or write the course in it")
    return builder.root


def _refuse(at: Position, code: str, message: str, fix: str = "") -> NoReturn:
    raise SourceError(Finding(at, code, message, fix))


def _refuse_controls(text: str, name: str) -> None:
    found = _CONTROL.search(text)
    surrogate = re.search("[\ud800-\udfff]", text)
    hit = found or surrogate
    if hit is not None:
        before = text[: hit.start()]
        at = Position(name, before.count("\n") + 1, hit.start() - before.rfind("\n"))
        _refuse(
            at, "F006", f"a control character (U+{ord(hit.group()):04X}) stands here", "remove it"
        )


def _end(text: str) -> tuple[int, int]:
    """Where a text ends: its last line, and the column behind that."""
    return text.count("\n") + 1, len(text) - text.rfind("\n")


def _place(name: str, mark: "yaml.Mark", end: tuple[int, int]) -> Position:
    """Where the parser's mark is. It adds the line end that a last line lacks; nothing is there."""
    line, column = min((mark.line + 1, mark.column + 1), end)
    return Position(name, line, column)


def _refuse_yaml(error: "yaml.MarkedYAMLError", name: str, text: str) -> NoReturn:
    mark = error.problem_mark or error.context_mark
    at = _place(name, mark, _end(text)) if mark else Position(name)
    line = text.split("\n")[at.line - 1]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        _refuse(at, "F001", "it is not YAML: a tab stands where spaces belong", "use spaces")
    said = f"{error.context or ''} {error.problem or ''}"
    for sign, reason, fix in _REASONS:
        if sign in said:
            _refuse(at, "F001", f"it is not YAML: {reason}", fix)
    _refuse(at, "F001", f"it is not YAML: {error.problem or error.context or 'unknown reason'}")


@dataclass
class _Open:
    """A list or mapping that is being read."""

    at: Position
    flow: bool
    mapping: bool
    items: list[Value] = field(default_factory=lambda: list[Value]())
    pairs: dict[str, Value] = field(default_factory=lambda: dict[str, Value]())
    keys: dict[str, Position] = field(default_factory=lambda: dict[str, Position]())
    key: Scalar | None = None


class _Builder:
    """Builds the value from the parser's events, refusing what we do not take."""

    def __init__(self, name: str, end: tuple[int, int]) -> None:
        self.name = name
        self.end = end
        self.root: Value | None = None
        self._open: list[_Open] = []

    def take(self, event: Any) -> None:
        """One more of the parser's events (PyYAML types them too loosely to be of use)."""
        kind = type(event).__name__
        if kind in {"StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"}:
            return
        at = _place(self.name, event.start_mark, self.end)
        if kind == "DocumentStartEvent":
            if self.root is not None:
                _refuse(at, "F001", "a second document begins here", "remove the line ---")
            return
        self._refuse_extras(event, kind, at)
        if kind == "ScalarEvent":
            plain = event.style in (None, "")
            self._scalar(Scalar(event.value, plain, at))
        elif kind in {"SequenceStartEvent", "MappingStartEvent"}:
            if len(self._open) >= DEEPEST:
                _refuse(at, "F005", f"it nests deeper than {DEEPEST}")
            self._open.append(_Open(at, bool(event.flow_style), kind == "MappingStartEvent"))
        else:
            self._close()

    def _refuse_extras(self, event: Any, kind: str, at: Position) -> None:
        if kind == "AliasEvent" or getattr(event, "anchor", None) is not None:
            _refuse(
                at, "F003", "anchors (&) and aliases (*) are not taken here",
                "write the value out, or put a text that begins so in quotes",
            )  # fmt: skip
        if getattr(event, "tag", None) is not None:
            _refuse(
                at, "F004", "tags (!) are not taken here", "put a text that begins with ! in quotes"
            )

    def _scalar(self, scalar: Scalar) -> None:
        if self._open and any(x.flow for x in self._open) and not _ID.fullmatch(scalar.value):
            _refuse(
                scalar.at, "F007", f"“{scalar.value[:40]}” stands in brackets, which are for ids",
                "write a list with - on lines of their own",
            )  # fmt: skip
        self._add(scalar)

    def _add(self, value: Value) -> None:
        if not self._open:
            self.root = value
            return
        top = self._open[-1]
        if not top.mapping:
            top.items.append(value)
        elif top.key is None:
            self._key(top, value)
        else:
            top.pairs[top.key.value] = value
            top.key = None

    def _key(self, top: _Open, value: Value) -> None:
        if not isinstance(value, Scalar):
            _refuse(value.at, "F001", "a key must be a word", "put a text with : or ? in quotes")
        if value.value in top.keys:
            _refuse(
                value.at, "F002",
                f"“{value.value}” is given twice; first in line {top.keys[value.value].line}",
                "keep one of them",
            )  # fmt: skip
        top.keys[value.value] = value.at
        top.key = value

    def _close(self) -> None:
        done = self._open.pop()
        if done.mapping:
            self._add(Mapping(done.pairs, done.keys, done.at))
        else:
            self._add(Sequence(tuple(done.items), done.at))
