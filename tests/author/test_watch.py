"""``tutor check --watch``: what broke and what is mended, save by save. Nobody waits here."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from course.library_files import KNOWLEDGE, library

from tutor.author.check import check
from tutor.author.watch import Findings, Seen, follow, is_source, told
from tutor.course.source import Finding, Position


def fault(code: str, line: int, message: str = "wrong", level: str = "error") -> Finding:
    return Finding(Position("a.yaml", line, 1), code, message, "mend it", level)  # type: ignore[arg-type]


def looks(*found: Findings, whole: tuple[Findings, ...] | None = None) -> list[Seen]:
    """What is seen when the course is saved once for each of ``found`` but the first."""
    quick, slow = iter(found), iter(whole or ())
    files = [(Path("knowledge/a.yaml"),)] * (len(found) - 1)
    return list(follow(files, lambda: next(quick), (lambda: next(slow)) if whole else None))


def test_the_first_look_tells_all_there_is() -> None:
    (seen,) = looks((fault("F010", 3),))
    assert seen.broke == (fault("F010", 3),)
    assert told(seen).splitlines() == [
        "a.yaml:3:1: F010 wrong [mend it]",
        "1 course checked: 1 error, 0 warnings.",
    ]


def test_a_save_tells_only_what_broke_and_what_is_mended() -> None:
    stays = fault("F011", 9, "needs “short”")
    _, seen = looks((fault("F010", 3), stays), (stays, fault("N001", 4)))
    assert (seen.mended, seen.broke) == ((fault("F010", 3),), (fault("N001", 4),))
    assert told(seen).splitlines() == [
        "saved a.yaml",
        "mended  a.yaml:3:1: F010 wrong",
        "broke   a.yaml:4:1: N001 wrong [mend it]",
        "1 course checked: 2 errors, 0 warnings.",
    ]


def test_what_only_moved_is_neither_broken_nor_mended() -> None:
    moved = (fault("F010", 3), fault("F015", 5, "there is one already, at b.yaml:1:2"))
    again = (fault("F010", 30), fault("F015", 50, "there is one already, at b.yaml:7:2"))
    assert told(looks(moved, again)[1]) == "saved a.yaml\n1 course checked: 2 errors, 0 warnings."


def test_of_two_alike_one_mended_is_one_mended() -> None:
    _, seen = looks((fault("F010", 3), fault("F010", 8)), (fault("F010", 3),))
    assert len(seen.mended) == 1


def test_what_takes_long_is_looked_at_once_nothing_fails() -> None:
    stray = fault("A003", 7, "astray", "warning")
    seen = looks((), (fault("F010", 3),), (), whole=((stray,), ()))
    assert [(one.whole, len(one.broke), len(one.mended)) for one in seen] == [
        (False, 0, 0), (True, 1, 0),  # at first: nothing fails; then the stray phrasing
        (False, 1, 0),  # a mistake: the stray is not looked for, and not called mended
        (False, 0, 1), (True, 0, 1),  # the mistake is mended; then the stray as well
    ]  # fmt: skip
    assert seen[2].findings == (fault("F010", 3), stray)
    assert told(seen[4]).splitlines()[0] == "mended  a.yaml:7:1: A003 astray"


def test_a_second_look_that_finds_nothing_more_says_nothing() -> None:
    seen = looks((), whole=((),))
    assert [told(one) for one in seen] == ["1 course checked: 0 errors, 0 warnings.", ""]


def test_a_transcript_is_not_told_again_when_it_is_mended() -> None:
    failed = fault("T001", 3, "test “x” fails\n    > a\n    b")
    assert "> a" not in told(looks((failed,), ())[1])


def test_a_real_course_is_read_anew_at_every_save(tmp_path: Path) -> None:
    folder = library(tmp_path)
    path = folder / KNOWLEDGE

    def saved() -> Iterator[tuple[Path, ...]]:
        text = path.read_text(encoding="utf-8")
        for old, new in (("short:", "shrot:"), ("shrot:", "short:")):
            path.write_text(text := text.replace(old, new, 1), encoding="utf-8")
            yield (path,)

    said = [
        told(seen) for seen in follow(saved(), lambda: check(folder, "bread", quick=True), None)
    ]
    assert said[0] == "1 course checked: 0 errors, 0 warnings."
    assert "broke   knowledge/bread/yeast.yaml:10:5: F010" in said[1]
    assert "mended  knowledge/bread/yeast.yaml:10:5: F010" in said[2]


@pytest.mark.parametrize(
    ("name", "source"),
    [("a.yaml", True), ("a.yml", True), ("A.YAML", True), ("page.md", True), (".a.yaml.swp", False),
     (".#a.yaml", False), ("a.yaml~", False), ("4913", False), ("a.py", False)],
)  # fmt: skip
def test_only_what_authors_write_is_watched(name: str, source: bool) -> None:
    assert is_source(Path("knowledge/bread") / name) == source
