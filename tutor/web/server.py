"""The server of ``tutor serve``: a page, and a process behind each that is open."""

import asyncio
import os
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import textual_serve
from aiohttp import WSCloseCode, WSMsgType, web

from tutor.text import from_json
from tutor.web.guard import guard, names_of
from tutor.web.page import Visit
from tutor.web.visitor import Visitor

STATIC = Path(__file__).parent / "static"
TEXTUAL = Path(textual_serve.__file__).parent / "static"

MOST_PAGES = 20
"""Pages that are open at once; each costs a process of some 80 MB."""

LARGEST = (500, 200)
"""Columns and lines of the largest screen that is drawn."""

HEARTBEAT = 15.0
"""Seconds between the signs of life that tell whether a page is still there."""

EVERYWHERE = {"", "0.0.0.0", "::"}

SHUTDOWN = 10.0
"""Seconds that the open pages have to end when the server is stopped."""

_ENVELOPES = msgspec.json.Decoder()


@dataclass
class Served:
    """What is served: ``visit`` for a learner who is kept, else a temporary one for every page."""

    visit: Visit
    names: frozenset[str]
    folder: Path
    open: set[web.WebSocketResponse] = field(default_factory=lambda: set[web.WebSocketResponse]())

    def application(self) -> web.Application:
        """The pages and files, behind the guard."""
        application = web.Application(middlewares=[guard(self.names)])
        application.add_routes(
            [
                web.get("/", _index),
                web.get("/terminal", self._terminal),
                web.static("/static", STATIC),
                web.static("/textual", TEXTUAL),
            ]
        )
        application.on_shutdown.append(self._close_pages)
        return application

    async def _terminal(self, request: web.Request) -> web.WebSocketResponse:
        """A page that opened: run its process until either ends."""
        if len(self.open) >= MOST_PAGES:
            raise web.HTTPServiceUnavailable(text="Too many pages are open. Close one.\n")
        page = web.WebSocketResponse(heartbeat=HEARTBEAT)
        self.open.add(page)
        try:
            await page.prepare(request)
            visitor = Visitor(self._own(), page)
            try:
                await visitor.start(_size(request, "width", 0), _size(request, "height", 1))
                await _relay(page, visitor)
            finally:
                await asyncio.shield(visitor.stop())
        finally:
            self.open.discard(page)
        return page

    def _own(self) -> Visit:
        """The visit of a page: a folder of its own where its learner is temporary."""
        if not self.visit.temporary:
            return self.visit
        data = tempfile.mkdtemp(dir=self.folder)
        return msgspec.structs.replace(self.visit, data=data)

    async def _close_pages(self, _application: web.Application) -> None:
        for page in set(self.open):
            await page.close(code=WSCloseCode.GOING_AWAY, message=b"The server was stopped.")


async def _index(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(STATIC / "index.html")


def _size(request: web.Request, side: str, at: int) -> int:
    text = request.query.get(side, "")
    return _within(int(text), at) if text.isascii() and text.isdigit() else (80, 24)[at]


def _within(size: object, at: int) -> int:
    return min(max(size, 1), LARGEST[at]) if isinstance(size, int) else (80, 24)[at]


async def _relay(page: web.WebSocketResponse, visitor: Visitor) -> None:
    """Hand on what is typed, until the page is closed."""
    async for message in page:
        if message.type is not WSMsgType.TEXT:
            continue
        match _envelope(message.data):
            case ["stdin", str(typed)]:
                await visitor.send_bytes(typed.encode("utf-8", "replace"))
            case ["resize", {"width": width, "height": height}]:
                await visitor.set_terminal_size(_within(width, 0), _within(height, 1))
            case ["ping", str(sent)]:
                await page.send_json(["pong", sent])
            case ["blur", *_]:
                await visitor.blur()
            case ["focus", *_]:
                await visitor.focus()
            case _:
                pass  # no page of ours sends anything else


def _envelope(text: str) -> Any:
    with suppress(msgspec.DecodeError):
        return from_json(_ENVELOPES, text)
    return None


class CannotListen(Exception):  # noqa: N818 - it is named for what is wrong
    """The address is taken or is not this machine's; the message says which."""


@dataclass(frozen=True)
class Address:
    """Where to listen, and by which other names the server is known."""

    host: str
    port: int
    names: tuple[str, ...] = ()

    def url(self, port: int) -> str:
        """What to open in a browser; where it listens everywhere, by this machine's name."""
        host = socket.gethostname() if self.host in EVERYWHERE else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def serve(visit: Visit, address: Address, listening: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM. ``listening`` is called with the URL once pages can be opened.

    Raises ``CannotListen``.
    """
    with _alive() as alive, tempfile.TemporaryDirectory(prefix="tutor-serve-") as folder:
        visit = msgspec.structs.replace(visit, alive=alive)
        names = names_of(address.host, address.names)
        served = Served(visit, names, Path(folder))
        asyncio.run(_served(served, address, listening))


async def _served(served: Served, address: Address, listening: Callable[[str], None]) -> None:
    runner = web.AppRunner(
        served.application(), handle_signals=False, access_log=None, shutdown_timeout=SHUTDOWN
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, address.host, address.port)
        try:
            await site.start()
        except (OSError, OverflowError) as error:
            raise CannotListen(f"{address.host} port {address.port}: {_why(error)}") from error
        listening(address.url(runner.addresses[0][1]))
        await _told_to_stop()
    finally:
        await runner.cleanup()


async def _told_to_stop() -> None:
    """Wait for Ctrl-C or SIGTERM."""
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # not on Windows: Ctrl-C raises there
            asyncio.get_running_loop().add_signal_handler(number, told.set)
    await told.wait()


@contextmanager
def _alive() -> Iterator[int | None]:
    """A file that every page's process holds open for reading, and that ends when we do."""
    if os.name == "nt":
        yield None
        return
    reading, writing = os.pipe()
    try:
        yield reading
    finally:
        os.close(reading)
        os.close(writing)


def _why(error: Exception) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number is not None and not isinstance(error, socket.gaierror):
        return os.strerror(number).lower()
    return str(getattr(error, "strerror", None) or error).lower()
