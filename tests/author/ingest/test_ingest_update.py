"""``tutor ingest --update``: the document changed, and the author has worked on the draft since."""

from pathlib import Path

import pytest
from author.ingest.drafts import errors
from click.testing import CliRunner

from tutor.author.ingest.files import IngestError, ingest
from tutor.author.ingest.report import report_again
from tutor.author.ingest.update import Updated, update
from tutor.cli import tutor
from tutor.course.load import Loaded, load
from tutor.course.model import Course

BAKERY = """\
# The bakery

How the bakery runs from day to day.

## Opening hours

The bakery opens at six on every morning but Sunday. On Sunday it stays closed.

## Staff meals

Everybody may take one loaf home after the shift. Ask the baker which.

## Lost keys

A lost key is reported to the office before the shop is opened. They change the lock.
"""

NEW = """
## Parking

Cars are parked behind the shop, never in front of the door. The fire brigade needs that space.
"""


class Bakery:
    """A document, the course drafted from it, and what the author sees of both."""

    def __init__(self, folder: Path) -> None:
        self.document = folder / "bakery.md"
        self.library = folder / "library"
        self.document.write_text(BAKERY, encoding="utf-8")
        ingest([self.document], self.library)
        self.entries = self.library / "knowledge" / "bakery" / "bakery.yaml"

    def change(self, old: str, new: str, times: int = 1) -> None:
        text = self.document.read_text(encoding="utf-8")
        assert old in text
        self.document.write_text(text.replace(old, new, times), encoding="utf-8")

    def write(self, old: str, new: str) -> None:
        """The author's own edit."""
        text = self.entries.read_text(encoding="utf-8")
        assert old in text, old
        self.entries.write_text(text.replace(old, new, 1), encoding="utf-8")

    def update(self) -> Updated:
        return update([self.document], self.library)

    def course(self) -> Course:
        found = load(self.library, "bakery", drafts=True)
        assert isinstance(found, Loaded), found.findings
        return found.course

    def files(self) -> dict[str, bytes]:
        return {
            str(path.relative_to(self.library)): path.read_bytes()
            for path in sorted(self.library.rglob("*")) if path.is_file()
        }  # fmt: skip


@pytest.fixture
def bakery(tmp_path: Path) -> Bakery:
    return Bakery(tmp_path)


def test_nothing_changes_where_the_document_did_not(bakery: Bakery) -> None:
    before = bakery.files()
    done = bakery.update()
    assert bakery.files() == before
    assert "4 untouched, 0 moved" in report_again(done)
    assert "Nothing to change." in report_again(done)


def test_what_moved_is_moved(bakery: Bakery) -> None:
    bakery.change("How the bakery", "Welcome!\n\nHow the bakery")
    before = bakery.course().entries["lost-keys"]
    bakery.update()
    after = bakery.course().entries["lost-keys"]
    assert (before.support.lines, after.support.lines) == ("15", "17")
    assert after.support.quote == before.support.quote
    assert after.ask == before.ask


def test_a_draft_that_nobody_wrote_on_is_drafted_anew_and_says_so(bakery: Bakery) -> None:
    bakery.change("opens at six", "opens at seven")
    told = report_again(bakery.update())
    entry = bakery.course().entries["opening-hours"]
    assert "opens at seven" in entry.short
    assert "opens at seven" in entry.support.quote
    assert "changed: opening-hours, bakery.md:7; the draft was made anew" in told
    assert "# tutor ingest: drafted anew" in bakery.entries.read_text(encoding="utf-8")


def test_what_the_author_wrote_is_never_written_over(bakery: Bakery) -> None:
    """Text, comments, order, spacing: all of it stays; a comment says what the document says now."""
    mine = "short: Six o'clock sharp!   # the boss insists"
    line = next(
        x.strip()
        for x in bakery.entries.read_text(encoding="utf-8").split("\n")
        if "opens at six" in x
    )
    bakery.write(line, mine)
    bakery.change("opens at six", "opens at seven")
    before = bakery.entries.read_text(encoding="utf-8")
    told = report_again(bakery.update())
    after = bakery.entries.read_text(encoding="utf-8")
    flag = [x for x in after.split("\n") if x not in before.split("\n")]
    assert after.replace("\n".join(flag) + "\n", "") == before
    assert flag[0] == "  # tutor ingest: bakery.md now says something else, in line 7:"
    assert "opens at seven" in flag[1]
    assert "your text stays, a comment flags it" in told
    assert any("D003" in finding for finding in _errors(bakery))


