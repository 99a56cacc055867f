"""What the author sees of a draft, of its passage, and of why a question is answered so."""

from collections.abc import Iterator, Sequence
from typing import assert_never

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tutor.answer.decide import ANSWER_CUT, OFFER_CUT, Answer, DidYouMean, NotCovered
from tutor.answer.why import Candidate, Why
from tutor.author.edit.drafts import Draft, Item
from tutor.author.edit.passage import Passage
from tutor.course.model import (
    Ask,
    Choices,
    Course,
    Detour,
    End,
    Entry,
    Goto,
    Lesson,
    Node,
    Options,
    Question,
    Return,
    Typed,
)
from tutor.course.source import Finding
from tutor.text import clean
from tutor.tui.said import QUIET, markdown

MOST_PHRASINGS = 12


def title_of(item: Item) -> str:
    """A draft in a few words: what is asked, or a lesson's title."""
    match item:
        case Entry(ask=ask, short=short):
            return clean(ask[0] if ask else short)
        case Question(text=text):
            return clean(text)
        case Lesson(title=title):
            return clean(title)


def draft(course: Course, shown: Draft, findings: Sequence[Finding]) -> RenderableType:
    """All of a draft, with what a check says of it first."""
    head = Text(f"{shown.kind} {shown.item.id}", style="bold")
    head.append(f"  {shown.at.file.rpartition('/')[2]}:{shown.at.line}", style=QUIET)
    parts: list[RenderableType] = [head]
    parts += [_finding(finding) for finding in findings]
    match shown.item:
        case Entry() as entry:
            parts += _entry(course, entry)
        case Question() as question:
            parts += _question(course, question)
        case Lesson() as lesson:
            parts += _lesson(lesson)
    return Group(*parts)


def _finding(finding: Finding) -> Text:
    style = "bold red" if finding.level == "error" else "bold yellow"
    line = Text(f"{finding.level} {finding.code} ", style=style)
    line.append(clean(finding.message.split("\n")[0]), style="default not bold")
    if finding.fix:
        line.append(f" [{clean(finding.fix)}]", style="not bold dim")
    return line


def _heading(text: str) -> Text:
    return Text(f"\n{text}", style="bold")


def _about(course: Course, about: Sequence[str]) -> Text:
    names = (course.concepts[name].name for name in about if name in course.concepts)
    return Text(f"about {clean(', '.join(names))}", style=QUIET)


def _entry(course: Course, entry: Entry) -> Iterator[RenderableType]:
    yield _about(course, entry.about)
    yield _heading("Answer")
    yield markdown(entry.short)
    if entry.answer:
        yield Text("")
        yield markdown(entry.answer)
    yield _heading(f"Asked in {len(entry.ask)} ways")
    yield from (Text(f"· {clean(text)}") for text in entry.ask[:MOST_PHRASINGS])
    if len(entry.ask) > MOST_PHRASINGS:
        yield Text(f"· and {len(entry.ask) - MOST_PHRASINGS} more", style=QUIET)
    yield from (Text(f"· not: {clean(text)}") for text in entry.not_ask)
    leads = [course.entries[name] for name in entry.follow_ups if name in course.entries]
    if leads:
        yield _heading("Leads on to")
        yield from (Text(f"· {title_of(each)}") for each in leads)


def _question(course: Course, question: Question) -> Iterator[RenderableType]:
    yield _about(course, question.about)
    yield Text("")
    yield markdown(question.text)
    match question.form:
        case Options(options=options):
            for option in options:
                yield _answer("right" if option.right else "wrong", option.text, option.why)
        case Typed(accept=accept, why=why, wrong=wrong):
            yield _answer("right", " / ".join(accept), why)
            yield from (_answer("wrong", each.text, each.why) for each in wrong)
        case _:
            assert_never(question.form)
    if question.hints:
        yield _heading("Hints")
        yield from (Text(f"· {clean(hint)}") for hint in question.hints)


def _answer(kind: str, text: str, why: str) -> Text:
    line = Text(f"{kind} ", style="bold green" if kind == "right" else "bold red")
    line.append(clean(text), style="default not bold")
    if why:
        line.append(f"  {' '.join(clean(why).split())}", style="not bold dim")
    return line


