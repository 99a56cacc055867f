"""What the tutor shows on request, as messages: guide, lessons, progress, glossary, cards."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import assert_never

import msgspec
from rapidfuzz import process

from tutor.conversation import messages as m
from tutor.conversation import wording
from tutor.conversation.commands import Command, Where
from tutor.conversation.pages import guide as guides
from tutor.course.library import CourseAt
from tutor.course.model import Concept, Course, Entry, Lesson
from tutor.learner import review
from tutor.learner.coverage import Coverage, Level
from tutor.learner.review import (
    AllDone,
    LearnConcept,
    NextStep,
    Overview,
    ReviewDue,
    RevisitMisconception,
    Row,
    StartLesson,
    overview,
)
from tutor.text import normalise

MOST_ENTRIES = 6
"""How many questions a concept's card shows."""

MOST_COMING = 5
"""How many reviews to come are told."""

NEAR_NAME = 70
"""From 0 to 100: how alike a typed name and an id or title must be to mean it."""


def greeting(course: Course, coverage: Coverage, now: datetime) -> m.Say:
    """The first words: what this is, or where the learner stands."""
    if not coverage.standings:
        return m.Say(
            f"Welcome. I teach **{course.title}**. {course.goal}\n\n"
            "Ask anything in your own words, or choose a number; type help for more. "
            "I work offline, I say so when I do not know, and I remember what you have learned."
        )
    shown = overview(course, coverage, now)
    return m.Say(
        f"Welcome back to **{course.title}**: {shown.counts.sentence}.\n\n"
        "Ask me anything, or choose what to do next."
    )


def clock_behind(coverage: Coverage, now: datetime) -> m.Notice | None:
    """The clock says that answers given already are still to come."""
    last = review.rated_ahead(coverage, now)
    if last is None:
        return None
    return m.Notice(
        f"By this computer's clock it is {_day(now)}, but you answered on {_day(last)}. Reviews go"
        " by that clock: please see whether it is right."
    )


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B} {at.year}"


def lesson_gone(name: str) -> m.Notice:
    """The lesson that was left is no longer there."""
    return m.Notice(
        f"The lesson you were in ({name}) is no longer in this course. "
        "What you learned in it stands."
    )


def next_choices(course: Course, shown: Overview) -> tuple[m.Choice, ...]:
    """Up to three things worth doing next, to be picked by number.

    Misconceptions come one at a time, so that they never crowd out the lesson in progress.
    """
    mixed_up = [step for step in shown.next_steps if isinstance(step, RevisitMisconception)]
    steps = [step for step in shown.next_steps if step not in mixed_up[1:]]
    choices = [choice for step in steps if (choice := _choice(course, step))]
    choices = list({choice.key: choice for choice in reversed(choices)}.values())[::-1]
    untouched = all(row.level is Level.unseen for row in shown.rows)
    if untouched and course.entries:
        first = _central(course)
        choices.append(m.Choice(f"entry:{first.id}", first.ask[0]))
    if untouched and course.questions:
        choices.append(m.Choice("placement:", "I know some of this already: test me first"))
    if not untouched:
        choices.append(m.Choice("lessons:", "All lessons"))
    return tuple(choices[: 3 if untouched else 4])


def _central(course: Course) -> Entry:
    """The entry that most others lead on to: a good one to begin with."""
    led_to = Counter(name for entry in course.entries.values() for name in entry.follow_ups)
    return max(course.entries.values(), key=lambda entry: led_to[entry.id])


def _choice(course: Course, step: NextStep) -> m.Choice | None:
    match step:
        case ReviewDue():
            return m.Choice("review:", f"Review what is due: {_counted(step.count, 'concept')}")
        case RevisitMisconception():
            name = course.concepts[step.concept].name
            return m.Choice(f"quiz:{step.concept}", f"Clear up a mix-up about: {name}")
        case StartLesson():
            verb = "Go on with the lesson" if step.resumes else "Start the lesson"
            return m.Choice(f"lesson:{step.lesson}", f"{verb}: {step.title}")
        case LearnConcept():
            name = course.concepts[step.concept].name
            if course.questions_about(step.concept):
                return m.Choice(f"quiz:{step.concept}", f"Questions on: {name}")
            return None
        case AllDone():
            return None
        case _:
            assert_never(step)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def guide(where: Where) -> m.Say:
    """What one can type at a place in the conversation."""
    told = guides.guide(where)
    return m.Say(
        f"{told.here} A leading `?` always asks; a leading `/` is a command.\n\n"
        f"Here:\n\n{_listed(told.first)}\n\nAt any moment:\n\n{_listed(told.others)}"
    )


