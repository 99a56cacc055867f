"""Small changes to the text of a course file, which leave every other letter of it alone.

Each works on the file's own lines, by the places that its parser gave. They are not proof against
every way to write YAML: ``steps`` parses what comes of them again, and compares.
"""

import re

from tutor.course.source import Mapping, Position, Scalar, Sequence, Value

_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_DRAFT = re.compile(r"""(["']?)draft\1""")


class CannotEdit(Exception):  # noqa: N818 - it is named for what is wrong
    """The text is written in a way that can only be changed by hand; the message says why."""


def lines_of(text: str) -> list[str]:
    """The lines as the parser counts them, each with its end."""
    ends = [found.end() for found in _BREAK.finditer(text)]
    starts = [0, *ends]
    return [text[a:b] for a, b in zip(starts, [*ends, len(text)], strict=True) if a < b]


def without_status(text: str, item: Mapping) -> str:
    """The text with the ``status: draft`` of an item taken out; a comment beside it stays."""
    key, value = item.keys["status"], item.items["status"]
    lines = lines_of(text)
    line = lines[key.line - 1]
    found = _DRAFT.match(line, value.at.column - 1) if value.at.line == key.line else None
    if found is None:
        raise CannotEdit("its status does not stand on one line")
    before, after = line[: key.column - 1], line[found.end() :]
    comment = after.strip()
    if not before.strip() and (not comment or comment.startswith("#")):
        lines[key.line - 1] = f"{before}{comment}{_end(line)}" if comment else ""
    elif before.strip() == "-" and not comment and _is_key(item, key.line + 1, key.column):
        lines[key.line - 1] = before + lines[key.line].lstrip()
        lines[key.line] = ""
    else:
        lines[key.line - 1] = f"{line[: found.start()]}ready{after}"
    return "".join(lines)


def _is_key(item: Mapping, line: int, column: int) -> bool:
    return any((at.line, at.column) == (line, column) for at in item.keys.values())


def _end(line: str) -> str:
    found = _BREAK.search(line)
    return found.group() if found else ""


def without_item(text: str, root: Mapping, key: str, item: Mapping) -> str:
    """The text without one item of the list under a key of the file."""
    listed = root.items[key]
    lines = lines_of(text)
    first, dash = _dash(lines, item)
    last = _last_deeper(lines, first, dash)
    del lines[first : last + 1]
    if 0 < first < len(lines) and not lines[first].strip() and not lines[first - 1].strip():
        del lines[first]
    if isinstance(listed, Sequence) and len(listed.items) == 1:
        at = root.keys[key]
        line = lines[at.line - 1]
        colon = line.index(":", at.column - 1 + len(key))
        lines[at.line - 1] = f"{line[: colon + 1]} []{line[colon + 1 :]}"
    return "".join(lines)


def _dash(lines: list[str], item: Mapping) -> tuple[int, int]:
    """The line (from 0) and column (from 0) of the dash that an item begins with."""
    number, column = item.at.line - 1, item.at.column - 1
    before = lines[number][:column].rstrip()
    while not before and number:
        number -= 1
        before = lines[number].split("#")[0].rstrip()
    if not before.endswith("-") or before.strip() != "-":
        raise CannotEdit("it does not begin with a dash on a line of its own")
    return number, before.index("-")


def _last_deeper(lines: list[str], first: int, indent: int) -> int:
    """The last line that belongs to what begins at a line: it and all that is indented more."""
    last = first
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip(" ")) <= indent:
            break
        if line.strip():
            last = number
    return last


def without_key(text: str, holder: Mapping, key: str) -> str:
    """The text without a key and what stands under it."""
    at = holder.keys[key]
    lines = lines_of(text)
    if lines[at.line - 1][: at.column - 1].strip():
        raise CannotEdit(f"“{key}” does not stand on a line of its own")
    last = _last_deeper(lines, at.line - 1, at.column - 1)
    last = _through_list(lines, holder.items[key], last)
    del lines[at.line - 1 : last + 1]
    return "".join(lines)


def _through_list(lines: list[str], value: Value, last: int) -> int:
    """A list may stand under its key without an indent of its own."""
    if isinstance(value, Sequence) and value.items:
        ended = value.items[-1].at.line - 1
        if ended > last and "-" in lines[ended]:
            return ended
    return last


def without_name(text: str, holder: Mapping, key: str, name: str) -> str:
    """The text without one name in the list of ids under a key; the key goes with the last one."""
    value = holder.items[key]
    listed = value.items if isinstance(value, Sequence) else (value,)
    names = [each.value if isinstance(each, Scalar) else "" for each in listed]
    if set(names) == {name}:
        return without_key(text, holder, key)
    number = names.index(name)
    lines = lines_of(text)
    own = lines[listed[number].at.line - 1]
    if own[: listed[number].at.column - 1].strip() == "-":
        del lines[listed[number].at.line - 1]
        return "".join(lines)
    begun = [_offset(lines, each.at) for each in listed]
    ended = [at + len(each) for at, each in zip(begun, names, strict=True)]
    whole = "".join(lines)
    if number + 1 < len(listed):
        cut = slice(begun[number], begun[number + 1])
    else:
        cut = slice(ended[number - 1], ended[number])
    if not re.fullmatch(r"[\w.\s,-]*", whole[cut]):
        raise CannotEdit(f"the names under “{key}” are written in an unusual way")
    return whole[: cut.start] + whole[cut.stop :]


def _offset(lines: list[str], at: Position) -> int:
    return sum(map(len, lines[: at.line - 1])) + at.column - 1
