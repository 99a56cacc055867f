"""Decisions as one JSON object: what ``tutor ask --json`` and ``tutor evaluate --json`` print."""

from collections.abc import Sequence
from typing import Any

from tutor.answer.decide import Answer, Decision, DidYouMean, NotCovered, Suggestion
from tutor.course.model import Course


def as_json(course: Course, decisions: Sequence[Decision]) -> dict[str, Any]:
    """The first decision as an object that JSON can hold, the others under ``parts``.

    Keys are always the same; what does not apply is null or empty.
    """
    first, *others = decisions
    return {**_one(course, first), "parts": [{**_one(course, o), "parts": []} for o in others]}


def _one(course: Course, decision: Decision) -> dict[str, Any]:
    match decision:
        case Answer():
            told = _told(course, decision)
        case DidYouMean():
            told = {"decision": "did_you_mean"}
        case NotCovered():
            told = {"decision": "not_covered", "short": decision.reply or None}
    return {
        "question": decision.question,
        "decision": "",
        "entry": None,
        "concepts": [],
        "confidence": round(decision.confidence, 4),
        "short": None,
        "answer": None,
        "source": None,
        "corrections": [],
        "suggestions": [_suggested(one) for one in decision.suggestions],
    } | told


def _told(course: Course, decision: Answer) -> dict[str, Any]:
    about = {
        "decision": "answer",
        "entry": decision.entry,
        "concepts": list(decision.concepts),
    }
    if decision.misconception:
        return about | {"short": course.misconceptions[decision.entry].reply}
    entry = course.entries[decision.entry]
    source = course.source_of(entry.support)
    return about | {
        "short": entry.short,
        "answer": entry.answer or None,
        "source": source
        and {"section": entry.support.section, "title": source.title, "url": source.url},
        "corrections": [
            {"says": c.says, "instead": c.instead, "refer": c.refer, "checked": c.checked}
            for c in course.corrections_of(entry)
        ],
    }


def _suggested(one: Suggestion) -> dict[str, Any]:
    return {
        "entry": one.entry,
        "question": one.question,
        "concepts": list(one.concepts),
        "confidence": round(one.confidence, 4),
    }
