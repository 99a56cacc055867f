"""Keeping and dropping a draft in the text of its file: nothing else moves by a letter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.author.edit.steps import (
    accepted,
    dropped,
    plain,
    without_follow_up,
    without_question,
)
from tutor.author.edit.text import CannotEdit
from tutor.course.source import parse

FILE = """\
# Everything about bread.
entries:
  # Yeast
  - id: yeast   # the first
    status: draft
    about: yeast
    ask:
      - What is yeast?
    short: |
      A fungus.

      # no comment, but text
    follow_ups: [salt, sugar]
  # Salt
  - status: draft
    id: salt
    short: >-
      White
      stuff.

  - id: sugar
    status: draft   # ask Ann
    short: "Sweet:
      it is."
    follow_ups:
      - yeast
      - salt

questions:   # none is good yet
  - id: q-yeast
    text: Is it alive?
    status: "draft"
    # the end of it
# The end.
"""


def diff(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    old, new = before.splitlines(), after.splitlines()
    went = [line for line in old if line not in new]
    return went, [line for line in new if line not in old]


def test_accepting_takes_the_status_line_and_nothing_else() -> None:
    text = accepted(FILE, "f.yaml", "entry", "yeast")
    assert text == FILE.replace("    status: draft\n    about: yeast", "    about: yeast")


def test_a_comment_beside_the_status_stays() -> None:
    text = accepted(FILE, "f.yaml", "entry", "sugar")
    assert text == FILE.replace("    status: draft   # ask Ann\n", "    # ask Ann\n")


def test_a_status_that_comes_first_gives_its_dash_to_the_next_key() -> None:
    text = accepted(FILE, "f.yaml", "entry", "salt")
    assert text == FILE.replace("  - status: draft\n    id: salt", "  - id: salt")


def test_a_status_in_quotes_is_taken_as_well() -> None:
    text = accepted(FILE, "f.yaml", "question", "q-yeast")
    assert text == FILE.replace('    status: "draft"\n', "")


def test_a_lesson_is_accepted_as_a_whole_file() -> None:
    lesson = "# A lesson.\nstatus: draft\nid: bread\nnodes: {}\n"
    assert accepted(lesson, "l.yaml", "lesson", "bread") == "# A lesson.\nid: bread\nnodes: {}\n"


@pytest.mark.parametrize(
    "item", ["{id: a, status: draft}", "{status: draft, id: a}", "{id: a, status: 'draft'}"]
)
def test_a_status_that_cannot_be_taken_out_becomes_ready(item: str) -> None:
    text = accepted(f"entries:\n  - {item}\n", "f.yaml", "entry", "a")
    assert "ready" in text
    assert "draft" not in text


def test_dropping_takes_the_item_with_its_comments_and_nothing_else() -> None:
    text = dropped(FILE, "f.yaml", "entry", "salt")
    went, came = diff(FILE, text)
    assert came == []
    assert went == [
        "  - status: draft",
        "    id: salt",
        "    short: >-",
        "      White",
        "      stuff.",
    ]
    assert "  # Salt\n\n  - id: sugar" in text


def test_dropping_leaves_no_two_empty_lines_together() -> None:
    text = "entries:\n  - id: a\n\n  - id: b\n\n  - id: c\n"
    assert dropped(text, "f.yaml", "entry", "b") == "entries:\n  - id: a\n\n  - id: c\n"


def test_a_list_without_its_last_item_is_an_empty_list() -> None:
    text = dropped(FILE, "f.yaml", "question", "q-yeast")
    assert text.endswith("\nquestions: []   # none is good yet\n# The end.\n")


def test_a_follow_up_is_taken_out_of_every_kind_of_list() -> None:
    text = without_follow_up(FILE, "f.yaml", "yeast", "salt")
    assert "    follow_ups: [sugar]\n" in text
    assert "    follow_ups: [salt]\n" in without_follow_up(FILE, "f.yaml", "yeast", "sugar")
    text = without_follow_up(text, "f.yaml", "sugar", "salt")
    assert "    follow_ups:\n      - yeast\n\nquestions" in text
    text = without_follow_up(text, "f.yaml", "sugar", "yeast")
    assert 'it is."\n\nquestions' in text
    text = without_follow_up(text, "f.yaml", "yeast", "sugar")
    assert "follow_ups" not in text


def test_a_single_follow_up_without_brackets_goes_with_its_key() -> None:
    text = "entries:\n  - id: a\n    follow_ups: b\n    short: x\n"
    assert without_follow_up(text, "f.yaml", "a", "b") == "entries:\n  - id: a\n    short: x\n"


def test_a_node_goes_on_without_its_question() -> None:
    lesson = (
        "id: l\nnodes:\n  a:\n    say: Hm.\n    ask: q   # hard\n    after_wrong:\n      detour: b\n"
        "      times: 2\n    goto: c\n  b: {return: true}\n"
    )
    assert without_question(lesson, "l.yaml", "a") == (
        "id: l\nnodes:\n  a:\n    say: Hm.\n    goto: c\n  b: {return: true}\n"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("entries:\n  - id: a\n    status: draft\n   x: y\n", "f.yaml:4"),
        ("entries:\n  - id: b\n    status: draft\n", "not there any more"),
        ("entries: [{id: a, status: draft}]\n", ""),
        ("- id: a\n", "no keys and values"),
    ],
)
def test_what_cannot_be_changed_safely_is_left_alone(text: str, says: str) -> None:
    with pytest.raises(CannotEdit) as caught:
        dropped(text, "f.yaml", "entry", "a")
    assert says in str(caught.value)


SHORTS = [
    "Plain text.", "'quoted: it is'", '"two\n      lines"', "|\n      block\n\n      - text\n      # text",
    ">-\n      folded\n      text", "plain that\n      goes on", "|2-\n        indented", "'it''s'",
]  # fmt: skip
NAMES = ["aa", "bb", "cc", "dd"]


@st.composite
def files(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A file of entries in many layouts, and their ids."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    dash = draw(st.sampled_from(["  - ", "- ", "  -   ", "    - "]))
    lines = draw(st.sampled_from(["", "# top\n", "format: 1\n\n"])) + "entries:\n"
    for name in names:
        keys = [f"id: {name}", "status: draft" + draw(st.sampled_from(["", "  # why"])),
                f"short: {draw(st.sampled_from(SHORTS))}"]  # fmt: skip
        keys = draw(st.permutations(keys))
        indent = " " * len(dash)
        body = keys[0].replace("\n      ", f"\n{indent}  ")
        lines += draw(st.sampled_from(["", f"{' ' * dash.index('-')}# about it\n", "\n", "\n\n"]))
        lines += dash + body + "\n"
        for key in keys[1:]:
            lines += draw(st.sampled_from(["", "", f"{indent}# note\n", "\n"]))
            lines += indent + key.replace("\n      ", f"\n{indent}  ") + "\n"
    lines += draw(st.sampled_from(["", "\n", "# end\n", "questions: []\n"]))
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    return lines.replace("\n", ending), names


@given(files(), st.data())
@settings(max_examples=150)
def test_in_any_layout_just_the_draft_changes_or_nothing_does(
    made: tuple[str, list[str]], data: st.DataObject
) -> None:
    text, names = made
    name = data.draw(st.sampled_from(names))
    before = plain(parse(text, "f.yaml"))
    try:
        kept, gone = accepted(text, "f.yaml", "entry", name), dropped(text, "f.yaml", "entry", name)
    except CannotEdit:
        return
    entries = {entry["id"]: entry for entry in plain(parse(kept, "f.yaml"))["entries"]}
    assert entries[name].get("status") in (None, "ready")
    assert all(entries[other]["status"] == "draft" for other in names if other != name)
    left = plain(parse(gone, "f.yaml"))
    assert left["entries"] == [entry for entry in before["entries"] if entry["id"] != name]
    for result in (kept, gone):
        assert ("\r\n" in result) == ("\r\n" in text)


@given(files())
@settings(max_examples=60)
def test_ordinary_layouts_are_never_refused(made: tuple[str, list[str]]) -> None:
    text, names = made
    for name in names:
        accepted(text, "f.yaml", "entry", name)
        text = dropped(text, "f.yaml", "entry", name)
    assert plain(parse(text, "f.yaml"))["entries"] == []
