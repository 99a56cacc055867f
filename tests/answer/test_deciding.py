"""A question is answered, asked back about, or said not to be covered; never answered wrong."""

import time

import msgspec
import pytest
from answer.bread import COURSE, ENTRIES, INDEX
from hypothesis import given
from hypothesis import strategies as st

from tutor.answer.decide import Answer, DidYouMean, NotCovered, decide, decide_all
from tutor.answer.features import blocks, passed_over, words
from tutor.answer.reading import Reading


def answered(text: str, topic: str | None = None) -> str | None:
    """The entry that answers a text, None where none does."""
    decision = decide(INDEX, text, topic)
    return decision.entry if isinstance(decision, Answer) else None


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda one: one.id)
def test_every_phrasing_gets_its_own_answer(entry) -> None:
    assert [answered(text) for text in entry.ask] == [entry.id] * len(entry.ask)


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("WHAT IS YEAST???", "what-is-yeast"),
        ("so what does yeast do in dough", "what-is-yeast"),
        ("why should I knead the dough", "why-knead"),
        ("how do you get a crispy crust on bread", "crust-steam"),
        ("oven temperature", "oven-heat"),
        ("how should yeast be stored", "yeast-storage"),
    ],
)
def test_a_question_in_other_words_is_answered(typed: str, entry: str) -> None:
    assert answered(typed) == entry


@pytest.mark.parametrize(
    ("typed", "entry", "read"),
    [
        ("what is yaest", "what-is-yeast", ("yaest", "yeast")),
        ("oven temprature for braed", "oven-heat", ("temprature", "temperature")),
        ("purpose of kneeding", "why-knead", ("kneeding", "kneading")),
        ("whatis yeast", "what-is-yeast", ("whatis", "what is")),
    ],
)
def test_a_misspelt_question_is_answered_and_says_how_it_was_read(
    typed: str, entry: str, read: tuple[str, str]
) -> None:
    decision = decide(INDEX, typed)
    assert isinstance(decision, Answer)
    assert decision.entry == entry
    assert read in decision.repairs


def test_a_learner_s_word_for_a_concept_is_understood() -> None:
    assert answered("what is leaven") == "what-is-yeast"
    assert answered("define raising agent") == "what-is-yeast"


@pytest.mark.parametrize(
    "typed",
    [
        "what is the capital of france",
        "how do I merge two dictionaries in python",
        "who won the match yesterday",
        "book me a flight to rome",
    ],
)
def test_what_has_nothing_to_do_with_the_course_is_not_answered(typed: str) -> None:
    decision = decide(INDEX, typed)
    assert isinstance(decision, NotCovered)
    assert decision.reply == ""


@pytest.mark.parametrize("typed", ["recipe for pancakes", "how do I make a cake?", "make a cake"])
def test_what_the_author_put_out_of_scope_gets_the_author_s_reply(typed: str) -> None:
    decision = decide(INDEX, typed)
    assert isinstance(decision, NotCovered)
    assert decision.reply == "This course is about bread alone."


@pytest.mark.parametrize(
    "typed", ["how do I clean the oven", "How do I clean the ovn?", "how do i clean my oven"]
)
def test_a_near_miss_is_never_answered_by_the_entry_that_names_it(typed: str) -> None:
    decision = decide(INDEX, typed)
    assert not (isinstance(decision, Answer) and decision.entry == "oven-heat")
    assert "oven-heat" not in [one.entry for one in getattr(decision, "suggestions", ())]


def test_a_wrong_belief_is_replied_to() -> None:
    decision = decide(INDEX, "dough rises because of the salt")
    assert isinstance(decision, Answer)
    assert (decision.entry, decision.misconception) == ("salt-lifts", True)
    assert decision.concepts == ("yeast",)


def test_a_question_between_two_entries_is_asked_back_about() -> None:
    decision = decide(INDEX, "kneading yeast")
    assert isinstance(decision, DidYouMean)
    offered = [one.entry for one in decision.suggestions]
    assert {"yeast-storage", "why-knead"} <= set(offered)
    assert len(offered) <= 3
    assert len(set(offered)) == len(offered)


