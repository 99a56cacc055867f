"""The line that is typed on: completion of what may be typed, and a history that is kept.

It is there before the course is. What its first sight does not need is imported later.
"""

import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from prompt_toolkit import PromptSession
from prompt_toolkit.application import in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import History
from prompt_toolkit.shortcuts import CompleteStyle
from prompt_toolkit.utils import is_dumb_terminal

from tutor.conversation import typed as before
from tutor.line.begun import Begun
from tutor.text import MOST_TYPED, clean, unseen

SHORTEST_SUGGESTED = 3
"""Letters typed before questions are suggested."""

MENU_LINES = 6
"""Lines kept free below the prompt, so that the menu has room at the foot of the screen."""


_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Suggesting(Completer):
    """Completes commands and what follows them, choices, and whole questions of the course."""

    def __init__(self, begun: Begun, *, menu: bool = True) -> None:
        self._begun = begun
        self._menu = menu

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """What the text before the cursor may become; for an empty line only when asked."""
        typed, chat = document.text_before_cursor, self._begun.chat
        if chat is None or (not typed and not complete_event.completion_requested):
            return
        from tutor.conversation.complete import HIDES_QUESTIONS, completions

        session = chat.session
        prompt = session.prompt
        for each in completions(typed, prompt, session.course, session.installed):
            yield self._shown(clean(each.text), clean(each.note), each.replaces)
        asks = len(typed) >= SHORTEST_SUGGESTED and not typed.startswith("/")
        if asks and not isinstance(prompt, HIDES_QUESTIONS):
            for suggestion in session.suggest(typed):
                yield self._shown(clean(suggestion.question), "", len(typed))

    def _shown(self, text: str, note: str, replaces: int) -> Completion:
        """In a list, which has no column for it, the note stands behind the text."""
        listed = f"{text}: {note}" if note and not self._menu else text
        return Completion(text, -replaces, display=listed, display_meta=note)


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


def ask(begun: Begun, history: Path, *, menu: bool = True) -> Iterator[str]:
    """The lines that are typed, until the end of input. Raises what the opening raises.

    The first may be typed at once; the conversation's first words come above it.

    Ctrl-C drops a line, which the history keeps; on an empty one it raises
    ``KeyboardInterrupt``. Without ``menu`` nothing pops up: Tab completes, and lists what fits.
    """
    prompt: PromptSession[str] = PromptSession(
        [("bold", "You: ")],
        history=Kept(history),
        completer=Suggesting(begun, menu=menu),
        complete_while_typing=menu,
        complete_style=CompleteStyle.COLUMN if menu else CompleteStyle.READLINE_LIKE,
        reserve_space_for_menu=MENU_LINES if menu else 0,
        enable_suspend=True,
    )
    prompt.default_buffer.on_text_insert += _drawable

    def open_meanwhile() -> None:
        if begun.chat is None:
            prompt.app.create_background_task(_greet(prompt, begun))

    with _told_to_end():
        if is_dumb_terminal():  # nothing can be put above a line there
            begun.greet()
        while True:
            try:
                line = prompt.prompt(pre_run=open_meanwhile)
            except KeyboardInterrupt:
                if not prompt.default_buffer.text:
                    raise
                prompt.default_buffer.append_to_history()
            except EOFError:
                return
            else:
                yield line


async def _greet(prompt: PromptSession[str], begun: Begun) -> None:
    """Open the conversation once the line is painted, and say its first words above it."""
    try:
        await begun.opened()
    except Exception as error:  # noqa: BLE001 - it is raised again once the line is gone
        if not prompt.app.is_done:
            prompt.app.erase_when_done = True
            prompt.app.exit(exception=error)
        return
    if not prompt.app.is_done:  # else who takes the line greets first
        async with in_terminal():
            begun.greet()
        line = prompt.default_buffer
        if line.text and line.complete_while_typing():  # nothing was known when it was typed
            line.start_completion()


@contextmanager
def _told_to_end() -> Iterator[None]:
    """Leave by an exception where the program is told to end, so that the terminal is put right."""

    def leave(number: int, _frame: object) -> NoReturn:
        sys.exit(128 + number)

    before = {number: signal.signal(number, leave) for number in _ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _drawable(line: Buffer) -> None:
    """Keep on the line only what can be drawn safely; a paste may hold anything."""
    text = line.text
    if len(text) > MOST_TYPED or unseen(text) or not text.isascii():
        before = clean(line.document.text_before_cursor)[:MOST_TYPED]
        after = clean(line.document.text_after_cursor)
        line.document = Document((before + after)[:MOST_TYPED], len(before))
