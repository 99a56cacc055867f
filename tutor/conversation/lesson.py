"""The lesson's side of a turn: what the engine's effects say, and what the log keeps of them."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never

import msgspec
from rapidfuzz import fuzz

from tutor.conversation import messages as m
from tutor.conversation.state import State, Subject, facts, lesson_of
from tutor.course import model
from tutor.dialogue import engine
from tutor.dialogue import state as d
from tutor.learner import events as e
from tutor.text import from_json, normalise

HEARD = 90
"""From 0 to 100: how alike typed words and a wrong belief's must be to be that belief."""

_PLACES = msgspec.json.Decoder(d.State)


@dataclass
class Draft:
    """A turn being written: grows while one step runs, and is never kept.

    ``leaned`` counts the answers read about the question being graded; ``assumed`` says that the
    text was taken as an answer to it, though it might have been meant otherwise.
    """

    state: State
    messages: list[m.Message] = field(default_factory=lambda: list[m.Message]())
    events: list[e.Event] = field(default_factory=lambda: list[e.Event]())
    leaned: int = 0
    assumed: bool = False


def start(
    subject: Subject, draft: Draft, lesson: model.Lesson, now: datetime, *, built: bool = False
) -> None:
    """Begin a lesson, or take it up again where its saved position stands.

    What it explains first is talked about from now on: a pronoun may stand for it.
    """
    known = facts(draft.state.coverage, now)
    saved = None if built else draft.state.coverage.positions.get(lesson.id)
    left = position(saved)
    if left is not None:
        place, effects = engine.restore(lesson, subject.course.questions, left, known)
    else:
        place, effects = engine.start(lesson, known, subject.course.questions)
    resumed = left is not None
    draft.messages.append(
        m.LessonStarted(lesson.id, lesson.title, lesson.goal, lesson.minutes, resumed=resumed)
    )
    if saved and not resumed:
        draft.messages.append(m.Notice("Your place in it could not be read, so it begins anew."))
    explained = (node.explains[0] for node in lesson.nodes.values() if node.explains)
    draft.state = msgspec.structs.replace(
        draft.state,
        lesson=place,
        built=lesson if built else None,
        topic=next(explained, draft.state.topic),
    )
    tell(subject, draft, lesson, effects)


def position(saved: str | None) -> d.State | None:
    """A saved place; None where there is none, or none that this version can read."""
    try:
        return from_json(_PLACES, saved) if saved else None
    except msgspec.DecodeError:
        return None


def advance(subject: Subject, draft: Draft, given: d.Input, now: datetime) -> None:
    """Put something into the running lesson and tell what comes of it."""
    lesson = lesson_of(subject, draft.state)
    place = draft.state.lesson
    if lesson is None or place is None:
        draft.messages.append(m.Notice("No lesson is running. Type /lessons to see them."))
        return
    known = facts(draft.state.coverage, now)
    draft.leaned = place.open.leaned if place.open is not None else 0
    place, effects = engine.advance(lesson, subject.course.questions, place, given, known)
    draft.state = msgspec.structs.replace(draft.state, lesson=place)
    tell(subject, draft, lesson, effects)


def leave(subject: Subject, draft: Draft) -> None:
    """Go out of the running lesson; its position stays, unless it was made on the fly."""
    lesson = lesson_of(subject, draft.state)
    if lesson is not None:
        outcome = "left" if draft.state.built is None else "stopped"
        draft.messages.append(m.LessonEnded(lesson.id, lesson.title, outcome))
    draft.state = msgspec.structs.replace(draft.state, lesson=None, built=None)


def tell(
    subject: Subject, draft: Draft, lesson: model.Lesson, effects: tuple[d.Effect, ...]
) -> None:
    """Turn effects into messages and events, and save the position."""
    for effect in effects:
        _tell_one(subject, draft, lesson, effect)
    save_position(draft)
    place = draft.state.lesson
    if place is not None and place.ended is not None:
        draft.state = msgspec.structs.replace(draft.state, lesson=None, built=None)


def save_position(draft: Draft) -> None:
    """Note where the learner is; a lesson made on the fly is made anew instead."""
    place = draft.state.lesson
    if place is None or draft.state.built is not None:
        return
    kept = "" if place.ended is not None else msgspec.json.encode(place).decode()
    draft.events.append(e.LessonPosition(place.lesson, kept, place.ended, place.node))


def _tell_one(subject: Subject, draft: Draft, lesson: model.Lesson, effect: d.Effect) -> None:
    match effect:
        case d.Said():
            draft.messages.extend(_beat(subject.course, effect.beat))
        case d.Explained():
            draft.events.append(e.Explain(effect.concepts, by=f"{lesson.id}/{effect.node}"))
            draft.state = msgspec.structs.replace(draft.state, topic=effect.concepts[0])
        case d.Graded():
            _graded(subject, draft, effect)
        case d.Revealed():
            concept = subject.course.questions[effect.question].about[0]
            draft.messages.append(m.Revealed(effect.answer, effect.why))
            draft.events.append(
                e.Reveal(
                    effect.question,
                    concept,
                    effect.encounter,
                    effect.attempt,
                    hints=effect.hints + draft.leaned,
                    options=effect.options,
                )
            )
        case d.HintShown():
            _hint(draft, effect)
        case d.Skipped():
            concept = subject.course.questions[effect.question].about[0]
            draft.messages.append(m.Notice("Skipped."))
            draft.events.append(e.Skip(effect.question, concept, effect.encounter, effect.attempt))
        case d.Resumed():
            draft.messages.append(m.Say(effect.text))
        case d.Moved() | d.Nothing():
            text = effect.text if isinstance(effect, d.Moved) else effect.why
            draft.messages.append(m.Notice(text))
        case d.Ended():
            draft.messages.append(m.LessonEnded(lesson.id, lesson.title, effect.outcome))
        case d.Offered() | d.Waiting() | d.Asked() | d.Returned():
            pass  # the prompt is asked for anew once the turn's events have counted
        case _:
            assert_never(effect)


