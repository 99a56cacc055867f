"""Documents that were saved, or once read, in another encoding."""

import pytest
from author.ingest.drafts import only
from hypothesis import given
from hypothesis import strategies as st

from tutor.author.ingest.decode import NotText, decode, mend

SAID = "Don’t use “café” flour — it’s naïve…"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "mac_roman"]
)
def test_text_is_read_in_whatever_encoding_it_was_saved(encoding: str) -> None:
    assert decode(f"# Flour\n\n{SAID}\n".encode(encoding)).lines[2] == SAID


@pytest.mark.parametrize("wrong", ["cp1252", "mac_roman"])
def test_text_that_was_read_in_the_wrong_encoding_is_mended_and_its_lines_are_said(
    wrong: str,
) -> None:
    broken = "Don’t use flour — it’s naïve…".encode().decode(wrong)
    found = decode(f"# Flour\n\n{broken}\nplain\n".encode())
    assert found.lines[2] == "Don’t use flour — it’s naïve…"
    assert found.mended == (3,)


@pytest.mark.parametrize(
    "text",
    ["»Spaß« und „Größe“", "ESPAÑA, Ñandú", "Ærø Ångström", "naïve café", "Ελλάδα", "日本語", "½ Â½ x²"[:1],
     "Déjà vu — «à côté»", "“quoted” – ‘text’ …", "£5 ± 2 °C", "Müller & Söhne"],
)  # fmt: skip
def test_text_that_is_right_is_left_alone(text: str) -> None:
    assert mend(text) == text


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=40))
def test_mending_never_loses_what_it_cannot_give_back(text: str) -> None:
    """What is mended, read wrongly once more, is what stood there."""
    mended = mend(text)
    if mended == text:
        return
    ways = ["".join(_read_wrongly(x, wrong) for x in mended) for wrong in ("cp1252", "mac_roman")]
    assert any(way == text for way in ways) or mend(mended) == mended


def _read_wrongly(letter: str, wrong: str) -> str:
    from tutor.author.ingest.decode import _single

    return letter if letter.isascii() else _single(letter.encode(), wrong)


def test_one_bad_line_does_not_spoil_the_others() -> None:
    found = decode("gut: é\n".encode() + "schlecht: é\n".encode("cp1252"))
    assert found.lines[:2] == ("gut: é", "schlecht: é")


def test_a_closing_quote_of_which_a_byte_was_lost_is_given_back_where_one_is_open() -> None:
    said = "He said â€œriseâ€\ufffd and â€\ufffd."
    assert decode(said.encode()).lines == ("He said “rise” and â€\ufffd.",)


def test_letters_that_are_lost_are_told() -> None:
    assert decode("a\nb \ufffd c\n".encode()).damaged == (2,)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts_lines_alike(end: str) -> None:
    assert decode(end.join(["one", "two", "three"]).encode()).lines == ("one", "two", "three")


def test_binary_data_is_refused_in_words() -> None:
    with pytest.raises(NotText, match="binary"):
        decode(b"\x89PNG\x00\x00\x00\x01" * 50)


def test_a_draft_speaks_the_mended_words() -> None:
    broken = "Flour doesn’t keep for more than a year.".encode().decode("mac_roman")
    assert only(f"# Flour\n\n{broken}\n").short == "Flour doesn’t keep for more than a year."
