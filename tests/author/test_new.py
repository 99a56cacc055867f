"""``tutor new``: a course that is right from the start, whatever it is called."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.answer.index import build
from tutor.author.check import check
from tutor.author.new import LESSON, CannotMake, Made, course_id, new, next_steps
from tutor.author.play import place, played
from tutor.conversation.learned import known
from tutor.conversation.messages import LessonEnded
from tutor.conversation.state import Subject
from tutor.course.fields import ID
from tutor.course.library import courses
from tutor.course.load import Loaded, load
from tutor.course.source import parse


def loaded(made: Made) -> Loaded:
    found = load(made.library, made.id)
    assert isinstance(found, Loaded), found
    return found


def test_a_new_course_has_no_finding_of_any_level(tmp_path: Path) -> None:
    made = new("Team onboarding", tmp_path)
    assert [str(finding) for finding in check(tmp_path, made.id)] == []
    assert (made.id, made.title) == ("team-onboarding", "Team onboarding")


def test_a_new_course_can_be_played_to_its_end_and_answers(tmp_path: Path) -> None:
    course = loaded(new("bread", tmp_path)).course
    subject = Subject(course, known(build(course)))
    lesson = course.lessons[LESSON]
    (test, _) = lesson.tests
    steps = [taken for _, taken in played(subject, lesson, test.play)]
    assert place(steps) == "finish"
    (ended,) = [x for taken in steps for x in taken.messages if isinstance(x, LessonEnded)]
    assert ended.outcome == "completed"


def test_its_comments_speak_of_every_key_that_an_author_may_write(tmp_path: Path) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in new("bread", tmp_path).files)
    for key in (
        "format", "title", "goal", "sources", "author", "url", "published", "paths", "lessons",
        "concepts", "name", "summary", "also", "after", "required", "was", "about", "ask",
        "not_ask", "short", "answer", "support", "section", "quote", "lines", "source", "figure",
        "follow_ups", "status", "options", "right", "wrong", "why", "misconception", "order",
        "accept", "hints", "belief", "heard_as", "reply", "cleared_by", "says", "instead", "refer",
        "checked", "art", "alt", "out_of_scope", "minutes", "needs", "start", "nodes", "say",
        "once", "choices", "text", "goto", "if", "detour", "explains", "after_wrong", "times",
        "resume", "then", "else", "return", "end", "tests", "play", "expect", "at", "explained",
        "said",
    ):  # fmt: skip
        assert f"{key}:" in text, key
    for condition in ("seen(", "explained(", "practised(", "mastered(", "due(", "answered(",
                      "completed("):  # fmt: skip
        assert condition in text


@pytest.mark.parametrize(
    ("name", "id_", "title"),
    [
        ("bread", "bread", "Bread"),
        ("Baking Bread", "baking-bread", "Baking Bread"),
        ("Émile's \"first\" week: 100 % #1", "emiles-first-week-100-1", "Émile's \"first\" week: 100 % #1"),
        ("true", "true", "True"),
        ("2024", "2024", "2024"),
        ("..", None, None),
        ("../bread", None, None),
        ("/etc/bread", None, None),
        ("a\\b", None, None),
        ("東京", None, None),
        ("", None, None),
        ("-rf", "rf", "-rf"),
        ("a\x1b[31mb\x00c\nd", "abc-d", "abc d"),
        ("x" * 200, None, None),
    ],
    ids=lambda value: repr(value)[:20],
)  # fmt: skip
def test_any_name_gives_a_right_course_or_a_plain_refusal(
    tmp_path: Path, name: str, id_: str | None, title: str | None
) -> None:
    if id_ is None:
        with pytest.raises(CannotMake, match=r"\. "):
            new(name, tmp_path)
        assert not list(tmp_path.iterdir())
        return
    made = new(name, tmp_path)
    course = loaded(made).course
    assert (course.id, course.title) == (id_, title)
    (listed,) = courses((tmp_path,))
    assert (listed.id, listed.title) == (id_, title)


@given(st.text(max_size=40) | st.text("ab'\"#:&*!%@`[]{}|>-?~ ", max_size=12))
@settings(max_examples=60)
def test_every_name_is_refused_or_gives_an_id_and_a_title_that_reads_back(name: str) -> None:
    from tutor.author.new import _quoted, _title

    try:
        found = course_id(name)
    except CannotMake:
        return
    assert ID.fullmatch(found)
    title = _title(name, found)
    read = parse(f"title: {_quoted(title)}\n", "f.yaml")
    assert read.items["title"].value == title  # type: ignore[union-attr]


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    made = new("bread", tmp_path)
    for path in made.files:
        path.write_text("mine", encoding="utf-8")
    with pytest.raises(CannotMake, match="is there already"):
        new("Bread", tmp_path)
    assert {path.read_text(encoding="utf-8") for path in made.files} == {"mine"}
    (tmp_path / "dialogues" / "rolls").mkdir()
    with pytest.raises(CannotMake, match="rolls is there already"):
        new("rolls", tmp_path)
    assert not (tmp_path / "knowledge" / "rolls").exists()


def test_a_second_course_goes_beside_the_first(tmp_path: Path) -> None:
    new("bread", tmp_path)
    new("rolls", tmp_path)
    assert [at.id for at in courses((tmp_path,))] == ["bread", "rolls"]


def test_where_nothing_can_be_written_the_reason_is_said_and_nothing_is_left(
    tmp_path: Path,
) -> None:
    (tmp_path / "dialogues").write_text("a file", encoding="utf-8")
    with pytest.raises(CannotMake, match="could not be written"):
        new("bread", tmp_path)
    assert not (tmp_path / "knowledge" / "bread").exists()


def test_without_a_folder_it_gets_one_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = new("Baking Bread")
    assert (tmp_path / "baking-bread/knowledge/baking-bread/course.yaml").is_file()
    said = next_steps(made)
    assert "tutor check baking-bread" in said
    assert "tutor play --library baking-bread --course baking-bread welcome" in said


def test_a_folder_with_spaces_is_quoted_in_the_commands_to_go_on_with(tmp_path: Path) -> None:
    assert "my courses'" in next_steps(new("bread", tmp_path / "my courses"))
