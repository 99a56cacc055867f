"""Is this typed answer right? Lenient about form, strict about meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.course.model import Option, Options, Question, Typed, WrongAnswer
from tutor.dialogue.grade import Close, Right, Wrong, grade, matches_option

HYPERVISOR = Question(
    "q",
    ("c",),
    "What runs the machines?",
    Typed(
        ("hypervisor", "virtual machine monitor"),
        "It does.",
        (WrongAnswer("container engine", "That one runs containers.", "mixed-up"),),
    ),
)
SIZE = Question("q", ("c",), "How big?", Typed(("10 GB", "ten gigabytes")))
NONE = Question("q", ("c",), "How many guest kernels?", Typed(("none", "zero", "no kernel")))
OPTIONS = Question(
    "q",
    ("c",),
    "Which?",
    Options(
        (
            Option("host", "The kernel of the host", True),
            Option("own", "A kernel of its own", False),
            Option("none", "None at all", False),
        )
    ),
)


@pytest.mark.parametrize(
    "text",
    [
        "hypervisor",
        "Hypervisor",
        "  the HYPERVISOR. ",
        "a hypervisor",
        "hypervisors",
        "hypervisr",
        "I think it is a hypervisor",
        "it's called the hypervisor!",
        "virtual machine monitor",
        "monitor, virtual machine",
        "virtual machines monitor",
    ],
)
def test_form_is_forgiven(text: str) -> None:
    assert isinstance(grade(HYPERVISOR, text), Right)


@pytest.mark.parametrize(
    "text",
    ["", "???", "it is not a hypervisor", "not the hypervisor", "never a hypervisor", "the kernel",
     "a machine", "engine", "no idea"],
)  # fmt: skip
def test_meaning_is_not(text: str) -> None:
    assert isinstance(grade(HYPERVISOR, text), Wrong)


def test_a_foreseen_wrong_answer_says_why() -> None:
    assert grade(HYPERVISOR, "a Container Engine") == Wrong("That one runs containers.", "mixed-up")


@pytest.mark.parametrize("text", ["10 GB", "10gb", "10 gigabytes", "ten GB", "about 10 gigs"])
def test_numbers_and_units_are_compared_as_such(text: str) -> None:
    assert isinstance(grade(SIZE, text), Right)


@pytest.mark.parametrize("text", ["11 GB", "10 MB", "100 GB", "1 GB", "10"])
def test_another_number_or_unit_is_never_nearly_right(text: str) -> None:
    assert isinstance(grade(SIZE, text), Wrong)


@pytest.mark.parametrize("text", ["none", "zero", "0", "no kernel", "it has no kernel"])
def test_an_answer_that_denies_is_right_where_the_author_says_so(text: str) -> None:
    assert isinstance(grade(NONE, text), Right)


@pytest.mark.parametrize("text", ["hypervisionary", "hypvisr"])
def test_nearly_right_is_asked_about(text: str) -> None:
    assert grade(HYPERVISOR, text) == Close("hypervisor")


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("the kernel of the host", "host"),
        ("Kernel of the host", "host"),
        ("kernal of the host", "host"),
        ("I think the kernel of the host", "host"),
        ("None at all", "none"),
        ("own", "own"),
    ],
)
def test_the_words_of_an_option_mean_it(text: str, option: str) -> None:
    meant = matches_option(OPTIONS, text)
    assert meant is not None
    assert meant.id == option


@pytest.mark.parametrize("text", ["", "kernel", "what is a kernel?", "something else entirely"])
def test_other_words_mean_no_option(text: str) -> None:
    assert matches_option(OPTIONS, text) is None


answers = st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=4, unique=True).map(tuple)


@given(answers, st.text(max_size=60))
def test_any_text_gets_a_verdict(accept: tuple[str, ...], text: str) -> None:
    assert isinstance(grade(Question("q", ("c",), "?", Typed(accept)), text), Right | Close | Wrong)
