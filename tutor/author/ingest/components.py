"""MDX: imports, exports, expressions and components among the Markdown."""

import re

from tutor.author.ingest.page import HOLE, NOTES, Page, blank, line_of, titled

LONGEST_TAG = 6_000
"""Characters that one component's opening tag may take."""

_IMPORT = re.compile(
    r"""^import\s+(?:[\w*{][^;"'`]{0,800}?\sfrom\s+)?["'][^"'\n]+["'];?[ \t]*$""", re.MULTILINE
)
_EXPORT = re.compile(
    r"^export\s+(?:(?:const|default|function|let|var|async|class|type)\b|\{)(?:.|\n(?!\n)){0,20000}",
    re.MULTILINE,
)
_TAG = re.compile(r"</?(?:[A-Z][\w.]*|>)")
_NAME = re.compile(r"[A-Z][\w.]*")
_SPACE = re.compile(r"""\{\s*(?:"([^"\n]*)"|'([^'\n]*)'|`([^`\n]*)`)\s*\}""")
_EXPRESSION = re.compile(r"^[ \t]*\{[^{}\n]{0,2000}\}[ \t]*$", re.MULTILINE)
_VALUE = re.compile(r"(?<![^\s(“\"'*_])\{[A-Za-z_$][\w$]*(?:[.\[(][^{}\n]{0,300})?\}(?!\})")
_ANCHOR = re.compile(r"^(#{1,6}\s.*?)[ \t]*\\?\{/?\*?\s*#[\w\-]+\s*\*?/?\}[ \t]*$", re.MULTILINE)
_HTML_LINE = re.compile(
    r"^[ \t]*</?(?:div|section|span|center|article|main|figure|p|b|br)\b[^<>\n]*>[ \t]*$",
    re.MULTILINE,
)
_ATTRIBUTE = re.compile(
    r"""\b(title|label|header|heading|summary|name|question)\s*=\s*"""
    r"""(?:\{\s*)?(?:"([^"\n]*)"|'([^'\n]*)'|`([^`\n]*)`)"""
)
_KIND = re.compile(r"""\b(?:type|kind|variant|status|intent)\s*=\s*\{?\s*["'](\w+)["']""")
_LABELLED = {"title", "label", "header", "heading", "summary", "question"}


def resolve(page: Page, *, mdx: bool) -> None:
    """Leave out what MDX adds; the text inside components stays."""
    found = mdx or any(
        _TAG.match(line.lstrip()) is not None
        for line, code in zip(page.lines, page.code, strict=True)
        if not code
    )
    if not found:
        return
    page.components = True
    page.rewrite(lambda text: _resolved(page, text, mdx=mdx))


def _resolved(page: Page, text: str, *, mdx: bool) -> str:
    def gone(found: re.Match[str]) -> str:
        first = line_of(found.string, found.start())
        page.note(first, first + found.group().rstrip("\n").count("\n"), "code of the page itself")
        return blank(found.group())

    def value(found: re.Match[str]) -> str:
        first = line_of(found.string, found.start())
        page.note(first, first, f"value {found.group()}")
        return HOLE

    text = _ANCHOR.sub(r"\1", text)
    text = _IMPORT.sub(gone, text)
    text = _EXPORT.sub(gone, text)
    text = _without_tags(page, text)
    text = _HTML_LINE.sub("", text)
    text = _SPACE.sub(lambda found: found.group(1) or found.group(2) or found.group(3) or "", text)
    text = _EXPRESSION.sub(gone, text)
    return _VALUE.sub(value, text) if mdx else text


def _without_tags(page: Page, text: str) -> str:
    parts: list[str] = []
    done = 0
    while (tag := _TAG.search(text, done)) is not None:
        end = _end(text, tag.end()) if not tag.group().endswith(">") else tag.end()
        if end is None:
            parts.append(text[done : tag.end()])
            done = tag.end()
            continue
        parts += [text[done : tag.start()], _said(page, text, tag, end)]
        done = end
    parts.append(text[done:])
    return "".join(parts)


def _end(text: str, start: int) -> int | None:
    """The place after the > that closes a tag; quotes and braces may hold others."""
    depth, quote = 0, ""
    for at in range(start, min(len(text), start + LONGEST_TAG)):
        letter = text[at]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'`" and (depth or text[at - 1] == "="):
            quote = letter
        elif letter in "{}":
            depth += 1 if letter == "{" else -1
        elif letter == ">" and depth <= 0 and text[at - 1] != "=":
            return at + 1
        elif letter == "\ue000" or (letter == "<" and not depth):
            return None
    return None


def _said(page: Page, text: str, tag: re.Match[str], end: int) -> str:
    """What a tag leaves behind: a note's mark, a title, or nothing; its lines in any case."""
    whole = text[tag.start() : end]
    lines = blank(whole)
    begin = text.rfind("\n", 0, tag.start()) + 1
    stop = text.find("\n", end)
    after = text[end : len(text) if stop < 0 else stop].strip()
    if text[begin : tag.start()].strip():
        return lines
    closing = whole.startswith("</")
    name = _NAME.search(whole)
    kind = (name.group().lower() if name else "").removesuffix("box").removesuffix("block")
    if kind in NOTES and not whole.endswith("/>"):
        if closing:
            return f":::{lines}" if not after else lines
        said = _KIND.search(whole)
        called = said.group(1).lower() if said and said.group(1).lower() in NOTES else kind
        opened = f":::{called} {_label(whole)}".rstrip()
        return opened + lines if not after else lines
    label = "" if closing else _label(whole)
    if whole.endswith("/>"):
        first = line_of(text, tag.start())
        page.note(first, first + whole.count("\n"), f"component {name.group() if name else ''}")
        return lines
    return titled(label, text[end:]) + lines if label and not after else lines


def _label(tag: str) -> str:
    for found in _ATTRIBUTE.finditer(tag):
        if found.group(1) in _LABELLED:
            return next((x for x in found.groups()[1:] if x), "").strip()
    return ""
