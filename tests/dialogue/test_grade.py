"""Is this typed answer right? Lenient about form, strict about meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.course.model import Option, Options, Question, Typed, WrongAnswer
from tutor.dialogue.grade import (
    ONE_ANSWER,
    WHICH_UNIT,
    Close,
    Right,
    Wrong,
    grade,
    matches_option,
    part_of_one,
)
from tutor.dialogue.said import words

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


def test_of_several_foreseen_wrong_answers_the_likest_says_why() -> None:
    form = Typed(
        ("isolation",),
        wrong=(
            WrongAnswer("virtualization", "One way."),
            WrongAnswer("virtual machine", "A machine."),
            WrongAnswer("virtualizing", "To do it."),
        ),
    )
    for text, why in (
        ("a virtual machine", "A machine."),
        ("Virtualization", "One way."),
        ("virtualizing", "To do it."),
    ):
        assert grade(Question("q", ("c",), "Which word?", form), text) == Wrong(why)


@pytest.mark.parametrize(
    "text",
    [
        "10 GB", "10gb", "10 gigabytes", "ten GB", "about 10 gigs", "10,000 MB", "10240 MB",
        "10 giga bytes", "0.01 TB", "10", "ten", "it's 10",
    ],
)  # fmt: skip
def test_numbers_and_units_are_compared_as_such(text: str) -> None:
    assert isinstance(grade(SIZE, text), Right)


@pytest.mark.parametrize("text", ["11 GB", "10 MB", "100 GB", "1 GB", "not 10 GB", "1"])
def test_another_number_or_unit_is_never_nearly_right(text: str) -> None:
    assert isinstance(grade(SIZE, text), Wrong)


@pytest.mark.parametrize(
    ("accept", "text"),
    [
        ("400 MB", "four hundred megabytes"),
        ("4,000 MB", "4000 mb"),
        ("90 seconds", "1.5 minutes"),
        ("90 seconds", "1,5 min"),
        ("50%", "fifty percent"),
        ("5 times", "5x"),
        ("42", "forty-two"),
        ("42", "forty two"),
        ("12", "a dozen"),
        ("megabytes", "mega bytes"),
        ("megabytes", "some 400 MB"),
    ],
)
def test_amounts_are_understood_however_they_are_written(accept: str, text: str) -> None:
    assert isinstance(grade(Question("q", ("c",), "How much?", Typed((accept,))), text), Right)


def test_a_number_alone_is_understood_only_where_its_unit_is_clear() -> None:
    eight = Typed(("8 GB",), wrong=(WrongAnswer("8 MB", "Too small for a whole system."),))
    assert grade(Question("q", ("c",), "How big?", eight), "8") == Wrong(WHICH_UNIT)
    asked = Question("q", ("c",), "How many gigabytes?", Typed(("40",)))
    assert isinstance(grade(asked, "40 GB"), Right)
    assert isinstance(grade(asked, "40 MB"), Wrong)


@pytest.mark.parametrize(
    "text",
    [
        "hypervisor, not a container engine",
        "not a container engine but a hypervisor",
        "it is not the container engine. It is the hypervisor",
        "a hypervisor rather than a kernel",
        "hypervisor not kernel",
        "no, the hypervisor",
        "the software that runs them is called a hypervisor",
        "hyper visor",
        "hypervisor or virtual machine monitor",
    ],
)
def test_a_right_answer_may_deny_something_else(text: str) -> None:
    assert isinstance(grade(HYPERVISOR, text), Right)


@pytest.mark.parametrize(
    "text",
    [
        "it isn't a hypervisor",
        "no hypervisor",
        "anything but a hypervisor",
        "the kernel, not the hypervisor",
        "the kernel instead of the hypervisor",
        "neither a hypervisor nor a vmm",
        "a hypervisor is not it",
    ],
)
def test_a_denied_answer_is_never_right(text: str) -> None:
    assert isinstance(grade(HYPERVISOR, text), Wrong)


def test_two_answers_at_once_are_none() -> None:
    assert grade(HYPERVISOR, "hypervisor or kernel") == Wrong(ONE_ANSWER)
    assert grade(HYPERVISOR, "container engine or hypervisor") == Wrong(
        "That one runs containers.", "mixed-up"
    )


LODGING = Question(
    "q",
    ("c",),
    "The dog sleeps at the baker's. Who is the host?",
    Typed(("the baker",), wrong=(WrongAnswer("the dog", "It is the guest."),)),
)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("the baker is the host, the dog is the guest", True),
        ("the dog is the guest and the baker is the host", True),
        ("the host is the baker; the dog is only a guest", True),
        ("the dog is the host, the baker is the guest", False),
        ("the baker is the guest and the dog is the host", False),
        ("the baker, the dog", False),
    ],
)
def test_of_two_things_told_apart_the_one_asked_for_counts(text: str, right: bool) -> None:
    assert grade(LODGING, text) == (Right("the baker") if right else Wrong("It is the guest."))


@pytest.mark.parametrize("text", ["none", "zero", "0", "no kernel", "it has no kernel"])
def test_an_answer_that_denies_is_right_where_the_author_says_so(text: str) -> None:
    assert isinstance(grade(NONE, text), Right)


@pytest.mark.parametrize("text", ["hypervisionary", "hypvisr", "hypervizer"])
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


MEGABYTES = Question(
    "q",
    ("c",),
    "An image takes 300 MB. How much do three of them take?",
    Options((Option("a", "90 MB", False), Option("b", "900 MB", True), Option("c", "9 GB", False))),
)
COUNT = Question(
    "q",
    ("c",),
    "Three virtual machines run. How many guest kernels are running?",
    Options((Option("1", "One", False), Option("3", "Three", True), Option("0", "None", False))),
)


@pytest.mark.parametrize(
    ("question", "text", "option"),
    [
        (MEGABYTES, "900", "b"),
        (MEGABYTES, "about 900", "b"),
        (MEGABYTES, "nine hundred megabytes", "b"),
        (MEGABYTES, "0.9 GB", "b"),
        (MEGABYTES, "9000 MB", "c"),
        (COUNT, "three guest kernels are running", "3"),
        (COUNT, "I think none of them", "0"),
    ],
)
def test_a_number_means_its_option(question: Question, text: str, option: str) -> None:
    meant = matches_option(question, text)
    assert meant is not None
    assert meant.id == option


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (MEGABYTES, "900 GB"),
        (MEGABYTES, "901 MB"),
        (MEGABYTES, "300"),
        (COUNT, "not three"),
        (COUNT, "four"),
        (OPTIONS, "not the kernel of the host"),
    ],
)
def test_another_number_or_a_denial_means_no_option(question: Question, text: str) -> None:
    assert matches_option(question, text) is None


@pytest.mark.parametrize("text", ["", "kernel", "what is a kernel?", "something else entirely"])
def test_other_words_mean_no_option(text: str) -> None:
    assert matches_option(OPTIONS, text) is None


answers = st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=4, unique=True).map(tuple)


@given(answers, st.text(max_size=60))
def test_any_text_gets_a_verdict(accept: tuple[str, ...], text: str) -> None:
    assert isinstance(grade(Question("q", ("c",), "?", Typed(accept)), text), Right | Close | Wrong)


letters = [
    c for c in map(chr, range(0x41, 0x250)) if c.isalpha() and c.upper().lower() == c.lower()
]
readable = st.text(st.sampled_from(letters), min_size=3, max_size=12)


@given(st.lists(readable, min_size=1, max_size=4).map(" ".join))
def test_an_accepted_answer_is_right_however_it_is_dressed(answer: str) -> None:
    question = Question("q", ("c",), "?", Typed((answer,)))
    if words(answer) and "not" not in words(answer):
        for text in (answer, answer.upper(), f"I think it is the {answer}."):
            assert isinstance(grade(question, text), Right), text
        assert not isinstance(grade(question, f"it is not the {answer}"), Right)


JOBS = (
    "Forty loaves of the same bread",
    "An old recipe of Anna's",
    "No bread at all",
    "Flour and salt",
    "The cold oven",
)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("old recipe", 1),
        ("the recipe of anna", 1),
        ("oven", 4),
        ("forty loaves", 0),
        ("bread", None),  # several have it
        ("recipe", None),  # one word of many may mean anything
        ("old recipe?", None),
        ("not the old recipe", None),
        ("flour", None),  # one of two things is not both
        ("salt and flour", 3),
        ("salt, flour", 3),
        ("old oven", None),
        ("", None),
    ],
)
def test_a_few_of_its_words_mean_the_only_text_that_has_them(typed: str, at: int | None) -> None:
    assert part_of_one(JOBS, typed) == at


def test_one_of_two_joined_things_is_enough_for_a_choice_that_is_not_graded() -> None:
    assert part_of_one(JOBS, "flour", graded=False) == 3
