"""A conversation that is opened while its line is typed on already."""

from asyncio import wrap_future
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tutor.line.chat import Chat


class Begun:
    """Opened once, in a thread that does not keep the program alive; who needs it waits."""

    def __init__(self, opening: "Callable[[], tuple[Chat, str]]") -> None:
        """``opening`` gives the conversation and its first words."""
        self._opening = opening
        self._opened: Future[tuple[Chat, str]] = Future()
        self._thread = Thread(target=self._open, name="opening", daemon=True)
        self._greeted = False

    @property
    def chat(self) -> "Chat | None":
        """The conversation, once it has said its first words."""
        return self._opened.result()[0] if self._greeted else None

    @property
    def parting(self) -> str:
        """What has become of this sitting's progress, for who leaves now."""
        from tutor.conversation.wording import KEPT

        return KEPT if self.chat is None else self.chat.session.parting

    async def opened(self) -> None:
        """Open it, or wait until it is open. Raises what the opening raises."""
        self._begin()
        await wrap_future(self._opened)

    def greet(self) -> "Chat":
        """The conversation, its first words said. Raises what the opening raises."""
        self._begin()
        chat, words = self._opened.result()
        if not self._greeted:
            self._greeted = True
            chat.write(words)
        return chat

    def close(self) -> None:
        """Let go of the learner's log, where it is open. Everything is saved already."""
        if self.chat is not None:
            self.chat.session.close()

    def _begin(self) -> None:
        if self._thread.ident is None:
            self._opened.set_running_or_notify_cancel()  # who stops waiting does not undo it
            self._thread.start()

    def _open(self) -> None:
        from tutor.answer.arithmetic import hasten

        try:
            self._opened.set_result(self._opening())
        except BaseException as error:  # noqa: BLE001 - it is raised to who needs it
            self._opened.set_exception(error)
        else:
            hasten()
