"""What the pages say: words and data, before anything is drawn."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conversation.kitchen import COURSE, NOON, Clock, sitting
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tutor.conversation.pages import about, card, concepts, courses, lessons, progress, reviews
from tutor.conversation.pages.page import (
    Detail,
    Item,
    Page,
    Section,
    See,
    View,
    found,
    items,
    likeliest,
)
from tutor.conversation.pages.when import ago, ahead, recalled
from tutor.conversation.route import Ask, Run
from tutor.conversation.session import Session
from tutor.course.library import CourseAt
from tutor.course.model import Path as LearningPath
from tutor.learner.coverage import Coverage, Level

SECTIONS = (
    Section("Dough", (Item("yeast", "Yeast", words=("levain",)), Item("flour", "Strong flour"))),
    Section("Heat", (Item("oven", "Oven", note="It bakes dough."),)),
)


def view(page: Page, name: str) -> View:
    return next(each for each in page.views if each.name == name)


def titles(sections: tuple[Section, ...]) -> list[str]:
    return [item.title for item in items(sections)]


def facts(detail: Detail) -> dict[str, list[str]]:
    return {each.label: [line.text for line in each.lines] for each in detail.facts}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(home: Path, clock: Clock) -> Session:
    """A learner who took the lesson and answered both its questions."""
    opened = sitting(home, clock)
    for line in ("/lesson bread", "1", "continue", "yeast", "gas", "continue"):
        opened.say(line)
    return opened


# Finding


def test_nothing_typed_finds_everything() -> None:
    assert found(SECTIONS, " ") == SECTIONS


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ye", ["Yeast"]),
        ("LEVAIN", ["Yeast"]),
        ("flo str", ["Strong flour"]),
        ("dough", ["Oven"]),
        ("yaest", ["Yeast"]),
        ("vienna", []),
        ("!!", []),
    ],
)
def test_what_is_typed_finds(typed: str, expected: list[str]) -> None:
    assert titles(found(SECTIONS, typed)) == expected
    assert all(section.items for section in found(SECTIONS, typed))


def test_what_is_called_so_comes_before_what_speaks_of_it() -> None:
    spoken = (Section("", (Item("a", "Lesson on yeast"), Item("b", "Yeast"))),)
    best = likeliest(found(spoken, "yeas"), "yeas")
    assert best is not None
    assert best.id == "b"


@given(st.text(max_size=20))
def test_whatever_is_typed_only_narrows(typed: str) -> None:
    everything = titles(SECTIONS)
    narrowed = titles(found(SECTIONS, typed))
    assert [title for title in everything if title in narrowed] == narrowed


# Times and chances


@pytest.mark.parametrize(
    ("days", "past", "coming"),
    [
        (0, "today", "today"),
        (1, "yesterday", "tomorrow"),
        (5, "5 days ago", "in 5 days"),
        (20, "2 weeks ago", "in 2 weeks"),
        (100, "3 months ago", "in 3 months"),
        (800, "2 years ago", "in 2 years"),
    ],
)
def test_a_time_is_told_as_one_would(days: int, past: str, coming: str) -> None:
    assert ago(NOON - timedelta(days=days), NOON) == past
    assert ahead(NOON + timedelta(days=days), NOON) == coming


def test_an_hour_past_midnight_is_another_day() -> None:
    late, early = datetime(2026, 3, 1, 23, 30, tzinfo=UTC), datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
    assert ago(late, early) == "yesterday"
    assert ahead(late, early) == "today"


def test_the_less_is_recalled_the_plainer_it_is_said() -> None:
    said = [recalled(chance) for chance in (0.99, 0.9, 0.8, 0.6, 0.2)]
    assert said == [
        "fresh in your mind", "probably still there", "fading", "half forgotten", "mostly forgotten"
    ]  # fmt: skip
    assert recalled(None) == "never asked"


# The map and a card


def test_every_order_of_the_map_has_every_concept_once(session: Session) -> None:
    page = concepts.page(COURSE, session.overview())
    for each in page.views:
        seen = [item.act.concept for item in items(each.sections) if isinstance(item.act, See)]
        assert sorted(seen) == sorted(COURSE.concepts), each.name


def test_the_map_counts_a_lessons_concepts(session: Session) -> None:
    by_lesson = view(concepts.page(COURSE, session.overview()), "by lesson").sections
    assert [(section.title, section.note) for section in by_lesson[1:]] == [
        ("How bread rises", "1 of 1 explained"),
        ("Beside the lessons", "0 of 2 explained"),
    ]


def test_the_map_groups_by_state_and_the_groups_add_up(session: Session) -> None:
    by_state = view(concepts.page(COURSE, session.overview()), "by state").sections
    assert [(section.title, section.note) for section in by_state] == [
        ("Mastered", "1"), ("Unseen", "2")
    ]  # fmt: skip


def test_what_builds_on_what_is_indented(session: Session) -> None:
    tree = view(concepts.page(COURSE, session.overview()), "what builds on what").sections
    assert [(item.title, item.depth) for item in items(tree)] == [
        ("Yeast", 0), ("Kneading", 1), ("Oven", 0)
    ]  # fmt: skip


def test_what_is_next_stands_first_with_its_reason(session: Session) -> None:
    first = concepts.page(COURSE, session.overview()).views[0].sections[0]
    assert first.title == "Next"
    assert [(item.title, item.note) for item in first.items] == [
        ("Questions on Kneading", "No lesson explains Kneading: ask about it.")
    ]


def test_a_concept_tells_its_state_memory_and_neighbours(session: Session, clock: Clock) -> None:
    clock.later(days=1)
    told = card.detail(COURSE, session.coverage, "yeast", clock.now)
    assert (told.title, told.text, told.level) == (
        "Yeast", "The fungus that lifts dough.", Level.mastered
    )  # fmt: skip
    known = facts(told)
    assert known["Questions"] == ["2 of 2 answered right"]
    assert known["Memory"] == ["probably still there; last asked yesterday"]
    assert known["Comes back"] == ["tomorrow, on 3 March"]
    assert known["Unlocks"] == ["Kneading (unseen)"]
    assert known["Lessons"] == ["How bread rises"]
    assert "What is yeast?" in known["You can ask"]


def test_a_wrong_answer_is_counted_as_met(home: Path) -> None:
    opened = sitting(home)
    for line in ("/lesson bread", "1", "continue", "salt"):
        opened.say(line)
    known = facts(card.detail(COURSE, opened.coverage, "yeast", NOON))
    assert known["Questions"] == ["0 of 2 answered right, 1 met and not yet right"]


def test_a_card_offers_all_that_can_be_done(session: Session) -> None:
    page = card.page(COURSE, session.overview(), "kneading")
    assert [item.act for item in items(page.views[0].sections)] == [
        Run("quiz", "kneading"),
        See("yeast"),
        Ask("Why do bakers knead dough?"),
    ]


# Lessons


def test_a_lesson_says_how_far_one_is(home: Path, clock: Clock) -> None:
    opened = sitting(home, clock)

    def said() -> tuple[str, str, str]:
        (item,) = items(lessons.page(COURSE, opened.coverage).views[0].sections)
        return item.state, item.mark, item.verb

    assert said() == ("not begun, 2 minutes", "", "start")
    opened.say("/lesson bread")
    assert said() == ("2 minutes", "just begun", "go on")
    opened.say("1")
    assert said() == ("2 minutes", "left after 2 steps", "go on")
    for line in ("continue", "yeast", "gas", "continue"):
        opened.say(line)
    assert said() == ("completed, 2 minutes", "", "again")


def test_a_lesson_tells_where_it_was_left_what_it_needs_and_its_paths(home: Path) -> None:
    taught = replace(
        COURSE,
        lessons={"bread": replace(COURSE.lessons["bread"], needs=("oven",))},
        paths=(LearningPath("baker", "Baker", ("bread", "gone")),),
    )
    opened = sitting(home, course=taught)
    for line in ("/lesson bread", "1"):
        opened.say(line)
    known = facts(lessons.detail(taught, opened.coverage, "bread"))
    assert known["Left at"] == ["We were looking at bubbles."]
    assert known["Needs"] == ["Oven (unseen)"]
    assert known["Explains"] == ["Yeast (explained)"]
    assert known["On the path"] == ["Baker"]
    on_path = view(lessons.page(taught, opened.coverage), "Baker")
    assert titles(on_path.sections) == ["How bread rises"]


def test_a_saved_place_that_cannot_be_read_is_no_error(session: Session) -> None:
    broken = replace(session.coverage, positions={"bread": "{"}, completed=frozenset())
    assert lessons.detail(COURSE, broken, "bread").title == "How bread rises"


def test_a_course_without_lessons_says_so() -> None:
    bare = replace(COURSE, lessons={})
    page = lessons.page(bare, Coverage())
    assert page.views[0].sections[0].note == "This course has no lessons yet."


# Review


def test_the_most_forgotten_comes_first_with_when_it_was_asked(home: Path, clock: Clock) -> None:
    opened = sitting(home, clock)
    for line in ("/quiz yeast", "yeast", "gas"):
        opened.say(line)
    clock.later(days=2)
    for line in ("/quiz kneading", "stretchy"):
        opened.say(line)
    clock.later(days=20)
    page = reviews.page(COURSE, opened.coverage, opened.overview(), clock.now)
    due = page.views[0].sections[0]
    assert page.lead == "2 due · 0 coming back"
    assert [(item.title, item.note) for item in due.items] == [
        ("Start the review: 2 questions", ""),
        ("Yeast", "Last asked 3 weeks ago."),
        ("Kneading", "Last asked 2 weeks ago."),
    ]
    told = about.about(COURSE, opened.coverage, due.items[0], clock.now)
    assert facts(told)["Asks about"] == ["Yeast (practised)", "Kneading (practised)"]


def test_a_mix_up_is_offered_to_be_cleared(home: Path) -> None:
    opened = sitting(home)
    opened.say("salt makes the dough rise")
    page = reviews.page(COURSE, opened.coverage, opened.overview(), NOON)
    section = next(each for each in page.views[0].sections if each.title.startswith("Mix-ups"))
    assert [(item.title, item.note, item.act) for item in section.items] == [
        ("Yeast", "Salt makes bread rise.", Run("quiz", "yeast"))
    ]


def test_what_was_practised_and_is_fresh_is_said_to_be(session: Session) -> None:
    page = reviews.page(COURSE, session.coverage, session.overview(), NOON)
    assert page.views[0].sections[-1].title == "Show what you know already"
    assert page.lead == "0 due · 1 coming back"
    gone = replace(COURSE, questions={})
    bare = reviews.page(gone, session.coverage, session.overview(), NOON)
    assert bare.views[0].sections[0].note == reviews.NOTHING_DUE


# Progress


def test_progress_adds_up_and_begins_at_nothing(session: Session) -> None:
    shown = session.overview()
    page = progress.page(COURSE, shown, session.timeline(), NOON)
    assert [(each.word, each.count, each.total, each.over) for each in page.amounts] == [
        ("explained", 1, 3, (0, 1)),
        ("practised", 1, 3, (0, 1)),
        ("mastered", 1, 3, (0, 1)),
    ]
    assert page.added_up == "3 concepts in all: 1 mastered, 2 unseen."
    assert page.since == "since today"
    assert [(each.title, each.words) for each in page.areas] == [
        ("How bread rises", "1 mastered"), ("Beside the lessons", "2 unseen")
    ]  # fmt: skip
    assert sum(len(each.levels) for each in page.areas) == shown.counts.total


def test_before_the_first_turn_there_is_no_time_to_show(home: Path) -> None:
    opened = sitting(home)
    page = progress.page(COURSE, opened.overview(), opened.timeline(), NOON)
    assert page.since == ""
    assert all(each.over == () for each in page.amounts)


def test_time_is_told_from_the_first_day(session: Session, clock: Clock) -> None:
    clock.later(days=2)
    page = progress.page(COURSE, session.overview(), session.timeline(), clock.now)
    assert page.since == "since 1 March 2026, 3 days"
    assert page.amounts[0].over == (0, 1, 1, 1)


# Courses


def test_the_open_course_is_named_and_the_others_can_be_changed_to(tmp_path: Path) -> None:
    installed = (
        CourseAt("bread", "Bread", tmp_path, goal="Bake a loaf."),
        CourseAt("cake", "Cake", tmp_path),
    )
    page = courses.page(installed, "bread")
    assert [(item.state, item.act) for item in items(page.views[0].sections)] == [
        ("open now", None), ("", Run("course", "cake"))
    ]  # fmt: skip
    assert courses.detail(installed, "bread", "bread").text == "Bake a loaf."
