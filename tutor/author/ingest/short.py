"""The answer in a sentence or two, and what more there is to read."""

import re
from collections.abc import Sequence
from dataclasses import replace

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
from tutor.author.ingest.english import sentences
from tutor.author.ingest.markdown import written

ENOUGH, MOST = 60, 260
"""Letters that a short answer has at least where there are more, and at most in any case."""

_ABOUT_ITSELF = re.compile(
    r"^(?:in )?(?:this|the following|the present|these) (?:page|section|guide|tutorial|document"
    r"|chapter|article|post|topic|"
    r"documentation|part|example|examples|sections|table|reference|manual|README)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"^(?:now that|here (?:are|is)|here['’]s|let['’]?s|so far|as you (?:can see|know))\b",
    re.IGNORECASE,
)
_STUB = re.compile(
    r"^(?:see|refer to|for (?:more|further)|note that this|please (?:see|read|refer)|check out)\b",
    re.IGNORECASE,
)
_DATUM = re.compile(
    r"^(?:(?:default|type|since|version|required|status|added|history|returns?|stability"
    r"|env(?:ironment)?)\b[\w ]*:"
    r"|(?:\.{3})?[\w.\[\]]+ [{<])",
    re.IGNORECASE,
)
"""What a list says that gives values rather than sentences: "Default: 5", "path {string}"."""

_SHELL = {"sh", "bash", "shell", "console", "zsh", "cmd", "powershell", "terminal", "ps1", "batch",
          "shell-session", "shellsession", ""}  # fmt: skip


def short_and_rest(heading: str, blocks: Sequence[Block]) -> tuple[str, str]:
    """What is said first, and the Markdown of all that is not said with it.

    Both come from the document; where it has no sentence to give, the short answer is its list, its
    command, or says what is shown.
    """
    blocks = _to_the_point(blocks)
    lead = blocks[0]
    match lead:
        case Prose(words=words) if _is_label(lead) and len(blocks) > 1:
            label = words.plain.rstrip(":")
            told, more = short_and_rest(f"{heading} ({label})", blocks[1:])
            return told, more if label in told else written(blocks)
        case Prose(words=words):
            told, left = _from_prose(words, blocks[1:])
            rest = [replace(lead, words=left), *blocks[1:]] if left.text else list(blocks[1:])
            return told, _unless_said(rest, told)
        case Note(blocks=inner) if inner and isinstance(inner[0], Prose):
            if len(blocks) > 1 and isinstance(blocks[1], Prose):
                told, rest_text = short_and_rest(heading, blocks[1:])
                return told, "\n\n".join(x for x in (rest_text, written([lead])) if x)
            told, left = _from_prose(inner[0].words, inner[1:])
            held = [replace(inner[0], words=left), *inner[1:]] if left.text else list(inner[1:])
            return told, written([*held, *blocks[1:]])
        case Meaning() | Items():
            told = _of_list(heading, lead)
            return told, written(blocks[1:] if _is_all(lead, told) else blocks)
        case Code():
            return _of_code(heading, lead, blocks)
        case Table():
            return _of_table(heading, lead), written(blocks)
        case _:
            return heading, written(blocks)


