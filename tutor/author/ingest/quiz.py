"""Questions from what a document tells in rows: terms, tables, steps, and sections side by side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor.author.ingest.blocks import Block, Items, Prose, Table
from tutor.author.ingest.english import VERBS, in_sentence, is_plural, sentences, words
from tutor.author.ingest.headings import Asks, Common, Detail, Kind, Task, Thing, Version
from tutor.author.ingest.page import NOTES
from tutor.author.ingest.passages import Passage
from tutor.author.ingest.terms import explains, predicate
from tutor.course.model import Option, Options, Question, Typed, WrongAnswer
from tutor.text import clean, normalise, stem

LONGEST = 130
"""Letters of an option."""

MOST_WRONG = 3
"""Wrong options of a question."""

_MARKS = re.compile(r"\*\*|__|`|\\(?=[^\w\s])|\[([^\]]*)\]\([^)]*\)")
_ITALIC = re.compile(r"(?<![\w*])([_*])(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_USE = re.compile(r"^use[sd]?(?: for)?$|^purpose$", re.IGNORECASE)
_ASPECT = re.compile(
    r"^(?:features?|aspects?|criteri(?:on|a)|propert(?:y|ies)|categor(?:y|ies)|characteristics?"
    r"|areas?|topics?|dimensions?|"
    r"factors?|attributes?|comparison|points?|)$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"^(?:who|what|when|where|why|how|which|can|may|must|should|is|are|has|have|does|do|needs?|lives?"
    r"|owns?|\w+ed)\b|\b(?:by|for|in|on|at|to|with)$",
    re.IGNORECASE,
)
"""How the head of a column begins or ends that is no name of something."""

_POINTS = re.compile(
    r"^(?:this|these|that|those|it|its|they|he|she|here|there|see|note|for (?:example|more"
    r"|details)|the following|in this|"
    r"however|also|but|and|so|or|then|both|such|because|as (?:above|shown)|another|first|second"
    r"|finally|next|by the way|"
    r"in the (?:above|example|previous|next)|recall|remember|let'?s|now|again|otherwise|instead"
    r"|therefore|thus|yes|no|we)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that can be asked about, with the like of it, which make the wrong options.

    ``tells`` is what is true of ``name``; of the others likewise.
    """

    name: str
    tells: str


def spoken(text: str) -> str:
    """Markdown as an option shows it: no marks, one line."""
    said = _ITALIC.sub(r"\2", _MARKS.sub(r"\1", text))
    return " ".join(clean(said).split())


def of_terms(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Question]]:
    """Two questions for each term of a list: what it means, and what means this."""
    lists: dict[int, list[Passage]] = {}
    for passage in passages:
        if passage.term is not None:
            lists.setdefault(passage.term.list, []).append(passage)
    for found in lists.values():
        facts = [Fact(p.heading, _meaning(p)) for p in found]
        for at, (passage, fact) in enumerate(zip(found, facts, strict=True)):
            others = _beside(facts, at)
            if not fact.tells or _names(fact.tells, fact.name):
                continue
            yield from ((passage, q) for q in _both_ways(passage, fact, others))


def _meaning(passage: Passage) -> str:
    """What a term means, in one sentence that can stand by itself."""
    said = passage.term.meaning if passage.term is not None else ""
    first = next(iter(sentences(said.replace("\\\n", " "))), "")
    told = spoken(predicate(first) or re.sub(r"^\([^)]{1,30}\)\s*", "", first)).rstrip(".;:, ")
    return told if 10 <= len(told) <= LONGEST and not _POINTS.match(told) else ""


def _beside(facts: Sequence[Fact], at: int) -> list[Fact]:
    """The facts nearest to one in its list, itself left out."""
    order = sorted(range(len(facts)), key=lambda other: (abs(other - at), other))
    return [facts[other] for other in order if other != at]


def _both_ways(passage: Passage, fact: Fact, others: Sequence[Fact]) -> Iterator[Question]:
    told = [other for other in others if other.tells and not _names(other.tells, fact.name)]
    name = fact.name
    meaning = _options(fact.tells, [(o.tells, f"That is {o.name}.") for o in told])
    if meaning is not None:
        asked = f"What do {name} mean?" if _is_many(passage.kind, name) else f"What is {name}?"
        if isinstance(passage.kind, Version):
            asked = f"What changed in {name}?"
        term = passage.term
        if term is not None and _USE.match(term.column):
            asked = f"What is {name} used for?"
        text = f"What does {name} do?" if not isinstance(passage.kind, Thing | Version) else asked
        yield _question(f"{name} meaning", text, meaning, _hint(passage))
    wrong = [(o.name, f"{o.name}: {_sentence(o.tells)}" if o.tells else "") for o in others]
    naming = _options(name, [(text, why) for text, why in wrong if why])
    term = passage.term
    if naming is not None and term is not None and term.glossary and len(words(name)) <= 3:
        accept = tuple(x for x in (name, term.also) if x)
        foreseen = tuple(WrongAnswer(o.text, o.why) for o in naming.options if not o.right)
        typed = Typed(accept, f"{name}: {_sentence(fact.tells)}", foreseen)
        yield _question(
            f"{name} name", f"What is it called: “{fact.tells}”?", typed, _letters(name)
        )
    elif naming is not None:
        text = f"Which of these is it: “{fact.tells}”?"
        yield _question(f"{name} which", text, naming, _hint(passage))
    elif not others:
        typed = Typed((name,), f"{name}: {_sentence(fact.tells)}")
        yield _question(
            f"{name} name", f"What is this called: “{fact.tells}”?", typed, _letters(name)
        )