@pytest.mark.parametrize(
    ("typed", "topic", "entry"),
    [
        ("how long does it keep?", "yeast", "yeast-storage"),
        ("and how hot should it be?", "oven", "oven-heat"),
        ("what is it for?", "kneading", "why-knead"),
        ("can I freeze it", "yeast", "yeast-storage"),
    ],
)
def test_a_follow_up_leans_on_what_was_talked_about_last(
    typed: str, topic: str, entry: str
) -> None:
    assert answered(typed, topic) == entry
    assert answered(typed, "no-such-concept") == answered(typed)


def test_a_question_of_its_own_does_not_lean_on_the_topic() -> None:
    assert answered("How hot should the oven be?", "yeast") == "oven-heat"
    assert isinstance(decide(INDEX, "who invented it?", "yeast"), NotCovered | DidYouMean)


@pytest.mark.parametrize(
    ("typed", "entries"),
    [
        ("What is yeast? How hot should the oven be?", ["what-is-yeast", "oven-heat"]),
        ("What is yeast and how long does it keep?", ["what-is-yeast", "yeast-storage"]),
        ("What is yeast? What is yeast?", ["what-is-yeast"]),
        ("What is yeast?", ["what-is-yeast"]),
    ],
)
def test_two_questions_at_once_get_two_answers(typed: str, entries: list[str]) -> None:
    decisions = decide_all(INDEX, typed)
    assert [one.entry for one in decisions if isinstance(one, Answer)] == entries


def test_a_pair_in_one_question_is_not_torn_apart() -> None:
    assert len(decide_all(INDEX, "steam and crust")) == 1


@pytest.mark.parametrize(
    "typed", ["hi", "Hello there!", "thanks a lot", "bye", "what can you do?", "I don't get it",
              "who are you", "ok", "sorry, my mistake", "never mind", "asdfghjkl", "???", "", "   ", "\x1b[31m"],
)  # fmt: skip
def test_small_talk_gets_a_short_human_reply_and_no_answer(typed: str) -> None:
    decision = decide(INDEX, typed, "yeast")
    assert isinstance(decision, NotCovered)
    assert 0 < len(decision.reply) <= 200
    assert not decision.suggestions


def test_thanks_before_a_question_does_not_swallow_the_question() -> None:
    assert answered("thanks, and what is yeast?") == "what-is-yeast"


@pytest.mark.parametrize(
    "typed", ["x" * 10_000, "yeast " * 2_000, "how " * 2_500, "é\u202e" * 5000]
)
def test_a_very_long_text_costs_no_more_than_a_long_one(typed: str) -> None:
    decide_all(INDEX, "what is yeast and how hot is the oven")
    start = time.perf_counter()
    decisions = decide_all(INDEX, typed)
    assert time.perf_counter() - start < 0.5
    assert decisions


@given(st.text(max_size=300), st.sampled_from([None, "yeast", "oven"]))
def test_any_text_gets_a_decision(typed: str, topic: str | None) -> None:
    for decision in decide_all(INDEX, typed, topic):
        assert 0 <= decision.confidence <= 1
        if isinstance(decision, Answer):
            known = COURSE.misconceptions if decision.misconception else COURSE.entries
            assert decision.entry in known


@given(st.sampled_from([text for one in ENTRIES for text in one.ask]), st.data())
def test_capitals_and_marks_change_nothing(text: str, data: st.DataObject) -> None:
    shouted = data.draw(st.sampled_from([text.upper(), text.title(), f"  {text} ?!", f"“{text}”"]))
    assert answered(shouted) == answered(text)


@pytest.mark.parametrize(
    "typed",
    [
        "please tell me what is yeast",
        "ELI5: what is yeast?",
        "can someone explain in layman's terms what is yeast",
        "hey guys, quick question, what is yeast exactly?",
    ],
)
def test_what_is_only_said_around_a_question_changes_nothing(typed: str) -> None:
    assert answered(typed) == "what-is-yeast"


