"""What typed text means: a question, an answer, a choice or a command."""

from msgspec import Struct


class Ask(Struct, frozen=True, tag=True):
    """A question to the knowledge base."""

    text: str


class Reply(Struct, frozen=True, tag=True):
    """An answer in words to the open question. ``assumed``: it might have been meant otherwise."""

    text: str
    assumed: bool = False


class Pick(Struct, frozen=True, tag=True):
    """Take the choice of the current prompt with this key."""

    key: str


class GoOn(Struct, frozen=True, tag=True):
    """Continue (Enter on an empty line)."""


class Run(Struct, frozen=True, tag=True):
    """A command from the registry, without its slash."""

    name: str
    argument: str = ""


Turn = Ask | Reply | Pick | GoOn | Run