def _listed(commands: Iterable[Command]) -> str:
    return "\n".join(
        f"- `/{command.name}{' ' + command.argument if command.argument else ''}`"
        f"{f' or `{command.name}`' if command.word else ''}: {command.summary}"
        for command in commands
    )


def lessons(course: Course, coverage: Coverage) -> m.Say:
    """Every lesson in order, with its length and how far the learner is."""
    lines = [
        f"{number}. **{lesson.title}** (`/lesson {lesson.id}`): "
        f"{lesson_state(course, lesson, coverage)}. {lesson.goal}"
        for number, lesson in enumerate(course.lessons.values(), 1)
    ]
    return m.Say("\n".join(lines) or "This course has no lessons yet.")


def lesson_state(course: Course, lesson: Lesson, coverage: Coverage) -> str:
    """How far the learner is in a lesson, and how long it takes."""
    if lesson.id in coverage.positions:
        state = "in progress"
    elif lesson.id in coverage.completed:
        state = "done"
    elif review.explained_by(lesson) and not review.to_prove(course, coverage, lesson):
        state = "you know this already"
    else:
        state = "not started"
    return f"{state}, about {wording.length(lesson.minutes)}" if lesson.minutes else state


def find_lesson(course: Course, name: str) -> Lesson | None:
    """The lesson of this id, number in the list, or nearly this title."""
    if name in course.lessons:
        return course.lessons[name]
    ordered = list(course.lessons.values())
    if name.isascii() and name.isdigit() and 1 <= int(name[:4]) <= len(ordered):
        return ordered[int(name[:4]) - 1]
    names = {old: lesson for lesson in ordered for old in lesson.was}
    names |= {normalise(lesson.title): lesson for lesson in ordered}
    match = process.extractOne(normalise(name), list(names), score_cutoff=NEAR_NAME)
    return names[match[0]] if match else None


def no_such_lesson(course: Course, name: str) -> m.Notice:
    """There is no lesson of that name; here is what there is."""
    known = ", ".join(course.lessons) or "none yet"
    return m.Notice(f"There is no lesson “{name}” in {course.title}. Its lessons: {known}.")


def find_concept(course: Course, name: str) -> Concept | None:
    """The concept of this id, or nearly this name."""
    if name in course.concepts:
        return course.concepts[name]
    names = {normalise(word): c for c in course.concepts.values() for word in (c.name, *c.also)}
    match = process.extractOne(normalise(name), list(names), score_cutoff=NEAR_NAME)
    return names[match[0]] if match else None


def progress(course: Course, shown: Overview) -> m.Say:
    """Counts that cannot lie, every concept's state in words, what is due, and what is next."""
    rows = "\n".join(
        f"| {row.name} | {row.level.name}{_marks(row)} |"
        for row in shown.rows
        if row.required or row.level > Level.unseen
    )
    steps = "\n".join(f"- {step_in_words(course, step)}" for step in shown.next_steps)
    parts = [
        f"**{course.title}**: {shown.counts.sentence}",
        added_up(shown),
        f"| Concept | State |\n| --- | --- |\n{rows}",
        *_when(shown),
        f"Next:\n\n{steps}",
    ]
    return m.Say("\n\n".join(parts))


def added_up(shown: Overview) -> str:
    """Every required concept counted once, where it stands."""
    levels = [f"{n} {level.name}" for level in reversed(Level) if (n := shown.at(level))]
    return f"{_counted(shown.counts.total, 'concept')} in all: {', '.join(levels) or 'none'}."


def _when(shown: Overview) -> list[str]:
    """What is due, most forgotten first, and what comes back when."""
    due = [f"{row.name} ({_chance(row.recall)})" for row in shown.due]
    coming = [
        f"{row.name} on {row.review.day} {row.review:%B}" for row in shown.coming if row.review
    ]
    told = [f"Due, the most forgotten first, with the chance to recall it: {', '.join(due)}."]
    back = [f"Coming back: {', '.join(coming[:MOST_COMING])}."]
    return [*(told if due else ()), *(back if coming else ())]


def _chance(recall: float | None) -> str:
    return "never asked" if recall is None else f"{recall:.0%}"


