"""A misspelt word is read as the course's own; a word that is right is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.answer.repair import repaired

VOCABULARY = {
    "what": 9, "is": 9, "a": 9, "the": 9, "hypervisor": 3, "container": 9, "containers": 5,
    "virtual": 5, "machine": 5, "docker": 9, "vm": 9, "vms": 5, "kernel": 4, "size": 2,
    "image": 3, "guest": 2, "engine": 2, "or": 3, "swarm": 0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("hypervisr", "hypervisor"),
        ("hypevisro", "hypervisor"),
        ("dokcer", "docker"),
        ("kernal", "kernel"),
        ("machien", "machine"),
        ("containrs", "containers"),
        ("virtualmachine", "virtual machine"),
        ("whatis", "what is"),
        ("teh", "the"),
    ],
)
def test_a_slip_of_the_keys_is_mended(typed: str, read: str) -> None:
    found = repaired((typed,), VOCABULARY)
    assert " ".join(found.words) == read
    assert found.changed == ((typed, read),)


@pytest.mark.parametrize(
    "typed",
    ["kvm", "const", "mariner", "guess", "sized", "doctor", "ve", "v2", "swarm", "images", "podman",
     "elephant", "größe"],
)  # fmt: skip
def test_a_word_that_is_no_slip_is_left_alone(typed: str) -> None:
    found = repaired((typed,), VOCABULARY)
    assert found.words == (typed,)
    assert found.changed == ()


def test_nothing_is_read_as_a_word_that_only_an_answer_uses() -> None:
    assert repaired(("swamr",), VOCABULARY).words == ("swamr",)


def test_the_further_a_word_was_off_the_more_it_counts_as_a_slip() -> None:
    near, far, right = repaired(("hypervisr", "hypevisr", "docker"), VOCABULARY).slips
    assert far > near > right == 0


@given(st.lists(st.text(alphabet="abcdehiknorstvw", min_size=1, max_size=12), max_size=8))
def test_words_stay_in_step_with_their_slips(typed: list[str]) -> None:
    found = repaired(typed, VOCABULARY)
    assert len(found.words) == len(found.slips) >= len(typed)
    assert all(0 <= slip <= 1 for slip in found.slips)
    assert repaired(found.words, VOCABULARY).words == found.words
