"""Strict YAML: what is not ours is refused, with its place and a fix."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.course.source import Mapping, Scalar, Sequence, SourceError, Value, parse


def plain(value: Value) -> object:
    match value:
        case Scalar():
            return value.value
        case Sequence():
            return [plain(item) for item in value.items]
        case Mapping():
            return {key: plain(item) for key, item in value.items.items()}


def test_words_stay_words() -> None:
    read = parse("a: yes\nb: 3.10\nc: 1:30\nd: 2022-10-04\ne: 0x1F\nf: off\n", "f.yaml")
    assert plain(read) == {
        "a": "yes", "b": "3.10", "c": "1:30", "d": "2022-10-04", "e": "0x1F", "f": "off",
    }  # fmt: skip


def test_every_value_knows_its_place() -> None:
    read = parse("a:\n  - x\n  - b: y\n", "f.yaml")
    assert isinstance(read, Mapping)
    items = read.items["a"]
    assert isinstance(items, Sequence)
    assert str(items.items[0].at) == "f.yaml:2:5"
    inner = items.items[1]
    assert isinstance(inner, Mapping)
    assert str(inner.items["b"].at) == "f.yaml:3:8"


@pytest.mark.parametrize("text", ["---", "?", "a:", "a: |"])
def test_a_value_that_is_not_written_stands_where_the_text_ends(text: str) -> None:
    left = parse(text, "f.yaml")
    while isinstance(left, Mapping):
        assert left.at.line == 1
        left = next(iter(left.items.values()))
    assert left.at.line == 1


@pytest.mark.parametrize(
    ("text", "place", "code", "says"),
    [
        ("a: 1\na: 2\n", "2:1", "F002", "“a” is given twice; first in line 1"),
        ("a: &x 1\nb: *x\n", "1:4", "F003", "anchors"),
        ("a: !!python/object:os.system x\n", "1:4", "F004", "tags"),
        ("a: [What is a VM?]\n", "1:5", "F00", "bracket"),
        ("a: {b c: d}\n", "1:5", "F007", "brackets"),
        ("a: How: it works\n", "1:7", "F001", "colon stands inside a text"),
        ("a:\n\t- b\n", "2:1", "F001", "tab"),
        ("a: 'open\n", "2:1", "F001", "quote is never closed"),
        ("a: b\n---\nc: d\n", "2:1", "F001", "second document"),
        ("", "1:1", "F001", "empty"),
        ("a: \x1b[31m\n", "1:4", "F006", "control character (U+001B)"),
        ("? [a]\n: b\n", "1:3", "F001", "a key must be a word"),
        ("a: " + "[" * 30 + "]" * 30, "1:27", "F005", "deeper"),
        ("a:\n  b: c\n  d", "3:4", "F001", "neither a key"),
    ],
)
def test_what_is_refused_says_where_and_why(text: str, place: str, code: str, says: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse(text, "f.yaml")
    finding = caught.value.finding
    assert str(finding.position) == f"f.yaml:{place}"
    assert finding.code.startswith(code)
    assert says in finding.message


def test_a_billion_laughs_is_an_error_and_not_a_hang() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    with pytest.raises(SourceError):
        parse(bomb, "f.yaml")


@given(st.text(max_size=200) | st.text("ab:- \n\t[]{}'\"&*!|>?#%", max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse(text, "f.yaml")
    except SourceError as error:
        finding = error.finding
    else:
        return
    assert finding.position.line >= 1
    assert finding.position.column >= 1
    assert finding.message
