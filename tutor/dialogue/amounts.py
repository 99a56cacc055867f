"""Numbers and units in a typed answer: "four hundred megabytes" is 400 MB, and so is 0.4 GB."""

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

_SMALL = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
_GREAT = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9}

_BYTES = {"b": 0, "kb": 1, "mb": 2, "gb": 3, "tb": 4, "pb": 5}
_STEPS = (1000, 1024)
"""How many of a unit of size make the next: both are in use, so either is right."""

_TIME = {"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0, "day": 86_400.0}

UNITS = {
    name: unit
    for unit, names in {
        "b": "byte bytes",
        "kb": "kb kbs kib kilobyte kilobytes kibibyte kibibytes",
        "mb": "mb mbs mib meg megs megabyte megabytes mebibyte mebibytes",
        "gb": "gb gbs gib gig gigs gigabyte gigabytes gibibyte gibibytes",
        "tb": "tb tbs tib terabyte terabytes tebibyte tebibytes",
        "pb": "pb petabyte petabytes",
        "ns": "ns nanosecond nanoseconds",
        "µs": "us µs μs microsecond microseconds",
        "ms": "ms msec msecs millisecond milliseconds",
        "s": "s sec secs second seconds",
        "min": "min mins minute minutes",
        "h": "h hr hrs hour hours",
        "day": "day days",
        "percent": "percent pct",
        "times": "times x fold",
    }.items()
    for name in names.split()
}
"""Every way to write a unit, and how it is kept."""

_AFTER_A_NUMBER_ONLY = frozenset({"b", "s", "h", "x", "us", "fold", "min", "mins", "second"})
"""Spellings that mean something else where no number stands before them."""

_PREFIXES = frozenset("kilo mega giga tera milli micro".split())

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)")
_DECIMAL_COMMA = re.compile(r"(?<![\d.,])(\d+),(\d{1,2})(?![\d,])")
_JOINED = re.compile(r"^(\d+(?:\.\d+)?)-?([a-zµμ]+)$")
_KEPT = re.compile(r"^(\d+(?:\.\d+)?)(?: (\D+))?$")


class Amount(Struct, frozen=True):
    """A number, and its unit where it has one."""

    number: float
    unit: str = ""


def plain_numbers(text: str) -> str:
    """The text with ``4,000`` as 4000, ``1,5`` as 1.5, ``50%`` in words and ``5×`` as times."""
    text = _GROUPED.sub(lambda match: match[0].replace(",", ""), text)
    text = _DECIMAL_COMMA.sub(r"\1.\2", text)
    return text.replace("%", " percent ").replace("×", " times ")


def with_amounts(tokens: Sequence[str]) -> list[str]:
    """The tokens, each number in digits and together with the unit after it: ``400 mb``."""
    parts = _whole_units([part for token in tokens for part in _split(token)])
    found: list[str] = []
    at = 0
    while at < len(parts):
        number, after = _number(parts, at)
        if number is None:
            lone = parts[at] not in _AFTER_A_NUMBER_ONLY
            found.append(UNITS.get(parts[at], parts[at]) if lone else parts[at])
            at += 1
            continue
        unit = UNITS.get(parts[after], "") if after < len(parts) else ""
        found.append(f"{number} {unit}".rstrip())
        at = after + (1 if unit else 0)
    return found


def _whole_units(parts: list[str]) -> list[str]:
    """ "mega bytes" as one word."""
    found: list[str] = []
    for part in parts:
        if found and found[-1] in _PREFIXES and found[-1] + part in UNITS:
            found[-1] += part
        else:
            found.append(part)
    return found


def _split(token: str) -> list[str]:
    joined = _JOINED.match(token)
    if joined is not None and (joined[2] in UNITS):
        return [joined[1], joined[2]]
    return [token] if any(c.isdigit() for c in token) else token.split("-")


def _number(parts: Sequence[str], at: int) -> tuple[str | None, int]:
    """The number that begins here, in digits, and where what follows it begins."""
    first = parts[at]
    if first[0].isdigit():
        if not _KEPT.match(first):
            return None, at
        value, at = float(first), at + 1
    elif first in _SMALL or first in _TENS:
        value, at = _below_hundred(parts, at)
    elif first == "a" and at + 1 < len(parts) and parts[at + 1] in _GREAT:
        value, at = 1.0, at + 1
    elif first in _GREAT:
        value = 1.0
    else:
        return None, at
    while at < len(parts) and parts[at] in _GREAT:
        value, at = value * _GREAT[parts[at]], at + 1
    return (f"{value:.12g}" if math.isfinite(value) else first), at


def _below_hundred(parts: Sequence[str], at: int) -> tuple[float, int]:
    if parts[at] in _SMALL:
        return float(_SMALL[parts[at]]), at + 1
    value, at = _TENS[parts[at]], at + 1
    if at < len(parts) and 1 <= _SMALL.get(parts[at], 0) <= 9:
        value, at = value + _SMALL[parts[at]], at + 1
    return float(value), at


@lru_cache(maxsize=2_000)
def amount(word: str) -> Amount | None:
    """The amount that a word of ``with_amounts`` is; None where it is none."""
    match = _KEPT.match(word)
    return Amount(float(match[1]), match[2] or "") if match else None


def same_amount(one: Amount, other: Amount) -> bool:
    """Whether two amounts are equal, in whatever units of the same kind; a bare number has none."""
    if one.unit == other.unit:
        return math.isclose(one.number, other.number)
    if one.unit in _BYTES and other.unit in _BYTES:
        return any(
            math.isclose(
                one.number * step ** _BYTES[one.unit], other.number * step ** _BYTES[other.unit]
            )
            for step in _STEPS
        )
    if one.unit in _TIME and other.unit in _TIME:
        return math.isclose(one.number * _TIME[one.unit], other.number * _TIME[other.unit])
    return False
