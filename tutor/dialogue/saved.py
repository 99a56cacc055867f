"""A saved place against the lesson as it is now: renamed, still standing, or the nearest to it."""

from collections.abc import Callable, Mapping
from typing import Protocol

from msgspec.structs import replace

from tutor.course.model import (
    Ask,
    Choices,
    Detour,
    End,
    Goto,
    Lesson,
    Node,
    Options,
    Question,
    Return,
)
from tutor.dialogue.state import Frame, OpenQuestion, Place, State


def renamed(lesson: Lesson, questions: Mapping[str, Question], state: State) -> State:
    """The state with every node and question that was renamed (``was``) as it is called now."""
    name, question = _now_called(lesson.nodes), _now_called(questions)

    def asked(known: OpenQuestion | None) -> OpenQuestion | None:
        return None if known is None else replace(known, question=question(known.question))

    def stack(frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
        return tuple(Frame(name(frame.node), asked(frame.open)) for frame in frames)

    return replace(
        state,
        lesson=lesson.id,
        node=name(state.node),
        pending=name(state.pending) if state.pending is not None else None,
        stack=stack(state.stack),
        seen=tuple(name(node) for node in state.seen if name(node) in lesson.nodes),
        taken=tuple(_key(name, key) for key in state.taken),
        wrong_detours={name(node): count for node, count in state.wrong_detours.items()},
        open=asked(state.open),
        trail=tuple(
            replace(
                place,
                node=name(place.node),
                pending=name(place.pending) if place.pending else None,
                stack=stack(place.stack),
            )
            for place in state.trail
            if _place_stands(lesson, place, name)
        ),
    )


class _Named(Protocol):
    @property
    def was(self) -> tuple[str, ...]: ...


def _now_called(things: Mapping[str, _Named]) -> Callable[[str], str]:
    """Old id to new; an id that is in use is never an old one."""
    names = {old: new for new, thing in things.items() for old in thing.was if old not in things}
    return lambda name: names.get(name, name)


def _key(name: Callable[[str], str], key: str) -> str:
    node, _, choice = key.partition("/")
    return f"{name(node)}/{choice}"


def _place_stands(
    lesson: Lesson,
    place: Place,
    name: Callable[[str], str],
) -> bool:
    """Whether ``back`` may still go there: its nodes wait for the learner as they did."""
    if any(name(frame.node) not in lesson.nodes for frame in place.stack):
        return False
    node = lesson.nodes.get(name(place.node))
    if node is None:
        return False
    if place.pending is not None:
        return name(place.pending) in lesson.nodes
    return isinstance(node.next, Choices | Ask)


def stands(lesson: Lesson, questions: Mapping[str, Question], state: State) -> bool:
    """Whether the lesson can go on exactly where it was left."""
    return _prompt_stands(lesson, questions, state.node, state.pending, state.open) and all(
        _prompt_stands(lesson, questions, frame.node, None, frame.open) for frame in state.stack
    )


def _prompt_stands(
    lesson: Lesson,
    questions: Mapping[str, Question],
    name: str,
    pending: str | None,
    asked: OpenQuestion | None,
) -> bool:
    node = lesson.nodes.get(name)
    if node is None:
        return False
    match node.next:
        case Goto(node=target):
            return pending == target and asked is None
        case Choices():
            return pending is None and asked is None
        case Ask(question=question, goto=goto):
            if asked is None:
                return pending == goto
            same = pending is None and asked.question == question
            return same and _fits(questions.get(question), asked)
        case Return() | End():
            return False


def _fits(question: Question | None, asked: OpenQuestion) -> bool:
    if question is None:
        return False
    if isinstance(question.form, Options):
        return set(asked.struck) <= {o.id for o in question.form.options if not o.right}
    return not asked.struck


def nearest(lesson: Lesson, state: State) -> str:
    """The last node seen that still stands on the lesson's main way, else its start.

    Nodes that only detours reach are left out: there would be nowhere to come back to.
    """
    way = _main_way(lesson)
    candidates = [state.node, *reversed(state.seen)]
    return next((node for node in candidates if node in way), lesson.start)


def _main_way(lesson: Lesson) -> set[str]:
    reached: set[str] = set()
    ahead = [lesson.start]
    while ahead:
        name = ahead.pop()
        if name not in reached and name in lesson.nodes:
            reached.add(name)
            ahead += _onward(lesson.nodes[name])
    return reached


def _onward(node: Node) -> list[str]:
    match node.next:
        case Goto(node=target):
            return [target]
        case Ask(goto=target):
            return [target]
        case Choices(choices=choices):
            return [c.target.node for c in choices if not isinstance(c.target, Detour)]
        case Return() | End():
            return []
