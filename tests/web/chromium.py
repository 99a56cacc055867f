"""A real browser without a window, driven by its own DevTools protocol."""

import asyncio
import json
import os
import re
import shutil
import subprocess
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
from web.serving import until

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
    "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-extensions", "--window-size=1100,720", "--remote-debugging-port=0",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)  # fmt: skip

SEQUENCE = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[()][A-Z0-9]|[=>78])")


class Page:
    """A tab: what it asked the network for, and what its terminal was sent."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.requests: list[str] = []
        self.closed_sockets = 0
        self._drawn = ""
        self._socket = socket
        self._number = 0
        self._answers: dict[int, asyncio.Future[Any]] = {}

    @property
    def drawn(self) -> str:
        """All that the terminal was told to draw, as text."""
        return SEQUENCE.sub(" ", self._drawn)

    async def call(self, method: str, **parameters: object) -> Any:
        """Ask the browser something and wait for its answer."""
        self._number += 1
        answer = asyncio.get_running_loop().create_future()
        self._answers[self._number] = answer
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        return await asyncio.wait_for(answer, 60)

    async def value(self, expression: str) -> Any:
        """What a line of JavaScript comes to in the page."""
        told = await self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return told["result"].get("value")

    async def open(self, url: str) -> None:
        """Open a page and wait until its terminal was drawn on."""
        await self.call("Page.navigate", url=url)
        await until(lambda: self.value("document.body?.classList.contains('-first-byte')"))

    async def type(self, text: str) -> None:
        """Press the keys of a text, and Enter."""
        await self.value("document.querySelector('.xterm-helper-textarea').focus()")
        for key in (*text, "Enter"):
            sign = "\r" if key == "Enter" else key
            code = 13 if key == "Enter" else ord(key.upper())
            for kind in ("keyDown", "keyUp"):
                typed = {"text": sign, "unmodifiedText": sign} if kind == "keyDown" else {}
                await self.call(
                    "Input.dispatchKeyEvent",
                    type=kind,
                    key=key,
                    windowsVirtualKeyCode=code,
                    **typed,
                )

    async def listen(self) -> None:
        """Take what the browser says, until it is gone."""
        async for message in self._socket:
            told = json.loads(message.data)
            if "id" in told:
                self._answers.pop(told["id"]).set_result(told.get("result"))
            else:
                self._noted(told["method"], told["params"])

    def _noted(self, event: str, about: dict[str, Any]) -> None:
        match event:
            case "Network.requestWillBeSent":
                self.requests.append(about["request"]["url"])
            case "Network.webSocketCreated":
                self.requests.append(about["url"])
            case "Network.webSocketClosed":
                self.closed_sockets += 1
            case "Network.webSocketFrameReceived" if about["response"]["opcode"] == 2:
                payload = b64decode(about["response"]["payloadData"])
                self._drawn += payload.decode(errors="replace")
            case _:
                pass


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Page]:
    """A browser with one empty tab; its files are kept in ``folder``."""
    assert BROWSER is not None
    process = subprocess.Popen(
        [BROWSER, *FLAGS, f"--user-data-dir={folder}", "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(folder)},
    )
    try:
        port_file = folder / "DevToolsActivePort"
        await until(lambda: port_file.is_file() and "\n" in port_file.read_text())
        port = port_file.read_text().split()[0]
        async with aiohttp.ClientSession() as client:
            async with client.get(f"http://127.0.0.1:{port}/json/list") as answer:
                tabs = await answer.json()
            url = next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
            async with client.ws_connect(url, max_msg_size=0) as socket:
                page = Page(socket)
                listening = asyncio.create_task(page.listen())
                await page.call("Page.enable")
                await page.call("Network.enable")
                yield page
                await socket.close()
                await listening
    finally:
        process.terminate()
        process.wait(30)
