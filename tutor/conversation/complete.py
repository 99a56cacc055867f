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
    counted back from the end of the line. ``open``: something has to follow it."""

    text: str
    note: str = ""
    replaces: int = 0
    open: bool = False


def completions(
    typed: str, prompt: m.Prompt, course: Course, installed: Iterable[CourseAt]
) -> tuple[Completion, ...]:
    """The commands, what may follow one, or the choices that begin so; in their own order.

    An empty line becomes any of the prompt's choices. Questions of the course are suggested
    beside these (``Session.suggest``).
    """
    if typed.startswith("/"):
        return of_commands(typed, course, installed)
    open_ = (choice for choice in m.choices_of(prompt) if not choice.struck)
    start = normalise(typed)
    return tuple(
        Completion(choice.text, "", len(typed))
        for choice in open_
        if normalise(choice.text).startswith(start)
    )


def of_commands(
    typed: str, course: Course | None, installed: Iterable[CourseAt], themes: Iterable[str] = ()
) -> tuple[Completion, ...]:
    """The commands that a line with a slash begins, or what may follow the one that is typed.

    Before a course is open nothing of it may follow. ``themes`` are those of the face.
    """
    name, space, rest = typed.removeprefix("/").partition(" ")
    if not space:
        return tuple(
            Completion(
                f"/{command.name}", command.summary, len(typed), command.argument[:1].isalpha()
            )
            for command in commands.completions(typed)
        )
    command = commands.find(name)
    values = arguments(command, course, installed, themes) if command is not None else ()
    return tuple(Completion(*value, len(rest)) for value in values if _begins(value, rest))


def arguments(
    command: commands.Command,
    course: Course | None,
    installed: Iterable[CourseAt],
    themes: Iterable[str] = (),
) -> tuple[tuple[str, str], ...]:
    """What may follow a command, each with its name in words."""
    match command.argument.strip("[]"):
        case "LESSON" if course is not None:
            return tuple((lesson.id, lesson.title) for lesson in course.lessons.values())
        case "CONCEPT" if course is not None:
            return tuple((concept.id, concept.name) for concept in course.concepts.values())
        case "COURSE":
            return tuple((at.id, at.title) for at in installed)
        case "THEME":
            return tuple((theme, "") for theme in themes)
        case _:
            return ()


def _begins(value: tuple[str, str], typed: str) -> bool:
    """Whether an id, or its name in words, begins with what is typed."""
    start = normalise(typed)
    return any(normalise(text).startswith(start) for text in value)


HIDES_QUESTIONS = m.TypeAnswer | m.Confirm
"""The prompts at which no question is suggested: it could be the answer, or is beside the point."""
