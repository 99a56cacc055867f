"""Answers are the same whether or not numpy has been loaded meanwhile."""

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
        assert arithmetic.gathered(INDEX.postings, {}, 2) == [0.0, 0.0]
