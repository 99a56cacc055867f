"""Carrying out the commands that belong to the conversation."""

from datetime import datetime

import msgspec

from tutor.conversation import commands, views, wording
from tutor.conversation import lesson as lessons
from tutor.conversation import messages as m
from tutor.conversation import placement as placements
from tutor.conversation.lesson import Draft
from tutor.conversation.route import Run
from tutor.conversation.state import State, Subject
from tutor.dialogue import state as d
from tutor.learner import events as e
from tutor.learner.review import overview, quiz_lesson, review_lesson

IN_LESSON: dict[str, d.Input] = {"hint": d.AskHint(), "skip": d.SkipOn(), "back": d.GoBack()}


def run(subject: Subject, draft: Draft, turn: Run, now: datetime) -> None:
    """Carry out a command; an unknown one is answered with the nearest there is."""
    command = commands.find(turn.name)
    if command is None:
        draft.messages.append(_unknown(turn.name))
        return
    match command.name:
        case "hint" | "skip" | "back":
            lessons.advance(subject, draft, IN_LESSON[command.name], now)
        case "quit":
            _quit(subject, draft)
        case "more":
            _more(subject, draft)
        case "lesson":
            _lesson(subject, draft, turn.argument, now)
        case "review":
            _review(subject, draft, now)
        case "placement":
            placements.start(subject, draft, turn.argument, now)
        case "quiz":
            _quiz(subject, draft, turn.argument, now)
        case "flag":
            _flag(draft, turn.argument)
        case _:
            draft.messages.append(_view(subject, draft, command, turn.argument, now))


def _view(
    subject: Subject, draft: Draft, command: commands.Command, argument: str, now: datetime
) -> m.Message:
    course, coverage = subject.course, draft.state.coverage
    match command.name:
        case "help":
            return views.guide(_where(draft.state))
        case "lessons":
            return views.lessons(course, coverage)
        case "progress":
            return views.progress(course, overview(course, coverage, now))
        case "next":
            return views.next_steps(course, overview(course, coverage, now))
        case "glossary":
            return views.glossary(course)
        case "concept":
            return views.card(course, coverage, argument or draft.state.topic or "", now)
        case _:
            return m.Notice(f"/{command.name} does nothing here: {command.summary}.")


def _where(state: State) -> commands.Where:
    if state.lesson is None:
        return "asking"
    return "lesson" if state.lesson.open is None else "question"


def _unknown(name: str) -> m.Notice:
    near = commands.nearest(name) if name else None
    meant = f" Did you mean /{near.name}?" if near else ""
    return m.Notice(f"There is no command /{name}.{meant} /help lists them.")


def _quit(subject: Subject, draft: Draft) -> None:
    if draft.state.lesson is None:
        draft.messages.append(m.Goodbye(f"{wording.KEPT} See you soon."))
    else:
        lessons.leave(subject, draft)


def _more(subject: Subject, draft: Draft) -> None:
    last = draft.state.answered
    if last is None:
        draft.messages.append(m.Notice("There is no answer to show more of yet."))
        return
    draft.messages.append(msgspec.structs.replace(last, brief=False, repairs=()))
    entry = subject.course.entries.get(last.entry)
    if entry is not None and entry.figure is not None:
        draft.messages.append(lessons.figure(subject.course.figures[entry.figure]))


def _lesson(subject: Subject, draft: Draft, name: str, now: datetime) -> None:
    if not name:
        draft.messages.append(views.lessons(subject.course, draft.state.coverage))
        return
    chosen = views.find_lesson(subject.course, name)
    if chosen is None:
        draft.messages.append(views.no_such_lesson(subject.course, name))
        return
    lessons.start(subject, draft, chosen, now)


def _review(subject: Subject, draft: Draft, now: datetime) -> None:
    built = review_lesson(subject.course, draft.state.coverage, now)
    if built is None:
        draft.messages.append(views.nothing_due(subject.course, draft.state.coverage, now))
        return
    lessons.start(subject, draft, built, now, built=True)


def _quiz(subject: Subject, draft: Draft, name: str, now: datetime) -> None:
    concept = views.find_concept(subject.course, name or draft.state.topic or "")
    if concept is None:
        what = f"There is no concept “{name}” here." if name else "Quiz you on what?"
        draft.messages.append(m.Notice(f"{what} /glossary lists the concepts."))
        return
    built = quiz_lesson(subject.course, draft.state.coverage, concept.id)
    if built is None:
        draft.messages.append(m.Notice(f"There are no questions on {concept.name} yet."))
        return
    lessons.start(subject, draft, built, now, built=True)


def _flag(draft: Draft, why: str) -> None:
    if not draft.state.flaggable:
        draft.messages.append(m.Notice("There is nothing to flag yet: ask something first."))
        return
    draft.events.append(e.Flag(draft.state.flaggable, why))
    draft.messages.append(m.Notice("Thank you. It is kept for the author (tutor gaps shows it)."))
