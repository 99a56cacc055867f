"""The line mode on a real terminal, as a person finds it and leaves it."""

import re
import signal
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pytest
from course.library_files import library
from line.terminal import Terminal, terminal

CHAT = (sys.executable, "-m", "tutor", "chat", "--course", "bread")
COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3\d|4\d|9\d)(?:;\d+)*m")
FULL_SCREEN = "\x1b[?1049h"


class Chatting(Protocol):
    """Opens the line mode on a terminal."""

    def __call__(self, *options: str, **environment: str) -> AbstractContextManager[Terminal]: ...


@pytest.fixture(scope="module")
def bread(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library, and beside it a cache, so that its questions are learned only once."""
    folder = library(tmp_path_factory.mktemp("bread"))
    (folder / "cache").mkdir()
    return folder


@pytest.fixture
def chatting(bread: Path, home: Path) -> Chatting:
    home.mkdir()
    (home / "cache").symlink_to(bread / "cache")

    def open_(*options: str, **environment: str) -> AbstractContextManager[Terminal]:
        places = {"TUTOR_HOME": str(home), "TUTOR_PATH": str(bread)}
        return terminal((*CHAT, *options), {**places, **environment})

    return open_


def test_a_question_is_answered_and_ctrl_d_leaves(chatting: Chatting) -> None:
    with chatting() as chat:
        chat.wait_for("You:")
        chat.type("what is yaest\r")
        chat.wait_for("Tutor: It makes dough rise.")
        chat.wait_for("You:", after=chat.wait_for("Choices:", after=chat.wait_for("Loaves")))
        chat.type("\x04")
        chat.wait_for("Your progress is kept.")
        assert chat.wait_for_end() == 0
        assert FULL_SCREEN not in chat.raw
        assert chat.echoes


def test_ctrl_c_leaves_and_what_was_typed_comes_back_with_the_up_arrow(chatting: Chatting) -> None:
    with chatting("--no-menu") as chat:
        chat.wait_for("You:")
        chat.type("half a thought")
        chat.wait_for("half a thought")
        chat.type("\x03\x03")
        chat.wait_for("Your progress is kept.")
        assert chat.wait_for_end() == 0
        assert "Traceback" not in chat.shown
    with chatting("--no-menu") as chat:
        chat.wait_for("You:")
        chat.type("\x1b[A")
        chat.wait_for("half a thought")


def test_a_terminal_that_is_closed_on_it_is_left_as_it_was(chatting: Chatting) -> None:
    with chatting() as chat:
        chat.wait_for("You:")
        chat.type("what is")
        chat.wait_for("what is")
        assert not chat.echoes
        chat.process.send_signal(signal.SIGTERM)
        assert chat.wait_for_end() == 128 + signal.SIGTERM
        assert chat.echoes


def test_no_color_means_no_colour_and_no_bold(chatting: Chatting) -> None:
    with chatting("--no-menu", NO_COLOR="1") as chat:
        chat.wait_for("You:")
        chat.type("/lesson bread\r")
        chat.wait_for("Choose:")
        chat.type("/qu\t\t")
        chat.wait_for("/quit: Leave the lesson, then the tutor")
        assert not COLOUR.search(chat.raw)


def test_the_menu_shows_what_a_command_does(chatting: Chatting) -> None:
    with chatting() as chat:
        chat.wait_for("You:")
        chat.type("/les")
        chat.wait_for("Start a lesson or take it up again")


def test_one_can_type_before_the_course_is_read(chatting: Chatting) -> None:
    with chatting("--no-menu") as chat:
        chat.wait_for("You:")
        chat.type("what is yaest\r")
        chat.wait_for("Tutor: It makes dough rise.", after=chat.wait_for("Welcome"))
        assert chat.shown.index("You:") < chat.shown.index("Welcome")


def test_a_course_that_is_not_there_leaves_one_line(bread: Path, home: Path) -> None:
    command = (sys.executable, "-m", "tutor", "chat", "--course", "bred")
    with terminal(command, {"TUTOR_HOME": str(home), "TUTOR_PATH": str(bread)}) as chat:
        chat.wait_for("tutor: There is no course “bred” here. Did you mean bread?")
        assert chat.wait_for_end() == 2
        assert chat.echoes
