"""Whom the server answers, and what a page of it may load."""

import ipaddress
import socket
from collections.abc import Awaitable, Callable, Iterable
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Everything comes from here, whatever a page might say (the terminal sets styles itself)."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server on that host."""
    address = _address(host)
    return host.casefold() == "localhost" or (address is not None and address.is_loopback)


def names_of(host: str, more: Iterable[str]) -> frozenset[str]:
    """The names by which a server on ``host`` is asked for; its addresses need none."""
    own = () if is_loopback(host) else (socket.gethostname(), socket.getfqdn())
    return frozenset(name.casefold() for name in ("localhost", host, *own, *more))


def guard(names: frozenset[str]) -> Middleware:
    """Turn away what another site sends a browser here for.

    A page of another site can have its own name lead to this machine (DNS rebinding): the name it
    asks for gives it away. It can open a socket to here as well: its origin gives it away.
    """

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        host = urlsplit(f"//{request.host}").hostname or ""
        if host.casefold() not in names and _address(host) is None:
            raise web.HTTPMisdirectedRequest(
                text=f"Start the server with --name {host} if it is known by that name.\n"
            )
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            raise web.HTTPForbidden(text="Pages of other sites are not served.\n")
        answer = await handler(request)
        if not answer.prepared:
            answer.headers.update(HEADERS)
        return answer

    return guarded


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
