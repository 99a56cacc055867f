"""A lesson as a Mermaid flowchart, which GitHub, GitLab and many editors draw."""

from collections.abc import Iterator
from typing import assert_never

from tutor.course.model import (
    AfterWrong,
    Ask,
    Beat,
    Choice,
    Choices,
    Detour,
    End,
    Goto,
    Id,
    Lesson,
    Node,
    Once,
    Question,
    Return,
    ShowFigure,
    Text,
    When,
)
from tutor.text import clean

LONGEST = 60
"""Letters of a text that a label shows."""

_PLAIN = frozenset(" .,?!'’-–—()/+…“”")
"""What is neither letter nor digit and means nothing to Mermaid inside quotes."""


_MARKS = str.maketrans("", "", "*`")
"""Markdown's emphasis, which a label does without."""


def mermaid(lesson: Lesson, questions: dict[Id, Question]) -> str:
    """A lesson's nodes and ways: detours are dashed, questions hexagons, ends round and bold."""
    names = {node: f"n{number}" for number, node in enumerate(lesson.nodes)}
    lines = ["flowchart TD", f'    begin(("start")) --> {names[lesson.start]}']
    for node in lesson.nodes.values():
        lines.append(f"    {names[node.id]}{_shape(node, questions)}")
        lines += [f"    {names[node.id]} {way}" for way in _ways(node, names)]
    return "\n".join((*lines, *_styles(lesson, names)))


def _shape(node: Node, questions: dict[Id, Question]) -> str:
    match node.next:
        case Ask(question=question):
            asked = questions[question].text if question in questions else ""
            return '{{"' + _label(node, f"asks {question}", asked) + '"}}'
        case End(outcome=outcome):
            return '(["' + _label(node, _first_text(node), f"ends: {outcome}") + '"])'
        case Return():
            return '[/"' + _label(node, _first_text(node), "goes back") + '"/]'
        case Goto() | Choices():
            return '["' + _label(node, _first_text(node)) + '"]'
        case _:
            assert_never(node.next)


def _label(node: Node, *texts: str) -> str:
    """The node's id and what it does, a line each."""
    explained = f"explains {', '.join(node.explains)}" if node.explains else ""
    return "<br/>".join(_escaped(text) for text in (node.id, *texts, explained) if text)


def _first_text(node: Node) -> str:
    return next((text for beat in node.say for text in _texts(beat)), "")


def _texts(beat: Beat) -> Iterator[str]:
    match beat:
        case Text(text=text):
            yield text.translate(_MARKS)
        case ShowFigure(figure=figure):
            yield f"figure {figure}"
        case Once(beats=beats):
            for inner in beats:
                yield from _texts(inner)
        case When(then=then, otherwise=otherwise):
            for inner in (*otherwise, *then):
                yield from _texts(inner)
        case _:
            assert_never(beat)


def _ways(node: Node, names: dict[Id, str]) -> Iterator[str]:
    match node.next:
        case Goto(node=target):
            yield f"--> {names[target]}"
        case Choices(choices=choices):
            for choice in choices:
                arrow = "-.->" if isinstance(choice.target, Detour) else "-->"
                yield f'{arrow}|"{_choice(choice)}"| {names[choice.target.node]}'
        case Ask(goto=target, after_wrong=after):
            yield f"--> {names[target]}"
            if after is not None:
                yield f'-.->|"{_escaped(_after(after))}"| {names[after.detour]}'
        case Return() | End():
            return
        case _:
            assert_never(node.next)


def _choice(choice: Choice) -> str:
    marks = (f"if {choice.condition}" if choice.condition else "", "once" if choice.once else "")
    noted = "; ".join(mark for mark in marks if mark)
    said = _escaped(f"“{_short(choice.text)}”")
    return f"{said}<br/>{_escaped(noted)}" if noted else said


def _after(after: AfterWrong) -> str:
    return "wrong" if after.times == 1 else f"wrong, up to {after.times} times"


def _styles(lesson: Lesson, names: dict[Id, str]) -> Iterator[str]:
    kinds = {"asking": Ask, "ending": End, "returning": Return}
    styles = {
        "asking": "stroke-width:2px",
        "ending": "stroke-width:4px",
        "returning": "stroke-dasharray:4 4",
    }
    for style, kind in kinds.items():
        of_kind = [names[node.id] for node in lesson.nodes.values() if isinstance(node.next, kind)]
        if of_kind:
            yield f"    classDef {style} {styles[style]}"
            yield f"    class {','.join(of_kind)} {style}"


def _short(text: str) -> str:
    line = " ".join(clean(text).split())
    if len(line) <= LONGEST:
        return line
    return f"{line[:LONGEST].rpartition(' ')[0] or line[:LONGEST]} …"


def _escaped(text: str) -> str:
    """A text that stands in quotes: all that could mean something to Mermaid as its number."""
    return "".join(c if c.isalnum() or c in _PLAIN else f"#{ord(c)};" for c in _short(text))
