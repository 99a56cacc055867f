"""Questions as an Anki deck: opened as Anki opens it, and updated by a second import."""

import json
import sqlite3
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from conversation.kitchen import COURSE
from msgspec.structs import replace

from tutor.author.export.anki import FIELDS, NoGenanki, deck_id, fields, guid, tags, write_deck
from tutor.course.model import Course, Options, Question, Typed


def opened(path: Path, folder: Path, sql: str) -> list[tuple[str, ...]]:
    """Rows of the deck's database."""
    with zipfile.ZipFile(path) as packed:
        packed.extract("collection.anki2", folder)
    with closing(sqlite3.connect(folder / "collection.anki2")) as database:
        return database.execute(sql).fetchall()


def notes(course: Course, folder: Path, at: float = 1_700_000_000) -> dict[str, list[str]]:
    """The fields of each note by its guid."""
    path = folder / "deck.apkg"
    write_deck(course, path, at)
    rows = opened(path, folder, "SELECT guid, flds FROM notes")
    return {key: text.split("\x1f") for key, text in rows}


def test_every_question_is_a_card(tmp_path: Path) -> None:
    path = tmp_path / "bread.apkg"
    assert write_deck(COURSE, path, 1_700_000_000) == len(COURSE.questions)
    assert opened(path, tmp_path, "SELECT count(*) FROM cards") == [(len(COURSE.questions),)]
    ((decks,),) = opened(path, tmp_path, "SELECT decks FROM col")
    assert json.loads(decks)[str(deck_id("bread"))]["name"] == "Bread"


def test_a_card_holds_question_options_hint_answer_and_reason(tmp_path: Path) -> None:
    found = notes(COURSE, tmp_path)[guid("bread", COURSE.questions["q-rise"])]
    card = dict(zip(FIELDS, found, strict=True))
    assert card["Question"] == "<p>Which of these makes a loaf grow?</p>"
    assert sorted(card["Options"].removesuffix("</li>").replace("<li>", "").split("</li>")) == [
        "Salt", "Water", "Yeast",
    ]  # fmt: skip
    assert card["Hint"] == "It is alive.<br>It breathes out gas."
    assert card["Answer"] == "Yeast"
    assert card["Why"] == "<p>Its gas lifts the dough.</p>"


def test_a_typed_question_names_every_answer_that_counts() -> None:
    card = dict(zip(FIELDS, fields(COURSE.questions["q-gas"]), strict=True))
    assert card["Options"] == ""
    assert card["Answer"] == "carbon dioxide (or: gas, co2)"


def test_a_second_export_has_the_same_ids_so_that_it_updates(tmp_path: Path) -> None:
    before = notes(COURSE, tmp_path)
    reworded = replace(COURSE.questions["q-rise"], text="What makes it grow?", hints=())
    changed = replace(COURSE, title="Bread, again",
                      questions={**COURSE.questions, "q-rise": reworded})  # fmt: skip
    after = notes(changed, tmp_path, at=1_800_000_000)
    assert set(after) == set(before)
    assert after[guid("bread", reworded)][0] == "<p>What makes it grow?</p>"
    models = [opened(tmp_path / "deck.apkg", tmp_path, "SELECT DISTINCT mid FROM notes")]
    assert models == [[(1_734_982_155,)]]


def test_a_renamed_question_keeps_its_card() -> None:
    question = COURSE.questions["q-rise"]
    renamed = replace(question, id="q-grow", was=("q-rise",))
    again = replace(question, id="q-larger", was=("q-rise", "q-grow"))
    assert guid("bread", renamed) == guid("bread", again) == guid("bread", question)
    assert guid("rolls", question) != guid("bread", question)
    assert deck_id("rolls") != deck_id("bread")


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "a < b & c > d", "[sound:x.mp3]", "[latex]\\input{x}[/latex]",
     "![x](http://x.test/y.png)", "[x](javascript:alert(1))", "{{c1::x}}", "\x1b[31mred", "a\x1fb"],
)  # fmt: skip
def test_nothing_in_a_question_is_code_to_anki(tmp_path: Path, text: str) -> None:
    question = Question("q", ("yeast",), text, Typed((text,), text), (text,))
    ((question_field, options, hint, answer, why),) = notes(
        replace(COURSE, questions={"q": question}), tmp_path
    ).values()
    for field in (question_field, options, hint, answer, why):
        assert not any(
            bad in field for bad in ("<script", "<img", "[sound", "[latex", 'javascript:alert(1)"')
        )


def test_markdown_becomes_html() -> None:
    question = Question(
        "q", ("yeast",), "Is `a < b` **so**?", Typed(("yes",), "| a |\n|---|\n| b |")
    )
    card = dict(zip(FIELDS, fields(question), strict=True))
    assert card["Question"] == "<p>Is <code>a &lt; b</code> <strong>so</strong>?</p>"
    assert "<table>" in card["Why"]


def test_options_are_not_in_the_author_s_order_in_every_card() -> None:
    """The right one mostly stands first in the file; it must not on every card."""
    form = COURSE.questions["q-rise"].form
    assert isinstance(form, Options)
    firsts = {
        fields(replace(COURSE.questions["q-rise"], id=f"q-{number}"))[1].split("</li>")[0]
        for number in range(20)
    }
    assert len(firsts) == len(form.options)


def test_cards_are_tagged_with_course_and_concepts() -> None:
    assert tags("bread", ("yeast", "oven")) == ["bread::yeast", "bread::oven"]


def test_without_the_package_the_command_to_install_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    with pytest.raises(NoGenanki, match=r"pip install 'tutor\[anki\]'"):
        write_deck(COURSE, tmp_path / "x.apkg", 0)
