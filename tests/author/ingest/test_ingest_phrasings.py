"""The ways to ask that drafting thinks of: they must sound like people."""

import pytest
from author.ingest.drafts import draft, entries, only

from tutor.author.ingest.asked import asked
from tutor.author.ingest.english import sentences


def first(heading: str, above: str = "Bread") -> tuple[str, ...]:
    found = draft(
        f"# {above}\n\n## {heading}\n\nThere is much to say of it, and here it is said.\n\n## Z\n\nLast of all.\n"
    )
    return found.entries[0].ask


@pytest.mark.parametrize(
    ("heading", "asked_first"),
    [
        ("What is a levain?", "What is a levain?"),
        ("Configuring the oven", "How do I configure the oven?"),
        ("Install the mixer", "How do I install the mixer?"),
        ("How to bake in winter", "How do I bake in winter?"),
        ("1. Clean your workbench", "How do I clean my workbench?"),
        ("Step 2: Mix the flour", "How do I mix the flour?"),
        ("Rye vs wheat", "What is the difference between rye and wheat?"),
        ("Differences between rye and wheat", "What is the difference between rye and wheat?"),
        ("How ovens work", "How do ovens work?"),
        ("`bake(loaf, heat)`", "What does bake do?"),
        ("--heat", "What does --heat do?"),
        ("Installation", "How do I install bread?"),
        ("Requirements", "What do I need for bread?"),
        ("Known limitations", "What are the limitations of bread?"),
        ("Options", "What are the options of bread?"),
        ("1.4.0 (2024-05-01)", "What changed in version 1.4.0 of bread?"),
        ("Opening hours", "What are opening hours?"),
        ("IsNamedParams", "What is IsNamedParams?"),
        ("Kinds of flour", "What are the kinds of flour?"),
        ("Access control", "Is bread secure?"),
        ("Without yeast", "How does bread work without yeast?"),
        ("🍞 Crumb", "What is crumb?"),
        ("Architecture", "What is the architecture of bread?"),
        ("FAQ", "What do people ask about bread?"),
        ("Who to ask", "Who do I ask about bread?"),
        ("On call", "What is on call?"),
    ],
)
def test_a_heading_is_asked_for_as_people_would(heading: str, asked_first: str) -> None:
    assert first(heading)[0] == asked_first


def test_every_entry_has_five_ways_to_ask_and_no_two_share_one() -> None:
    text = "# Bread\n\n" + "".join(
        f"## Notes\n\nNote {n} tells of loaf {n} only.\n\n" for n in range(6)
    )
    found = draft(text).entries
    phrasings = [phrasing.lower() for entry in found for phrasing in entry.ask]
    assert len(found) == 6
    assert all(len(entry.ask) >= 5 for entry in found)
    assert len(set(phrasings)) == len(phrasings)


def test_a_heading_there_twice_is_told_apart_by_what_is_above_it() -> None:
    found = entries(
        "# Ovens\n\n## Gas\n\n### Cleaning\n\nWipe the burner dry.\n\n## Wood\n\n### Cleaning\n\nSweep the ash out.\n"
    )
    ways = {entry.short: " ".join(entry.ask).lower() for entry in found.values()}
    assert "gas" in ways["Wipe the burner dry."]
    assert "wood" in ways["Sweep the ash out."]


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("To prove the dough, cover it with a cloth.", "How do I prove the dough?"),
        ("You can freeze a loaf for a month.", "can I freeze a loaf for a month"),
        ("You must clean your oven every week.", "do I have to clean my oven every week"),
        ("If you want to bake in winter, warm the flour.", "how do I bake in winter"),
        ("A peel is used to move the loaf.", "what is used to move the loaf"),
        ("The scale lets you measure a gram.", "how can I measure a gram"),
    ],
)  # fmt: skip
def test_what_a_sentence_answers_is_asked(sentence: str, question: str) -> None:
    assert question in list(asked(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "To do this, follow the steps below.",
        "You can use it.",
        "A bag that you can use to store bread.",
        "Bread rises.",
    ],
)
def test_a_sentence_that_leans_on_others_asks_nothing(sentence: str) -> None:
    assert list(asked(sentence)) == []


def test_sentences_end_where_they_end() -> None:
    assert sentences("Use e.g. rye. It is v1.2 now! `a. B` is code. “Yes.” See Dr. Loaf.") == [
        "Use e.g. rye.", "It is v1.2 now!", "`a. B` is code.", "“Yes.”", "See Dr. Loaf.",
    ]  # fmt: skip


def test_an_abbreviation_and_a_defined_term_become_entries_of_their_own() -> None:
    found = entries(
        "# Doughs\n\nThere are many doughs in the world.\n\nA **poolish** is a wet dough of flour and water that stands overnight.\n"
    )
    assert found["poolish"].ask[0] == "What is poolish?"
    assert found["poolish"].support.quote.startswith("A **poolish** is")


def test_what_a_heading_names_in_the_plural_is_no_term_of_its_own() -> None:
    found = entries("# Ovens\n\nAn **oven** is a box that holds its heat. It has a door.\n")
    assert list(found) == ["ovens"]


def test_words_of_the_answer_lead_to_it() -> None:
    assert any(
        "cellar" in phrasing
        for phrasing in only("# Flour\n\nFlour is kept in the dark cellar behind the shop.\n").ask
    )
