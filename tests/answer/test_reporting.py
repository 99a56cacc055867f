"""What is printed as JSON has one shape, whatever was decided."""

import json

import pytest
from answer.bread import COURSE, INDEX

from tutor.answer.decide import decide_all
from tutor.answer.report import as_json

KEYS = {
    "question", "decision", "entry", "concepts", "confidence", "short", "answer", "source",
    "corrections", "suggestions", "parts",
}  # fmt: skip


def printed(text: str) -> dict[str, object]:
    return json.loads(json.dumps(as_json(COURSE, decide_all(INDEX, text))))


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("How hot should the oven be?", "answer"),
        ("dough rises because of salt", "answer"),
        ("kneading yeast", "did_you_mean"),
        ("who is the president of france", "not_covered"),
        ("recipe for pancakes", "not_covered"),
        ("hi", "not_covered"),
        ("", "not_covered"),
    ],
)
def test_every_decision_has_the_same_keys(text: str, decision: str) -> None:
    told = printed(text)
    assert set(told) == KEYS
    assert told["decision"] == decision
    assert told["parts"] == []


def test_an_answer_names_its_source_and_what_corrects_it() -> None:
    told = printed("How hot should the oven be?")
    assert (told["entry"], told["concepts"]) == ("oven-heat", ["oven"])
    assert told["short"] == "About 230 degrees for a loaf."
    assert told["source"] == {
        "section": "Loaves",
        "title": "The Book of Loaves",
        "url": "https://example.org/loaves",
    }
    assert [one["instead"] for one in told["corrections"]] == ["Bake at 230."]


def test_a_belief_is_answered_with_its_own_id_and_reply() -> None:
    told = printed("salt makes dough rise")
    assert (told["entry"], told["short"]) == (
        "salt-lifts",
        "Salt slows dough down; yeast lifts it.",
    )
    assert told["source"] is None


def test_replies_to_small_talk_and_to_what_is_out_of_scope_are_in_short() -> None:
    assert printed("recipe for pancakes")["short"] == "This course is about bread alone."
    assert printed("thanks")["short"]
    assert printed("who is the president of france")["short"] is None


def test_questions_offered_say_what_they_are_about() -> None:
    offered = printed("how long")["suggestions"]
    assert isinstance(offered, list)
    assert {"entry", "question", "concepts", "confidence"} == set(offered[0])


def test_of_two_questions_the_first_is_the_object_and_the_second_a_part() -> None:
    told = printed("What is yeast? How hot should the oven be?")
    assert told["entry"] == "what-is-yeast"
    assert [part["entry"] for part in told["parts"]] == ["oven-heat"]
