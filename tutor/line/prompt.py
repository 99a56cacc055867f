"""The line that is typed on: completion of commands and questions, and a history that is kept."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import History

from tutor.conversation import typed as before
from tutor.conversation.commands import completions
from tutor.conversation.session import Session
from tutor.text import clean


class Suggesting(Completer):
    """Completes slash commands and whole questions of the course."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get_completions(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002
    ) -> Iterable[Completion]:
        """What the text before the cursor may become; nothing for an empty line."""
        typed = document.text_before_cursor
        if typed.startswith("/") and " " not in typed:
            for command in completions(typed):
                yield Completion(f"/{command.name}", -len(typed), display_meta=command.summary)
        elif len(typed) > 2:
            for suggestion in self._session.suggest(typed):
                yield Completion(clean(suggestion.question), -len(typed))


class Kept(History):
    """The lines typed before, in the file that every face recalls them from."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def load_history_strings(self) -> Iterable[str]:
        """The latest first."""
        return reversed(before.lines(self._file))

    def store_string(self, string: str) -> None:
        """Keep a line."""
        before.keep(self._file, string)


def ask(session: Session) -> Iterator[str]:
    """The lines that are typed, until the end of input. Ctrl-C raises ``KeyboardInterrupt``."""
    prompt: PromptSession[str] = PromptSession(
        history=Kept(session.history_path),
        completer=Suggesting(session),
        complete_while_typing=True,
        reserve_space_for_menu=6,
    )
    while True:
        try:
            yield prompt.prompt("You: ")
        except EOFError:
            return
