"""Documents: a course is drafted of anything that is text, quotes its lines, and loads."""

from author.ingest.drafts import DOCUMENTS, errors_of, stands
from author.ingest.test_ingest_random import PAGES
from fuzz.inputs import encoded, mutated, mutated_bytes
from fuzz.target import fuzz
from hypothesis import strategies as st

from tutor.author.ingest.decode import NotText, decode
from tutor.author.ingest.document import document
from tutor.author.ingest.draft import drafted
from tutor.author.ingest.mask import masked
from tutor.author.ingest.read import blocks

GOOD = tuple(path.read_text(encoding="utf-8")[:2_500] for path in sorted(DOCUMENTS.iterdir()))
PIECES = ("# ", "## ", "\n\n", "```\n", "~~~\n", "- ", "1. ", "> ", "    ", "|", "| --- |", "<div>", "</div>", "<!--", "-->", "---\n",
          "+++\n", "[x]: y\n", "[^1]: ", "![", "](", "**", "{{", "}}", "{%", "%}", ":::", "!!! note\n", "<details>", "&amp;", "\\",
          "What is it?\n", "> " * 30, "- " * 30, "[" * 60, "<b>" * 60, "*" * 60)  # fmt: skip
pages = PAGES | mutated(GOOD, PIECES)


@fuzz(mutated_bytes(GOOD, PIECES), few=60, weight=50)
def test_any_bytes_are_text_or_are_refused(raw: bytes) -> None:
    try:
        read = decode(raw)
    except NotText as error:
        assert str(error)
        return
    assert all("\n" not in line for line in read.lines)
    encoded("\n".join(read.lines)).decode("utf-8")


@fuzz(
    st.tuples(pages, st.sampled_from(("page.md", "page.mdx", "page.rst"))),
    few=30,
    weight=20,
    seconds=20.0,
)
def test_any_document_is_drafted_and_quotes_its_lines(drawn: tuple[str, str]) -> None:
    text, name = drawn
    try:
        read = decode(encoded(text))
    except NotText:
        return
    page = masked(read.lines, mdx=name.endswith("mdx"))
    assert len(page.lines) == len(read.lines)
    for block in blocks(page):
        assert 1 <= block.first <= block.last <= len(read.lines)
    [draft] = drafted([document("page", name, read)])
    for entry in draft.entries:
        assert stands(read.lines, entry)


@fuzz(pages.map(encoded) | st.binary(max_size=200), few=8, weight=6, seconds=30.0)
def test_any_draft_loads_without_an_error(raw: bytes) -> None:
    assert [one for one in errors_of(raw) if "R003" not in one] == []
