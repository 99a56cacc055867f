"""The table of how much fits into a course says what the loader holds it to."""

import re
from types import ModuleType

import pytest
from docs.pages import page, sections

from tutor.author import documents
from tutor.course import fields, files, knowledge, lessons, load, source

TABLE = sections(page("writing-a-course.md"), 3)["How much fits"]
ROW = re.compile(
    r"^\| (?P<what>[^|]+) \| (?P<most>[\d,]+)(?P<size> MiB)?(?: each)? \|$", re.MULTILINE
)

LIMITS: dict[str, tuple[ModuleType, str]] = {
    "a file": (files, "MOST_BYTES"),
    "the files of a course in `knowledge/`, and those in `dialogues/`": (files, "MOST_FILES"),
    "their size together": (files, "MOST_OF_A_COURSE"),
    "entries, misconceptions and items of `out_of_scope`, together": (load, "MOST_LEARNED"),
    "concepts, questions, figures, lessons and whatever else": (load, "MOST_ITEMS"),
    "phrasings of a course": (load, "MOST_PHRASINGS"),
    "items of a list inside one of these": (fields, "MOST_LISTED"),
    "nodes of a lesson": (lessons, "MOST_NODES"),
    "choices of a node": (lessons, "MOST_CHOICES"),
    "letters of a text": (fields, "LONGEST_TEXT"),
    "letters of an id": (fields, "LONGEST_ID"),
    "lists and keys inside each other": (source, "DEEPEST"),
    "a document that a source names": (documents, "MOST_BYTES"),
}

OTHER = {
    "MOST_FINDINGS",  # how much is told
    "LONGEST_MESSAGE",
    "MOST_IN_A_FILE",  # more than a course may have
}


def rows() -> dict[str, int]:
    return {
        row["what"]: int(row["most"].replace(",", "")) * (1_048_576 if row["size"] else 1)
        for row in ROW.finditer(TABLE)
    }


@pytest.mark.parametrize("what", LIMITS)
def test_every_limit_in_the_table_is_the_one_that_is_held(what: str) -> None:
    module, name = LIMITS[what]
    assert rows()[what] == getattr(module, name)


def test_the_table_has_every_limit_and_no_other() -> None:
    assert set(rows()) == set(LIMITS)
    held = {
        name
        for module in (fields, files, knowledge, lessons, load, source)
        for name in vars(module)
        if re.match(r"(MOST|LONGEST|DEEPEST)", name)
    }
    assert held == {name for _, name in LIMITS.values()} | OTHER
