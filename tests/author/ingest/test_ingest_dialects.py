"""Markdown of many makes: what readers of the website see is what the course says, and no more."""

from pathlib import Path

import pytest
from author.ingest.drafts import DOCUMENTS, course, draft, entries, errors, only, read, stands

from tutor.author.ingest.files import ingest
from tutor.course.model import Entry

FILES = sorted(DOCUMENTS.iterdir())

LEFT_OUT = ("{{<", "{{%", "{%", "{:", "{#", ":::", "!!!", "???", "=== ", "<Tab", "</", "import ", "<!--",
            "{/*", "secret", "snippets", "[^", ":material", "[!", "Hyper Text", "++", ".page-title", "{ref}",
            "(flour-target)")  # fmt: skip


def told(folder: Path, file: Path) -> dict[str, Entry]:
    return course(folder, file)[1].entries


def prose(entry: Entry) -> str:
    """What an entry says, without its code."""
    parts = f"{entry.short}\n\n{entry.answer}".split("```")
    return " ".join(parts[::2])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_mark_of_a_dialect_is_left_in_an_answer(tmp_path: Path, file: Path) -> None:
    for entry in told(tmp_path, file).values():
        for mark in LEFT_OUT:
            assert mark not in prose(entry), entry.id
            assert not any(mark in phrasing for phrasing in entry.ask), entry.ask


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_quote_is_a_piece_of_its_file(tmp_path: Path, file: Path) -> None:
    lines = tuple(file.read_text(encoding="utf-8").split("\n"))
    for entry in told(tmp_path, file).values():
        assert stands(lines, entry), entry.id


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_draft_has_no_error(tmp_path: Path, file: Path) -> None:
    assert errors(ingest([file], tmp_path)) == []


def test_hugo(tmp_path: Path) -> None:
    found = told(tmp_path, DOCUMENTS / "hugo.md")
    assert found["sourdough"].short.startswith("A starter is a culture of wild yeast")
    assert "**Note:** A starter smells of *yoghurt*." in found["sourdough"].answer
    assert (
        "feed --flour 50 --water 50   # {{ not a template }}" in found["feeding-a-starter"].answer
    )
    assert found["feeding-a-starter"].ask[0] == "How do I feed a starter?"
    assert "The oven runs at … degrees." in found["feeding-a-starter"].answer


def test_jekyll(tmp_path: Path) -> None:
    found = told(tmp_path, DOCUMENTS / "jekyll.md")
    assert found["what-is-rye"].ask[0] == "What is rye?"
    assert found["what-is-rye"].short.startswith("Rye is a grass")
    assert "Rye is milled finely between two stones." in found["milling-rye"].answer
    assert "| 1150 | 1.2 | everyday loaves |" in found["milling-rye"].answer


def test_docusaurus(tmp_path: Path) -> None:
    found = told(tmp_path, DOCUMENTS / "docusaurus.mdx")
    assert (
        "**Tip: Wet hands.** Dough does not stick to wet hands." in found["shaping-loaves"].answer
    )
    assert "**Danger: Hot stone.**" in found["shaping-loaves"].answer
    assert (
        "import Nothing from 'nowhere';\n<Loaf shape=\"round\" />" in found["pick-a-shape"].answer
    )
    assert found["pick-a-shape"].short == "**Round**: A round loaf is called a **boule**."
    assert "**Warning: Do not tear.** The skin must stay whole." in found["pick-a-shape"].answer
    assert found["can-i-shape-it-on-paper"].short == "Yes, if the paper is floured."


def test_mkdocs(tmp_path: Path) -> None:
    found = told(tmp_path, DOCUMENTS / "mkdocs.md")
    answer = found["proofing"].answer
    assert found["proofing"].short == "Proofing is the last rise before the oven."
    assert (
        "**Warning: Too warm.** Above 35 degrees the yeast dies.\n\n```yaml\nheat: 35\n```"
        in answer
    )
    assert "**Basket**\n\nFlour the basket well." in answer
    assert "Bakers also say *final proof*. It may take all night." in answer
    assert found["poke-test"].short.startswith("Pressing a finger into the dough")


