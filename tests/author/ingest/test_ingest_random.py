"""Drafting from Markdown that nobody would write: it never crashes, and what it writes holds."""

import tempfile
from pathlib import Path

from author.ingest.drafts import errors, errors_of, stands
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tutor.author.ingest import yaml
from tutor.author.ingest.decode import decode
from tutor.author.ingest.files import IngestError, ingest
from tutor.author.ingest.mask import masked
from tutor.author.ingest.read import blocks
from tutor.author.ingest.update import update
from tutor.course.source import Mapping, Scalar, parse

WORDS = st.sampled_from(
    "bread the a is of **rye** `bake()` _slow_ [oven](x.md) ![p](p.png) <br> <b>hot</b> &amp; \\* {{ x }} {% y %} "
    "{{< note >}} {#id} [^1] :tip: 1. - | # > ~~~ ``` ::: !!! <!-- --> {/* */} é ’ … “q” : # 'a' \"b\" - [ ] { } * & ! % @ ` \t "
    "\u2028 \x85 \x0b 日本 \U0001f35e null true 3.10 1:30 yes --- === $$ \\".split(" ")
)
LINES = st.lists(WORDS, max_size=9).map(" ".join)
STARTS = st.sampled_from(
    ["", "", "", "# ", "## ", "### ", "- ", "* ", "1. ", "> ", "    ", "```", "~~~", ": ", "| ", "!!! note ", "::: tip ", "> [!NOTE]",
     "<div>", "</div>", "<Tab label='x'>", "</Tab>", "{% highlight sh %}", "{% endhighlight %}", "[^1]: ", "[x]: ", "---", "===", "+++",
     "import x from 'y'", "**Bold line**", "| --- | --- |", "<table>", "</table>", "<!--", "-->", "term\n: "]
)  # fmt: skip
PAGES = st.lists(st.tuples(STARTS, LINES).map("".join), max_size=40).map("\n".join)


@given(PAGES)
@settings(max_examples=150, deadline=None)
def test_every_pass_keeps_the_number_of_lines(text: str) -> None:
    lines = decode(text.encode()).lines
    page = masked(lines, mdx=True)
    assert len(page.lines) == len(lines)
    for block in blocks(page):
        assert 1 <= block.first <= block.last <= len(lines)


@given(PAGES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_draft_of_anything_loads_quotes_its_file_and_has_no_error(text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "page.md"
        path.write_bytes(text.encode())
        try:
            done = ingest([path], folder / "library")
        except IngestError:
            return
        lines = decode(path.read_bytes()).lines
        for entry in done.drafts[0].entries:
            assert stands(lines, entry)
        assert [one for one in errors(done) if "R003" not in one] == []
        before = {p: p.read_bytes() for p in (folder / "library").rglob("*") if p.is_file()}
        update([path], folder / "library")
        assert {p: p.read_bytes() for p in (folder / "library").rglob("*") if p.is_file()} == before


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    assert errors_of(raw) == []


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=60), st.integers(0, 3))
@settings(max_examples=300, deadline=None)
def test_what_is_written_as_yaml_is_read_as_it_was(text: str, indent: int) -> None:
    pad = ["a:", "  b:", "    c:"][:indent]
    lines = [*pad, *yaml.text("key", text, indent), f"{yaml.INDENT * indent}after: word"]
    value = parse("\n".join(lines) + "\n", "x.yaml")
    for _ in pad:
        assert isinstance(value, Mapping)
        value = next(iter(value.items.values()))
    assert isinstance(value, Mapping)
    found = value.items["key"]
    assert isinstance(found, Scalar)
    assert found.value == text
    assert not (found.plain and found.value in ("", "true", "null", "~"))


@given(
    st.lists(
        st.text(st.characters(blacklist_categories=["Cs"]), max_size=30), min_size=1, max_size=4
    )
)
@settings(max_examples=200, deadline=None)
def test_lists_of_texts_are_read_as_they_were(texts: list[str]) -> None:
    value = parse("\n".join(yaml.texts("key", texts, 1)) + "\n", "x.yaml")
    assert isinstance(value, Mapping)
    assert [one.value for one in value.items["key"].items] == texts  # type: ignore[union-attr]
