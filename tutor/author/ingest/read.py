"""From the masked page to blocks, by markdown-it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from tutor.author.ingest import html
from tutor.author.ingest.blocks import (
    Block,
    Code,
    Heading,
    Items,
    Meaning,
    Note,
    Prose,
    Table,
    Words,
)
from tutor.author.ingest.inline import written
from tutor.author.ingest.page import Page

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

_NOTE = re.compile(r"^\[!(\w+)\][+\-]?\s*")
_DEFINED = re.compile(r"^:[ \t]+")
_RAW = re.compile(r"^\s*\{%-?\s*(?:end)?raw\s*-?%\}\s*$", re.MULTILINE)
_INCLUDED = re.compile(r"^\s*\{\{\s*#(?:include|rustdoc_include|playground)\b[^}]*\}\}\s*$")


@cache
def _parser(*, indented: bool) -> "MarkdownIt":
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("text_join")
    return made if indented else made.disable("code")


def blocks(page: Page) -> tuple[Block, ...]:
    """The document's blocks in order; pictures are noted on the page as left out."""
    from markdown_it.tree import SyntaxTreeNode

    tokens = _parser(indented=not page.components).parse("\n".join(page.lines) + "\n")
    return tuple(_Reader(page).all(SyntaxTreeNode(tokens).children))


class _Reader:
    def __init__(self, page: Page) -> None:
        self.page = page

    def all(self, nodes: "Sequence[SyntaxTreeNode]") -> Iterator[Block]:
        """The blocks of these nodes."""
        made: list[Block] = []
        for node in nodes:
            made += self.one(node)
        return iter(_joined(made))

    def one(self, node: "SyntaxTreeNode") -> list[Block]:
        first, last = self.span(node)
        match node.type:
            case "heading":
                words = self.words(node)
                return [Heading(words, int(node.tag[1]), first, last)] if words.plain else []
            case "paragraph":
                return self.paragraph(node, first, last)
            case "fence" | "code_block":
                return self.code(node, first, last)
            case "bullet_list" | "ordered_list":
                items = tuple(tuple(self.all(item.children)) for item in node.children)
                held = tuple(item for item in items if item)
                start = int(str(node.attrs.get("start", 1)))
                ordered = node.type == "ordered_list"
                return [Items(held, ordered, start, first, last)] if held else []
            case "blockquote":
                return self.quotation(node, first, last)
            case "table":
                return self.table(node, first, last)
            case "html_block":
                found, pictures = html.read(node.content, first, last)
                if pictures:
                    self.page.note(first - 1, last - 1, "a picture")
                return list(found)
            case _:
                return []

    def span(self, node: "SyntaxTreeNode") -> tuple[int, int]:
        """The lines of a node, from 1, without empty ones at their end."""
        begin, end = node.map or (0, 1)
        while end > begin + 1 and not self.page.lines[end - 1].strip(" \t>"):
            end -= 1
        return begin + 1, end

    def words(self, node: "SyntaxTreeNode") -> Words:
        return written(_inline(node))

    def paragraph(self, node: "SyntaxTreeNode", first: int, last: int) -> list[Block]:
        tokens = _inline(node)
        if any(token.type == "image" for token in tokens):
            self.page.note(first - 1, last - 1, "a picture")
            if _is_caption(tokens):
                return []
        lines = _lines(tokens)
        if len(lines) > 1 and any(_defines(line) for line in lines[1:]):
            return _meanings(lines, first)
        words = written(tokens)
        return [Prose(words, first, last)] if words.plain else []

    def code(self, node: "SyntaxTreeNode", first: int, last: int) -> list[Block]:
        text = _RAW.sub("", node.content).strip("\n")
        kept = [line for line in text.split("\n") if not _INCLUDED.match(line)]
        if not "".join(kept).strip():
            return []
        language = re.split(r"[\s,{:]", node.info.strip(), maxsplit=1)[0] if node.info else ""
        return [Code(language, "\n".join(kept).rstrip(), first, last)]

    def quotation(self, node: "SyntaxTreeNode", first: int, last: int) -> list[Block]:
        inner = tuple(self.all(node.children))
        lead = inner[0] if inner else None
        marked = _NOTE.match(lead.words.plain) if isinstance(lead, Prose) else None
        if not inner:
            return []
        if marked is None or not isinstance(lead, Prose):
            return [Note("", "", inner, first, last)]
        head, body = self.headline(node)
        rest = (Prose(body, lead.first, lead.last),) if body.plain else ()
        kind = marked.group(1).lower()
        whole = (*rest, *inner[1:])
        return [Note(kind, head, whole, first, last)] if whole or head else []

    def headline(self, node: "SyntaxTreeNode") -> tuple[str, Words]:
        """The title on a note's first line, and what follows in the same paragraph."""
        lines = _lines(_inline(node.children[0]))
        title = _NOTE.sub("", written(lines[0]).plain)
        rest: list[Token] = []
        for line in lines[1:]:
            rest += [*line, _space()]
        return title, written(rest)

    def table(self, node: "SyntaxTreeNode", first: int, last: int) -> list[Block]:
        rows = [
            tuple(self.words(cell) for cell in row.children)
            for part in node.children
            for row in part.children
        ]
        body = tuple(row for row in rows[1:] if any(cell.plain for cell in row))
        return [Table(rows[0], body, first, last)] if body else []


