"""Blocks of HTML among the Markdown: their paragraphs, lists, tables and code."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from tutor.author.ingest.blocks import Block, Code, Items, Prose, Table, Words
from tutor.author.ingest.inline import bare

_SILENT = {"script", "style", "svg", "video", "audio", "iframe", "head", "noscript", "template",
           "button", "select", "canvas", "object"}  # fmt: skip
_BREAKS = {"p", "div", "section", "article", "details", "summary", "blockquote", "center", "ul",
           "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "figure", "figcaption", "dl",
           "dt", "dd", "header", "footer", "nav", "aside", "tr", "hr"}  # fmt: skip
_TITLES = {"summary", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption"}


@dataclass
class _Found:
    """What has been read so far."""

    blocks: list[Block] = field(default_factory=lambda: list[Block]())
    words: list[str] = field(default_factory=lambda: list[str]())
    rows: list[list[str]] | None = None
    heads: bool = False
    items: list[str] | None = None
    ordered: bool = False
    code: list[str] | None = None
    pictures: int = 0


class _Parser(HTMLParser):
    def __init__(self, first: int, last: int) -> None:
        super().__init__(convert_charrefs=True)
        self.found = _Found()
        self.silent = 0
        self.first, self.last = first, last
        self.title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        found = self.found
        if tag in _SILENT:
            self.silent += 1
        elif tag == "img":
            found.pictures += 1
        elif tag == "br":
            found.words.append(" ")
        elif tag == "pre":
            self.flush()
            found.code = []
        elif tag == "table":
            self.flush()
            found.rows = []
        elif found.rows is not None:
            self._in_table(tag)
        elif tag in {"ul", "ol"} and found.items is None:
            self.flush()
            found.items, found.ordered = [], tag == "ol"
        elif tag == "li" and found.items is not None:
            self._item()
        elif tag in _BREAKS and found.items is None:
            self.flush()
            self.title = tag in _TITLES

    def _in_table(self, tag: str) -> None:
        rows = self.found.rows
        if rows is None:
            return
        if tag == "tr":
            rows.append([])
        elif tag in {"td", "th"}:
            if not rows:
                rows.append([])
            self.found.heads = self.found.heads or (tag == "th" and len(rows) == 1)
            rows[-1].append("")

    def _item(self) -> None:
        found = self.found
        said = "".join(found.words).strip()
        found.words = []
        if found.items is not None and said:
            found.items.append(said)

    def handle_endtag(self, tag: str) -> None:
        found = self.found
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "pre" and found.code is not None:
            text = "".join(found.code).strip("\n")
            found.code = None
            if text:
                found.blocks.append(Code("", text, self.first, self.last))
        elif tag == "table":
            self._table()
        elif tag in {"ul", "ol"} and found.items is not None:
            self._list()
        elif tag in _BREAKS and found.items is None and found.rows is None:
            self.flush()
            self.title = False

    def _list(self) -> None:
        self._item()
        found = self.found
        items = tuple(
            (Prose(bare(said), self.first, self.last),) for said in found.items or () if said
        )
        found.items = None
        if items:
            found.blocks.append(Items(items, found.ordered, 1, self.first, self.last))

    def _table(self) -> None:
        found = self.found
        rows = [[bare(cell) for cell in row] for row in found.rows or () if any(row)]
        found.rows = None
        width = max((len(row) for row in rows), default=0)
        if not rows or not width:
            return
        empty = Words("", "")
        full = [(*row, *[empty] * (width - len(row))) for row in rows]
        header = full[0] if found.heads else (empty,) * width
        body = full[1:] if found.heads else full
        if body:
            found.blocks.append(Table(header, tuple(body), self.first, self.last))

    def handle_data(self, data: str) -> None:
        found = self.found
        if self.silent:
            return
        if found.code is not None:
            found.code.append(data)
        elif found.rows is not None:
            if found.rows and found.rows[-1]:
                found.rows[-1][-1] += data
        else:
            found.words.append(data)

    def flush(self) -> None:
        """What has been read is a paragraph."""
        found = self.found
        said = bare("".join(found.words))
        found.words = []
        if said.plain:
            text = f"**{said.text}**" if self.title else said.text
            found.blocks.append(Prose(Words(text, said.plain), self.first, self.last))


def read(source: str, first: int, last: int) -> tuple[tuple[Block, ...], int]:
    """The blocks in a piece of HTML, and how many pictures it shows."""
    parser = _Parser(first, last)
    parser.feed(source)
    parser.close()
    if parser.found.rows is not None:
        parser._table()
    if parser.found.items is not None:
        parser._list()
    parser.flush()
    return tuple(parser.found.blocks), parser.found.pictures