def test_mdbook(tmp_path: Path) -> None:
    found = told(tmp_path, DOCUMENTS / "mdbook.md")
    assert found["ovens"].short == "An oven holds heat. See the chapter on stones."
    assert "fn heat() -> u32 { 250 }" in found["ovens"].answer
    assert "listings" not in found["ovens"].answer
    steam = [entry for entry in found.values() if entry.support.section == "Steam"]
    assert [entry.short.split(" ")[0] for entry in steam] == ["Steam", "Too"]
    assert len({entry.ask[0] for entry in steam}) == 2


def test_github(tmp_path: Path) -> None:
    done, made = course(tmp_path, DOCUMENTS / "github.md")
    found = made.entries
    assert found["crumb"].short == "The open crumb of a loaf, measured."
    assert "**Important:** Weigh the flour. Cups lie." in found["crumb"].answer
    assert found["install"].short == "Install: `pip install crumb`"
    assert "| crumb weigh | Weighs a slice and prints grams |" in found["usage"].answer
    assert r"Press `q` to stop it. Escaped \*stars\* stay, 2 < 3 too." in found["usage"].answer
    assert "only links" in {one.why for one in done.drafts[0].document.skipped}


def test_myst(tmp_path: Path) -> None:
    found = told(tmp_path, DOCUMENTS / "myst.md")
    assert found["flour"].short == "Flour keeps for a year."
    assert "**Note: Storage.** Keep it dark and cool." in found["flour"].answer
    assert 'flour = "rye"' in found["kinds"].short
    assert "See the kinds and gluten." in found["kinds"].answer


def test_a_document_without_headings_is_parted_at_its_bold_lines(tmp_path: Path) -> None:
    found = told(tmp_path, DOCUMENTS / "plain.md")
    assert found["opening-the-shop"].ask[0] == "How do I open the shop?"
    assert found["who-do-i-call-when-the-oven-fails"].ask[0] == "Who do I call when the oven fails?"
    assert found["who-do-i-call-when-the-oven-fails"].short.startswith("Call the technician")


def test_code_is_kept_letter_by_letter() -> None:
    code = "def f(x):\n\treturn  `x` + '{{ y }}'   <!-- no comment -->\n\n# {% raw %} {#id}"
    entry = only(f"# Baking\n\nLike so, in Python:\n\n~~~~python\n{code}\n~~~~\n")
    assert f"```python\n{code}\n```" in entry.answer


def test_a_fence_inside_a_fence_stays_code() -> None:
    entry = only("# Writing\n\nA page:\n\n````md\n```sh\nbake\n```\n````\n")
    assert "````md\n```sh\nbake\n```\n````" in entry.answer


def test_an_unclosed_fence_or_comment_does_not_swallow_what_stands_before() -> None:
    assert "first" in only("# One\n\nThe first loaf is here.\n\n```\nnever closed").short
    assert "first" in only("# One\n\nThe first loaf is here. <!-- never closed\n\nmore").short


def test_setext_headings_are_headings() -> None:
    found = entries(
        "Bread\n=====\n\nBread is baked dough.\n\nThe crust\n---------\n\nIt is the brown part.\n"
    )
    assert [entry.support.section for entry in found.values()] == ["Bread", "The crust"]


def test_reference_links_into_the_world_stay_links_and_others_become_text() -> None:
    entry = only(
        "# Links\n\nSee [the guild][g] and [the cellar](../cellar.md) for how flour is kept.\n\n"
        "[g]: https://guild.example.org/flour\n"
    )
    assert "[the guild](https://guild.example.org/flour) and the cellar for" in entry.short


def test_what_is_left_out_is_told_with_its_lines() -> None:
    document = read(
        "# A\n\nText of A here.\n\n![x](x.png)\n\n## See also\n\n- [B](b.md)\n- [C](c.md)\n"
    )
    assert [(one.first, one.last, one.why) for one in document.skipped] == [
        (5, 5, "a picture"),
        (9, 10, "only links"),
    ]


def test_the_share_counts_sections_that_say_something() -> None:
    made = draft(
        "# A\n\nText of A is here.\n\n## Empty\n\n## B\n\nText of B is here.\n\n## See also\n\n[x](y)\n"
    )
    assert (made.covered, len(made.document.told)) == (2, 2)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "---\ntitle: X\n---\n", "<!-- only -->\n", "![a](b.png)\n"]
)
def test_a_document_that_says_nothing_gives_nothing(text: str) -> None:
    assert draft(text).entries == ()