def _beat(course: model.Course, beat: model.Beat) -> tuple[m.Message, ...]:
    match beat:
        case model.Text():
            return (m.Say(beat.text),)
        case model.ShowFigure():
            return (figure(course.figures[beat.figure]),)
        case model.Once() | model.When():
            return ()  # the engine resolves these; it never says them
        case _:
            assert_never(beat)


def figure(drawn: model.Figure) -> m.ShowFigure:
    """A figure as a message."""
    return m.ShowFigure(drawn.id, drawn.title, drawn.art, drawn.alt)


def _hint(draft: Draft, effect: d.HintShown) -> None:
    text = effect.text or "There are no more hints for this one."
    number, total = (effect.number, effect.total) if effect.text else (0, 0)
    draft.messages.append(m.HintGiven(text, number, total))
    if effect.text:
        draft.events.append(e.Hint(effect.question, effect.encounter, effect.number))


def _graded(subject: Subject, draft: Draft, effect: d.Graded) -> None:
    question = subject.course.questions[effect.question]
    concept = question.about[0]
    draft.state = msgspec.structs.replace(draft.state, flaggable=question.id, topic=concept)
    heard = None if effect.right or effect.close_to else _heard(subject.course, effect)
    draft.messages.append(
        m.Graded(
            question.id,
            effect.given,
            effect.right,
            why=effect.why or (heard.reply if heard is not None else ""),
            close_to=effect.close_to or "",
            taken_as_answer=draft.assumed and not effect.right,
            hint_left=not effect.right and not effect.why and _hint_left(draft, question),
        )
    )
    if effect.close_to:
        return
    draft.events.append(
        e.Answer(
            question=question.id,
            concept=concept,
            given=effect.given,
            right=effect.right,
            attempt=effect.attempt,
            encounter=effect.encounter,
            hints=effect.hints + draft.leaned,
            options=effect.options,
        )
    )
    if effect.right:
        _clear_misconceptions(subject.course, draft, question.id)
    elif heard is not None:
        open_misconception(subject.course, draft, heard.id)


def _heard(course: model.Course, effect: d.Graded) -> model.Misconception | None:
    """The wrong belief that a wrong answer shows: the one its author named, else one that is
    heard in the words typed."""
    if effect.misconception is not None or effect.options:
        return course.misconceptions.get(effect.misconception or "")
    said = normalise(effect.given)
    return next(
        (
            belief
            for belief in course.misconceptions.values()
            if any(fuzz.ratio(said, normalise(each)) >= HEARD for each in belief.heard_as)
        ),
        None,
    )


def _hint_left(draft: Draft, question: model.Question) -> bool:
    """Whether the question is still to be answered, and has a hint that was not given yet."""
    place = draft.state.lesson
    if place is None:
        return False
    opened = (place.open, *(frame.open for frame in place.stack))
    return any(o and o.question == question.id and o.hints < len(question.hints) for o in opened)


def open_misconception(course: model.Course, draft: Draft, name: str) -> None:
    """Note that the learner holds a wrong belief, once while it stays open."""
    misconception = course.misconceptions.get(name)
    if misconception is not None and name not in draft.state.coverage.misconceptions:
        draft.events.append(e.MisconceptionOpened(name, misconception.about[0]))


def _clear_misconceptions(course: model.Course, draft: Draft, question: str) -> None:
    for name, concept in draft.state.coverage.misconceptions.items():
        misconception = course.misconceptions.get(name)
        if misconception is not None and misconception.cleared_by == question:
            draft.events.append(e.MisconceptionCleared(name, concept))


def prompt(subject: Subject, state: State, now: datetime) -> m.Prompt | None:
    """What the running lesson waits for, with what the learner now knows; None without one."""
    lesson = lesson_of(subject, state)
    if lesson is None or state.lesson is None:
        return None
    known = facts(state.coverage, now)
    effect = engine.prompt(lesson, subject.course.questions, state.lesson, known)
    match effect:
        case d.Waiting():
            return m.PressContinue(lesson.title)
        case d.Offered():
            choices = tuple(m.Choice(key, text) for key, text in effect.choices)
            return m.PickChoice(lesson.title, choices)
        case d.Asked() if effect.options:
            choices = tuple(m.Choice(key, text, struck) for key, text, struck in effect.options)
            return m.PickOption(
                lesson.title, effect.question, effect.text, choices, effect.hints_left
            )
        case d.Asked():
            return m.TypeAnswer(lesson.title, effect.question, effect.text, effect.hints_left)
        case _:
            return None
