"""Questions that drafting makes: one right answer, wrong ones that say why, nothing given away."""

import re

from author.ingest.drafts import draft

from tutor.course.model import Options, Question, Typed
from tutor.text import normalise

FLOURS = """\
# Flour

## Types

| Type | Ash | Used for |
| --- | --- | --- |
| 405 | 0.4 % | cakes and fine pastry |
| 550 | 0.6 % | white bread and rolls |
| 1050 | 1.2 % | dark everyday bread |
"""

GLOSSARY = """\
# Words of bakers

## Glossary

Levain
: A culture of wild yeast that raises the dough.

Poolish (PL)
: A wet dough that stands overnight before baking.

Crumb
: The soft inside of a loaf below the crust.
"""

COMPARED = """\
# Rye and wheat

| Feature | Rye | Wheat |
| --- | --- | --- |
| Crumb | dense and moist | light and open |
| Keeps for | about a week | about two days |
"""

STEPS = """\
# Bake bread

1. Mix the flour with water.
2. Knead the dough well.
3. Let it rise for an hour.
4. Bake it for forty minutes.
"""

SECTIONS = """\
# The bakery

## Opening hours

The bakery opens at six on every morning but Sunday. On Sunday it stays closed.

## Staff meals

Everybody may take one loaf home after the shift. Ask the baker which.

## Lost keys

A lost key is reported to the office before the shop is opened. They change the lock.
"""


def questions(text: str) -> tuple[Question, ...]:
    return draft(text).questions


def by_text(text: str, part: str) -> Question:
    return next(one for one in questions(text) if part in one.text)


def options(question: Question) -> dict[str, str]:
    assert isinstance(question.form, Options)
    return {option.text: option.why for option in question.form.options}


def right(question: Question) -> str:
    assert isinstance(question.form, Options)
    [found] = [option.text for option in question.form.options if option.right]
    return found


def test_a_table_asks_for_its_cells_with_the_cells_of_other_rows_as_wrong_answers() -> None:
    asked = by_text(FLOURS, "Ash of 550")
    assert right(asked) == "0.6 %"
    assert options(asked) == {
        "0.6 %": "", "0.4 %": "That is what 405 has.", "1.2 %": "That is what 1050 has.",
    }  # fmt: skip


def test_a_column_that_is_no_name_of_anything_is_asked_for_by_its_head() -> None:
    table = FLOURS.replace("Ash", "Owns")
    assert right(by_text(table, "550: what stands under “Owns”?")) == "0.6 %"
    hinted = by_text(FLOURS.replace("Used for", "Who may use it"), "Ash of 405")
    assert hinted.hints == ("Under “Who may use it” stands: cakes and fine pastry.",)


def test_a_table_that_compares_asks_what_holds_for_each_thing() -> None:
    asked = by_text(COMPARED, "As to Crumb: what holds for Rye?")
    assert right(asked) == "dense and moist"
    assert options(asked)["light and open"] == "That is Wheat."


def test_a_term_is_asked_for_by_its_meaning_and_the_meaning_by_the_term() -> None:
    asked = by_text(GLOSSARY, "What is Levain?")
    assert right(asked) == "A culture of wild yeast that raises the dough"
    assert "That is Crumb." in options(asked).values()
    named = by_text(GLOSSARY, "What is it called: “A culture of wild yeast")
    assert isinstance(named.form, Typed)
    assert named.form.accept == ("Levain",)
    assert {wrong.text for wrong in named.form.wrong} == {"Poolish (PL)", "Crumb"}


def test_what_cannot_be_seen_in_a_term_is_in_no_question_about_it() -> None:
    made = draft(GLOSSARY.replace("Poolish", "Pool\u200bish"))
    texts = [str(question) for question in made.questions]
    assert any("Poolish" in text for text in texts)
    assert not any("\\u200b" in text for text in texts)


def test_steps_are_asked_for_in_their_order() -> None:
    first = by_text(STEPS, "What comes first to bake bread?")
    assert right(first) == "Mix the flour with water"
    after = by_text(STEPS, "right after “Knead the dough well”")
    assert right(after) == "Let it rise for an hour"
    assert options(after)["Bake it for forty minutes"] == "That is step 4 of 4."


def test_sections_side_by_side_ask_which_of_them_says_it() -> None:
    asked = by_text(SECTIONS, "What holds for “Staff meals”?")
    assert right(asked) == "Everybody may take one loaf home after the shift"
    assert all(why for text, why in options(asked).items() if text != right(asked))


def test_every_question_is_sound() -> None:
    """No two options alike, a why for each wrong one, a hint that does not tell, no text twice."""
    found = [
        one for text in (FLOURS, GLOSSARY, COMPARED, STEPS, SECTIONS) for one in questions(text)
    ]
    assert len(found) > 20
    for question in found:
        assert question.draft
        assert question.hints
        answers = {normalise(a) for a in _right_answers(question)}
        assert not any(answer in normalise(question.text) for answer in answers if len(answer) > 3)
        if isinstance(question.form, Options):
            texts = [normalise(option.text) for option in question.form.options]
            assert 2 <= len(set(texts)) == len(texts) <= 5
            assert all(option.why for option in question.form.options if not option.right)


def _right_answers(question: Question) -> tuple[str, ...]:
    return (right(question),) if isinstance(question.form, Options) else question.form.accept


def test_only_a_concept_with_two_questions_is_required() -> None:
    made = draft(GLOSSARY + "\n## Aside\n\nThis is a remark that nobody could be asked about.\n")
    counted = {concept.id: 0 for concept in made.concepts}
    for question in made.questions:
        counted[question.about[0]] += 1
    assert {concept.id for concept in made.concepts if concept.required} == {
        name for name, times in counted.items() if times >= 2
    }
    assert not all(concept.required for concept in made.concepts)
    assert any(concept.required for concept in made.concepts)


def test_the_same_document_gives_the_same_draft() -> None:
    assert draft(FLOURS + GLOSSARY) == draft(FLOURS + GLOSSARY)


def test_ids_are_words_never_numbers_of_lines() -> None:
    for one in (*draft(SECTIONS).entries, *draft(SECTIONS).questions):
        assert re.fullmatch(r"[a-z][a-z0-9-]*", one.id)
