"""The full screen in a browser: pages, their processes, and what is left when they are closed."""

import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from web.chromium import BROWSER, SEQUENCE, chromium
from web.serving import Server, runs, serving, until

from tutor.learner.store import open_store

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="looks at processes as Linux tells of them"
)


class Drawn:
    """A page as its server sees it: a socket that is drawn on."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self._raw = b""

    async def shows(self, *words: str) -> None:
        """Wait until all the words were drawn."""

        async def there() -> bool:
            message = await self.socket.receive(timeout=60)
            assert message.type is aiohttp.WSMsgType.BINARY, message
            self._raw += message.data
            text = SEQUENCE.sub(" ", self._raw.decode(errors="replace"))
            return all(word in text for word in words)

        await until(there)

    async def type(self, text: str) -> None:
        """Press keys."""
        await self.socket.send_json(["stdin", text])


@asynccontextmanager
async def opened(server: Server) -> AsyncIterator[Drawn]:
    """A page that shows the first screen."""
    async with (
        aiohttp.ClientSession() as client,
        client.ws_connect(f"{server.url}/terminal?width=100&height=30") as socket,
    ):
        page = Drawn(socket)
        await page.shows("Welcome.")
        yield page


@pytest.mark.skipif(BROWSER is None, reason="there is no Chromium here")
async def test_in_a_browser_a_question_is_typed_and_answered(
    home: Path, bread: Path, tmp_path: Path
) -> None:
    async with serving(home, bread) as server, chromium(tmp_path / "chromium") as page:
        await page.open(server.url)
        await until(lambda: "Welcome." in page.drawn)
        await page.type("wat is yaest?")
        await until(lambda: "makes dough rise" in page.drawn)
        assert page.requests
        here = server.url.removeprefix("http")
        for url in page.requests:
            assert url.startswith((f"http{here}/", f"ws{here}/", "data:")), url
        await page.call("Page.navigate", url="about:blank")
        await until(lambda: not server.pages)


async def test_a_page_that_is_closed_leaves_no_process_and_no_progress(
    home: Path, bread: Path
) -> None:
    async with serving(home, bread) as server:
        async with opened(server) as page:
            await page.type("what is yeast\r")
            await page.shows("It makes dough rise.")
            (process,) = server.pages
            assert server.kept()
        await until(lambda: not runs(process))
        await until(lambda: not server.kept())
        assert not (home / "progress.db").exists()


async def test_pages_do_not_share_their_learners(home: Path, bread: Path) -> None:
    async with serving(home, bread) as server, opened(server) as one, opened(server):
        assert len(server.pages) == 2
        assert len(server.kept()) == 2
        await one.type("what is yeast\r")
        await one.shows("1 of 1 explained")
        async with opened(server) as third:
            await third.type("/progress\r")
            await third.shows("0 of 1 explained")


async def test_a_learner_who_is_named_is_kept(home: Path, bread: Path) -> None:
    async with serving(home, bread, "--learner", "ann") as server, opened(server) as page:
        await page.type("what is yeast\r")
        await page.shows("It makes dough rise.")
    store, _ = open_store(home / "progress.db")
    assert store.learners() == ("ann",)
    store.close()


async def test_a_page_that_is_left_by_a_command_is_told_so(home: Path, bread: Path) -> None:
    async with serving(home, bread) as server, opened(server) as page:
        await page.type("/quit\r")
        await until(lambda: not server.pages)
        while (message := await page.socket.receive(timeout=60)).type is aiohttp.WSMsgType.BINARY:
            pass
        assert message.type is aiohttp.WSMsgType.CLOSE


async def test_a_page_whose_process_is_killed_is_told_and_its_progress_deleted(
    home: Path, bread: Path
) -> None:
    async with serving(home, bread) as server, opened(server) as page:
        (process,) = server.pages
        assert server.kept()
        os.kill(process, signal.SIGKILL)
        while (message := await page.socket.receive(timeout=60)).type is aiohttp.WSMsgType.BINARY:
            pass
        assert message.type is aiohttp.WSMsgType.CLOSE
        await until(lambda: not server.kept())


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
async def test_a_server_that_is_stopped_leaves_nothing_behind(
    home: Path, bread: Path, how: signal.Signals
) -> None:
    async with serving(home, bread) as server, opened(server):
        (process,) = server.pages
        code, complaints = server.stop(how)
        assert code == (-how if how is signal.SIGKILL else 0)
        assert complaints == ""
        await until(lambda: not runs(process))
        await until(lambda: not list(server.folder.iterdir()))


async def test_no_page_writes_files_on_the_server(home: Path, bread: Path, tmp_path: Path) -> None:
    target = tmp_path / "written.md"
    async with serving(home, bread) as server, opened(server) as page:
        await page.type(f"/save {target}\r")
        await page.shows("Nothing can be saved from here.")
    assert not target.exists()


async def test_nonsense_from_a_page_does_no_harm(home: Path, bread: Path) -> None:
    async with serving(home, bread) as server, opened(server) as page:
        for nonsense in ("{", "[" * 100_000, "[]", "3", '["stdin"]', '["stdin", 7]', '["resize", {"width": "x"}]',
                         '["resize", {"width": 1e300, "height": 1e300}]', '["nonsense", {}]'):  # fmt: skip
            await page.socket.send_str(nonsense)
        await page.socket.send_bytes(b"\xff")
        await page.socket.send_json(["resize", {"width": 10**9, "height": 30}])
        await page.socket.send_json(["ping", "12"])
        await page.socket.send_json(["resize", {"width": 100, "height": 30}])
        while (message := await page.socket.receive(timeout=60)).type is not aiohttp.WSMsgType.TEXT:
            pass
        assert message.json() == ["pong", "12"]
        await page.type("what is yeast\r")
        await page.shows("It makes dough rise.")
    assert server.stop()[1] == ""
