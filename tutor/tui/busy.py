"""A moving bar with words over the line, where something takes longer than a blink."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import TypeVar

from textual.containers import Horizontal
from textual.widgets import Label

BLINK = 0.25
"""Seconds that pass before anything is shown: a bar that flashes is worse than none."""

Result = TypeVar("Result")


class Busy(Horizontal):
    """Hidden until something takes its time; what it is made of is imported only then."""

    async def until(
        self, work: Coroutine[object, object, Result], words: Callable[[], str]
    ) -> Result:
        """Wait for the work, with the bar on the screen where it takes longer than a blink.

        ``words`` says what is being done by then.
        """
        task = asyncio.ensure_future(work)
        await asyncio.wait({task}, timeout=BLINK)
        try:
            if not task.done():
                await self._show(words())
            return await task
        finally:
            self.remove_class("shown")

    async def _show(self, words: str) -> None:
        from textual.widgets import ProgressBar

        await self.remove_children()
        bar = ProgressBar(show_percentage=False, show_eta=False)
        await self.mount(Label(words or "One moment …", markup=False), bar)
        self.add_class("shown")
