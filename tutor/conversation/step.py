"""One turn, pure: (state, turn, now) becomes (state, messages, events)."""

from datetime import datetime
from typing import assert_never

import msgspec

from tutor.conversation import lesson as lessons
from tutor.conversation import messages as m
from tutor.conversation import placement as placements
from tutor.conversation import question as questions
from tutor.conversation import views
from tutor.conversation.lesson import Draft
from tutor.conversation.route import (
    MOST_DIGITS,
    NONE_OF_THESE,
    Ask,
    GoOn,
    NoSuchNumber,
    Pick,
    Reply,
    Run,
    Turn,
)
from tutor.conversation.run import run
from tutor.conversation.state import UNDO_DEPTH, State, Step, Subject, counted, lesson_of
from tutor.conversation.topics import lesson_on
from tutor.course.model import Course
from tutor.dialogue import engine
from tutor.dialogue import state as d
from tutor.learner.coverage import Coverage, Level
from tutor.learner.review import overview

INTERRUPTIONS = m.Answered | m.NotCovered | m.LessonOffered
"""What is said aside from the lesson, after which one line leads back to it."""

MADE_ON_THE_FLY = ("review", "placement")
"""The lessons that are commands too, where the course has none of that id."""


def begin(
    subject: Subject, state: State, now: datetime, lesson: str | None = None, *, fresh: bool = False
) -> Step:
    """The first messages: a greeting and what to do, or the lesson that was left or asked for.

    ``lesson`` may also be one that is made on the fly (``MADE_ON_THE_FLY``). ``fresh``: do not
    take up the lesson that was left.
    """
    draft = Draft(state)
    if wrong := views.clock_behind(state.coverage, now):
        draft.messages.append(wrong)
    name = lesson or (None if fresh else state.coverage.latest)
    chosen = subject.course.lessons.get(name or "")
    if chosen is not None:
        lessons.start(subject, draft, chosen, now)
    elif lesson in MADE_ON_THE_FLY:
        run(subject, draft, Run(lesson), now)
    else:
        if lesson is not None:
            draft.messages.append(views.no_such_lesson(subject.course, lesson))
        elif name is not None:
            draft.messages.append(views.lesson_gone(name))
        draft.messages.append(views.greeting(subject.course, state.coverage, now))
    begun = _finish(subject, state, draft, now)
    return msgspec.structs.replace(begun, state=msgspec.structs.replace(begun.state, history=()))


def step(subject: Subject, state: State, turn: Turn, now: datetime) -> Step:
    """What a turn leads to. Never raises for anything a learner can put in."""
    if isinstance(turn, Run) and turn.name == "undo":
        return _undo(subject, state, now)
    draft = Draft(msgspec.structs.replace(state, prompt=m.AskAnything()))
    match turn:
        case Ask():
            questions.ask(subject, draft, turn.text, now, assumed=turn.assumed)
        case Reply():
            _reply(subject, state, draft, turn, now)
        case Pick():
            _pick(subject, state, draft, turn.key, now)
        case NoSuchNumber():
            draft.messages += [m.You(turn.number), _no_such_number(state.prompt, turn.number)]
            draft.state = msgspec.structs.replace(draft.state, prompt=state.prompt)
        case GoOn():
            _go_on(subject, state, draft, now)
        case Run():
            draft.messages.append(m.You(f"/{turn.name} {turn.argument}".strip()))
            run(subject, draft, turn, now)
        case _:
            assert_never(turn)
    return _finish(subject, state, draft, now)


def _reply(subject: Subject, state: State, draft: Draft, turn: Reply, now: datetime) -> None:
    if not isinstance(state.prompt, m.TypeAnswer | m.PickOption):
        questions.ask(subject, draft, turn.text, now)
        return
    draft.messages.append(m.You(turn.text))
    draft.assumed = turn.assumed
    lessons.advance(subject, draft, d.Type(turn.text), now)


def _no_such_number(prompt: m.Prompt, number: str) -> m.Notice:
    shown = number if len(number) <= MOST_DIGITS else f"{number[:MOST_DIGITS]}…"
    count = len(m.choices_of(prompt))
    match prompt:
        case m.PressContinue():
            onward = "Press Enter to continue."
        case _ if count > 1:
            onward = f"Choose 1 to {count}."
        case _ if count == 1:
            onward = "Choose 1."
        case _:
            onward = "Type a question."
    return m.Notice(f"There is no {shown} here. {onward}")


def _go_on(subject: Subject, state: State, draft: Draft, now: datetime) -> None:
    if isinstance(state.prompt, m.PressContinue):
        lessons.advance(subject, draft, d.Continue(), now)
    else:
        draft.messages.append(m.Notice(_what_else(state.prompt)))
        draft.state = msgspec.structs.replace(draft.state, prompt=state.prompt)


def _what_else(prompt: m.Prompt) -> str:
    """What to do where there is nothing to go on from."""
    if isinstance(prompt, m.TypeAnswer):
        return "Type your answer; or type hint, or skip."
    if m.choices_of(prompt):
        return "Type a question, or choose one of these by its number."
    return "Type a question."


