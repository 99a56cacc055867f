"""``tutor serve`` as it is typed: what it says, and what it refuses."""

import socket
from pathlib import Path
from typing import Any

import pytest

from tutor.cli import main
from tutor.web.page import Visit
from tutor.web.server import Address


@pytest.fixture
def typed(
    bread: Path, home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Any:
    """Type the command; what it would serve, what it said, and its exit code."""
    monkeypatch.setenv("TUTOR_PATH", str(bread))
    served: list[tuple[Visit, Address]] = []

    def run(*options: str, really: bool = False) -> Any:
        def serve(visit: Visit, address: Address, listening: Any) -> None:
            served.append((visit, address))
            listening(address.url(address.port))

        with monkeypatch.context() as patched:
            if not really:
                patched.setattr("tutor.web.server.serve", serve)
            patched.setattr("sys.argv", ["tutor", "serve", "--course", "bread", *options])
            code = 0
            try:
                main()
            except SystemExit as left:
                code = int(left.code or 0)
        said = capfd.readouterr()
        return (*(served[-1] if served else (None, None)), said.out, said.err, code)

    return run


def test_it_listens_on_this_machine_alone_and_says_where(typed: Any, home: Path) -> None:
    visit, address, out, err, code = typed()
    assert (address.host, address.port) == ("127.0.0.1", 8000)
    assert out == "“Bread” is at http://127.0.0.1:8000 (Ctrl-C stops)\n"
    assert (err, code) == ("", 0)
    assert visit.temporary
    assert Path(visit.cache) == home / "cache"


def test_listening_elsewhere_is_warned_of_in_one_line(typed: Any) -> None:
    *_, out, err, _ = typed("--host", "::", "--port", "9000")
    assert f"http://{socket.gethostname()}:9000" in out
    assert err.startswith("tutor: Whoever can reach :: can use this tutor, without a password.")
    assert err.count("\n") == 1


@pytest.mark.parametrize("named", [("--learner", "ann"), ("--learner", "me")])
def test_a_learner_who_is_named_is_kept(typed: Any, named: tuple[str, ...], home: Path) -> None:
    visit, *_ = typed(*named)
    assert not visit.temporary
    assert (visit.learner, Path(visit.data)) == (named[1], home)


def test_a_port_that_is_taken_is_one_plain_line(typed: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        *_, out, err, code = typed("--port", str(port), really=True)
    assert err == (
        f"tutor: Cannot listen on 127.0.0.1 port {port}: address already in use. "
        f"Another port: tutor serve --port {port + 1}\n"
    )
    assert (out, code) == ("", 1)


def test_an_address_with_colons_is_written_as_browsers_take_it(typed: Any) -> None:
    *_, out, err, _ = typed("--host", "::1")
    assert "http://[::1]:8000" in out
    assert err == ""


def test_a_host_that_is_not_ours_is_one_plain_line(typed: Any) -> None:
    *_, err, code = typed("--host", "192.0.2.1", really=True)
    assert "tutor: Cannot listen on 192.0.2.1 port 8000: " in err
    assert "Traceback" not in err
    assert code == 1


def test_a_port_that_cannot_be_is_refused(typed: Any) -> None:
    *_, err, code = typed("--port", "70000")
    assert "70000 is not in the range" in err
    assert code == 2
