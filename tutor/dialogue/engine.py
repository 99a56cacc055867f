"""The lesson engine: a pure state machine. State, input and facts in; state and effects out."""

from collections.abc import Mapping
from typing import assert_never

from msgspec.structs import replace

from tutor.course import model
from tutor.course.model import Lesson, Question
from tutor.dialogue import quiz
from tutor.dialogue import state as d
from tutor.dialogue.saved import nearest, renamed, stands
from tutor.dialogue.state import Effect, Facts, Input, State
from tutor.dialogue.walk import Walk

Result = tuple[State, tuple[Effect, ...]]

CHANGED = "This lesson has changed since you were here. We go on from the nearest place in it."


def start(lesson: Lesson, facts: Facts, questions: Mapping[str, Question]) -> Result:
    """A new run of a lesson, up to its first prompt."""
    walk = Walk(lesson, questions, facts, State(lesson.id, lesson.start))
    walk.enter(lesson.start)
    return walk.result()


def advance(
    lesson: Lesson,
    questions: Mapping[str, Question],
    state: State,
    given: Input,
    facts: Facts,
) -> Result:
    """What an input leads to, up to the next prompt. An input that does not fit changes nothing."""
    if state.ended is not None:
        return state, (d.Nothing("The lesson is over."),)
    walk = Walk(lesson, questions, facts, state)
    match given:
        case d.Continue():
            _go_on(walk)
        case d.Pick():
            _pick(walk, given.key)
        case d.Type():
            quiz.reply(walk, given.text)
        case d.AskHint():
            quiz.hint(walk)
        case d.SkipOn():
            _skip(walk)
        case d.GoBack():
            _back(walk)
        case _:
            assert_never(given)
    if not isinstance(given, d.GoBack):
        walk.remember(state)
    return walk.result()


def prompt(lesson: Lesson, questions: Mapping[str, Question], state: State, facts: Facts) -> Effect:
    """What the lesson waits for, to be shown again: Waiting, Offered, Asked or Ended."""
    return Walk(lesson, questions, facts, state).prompt()


def resume_line(lesson: Lesson, state: State) -> str:
    """The one line that brings a learner back after an interruption."""
    node = lesson.nodes.get(state.node)
    return (node.resume if node is not None else "") or f"Back to: {lesson.title}"


def restore(
    lesson: Lesson, questions: Mapping[str, Question], state: State, facts: Facts
) -> Result:
    """A saved place, taken up again; the nearest known one where the lesson has changed."""
    place = renamed(lesson, questions, state)
    walk = Walk(lesson, questions, facts, place)
    if stands(lesson, questions, place) and not walk.at_dead_end():
        walk.effects += [d.Resumed(resume_line(lesson, place)), walk.prompt()]
    else:
        walk.effects.append(d.Moved(CHANGED))
        walk.state = State(lesson.id, place.node, seen=place.seen)
        walk.enter(nearest(lesson, place))
    return walk.result()


def _go_on(walk: Walk) -> None:
    if walk.state.pending is not None:
        walk.enter(walk.state.pending)
    elif walk.state.open is not None:
        walk.nothing("Answer the question, or type hint or skip.")
    elif isinstance(walk.node.next, model.Choices) and walk.open_choices(walk.node.next):
        walk.nothing("Choose one of these by its number.")
    else:
        walk.dead_end()


def _pick(walk: Walk, key: str) -> None:
    if walk.state.open is not None:
        quiz.pick_option(walk, walk.state.open, key)
        return
    onward = walk.node.next
    if walk.state.pending is not None or not isinstance(onward, model.Choices):
        walk.nothing("There is nothing to choose here; press Enter to continue.")
        return
    choice = next((c for c in walk.open_choices(onward) if c.id == key), None)
    if choice is None:
        walk.nothing("That choice is not open.")
        return
    walk.take(choice)


def _skip(walk: Walk) -> None:
    asked, onward = walk.state.open, walk.node.next
    if asked is not None and isinstance(onward, model.Ask):
        walk.effects.append(d.Skipped(asked.question, asked.encounter, asked.tries))
        walk.enter(onward.goto)
    elif walk.state.stack:
        walk.come_back()
    elif walk.state.pending is not None:
        walk.enter(walk.state.pending)
    elif isinstance(onward, model.Choices) and (choices := walk.open_choices(onward)):
        walk.take(choices[0])
    else:
        walk.dead_end()


def _back(walk: Walk) -> None:
    """To the previous prompt at which there is something to do."""
    here = walk.state
    for number, place in reversed(list(enumerate(here.trail))):
        walk.rewind(place)
        if not walk.at_dead_end():
            walk.state = replace(walk.state, trail=here.trail[:number])
            walk.effects += [d.Resumed(resume_line(walk.lesson, walk.state)), walk.prompt()]
            return
        walk.state = here
    walk.nothing("This is where the lesson begins.")