def progress_data(
    course: Course, shown: Overview, learner: str, path: str | None
) -> dict[str, object]:
    """The same, for programs."""
    return {
        "course": course.id,
        "learner": learner,
        "path": path,
        "counts": msgspec.to_builtins(shown.counts),
        "concepts": [
            {
                "id": row.id,
                "name": row.name,
                "state": row.level.name,
                "due": row.due,
                "shaky": row.shaky,
                "required": row.required,
                "p": round(row.p, 3),
                "recall": None if row.recall is None else round(row.recall, 3),
                "review": None if row.review is None else row.review.isoformat(),
            }
            for row in shown.rows
        ],
        "next": [step_in_words(course, step) for step in shown.next_steps],
    }


def _marks(row: Row) -> str:
    marks = (("due", row.due), ("shaky", row.shaky), ("optional", not row.required))
    words = [word for word, on in marks if on]
    return f" ({', '.join(words)})" if words else ""


def next_steps(course: Course, shown: Overview) -> m.Say:
    """What to do next, and why."""
    return m.Say("\n".join(f"- {step_in_words(course, step)}" for step in shown.next_steps))


def step_in_words(course: Course, step: NextStep) -> str:
    """A next step as a sentence with its reason."""
    match step:
        case ReviewDue():
            return f"Review {_counted(step.count, 'concept')} before you forget (`/review`)."
        case RevisitMisconception():
            return f"Clear up a mix-up: “{step.belief}” (`/quiz {step.concept}`)."
        case StartLesson():
            return f"Lesson: **{step.title}** (`/lesson {step.lesson}`). {step.why}"
        case LearnConcept():
            name = course.concepts[step.concept].name
            return f"**{name}** (`/quiz {step.concept}`). {step.why}"
        case AllDone():
            return "Nothing: everything required is mastered, and nothing is due."
        case _:
            assert_never(step)


def nothing_due(course: Course, coverage: Coverage, now: datetime) -> m.Say:
    """Why there is nothing to review, and what to do instead."""
    shown = overview(course, coverage, now)
    why = (
        "Nothing is due: what you practised is still fresh."
        if any(row.level >= Level.practised for row in shown.rows)
        else "There is nothing to review yet: answer some questions in a lesson first."
    )
    return m.Say(f"{why}\n\n{next_steps(course, shown).text}")


def glossary(course: Course) -> m.Say:
    """Every concept in a sentence, by name."""
    ordered = sorted(course.concepts.values(), key=lambda concept: concept.name.casefold())
    return m.Say("\n".join(f"- **{concept.name}**: {concept.summary}" for concept in ordered))


def card(course: Course, coverage: Coverage, name: str, now: datetime) -> m.Say | m.Notice:
    """All about one concept: summary, state and why, what answers and teaches it."""
    concept = find_concept(course, name)
    if concept is None:
        return m.Notice(f"There is no concept “{name}” here. /glossary lists the concepts.")
    shown = review.card(course, coverage, concept.id, now)
    after = [course.concepts[before].name for before in concept.after]
    state = f"{shown.row.level.name}{_marks(shown.row)}. {shown.why}"
    lines = [f"**{concept.name}**: {shown.summary}", "", f"- State: {state}"]
    lines += [f"- Also called: {', '.join(shown.also)}"] if shown.also else []
    lines += [f"- Builds on: {', '.join(after)}"] if after else []
    lines += [f"- Lesson: {title} (`/lesson {name}`)" for name, title in shown.lessons]
    lines += [f"- You can ask: {question}" for _, question in shown.entries[:MOST_ENTRIES]]
    return m.Say("\n".join(lines))


def courses(installed: Iterable[CourseAt], current: str | None) -> m.Say:
    """What is installed."""
    lines = [
        f"- **{at.title}** (`{at.id}`){', open now' if at.id == current else ''}"
        for at in installed
    ]
    return m.Say("\n".join(lines) or "No course is installed.")


def course_broken(name: str) -> m.Notice:
    """The files of a course are wrong; the one that is open stays so."""
    return m.Notice(
        f"The course “{name}” has mistakes, so it can't be opened. “tutor check” lists them all."
    )


def no_such_course(installed: Iterable[CourseAt], name: str) -> m.Notice:
    """There is no course of that id; here is what there is."""
    known = ", ".join(at.id for at in installed) or "none"
    return m.Notice(f"There is no course “{name}”. Installed: {known}. Type /course and its name.")
