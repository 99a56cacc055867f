"""Moving through a lesson: entering nodes, waiting, choosing, leaving and coming back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from msgspec.structs import replace

from tutor.course import model
from tutor.course.model import Lesson, Node, Question
from tutor.dialogue import state as d
from tutor.dialogue.conditions import evaluate, parse
from tutor.dialogue.shown import asked_again
from tutor.dialogue.state import Effect, Facts, Frame, OpenQuestion, Place, State

LONGEST_TRAIL = 50
"""How many prompts ``back`` can go back."""


@dataclass
class Walk:
    """One call of the engine: the state as it grows, and the effects so far."""

    lesson: Lesson
    questions: Mapping[str, Question]
    facts: Facts
    state: State
    effects: list[Effect] = field(default_factory=lambda: list[Effect]())

    def result(self) -> tuple[State, tuple[Effect, ...]]:
        """What the call leads to."""
        return self.state, tuple(self.effects)

    @property
    def node(self) -> Node:
        """The node one is at."""
        return self.lesson.nodes[self.state.node]

    def remember(self, before: State) -> None:
        """Keep the prompt that was left, for ``back``."""
        now = self.state
        if (before.node, before.pending, before.stack) != (now.node, now.pending, now.stack):
            left = Place(before.node, before.pending, before.stack, len(before.taken))
            trail = (*before.trail, left)[-LONGEST_TRAIL:]
            self.state = replace(now, trail=trail)

    def rewind(self, place: Place) -> None:
        """Be at an earlier prompt again. Answers stand; a question there is a new encounter.

        A once-only way on that was taken since is open again, or ``back`` could lead where nothing
        is left to take; an aside stays spent.
        """
        here = self.state
        since = (key for key in here.taken[place.taken :] if self._is_aside(key))
        self.state = replace(
            here,
            node=place.node,
            pending=place.pending,
            stack=tuple(f if f in here.stack else self._asked_anew(f) for f in place.stack),
            taken=(*here.taken[: place.taken], *since),
            open=None,
        )
        onward = self.node.next
        if place.pending is None and isinstance(onward, model.Ask):
            self.open_question(onward.question)

    def _is_aside(self, key: str) -> bool:
        name, _, chosen = key.partition("/")
        node = self.lesson.nodes.get(name)
        onward = node.next if node is not None else None
        return isinstance(onward, model.Choices) and any(
            choice.id == chosen and isinstance(choice.target, model.Detour)
            for choice in onward.choices
        )

    def _asked_anew(self, frame: Frame) -> Frame:
        asked = self._fresh(frame.open.question) if frame.open is not None else None
        return replace(frame, open=asked)

    # Moving

    def enter(self, name: str) -> None:
        """Show a node and those that follow at once, up to a prompt."""
        for _ in range(len(self.lesson.nodes) + 1):
            self._show(name)
            onward = self.node.next
            if not isinstance(onward, model.Goto):
                self._arrive(onward)
                return
            if self.waits_before(onward.node):
                return
            name = onward.node
        self.effects.append(d.Moved("This lesson goes round in a circle here, so it ends."))
        self._end("stuck")

    def _show(self, name: str) -> None:
        node = self.lesson.nodes[name]
        first = name not in self.state.seen
        for beat in node.say:
            self._say(beat, first=first)
        if first and node.explains:
            self.effects.append(d.Explained(node.explains, name))
        seen = (*(other for other in self.state.seen if other != name), name)
        self.state = replace(self.state, node=name, seen=seen, open=None, pending=None)

    def _say(self, beat: model.Beat, *, first: bool) -> None:
        match beat:
            case model.Text() | model.ShowFigure():
                self.effects.append(d.Said(beat))
            case model.Once():
                for inner in beat.beats if first else ():
                    self._say(inner, first=first)
            case model.When():
                for inner in beat.then if self._holds(beat.condition) else beat.otherwise:
                    self._say(inner, first=first)
            case _:
                assert_never(beat)

    def _holds(self, condition: str | None) -> bool:
        return condition is None or evaluate(parse(condition), self.facts, self.state.seen)

    def waits_before(self, name: str) -> bool:
        """A node with something to say waits for *Continue*; one without follows at once."""
        if not self.lesson.nodes[name].say:
            return False
        self.state = replace(self.state, pending=name, open=None)
        self.effects.append(d.Waiting())
        return True

    def _arrive(self, onward: model.Choices | model.Ask | model.Return | model.End) -> None:
        match onward:
            case model.Choices():
                if self.open_choices(onward):
                    self.effects.append(self.prompt())
                else:
                    self.dead_end()
            case model.Ask():
                self.open_question(onward.question)
                self.effects.append(self.prompt())
            case model.Return():
                self.come_back()
            case model.End():
                self._end(onward.outcome)
            case _:
                assert_never(onward)

    def open_question(self, question: str) -> None:
        """Ask a question, as one more encounter with it."""
        self.state = replace(self.state, open=self._fresh(question))

    def _fresh(self, question: str) -> OpenQuestion:
        return OpenQuestion(question, self.facts.encounters.get(question, 0))

    def at_dead_end(self) -> bool:
        """Whether one is at a choice with nothing to choose."""
        onward = self.node.next
        return (
            self.state.pending is None
            and isinstance(onward, model.Choices)
            and not self.open_choices(onward)
        )

    def _end(self, outcome: str) -> None:
        self.state = replace(self.state, ended=outcome, open=None, pending=None, stack=())
        self.effects.append(d.Ended(outcome))

    def dead_end(self) -> None:
        """No choice is open: a detour returns, else the lesson ends. The check forbids it."""
        if self.state.stack:
            self.come_back()
        else:
            self.effects.append(
                d.Moved("There is nothing left to choose here, so the lesson ends.")
            )
            self._end("stuck")

    def come_back(self) -> None:
        """Leave a detour for the prompt it came from; outside of one, end the lesson."""
        if not self.state.stack:
            self._end("completed")
            return
        *rest, frame = self.state.stack
        self.state = replace(
            self.state, node=frame.node, open=frame.open, pending=None, stack=tuple(rest)
        )
        self.effects.append(d.Returned())
        onward = self.node.next
        if isinstance(onward, model.Choices) and not self.open_choices(onward):
            self.dead_end()
        else:
            self.effects.append(self.prompt())

    def detour(self, name: str) -> None:
        """Enter a node and come back here; a place already left this way is not left twice."""
        here = Frame(self.state.node, self.state.open)
        names = [frame.node for frame in self.state.stack]
        kept = names.index(here.node) if here.node in names else len(names)
        self.state = replace(self.state, stack=(*self.state.stack[:kept], here))
        self.enter(name)

    # Prompts

    def prompt(self) -> Effect:
        """What is awaited in this state."""
        state = self.state
        if state.ended is not None:
            return d.Ended(state.ended)
        if state.open is not None:
            return asked_again(self.questions[state.open.question], state.open)
        onward = self.node.next
        choices = self.open_choices(onward) if isinstance(onward, model.Choices) else ()
        if state.pending is not None or not choices:
            return d.Waiting()
        return d.Offered(tuple((choice.id, choice.text) for choice in choices))

    def open_choices(self, onward: model.Choices) -> tuple[model.Choice, ...]:
        """The choices that are there for this learner now."""
        return tuple(
            choice
            for choice in onward.choices
            if self._key(choice) not in self.state.taken and self._holds(choice.condition)
        )

    def _key(self, choice: model.Choice) -> str:
        return f"{self.state.node}/{choice.id}"

    def nothing(self, why: str) -> None:
        """The input does not fit here."""
        self.effects.append(d.Nothing(why))

    def take(self, choice: model.Choice) -> None:
        """Follow a choice."""
        if choice.once:
            self.state = replace(self.state, taken=(*self.state.taken, self._key(choice)))
        match choice.target:
            case model.Goto(node=name):
                self.enter(name)
            case model.Detour(node=name):
                self.detour(name)

    def after_question(self) -> None:
        """Go on once the question is over."""
        onward = self.node.next
        self.state = replace(self.state, open=None)
        if isinstance(onward, model.Ask) and not self.waits_before(onward.goto):
            self.enter(onward.goto)
