"""``tutor check`` finds what drifted between a quote and its document."""

import os
from pathlib import Path

import pytest
from course.library_files import ABOUT, KNOWLEDGE, broken

from tutor.author.check import sources
from tutor.course.load import Loaded, load
from tutor.course.source import Finding

BOOK = "Bread is dough\nthat was baked.\n\nYeast lifts it. It is alive.\n\nYeast lifts it. It is alive.\n"


def found(folder: Path, quote: str, lines: str, file: str = "docs/book.md") -> list[Finding]:
    broken(
        folder, ABOUT, "    title: The Bread Book", f"    title: The Bread Book\n    file: {file}"
    )
    path = folder / KNOWLEDGE
    said = f'      section: Loaves\n      quote: "{quote}"\n      lines: "{lines}"\n'
    path.write_text(
        path.read_text(encoding="utf-8").replace("      section: Loaves\n", said), encoding="utf-8"
    )
    loaded = load(folder, "bread", drafts=True)
    assert isinstance(loaded, Loaded), loaded.findings
    return list(sources.findings(loaded, folder))


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "book.md").write_text(BOOK, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("quote", "lines"),
    [("Yeast lifts it.", "4"), ("Yeast lifts it. It is alive.", "6"), ("Bread is dough that was baked.", "1-2"),
     ("was baked.\\n\\nYeast lifts", "2-4"), ("Bread", "")],
)  # fmt: skip
def test_a_quote_that_stands_where_it_says_is_no_finding(
    library: Path, quote: str, lines: str
) -> None:
    assert found(library, quote, lines) == []


def test_a_quote_that_is_not_in_its_document_is_an_error_at_the_quote(library: Path) -> None:
    [finding] = found(library, "Yeast always lifts it. It is alive.", "4")
    assert (finding.code, finding.level) == ("D003", "error")
    assert finding.position.file == KNOWLEDGE
    text = (library / KNOWLEDGE).read_text(encoding="utf-8").split("\n")
    assert "quote:" in text[finding.position.line - 1]
    assert "line 4 comes nearest" in finding.fix


def test_a_quote_that_moved_is_a_warning_with_the_lines_to_write(library: Path) -> None:
    [finding] = found(library, "Bread is dough that was baked.", "7-8")
    assert (finding.code, finding.level) == ("D004", "warning")
    assert finding.fix == "write lines: 1-2"


def test_the_nearest_of_several_places_is_meant(library: Path) -> None:
    [finding] = found(library, "Yeast lifts it.", "7")
    assert finding.fix == 'write lines: "6"'


def test_a_document_that_is_not_there_is_said_where_it_is_named(library: Path) -> None:
    [finding] = found(library, "Yeast", "4", "docs/boook.md")
    assert (finding.code, finding.position.file) == ("D001", ABOUT)


@pytest.mark.parametrize("file", ["../book.md", "/etc/passwd", "docs/../../book.md"])
def test_no_document_is_read_outside_the_library(library: Path, file: str) -> None:
    (library.parent / "book.md").write_text("Yeast", encoding="utf-8")
    [finding] = found(library, "Yeast", "1", file)
    assert finding.code == "D002"


def test_a_link_out_of_the_library_is_not_followed(library: Path) -> None:
    outside = library.parent / "outside.md"
    outside.write_text("Yeast", encoding="utf-8")
    (library / "docs" / "link.md").symlink_to(outside)
    [finding] = found(library, "Yeast", "1", "docs/link.md")
    assert finding.code == "D002"


def test_a_document_that_is_no_text_is_said(library: Path) -> None:
    (library / "docs" / "book.md").write_bytes(b"\xff\xfe\x00")
    [finding] = found(library, "Yeast", "1")
    assert finding.code == "D001"
    assert finding.fix == "save it as UTF-8"


def test_a_document_that_is_no_ordinary_file_is_not_waited_for(library: Path) -> None:
    os.mkfifo(library / "docs" / "pipe.md")
    [finding] = found(library, "Yeast", "1", "docs/pipe.md")
    assert (finding.code, "no ordinary file" in finding.message) == ("D001", True)


def test_a_document_that_is_far_too_large_is_not_read_whole(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.author.documents.MOST_BYTES", len(BOOK) - 1)
    [finding] = found(library, "Yeast", "1")
    assert finding.code == "D001"
    assert "larger than" in finding.message


def test_a_word_that_grew_is_no_longer_the_one_that_was_quoted(library: Path) -> None:
    [finding] = found(library, "Yeast lift", "4")
    assert finding.code == "D003"


def test_line_ends_and_a_mark_at_the_beginning_do_not_matter(library: Path) -> None:
    raw = b"\xef\xbb\xbf" + BOOK.replace("\n", "\r\n").encode()
    (library / "docs" / "book.md").write_bytes(raw)
    assert found(library, "Bread is dough that was baked.", "1-2") == []
