"""The line mode on a terminal: one can type at once, the conversation opens meanwhile."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tutor.line.begun import Begun
from tutor.line.prompt import ask

if TYPE_CHECKING:
    from tutor.conversation.session import Session
    from tutor.line.chat import Chat


def talk(
    opening: "Callable[[], Session]",
    history: Path,
    *,
    lesson: str | None = None,
    figures: bool = False,
    fresh: bool = False,
    menu: bool = True,
) -> int:
    """Talk until the learner leaves; the process's exit code. Raises what the opening raises.

    ``history`` keeps the lines typed. ``menu``: completions pop up while a line is typed.
    """
    out = sys.stdout
    bold = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def begin() -> "tuple[Chat, str]":
        from tutor.line.chat import Chat

        chat = Chat(opening(), out, terminal=True, bold=bold, figures=figures)
        return chat, chat.start(lesson, fresh=fresh)

    begun = Begun(begin)
    try:
        with suppress(KeyboardInterrupt):
            for line in ask(begun, history, menu=menu):
                if not begun.greet().take(line):
                    return 0
        out.write(f"\n{begun.parting}\n")
    finally:
        begun.close()
    return 0
