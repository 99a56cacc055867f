"""Questions from what a document tells in rows: terms, tables, steps, and sections side by side."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor.author.ingest.blocks import Block, Items, Prose, Table
from tutor.author.ingest.english import in_sentence, is_plural, sentences, words
from tutor.author.ingest.headings import Common, Kind, Task, Thing
from tutor.author.ingest.passages import Passage
from tutor.author.ingest.terms import predicate
from tutor.course.model import Option, Options, Question, Typed, WrongAnswer
from tutor.text import clean, normalise, stem

LONGEST = 130
"""Letters of an option."""

MOST_WRONG = 3
"""Wrong options of a question."""

_MARKS = re.compile(r"\*\*|__|`|\\(?=[^\w\s])|\[([^\]]*)\]\([^)]*\)")
_POINTS = re.compile(
    r"^(?:this|these|that|those|it|its|they|he|she|here|there|see|note|for (?:example|more|details)|the following|in this|"
    r"however|also|but|and|so|or|then|both|such|because|as (?:above|shown)|another|first|second|finally|next|by the way|"
    r"in the (?:above|example|previous|next)|recall|remember|let'?s|now|again|otherwise|instead|therefore|thus|yes|no|we)\b",
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
    return " ".join(clean(_MARKS.sub(r"\1", text)).split())


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
        text = f"What does {name} do?" if not isinstance(passage.kind, Thing) else asked
        yield _question(f"{name} meaning", text, meaning, _hint(passage))
    wrong = [(o.name, f"{o.name}: {_sentence(o.tells)}" if o.tells else "") for o in others]
    naming = _options(name, [(text, why) for text, why in wrong if why])
    term = passage.term
    if naming is not None and term is not None and term.glossary and len(words(name)) <= 3:
        accept = tuple(x for x in (name, term.also) if x)
        foreseen = tuple(WrongAnswer(o.text, o.why) for o in naming.options if not o.right)
        typed = Typed(accept, f"{name}: {_sentence(fact.tells)}", foreseen)
        yield _question(f"{name} name", f"What is it called: “{fact.tells}”?", typed, _letters(name))
    elif naming is not None:
        text = f"Which of these is it: “{fact.tells}”?"
        yield _question(f"{name} which", text, naming, _hint(passage))
    elif not others:
        typed = Typed((name,), f"{name}: {_sentence(fact.tells)}")
        yield _question(f"{name} name", f"What is called so: “{fact.tells}”?", typed, _letters(name))


def _is_many(kind: Kind, name: str) -> bool:
    return isinstance(kind, Thing) and is_plural(name)


def of_table(passage: Passage, table: Table) -> Iterator[Question]:
    """For each row what a column says of it, and for each telling cell which row has it."""
    heads = [spoken(cell.text) for cell in table.header]
    rows = [[spoken(cell.text) for cell in row] for row in table.rows]
    if len(rows) < 2 or len(heads) < 2 or not all(heads[1:]):
        return
    for at, row in enumerate(rows):
        for column in range(1, len(heads)):
            head = heads[column]
            cell, others = row[column], [r for r in rows if r is not row]
            near = sorted(others, key=lambda r: abs(rows.index(r) - at))
            yield from _cell_questions(passage, heads[0], head, row[0], cell, near, column)


def _cell_questions(
    passage: Passage,
    first: str,
    head: str,
    name: str,
    cell: str,
    near: Sequence[Sequence[str]],
    column: int,
) -> Iterator[Question]:
    if not name or not cell or _names(cell, name):
        return
    of = in_sentence(head)
    found = _options(cell, [(r[column], f"That is what {r[0]} has.") for r in near if r[0]])
    if found is not None:
        text = f"{name}: what stands under “{head}”?" if len(words(head)) > 3 else (
            f"What is the {of} of {name}?"
        )
        yield _question(f"{name} {head}", text, found, _hint(passage))
    alike = [r for r in near if normalise(r[column]) == normalise(cell)]
    rows = [(r[0], f"{r[0]}: {r[column]}.") for r in near if r[0] and r[column]]
    which = _options(name, rows) if not alike else None
    if which is not None:
        kind = in_sentence(first) if first and len(words(first)) <= 3 else "of these"
        text = f"Which {kind} has this as its {of}: “{cell}”?"
        yield _question(f"{name} by {head}", text, which, _hint(passage))


def of_steps(passage: Passage, steps: Items) -> Iterator[Question]:
    """What comes first in an ordered list, and what comes after each step."""
    told = [_step(item) for item in steps.items]
    if len(told) < 3 or not all(told) or not steps.ordered:
        return
    doing = _doing(passage)
    numbered = [(text, f"That is step {n} of {len(told)}.") for n, text in enumerate(told, 1)]
    first = _options(told[0], numbered[1:])
    if first is not None:
        yield _question(f"{passage.heading} first", f"What comes first {doing}?", first, _hint(passage))
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
    return said if 2 <= len(words(said)) and len(said) <= 90 else ""


def of_sections(passage: Passage, others: Sequence[Passage]) -> Iterator[Question]:
    """What a section says, among what those beside it say; and which of them says this."""
    if isinstance(passage.kind, Common):
        return
    mine = _claim(passage)
    told = [(other, _claim(other)) for other in others]
    about = passage.heading
    if not mine:
        return
    wrong = [(text, f"That is said of {in_quotes(o.heading)}.") for o, text in told if text]
    told_alike = not _names(mine, about)
    found = _options(mine, wrong) if told_alike else None
    if found is not None:
        yield _question(f"{about} says", f"What holds for {in_quotes(about)}?", found, _hint(passage))
    names = [
        (o.heading, f"There you read: {_sentence(text)}") for o, text in told
        if text and not isinstance(o.kind, Common)
    ]  # fmt: skip
    which = _options(about, names) if told_alike else None
    if which is not None:
        text = f"What is this about: “{mine}”?"
        yield _question(f"{about} about", text, which, _hint(passage))


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
    return f"It stands under “{passage.section.title}”." if passage.section.title else (
        "It stands at the beginning of the document."
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


