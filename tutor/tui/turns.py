"""The session behind the screen: opened and spoken with in a thread of its own, in order."""

import asyncio
from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING

from tutor.tui.thread import OwnThread

Tell = Callable[[str], None]
"""Is told what takes long, in words for the learner."""

if TYPE_CHECKING:
    from tutor.conversation import messages as m
    from tutor.conversation.session import Session

    Said = tuple[m.Message, ...]
    Opening = Callable[[Tell], Session]


class Turns:
    """What the learner does, waiting for its turn. Nothing put in is lost, however early."""

    def __init__(self, opening: "Opening") -> None:
        self._opening = opening
        self._session: Session | None = None
        self._waiting: asyncio.Queue[Callable[[Session], Said]] = asyncio.Queue()
        self._thread = OwnThread("turns")
        self.doing = ""
        """What takes long just now, in words; empty where nobody has said."""
        self.unanswered: list[str] = []
        """The lines sent that have no answer yet, in order."""

    @property
    def is_open(self) -> bool:
        """Whether there is a session yet."""
        return self._session is not None

    @property
    def session(self) -> "Session":
        """The session, once it is open. Raises ``RuntimeError`` before."""
        if self._session is None:
            raise RuntimeError("The course is not open yet.")
        return self._session

    def put(self, turn: "Callable[[Session], Said]") -> None:
        """Take this turn after those that wait already."""
        self._waiting.put_nowait(turn)

    def say(self, text: str) -> None:
        """Take a typed line after the turns that wait already."""

        def turn(session: "Session") -> "Said":
            try:
                return session.say(text)
            finally:
                self.unanswered.remove(text)

        self.unanswered.append(text)
        self.put(turn)

    async def open(self) -> "Session":
        """Open the session. Raises what the opening raises."""
        session = await self._thread.run(lambda: self._opening(self._tell))
        await self._thread.run(_load)
        self._session = session
        Thread(target=_hasten, name="hasten", daemon=True).start()
        return session

    async def next(self) -> "Callable[[Session], Said]":
        """Wait for the next turn."""
        return await self._waiting.get()

    async def take(self, turn: "Callable[[Session], Said]") -> "Said":
        """What is said to a turn."""
        return await self._thread.run(lambda: turn(self.session))

    def drawn(self) -> None:
        """What was said to the turn that ``next`` gave is on the screen."""
        self._waiting.task_done()

    async def all_taken(self) -> None:
        """Wait until every turn has been taken and drawn."""
        await self._waiting.join()

    def _tell(self, words: str) -> None:
        self.doing = words


def _hasten() -> None:
    """Make answers quicker while nobody waits for one."""
    from tutor.answer.arithmetic import hasten

    hasten()


def _load() -> None:
    """Import what draws messages, so that the screen does not wait for that either."""
    import tutor.tui.choices
    import tutor.tui.said  # noqa: F401
