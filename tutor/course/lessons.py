"""The lesson files: nodes, beats, choices, and scripted tests."""

from tutor.course.fields import Fields
from tutor.course.knowledge import draft
from tutor.course.model import (
    AfterWrong,
    Ask,
    Beat,
    Choice,
    Choices,
    Detour,
    End,
    Expectation,
    Goto,
    Lesson,
    LessonTest,
    Next,
    Node,
    Once,
    Return,
    ShowFigure,
    Text,
    When,
)
from tutor.course.source import Mapping, Scalar, Sequence, Value
from tutor.text import normalise

MOST_NODES = 500
"""Nodes of a lesson: it is walked through whole when it is checked."""

MOST_CHOICES = 50
"""Choices of a node."""

WAYS_ON = ("goto", "choices", "ask", "return", "end")


def lesson(fields: Fields) -> Lesson:
    """A whole lesson file."""
    made = Lesson(
        id=fields.id("id"),
        title=fields.text("title"),
        goal=fields.text("goal", ""),
        minutes=fields.integer("minutes", 0),
        needs=fields.ids("needs"),
        start=fields.id("start"),
        nodes=_nodes(fields),
        tests=tuple(_test(inner) for inner in fields.each("tests", "a test")),
        was=fields.ids("was"),
        draft=draft(fields),
    )
    fields.close()
    return made


def _nodes(fields: Fields) -> dict[str, Node]:
    value = fields.take("nodes")
    if value is None:
        fields.report(fields.at, "F011", "a lesson needs “nodes”", "add nodes:")
        return {}
    held = fields.inside(value, "nodes")
    nodes: dict[str, Node] = {}
    for name, content in held.node.items.items() if held is not None else ():
        if len(nodes) == MOST_NODES:
            message = f"a lesson has at most {MOST_NODES} nodes"
            fields.report(content.at, "F005", message, "make two lessons of it")
            break
        fields.as_id(Scalar(name, True, held.at_key(name) if held else content.at), "nodes")
        inner = fields.inside(content, f"node {name}")
        if inner is not None:
            nodes[name] = _node(name, inner)
            inner.close()
    return nodes


def _node(name: str, fields: Fields) -> Node:
    return Node(
        id=name,
        say=_beats(fields, fields.take("say")),
        explains=fields.ids("explains"),
        resume=fields.text("resume", ""),
        was=fields.ids("was"),
        next=_next(name, fields),
    )


def _next(name: str, fields: Fields) -> Next:
    given = [key for key in WAYS_ON if fields.has(key)]
    if given == ["goto", "ask"]:
        return _ask(fields)
    if len(given) != 1 or given == ["ask"]:
        _report_ways(name, fields, given)
    match given[0] if given else "end":
        case "goto":
            return Goto(fields.id("goto"))
        case "choices":
            return Choices(
                tuple(_choice(inner) for inner in fields.each("choices", "a choice", MOST_CHOICES))
            )
        case "ask":
            return _ask(fields)
        case "return":
            fields.boolean("return", True)
            return Return()
        case _:
            return End(fields.text("end", "completed"))


def _report_ways(name: str, fields: Fields, given: list[str]) -> None:
    for key in given:
        fields.take(key)
    if given == ["ask"]:
        fields.report(
            fields.at_key("ask"), "F017", f"node {name} asks and then goes nowhere", "add goto:"
        )
    elif not given:
        fields.report(
            fields.at,
            "F017",
            f"node {name} has no way on",
            "end it with goto, choices, ask and goto, return or end",
        )
    else:
        fields.report(
            fields.at_key(given[1]),
            "F017",
            f"node {name} has more than one way on: {', '.join(given)}",
            "keep one of them",
        )


def _ask(fields: Fields) -> Ask:
    value = fields.take("after_wrong")
    inner = fields.inside(value, "after_wrong") if value is not None else None
    after = None
    if inner is not None:
        after = AfterWrong(inner.id("detour"), inner.integer("times", 1))
        inner.close()
    return Ask(fields.id("ask"), fields.id("goto"), after)


def _choice(fields: Fields) -> Choice:
    if fields.has("goto") == fields.has("detour"):
        fields.report(fields.at, "F017", "a choice leads on by either goto or detour", "write one")
    text = fields.text("text")
    goto, detour = fields.optional_id("goto"), fields.optional_id("detour")
    made = Choice(
        id=fields.optional_id("id") or normalise(text),
        text=text,
        target=Detour(detour) if detour is not None else Goto(goto or ""),
        once=fields.boolean("once", False),
        condition=fields.optional("if"),
    )
    fields.close()
    return made


def _beats(fields: Fields, value: Value | None) -> tuple[Beat, ...]:
    if value is None:
        return ()
    items = value.items if isinstance(value, Sequence) else (value,)
    return tuple(beat for item in items if (beat := _beat(fields, item)) is not None)


def _beat(fields: Fields, value: Value) -> Beat | None:
    if isinstance(value, Scalar):
        return Text(fields.as_text(value, "say"))
    if isinstance(value, Mapping):
        inner = fields.inside(value, "a beat")
        if inner is not None:
            return _special_beat(inner)
    fields.report(
        value.at, "F012", "a beat is a text, figure, once or if/then", "write one of them"
    )
    return None


def _special_beat(fields: Fields) -> Beat | None:
    beat: Beat | None = None
    if fields.has("figure"):
        beat = ShowFigure(fields.id("figure"))
    elif fields.has("once"):
        beat = Once(_beats(fields, fields.take("once")))
    elif fields.has("if"):
        condition = fields.text("if")
        then = _beats(fields, fields.take("then"))
        if not fields.has("then"):
            fields.report(fields.at, "F011", "a beat with “if” needs “then”", "add then:")
        beat = When(condition, then, _beats(fields, fields.take("else")))
    else:
        fields.report(
            fields.at,
            "F012",
            "a beat is a text, figure, once or if/then",
            "put a text with a colon in quotes",
        )
        return None
    fields.close()
    return beat


def _test(fields: Fields) -> LessonTest:
    value = fields.take("expect")
    inner = fields.inside(value, "expect") if value is not None else None
    expected = Expectation()
    if inner is not None:
        expected = Expectation(inner.optional_id("at"), inner.ids("explained"), inner.texts("said"))
        inner.close()
    made = LessonTest(fields.text("name"), fields.texts("play"), expected)
    fields.close()
    return made
