"""The knowledge base's side of a turn: a question asked, answered, asked back, or not covered."""

from datetime import datetime

import msgspec
from rapidfuzz import fuzz

from tutor.answer import decide as a
from tutor.conversation import lesson as lessons
from tutor.conversation import messages as m
from tutor.conversation.lesson import Draft
from tutor.conversation.route import NONE_OF_THESE
from tutor.conversation.state import Subject
from tutor.conversation.topics import lesson_called, requested, worth_a_lesson
from tutor.conversation.wording import NO_OPTION, TAKEN_AS_QUESTION
from tutor.course import model
from tutor.dialogue import state as d
from tutor.learner import events as e
from tutor.text import normalise

SAME_QUESTION = 88
"""From 0 to 100: how alike a typed question and the open one must be to be the same, letter by
letter, in whatever order of words."""

ASSUMED_CUT = 0.75
"""The confidence from which what might be an answer to the quiz is answered as a question."""

SHOWN_PARTS = 3
"""How many parts of a compound question are answered at once."""


def ask(subject: Subject, draft: Draft, text: str, now: datetime, *, assumed: bool = False) -> None:
    """Answer a typed question; inside a lesson briefly, and never the quiz's own question.

    ``assumed``: it might as well be an answer to the quiz, so what nothing answers is no gap.
    """
    draft.messages.append(m.You(text))
    if _is_open_question(subject, draft, text):
        draft.messages.append(m.Say("That is the very question. Here is a hint instead."))
        lessons.advance(subject, draft, d.AskHint(), now)
        return
    draft.state = msgspec.structs.replace(draft.state, asked=text)
    if _teach(subject, draft, text):
        return
    topic = draft.state.topic
    decisions = a.decide_all(subject.index, text, topic)[:SHOWN_PARTS]
    answered = [decision for decision in decisions if isinstance(decision, a.Answer)]
    if assumed and not any(map(_surely_asked, decisions)):
        draft.messages.append(m.Notice(NO_OPTION))
        return
    if assumed and answered:
        draft.messages.append(m.Notice(TAKEN_AS_QUESTION))
    for decision in answered or decisions[:1]:
        _tell(subject, draft, decision)


def _surely_asked(decision: a.Decision) -> bool:
    """Whether what might be an answer to the quiz is a question all the same."""
    match decision:
        case a.Answer(confidence=confidence):
            return confidence >= ASSUMED_CUT
        case a.NotCovered(reply=reply):
            return bool(reply)
        case a.DidYouMean():
            return False


def _teach(subject: Subject, draft: Draft, text: str) -> bool:
    """Offer the lesson that a learner asks for by its topic, with the short answer, if any."""
    topic = requested(text)
    lesson = lesson_called(subject.course, topic) if topic is not None else None
    if topic is None or lesson is None:
        return False
    decision = a.decide(subject.index, topic)
    if isinstance(decision, a.Answer) and not decision.misconception:
        answer(subject, draft, decision)
    _offer(draft, lesson)
    return True


def _offer(draft: Draft, lesson: model.Lesson) -> None:
    offer = m.LessonOffered(lesson.id, lesson.title)
    if offer not in draft.messages:
        draft.messages.append(offer)
    offered = dict.fromkeys((*draft.state.offered, lesson.id))
    draft.state = msgspec.structs.replace(draft.state, offered=tuple(offered))


def _mention_lesson(course: model.Course, draft: Draft, concept: str) -> None:
    """In a lesson, say once of another that explains what was asked about. Elsewhere it is among
    the choices."""
    place = draft.state.lesson
    if place is None or draft.state.built is not None:
        return
    lesson = worth_a_lesson(course, draft.state.coverage, concept, place.lesson)
    if lesson is not None and lesson.id not in draft.state.offered:
        _offer(draft, lesson)


def _tell(subject: Subject, draft: Draft, decision: a.Decision) -> None:
    match decision:
        case a.Answer():
            answer(subject, draft, decision)
        case a.DidYouMean():
            _ask_back(draft, decision)
        case a.NotCovered():
            _not_covered(subject.course, draft, decision)


def pick(subject: Subject, draft: Draft, entry: str) -> None:
    """Answer with an entry that the learner picked: a suggestion or a follow-up."""
    chosen = subject.course.entries.get(entry)
    if chosen is None:
        draft.messages.append(m.Notice("That answer is no longer in the course."))
        return
    draft.messages.append(m.You(chosen.ask[0]))
    answer(subject, draft, a.Answer(chosen.ask[0], entry, chosen.about, 1.0))