def test_the_one_question_in_a_story_is_what_is_asked() -> None:
    story = "We moved to a new flat in the spring and the kitchen there has no window at all. "
    assert answered(f"{story}Is yeast alive?") == "what-is-yeast"
    assert isinstance(decide(INDEX, f"{story}How tall is she?"), NotCovered)


def test_words_that_are_only_politeness_are_still_a_text() -> None:
    for typed in ("please", "so", "well ok"):
        assert not isinstance(decide(INDEX, typed), Answer)


def test_each_aspect_that_is_listed_is_answered() -> None:
    told = decide_all(INDEX, "Tell me about bread with regard to yeast, kneading and oven heat")
    assert [one.entry for one in told if isinstance(one, Answer)] == [
        "what-is-yeast",
        "why-knead",
        "oven-heat",
    ]


def test_what_is_offered_stands_in_the_order_of_its_likelihood() -> None:
    for typed in ("kneading yeast", "how warm should yeast be", "should I knead yeast"):
        decision = decide(INDEX, typed)
        chances = [one.confidence for one in decision.suggestions]
        assert chances == sorted(chances, reverse=True)


def weighed(monkeypatch: pytest.MonkeyPatch, **chances: float) -> object:
    """What is decided where the entries of these names have these chances."""
    order = [target.id.replace("-", "_") for target in INDEX.targets]
    ranked = tuple((order.index(name), chance) for name, chance in chances.items())
    read = Reading(("yeast",), (), ranked, None, "", 1.0)
    monkeypatch.setattr("tutor.answer.decide.reading", lambda *_: read)
    return decide(msgspec.structs.replace(INDEX, targets=ONE_CONCEPT), "is it the yeast")


ONE_CONCEPT = tuple(
    msgspec.structs.replace(one, concepts=("yeast",) if "yeast" in one.id else one.concepts)
    for one in INDEX.targets
)
"""The targets, two of them on yeast."""


def test_what_two_entries_of_one_concept_are_likely_for_is_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decision = weighed(monkeypatch, what_is_yeast=0.42, yeast_storage=0.4)
    assert isinstance(decision, Answer)
    assert decision.entry == "what-is-yeast"
    assert [one.entry for one in decision.suggestions] == ["yeast-storage"]


@pytest.mark.parametrize(
    "chances",
    [
        {"what_is_yeast": 0.42, "why_knead": 0.4},
        {"what_is_yeast": 0.42, "yeast_storage": 0.2},
        {"what_is_yeast": 0.34, "yeast_storage": 0.34},
    ],
    ids=["another concept", "hardly likely", "neither likely"],
)
def test_else_it_is_asked_which_one_is_meant(
    monkeypatch: pytest.MonkeyPatch, chances: dict[str, float]
) -> None:
    assert isinstance(weighed(monkeypatch, **chances), DidYouMean)


@pytest.mark.parametrize(
    ("typed", "beside"),
    [
        ("when would you choose bread over toast", ("toast",)),
        ("advantage of rye over wheat", ("wheat",)),
        ("when do you prefer rye to wheat", ("wheat",)),
        ("use yeast instead of soda", ("soda",)),
        ("is rye better than white wheat", ("white", "wheat")),
        ("does dough flow over the edge", ()),
        ("how do I get to the bakery", ()),
        ("is it over", ()),
        ("bread or toast", ()),
    ],
)
def test_what_something_is_preferred_to_is_told_from_what_is_preferred(
    typed: str, beside: tuple[str, ...]
) -> None:
    assert passed_over(words(typed)) == beside


@pytest.mark.parametrize("way", ["why take {} over {}", "{} instead of {}", "is {} better than {}"])
def test_one_over_the_other_is_not_the_other_over_the_one(way: str) -> None:
    stems, _, runs = blocks(words(way.format("rye", "wheat")), str)
    mirrored_stems, _, mirrored_runs = blocks(words(way.format("wheat", "rye")), str)
    assert stems != mirrored_stems
    assert runs != mirrored_runs
