"""What the line mode prints: words for everything, nothing that a screen reader trips over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.conversation import messages as m
from tutor.line.markdown import plain
from tutor.line.plain import told, turn
from tutor.line.wrap import cells, inked, unmarked, wrapped


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("A **bold** word and `code` and *more*.", "A bold word and code and more."),
        ("two\nlines", "two lines"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("- first\n- second", "- first\n- second"),
        ("see [the docs](https://x.test)", "see the docs (https://x.test)"),
        ("# Heading", "Heading"),
        ("3 * 4 * 5", "3 * 4 * 5"),
        ("```\n  kept  as it is\n```", "      kept  as it is"),
        (
            "| Feature | VM |\n| --- | --- |\n| Size | Big |",
            "- Feature: Size; VM: Big.",
        ),
        (
            "| | Dough | Bread |\n|---|:-:|---|\n| Size | small \\| flat | **big** |",
            "- Size. Dough: small | flat; Bread: big.",
        ),
        ("# Head\ntext\n---\n> said", "Head\ntext\n\nsaid"),
        ("- one\n  more\n  - inner\n1) two", "- one more\n  - inner\n1) two"),
        ("use `**x**` and \\*y\\*, **not `z`**", "use **x** and *y*, not z"),
        ("<https://x.test> ![a loaf](loaf.png)", "https://x.test a loaf (loaf.png)"),
        ("````\n```\ncode\n```\n````\nafter", "    ```\n    code\n    ```\nafter"),
    ],
)
def test_markdown_becomes_words(markdown: str, text: str) -> None:
    assert plain(markdown) == text


def test_long_lines_wrap_and_list_items_hang() -> None:
    lines = plain("- " + "word " * 30, 40).split("\n")
    assert all(len(line) <= 40 for line in lines)
    assert all(line.startswith("  ") for line in lines[1:])


def test_what_the_tutor_says_wraps_with_its_name_and_a_list_begins_below_it() -> None:
    assert all(len(line) <= 40 for line in told(m.Say("word " * 30), 40).split("\n"))
    assert told(m.Say("- one\n- two")) == "Tutor:\n- one\n- two"


def test_a_figure_is_described_and_drawn_only_when_asked() -> None:
    figure = m.ShowFigure("loaf", "A loaf", "┌──┐\n└──┘", "A loaf with a round top.")
    assert told(figure) == "Figure, A loaf: A loaf with a round top."
    assert "┌──┐" in told(figure, figures=True)


def test_a_struck_option_is_said_in_words() -> None:
    prompt = m.PickOption(
        "Bread", "q", "What lifts it?", (m.Choice("a", "Salt", True), m.Choice("b", "Yeast")), 0
    )
    assert told(prompt) == "Question: What lifts it?\n1. Salt (already tried)\n2. Yeast"


def test_a_verdict_begins_with_the_word() -> None:
    assert told(m.Graded("q", "salt", False, "It is salt.")) == "Tutor: Not quite. It is salt."
    assert told(m.Graded("q", "yeast", True, "Yes.")) == "Tutor: Right. Yes."


def test_an_answer_names_its_source_and_how_it_was_read() -> None:
    answer = m.Answered(
        "e", "Yeast", ("yeast",), "A fungus.", "", False, 0.9,
        m.SourceReference("Loaves", "The Bread Book", ""), repairs=(("yaest", "yeast"),),
    )  # fmt: skip
    assert told(answer) == (
        "(reading “yaest” as yeast)\nTutor: A fungus.\nFrom “Loaves”, The Bread Book"
    )


def test_the_speaker_is_named_once_before_what_is_said_in_a_row() -> None:
    figure = m.ShowFigure("loaf", "A loaf", "", "It is round.")
    said = turn((m.You("1"), m.Say("One."), m.Say("Two."), figure, m.Say("Three.")))
    assert [unmarked(text) for text in said] == [
        "Tutor: One.",
        "Two.",
        "Figure, A loaf: It is round.",
        "Tutor: Three.",
    ]


def test_emphasis_is_bold_on_a_terminal_and_nothing_elsewhere() -> None:
    (text,) = turn((m.Say("A **bold** word."),))
    assert inked(text) == "\x1b[1mTutor:\x1b[22m A \x1b[1mbold\x1b[22m word."
    assert told(m.Say("A **bold** word.")) == "Tutor: A bold word."


def test_counts_are_told_with_commas() -> None:
    assert told(m.Say("1 of 2 explained · 0 due")) == "Tutor: 1 of 2 explained, 0 due"


def test_a_wide_character_takes_two_cells() -> None:
    assert wrapped("面包 面包 面包", 9).split("\n") == ["面包 面包", "面包"]
    assert cells("e\u0301") == 1


@given(st.text(max_size=300), st.integers(20, 78))
def test_a_line_is_only_too_long_where_a_word_is(text: str, width: int) -> None:
    for line in wrapped(text, width, "- ", "  ").split("\n"):
        assert cells(line) <= width or len(line[2:].split()) == 1


@given(st.text(max_size=200))
def test_no_text_puts_an_escape_on_the_terminal(text: str) -> None:
    for message in (m.Say(text), m.Notice(text), m.NotCovered("q", text), m.HintGiven(text, 1, 2)):
        assert not {c for c in told(message) if ord(c) < 32 and c != "\n"}
        assert "\x9b" not in told(message)
