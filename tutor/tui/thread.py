"""A thread of one's own: calls are taken one after another, and none keeps the program alive."""

import asyncio
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

Given = TypeVar("Given")


class OwnThread:
    """Runs calls in the order in which they come, in a thread that ends with the program.

    A call that is cancelled before its turn is left out.

    ``asyncio.to_thread`` would be waited for when the program leaves: seconds, where a course is
    being compiled.
    """

    def __init__(self, name: str) -> None:
        self._calls: SimpleQueue[tuple[asyncio.Future[Any], Callable[[], Any]]] = SimpleQueue()
        self._thread = Thread(target=self._run, name=name, daemon=True)

    async def run(self, call: Callable[[], Given]) -> Given:
        """What the call gives, or raises."""
        if not self._thread.is_alive():
            self._thread.start()
        done: asyncio.Future[Given] = asyncio.get_running_loop().create_future()
        self._calls.put((done, call))
        return await done

    def _run(self) -> None:
        while True:
            done, call = self._calls.get()
            if done.cancelled():
                continue
            try:
                given, raised = call(), None
            except BaseException as error:  # noqa: BLE001 - it is handed to who asked
                given, raised = None, error
            _tell(done, given, raised)


def _tell(done: "asyncio.Future[Any]", given: object, raised: BaseException | None) -> None:
    def tell() -> None:
        if done.done():
            return
        if raised is None:
            done.set_result(given)
        else:
            done.set_exception(raised)

    try:
        done.get_loop().call_soon_threadsafe(tell)
    except RuntimeError:  # the loop is closed: nobody is there to be told
        return