def answer(subject: Subject, draft: Draft, decision: a.Answer) -> None:
    """Show an answer, keep it as the topic, and note what it explained."""
    shown = answered(subject.course, decision, brief=draft.state.lesson is not None)
    draft.messages.append(shown)
    entry = subject.course.entries.get(decision.entry)
    if entry is not None and entry.figure is not None and not shown.brief:
        draft.messages.append(lessons.figure(subject.course.figures[entry.figure]))
    main, *rest = decision.concepts
    draft.events.append(e.Asked(decision.question, decision.entry, decision.confidence))
    if decision.misconception:
        lessons.open_misconception(subject.course, draft, decision.entry)
        draft.events.append(e.Mention(decision.concepts, by=decision.entry))
    else:
        draft.events.append(e.Explain((main,), by=decision.entry))
        if rest:
            draft.events.append(e.Mention(tuple(rest), by=decision.entry))
    draft.state = msgspec.structs.replace(
        draft.state, topic=main, answered=shown, flaggable=decision.entry
    )
    _count_as_hint(subject.course, draft, main)
    if not decision.misconception:
        _mention_lesson(subject.course, draft, main)


def answered(course: model.Course, decision: a.Answer, *, brief: bool = False) -> m.Answered:
    """An answer as a message, with its source and what corrects it."""
    if decision.misconception:
        belief = course.misconceptions[decision.entry]
        return m.Answered(
            entry=belief.id,
            heading=belief.belief,
            concepts=belief.about,
            short=belief.reply,
            answer="",
            brief=brief,
            confidence=decision.confidence,
            repairs=decision.repairs,
            misconception=True,
        )
    entry = course.entries[decision.entry]
    source = course.source_of(entry.support)
    return m.Answered(
        entry=entry.id,
        heading=course.concepts[entry.about[0]].name,
        concepts=entry.about,
        short=entry.short,
        answer=entry.answer,
        brief=brief,
        confidence=decision.confidence,
        source=m.SourceReference(entry.support.section, source.title, source.url)
        if source
        else None,
        corrections=tuple(
            m.CorrectionNote(c.says, c.instead, c.refer, c.checked)
            for c in course.corrections_of(entry)
        ),
        repairs=decision.repairs,
    )


def _ask_back(draft: Draft, decision: a.DidYouMean) -> None:
    questions = tuple(suggestion.question for suggestion in decision.suggestions)
    choices = [m.Choice(f"entry:{s.entry}", s.question) for s in decision.suggestions]
    choices.append(m.Choice(NONE_OF_THESE, "None of these"))
    draft.messages.append(m.DidYouMean(questions, decision.repairs))
    draft.state = msgspec.structs.replace(draft.state, prompt=m.PickSuggestion(tuple(choices)))


def _not_covered(course: model.Course, draft: Draft, decision: a.NotCovered) -> None:
    nearest = course.concepts.get(decision.nearest or "")
    draft.messages.append(
        m.NotCovered(decision.question, decision.reply, nearest.name if nearest else "")
    )
    if not decision.reply:
        draft.events.append(e.Asked(decision.question, None, decision.confidence, decision.nearest))


def none_of_these(draft: Draft) -> None:
    """The learner meant none of the suggestions: keep the question for the author."""
    draft.events.append(e.Asked(draft.state.asked, None, 0.0))
    draft.messages.append(m.Notice("Then I do not know. I have kept the question for the author."))


def _open(draft: Draft) -> d.OpenQuestion | None:
    return draft.state.lesson.open if draft.state.lesson is not None else None


def _is_open_question(subject: Subject, draft: Draft, text: str) -> bool:
    asked = _open(draft)
    if asked is None:
        return False
    theirs, ours = normalise(text), normalise(subject.course.questions[asked.question].text)
    return max(fuzz.ratio(theirs, ours), fuzz.token_sort_ratio(theirs, ours)) >= SAME_QUESTION


def _count_as_hint(course: model.Course, draft: Draft, concept: str) -> None:
    """An answer about the open question's own concept helps as much as a hint does."""
    asked, place = _open(draft), draft.state.lesson
    if asked is None or place is None or course.questions[asked.question].about[0] != concept:
        return
    leaned = msgspec.structs.replace(asked, leaned=asked.leaned + 1)
    draft.state = msgspec.structs.replace(
        draft.state, lesson=msgspec.structs.replace(place, open=leaned)
    )
    lessons.save_position(draft)