def _lesson(lesson: Lesson) -> Iterator[RenderableType]:
    minutes = f", {lesson.minutes} minutes" if lesson.minutes else ""
    yield Text(f"{clean(lesson.title)}{minutes}", style=QUIET)
    if lesson.goal:
        yield Text(clean(lesson.goal))
    yield _heading(f"{len(lesson.nodes)} nodes")
    for node in lesson.nodes.values():
        line = Text(node.id)
        line.append(f"  {_way_on(node)}", style=QUIET)
        yield line


def _way_on(node: Node) -> str:
    match node.next:
        case Goto(node=target):
            return f"then {target}"
        case Ask(question=question, goto=target):
            return f"asks {question}, then {target}"
        case Choices(choices=choices):
            ways = (
                f"aside {each.target.node}" if isinstance(each.target, Detour) else each.target.node
                for each in choices
            )
            return f"choose {', '.join(dict.fromkeys(ways))}"
        case Return():
            return "goes back"
        case End(outcome=outcome):
            return f"ends: {outcome}"
        case _:
            assert_never(node.next)


def passage(shown: Passage) -> RenderableType:
    """The lines of the document, those of the passage itself marked."""
    parts: list[RenderableType] = [Text(clean(shown.title), style="bold")]
    if shown.note:
        parts.append(Text(shown.note, style="italic"))
    first, last = shown.marked
    lines = Table.grid(padding=(0, 1))
    lines.add_column(no_wrap=True, style=QUIET, justify="right")
    lines.add_column(no_wrap=True)
    lines.add_column()
    for number, line in enumerate(shown.lines, shown.first):
        inside = first <= number <= last
        words = Text(clean(line), style="" if inside or not last else "dim")
        lines.add_row(str(number) if last else "", "│" if inside and last else "", words)
    return Group(*parts, Text(""), lines)


def rows_above(shown: Passage, width: int) -> int:
    """About how many rows of a page of this width stand above the passage itself."""
    room = max(width - len(str(shown.first + len(shown.lines))) - 3, 8)
    head = [shown.title, *([shown.note] if shown.note else []), ""]
    above = shown.lines[: max(shown.marked[0] - shown.first, 0)]
    return sum(-(-max(cell_len(clean(line)), 1) // room) for line in (*head, *above))


def broken(findings: Sequence[Finding]) -> RenderableType:
    """What keeps the course from being read."""
    parts: list[RenderableType] = [Text("The course can't be read.", style="bold red")]
    for finding in findings[:8]:
        parts += [Text(""), Text(str(finding.position), style=QUIET), _finding(finding)]
    parts.append(Text("\nPress e to open the first of these places."))
    return Group(*parts)


def why(course: Course, told: Why) -> RenderableType:
    """Which entry answers, how surely, and what spoke for it."""
    lines = [_verdict(course, told)]
    if told.repairs:
        read = ", ".join(f"{typed} as {word}" for typed, word in told.repairs)
        lines.append(Text(clean(f"read {read}"), style=QUIET))
    lines += [_candidate(course, one) for one in told.candidates]
    return Group(*lines)


def _verdict(course: Course, told: Why) -> Text:
    match told.decision:
        case Answer(entry=entry, confidence=confidence):
            return Text(
                f"{entry} answers{_draft_mark(course, entry)}, {confidence:.0%} sure.", style="bold"
            )
        case DidYouMean(suggestions=suggestions):
            asked = " or ".join(one.entry for one in suggestions)
            return Text(f"Not sure enough: it asks whether {asked} is meant.", style="bold")
        case NotCovered(reply=reply) if told.declined is not None:
            return Text(
                f"Out of scope, like “{clean(told.declined)}”: {clean(reply)}", style="bold"
            )
        case NotCovered(reply=reply) if reply:
            return Text(f"Small talk: {clean(reply)}", style="bold")
        case NotCovered():
            cuts = f"From {ANSWER_CUT:.0%} sure it answers, from {OFFER_CUT:.0%} it asks back."
            return Text(f"Not covered. {cuts}", style="bold")
        case _:
            assert_never(told.decision)


def _candidate(course: Course, one: Candidate) -> Text:
    line = Text(f"{one.confidence:>4.0%} {one.id}{_draft_mark(course, one.id)}")
    said = [f"like “{clean(one.phrasing)}”"] if one.phrasing else []
    said += [f"knows {', '.join(one.known)}"] if one.known else []
    said += [f"not {', '.join(one.strange)}"] if one.strange else []
    line.append(f"  {'; '.join(said)}", style=QUIET)
    return line


def _draft_mark(course: Course, entry: str) -> str:
    found = course.entries.get(entry)
    return " (draft)" if found is not None and found.draft else ""