def test_the_comment_shows_the_lines_that_changed_and_the_report_what_else_to_read(
    tmp_path: Path,
) -> None:
    page, library = tmp_path / "page.md", tmp_path / "library"
    page.write_text(f"{BAKERY}\nKeys are numbered from one to twelve.\n", encoding="utf-8")
    ingest([page], library)
    file = library / "knowledge" / "page" / "page.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("    status: draft\n", ""))
    page.write_text(page.read_text(encoding="utf-8").replace("twelve", "twenty"))
    told = report_again(update([page], library)).split("\n")
    text = [line.strip() for line in file.read_text(encoding="utf-8").split("\n")]
    at = text.index("# tutor ingest: page.md now says something else, in lines 15-17:")
    assert text[at + 1] == "#   Keys are numbered from one to twenty."
    assert text[at + 2].startswith("- id:")
    changed = "  changed: lost-keys, page.md:15-17; your text stays, a comment flags it"
    assert told[told.index(changed) + 1].startswith("    see also ")


@pytest.mark.parametrize("more", [" It is closed on holidays.", "\nIt is closed on holidays.",
                                  "\n\nIt is closed on holidays."])  # fmt: skip
@pytest.mark.parametrize("accepted", [False, True])
def test_a_passage_that_has_grown_has_changed(bakery: Bakery, more: str, accepted: bool) -> None:
    if accepted:
        bakery.write("id: opening-hours\n    status: draft", "id: opening-hours")
    bakery.change("On Sunday it stays closed.", f"On Sunday it stays closed.{more}")
    done = bakery.update()
    text = bakery.entries.read_text(encoding="utf-8")
    entry = bakery.course().entries["opening-hours"]
    assert "new: " not in report_again(done)
    assert "now says something else" in text
    assert ("#   It is closed on holidays." in text) == (accepted and more.startswith("\n"))
    assert ("It is closed on holidays." in entry.short + entry.answer) == (not accepted)
    before = bakery.files()
    bakery.update()
    assert bakery.files() == before


def test_a_draft_that_begins_with_code_is_known_as_one_that_nobody_wrote_on(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Rye\n\n    $ mill rye\n\nIt needs a mill of stone.\n", encoding="utf-8")
    ingest([page], tmp_path / "library")
    page.write_text("# Rye\n\n    $ mill rye\n\nIt needs a mill of steel.\n", encoding="utf-8")
    assert "the draft was made anew" in report_again(update([page], tmp_path / "library"))


def test_what_the_author_quotes_in_part_has_not_changed_when_more_stands_beside_it(
    bakery: Bakery,
) -> None:
    bakery.write(
        "quote: The bakery opens at six on every morning but Sunday. On Sunday it stays closed.",
        "quote: On Sunday it stays closed.",
    )
    bakery.change("On Sunday it stays closed.", "On Sunday it stays closed. So on holidays.")
    assert "changed: opening-hours" not in report_again(bakery.update())


def test_an_entry_that_is_accepted_is_not_written_over_either(bakery: Bakery) -> None:
    bakery.write("id: opening-hours\n    status: draft", "id: opening-hours")
    bakery.change("opens at six", "opens at seven")
    bakery.update()
    assert "opens at six" in bakery.course().entries["opening-hours"].short


def test_own_phrasings_and_comments_stay_where_a_draft_is_made_anew(bakery: Bakery) -> None:
    line = next(
        x
        for x in bakery.entries.read_text(encoding="utf-8").split("\n")
        if "tell me about opening" in x
    )
    bakery.write(line, f"      - when can I buy rolls   # heard at the till\n{line}")
    bakery.change("opens at six", "opens at seven")
    bakery.update()
    assert "when can I buy rolls   # heard at the till" in bakery.entries.read_text(
        encoding="utf-8"
    )
    assert "opens at seven" in bakery.course().entries["opening-hours"].short


def test_what_is_gone_is_said_and_kept(bakery: Bakery) -> None:
    text = bakery.document.read_text(encoding="utf-8")
    bakery.document.write_text(text[: text.index("## Lost keys")], encoding="utf-8")
    told = report_again(bakery.update())
    assert "gone: lost-keys, bakery.md does not say it any more" in told
    assert "lost-keys" in bakery.course().entries
    assert "# tutor ingest: bakery.md does not say this any more" in bakery.entries.read_text(
        encoding="utf-8"
    )


def test_what_is_new_is_drafted_into_a_file_of_its_own(bakery: Bakery) -> None:
    before = bakery.files()
    bakery.document.write_text(BAKERY + NEW, encoding="utf-8")
    told = report_again(bakery.update())
    after = bakery.files()
    assert "new: parking" in told
    assert bakery.course().entries["parking"].draft
    new = {name for name in after if name not in before}
    assert any(name.startswith("knowledge/bakery/bakery-new") for name in new)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "knowledge/bakery/documents/bakery.md",
        "knowledge/bakery/documents/bakery.seen",
    }


