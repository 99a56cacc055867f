"""Small marks on a page that say how it is laid out, not what it says."""

import re

from tutor.author.ingest.page import Page, blank

_HEADING_ID = re.compile(
    r"^(?P<said>[ \t]{0,3}#{1,6}[ \t].*?)[ \t]*(?:#+[ \t]*)?\{:?\s*[#.][^}\n]*\}[ \t]*$",
    re.MULTILINE,
)
_SETEXT_ID = re.compile(
    r"[ \t]*\{:?\s*#[\w\-:.]+[^}\n]*\}(?=[ \t]*\n[ \t]*(?:=+|-+)[ \t]*$)", re.MULTILINE
)
_ATTRIBUTES = re.compile(
    r"\{:?\s*(?:[.#][\w\-]|target=|loading=|align=|width=|style=|class=|markdown|data-"
    r"|title=)[^}\n]*\}|\{:[^}\n]*\}"
)
_ATTRIBUTE_LINE = re.compile(r"^[ \t>]*\{:[^}\n]*\}[ \t]*$", re.MULTILINE)
_ICON = re.compile(
    r"(?<![\w:/]):(?:[a-z][a-z0-9]*[-_])*[a-z0-9+]*[a-z][a-z0-9_+\-]*:(?:\{[^}\n]*\})?"
    r"(?![\w:/])[ ]?"
)
_NOTE_TEXT = re.compile(
    r"^[ ]{0,3}\[\^([^\]\n]{1,80})\]:[ \t]*(.*(?:\n(?:[ ]{4}|\t).*)*)$", re.MULTILINE
)
_NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,80}\](?!:)")
_WIKI = re.compile(r"!?\[\[([^\]|\n]{1,200})(?:\|([^\]\n]{1,200}))?\]\]")
_ROLE = re.compile(r"\{[\w:+\-]{2,30}\}`([^`<\n]+?)(?:\s*<[^>`\n]*>)?`")
_TARGET = re.compile(r"^\([\w\-. ]+\)=[ \t]*$", re.MULTILINE)
_KEYS = re.compile(r"\+\+([\w\-]+(?:\+[\w\-]+)*)\+\+")
_SHORTHAND = re.compile(r"^\*\[([^\]\n]{1,60})\]:[ \t]*(.+)$", re.MULTILINE)
_HTML_HEADING = re.compile(
    r"^[ \t]*<h([1-6])\b[^>\n]*>[ \t]*(.*?)[ \t]*</h\1>[ \t]*(?:<br ?/?>)?$",
    re.MULTILINE | re.IGNORECASE,
)
_HTML_HEADING_LINES = re.compile(
    r"^[ \t]*<h([1-6])\b[^>\n]*>[ \t]*\n((?:(?!</?h\d|\n[ \t]*\n).){1,600}?)\n[ \t]*</h\1>[ \t]*$",
    re.MULTILINE | re.IGNORECASE | re.DOTALL,
)
_TABLE = re.compile(r"<table\b(?:(?!</table>).){0,100000}</table>", re.IGNORECASE | re.DOTALL)
_ANCHOR = re.compile(
    r"<a\s+(?:name|id)\s*=\s*[^>\n]*>\s*(?:</a>)?|<a\s+(?:name|id)\s*=[^>\n]*/>", re.IGNORECASE
)
_DATA = re.compile(r"\(data:[^)\s]*\)")
_MATH = re.compile(r"^[ \t]*\$\$[ \t]*$", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # fmt: skip


def tidy(page: Page) -> None:
    """Take such marks off, footnotes too; their texts are kept on the page."""
    for at, line in enumerate(page.lines):
        if not page.code[at] and "}`" in line:
            page.lines[at] = _ROLE.sub(r"\1", line)
    page.rewrite(lambda text: _tidied(page, text))


def _tidied(page: Page, text: str) -> str:
    def footnote(found: re.Match[str]) -> str:
        said = " ".join(found.group(2).split())
        page.footnotes.setdefault(found.group(1), said)
        return blank(found.group())

    text = _CONTROL.sub(" ", text)
    text = _DATA.sub("()", text)
    text = _TABLE.sub(_whole, text)
    text = _HTML_HEADING.sub(lambda x: f"{'#' * int(x.group(1))} {x.group(2)}", text)
    text = _HTML_HEADING_LINES.sub(_one_line, text)
    text = _ANCHOR.sub("", text)
    text = _HEADING_ID.sub(r"\g<said>", text)
    text = _SETEXT_ID.sub("", text)
    text = _ATTRIBUTE_LINE.sub("", text)
    text = _ATTRIBUTES.sub("", text)
    text = _TARGET.sub("", text)
    text = _KEYS.sub(r"`\1`", text)
    text = _ICON.sub("", text)
    text = _NOTE_TEXT.sub(footnote, text)
    text = _NOTE_MARK.sub("", text)
    text = _SHORTHAND.sub("", text)
    text = _MATH.sub("", text)
    return _WIKI.sub(lambda found: found.group(2) or found.group(1), text)


def _whole(table: re.Match[str]) -> str:
    """A table in HTML ends, for Markdown, at its first empty line: fill those."""
    rows = table.group().split("\n")
    return "\n".join(row if row.strip() else "<!-- -->" for row in rows)


def _one_line(heading: re.Match[str]) -> str:
    said = " ".join(heading.group(2).split())
    return f"{'#' * int(heading.group(1))} {said}{blank(heading.group())}"
