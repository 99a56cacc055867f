"""Front matter: what stands about a document at its top, in YAML or TOML."""

import re

from tutor.author.ingest.page import Page

MOST_LINES = 400
"""Lines that front matter may take; longer ones are no front matter."""

_KEY = re.compile(r"^([A-Za-z][\w\-]*)\s*[:=]\s*(.*)$")
_QUOTED = re.compile(r"""^(["'])(.*)\1$""")
_FOLDED = re.compile(r"^[>|][+-]?$")


def take(page: Page) -> None:
    """Take the front matter off the page; its one-line fields are kept."""
    lines = page.lines
    mark = lines[0].rstrip() if lines else ""
    if mark not in ("---", "+++"):
        return
    ends = ("---", "...") if mark == "---" else ("+++",)
    last = next((n for n, x in enumerate(lines[1:MOST_LINES], 1) if x.rstrip() in ends), None)
    if last is None or not _is_front(lines[1:last]):
        return
    page.fields = _fields(lines[1:last])
    for at in range(last + 1):
        lines[at] = ""


def _is_front(lines: list[str]) -> bool:
    """A rule may open a document as well; front matter begins with a key."""
    told = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return not told or _KEY.match(told[0]) is not None or told[0].startswith("[")


def _fields(lines: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for at, line in enumerate(lines):
        key = _KEY.match(line)
        if key is None:
            continue
        value = key.group(2).strip()
        if _FOLDED.match(value) or not value:
            value = " ".join(_indented(lines[at + 1 :]))
        quoted = _QUOTED.match(value)
        found.setdefault(key.group(1).lower(), (quoted.group(2) if quoted else value).strip())
    return found


def _indented(lines: list[str]) -> list[str]:
    told: list[str] = []
    for line in lines:
        if line[:1] not in (" ", "\t") or line.lstrip().startswith("- "):
            break
        told.append(line.strip())
    return told