def _to_the_point(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks, those paragraphs at their head left out that only announce what follows."""
    at = 0
    while at + 1 < len(blocks) and isinstance(blocks[at + 1], Prose):
        lead = blocks[at]
        if isinstance(lead, Items) and _is_data(lead):
            return [blocks[at + 1], lead, *blocks[at + 2 :]]
        after = blocks[at + 1]
        if not isinstance(lead, Prose) or not isinstance(after, Prose):
            break
        if _is_label(lead):
            return [_labelled(lead, after), *blocks[at + 2 :]]
        if not (_is_title(lead, after) or all(map(_says_nothing, sentences(lead.words.text)))):
            break
        at += 1
    return blocks[at:]


def _is_label(block: Block) -> bool:
    """Whether a block is a line in bold, such as the name of a tab."""
    return isinstance(block, Prose) and re.fullmatch(r"\*\*[^*]+\*\*", block.words.text) is not None


def _labelled(label: Prose, block: Prose) -> Prose:
    """A paragraph with the line in bold above it."""
    said = Words(
        f"{label.words.text}: {block.words.text}", f"{label.words.plain}: {block.words.plain}"
    )
    return replace(block, words=said, first=label.first)


def _is_title(block: Prose, after: Prose) -> bool:
    """Whether a paragraph is a few words and no sentence, and one with sentences comes after it."""
    said = block.words.plain
    told = len(after.words.plain.split()) > 5
    return told and len(said.split()) < 5 and not said.endswith((".", "!", "?", ":"))


def _is_data(block: Items) -> bool:
    """Whether a list gives what forms give: "Default: 5", "Type: number"."""
    leads = [item[0].words.plain for item in block.items if isinstance(item[0], Prose)]
    return len(leads) == len(block.items) and all(map(_DATUM.match, leads))


def _unless_said(rest: list[Block], told: str) -> str:
    """The rest, without the one command that the short answer ends in."""
    if len(rest) == 1 and isinstance(rest[0], Code) and told.endswith(f"`{rest[0].text}`"):
        return ""
    return written(rest)


def _from_prose(words: Words, after: Sequence[Block]) -> tuple[str, Words]:
    """The first sentences of a paragraph, and what is left of it."""
    parts = sentences(words.text.replace("\\\n", " "))
    skipped = 0
    while skipped + 1 < len(parts) and _says_nothing(parts[skipped]):
        skipped += 1
    taken = skipped + 1
    while taken < len(parts) and _fits(parts[skipped:taken], parts[taken]):
        taken += 1
    told = " ".join(parts[skipped:taken])
    left = " ".join([*parts[:skipped], *parts[taken:]])
    if skipped and not parts[taken:]:
        left = ""
    if told.endswith(":") and not left:
        told = _completed(told, after)
    return _cut(told), Words(_whole(told, left), left)


def _whole(told: str, left: str) -> str:
    """What is left of a paragraph; a sentence that was too long to be short is left as well."""
    return f"{told} {left}".strip() if len(told) > MOST else left


def _says_nothing(sentence: str) -> bool:
    return any(one.match(sentence) for one in (_ABOUT_ITSELF, _STUB, _NOW))


def _fits(taken: list[str], more: str) -> bool:
    size = len(" ".join(taken))
    return size < ENOUGH and size + 1 + len(more) <= MOST and not more.endswith(":")


def _completed(told: str, after: Sequence[Block]) -> str:
    """A sentence that ends in a colon, with the beginning of what it leads to."""
    lead = after[0] if after else None
    match lead:
        case Code(text=text, language=language) if "\n" not in text and len(text) <= 100:
            command = re.sub(r"^[$#>%]\s+", "", text) if language in _SHELL else text
            return f"{told} `{command}`" if "`" not in command else told
        case Items():
            listed = _listed(lead, MOST - len(told))
            return f"{told} {listed}" if listed else told
        case Table():
            rows = f"{told} {_joined(_firsts(lead))}."
            return rows if len(rows) <= MOST and told != rows else told
        case _:
            return told


def _listed(block: Items | Meaning, room: int) -> str:
    """As many items as fit, by their first sentences."""
    items = block.items if isinstance(block, Items) else ((Prose(block.term, 0, 0),),)
    said: list[str] = []
    for item in items:
        lead = item[0]
        if not isinstance(lead, Prose):
            break
        one = _lead_of(lead.words.text)
        if sum(map(len, said)) + 2 * len(said) + len(one) > room:
            break
        said.append(one)
    if not said:
        return ""
    return "; ".join(said) + ("; …" if len(said) < len(items) else ".")


def _lead_of(text: str) -> str:
    first = next(iter(sentences(text.replace("\\\n", " "))), text)
    return first.rstrip(".;,: ")


def _of_list(heading: str, block: Items | Meaning) -> str:
    if isinstance(block, Meaning):
        inner = block.blocks[0] if block.blocks else None
        said = inner.words.text if isinstance(inner, Prose) else ""
        return _cut(f"{block.term.text}: {said}".rstrip(": "))
    listed = _listed(block, MOST - len(heading) - 2)
    if not listed:
        lead = block.items[0][0]
        return _cut(lead.words.text) if isinstance(lead, Prose | Heading) else heading
    return f"{_before(heading)}{listed}" if block.ordered or len(block.items) > 1 else listed


def _is_all(block: Items | Meaning, told: str) -> bool:
    """Whether a short answer has the whole list in it."""
    if isinstance(block, Meaning):
        said = written(block.blocks).replace("\n", " ")
        return said != "" and told.endswith(said)
    items = [item[0].words.text for item in block.items if isinstance(item[0], Prose)]
    whole = len(items) == len(block.items) and all(len(item) == 1 for item in block.items)
    return whole and all(item.rstrip(".;,: ") in told for item in items)


def _of_code(heading: str, lead: Code, blocks: Sequence[Block]) -> tuple[str, str]:
    rest = list(blocks)
    told = next((b for b in blocks[1:] if isinstance(b, Prose)), None)
    one_line = "\n" not in lead.text and len(lead.text) <= 120 and "`" not in lead.text
    if one_line:
        command = re.sub(r"^[$#>%]\s+", "", lead.text) if lead.language in _SHELL else lead.text
        return f"{_before(heading)}`{command}`", written(rest[1:])
    if told is not None:
        first = next(iter(sentences(told.words.text)), "")
        if not _says_nothing(first) and 20 <= len(first) <= MOST and not first.endswith(":"):
            return first, written(rest)
    listed = next((b for b in blocks[1:] if isinstance(b, Meaning | Items)), None)
    if listed is not None:
        return _of_list(heading, listed), written(rest)
    return f"{heading}, in code:", written(rest)


def _of_table(heading: str, block: Table) -> str:
    firsts = _firsts(block)
    listed = _joined(firsts)
    names = [cell.plain for cell in block.header if cell.plain]
    if firsts and (len(names) < 2 or len(listed) <= MOST - len(heading) - 3):
        return _cut(f"{_before(heading)}{listed}.")
    rest = " and ".join([", ".join(names[1:-1]), names[-1]] if len(names) > 2 else names[1:])
    return _cut(f"{_before(heading)}the table gives, for each {names[0].lower()}, {rest.lower()}.")


def _firsts(table: Table) -> list[str]:
    """What the rows of a table are about."""
    return [row[0].text.replace("\\\n", " ") for row in table.rows if row[0].plain]


def _joined(names: list[str]) -> str:
    return ("; " if any("," in name for name in names) else ", ").join(names)


def _before(heading: str) -> str:
    """A heading in front of what stands under it; a question is not said again in its answer."""
    return "" if heading.endswith("?") else f"{heading}: "


def _cut(text: str) -> str:
    """A text short enough, cut at a word."""
    if len(text) <= MOST:
        return text
    room = text[: MOST - 1].rsplit(" ", 1)[0].rstrip(",;:–- ")
    if room.count("`") % 2:
        room = room.rpartition("`")[0].rstrip()
    if room.count("**") % 2:
        room = room.replace("**", "")
    return re.sub(r"\[([^\]]*)$", r"\1", room) + " …"
