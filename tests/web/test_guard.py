"""Whom the server of ``tutor serve`` answers, and what its page may load."""

import re
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from tutor.web.guard import is_loopback, names_of
from tutor.web.page import Visit
from tutor.web.server import STATIC, TEXTUAL, Served

VISIT = Visit((), "bread", "me", "", "", temporary=True)
NAMES = names_of("127.0.0.1", ("tutor.example",))
ASKED = re.compile(r"""(?:src=|href=|url\()["']?([^"')\s>]+)""")


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[TestClient]:
    async with TestClient(TestServer(Served(VISIT, NAMES, tmp_path).application())) as asking:
        yield asking


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost:8000", 200),
        ("LOCALHOST", 200),
        ("[::1]:8000", 200),
        ("tutor.example", 200),
        ("evil.example:8000", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example", 421),
        ("", 421),
    ],
)
async def test_a_name_that_is_not_ours_is_turned_away(
    client: TestClient, host: str, status: int
) -> None:
    answer = await client.get("/", headers={"Host": host})
    assert answer.status == status
    if status == 421 and host:
        assert f"--name {host.removesuffix(':8000')}" in await answer.text()


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://127.0.0.1:1", "null", "http://localhost"]
)
async def test_a_page_of_another_site_opens_no_terminal(client: TestClient, origin: str) -> None:
    answer = await client.get("/terminal", headers={"Origin": origin})
    assert answer.status == 403


async def test_our_own_page_is_let_in(client: TestClient) -> None:
    origin = f"http://127.0.0.1:{client.port}"
    assert (await client.get("/", headers={"Origin": origin})).status == 200


async def test_the_page_may_load_nothing_from_elsewhere(client: TestClient) -> None:
    answer = await client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "//" not in policy
    assert "*" not in policy


async def test_all_that_the_page_asks_for_is_here(client: TestClient) -> None:
    asked = {
        f"/{name}" if not name.startswith("../") else name.removeprefix("..")
        for file in ("index.html", "page.css")
        for name in ASKED.findall((STATIC / file).read_text(encoding="utf-8"))
        if not name.startswith("data:")
    }
    assert len(asked) >= 5
    for path in asked:
        answer = await client.get(path)
        assert answer.status == 200, path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_no_file_of_the_page_names_another_host() -> None:
    files = (*STATIC.iterdir(), TEXTUAL / "js" / "textual.js")
    for file in files:
        text = file.read_text(encoding="utf-8")
        found = set(re.findall(r"""(?:https?:|wss?:)?//[a-z0-9-]+\.[a-z]{2,}""", text))
        assert not found, file


async def test_folders_are_not_listed(client: TestClient) -> None:
    for path in ("/static/", "/textual/", "/textual/js", "/static/../guard.py", "/page.py"):
        assert (await client.get(path)).status in {403, 404}


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True),
        ("0.0.0.0", False), ("::", False), ("192.168.1.2", False), ("tutor.example", False),
    ],
)  # fmt: skip
def test_loopback_is_told_from_the_rest_of_the_world(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone


def test_a_server_for_others_answers_to_this_machine_s_own_name() -> None:
    assert socket.gethostname().casefold() in names_of("0.0.0.0", ())
    assert socket.gethostname().casefold() not in names_of("127.0.0.1", ())
