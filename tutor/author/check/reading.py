"""Reading: what would be ugly, or lost, on somebody's screen."""

import re
import unicodedata
from collections.abc import Iterator

from tutor.course.load import Loaded
from tutor.course.source import Finding, Mapping, Scalar, Sequence, Value
from tutor.text import clean

FIGURE_WIDTH = 60
TABLE_WIDTH = 76
LINE_WIDTH = 76
"""Columns that a line has which cannot be wrapped: a line of code, or one long word."""

SHOWN = 40
"""Letters of a text that a finding repeats."""

_NOT_SHOWN = frozenset(
    "id about after also art ask explains figure follow_ups format goto heard_as if language"
    " lessons needs not_ask order play quote start status was".split()
)
"""The keys whose texts are not Markdown on a learner's screen."""

_BLOCK = re.compile(r"```|~~~|\||^ {4}", re.MULTILINE)
_RULE = re.compile(r"^[\s|:-]*$")


def findings(loaded: Loaded) -> Iterator[Finding]:
    """Figures, tables and lines that do not fit; what says nothing in words; raw escapes."""
    yield from _figures(loaded)
    for item in loaded.located.nodes.values():
        for key, scalar in texts(item):
            yield from _text(key, scalar)


def texts(value: Value, key: str = "") -> Iterator[tuple[str, Scalar]]:
    """Every text in a value, with the key that it stands under."""
    match value:
        case Scalar():
            yield key, value
        case Sequence(items=items):
            for item in items:
                yield from texts(item, key)
        case Mapping(items=pairs):
            for inner, item in pairs.items():
                yield from texts(item, inner)


def _figures(loaded: Loaded) -> Iterator[Finding]:
    for figure in loaded.course.figures.values():
        widest = max(map(_cells, figure.art.splitlines()), default=0)
        if widest > FIGURE_WIDTH:
            yield Finding(
                loaded.locate("figure", figure.id, "art"), "R001",
                f"figure {figure.id} is {widest} columns wide", f"draw it in {FIGURE_WIDTH}",
            )  # fmt: skip
        if not figure.alt:
            yield Finding(
                loaded.locate("figure", figure.id), "R002", f"figure {figure.id} has no alt",
                "say in one sentence what it shows",
            )  # fmt: skip


def _text(key: str, scalar: Scalar) -> Iterator[Finding]:
    text = scalar.value
    if key != "quote" and clean(text) != _composed(text):
        yield Finding(scalar.at, "R004", "raw escapes or invisible characters", "remove them")
    if key in _NOT_SHOWN or (text.isascii() and len(text) <= LINE_WIDTH):
        return
    code, tables = _blocks(text)
    widest = max(map(_cells, tables), default=0)
    if widest > TABLE_WIDTH:
        yield Finding(
            scalar.at, "R003", f"a table is {widest} columns wide", f"fit it in {TABLE_WIDTH}"
        )
    long = [line for line in code if _cells(line) > LINE_WIDTH]
    long += [word for word in text.split() if _cells(word) > LINE_WIDTH and "://" not in word]
    if long:
        yield Finding(
            scalar.at, "R005",
            f"“{_shown(long[0])}” cannot be wrapped and is {_cells(long[0])} columns wide",
            f"break it into lines of {LINE_WIDTH} at most", "warning",
        )  # fmt: skip
    sign = _bare_sign(text, code, tables)
    if sign:
        yield Finding(
            scalar.at, "R006", f"“{_shown(sign)}” is a sign without a word",
            "say it in words beside the sign, for who cannot see it", "warning",
        )  # fmt: skip


def _composed(text: str) -> str:
    """The text as ``clean`` leaves one that is clean already."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))


def _blocks(text: str) -> tuple[list[str], list[str]]:
    """The lines of code and the lines of tables in a Markdown text."""
    if "\n" not in text or not _BLOCK.search(text):
        return [], [text] if text.lstrip().startswith("|") else []
    from markdown_it import MarkdownIt

    lines = text.split("\n")
    code: list[str] = []
    tables: list[str] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type in {"fence", "code_block"}:
            code += token.content.split("\n")
        elif token.type == "table_open" and token.map is not None:
            tables += [line.strip() for line in lines[slice(*token.map)]]
    return code, tables or [line.strip() for line in lines if _like_a_row(line, code)]


def _like_a_row(line: str, code: list[str]) -> bool:
    return line.lstrip().startswith("|") and line.strip() not in map(str.strip, code)


def _bare_sign(text: str, code: list[str], tables: list[str]) -> str:
    """The first line, list item or table cell that is nothing but a sign; empty where none is."""
    drawn = set(map(str.strip, code))
    plain = (x.strip() for x in text.split("\n") if x.strip() not in drawn)
    parts = [cell for line in tables if not _RULE.match(line) for cell in line.split("|")]
    parts += [line.lstrip("-*+ ") for line in plain if line not in tables]
    return next((part.strip() for part in parts if _is_bare(part)), "")


def _is_bare(text: str) -> bool:
    """Whether it holds a symbol and no letter or digit."""
    return any(unicodedata.category(c) == "So" for c in text) and not any(map(str.isalnum, text))


def _cells(line: str) -> int:
    from rich.cells import cell_len

    return cell_len(line)


def _shown(text: str) -> str:
    line = clean(text)
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
