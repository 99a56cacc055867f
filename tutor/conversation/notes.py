"""A conversation as Markdown, for keeping."""

from collections.abc import Iterable

from tutor.conversation import messages as m
from tutor.course.model import Course
from tutor.text import clean

CUT = "*The sitting was long: what was said before this is not written down.*"


def transcript(course: Course, messages: Iterable[m.Message], *, whole: bool = True) -> str:
    """What was asked and said, as a Markdown page; ``whole``: from the beginning."""
    lines = [f"# {course.title}", *(() if whole else (CUT,))]
    lines += [text for message in messages if (text := _noted(message))]
    return clean("\n\n".join(lines)) + "\n"


def _noted(message: m.Message) -> str:
    match message:
        case m.You():
            return f"## {message.text}"
        case m.Say():
            return message.text
        case m.ShowFigure():
            return f"```text\n{message.art.rstrip()}\n```\n\n*{message.alt}*"
        case m.Answered():
            return _answer(message)
        case m.Graded():
            return f"{'Right.' if message.right else 'Not quite.'} {message.why}".strip()
        case m.Revealed():
            return f"The answer: **{message.answer}**. {message.why}".strip()
        case m.HintGiven():
            return f"Hint: {message.text}"
        case m.PickOption() | m.TypeAnswer():
            return f"**{message.text}**"
        case m.NotCovered():
            return message.reply or "Not covered in this course."
        case m.LessonOffered():
            return f"There is a lesson on this: {message.title}"
        case m.LessonStarted():
            return f"## Lesson: {message.title}"
        case _:
            return ""


def _answer(message: m.Answered) -> str:
    parts = [message.short]
    if message.answer and not message.brief:
        parts.append(message.answer.rstrip())
        parts += [f"> Correction ({note.checked}): {note.instead}" for note in message.corrections]
    if message.source is not None:
        parts.append(f"From “{message.source.section}”, {message.source.title}")
    return "\n\n".join(parts)
