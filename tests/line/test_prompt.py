"""The line that is typed on: what completes it, what is remembered, how it is left."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from threading import Event

import pytest
from conversation.kitchen import sitting
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from tutor.conversation.opening import NoSuchCourse
from tutor.conversation.session import Session
from tutor.line.begun import Begun
from tutor.line.chat import Chat
from tutor.line.prompt import Suggesting, ask

TAB, ENTER, CTRL_C, CTRL_D = "\t", "\r", "\x03", "\x04"
PATIENCE = 30
"""Seconds that something may take on a slow machine before it counts as never coming."""
PASTED = "\x1b[200~what is\nyeast\x1b[201~"


@pytest.fixture
def keyboard() -> Iterator[PipeInput]:
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        yield typed


def started(home: Path, lesson: str | None = None) -> Session:
    session = sitting(home)
    session.start(lesson)
    return session


def begun(session: Session) -> Begun:
    """A conversation that is open already."""
    chat = Chat(session, StringIO(), terminal=True, bold=False, figures=False)
    one = Begun(lambda: (chat, ""))
    one.greet()
    return one


def offered(session: Session, typed: str) -> list[str]:
    """What Tab offers for a line, as the line would then read."""
    document = Document(typed)
    found = Suggesting(begun(session)).get_completions(
        document, CompleteEvent(completion_requested=True)
    )
    return [typed[: len(typed) + each.start_position] + each.text for each in found]


def sent(session: Session, keyboard: PipeInput, keys: str) -> list[str]:
    """The lines that these keys send, until the end of input."""
    keyboard.send_text(keys + CTRL_D)
    return list(ask(begun(session), session.history_path, menu=False))


def kept(session: Session) -> list[str]:
    """The lines that the up arrow brings back, the latest first."""
    return list(FileHistory(str(session.history_path)).load_history_strings())


def test_a_slash_completes_to_commands(home: Path) -> None:
    assert offered(started(home), "/le") == ["/lessons", "/lesson"]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("/lesson br", "/lesson bread"),
        ("/lesson how bread", "/lesson bread"),
        ("/quiz kn", "/quiz kneading"),
        ("/concept ", "/concept yeast"),
        ("/course b", "/course bread"),
        ("/placement ", "/placement bread"),
    ],
)
def test_a_command_completes_to_what_may_follow_it(home: Path, typed: str, line: str) -> None:
    assert offered(started(home), typed)[0] == line


def test_a_command_that_takes_nothing_completes_to_nothing(home: Path) -> None:
    assert offered(started(home), "/progress ") == []
    assert offered(started(home), "/nonsense ") == []


def test_the_beginning_of_a_question_completes_to_questions_of_the_course(home: Path) -> None:
    assert "Why do bakers knead dough?" in offered(started(home), "why knea")


def test_tab_on_an_empty_line_offers_the_choices(home: Path) -> None:
    session = started(home, "bread")
    assert offered(session, "") == ["Start from the top", "What is flour?"]
    assert "Start from the top" in offered(session, "start")


def test_nothing_pops_up_over_an_empty_line(home: Path) -> None:
    completer = Suggesting(begun(started(home, "bread")))
    assert not list(completer.get_completions(Document(""), CompleteEvent(text_inserted=True)))


def test_an_option_that_was_tried_is_not_offered_again(home: Path) -> None:
    session = started(home, "bread")
    for line in ("1", "", "salt"):
        session.say(line)
    assert sorted(offered(session, "")) == ["Water", "Yeast"]


def test_no_question_is_suggested_where_an_answer_is_typed(home: Path) -> None:
    session = started(home, "bread")
    for line in ("1", "", "yeast"):
        session.say(line)
    assert session.prompt.__class__.__name__ == "TypeAnswer"
    assert offered(session, "what is yea") == []
    assert offered(session, "/hi") == ["/hint"]


def test_tab_takes_a_completion_into_the_line(home: Path, keyboard: PipeInput) -> None:
    assert sent(started(home), keyboard, f"/gloss{TAB}{ENTER}") == ["/glossary"]


def test_what_was_sent_is_kept_for_the_next_run(home: Path, keyboard: PipeInput) -> None:
    sent(started(home), keyboard, f"what is yeast{ENTER}")
    assert kept(started(home)) == ["what is yeast"]


def test_several_pasted_lines_are_one_message(home: Path, keyboard: PipeInput) -> None:
    assert sent(started(home), keyboard, f"{PASTED}{ENTER}") == ["what is\nyeast"]


def test_ctrl_c_drops_the_line_and_keeps_it_in_the_history(home: Path, keyboard: PipeInput) -> None:
    session = started(home)
    assert sent(session, keyboard, f"half a thought{CTRL_C}/help{ENTER}") == ["/help"]
    assert kept(session) == ["/help", "half a thought"]


def test_ctrl_c_on_an_empty_line_leaves(home: Path, keyboard: PipeInput) -> None:
    keyboard.send_text(CTRL_C)
    with pytest.raises(KeyboardInterrupt):
        next(ask(begun(started(home)), home / "history"))


def test_a_history_that_cannot_be_kept_is_no_hindrance(home: Path, keyboard: PipeInput) -> None:
    session = started(home)
    session.history_path = home / "progress.db" / "history"
    assert sent(session, keyboard, f"what is yeast{ENTER}") == ["what is yeast"]


def test_a_line_may_be_sent_before_the_course_is_open(home: Path, keyboard: PipeInput) -> None:
    out, read = StringIO(), Event()
    session = sitting(home)

    def opening() -> tuple[Chat, str]:
        read.wait(PATIENCE)
        return Chat(session, out, terminal=True, bold=False, figures=False), "Welcome."

    slow = Begun(opening)
    keyboard.send_text(f"what is yeast{ENTER}")
    assert next(ask(slow, session.history_path)) == "what is yeast"
    assert slow.chat is None
    read.set()
    assert slow.greet().take("what is yeast")
    assert out.getvalue().startswith("Welcome.\nTutor: Yeast is a living fungus")


def test_what_is_typed_stays_on_the_line_as_the_first_words_come(
    home: Path, keyboard: PipeInput
) -> None:
    class Page(StringIO):
        """Once something is said, the learner types on and sends the line."""

        def write(self, text: str) -> int:
            keyboard.send_text(f" is yeast{ENTER}")
            return super().write(text)

    session = sitting(home)
    chat = Chat(session, Page(), terminal=True, bold=False, figures=False)
    keyboard.send_text("what")
    assert next(ask(Begun(lambda: (chat, "Welcome.")), session.history_path)) == "what is yeast"


def test_what_is_wrong_with_a_course_ends_the_line(home: Path, keyboard: PipeInput) -> None:
    def opening() -> tuple[Chat, str]:
        raise NoSuchCourse("bred", "bread")

    keyboard.send_text("what is")
    with pytest.raises(NoSuchCourse):
        next(ask(Begun(opening), home / "history"))
