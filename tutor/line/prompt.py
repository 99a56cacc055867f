"""The line that is typed on: completion of commands and questions, and a history that is kept."""

from collections.abc import Iterable, Iterator

from prompt_toolkit import PromptSession
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from tutor.conversation.commands import completions
from tutor.conversation.route import MOST_TYPED
from tutor.conversation.session import Session
from tutor.text import clean, unseen


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


def ask(session: Session) -> Iterator[str]:
    """The lines that are typed, until the end of input. Ctrl-C raises ``KeyboardInterrupt``."""
    prompt: PromptSession[str] = PromptSession(
        history=_history(session),
        completer=Suggesting(session),
        complete_while_typing=True,
        reserve_space_for_menu=6,
    )
    prompt.default_buffer.on_text_insert += _drawable
    while True:
        try:
            yield prompt.prompt("You: ")
        except EOFError:
            return


def _drawable(line: Buffer) -> None:
    """Keep on the line only what can be drawn safely; a paste may hold anything."""
    text = line.text
    if len(text) > MOST_TYPED or unseen(text) or not text.isascii():
        before = clean(line.document.text_before_cursor)[:MOST_TYPED]
        after = clean(line.document.text_after_cursor)
        line.document = Document((before + after)[:MOST_TYPED], len(before))


def _history(session: Session) -> History:
    try:
        session.history_path.parent.mkdir(parents=True, exist_ok=True)
        session.history_path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(session.history_path))
