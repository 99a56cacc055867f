"""Notes and other marked-off parts, in the many ways that Markdown dialects write them.

They all become quotations that begin with ``[!KIND] title``, as one of the dialects has it.
"""

import re

from tutor.author.ingest.page import NOTES, Page

DEEPEST = 4
"""How deep such parts may stand in each other."""

_BANG = re.compile(
    r"^(?P<lead>[\s>]*)(?P<mark>!!!|\?\?\?\+?|===[+!]?)\s+(?P<kind>[\w\-|, ]*?)\s*"
    r"(?:\"(?P<title>.*)\"|'(?P<quoted>.*)')?\s*$"
)
_COLONS = re.compile(
    r"^(?P<lead>[\s>]*)(?P<mark>:{3,})\s*\{?\s*\.?(?P<kind>[\w\-]*)\}?\s*(?P<rest>.*)$"
)
_TITLE = re.compile(r"""^(?:\[(.*)\]|\{?\s*title\s*=\s*["'](.*)["']\s*\}?|\{[^}]*\})$""")
_OPTION = re.compile(r"^[\s>]*:[\w\-]+:(\s.*)?$")
_RST = re.compile(r"^\s*\.\. (?P<kind>[\w\-]+)::\s*(?P<title>.*)$")


def resolve(page: Page) -> None:
    """Write marked-off parts as quotations."""
    for _ in range(DEEPEST):
        if not (_bangs(page) | _colons(page)):
            return


def _marker(kind: str, title: str) -> str:
    """The first line of the quotation; a part that is no note keeps its title alone."""
    first = re.split(r"[\s,|]", kind.strip().lower(), maxsplit=1)[0]
    if first in NOTES:
        return f"[!{first.upper()}] {title}".rstrip()
    return f"**{title}**" if title else ""


def _bangs(page: Page) -> bool:
    found = False
    for at, line in enumerate(page.lines):
        opened = _BANG.match(line) if not page.code[at] else None
        if opened is None or (opened["mark"].startswith("===") and opened["kind"]):
            continue
        found = True
        _indented(page, at, opened)
    return found


def _indented(page: Page, at: int, opened: re.Match[str]) -> None:
    """A part whose lines are those indented by four more columns."""
    lead, title = opened["lead"], opened["title"] or opened["quoted"] or ""
    marker = _marker(opened["kind"], title)
    quoted = "> " if marker.startswith("[!") else ""
    page.lines[at] = f"{lead}{quoted}{marker}"
    inner = lead + "    "
    last = at
    for line in range(at + 1, len(page.lines)):
        text = page.lines[line].expandtabs(4)
        if text.strip(" >") and not text.startswith(inner):
            break
        if text.strip(" >"):
            last = line
    for line in range(at + 1, last + 1):
        text = page.lines[line].expandtabs(4)
        page.lines[line] = (
            f"{lead}{quoted}{text.removeprefix(inner) if text.startswith(inner) else ''}".rstrip()
        )


def _colons(page: Page) -> bool:
    opened: list[tuple[int, re.Match[str]]] = []
    pairs: list[tuple[int, int, re.Match[str]]] = []
    for at, line in enumerate(page.lines):
        found = _COLONS.match(line) if not page.code[at] and ":::" in line else None
        if found is None:
            continue
        if not found["kind"] and not found["rest"].strip():
            if opened:
                begin, what = opened.pop()
                pairs.append((begin, at, what))
            else:
                page.lines[at] = ""
        else:
            opened.append((at, found))
    pairs += [(at, _end_of_part(page, at), what) for at, what in opened]
    for begin, end, what in sorted(pairs, key=lambda pair: -pair[0]):
        _between(page, begin, end, what)
    return bool(pairs)


def _end_of_part(page: Page, at: int) -> int:
    """Where a part ends that is never closed: at the next blank line."""
    lines = page.lines
    return next((n for n in range(at + 1, len(lines)) if not lines[n].strip()), len(lines))


def _between(page: Page, begin: int, end: int, opened: re.Match[str]) -> None:
    """A part between two lines of colons."""
    rest = opened["rest"].strip()
    titled = _TITLE.match(rest)
    title = next((x for x in titled.groups() if x), "") if titled else rest
    marker = _marker(opened["kind"], title)
    lead = opened["lead"]
    page.lines[begin] = f"{lead}> {marker}" if marker.startswith("[!") else f"{lead}{marker}"
    options = True
    for line in range(begin + 1, min(end, len(page.lines))):
        text = page.lines[line]
        options = options and (_OPTION.match(text) is not None or not text.strip())
        inside = "" if options else text.removeprefix(lead)
        if marker.startswith("[!"):
            page.lines[line] = f"{lead}> {inside}".rstrip()
        elif options:
            page.lines[line] = ""
    if end < len(page.lines) and _COLONS.match(page.lines[end]):
        page.lines[end] = ""