def _inline(node: "SyntaxTreeNode") -> list["Token"]:
    """The tokens of a node's prose."""
    held = node.children[0].token if node.children else None
    return list(held.children or ()) if held is not None else []


def _is_caption(tokens: "Sequence[Token]") -> bool:
    """Whether all that stands beside a picture is a line in italics."""
    depth = 0
    for token in tokens:
        depth += token.nesting if token.type.startswith("em_") else 0
        if token.type == "text" and token.content.strip() and not depth:
            return False
    return True


def _space() -> "Token":
    from markdown_it.token import Token

    return Token("softbreak", "br", 0)


def _lines(tokens: "Sequence[Token]") -> list[list["Token"]]:
    """The tokens of a paragraph, line by line."""
    lines: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "softbreak":
            lines.append([])
        else:
            lines[-1].append(token)
    return lines


def _defines(line: "Sequence[Token]") -> bool:
    return bool(line) and line[0].type == "text" and _DEFINED.match(line[0].content) is not None


def _meanings(lines: "list[list[Token]]", first: int) -> list[Block]:
    """A definition list: lines with terms, each followed by lines that begin with a colon."""
    made: list[Block] = []
    terms: list[tuple[Words, int]] = []
    meaning: list[Token] = []
    begin = first
    for number, line in enumerate([*lines, []], first):
        done = number == first + len(lines)
        starts_term = bool(meaning) and not _defines(line) and _next_defines(lines, number - first)
        if meaning and (done or starts_term or _defines(line)):
            words = written(meaning)
            for term, at in terms:
                made.append(Meaning(term, (Prose(words, begin, number - 1),), at, number - 1))
            meaning = []
            if not _defines(line):
                terms = []
        if _defines(line):
            head = line[0].copy()
            head.content = _DEFINED.sub("", head.content)
            meaning, begin = [head, *line[1:]], number
        elif meaning:
            meaning += [_space(), *line]
        elif not done:
            terms.append((written(line), number))
    return made


def _next_defines(lines: "list[list[Token]]", at: int) -> bool:
    return at + 1 < len(lines) and _defines(lines[at + 1])


def _joined(blocks: list[Block]) -> list[Block]:
    """A paragraph that begins with a colon means the short one before it."""
    made: list[Block] = []
    for block in blocks:
        before = made[-1] if made else None
        if (
            isinstance(block, Prose)
            and isinstance(before, Prose)
            and _DEFINED.match(block.words.text)
            and len(before.words.plain) <= 80
        ):
            said = Words(_DEFINED.sub("", block.words.text), _DEFINED.sub("", block.words.plain))
            inner = (Prose(said, block.first, block.last),)
            made[-1] = Meaning(before.words, inner, before.first, block.last)
        else:
            made.append(block)
    return made
