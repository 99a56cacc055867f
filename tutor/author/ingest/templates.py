"""Template languages on a page: Hugo's shortcodes, Liquid's tags, mdBook's includes."""

import re
from collections.abc import Mapping

from tutor.author.ingest.page import HOLE, NOTES, Page, blank, line_of, titled

_HUGO = re.compile(
    r"\{\{(?P<mark>[<%])\s*(?P<close>/?)\s*(?P<name>[\w\-/.]+)"
    r"(?P<rest>(?:(?!\}\}|\n\n).){0,1500}?)\s*/?[>%]\}\}",
    re.DOTALL,
)
_LIQUID = re.compile(r"\{%-?\s*(?P<name>\w+)(?P<rest>(?:(?!%\}).){0,1500}?)-?%\}", re.DOTALL)
_VALUE = re.compile(r"\{\{-?(?![<%#])(?P<what>[^{}]{0,300}?)-?\}\}")
_ESCAPED = re.compile(r"\{\{([<%])/\*(.{0,500}?)\*/([>%])\}\}")
_INCLUDE = re.compile(r"\{\{\s*#(?P<name>\w+)[^{}\n]{0,300}\}\}")
_SNIPPET = re.compile(
    r"^[ \t]*--8<--[^\n]*$|^[ \t]*\[\[_?TOC_?\]\][ \t]*$|^[ \t]*\[TOC\][ \t]*$"
    r"|^[ \t]*[*\-+1.]+[ \t][^\n]*\n[ \t]*\{:toc[^}\n]*\}[ \t]*$|^[ \t]*@\[toc\][^\n]*$"
    r"|^[ \t]*\{:toc[^}\n]*\}[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_TEXT = re.compile(r"""\b(?:text|title|label|header|name)\s*=\s*("([^"\n]*)"|'([^'\n]*)')""")
_LITERAL = re.compile(r"""^\s*["']([^"'|]*)["']""")
_KIND = re.compile(r"""^\s*["']?(\w+)["']?(?=\s|$)|\b(?:type|kind|color|style)\s*=\s*["']?(\w+)""")
_SPEAKING = {"glossary_tooltip", "tooltip", "term", "ui", "kbd", "button", "badge", "link", "ref"}
_TITLED = {"tab", "details", "accordion", "expand", "card", "step", "collapse", "tabitem"}
_VALUES = {"param", "skew", "version", "latest-version", "latest-semver", "var", "variable", "site",
           "currentversion", "release", "minimum-go-version"}  # fmt: skip


def resolve(page: Page) -> None:
    """Write what templates say in Markdown, and leave out the rest."""
    if not any("{" in line or "--8<--" in line or "[" in line for line in page.lines):
        return
    page.rewrite(lambda text: _resolved(page, text))


def _resolved(page: Page, text: str) -> str:
    def hugo(found: re.Match[str]) -> str:
        return _shortcode(page, found, closed)

    def include(found: re.Match[str]) -> str:
        return _left_out(page, found, f"{found['name']} of another file")

    def liquid(found: re.Match[str]) -> str:
        return _tag(page, found)

    text = _SNIPPET.sub(lambda found: blank(found.group()), text)
    text = _ESCAPED.sub(r"`{{\1\2\3}}`", text)
    text = _INCLUDE.sub(include, text)
    closed = {one["name"].lower(): one.start() for one in _HUGO.finditer(text) if one["close"]}
    text = _HUGO.sub(hugo, text)
    text = _LIQUID.sub(liquid, text)
    return _VALUE.sub(_value, text)


def _alone(found: re.Match[str]) -> bool:
    """Whether it has its lines for itself."""
    text = found.string
    begin = text.rfind("\n", 0, found.start()) + 1
    end = text.find("\n", found.end())
    after = text[found.end() : len(text) if end < 0 else end]
    return not text[begin : found.start()].strip(" \t>") and not after.strip()


def _left_out(page: Page, found: re.Match[str], why: str) -> str:
    first = line_of(found.string, found.start())
    page.note(first, first + found.group().count("\n"), why)
    return blank(found.group())


def _spoken(rest: str) -> str:
    named = _TEXT.search(rest)
    return (named.group(2) or named.group(3) or "") if named else ""


def _shortcode(page: Page, found: re.Match[str], closed: Mapping[str, int]) -> str:
    """What a shortcode says. ``closed``: where one of a name is last closed; it stands around text
    until there, and that stays."""
    name, rest, lines = found["name"].lower(), found["rest"], blank(found.group())
    alone = _alone(found)
    if alone and name in NOTES:
        opened = f":::{_kind(name, rest)} {_spoken(rest)}".rstrip()
        return (":::" if found["close"] else opened) + lines
    if found["close"]:
        return lines
    if name in _SPEAKING:
        return (_spoken(rest) or _argument(rest)) + lines
    if name in _TITLED and alone and _spoken(rest):
        return titled(_spoken(rest), found.string[found.end() :]) + lines
    if name in _VALUES:
        return HOLE + lines
    if name == "heading":
        return _argument(rest).capitalize() + lines
    if name == "br":
        return lines
    if found.start() < closed.get(name, 0):
        return lines
    return _left_out(page, found, f"shortcode {name}")


def _kind(name: str, rest: str) -> str:
    """The kind of a note: a notice may say that it is a tip, an alert that it warns."""
    said = (given.lower() for found in _KIND.finditer(rest) for given in found.groups() if given)
    return next((one for one in said if one in NOTES), name)


def _argument(rest: str) -> str:
    """The first word handed to a shortcode: ``term_id="flour-mill"`` says flour mill."""
    given = re.search(r"""(?:term_id\s*=\s*)?["']([^"'\n]+)["']""", rest)
    said = given.group(1) if given else rest.strip()
    return re.sub(r"[-_]+", " ", said) if "/" not in said else ""


def _tag(page: Page, found: re.Match[str]) -> str:
    name, rest = found["name"].lower(), found["rest"]
    alone, lines = _alone(found), blank(found.group())
    if alone and name in NOTES:
        return f":::{name} {_spoken(rest)}".rstrip() + lines
    if alone and name.removeprefix("end") in NOTES:
        return f":::{lines}"
    if name.startswith("include") and not alone:
        version = re.search(r"""version\s*=\s*["']([^"']+)["']""", rest)
        return (version.group(1) if version else "") + lines
    if name.startswith(("include", "render", "figure", "embed", "snippet")):
        return _left_out(page, found, f"{name} of another file")
    return lines


def _value(found: re.Match[str]) -> str:
    """A value that a template would have put here; in a link's address it may be missing."""
    literal = _LITERAL.match(found["what"])
    if literal is not None:
        return literal.group(1) + blank(found.group())
    before = found.string[max(0, found.start() - 200) : found.start()]
    in_address = before.rfind("](") > before.rfind(")") or before.endswith(("]: ", '="', "<"))
    return ("" if in_address or _alone(found) else HOLE) + blank(found.group())
