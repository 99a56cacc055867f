"""Writing YAML that our own reader takes: plain where it can be, quoted where it must."""

import re
from collections.abc import Iterable

_PLAIN = re.compile(
    r"[A-Za-z(À-ɏ][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*"
)
_RESERVED = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_BLOCK = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*")
_ESCAPED = re.compile('[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"\\\\]')
_NAMED = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}
INDENT = "  "


def scalar(text: str) -> str:
    """A text on one line."""
    plain = (
        _PLAIN.fullmatch(text)
        and ": " not in text
        and " #" not in text
        and not text.endswith((":", " "))
        and text.lower() not in _RESERVED
    )
    if plain:
        return text
    if "'" not in text and _PLAIN.fullmatch(f"x{text}"):
        return f"'{text}'" if '"' in text or "\\" in text else f'"{text}"'
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    letter = found.group()
    return _NAMED.get(letter) or (
        f"\\x{ord(letter):02x}" if ord(letter) < 256 else f"\\u{ord(letter):04x}"
    )


def text(key: str, value: str, indent: int) -> list[str]:
    """A key with a text: on its line, or below it as it stands where it has lines of its own."""
    pad = INDENT * indent
    if "\n" not in value.strip("\n") or not _BLOCK.fullmatch(value):
        return [f"{pad}{key}: {scalar(value)}"]
    mark = "|2" if value[:1] in " \t\n" else "|"
    chomp = "" if value.endswith("\n") else "-"
    lines = value.removesuffix("\n").split("\n")
    if lines[-1] == "":
        return [f"{pad}{key}: {scalar(value)}"]
    inner = pad + INDENT
    return [f"{pad}{key}: {mark}{chomp}", *(f"{inner}{line}" if line else "" for line in lines)]


def texts(key: str, values: Iterable[str], indent: int) -> list[str]:
    """A key with a list of texts, each on a line; nothing where there are none."""
    pad = INDENT * indent
    lines = [f"{pad}{INDENT}- {scalar(value)}" for value in values]
    return [f"{pad}{key}:", *lines] if lines else []


def ids(key: str, values: Iterable[str], indent: int) -> list[str]:
    """A key with one id or a list of them; nothing where there are none."""
    listed = list(values)
    pad = INDENT * indent
    if not listed:
        return []
    return [
        f"{pad}{key}: {listed[0]}" if len(listed) == 1 else f"{pad}{key}: [{', '.join(listed)}]"
    ]


def item(lines: list[str]) -> list[str]:
    """Lines of a mapping as an item of a list: its first line begins with a dash."""
    head = lines[0]
    at = len(head) - len(head.lstrip())
    return [f"{head[: at - 2]}- {head[at:]}", *lines[1:]]
