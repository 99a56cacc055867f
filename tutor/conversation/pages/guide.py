"""What one can do, fitted to where one is."""

from msgspec import Struct

from tutor.conversation import messages as m
from tutor.conversation.commands import COMMANDS, Command, Where

HERE: dict[Where, str] = {
    "asking": (
        "Ask anything in your own words; I answer, or say that this course does not cover it. "
        "A number chooses from the last list."
    ),
    "lesson": (
        "You are in a lesson. Enter or a number goes on. Ask anything at any moment: I answer and "
        "bring you back here."
    ),
    "question": (
        "You are at a question. Type your answer, or its number. To ask something else, start with "
        "a `?`: that is no try, and I bring you back here."
    ),
}


class Guide(Struct, frozen=True):
    """``here`` is Markdown; ``first`` the commands made for this place, ``others`` the rest."""

    here: str
    first: tuple[Command, ...]
    others: tuple[Command, ...]


def guide(where: Where) -> Guide:
    """What one can type at a place in the conversation."""
    first = tuple(command for command in COMMANDS if where in command.fits)
    return Guide(HERE[where], first, tuple(each for each in COMMANDS if each not in first))


def where(prompt: m.Prompt) -> Where:
    """The place that a prompt belongs to."""
    match prompt:
        case m.PickOption() | m.TypeAnswer():
            return "question"
        case m.PressContinue() | m.PickChoice():
            return "lesson"
        case m.AskAnything() | m.PickSuggestion() | m.Confirm():
            return "asking"
