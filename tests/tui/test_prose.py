"""Markdown at any width: words wrap, tables and code never break."""

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from tutor.tui.block import drawn
from tutor.tui.prose import Prose, inline, squeezed
from tutor.tui.wide import is_wide

TABLE = """\
| | Sourdough | Yeast dough |
| --- | --- | --- |
| Rises by | wild yeast and bacteria | baker's yeast |
| Takes | a day | an hour or two |
"""
CODE = "```sh\nknead --minutes 10 --by-hand --with-flour rye\n```"


def rows(text: str, width: int) -> list[str]:
    console = Console(width=width)
    return ["".join(s.text for s in row).rstrip() for row in drawn(console, Prose(text), width)]


def test_a_table_that_fits_has_a_row_a_line() -> None:
    assert rows(TABLE, 60) == [
        "          Sourdough                Yeast dough",
        "─" * 49,
        "Rises by  wild yeast and bacteria  baker's yeast",
        "Takes     a day                    an hour or two",
    ]


def test_cells_wrap_between_words_where_the_table_would_be_too_wide() -> None:
    narrow = rows(TABLE, 36)
    assert max(map(len, narrow)) <= 36
    words = " ".join(narrow).split()
    for word in ("Sourdough", "bacteria", "baker's", "Rises", "hour"):
        assert word in words


def test_a_table_that_would_cut_words_keeps_its_width_and_is_marked() -> None:
    console = Console(width=20)
    wide = drawn(console, Prose(TABLE), 20)
    assert all(is_wide(row) for row in wide if any(s.text.strip() for s in row))
    assert max(sum(s.cell_length for s in row) for row in wide) > 20


def test_code_is_never_wrapped_in_a_list_either() -> None:
    for text in (CODE, "- First:\n\n  " + CODE.replace("\n", "\n  ")):
        assert any("knead --minutes 10 --by-hand --with-flour rye" in row for row in rows(text, 20))


def test_words_of_a_paragraph_and_of_a_list_wrap() -> None:
    text = "Dough rests under a cloth.\n\n- It rises in a warm place.\n1. Bake it."
    assert max(map(len, rows(text, 20))) <= 20


def test_headings_stand_at_the_left() -> None:
    assert rows("# Bread\n\nIt rises.", 40) == ["Bread", "", "It rises."]


def test_a_line_of_markdown_can_follow_other_words() -> None:
    assert (
        inline("So it *holds* the **gas**, see `rise`.").plain == "So it holds the gas, see rise."
    )


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(0, 40)), min_size=1, max_size=6),
    st.integers(1, 120),
)
def test_columns_get_what_they_need_and_no_more_than_there_is(
    needs: list[tuple[int, int]], room: int
) -> None:
    bounds = [(least, least + more) for least, more in needs]
    widths = squeezed(bounds, room)
    assert all(low <= width <= high for width, (low, high) in zip(widths, bounds, strict=True))
    least, most = sum(low for low, _ in bounds), sum(high for _, high in bounds)
    assert sum(widths) == max(least, min(room, most))
