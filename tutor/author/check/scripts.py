"""Scripted tests of lessons, played through the conversation itself."""

from collections.abc import Iterator

from tutor.answer.index import Index
from tutor.author.play import place, played
from tutor.conversation import messages as m
from tutor.conversation.learned import known
from tutor.conversation.state import Step, Subject
from tutor.course.load import Loaded
from tutor.course.model import Lesson, LessonTest
from tutor.course.source import Finding
from tutor.learner.coverage import Level


def findings(loaded: Loaded, index: Index) -> Iterator[Finding]:
    """A finding for each test that fails, with its transcript."""
    for lesson in loaded.course.lessons.values():
        for number, test in enumerate(lesson.tests):
            wrong, transcript = tried(Subject(loaded.course, known(index)), lesson, test)
            if wrong:
                at = loaded.locate("lesson", lesson.id, "tests", number)
                told = "\n    ".join(transcript)
                message = f"test “{test.name}” fails: {wrong}\n    {told}\n   "
                fix = "mend the lesson, or what the test expects"
                yield Finding(at, "T001", message, fix)


def tried(subject: Subject, lesson: Lesson, test: LessonTest) -> tuple[str, list[str]]:
    """What a test finds wrong (empty: it passes), and the transcript."""
    steps = [taken for _, taken in played(subject, lesson, test.play)]
    return _wrong(steps, test), _transcript(steps, test)


def _wrong(steps: list[Step], test: LessonTest) -> str:
    last, here = steps[-1].state, place(steps)
    if test.expect.at is not None and test.expect.at != here:
        return f"it is at {here}, not at {test.expect.at}"
    for concept in test.expect.explained:
        if last.coverage.standing(concept).level < Level.explained:
            return f"{concept} was not explained"
    said = "\n".join(_words(message) for taken in steps for message in taken.messages)
    missing = [text for text in test.expect.said if text not in said]
    return f"it never said “{missing[0]}”" if missing else ""


def _transcript(steps: list[Step], test: LessonTest) -> list[str]:
    lines = [_words(message) for message in steps[0].messages]
    for typed, taken in zip(test.play, steps[1:], strict=True):
        lines.append(f"> {typed}")
        lines += [_words(message) for message in taken.messages]
    return [line.replace("\n", " ") for line in lines if line]


def _words(message: m.Message) -> str:
    match message:
        case m.Say():
            return message.text
        case m.Answered():
            return message.short
        case m.Graded():
            return f"{'right' if message.right else 'wrong'}: {message.why}"
        case m.Revealed():
            return f"the answer: {message.answer}"
        case m.HintGiven():
            return f"hint: {message.text}"
        case m.PickOption() | m.TypeAnswer():
            return f"[{message.text}]"
        case m.PickChoice():
            return f"[{' | '.join(choice.text for choice in message.choices)}]"
        case m.PressContinue():
            return "[Enter]"
        case m.Notice():
            return f"({message.text})"
        case m.LessonEnded():
            return f"({message.outcome})"
        case _:
            return ""
