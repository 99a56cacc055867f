"""A whole course from documents, as an author gets it: ``tutor ingest FILE.md… -o DIR``."""

import time
from pathlib import Path

import pytest
from author.ingest.drafts import DOCUMENTS, course, errors, loaded
from click.testing import CliRunner

from tutor.answer.decide import Answer, decide
from tutor.answer.index import build
from tutor.author.check import check
from tutor.author.ingest.files import IngestError, ingest
from tutor.author.ingest.report import report
from tutor.cli import tutor

HANDBOOK = """\
# Handbook of the bakery

Everything that a new baker needs to know in the first week.

## Starting the oven

The oven is started an hour before the first loaf goes in. It needs that time to heat the stone.

1. Open the gas tap on the wall.
2. Press the red knob until it clicks.
3. Wait until the lamp turns green.

## Flour

| Type | Used for |
| --- | --- |
| 405 | cakes and fine pastry |
| 550 | white bread and rolls |
| 1050 | dark everyday bread |

## Who to ask

The head baker decides on recipes and plans the shifts. The office pays the wages.
"""


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    path = tmp_path / "handbook.md"
    path.write_text(HANDBOOK, encoding="utf-8")
    return path


def test_a_course_is_drafted_that_our_own_check_takes(tmp_path: Path, handbook: Path) -> None:
    done = ingest([handbook], tmp_path / "library")
    findings = check(done.library, done.course)
    assert [str(one) for one in findings if one.level == "error"] == []


def test_everything_is_a_draft(tmp_path: Path, handbook: Path) -> None:
    made = course(tmp_path, handbook)[1]
    drafts = [*made.entries.values(), *made.questions.values(), *made.lessons.values()]
    assert drafts
    assert all(one.draft for one in drafts)


def test_the_document_is_kept_in_the_library_and_named_in_the_sources(
    tmp_path: Path, handbook: Path
) -> None:
    done, made = course(tmp_path, handbook)
    [source] = made.sources
    assert source.file == "knowledge/handbook/documents/handbook.md"
    assert (done.library / source.file).read_text(encoding="utf-8") == HANDBOOK


def test_a_document_that_is_in_the_library_already_is_not_copied(tmp_path: Path) -> None:
    inside = tmp_path / "docs" / "handbook.md"
    inside.parent.mkdir()
    inside.write_bytes(HANDBOOK.replace("\n", "\r\n").encode())
    done = ingest([inside], tmp_path)
    assert loaded(done).course.sources[0].file == "docs/handbook.md"
    assert not list(tmp_path.rglob("knowledge/**/*.md"))
    assert errors(done) == []


def test_the_drafted_course_answers(tmp_path: Path, handbook: Path) -> None:
    done = ingest([handbook], tmp_path / "library")
    index = build(loaded(done).course)
    for text, entry in (
        ("how do I start the oven?", "starting-the-oven"),
        ("flour", "flour"),
        ("who plans the shifts", "who-to-ask"),
    ):
        decision = decide(index, text)
        assert isinstance(decision, Answer), text
        assert decision.entry == entry


def test_the_files_explain_themselves(tmp_path: Path, handbook: Path) -> None:
    done = ingest([handbook], tmp_path / "library")
    texts = {
        path.name: path.read_text(encoding="utf-8")
        for path in done.written
        if path.suffix == ".yaml"
    }
    assert "status: draft" in texts["handbook.yaml"].split("\n", 1)[0]
    assert "  # Starting the oven\n" in texts["handbook.yaml"]
    assert all(text.startswith("# ") for text in texts.values())


def test_several_documents_make_one_course(tmp_path: Path, handbook: Path) -> None:
    other = tmp_path / "b" / "README.md"
    other.parent.mkdir()
    other.write_text(
        "# Cakes\n\nA cake is sweet.\n\n## Who to ask\n\nAsk the confectioner about cakes.\n",
        encoding="utf-8",
    )
    done = ingest([handbook, other], tmp_path / "library", "bakery")
    made = loaded(done).course
    assert {source.id for source in made.sources} == {"handbook", "b"}
    assert len(made.lessons) == 2
    assert len(
        {phrasing.lower() for entry in made.entries.values() for phrasing in entry.ask}
    ) == sum(len(entry.ask) for entry in made.entries.values())


def test_a_folder_stands_for_the_markdown_in_it(tmp_path: Path) -> None:
    done = ingest([DOCUMENTS], tmp_path, "all")
    assert len(done.read) == len(list(DOCUMENTS.iterdir()))
    loaded(done)


def test_a_course_that_is_there_is_not_written_over(tmp_path: Path, handbook: Path) -> None:
    ingest([handbook], tmp_path / "library")
    with pytest.raises(IngestError, match="--update"):
        ingest([handbook], tmp_path / "library")


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "nothing to draft from"), (b"\x00\x01\x02" * 99, "binary"), (b"# Title only\n", "nothing to draft from")],
)  # fmt: skip
def test_what_cannot_be_drafted_is_said_in_one_line(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(content)
    done = CliRunner().invoke(tutor, ["ingest", str(path), "-o", str(tmp_path / "out")])
    assert done.exit_code == 2
    assert said in done.stderr
    assert len(done.stderr.strip().split("\n")) == 1
    assert not (tmp_path / "out").exists()


def test_the_report_tells_the_share_and_what_was_left_out(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(
        "# A\n\nSome text of A.\n\n![x](y.png)\n\n## See also\n\n- [B](b.md)\n", encoding="utf-8"
    )
    told = report(ingest([path], tmp_path / "out"))
    assert "page.md: 1 of 1 (100 %) content sections became entries" in told
    assert "left out, a picture: page.md:5" in told
    assert "left out, only links: page.md:9" in told


def test_many_thousand_lines_take_bounded_time(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    sections = (
        f"## Loaf {n}\n\nLoaf {n} is baked for {n} minutes in the oven of stone {n}.\n"
        for n in range(1000)
    )
    path.write_text("# Loaves\n\n" + "\n".join(sections), encoding="utf-8")
    begin = time.perf_counter()
    done = ingest([path], tmp_path / "out")
    assert time.perf_counter() - begin < 60
    assert done.drafts[0].covered == 1000
    assert all(path.stat().st_size < 1_048_576 for path in done.written if path.suffix == ".yaml")


@pytest.mark.parametrize(
    "text",
    ["[" * 50_000, "*a **b " * 20_000, "> " * 5_000 + "x", "`" * 40_000, "<div>" * 9_000, "{{< a " * 9_000,
     "{% a " * 9_000, "x" * 2_000_000, "# " + "y " * 9_000, "- " * 5_000, "<A " * 9_000, "| a " * 9_000,
     "<!-- " * 9_000, ":::" * 9_000, "![](" * 9_000, "\n".join("<!--" for _ in range(5000))],
    ids=lambda text: text[:8].strip().replace("\n", ""),
)  # fmt: skip
def test_hostile_text_is_no_trouble(tmp_path: Path, text: str) -> None:
    path = tmp_path / "page.md"
    path.write_text(f"# Bread\n\nBread is baked dough.\n\n{text}\n", encoding="utf-8")
    begin = time.perf_counter()
    done = ingest([path], tmp_path / "out")
    assert time.perf_counter() - begin < 20
    loaded(done)
