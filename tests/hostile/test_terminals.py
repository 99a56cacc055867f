"""Hostile texts, typed and in a course, in a real terminal: its bytes hold no escape but our own.

The loader takes such texts out of a course; here the course is in the cache already, so that the
faces are seen to be safe by themselves.
"""

import pytest
from hostile.harmful_course import VERBS, installed
from hostile.terminal import ROOT, Terminal, harm, terminal
from hostile.texts import TEXTS

LAST = "/nosuch"
"""A command that there is not: its answer says that all before it has been answered."""

READY = "F2 map"
"""What the last line of the full screen says at every prompt."""


def as_typed(text: str) -> bytes:
    """A text pasted into a terminal; what no UTF-8 can hold arrives as bytes that are none."""
    return b"\x1b[200~" + text.encode("utf-8", "surrogatepass") + b"\x1b[201~"


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    home = tmp_path_factory.mktemp("home")
    library = installed(tmp_path_factory.mktemp("library"), home)
    about = library / "knowledge" / "bread" / "course.yaml"
    other = library / "knowledge" / "other" / "course.yaml"
    other.parent.mkdir()
    other.write_text(about.read_text().replace("Bread", "'[@click=app.quit]Other[/] [nonsense'"))
    return {"TUTOR_HOME": str(home), "TUTOR_PATH": str(library), "PYTHONPATH": str(ROOT)}


ASKED = (f"{VERBS[0]} topic4", f"{VERBS[1]} topic11", "heard9", "outside3")
COMMANDS = ("/help", "/lessons", "/glossary", "/concept c3", "/progress", "/next", "/courses",
            "/more", "/lesson harm", "3", "/hint", "right1", "/quit", "/quiz c2", "hint", "x", "y",
            f"/flag {TEXTS['c1 csi']}", f"/lesson {TEXTS['right to left']}",
            f"/{TEXTS['zero width']}")  # fmt: skip


def talk(shown: Terminal) -> None:
    """Say everything hostile, and have all of the course shown."""
    for text in TEXTS.values():
        shown.send(as_typed(text) + b"\r")
    for line in (*ASKED, *COMMANDS, LAST):
        shown.send(as_typed(line) + b"\r")


def test_the_line_mode_sends_no_escape_of_a_text(env: dict[str, str]) -> None:
    with terminal("chat", "--course", "bread", env=env) as shown:
        shown.until("You:")
        talk(shown)
        shown.until(f"There is no command {LAST}")
        shown.until("You:")
        shown.send(b"\x04")
        assert shown.ended() == 0
    assert b"Concept3 word" in shown.seen
    assert harm(shown.seen, face=True) == []


def test_the_full_screen_sends_no_escape_of_a_text(env: dict[str, str]) -> None:
    with terminal("--course", "bread", env=env) as shown:
        shown.until(READY)
        talk(shown)
        shown.until(f"There is no command {LAST}")
        shown.send("/copy\r")
        shown.until("copied")
        for page, says in ((b"\x1bOQ", "Map"), (b"\x1bOR", "Lessons"), (b"\x1bOP", "Help")):
            shown.send(page)
            shown.until(f"› {says}")
            shown.send(b"\x1b")
            shown.until(READY)
        shown.send(b"\x11")
        assert shown.ended() == 0
    assert b"short word" in shown.seen
    assert [one for one in harm(shown.seen, face=True) if "]52;c;" not in one] == []


def test_the_palette_reads_no_markup_in_the_title_of_a_course(env: dict[str, str]) -> None:
    with terminal("--course", "bread", env=env) as shown:
        shown.until(READY)
        shown.send(b"\x10")
        shown.until("Search for commands")
        shown.send("Course")
        shown.until("Course: (@click=app.quit)Other(/) (nonsense")
        shown.send(b"\x1b")
        shown.send(b"\x11")
        assert shown.ended() == 0


@pytest.mark.parametrize("arguments", [("chat",), ()], ids=["line mode", "full screen"])
def test_bytes_that_are_no_utf_8_are_typed_without_harm(
    env: dict[str, str], arguments: tuple[str, ...]
) -> None:
    with terminal(*arguments, "--course", "bread", env=env) as shown:
        shown.until("You:" if arguments else READY)
        shown.send(b"caf\xe9 \xff\xfe\xed\xa0\xbd \x80\r")
        shown.send(f"{LAST}\r")
        shown.until(f"There is no command {LAST}")
        if arguments:
            shown.until("You:")
        shown.send(b"\x04" if arguments else b"\x11")
        assert shown.ended() == 0
    assert harm(shown.seen, face=True) == []


@pytest.mark.parametrize("arguments", [("chat",), ()], ids=["line mode", "full screen"])
def test_a_megabyte_pasted_is_answered_in_time(
    env: dict[str, str], arguments: tuple[str, ...]
) -> None:
    with terminal(*arguments, "--course", "bread", env=env) as shown:
        shown.until("You:" if arguments else READY)
        for text in ("e" + "\u0301\u0316" * 250_000, "qzw " * 250_000, "\x1b]" * 500_000):
            shown.send(as_typed(text) + b"\r")
        shown.send(f"{LAST}\r")
        shown.until(f"There is no command {LAST}", within=60)
        if arguments:
            shown.until("You:")
        shown.send(b"\x04" if arguments else b"\x11")
        assert shown.ended() == 0


@pytest.mark.parametrize("arguments", [("chat",), ()], ids=["line mode", "full screen"])
def test_a_terminal_that_is_gone_leaves_no_program_behind(
    env: dict[str, str], arguments: tuple[str, ...]
) -> None:
    with terminal(*arguments, "--course", "bread", env=env) as shown:
        shown.until("You:" if arguments else READY)
        shown.close()
        assert shown.ended() in (0, 1, 129)
