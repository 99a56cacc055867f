"""The program knows nothing of what is taught: no module names a course, or speaks of a subject.

What opens first is data as well: ``default: true`` in a ``course.yaml``.
"""

import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tutor.course.library import courses, shipped

PACKAGE = Path(__file__).parent.parent / "tutor"

ENGLISH = "answer/common.py"
"""A list of common words, of English and of computing, which are no spelling mistakes."""

SUBJECT = re.compile(
    r"\b(docker\w*|hypervisors?|vms?|virtual machines?|guest os|containers?|dockerfiles?)\b", re.I
)
SPOKEN = {"STRING", "FSTRING_MIDDLE", "COMMENT", "NAME"}
IMPORTED = {"containers", "Container"}
"""Names of the libraries that we use: Textual's layouts, Python's protocol."""


def spoken(path: Path) -> Iterator[str]:
    """The names, texts and comments of a module."""
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if tokenize.tok_name[token.type] in SPOKEN and token.string not in IMPORTED:
                yield token.string


def modules() -> list[Path]:
    found = sorted(PACKAGE.rglob("*.py"))
    return [path for path in found if path.relative_to(PACKAGE).as_posix() != ENGLISH]


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_module_names_a_course_or_speaks_of_its_subject(path: Path) -> None:
    ids = {at.id for at in courses((shipped(),))}
    for text in spoken(path):
        assert not SUBJECT.search(text), text
        assert not any(re.search(rf"['\"“]{re.escape(name)}['\"”]", text) for name in ids), text


def test_one_shipped_course_opens_first_and_says_so_itself() -> None:
    assert sum(at.default for at in courses((shipped(),))) == 1