def _is_many(kind: Kind, name: str) -> bool:
    return isinstance(kind, Thing) and is_plural(name)


def of_table(passage: Passage, table: Table) -> Iterator[Question]:
    """For each row what a column says of it, and for each telling cell which row has it."""
    heads = [spoken(cell.text) for cell in table.header]
    rows = [[spoken(cell.text) for cell in row] for row in table.rows]
    if len(rows) < 2 or len(heads) < 2 or not all(heads[1:]):
        return
    side_by_side = len(heads) > 2 and _ASPECT.match(heads[0]) is not None
    for at, row in enumerate(rows):
        near = sorted((r for r in rows if r is not row), key=lambda r: abs(rows.index(r) - at))
        for column in range(1, len(heads)):
            cell = _Cell(heads, row, column)
            if not side_by_side and explains(heads[column]):
                continue
            if not row[0] or not row[column] or _names(row[column], row[0]):
                continue
            if side_by_side:
                yield from _compared(passage, cell, near)
            else:
                yield from _looked_up(passage, cell, near)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with its row and the heads of all columns."""

    heads: Sequence[str]
    row: Sequence[str]
    column: int

    @property
    def text(self) -> str:
        return self.row[self.column]

    @property
    def head(self) -> str:
        return self.heads[self.column]


def _compared(passage: Passage, cell: _Cell, near: Sequence[Sequence[str]]) -> Iterator[Question]:
    """Columns are things and rows what they are compared in: the other things make the options."""
    aspect, thing = in_sentence(cell.row[0]), cell.head
    wrong = [
        (text, f"That is {head}.")
        for at, (head, text) in enumerate(zip(cell.heads, cell.row, strict=True))
        if at not in (0, cell.column) and text
    ]
    more = [(r[cell.column], f"That is about {in_sentence(r[0])}.") for r in near if r[0]]
    found = _options(cell.text, [*wrong, *more])
    if found is not None:
        text = f"As to {aspect}: what holds for {thing}?"
        yield _question(f"{aspect} {thing}", text, found, _hint(passage))


def _looked_up(passage: Passage, cell: _Cell, near: Sequence[Sequence[str]]) -> Iterator[Question]:
    """Rows are things: what a column says of one, and which one has a cell that no other has."""
    name, column = cell.row[0], cell.column
    found = _options(cell.text, [(r[column], f"That is what {r[0]} has.") for r in near if r[0]])
    if found is not None:
        text = (
            f"What is the {in_sentence(cell.head)} of {name}?"
            if _is_named(cell.head)
            else f"{name}: what stands under “{cell.head}”?"
        )
        yield _question(f"{name} {cell.head}", text, found, _row_hint(passage, cell))
    alike = [r for r in near if normalise(r[column]) == normalise(cell.text)]
    rows = [(r[0], f"{r[0]}: {_sentence(r[column])}") for r in near if r[0] and r[column]]
    telling = len(words(cell.text)) >= 3 and not alike
    which = _options(name, rows) if telling else None
    if which is not None:
        first = cell.heads[0]
        kind = in_sentence(first) if first and len(words(first)) <= 3 else "of these"
        has = f"as its {in_sentence(cell.head)}" if _is_named(cell.head) else f"under “{cell.head}”"
        text = f"Which {kind} has this {has}: “{cell.text}”?"
        yield _question(f"{name} by {cell.head}", text, which, _row_hint(passage, cell))


def _is_named(head: str) -> bool:
    """Whether the head of a column can be asked for as a thing: "price" can, "used by" can not."""
    told = [word.lower() for word in words(head)]
    does = bool(told) and (told[0] in VERBS or told[0].removesuffix("s") in VERBS)
    return len(told) <= 3 and not does and not _CLAUSE.match(head)


def _row_hint(passage: Passage, cell: _Cell) -> str:
    """What another column says of the same row."""
    for at in range(1, len(cell.row)):
        if at != cell.column and cell.row[at] and len(cell.row[at]) <= 80:
            head = cell.heads[at]
            first = f"Its {in_sentence(head)} is" if _is_named(head) else f"Under “{head}” stands"
            return f"{first}: {_sentence(cell.row[at])}"
    return _hint(passage)


def of_steps(passage: Passage, steps: Items) -> Iterator[Question]:
    """What comes first in an ordered list, and what comes after each step."""
    told = [_step(item) for item in steps.items]
    if len(told) < 3 or not all(told) or not steps.ordered:
        return
    doing = _doing(passage)
    numbered = [(text, f"That is step {n} of {len(told)}.") for n, text in enumerate(told, 1)]
    first = _options(told[0], numbered[1:])
    if first is not None:
        yield _question(
            f"{passage.heading} first", f"What comes first {doing}?", first, _hint(passage)
        )
    for at in range(len(told) - 1):
        rest = [pair for n, pair in enumerate(numbered) if n not in (at, at + 1)]
        found = _options(told[at + 1], rest)
        if found is not None:
            text = f"{_capital(doing)}, what comes right after “{told[at]}”?"
            yield _question(f"{passage.heading} after {at + 1}", text, found, _hint(passage))


def _doing(passage: Passage) -> str:
    match passage.kind:
        case Task(text=text):
            return f"to {text}"
        case _:
            return f"in “{passage.heading}”"


def _step(item: tuple[Block, ...]) -> str:
    lead = item[0]
    first = next(iter(sentences(lead.words.text)), "") if isinstance(lead, Prose) else ""
    said = spoken(first).rstrip(".:;, ")
    return said if len(words(said)) >= 2 and len(said) <= 90 else ""


def of_sections(passage: Passage, others: Sequence[Passage]) -> Iterator[Question]:
    """What a section says, among what those beside it say; and which of them says this."""
    if isinstance(passage.kind, Common):
        return
    mine, hint = _claim(passage), _goes_on(passage)
    about = passage.heading
    if not mine or _names(mine, about) or about.lower() in NOTES:
        return
    told = [
        (other, text)
        for other in others
        if not isinstance(other.kind, Detail) and (text := _claim(other))
    ]
    wrong = [(text, f"That is said of {in_quotes(o.heading)}.") for o, text in told]
    found = _options(mine, wrong)
    if found is not None:
        text = f"What holds for {in_quotes(about)}?"
        if isinstance(passage.kind, Asks):
            text = f"“{passage.kind.text}?” – which of these answers it?"
        yield _question(f"{about} says", text, found, hint)
    names = [
        (o.heading, f"There you read: {_sentence(text)}")
        for o, text in told
        if not isinstance(o.kind, Common)
    ]
    which = _options(about, names)
    if which is not None:
        text = f"What is this about: “{mine}”?"
        yield _question(f"{about} about", text, which, "" if _names(hint, about) else hint)


def _goes_on(passage: Passage) -> str:
    """The sentence after the one that is asked about, as a hint."""
    told = [
        spoken(one)
        for block in passage.blocks[:3]
        if isinstance(block, Prose)
        for one in sentences(block.words.text.replace("\\\n", " "))
    ]
    mine = _claim(passage)
    at = next((n for n, one in enumerate(told) if one.rstrip(". ") == mine), None)
    more = told[at + 1] if at is not None and at + 1 < len(told) else ""
    good = 15 <= len(more) <= 160 and not more.endswith(":")
    return f"It goes on: “{more}”" if good else "Ask yourself what each of the others is about."


def in_quotes(heading: str) -> str:
    """A heading, in the marks that set it off from the sentence around it."""
    return f"“{heading.rstrip('?.')}”"


def _claim(passage: Passage) -> str:
    """A sentence of a passage that stands by itself; empty where there is none."""
    for block in passage.blocks[:2]:
        if not isinstance(block, Prose):
            break
        for sentence in sentences(block.words.text.replace("\\\n", " "))[:3]:
            said = spoken(sentence).rstrip(". ")
            plain = not said.endswith((":", "?", "!", "…")) and not _POINTS.match(said)
            if plain and 30 <= len(said) <= LONGEST and len(words(said)) >= 6:
                return said
    return ""


def _options(right: str, wrong: Sequence[tuple[str, str]]) -> Options | None:
    """A right option among wrong ones that differ from it and from each other; None: too few."""
    seen = {normalise(right)}
    kept: list[Option] = []
    for text, why in wrong:
        key = normalise(text)
        if key and key not in seen and len(text) <= LONGEST and len(kept) < MOST_WRONG:
            seen.add(key)
            kept.append(Option(key, text, right=False, why=why))
    longest = max((len(option.text) for option in kept), default=0)
    if not kept or len(right) > LONGEST or len(right) > 2 * longest + 10 or not normalise(right):
        return None
    return Options((Option(normalise(right), right, right=True), *kept))


def _question(name: str, text: str, form: Options | Typed, hint: str) -> Question:
    return Question(
        id=name, about=(), text=text, form=form, hints=(hint,) if hint else (), draft=True
    )


def _hint(passage: Passage) -> str:
    return (
        f"It stands under “{passage.section.title}”."
        if passage.section.title
        else ("It stands at the beginning of the document.")
    )


def _letters(name: str) -> str:
    return f"It begins with “{name[:1].upper()}” and has {len(name)} characters."


def _names(text: str, name: str) -> bool:
    """Whether a text gives a name away: it has all the words of it."""
    said = {stem(word.lower()) for word in words(text)}
    return {stem(word.lower()) for word in words(name)} <= said


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
