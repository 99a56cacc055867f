"""What on a page is code, and what is a comment; both are settled before anything else."""

import re

from tutor.author.ingest.page import NOTES, Page

_FENCE = re.compile(
    r"^(?P<lead>[\s>]*(?:(?:[-*+]|\d{1,9}[.)])\s+)*)(?P<mark>`{3,}|~{3,})(?P<info>.*)$"
)
_DIRECTIVE = re.compile(r"^\{([\w:\-]+)\}\s*(.*)$")
_COMMENTS = (("<!--", "-->"), ("{/*", "*/}"), ("{{/*", "*/}}"))
_LIQUID_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}")
_LIQUID_COMMENT_END = re.compile(r"\{%-?\s*endcomment\s*-?%\}")
_HIGHLIGHT = re.compile(
    r"^\s*\{(?:%-?|\{[<%])\s*(?P<name>highlight|code-toggle|code|prism)\b\s*(?P<rest>.*?)"
    r"\s*(?:-?%|[>%]\})\}\s*$"
)
_LANGUAGE = re.compile(r"""^["']?(?:lang=|type=)?["']?([\w+#.\-]+)(?![\w=])""")
_INCLUDE = re.compile(r"\{\{\s*#(\w+)\s+([^}]*)\}\}")
_LONG_FENCE = "`" * 8
_CODE_DIRECTIVES = {"code", "code-block", "code-cell", "sourcecode", "literalinclude", "prompt"}
_DROPPED_DIRECTIVES = {"toctree", "include", "image", "figure", "contents", "index", "autoclass",
                       "automodule", "autofunction", "eval-rst", "mermaid", "tableofcontents",
                       "raw"}  # fmt: skip


def mark(page: Page) -> None:
    """Mark the code, take the comments off, write other ways of showing code as fences."""
    ends = {
        end: max((n for n, line in enumerate(page.lines) if end in line), default=-1)
        for _, end in _COMMENTS
    }
    at = 0
    while at < len(page.lines):
        fence = _FENCE.match(page.lines[at])
        if fence is not None and not _inline(fence):
            at = _fence(page, at, fence)
        elif (highlight := _HIGHLIGHT.match(page.lines[at])) is not None:
            at = _highlighted(page, at, highlight, ends)
        else:
            at = _comment(page, at, ends)


def _inline(fence: re.Match[str]) -> bool:
    """Three ticks that open and close on one line are no fence."""
    return fence["mark"][0] == "`" and "`" in fence["info"]


def _fence(page: Page, at: int, fence: re.Match[str]) -> int:
    """Mark a fenced block; gives the line after it."""
    last = _closing(page.lines, at, fence)
    directive = _DIRECTIVE.match(fence["info"].strip())
    if directive is not None:
        return _directive(page, at, last, fence["lead"], directive)
    for line in range(at, last + 1):
        page.code[line] = True
    includes = [n for n in range(at + 1, last) if _INCLUDE.search(page.lines[n])]
    if includes:
        page.note(includes[0], includes[-1], "code included from another file")
    return last + 1


def _closing(lines: list[str], at: int, fence: re.Match[str]) -> int:
    mark = fence["mark"]
    closing = re.compile(rf"^[\s>]*{re.escape(mark[0])}{{{len(mark)},}}\s*$")
    quoted = ">" in fence["lead"]
    for line in range(at + 1, len(lines)):
        if quoted and ">" not in lines[line][:8]:
            return line - 1
        if closing.match(lines[line]):
            return line
    return len(lines) - 1


def _directive(page: Page, at: int, last: int, lead: str, directive: re.Match[str]) -> int:
    """A fence of MyST or R Markdown whose braces say what it is."""
    name, rest = directive.group(1).lower(), directive.group(2)
    if name in _DROPPED_DIRECTIVES:
        page.skip(at, last, f"a {name} directive")
        return last + 1
    if name in NOTES or name in {"admonition", "dropdown", "card", "tab-item", "tab-set", "grid"}:
        page.lines[at] = f"{lead}:::{name} {rest}".rstrip()
        if last > at and _FENCE.match(page.lines[last]):
            page.lines[last] = f"{lead}:::"
        return at + 1
    language = rest.split(" ")[0] if name in _CODE_DIRECTIVES else name
    page.lines[at] = f"{lead}{_FENCE.match(page.lines[at])['mark']}{language}"  # type: ignore[index]
    for line in range(at, last + 1):
        page.code[line] = True
        if at < line and re.match(r"^\s*:[\w\-]+:", page.lines[line]):
            page.lines[line] = ""
    return last + 1


def _highlighted(page: Page, at: int, found: re.Match[str], ends: dict[str, int]) -> int:
    name = re.escape(found["name"])
    end = re.compile(rf"^\s*\{{(?:%-?\s*end{name}|\{{[<%]\s*/\s*{name})\b.*\}}\s*$")
    last = next((n for n in range(at + 1, len(page.lines)) if end.match(page.lines[n])), None)
    if last is None:
        return _comment(page, at, ends)
    language = _LANGUAGE.match(found["rest"])
    page.lines[at] = _LONG_FENCE + (language.group(1) if language else "")
    page.lines[last] = _LONG_FENCE
    for line in range(at, last + 1):
        page.code[line] = True
    return last + 1


def _comment(page: Page, at: int, ends: dict[str, int]) -> int:
    """Take the comments off a line, to where they end; gives the next line to look at.

    ``ends`` has the last line on which each kind of comment ends.
    """
    for _ in range(50):
        line = page.lines[at]
        opened = _opening(line)
        if opened is None:
            return at + 1
        start, end = opened
        if isinstance(end, str) and ends[end] < at:
            return at + 1
        last, stop = _end_of(page.lines, at, start, end)
        if last is None:
            return at + 1
        if last == at:
            page.lines[at] = line[:start] + line[stop:]
            continue
        page.note(at, last, "a comment")
        page.lines[at] = line[:start]
        for between in range(at + 1, last):
            page.lines[between] = ""
        page.lines[last] = page.lines[last][stop:]
        return last if page.lines[last].strip() else last + 1
    return at + 1


def _opening(line: str) -> tuple[int, str | re.Pattern[str]] | None:
    found = [(line.find(begin), end) for begin, end in _COMMENTS if begin in line]
    liquid = _LIQUID_COMMENT.search(line)
    places: list[tuple[int, str | re.Pattern[str]]] = [*found]
    if liquid is not None:
        places.append((liquid.start(), _LIQUID_COMMENT_END))
    outside = [(at, end) for at, end in places if line.count("`", 0, at) % 2 == 0]
    return min(outside, key=lambda place: place[0], default=None)


def _end_of(
    lines: list[str], at: int, start: int, end: str | re.Pattern[str]
) -> tuple[int | None, int]:
    """The line on which a comment ends, and the place after it; None where it never does."""
    for line in range(at, min(len(lines), at + 2000)):
        text, begin = lines[line], start + 1 if line == at else 0
        if isinstance(end, str):
            stop = text.find(end, begin)
            if stop >= 0:
                return line, stop + len(end)
        elif (found := end.search(text, begin)) is not None:
            return line, found.end()
    return None, 0
