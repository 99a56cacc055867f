"""``tutor check --coverage``: what is taught where, how long it takes, and what is thin."""

from pathlib import Path

import msgspec
import pytest
from conversation.kitchen import COURSE
from course.library_files import library
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from tutor.author.course_map import CourseMap, course_map, main_way
from tutor.author.course_map_text import WIDTH, text
from tutor.course.library import shipped
from tutor.course.load import Loaded, load
from tutor.course.model import Course, End, Lesson, Node, Text

FOUND = course_map(COURSE)


def thin(found: CourseMap, name: str) -> tuple[str, ...]:
    listed = (*found.thin_concepts, *found.thin_lessons)
    return next((each.reasons for each in listed if each.id == name), ())


def test_a_concept_counts_what_has_it_as_its_main_one() -> None:
    yeast = FOUND.concepts[0]
    assert (yeast.entries, yeast.questions, yeast.misconceptions) == (1, 2, 1)
    assert yeast.lessons == ("bread",)
    assert FOUND.concepts[1].after == ("yeast",)
    assert FOUND.counts.phrasings == 18


def test_reading_time_is_that_of_its_answers_and_explanations() -> None:
    """22 words of answer and 4 of the node that explains it, at 200 a minute."""
    assert FOUND.concepts[0].reading == pytest.approx(26 / 200, abs=0.05)
    long = replace(COURSE.entries["what-is-yeast"], answer="word " * 400)
    course = replace(COURSE, entries={**COURSE.entries, "what-is-yeast": long})
    assert course_map(course).concepts[0].reading > 2


def test_a_lesson_takes_as_long_as_its_main_way() -> None:
    assert [node.id for node in main_way(COURSE.lessons["bread"])] == [
        "hook", "rise", "check", "typed", "finish",
    ]  # fmt: skip
    (row,) = FOUND.lessons
    assert (row.minutes, row.nodes, row.questions) == (2, 7, 2)
    assert 0.8 < row.reading < 2


def test_what_is_thin_is_said_in_words() -> None:
    assert thin(FOUND, "yeast") == ("1 entry", "2 questions")
    assert thin(FOUND, "oven") == ("1 entry", "no lesson", "no question", "no misconception")
    assert thin(FOUND, "bread") == ("no scripted test",)


def test_what_is_not_required_may_be_thin_but_must_be_explained() -> None:
    optional = replace(COURSE.concepts["oven"], required=False)
    course = replace(COURSE, concepts={**COURSE.concepts, "oven": optional})
    assert thin(course_map(course), "oven") == ()
    course = replace(course, entries={})
    assert thin(course_map(course), "oven") == ("nothing explains it",)


def test_a_prerequisite_that_a_later_lesson_explains_is_out_of_order() -> None:
    def explaining(name: str, concept: str) -> Lesson:
        node = Node("a", End(), (Text("So it is."),), (concept,))
        return Lesson(name, name, "a", {"a": node})

    lessons = {"1": explaining("1", "kneading"), "2": explaining("2", "yeast")}
    found = course_map(replace(COURSE, lessons=lessons))
    assert "explained before yeast, on which it builds" in thin(found, "kneading")
    found = course_map(replace(COURSE, lessons=dict(reversed(lessons.items()))))
    assert not any("builds" in reason for reason in thin(found, "kneading"))


def test_a_lesson_that_says_another_length_than_it_has_is_thin() -> None:
    lesson = replace(COURSE.lessons["bread"], minutes=30)
    found = course_map(replace(COURSE, lessons={"bread": lesson}))
    assert any(reason.startswith("says 30 minutes, reads in") for reason in thin(found, "bread"))


def test_the_text_names_everything_and_fits_the_screen() -> None:
    said = text(FOUND)
    for word in ("Bread (bread)", "3 concepts (3 required)", "1 lesson,", "kneading", "Thin:"):
        assert word in said
    assert max(map(cell_len, said.splitlines())) <= WIDTH


@pytest.mark.parametrize("name", ["docker-vs-vm", "contributing"])
def test_the_map_of_a_shipped_course_fits_the_screen(name: str) -> None:
    loaded = load(shipped(), name)
    assert isinstance(loaded, Loaded)
    said = text(course_map(loaded.course))
    assert max(map(cell_len, said.splitlines())) <= WIDTH
    assert all(concept[:20] in said for concept in loaded.course.concepts)


@given(st.lists(st.from_regex(r"[a-z0-9][a-z0-9.-]{0,70}", fullmatch=True), min_size=1, max_size=5, unique=True),
       st.text(max_size=90))  # fmt: skip
@settings(max_examples=40)
def test_no_name_is_too_long_for_the_text(names: list[str], title: str) -> None:
    concepts = {
        name: replace(
            COURSE.concepts["oven"], id=name, after=tuple(names), required=number % 2 == 0
        )
        for number, name in enumerate(names)
    }
    lesson = replace(COURSE.lessons["bread"], id=names[0])
    course = replace(
        COURSE, title=title, concepts=concepts, entries={}, questions=COURSE.questions,
        lessons={names[0]: lesson},
    )  # fmt: skip
    assert max(map(cell_len, text(course_map(course)).splitlines())) <= WIDTH


def test_an_empty_course_has_a_map() -> None:
    bare = Course("bare", "Bare", "", {}, {}, {}, {}, {}, {}, {})
    assert text(course_map(bare)).endswith("Nothing is thin.")


def test_the_map_goes_through_json_unchanged(tmp_path: Path) -> None:
    loaded = load(library(tmp_path), "bread")
    assert isinstance(loaded, Loaded)
    found = course_map(loaded.course)
    assert msgspec.json.decode(msgspec.json.encode(found), type=CourseMap) == found
