"""Prose, from markdown-it's tokens: links without an address in the world become their text."""

import html
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tutor.author.ingest.blocks import Words

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"</?\s*([a-zA-Z][\w\-]*)")
_SPACES = re.compile(r"[ \t\u00a0]+")
_BEFORE_MARK = re.compile(r" +([,.;:!?)])(?=\s|$)")
_LINK = re.compile(r"https?://\S+$")
_GAP = re.compile(r"^[\s|·•]+|[\s|·•]+$")
_EMPTY_EMPHASIS = re.compile(r"(?<!\*)\*\*\s*\*\*(?!\*)")
_ASCII_MARK = re.compile(r"[!-/:-@\[-`{-~]")


class _Writer:
    """Writes tokens down twice: as Markdown and as it is read aloud."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.plain: list[str] = []
        self.links: list[tuple[str, int, int]] = []
        self.linked = 0
        self.pictures = 0

    def both(self, said: str) -> None:
        self.text.append(said)
        self.plain.append(said)

    def take(self, token: "Token") -> None:
        match token.type:
            case "text":
                self.both(token.content)
            case "text_special":
                self.plain.append(token.content)
                marked = _ASCII_MARK.fullmatch(token.content)
                self.text.append(f"\\{token.content}" if marked else token.content)
            case "softbreak":
                self.both(" ")
            case "hardbreak":
                self.plain.append(" ")
                self.text.append("\\\n")
            case "code_inline":
                self.code(token.content)
            case "em_open" | "em_close" | "strong_open" | "strong_close" | "s_open" | "s_close":
                self.text.append(token.markup)
            case "link_open":
                address = str(token.attrGet("href") or "")
                self.links.append((address, len(self.text), len(self.plain)))
                self.text.append("")
            case "link_close":
                self.close_link()
            case "image":
                self.pictures += 1
            case "html_inline":
                self.tag(token.content)
            case _:
                self.both(token.content)

    def code(self, content: str) -> None:
        self.plain.append(content)
        longest = max((len(run) for run in re.findall("`+", content)), default=0)
        ticks = "`" * (longest + 1)
        pad = " " if content.startswith("`") or content.endswith("`") else ""
        self.text.append(f"{ticks}{pad}{content}{pad}{ticks}")

    def close_link(self) -> None:
        """A link into the world stays one; one into the same documents is its text."""
        if not self.links:
            return
        address, at, aloud = self.links.pop()
        self.linked += sum(map(len, self.plain[aloud:]))
        said = "".join(self.text[at + 1 :])
        outside = _LINK.match(address) and said.strip() and said.strip("`") != address
        if outside and "(" not in address and ")" not in address:
            self.text[at] = "["
            self.text.append(f"]({address})")

    def tag(self, content: str) -> None:
        named = _TAG.match(content)
        name = named.group(1).lower() if named else ""
        if name == "br":
            self.plain.append(" ")
            self.text.append("\\\n")
        elif name in {"kbd", "code", "tt", "samp", "var"}:
            self.text.append("`")
        elif name in {"img", "svg", "video", "iframe"}:
            self.pictures += 1


def written(tokens: "Sequence[Token]") -> Words:
    """The prose of these tokens."""
    writer = _Writer()
    for token in tokens:
        writer.take(token)
    text = _one_spaced("".join(writer.text))
    if text.count("`") % 2:
        text = text.replace("`", "")
    plain = _one_spaced("".join(writer.plain).replace("\n", " "))
    if writer.pictures:
        text, plain = _without_gaps(text), _without_gaps(plain)
    return Words(text, plain, writer.linked)


def _without_gaps(text: str) -> str:
    """A row of pictures and words without what stood between the pictures."""
    return _GAP.sub("", re.sub(r"([|·•])(?:\s*[|·•])+", r"\1", text))


def bare(text: str) -> Words:
    """Prose that holds no Markdown, such as that between HTML's tags."""
    said = " ".join(html.unescape(text).split())
    return Words(re.sub(r"([*_`\[\]<\\])", r"\\\1", said), said)


def _one_spaced(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    said = "\n".join(line for line in lines if line)
    said = _EMPTY_EMPHASIS.sub("", _BEFORE_MARK.sub(r"\1", said))
    return said.removesuffix("\\").strip()
