"""``tutor graph``: a lesson as a drawing that Mermaid takes, whatever stands in it."""

import re
from pathlib import Path

import pytest
from conversation.kitchen import BREAD, COURSE
from dialogue.lessons import END, RETURN, choices, goes, lesson, node, visits
from hypothesis import given
from hypothesis import strategies as st

from tutor.author.graph import mermaid
from tutor.author.play import NoSuchPlace, lesson_named
from tutor.course.library import shipped
from tutor.course.load import Loaded, load
from tutor.course.model import AfterWrong, Ask, Choice, Goto, Lesson, Question, Typed

LABEL = r"""(?:[\w .,?!'’()/+…“”–—-]|\#\d+;|<br/>)*"""
LINES = [
    r"flowchart TD",
    r'    begin\(\("start"\)\) --> n\d+',
    rf"""    n\d+(?:\["{LABEL}"\]|\(\["{LABEL}"\]\)|\{{\{{"{LABEL}"\}}\}}|\[/"{LABEL}"/\])""",
    rf"""    n\d+ (?:-->|-\.->)(?:\|"{LABEL}"\|)? n\d+""",
    r"    classDef \w+ [\w:-]+(?: \d)?",
    r"    class n\d+(?:,n\d+)* \w+",
]
GRAMMAR = [re.compile(line) for line in LINES]


def well_formed(drawing: str) -> bool:
    return all(any(line.fullmatch(x) for line in GRAMMAR) for x in drawing.split("\n"))


def drawn(made: Lesson) -> str:
    return mermaid(made, COURSE.questions)


def test_choices_are_labels_detours_are_dashed_and_ends_stand_out() -> None:
    said = mermaid(BREAD, COURSE.questions)
    assert well_formed(said)
    assert 'begin(("start")) --> n0' in said
    assert 'n0 -->|"“Start from the top”"| n2' in said
    assert 'n0 -.->|"“What is flour?”"| n1' in said
    assert '{{"check<br/>asks q-rise<br/>Which of these makes a loaf grow?"}}' in said
    assert 'n3 -.->|"wrong"| n4' in said
    assert "n3 --> n5" in said
    assert '(["finish<br/>Bread is a sponge that you can eat.<br/>ends#58; completed"])' in said
    assert "class n6 ending" in said
    assert "class n1,n4 returning" in said
    assert "explains yeast" in said


def test_conditions_and_once_stand_under_the_choice() -> None:
    hub = node("hub", choices(goes("Test me", "end", condition="not practised(c)"),
                              visits("Aside", "aside", once=True)))  # fmt: skip
    said = drawn(lesson(hub, node("aside", RETURN, "By the way."), END))
    assert '-->|"“Test me”<br/>if not practised(c)"|' in said
    assert '-.->|"“Aside”<br/>once"|' in said


def test_how_often_a_wrong_answer_leads_aside_is_said() -> None:
    asking = node("ask", Ask("q-rise", "end", AfterWrong("help", 2)))
    said = drawn(lesson(asking, node("help", RETURN, "Think."), END))
    assert '-.->|"wrong, up to 2 times"|' in said


@pytest.mark.parametrize(
    "text",
    [
        '"]; click n0 "javascript:alert(1)"', '%%{init: {"theme": "dark"}}%%', "end", "1. a list",
        "`**md**`", "#quot;", "<script>alert(1)</script>", "a | b --> c", "]])}}/]", "a\nb\r\nc",
        'style x: "y" #1;', "---\ntitle: x\n---", "\x1b[31mred", "n0@{ shape: cyl }", "$$x$$", "日本語",
    ],
)  # fmt: skip
def test_no_text_means_anything_to_mermaid(text: str) -> None:
    named = {"q": Question("q", ("c",), text, Typed(("x",)))}
    hub = node("hub", choices(goes(text, "ask", condition=text), goes("Out", "end")), text)
    said = mermaid(lesson(hub, node("ask", Ask("q", "end"), text), END), named)
    assert well_formed(said), said


@given(st.text(max_size=80))
def test_any_text_gives_a_well_formed_drawing(text: str) -> None:
    hub = node("hub", choices(Choice("a", text, Goto("end"), condition=text)), text)
    assert well_formed(drawn(lesson(hub, END)))


def test_a_long_text_is_cut_at_a_word() -> None:
    said = drawn(lesson(node("hub", Goto("end"), "yeast " * 40), END))
    assert "yeast yeast …" in said
    assert max(map(len, said.split("\n"))) < 120


@pytest.mark.parametrize("name", ["docker-vs-vm", "contributing"])
def test_every_shipped_lesson_is_drawn_whole(name: str) -> None:
    loaded = load(shipped(), name, drafts=True)
    assert isinstance(loaded, Loaded)
    for each in loaded.course.lessons.values():
        said = mermaid(each, loaded.course.questions)
        assert well_formed(said)
        shapes = re.findall(r"^    n\d+[\[({]", said, re.MULTILINE)
        assert len(shapes) == len(each.nodes)


def test_a_lesson_that_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(NoSuchPlace, match=r"did you mean bread\?"):
        lesson_named(COURSE, "braed")


def test_it_is_drawn_without_learning_the_questions(tmp_path: Path) -> None:
    """So that it comes at once, for a course that has just been changed."""
    import subprocess
    import sys

    code = (
        f"import sys; sys.argv[1:] = ['graph', '--library', {str(shipped())!r}, 'environments'];"
        "from tutor.cli import main; main(); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "textual", "prompt_toolkit"} & set(done.stdout.split())