def test_an_entry_that_the_author_deleted_does_not_come_back(bakery: Bakery) -> None:
    text = bakery.entries.read_text(encoding="utf-8")
    start, end = text.index("  # Staff meals\n"), text.index("  # Lost keys\n")
    bakery.entries.write_text(text[:start] + text[end:], encoding="utf-8")
    bakery.change("How the bakery", "Welcome!\n\nHow the bakery")
    bakery.update()
    assert "staff-meals" not in bakery.course().entries


@pytest.mark.parametrize("edit", ["moved", "changed", "own", "gone", "new", "all"])
def test_running_it_twice_changes_nothing(bakery: Bakery, edit: str) -> None:
    if edit in ("own", "all"):
        bakery.write("short: A lost key", "short: Any lost key")
    if edit in ("moved", "all"):
        bakery.change("How the bakery", "Welcome!\n\nHow the bakery")
    if edit in ("changed", "all"):
        bakery.change("opens at six", "opens at seven")
    if edit in ("own", "all"):
        bakery.change("They change the lock.", "They change the lock at once, and pay for it.")
        bakery.change("A lost key is reported", "A key that was lost is told")
    if edit == "gone":
        bakery.document.write_text(BAKERY[: BAKERY.index("## Lost keys")], encoding="utf-8")
    if edit in ("new", "all"):
        text = bakery.document.read_text(encoding="utf-8")
        bakery.document.write_text(text + NEW, encoding="utf-8")
    bakery.update()
    once = bakery.files()
    told = report_again(bakery.update())
    assert bakery.files() == once
    assert "Nothing to change." in told


def test_a_passage_that_gave_no_entry_is_not_new_the_next_time(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# bread bread bread\nterm\n: \nterm\n: bread", encoding="utf-8")
    ingest([page], tmp_path / "library")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    update([page], tmp_path / "library")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_flag_goes_away_once_the_quote_stands_again(bakery: Bakery) -> None:
    bakery.write("short: A lost key", "short: Any lost key")
    bakery.change("A lost key is reported", "A key that was lost is told")
    bakery.update()
    assert "# tutor ingest:" in bakery.entries.read_text(encoding="utf-8")
    bakery.change("A key that was lost is told", "A lost key is reported")
    bakery.update()
    assert "# tutor ingest:" not in bakery.entries.read_text(encoding="utf-8")


def test_windows_line_ends_of_a_course_file_stay(bakery: Bakery) -> None:
    raw = bakery.entries.read_bytes().replace(b"\n", b"\r\n")
    bakery.entries.write_bytes(raw)
    bakery.change("How the bakery", "Welcome!\n\nHow the bakery")
    bakery.update()
    after = bakery.entries.read_bytes()
    assert after.count(b"\n") == after.count(b"\r\n") > 0
    assert b'lines: "17"' in after


def test_a_new_document_joins_the_course(bakery: Bakery, tmp_path: Path) -> None:
    other = tmp_path / "cakes.md"
    other.write_text("# Cakes\n\nA cake is sweet and soft.\n", encoding="utf-8")
    update([bakery.document, other], bakery.library)
    course = bakery.course()
    assert [source.id for source in course.sources] == ["bakery", "cakes"]
    assert course.entries["cakes"].support.source == "cakes"


def test_a_document_inside_the_library_is_compared_with_its_quotes(tmp_path: Path) -> None:
    """There is no copy of how it was; the quotes are enough."""
    path = tmp_path / "docs" / "bakery.md"
    path.parent.mkdir()
    path.write_text(BAKERY, encoding="utf-8")
    done = ingest([path], tmp_path)
    path.write_text(BAKERY.replace("opens at six", "opens at seven"), encoding="utf-8")
    assert any("D003" in finding for finding in errors(done))
    update([path], tmp_path)
    assert errors(done) == []


def test_a_course_with_mistakes_is_not_touched(bakery: Bakery) -> None:
    bakery.write("    ask:", "    aks:")
    before = bakery.files()
    with pytest.raises(IngestError, match="mend them first"):
        bakery.update()
    assert bakery.files() == before


def test_there_must_be_a_course(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(BAKERY, encoding="utf-8")
    done = CliRunner().invoke(
        tutor, ["ingest", str(page), "-o", str(tmp_path / "none"), "--update"]
    )
    assert done.exit_code == 2
    assert "There is no course" in done.stderr


def _errors(bakery: Bakery) -> list[str]:
    from tutor.author.check import sources

    found = load(bakery.library, "bakery", drafts=True)
    assert isinstance(found, Loaded)
    return [str(one) for one in sources.findings(found, bakery.library)]
