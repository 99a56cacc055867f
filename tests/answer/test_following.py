"""What a pronoun stands for, and what is answered then."""

import pytest
from answer.bread import INDEX

from tutor.answer.common import FUNCTION
from tutor.answer.decide import Answer, DidYouMean, NotCovered, decide
from tutor.answer.followup import goes_on_to, points_back
from tutor.answer.reading import Reading, reading

NAMING = frozenset({"dough", "loaf", "loaves", "yeast", "oven"})


@pytest.mark.parametrize(
    "text",
    [
        "do loaves have it as well",
        "why is it so slow",
        "does dough depend on that",
        "what controls it",
        "when would i want one",
        "how long does one take",
        "is that the same as yeast",
        "what if they get wet",
    ],
)
def test_a_pronoun_with_nothing_else_to_stand_for_points_back(text: str) -> None:
    assert points_back(text.split(), NAMING)


@pytest.mark.parametrize(
    "text",
    [
        "what is dough and how does it rise",
        "if a loaf burns does it harm the oven",
        "is it wise to bake at night",
        "is it true that yeast is alive",
        "i heard that yeast is alive",
        "does that dough rise",
        "which one is heavier",
        "what about loaves do they need salt",
        "how does yeast work",
    ],
)
def test_a_pronoun_that_the_text_itself_explains_does_not(text: str) -> None:
    assert not points_back(text.split(), NAMING)


@pytest.mark.parametrize("text", ["what is the oven to it", "does the oven do that as well"])
def test_what_leaves_out_the_thing_pointed_at_is_never_answered_as_if_it_were_not_there(
    text: str,
) -> None:
    decision = decide(INDEX, text, "yeast-storage")
    assert isinstance(decision, DidYouMean | NotCovered)


def test_what_the_text_asks_for_by_itself_is_offered_before_what_the_topic_alone_adds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order = [target.id for target in INDEX.targets]
    knead, store = order.index("why-knead"), order.index("yeast-storage")
    alone = Reading(("how", "long", "one"), (), ((knead, 0.6),), None, "", 1.0)
    leaning = Reading(("how", "long", "yeast"), (), ((store, 0.6), (knead, 0.55)), None, "", 1.0)
    monkeypatch.setattr(
        "tutor.answer.decide.reading", lambda _index, _text, *own: leaning if own else alone
    )
    decision = decide(INDEX, "how long does one take", "yeast")
    assert isinstance(decision, DidYouMean)
    assert [one.entry for one in decision.suggestions] == ["why-knead", "yeast-storage"]


def test_a_word_of_the_learner_s_own_counts_whatever_the_course_calls_it() -> None:
    told = reading(INDEX, "how warm must the oven get for leaven", ["leaven"])
    about = {INDEX.targets[at].concepts[0] for at, _ in told.ranked}
    assert "yeast" in about
    assert "oven" not in about


@pytest.mark.parametrize(
    ("beside", "entry"), [(0.1, "yeast-storage"), (0.8, "what-is-yeast")], ids=["meet", "do not"]
)
def test_a_bare_name_goes_on_with_the_topic_where_the_two_meet(
    monkeypatch: pytest.MonkeyPatch, beside: float, entry: str
) -> None:
    order = [target.id for target in INDEX.targets]
    yeast, store, knead = map(order.index, ("what-is-yeast", "yeast-storage", "why-knead"))
    alone = Reading(("and", "yeast"), (), ((yeast, 0.95),), None, "", 1.0)
    ranked = ((store, 0.7), (knead, 0.4), (yeast, beside))
    both = Reading(("storage", "yeast"), (), ranked, None, "", 1.0)
    monkeypatch.setattr(
        "tutor.answer.decide.reading", lambda _index, _text, *own: both if own else alone
    )
    decision = decide(INDEX, "and yeast?", "yeast-storage")
    assert isinstance(decision, Answer)
    assert decision.entry == entry


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("and the oven", True),
        ("what about yeast", True),
        ("and how hot is the oven", False),
        ("the oven", False),
        ("and then", False),
    ],
)
def test_only_a_bare_name_goes_on(text: str, goes_on: bool) -> None:
    assert goes_on_to(text.split(), FUNCTION, NAMING) is goes_on
