"""The short answer of a draft says something by itself, whatever the document begins with."""

import pytest
from author.ingest.drafts import draft, entries, only, read

TABS = """\
# Milling

Rye is milled in two ways.

## Mill the rye

{{< tabpane >}}
{{% tab header="By hand" %}}
Turn the stone slowly.
{{% /tab %}}
{{% tab header="By motor" %}}
Press the button.
{{% /tab %}}
{{< /tabpane >}}
"""


def short(body: str, heading: str = "Flour") -> str:
    return entries(f"# Bakery\n\nA bakery bakes.\n\n## {heading}\n\n{body}\n\n## Z\n\nLast.\n")[
        heading.lower().replace(" ", "-").rstrip("?")
    ].short


def test_a_sentence_that_leads_to_a_table_goes_on_with_its_rows() -> None:
    rows = "| Flour | Ash |\n| --- | --- |\n| Rye | 1.2 |\n| Wheat | 0.5 |"
    assert short(f"We use two flours:\n\n{rows}") == "We use two flours: Rye, Wheat."


def test_names_with_commas_in_them_are_told_apart() -> None:
    rows = "| Whom to ask | Room |\n| --- | --- |\n| Ovens, stones | 1 |\n| Flour | 2 |"
    assert short(rows) == "Flour: Ovens, stones; Flour."


def test_a_question_is_not_said_again_in_its_answer() -> None:
    steps = "1. Mix the flour.\n2. Bake the loaf."
    assert short(steps, "How is bread made?") == "Mix the flour; Bake the loaf."


def test_a_tab_with_a_command_says_which_one_it_is() -> None:
    assert short("**By hand**\n\n```sh\nmill rye\n```") == "Flour (By hand): `mill rye`"


def test_the_name_of_a_tab_stands_off_from_its_text() -> None:
    assert entries(TABS)["mill-the-rye"].short == "**By hand:** Turn the stone slowly."


def test_what_a_shortcode_stands_around_is_not_said_to_be_left_out() -> None:
    assert read(TABS).skipped == ()
    assert [one.why for one in read("# A\n\n{{< toc >}}\n\nText.\n").skipped] == ["shortcode toc"]


@pytest.mark.parametrize(
    ("shortcode", "said"),
    [
        ("notice tip", "Tip"),
        ("notice", "Note"),
        ('alert title="Ovens" color="warning"', "Warning: Ovens."),
        ('callout type="danger"', "Danger"),
        ('pageinfo color="primary"', "Note"),
    ],
)
def test_a_notice_says_what_kind_it_is(shortcode: str, said: str) -> None:
    name = shortcode.split()[0]
    text = f"# Rye\n\nRye is a grass.\n\n{{{{% {shortcode} %}}}}\nIt is hot.\n{{{{% /{name} %}}}}\n"
    assert f"**{said}" in only(text).answer


def test_a_value_of_an_mdx_page_is_a_hole_and_said_to_be_left_out() -> None:
    text = 'export const heat = 230;\n\n# Oven\n\nIt has {heat} degrees, `{heat}`, for {"bread"}.\n'
    made = draft(text, "page.mdx")
    assert made.entries[0].short == "It has … degrees, `{heat}`, for bread."
    assert [(one.first, one.why) for one in made.document.skipped] == [
        (1, "code of the page itself"), (5, "value {heat}"),
    ]  # fmt: skip
    assert only("# Oven\n\nWrite it as {heat} in plain Markdown, as it is.\n").short.endswith(
        "Write it as {heat} in plain Markdown, as it is."
    )


def test_a_shouted_heading_is_written_in_an_ordinary_voice() -> None:
    text = "# BREAD API\n\nAn API.\n\n## INSTALLATION\n\nRun it.\n\n## HOW IT WORKS\n\nWell.\n\n## REST API\n\nOne.\n"
    assert [section.title for section in read(text).told] == [
        "BREAD API", "Installation", "How it works", "REST API",
    ]  # fmt: skip


def test_a_chapter_that_says_nothing_itself_is_summed_up_by_its_sections() -> None:
    text = (
        "# Rye\n\nRye is a grass.\n\n## FAQ\n\n### Is it a grain?\n\nYes, it is one of the grasses.\n\n"
        "### Does it rise?\n\nIt does, with a sourdough.\n\n## Z\n\nLast.\n"
    )
    [concept] = [one for one in draft(text).concepts if one.name.startswith("FAQ")]
    assert concept.name == "FAQ: Rye"
    assert concept.summary == "On “Is it a grain?” and “Does it rise?”."