def _pick(subject: Subject, state: State, draft: Draft, key: str, now: datetime) -> None:
    chosen = next((c for c in m.choices_of(state.prompt) if c.key == key), None)
    if chosen is None:
        draft.messages.append(m.Notice("That choice is no longer open."))
        draft.state = msgspec.structs.replace(draft.state, prompt=state.prompt)
    elif isinstance(state.prompt, m.PickChoice | m.PickOption):
        draft.messages.append(m.You(chosen.text))
        lessons.advance(subject, draft, d.Pick(key), now)
    elif key == NONE_OF_THESE:
        draft.messages.append(m.You(chosen.text))
        questions.none_of_these(draft)
    else:
        kind, _, rest = key.partition(":")
        if kind == "entry":
            questions.pick(subject, draft, rest)
        else:
            draft.messages.append(m.You(chosen.text))
            run(subject, draft, Run(kind, rest), now)


def _undo(subject: Subject, state: State, now: datetime) -> Step:
    """Back to how things stood before the last turn that left a trace.

    The coverage is the caller's to fold again: a fold cannot be run backwards.
    """
    from tutor.learner.events import Undo

    if not state.history:
        draft = Draft(state)
        draft.messages.append(m.Notice("There is nothing to take back in this sitting."))
        return _finish(subject, state, draft, now)
    turn, earlier = state.history[-1]
    restored = msgspec.structs.replace(
        earlier, history=state.history[:-1], turn=state.turn + 1, coverage=state.coverage
    )
    said = (m.Notice("Taken back. We are here again:"), restored.prompt)
    return Step(restored, said, (Undo(state.session, turn),))


def _finish(subject: Subject, before: State, draft: Draft, now: datetime) -> Step:
    """Count the events, say what changed, and put the prompt last."""
    placements.follow(subject, before, draft, now)
    turn = before.turn + 1
    state, events = draft.state, tuple(draft.events)
    coverage = counted(before, events, now)
    history = before.history
    if events:
        bare = msgspec.structs.replace(before, history=())
        history = (*history, (turn, bare))[-UNDO_DEPTH:]
    state = msgspec.structs.replace(state, coverage=coverage, turn=turn, history=history)
    messages = [*draft.messages, *changes(subject.course, before.coverage, coverage)]
    torn = isinstance(before.prompt, m.PickSuggestion) and state.lesson == before.lesson
    state = _with_prompt(subject, state, messages, now, torn=torn)
    return Step(state, (*messages, state.prompt), events)


def changes(course: Course, before: Coverage, after: Coverage) -> tuple[m.CoverageChanged, ...]:
    """The concepts whose state moved, except a mere mention."""
    moved = (
        (concept, before.standing(concept.id).level, after.standing(concept.id).level)
        for concept in course.concepts.values()
    )
    return tuple(
        m.CoverageChanged(concept.id, concept.name, old.name, new.name)
        for concept, old, new in moved
        if old != new and new != Level.introduced
    )


def _with_prompt(
    subject: Subject, state: State, messages: list[m.Message], now: datetime, *, torn: bool
) -> State:
    """The prompt that follows: one already set, the lesson's, or anything at all.

    ``torn``: suggestions had taken the prompt's place.
    """
    if not isinstance(state.prompt, m.AskAnything):
        return state
    prompt = lessons.prompt(subject, state, now)
    if prompt is None:
        return msgspec.structs.replace(
            state, prompt=m.AskAnything(_next_choices(subject, state, messages, now))
        )
    lesson = lesson_of(subject, state)
    interrupted = any(isinstance(x, INTERRUPTIONS) for x in messages) or torn
    if interrupted and lesson is not None and state.lesson is not None:
        messages.append(m.Say(engine.resume_line(lesson, state.lesson)))
    return msgspec.structs.replace(state, prompt=prompt)


def _next_choices(
    subject: Subject, state: State, messages: list[m.Message], now: datetime
) -> tuple[m.Choice, ...]:
    """After an answer: its follow-ups and a quiz; else what is worth doing next."""
    course = subject.course
    answers = [x for x in messages if isinstance(x, m.Answered)]
    offered = [x for x in messages if isinstance(x, m.LessonOffered)]
    choices = [m.Choice(f"lesson:{x.lesson}", f"Lesson: {x.title}") for x in offered]
    choices += _follow_ups(course, answers[-1]) if answers else ()
    if choices:
        return tuple({choice.key: choice for choice in choices}.values())
    nearest = {x.nearest for x in messages if isinstance(x, m.NotCovered)}
    about = [
        m.Choice(f"concept:{concept.id}", f"About: {concept.name}")
        for concept in course.concepts.values()
        if concept.name in nearest
    ]
    return (*about, *views.next_choices(course, overview(course, state.coverage, now)))


def _follow_ups(course: Course, shown: m.Answered) -> tuple[m.Choice, ...]:
    entry = course.entries.get(shown.entry)
    follow_ups = entry.follow_ups if entry is not None else ()
    choices = [m.Choice(f"entry:{name}", course.entries[name].ask[0]) for name in follow_ups]
    concept = course.concepts[shown.concepts[0]]
    if course.questions_about(concept.id):
        choices.append(m.Choice(f"quiz:{concept.id}", f"Quiz me on this: {concept.name}"))
    lesson = lesson_on(course, concept.id)
    if lesson is not None:
        choices.append(m.Choice(f"lesson:{lesson.id}", f"Lesson: {lesson.title}"))
    return tuple(choices)
