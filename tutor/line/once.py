"""One question and out: an answer as text or as JSON, and the exit code that says how it went."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tutor.answer.decide import decide_all
from tutor.answer.report import as_json
from tutor.conversation.asking import asked
from tutor.conversation.elsewhere import Look
from tutor.conversation.lesson import Draft
from tutor.conversation.messages import Answered, DidYouMean, LessonOffered, NotCovered, choices_of
from tutor.conversation.state import Subject
from tutor.line.plain import told
from tutor.line.wrap import width
from tutor.text import json_text

ANSWERED, DID_YOU_MEAN, NOT_COVERED = 0, 3, 4
"""Exit codes."""

MOST_PIPED_LINE = 100_000
"""Characters read of one piped question; the rest of the line is not looked at."""

BY_DECISION = {"answer": ANSWERED, "did_you_mean": DID_YOU_MEAN, "not_covered": NOT_COVERED}


def json_answer(subject: Subject, text: str, about: str | None) -> tuple[str, int]:
    """The answer as one JSON object, and the exit code."""
    body = as_json(subject.course, decide_all(subject.index, text, about))
    return json_text(body), BY_DECISION[body["decision"]]


def text_answer(answered: Draft, libraries: Sequence[Path] = ()) -> tuple[str, int]:
    """The answer in words, with the questions it might be where the tutor is torn.

    Where another course answers, how to ask it there; ``libraries`` are those that were named.
    """
    lines = [line for message in answered.messages if (line := told(message, width()))]
    lines += [f"- {c.text}" for c in choices_of(answered.state.prompt) if ":" in c.key]
    lines += [_ask_there(m, libraries) for m in answered.messages if isinstance(m, NotCovered)]
    lines = [line for line in lines if line]
    return "\n".join(lines), _code(answered)


def _ask_there(message: NotCovered, libraries: Sequence[Path]) -> str:
    """The command that asks the surest of the other courses; empty where there is none."""
    if not message.elsewhere:
        return ""
    where = [word for folder in libraries for word in ("--library", str(folder))]
    words = (*where, "--course", message.elsewhere[0].id, message.question)
    return f"Ask it there: tutor ask {shlex.join(words)}"


def piped(
    subject: Subject,
    lines: Iterable[str],
    about: str | None,
    *,
    as_json: bool,
    elsewhere: Look = lambda _text: (),
) -> Iterator[str]:
    """The answer to each line; nothing is recorded."""
    for line in lines:
        text = line[:MOST_PIPED_LINE].strip()
        if as_json:
            yield json_answer(subject, text, about)[0]
        else:
            yield text_answer(asked(subject, text, about, elsewhere))[0] + "\n"


def _code(answered: Draft) -> int:
    for message in answered.messages:
        match message:
            case Answered() | LessonOffered():
                return ANSWERED
            case DidYouMean():
                return DID_YOU_MEAN
            case NotCovered():
                return NOT_COVERED
            case _:
                pass
    return NOT_COVERED
