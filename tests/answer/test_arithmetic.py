"""Answers are the same whether or not numpy has been loaded meanwhile."""

from array import array

import pytest
from answer.bread import INDEX
from hypothesis import given
from hypothesis import strategies as st

from tutor.answer import arithmetic
from tutor.answer.score import scored

SAID = st.lists(
    st.sampled_from("what is yeast why does dough rise a sourdough starter zebra flour".split()),
    min_size=1,
    max_size=12,
)


@given(SAID)
def test_both_ways_of_summing_come_to_the_same(said: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arithmetic, "_numpy", None)
        plain = scored(INDEX, said)
        arithmetic.hasten()
        quick = scored(INDEX, said)
    assert plain.scores == pytest.approx(quick.scores, abs=1e-5)
    assert plain.cosines == pytest.approx(quick.cosines, abs=1e-5)


def test_nothing_known_sums_to_nothing() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arithmetic, "_numpy", None)
        arithmetic.hasten()
        assert list(arithmetic.gathered(INDEX.postings, {}, 2)) == [0.0, 0.0]


@pytest.mark.parametrize("quick", [False, True], ids=["plain", "numpy"])
def test_sums_by_group_and_the_highest_at_some_places(
    monkeypatch: pytest.MonkeyPatch, quick: bool
) -> None:
    monkeypatch.setattr(arithmetic, "_numpy", None)
    if quick:
        arithmetic.hasten()
    vector, weights = (1.0, 2.0, 4.0, 8.0), array("f", (1, 1, 0.5, 1)).tobytes()
    groups = array("H", (1, 0, 1, 2)).tobytes()
    assert arithmetic.summed(vector, weights, groups, 2) == [2.0, 3.0]
    assert arithmetic.highest(vector, array("H", (0, 2)).tobytes()) == 4.0
    assert arithmetic.highest(vector, b"") == 0.0
    assert list(arithmetic.bent(vector, 0.5)) == [1.0, 3.0, 10.0, 36.0]
