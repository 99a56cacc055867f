"""What a half-typed line may become: the same on every face."""

from collections.abc import Iterable

from msgspec import Struct

from tutor.conversation import commands
from tutor.conversation import messages as m
from tutor.course.library import CourseAt
from tutor.course.model import Course
from tutor.text import normalise


class Completion(Struct, frozen=True):
    """A text for the line, and a word on what it is. It takes the place of ``replaces`` letters,
    counted back from the end of the line."""

    text: str
    note: str = ""
    replaces: int = 0


def completions(
    typed: str, prompt: m.Prompt, course: Course, installed: Iterable[CourseAt]
) -> tuple[Completion, ...]:
    """The commands, what may follow one, or the choices that begin so; in their own order.

    An empty line becomes any of the prompt's choices. Questions of the course are suggested
    beside these (``Session.suggest``).
    """
    if typed.startswith("/"):
        name, space, rest = typed[1:].partition(" ")
        if not space:
            return tuple(
                Completion(f"/{command.name}", command.summary, len(typed))
                for command in commands.completions(typed)
            )
        command = commands.find(name)
        values = arguments(command, course, installed) if command is not None else ()
        return tuple(Completion(*value, len(rest)) for value in values if _begins(value, rest))
    open_ = (choice for choice in m.choices_of(prompt) if not choice.struck)
    start = normalise(typed)
    return tuple(
        Completion(choice.text, "", len(typed))
        for choice in open_
        if normalise(choice.text).startswith(start)
    )


def arguments(
    command: commands.Command, course: Course, installed: Iterable[CourseAt]
) -> tuple[tuple[str, str], ...]:
    """What may follow a command, each with its name in words."""
    match command.argument.strip("[]"):
        case "LESSON":
            return tuple((lesson.id, lesson.title) for lesson in course.lessons.values())
        case "CONCEPT":
            return tuple((concept.id, concept.name) for concept in course.concepts.values())
        case "COURSE":
            return tuple((at.id, at.title) for at in installed)
        case _:
            return ()


def _begins(value: tuple[str, str], typed: str) -> bool:
    """Whether an id, or its name in words, begins with what is typed."""
    start = normalise(typed)
    return any(normalise(text).startswith(start) for text in value)


HIDES_QUESTIONS = m.TypeAnswer | m.Confirm
"""The prompts at which no question is suggested: it could be the answer, or is beside the point."""
