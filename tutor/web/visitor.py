"""One page that is open: its process, what goes to and fro, and its end."""

import asyncio
import shutil
import sys
from asyncio.subprocess import PIPE, Process, create_subprocess_exec
from contextlib import suppress

import msgspec
from aiohttp.web import WebSocketResponse
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from tutor.web.page import Visit

PATIENCE = 3.0
"""Seconds that a process has to end by itself, and again once it was told to by a signal."""

START = """
import sys
sys.path[:] = sys.argv.pop(1).split("\\n")
from tutor.web.page import main
main()
"""
"""Starts a page's process with the modules of this one, and no others that lie in its folder."""


class Visitor(AppService):
    """A process that draws for a page. Textual's service starts it by a shell and leaves it where
    it does not end by itself; this one does neither."""

    def __init__(self, visit: Visit, page: WebSocketResponse) -> None:
        super().__init__(
            "tutor",
            write_bytes=page.send_bytes,
            write_str=page.send_str,
            close=self._close_page,
            download_manager=DownloadManager(),
        )
        self.visit = visit
        self._page = page

    async def _close_page(self) -> None:
        await self._page.close()

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        visit = self.visit
        self._process = await create_subprocess_exec(
            sys.executable,
            "-P",
            "-c",
            START,
            "\n".join(sys.path),
            msgspec.json.encode(visit).decode(),
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
            pass_fds=() if visit.alive is None else (visit.alive,),
        )
        self._stdin = self._process.stdin
        return self._process

    async def run(self) -> None:
        """Hand on what the process draws until it ends; then the page is told."""
        await super().run()
        await self._close_page()

    async def stop(self) -> None:
        """End the process, and delete what a temporary learner leaves."""
        try:
            await self._ended()
        finally:
            if self.visit.temporary:
                await asyncio.to_thread(shutil.rmtree, self.visit.data, ignore_errors=True)

    async def _ended(self) -> None:
        process = self._process
        if process is None:
            return
        await self.send_meta({"type": "quit"})
        for harder in (process.terminate, process.kill):
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), PATIENCE)
                break
            with suppress(ProcessLookupError):
                harder()
        await process.wait()
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
