"""The one registry of commands: slash commands, palette, completion and help all read it."""

from typing import Literal

from msgspec import Struct
from rapidfuzz import process

from tutor.text import normalise

Where = Literal["asking", "lesson", "question"]
"""Where one is in the conversation: free, in a lesson, or at one of its questions."""

IN_LESSON: tuple[Where, ...] = ("lesson", "question")


class Command(Struct, frozen=True):
    """Something the learner can tell the program.

    ``word``: it also works typed alone on a line, without the slash; so do the phrases in
    ``said``, written as ``normalise`` gives them. ``argument`` shows what may
    follow, in the usual brackets. ``by`` says who carries it out: the conversation, the session
    (it touches files or courses), or the face (it touches the screen). ``fits``: where it is what
    one needs, so that help tells it first.
    """

    name: str
    summary: str
    argument: str = ""
    word: bool = False
    by: Literal["conversation", "session", "face"] = "conversation"
    also: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    fits: tuple[Where, ...] = ()


COMMANDS: tuple[Command, ...] = (
    Command("help", "What you can do here", word=True, also=("h",)),
    Command("hint", "A hint for the question", word=True, fits=("question",)),
    Command("skip", "Go past this question, detour or choice", word=True, fits=IN_LESSON),
    Command("back", "To the previous prompt; your answers stand", word=True, fits=IN_LESSON),
    Command("undo", "Take back your last turn", word=True, fits=IN_LESSON),
    Command(
        "quit",
        "Leave the lesson, then the tutor; your place is kept",
        word=True,
        also=("exit",),
        fits=IN_LESSON,
    ),
    Command("more", "The whole of the last answer", word=True, fits=IN_LESSON),
    Command("lessons", "Every lesson, and how far you are", word=True),
    Command("lesson", "Start a lesson or take it up again", "[LESSON]", fits=("asking",)),
    Command("review", "What is due to be seen again", word=True, fits=("asking",)),
    Command(
        "quiz",
        "Questions on a concept, or on the last topic",
        "[CONCEPT]",
        word=True,
        fits=("asking",),
    ),
    Command(
        "placement",
        "Show what you know already, and skip it",
        "[LESSON]",
        word=True,
        said=("test me first", "test me", "i know this already", "i know this, test me"),
    ),
    Command("next", "What to do next, and why", word=True, fits=("asking",)),
    Command("progress", "What you have covered", word=True),
    Command("glossary", "Every concept in a sentence", word=True),
    Command("concept", "All about one concept", "CONCEPT", also=("card",)),
    Command("flag", "Tell the author that this was wrong or unclear", "[WHY]"),
    Command("courses", "What is installed", word=True, by="session"),
    Command("course", "Change to another course", "COURSE", by="session"),
    Command("save", "Save this conversation as Markdown", "[FILE]", by="session"),
    Command("copy", "Copy the last answer to the clipboard", by="face"),
    Command("map", "Your map of concepts, to be searched", by="face"),
    Command("panel", "Show or hide the map beside the conversation", by="face"),
    Command("theme", "Change the colours", "[THEME]", by="face"),
)

_BY_NAME = {name: command for command in COMMANDS for name in (command.name, *command.also)}


def find(name: str) -> Command | None:
    """The command of this name or short name."""
    return _BY_NAME.get(name.casefold())


def word(text: str) -> Command | None:
    """The command that a whole typed line means without a slash."""
    phrase = normalise(text)
    command = next((each for each in COMMANDS if phrase in each.said), None) or find(text.strip())
    return command if command is not None and command.word else None


def nearest(name: str) -> Command | None:
    """The command a misspelt name was probably meant for."""
    match = process.extractOne(name.casefold(), list(_BY_NAME), score_cutoff=60)
    return _BY_NAME[match[0]] if match else None


def completions(typed: str) -> tuple[Command, ...]:
    """The commands whose name begins with what follows the slash, in the registry's order."""
    start = typed.removeprefix("/").casefold()
    return tuple(command for command in COMMANDS if command.name.startswith(start))
