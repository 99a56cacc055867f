"""``tutor export``: everything kept about a learner, and notes of what they learned and asked."""

import json
from datetime import timedelta

import pytest
from conversation.kitchen import COURSE, NOON
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from tutor.author.export import everything
from tutor.author.export.notes import (
    AskedNote,
    ConceptNotes,
    Notes,
    markdown,
    notes_of,
    notes_without_course,
)
from tutor.learner.events import (
    Answer,
    Asked,
    Event,
    Explain,
    MisconceptionCleared,
    MisconceptionOpened,
    Record,
    Undo,
    decode,
)
from tutor.learner.store import Stored


def log(*events: Event) -> list[Record]:
    """A turn a day, an event a turn."""
    return [
        Record(number, "s", number, NOON + timedelta(days=number - 1), event)
        for number, event in enumerate(events, 1)
    ]


def on(found: Notes, concept: str) -> ConceptNotes:
    return next(each for each in found.concepts if each.id == concept)


ASKED = Asked("what is yaest", "what-is-yeast", 0.9)
READ = Explain(("yeast",), by="what-is-yeast")


def test_what_was_read_and_asked_stands_under_its_concept() -> None:
    found = notes_of(COURSE, log(ASKED, READ, Explain(("yeast",), by="bread/rise")))
    (yeast,) = found.concepts
    assert [note.question for note in yeast.learned] == ["What is yeast?"]
    assert yeast.lessons == ("How bread rises",)
    assert yeast.asked == (AskedNote("what is yaest", NOON, True),)
    assert yeast.state == "explained"
    said = markdown(found)
    assert "## Yeast (explained)" in said
    assert (
        "- **What is yeast?** Yeast is a living fungus that makes dough rise. (from “Loaves”)"
        in said
    )
    assert "- what is yaest (1 March 2026)" in said


def test_what_was_not_answered_is_kept_with_the_nearest_concept_or_apart() -> None:
    near = Asked("does dough conduct electricity", None, 0.1, nearest="kneading")
    found = notes_of(COURSE, log(near, Asked("how tall is everest", None, 0.0)))
    assert [note.text for note in on(found, "kneading").asked] == [near.text]
    assert [note.text for note in found.others] == ["how tall is everest"]
    assert "how tall is everest (2 March 2026), not answered" in markdown(found)


def test_a_question_asked_again_is_noted_once_with_its_last_day() -> None:
    found = notes_of(COURSE, log(ASKED, replace(ASKED, text="What is  YAEST")))
    (asked,) = on(found, "yeast").asked
    assert asked == AskedNote("What is YAEST", NOON + timedelta(days=1), True)


def test_tries_at_questions_and_beliefs_got_over_are_noted() -> None:
    found = notes_of(COURSE, log(
        MisconceptionOpened("salt-lifts", "yeast"),
        Answer("q-rise", "yeast", "salt", False, 1, 0, options=3),
        Answer("q-rise", "yeast", "yeast", True, 2, 0, options=3),
        Answer("q-rise", "yeast", "yeast", True, 1, 1, options=3),
        MisconceptionCleared("salt-lifts", "yeast"),
    ))  # fmt: skip
    said = markdown(found)
    assert "First tries at its questions: 1 of 2 right." in said
    assert "Not so: “Salt makes bread rise.” Salt holds it back; yeast lifts it." in said


def test_what_was_undone_is_in_the_json_and_not_in_the_notes() -> None:
    records = log(ASKED, READ, Undo("s", 1), Undo("s", 2))
    assert notes_of(COURSE, records).concepts == ()
    kept = [Stored("me", "bread", record) for record in records]
    data = json.loads(everything("me", {}, kept, [], NOON))
    assert [row["event"]["type"] for row in data["events"]] == ["asked", "explain", "undo", "undo"]


def test_the_json_holds_every_event_in_order_as_it_was() -> None:
    records = log(ASKED, READ, Answer("q-rise", "yeast", "salt", False, 1, 0, options=3))
    kept = [Stored("me", "bread", record) for record in records]
    data = json.loads(
        everything("ann", {"course": "bread"}, kept, [notes_of(COURSE, records)], NOON)
    )
    assert (data["format"], data["learner"], data["settings"]) == (1, "ann", {"course": "bread"})
    assert data["exported"] == "2026-03-01T12:00:00Z"
    assert [row["seq"] for row in data["events"]] == [1, 2, 3]
    assert [decode(json.dumps(row["event"])) for row in data["events"]] == [
        r.event for r in records
    ]
    assert data["events"][0]["at"] == "2026-03-01T12:00:00Z"
    assert data["notes"][0]["concepts"][0]["name"] == "Yeast"


def test_ids_that_the_course_renamed_are_followed() -> None:
    concepts = {"levain": replace(COURSE.concepts["yeast"], id="levain", was=("yeast",))}
    lesson = replace(COURSE.lessons["bread"], id="loaf", was=("bread",))
    entry = replace(COURSE.entries["what-is-yeast"], about=("levain",))
    course = replace(COURSE, concepts=concepts, lessons={"loaf": lesson},
                     entries={"what-is-yeast": entry})  # fmt: skip
    found = notes_of(course, log(ASKED, READ, Explain(("yeast",), by="bread/rise")))
    assert on(found, "levain").lessons == ("How bread rises",)
    assert on(found, "levain").learned


def test_of_a_course_that_is_gone_the_questions_remain() -> None:
    found = notes_without_course("rolls", log(Asked("what is a roll", "roll", 0.9), READ))
    assert "# rolls" in markdown(found)
    assert "what is a roll" in markdown(found)


def test_a_learner_of_whom_nothing_is_kept_has_notes_that_say_so() -> None:
    assert "Nothing learned or asked yet." in markdown(notes_of(COURSE, []))


@pytest.mark.parametrize(
    "text",
    ["# no heading", "- no list", "1. no list", "<script>alert(1)</script>", "[a](http://x.test)",
     "`code` *it* __b__", "| a | b |", "a\nb", "\x1b[31mred", "~~x~~ &amp; \\", "= x"],
)  # fmt: skip
def test_what_was_typed_is_shown_as_it_was_typed(text: str) -> None:
    said = markdown(notes_of(COURSE, log(Asked(text, None, 0.0))))
    html = MarkdownIt("commonmark").enable("table").render(said.split("else\n\n")[1])
    assert html.count("<") == 4, html  # the list and its one item
    assert "\x1b" not in said


@given(st.text(max_size=60))
def test_any_text_is_one_line_of_the_notes(text: str) -> None:
    said = markdown(notes_of(COURSE, log(Asked(text, None, 0.0))))
    assert len(said.strip().split("\n")) == 5
