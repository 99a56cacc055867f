"""Notes of what one learned and asked, concept by concept."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from tutor.course.model import Course, Entry, Id
from tutor.learner.coverage import Coverage, Level, fold, standing_records
from tutor.learner.events import Answer, Asked, Explain, MisconceptionCleared, Record
from tutor.learner.history import current
from tutor.text import clean


class AskedNote(Struct, frozen=True):
    """A question as typed, when it was typed last, and whether it was answered."""

    text: str
    at: datetime
    answered: bool


class LearnedNote(Struct, frozen=True):
    """An entry that was read: its question, its short answer, and the section it comes from."""

    question: str
    short: str
    section: str


class ClearedNote(Struct, frozen=True):
    """A wrong belief that was got over, and what holds instead."""

    belief: str
    reply: str


class ConceptNotes(Struct, frozen=True):
    """All on one concept. ``state`` is a level's name; ``lessons`` are titles.

    Of ``tries`` first tries at its questions, ``right`` were right.
    """

    id: Id
    name: str
    summary: str
    state: str
    learned: tuple[LearnedNote, ...]
    lessons: tuple[str, ...]
    asked: tuple[AskedNote, ...]
    tries: int
    right: int
    cleared: tuple[ClearedNote, ...]


class Notes(Struct, frozen=True):
    """The notes on a course: the concepts that were met, and what was asked on none of them."""

    course: Id
    title: str
    concepts: tuple[ConceptNotes, ...]
    others: tuple[AskedNote, ...]


def notes_of(course: Course, records: Iterable[Record]) -> Notes:
    """The notes on a course. What was undone is left out, and renamed ids are followed."""
    standing = standing_records(current(course, records))
    coverage = fold(standing)
    asked = _asked(course, standing)
    met = (
        name
        for name in course.concepts
        if coverage.standing(name).level > Level.unseen or name in asked
    )
    return Notes(
        course.id,
        course.title,
        tuple(_concept(course, coverage, standing, name, asked.get(name, ())) for name in met),
        asked.get("", ()),
    )


def notes_without_course(name: Id, records: Iterable[Record]) -> Notes:
    """What was asked in a course that is not installed any more."""
    standing = standing_records(records)
    asked = {record.event.text: _note(record, record.event)
             for record in standing if isinstance(record.event, Asked)}  # fmt: skip
    return Notes(name, name, (), tuple(asked.values()))


def _asked(course: Course, standing: Sequence[Record]) -> dict[Id, tuple[AskedNote, ...]]:
    """What was asked by the concept it is about ("" for none), each wording once."""
    found: dict[Id, dict[str, AskedNote]] = {}
    for record in standing:
        if isinstance(record.event, Asked):
            about = _about(course, record.event)
            key = " ".join(record.event.text.casefold().split())
            found.setdefault(about, {})[key] = _note(record, record.event)
    return {about: tuple(each.values()) for about, each in found.items()}


def _note(record: Record, asked: Asked) -> AskedNote:
    return AskedNote(_line(asked.text), record.at, asked.entry is not None)


def _about(course: Course, asked: Asked) -> Id:
    """The concept of what answered, else the nearest; "" where there is none any more."""
    if asked.entry in course.entries:
        return course.entries[asked.entry].about[0]
    if asked.entry in course.misconceptions:
        return course.misconceptions[asked.entry].about[0]
    return asked.nearest if asked.nearest in course.concepts and asked.nearest else ""


def _concept(
    course: Course,
    coverage: Coverage,
    standing: Sequence[Record],
    name: Id,
    asked: tuple[AskedNote, ...],
) -> ConceptNotes:
    concept = course.concepts[name]
    events = [record.event for record in standing]
    explained = {
        event.by: None for event in events if isinstance(event, Explain) and name in event.concepts
    }
    first = [
        event for event in events
        if isinstance(event, Answer) and event.concept == name and event.attempt == 1
    ]  # fmt: skip
    return ConceptNotes(
        id=name,
        name=concept.name,
        summary=concept.summary,
        state=coverage.standing(name).level.name,
        learned=tuple(_learned(course.entries[by]) for by in explained if by in course.entries),
        lessons=tuple(dict.fromkeys(_lessons(course, explained))),
        asked=asked,
        tries=len(first),
        right=sum(event.right for event in first),
        cleared=tuple(_cleared(course, events, name)),
    )


def _learned(entry: Entry) -> LearnedNote:
    return LearnedNote(entry.ask[0], entry.short, entry.support.section)


def _lessons(course: Course, explained: Iterable[str]) -> Iterator[str]:
    """The lessons that explained it; an event names them as LESSON/NODE."""
    names = {old: lesson for lesson in course.lessons.values() for old in lesson.was}
    for by in explained:
        lesson = course.lessons.get(by.partition("/")[0]) or names.get(by.partition("/")[0])
        if "/" in by and lesson is not None:
            yield lesson.title


def _cleared(course: Course, events: Iterable[object], name: Id) -> Iterator[ClearedNote]:
    told: set[str] = set()
    for event in events:
        if isinstance(event, MisconceptionCleared) and event.concept == name:
            belief = course.misconceptions.get(event.misconception)
            if belief is not None and belief.id not in told:
                told.add(belief.id)
                yield ClearedNote(belief.belief, belief.reply)


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def markdown(found: Notes) -> str:
    """The notes as a page."""
    parts = [f"# {_line(found.title)}"]
    for concept in found.concepts:
        parts += _section(concept)
    if found.others:
        parts += ["## Asked about something else", _questions(found.others)]
    if not found.concepts and not found.others:
        parts.append("Nothing learned or asked yet.")
    return clean("\n\n".join(parts)) + "\n"


def _section(concept: ConceptNotes) -> Iterator[str]:
    yield f"## {_line(concept.name)} ({concept.state})"
    yield concept.summary.strip()
    learned = [_learned_line(note) for note in concept.learned]
    learned += [f"- In the lesson *{_line(title)}*." for title in concept.lessons]
    learned += [f"- Not so: “{_line(x.belief)}” {_line(x.reply)}" for x in concept.cleared]
    if learned:
        yield "**What I learned**"
        yield "\n".join(learned)
    if concept.asked:
        yield "**What I asked**"
        yield _questions(concept.asked)
    if concept.tries:
        yield f"First tries at its questions: {concept.right} of {concept.tries} right."


def _learned_line(note: LearnedNote) -> str:
    source = f" (from “{_line(note.section)}”)" if note.section else ""
    return f"- **{_line(note.question)}** {_line(note.short)}{source}"


def _questions(asked: Iterable[AskedNote]) -> str:
    return "\n".join(
        f"- {_typed(note.text)} ({note.at.day} {note.at:%B %Y})"
        + ("" if note.answered else ", not answered")
        for note in asked
    )


def _typed(text: str) -> str:
    """What a learner typed, so that Markdown shows it as it is."""
    escaped = re.sub(r"([\\`*_{}\[\]<>#|!~&])", r"\\\1", _line(text))
    return re.sub(r"^([-+=]|\d+(?=[.)]))", r"\\\1", escaped)
