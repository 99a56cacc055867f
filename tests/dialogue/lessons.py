"""Short ways to write a lesson and to walk through it."""

from collections.abc import Mapping
from typing import TypeVar

from tutor.course.model import (
    Ask,
    Choice,
    Choices,
    Detour,
    End,
    Goto,
    Lesson,
    Next,
    Node,
    Option,
    Options,
    Question,
    Return,
    Text,
    Typed,
)
from tutor.dialogue import state as d
from tutor.dialogue.engine import advance, prompt, start
from tutor.dialogue.state import Effect, Facts, Input, State

K = TypeVar("K")

ENTER, HINT, SKIP, BACK = d.Continue(), d.AskHint(), d.SkipOn(), d.GoBack()

THREE = Question(
    "three",
    ("c",),
    "Which one?",
    Options(
        (
            Option("good", "The good one", True, "It is good."),
            Option("bad", "The bad one", False, "It is bad.", "badness"),
            Option("ugly", "The ugly one", False, "It is ugly."),
        )
    ),
    hints=("Be kind.", "Be very kind."),
)
TWO = Question(
    "two",
    ("c",),
    "Yes or no?",
    Options((Option("yes", "Yes", True, "It is so."), Option("no", "No", False, "It is."))),
)
WORD = Question(
    "word", ("c",), "What is it called?", Typed(("hypervisor", "virtual machine monitor"), "So.")
)
QUESTIONS: Mapping[str, Question] = {q.id: q for q in (THREE, TWO, WORD)}


def node(name: str, next_: Next, *say: str, **more: object) -> Node:
    return Node(name, next_, tuple(Text(text) for text in say), **more)  # type: ignore[arg-type]


def choices(*chosen: Choice) -> Choices:
    return Choices(chosen)


def goes(text: str, to: str, **more: object) -> Choice:
    return Choice(text, text, Goto(to), **more)  # type: ignore[arg-type]


def visits(text: str, to: str, **more: object) -> Choice:
    return Choice(text, text, Detour(to), **more)  # type: ignore[arg-type]


def lesson(*nodes: Node) -> Lesson:
    return Lesson("l", "The lesson", nodes[0].id, {n.id: n for n in nodes})


END = node("end", End(), "Bye.")
RETURN = Return()
ASK_THREE = Ask("three", "end")


class Walked:
    """A lesson being walked: the state, and the effects of the last input."""

    def __init__(self, walked: Lesson, facts: Facts | None = None) -> None:
        self.lesson = walked
        self.facts = facts or Facts()
        self.state, self.effects = start(walked, self.facts, QUESTIONS)

    def put(self, *inputs: Input | str) -> "Walked":
        for given in inputs:
            turn = d.Pick(given) if isinstance(given, str) else given
            self.state, self.effects = advance(self.lesson, QUESTIONS, self.state, turn, self.facts)
        return self

    @property
    def prompt(self) -> Effect:
        return prompt(self.lesson, QUESTIONS, self.state, self.facts)

    @property
    def said(self) -> list[str]:
        return [
            effect.beat.text
            for effect in self.effects
            if isinstance(effect, d.Said) and isinstance(effect.beat, Text)
        ]

    @property
    def offered(self) -> list[str]:
        assert isinstance(self.prompt, d.Offered), self.prompt
        return [text for _, text in self.prompt.choices]

    def had(self, kind: type[K]) -> list[K]:
        return [effect for effect in self.effects if isinstance(effect, kind)]


def at(state: State) -> str:
    return state.node
