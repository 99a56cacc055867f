"""``docs/checks.md`` tells the truth: every code is in it, and every example does what it says."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tutor.author.check import JUDGED, check
from tutor.author.new import new
from tutor.course.source import Finding

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "checks.md"

_EXAMPLE = re.compile(
    r"### (?P<code>[A-Z]\d{3}) (?P<level>error|warning): [^\n]+\n\n(?P<why>.*?)"
    r"Broken(?: in `(?P<file>[^`]+)`)?:\n\n```(?:yaml|sh)\n(?P<broken>.*?)\n```\n\n"
    r"```text\n(?P<said>.*?)\n```\n\n"
    r"Mended:\n\n```(?:yaml|sh)\n(?P<mended>.*?)\n```",
    re.DOTALL,
)


@dataclass(frozen=True)
class Example:
    """A code as the page explains it. Without a ``file`` the pieces are commands."""

    code: str
    level: str
    file: str | None
    broken: str
    said: str
    mended: str


def examples() -> list[Example]:
    text = PAGE.read_text(encoding="utf-8")
    return [
        Example(**{key: value for key, value in found.groupdict().items() if key != "why"})
        for found in _EXAMPLE.finditer(text)
    ]


def emitted() -> set[str]:
    """Every code that stands in the program."""
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "tutor").rglob("*.py"))
    return {code for text in texts for code in re.findall(r'"([A-Z]\d{3})"', text)}


def test_every_code_is_explained_once() -> None:
    headings = re.findall(r"^### ([A-Z]\d{3})", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(headings) == sorted(emitted())
    assert [example.code for example in examples()] == headings


def run(commands: str, folder: Path) -> None:
    subprocess.run(["sh", "-ec", commands], cwd=folder, check=True, timeout=20)


def put(folder: Path, file: str, old: str, new_text: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in the course that tutor new makes"
    path.write_text(text.replace(old, new_text, 1), encoding="utf-8")


def found(folder: Path, example: Example) -> list[Finding]:
    quick = example.code not in JUDGED
    return [one for one in check(folder, "bread", quick=quick) if one.code == example.code]


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.code)
def test_the_broken_example_is_found_and_the_mended_one_is_not(
    tmp_path: Path, example: Example
) -> None:
    new("bread", tmp_path)
    if example.file is None:
        run(example.broken, tmp_path)
    else:
        put(tmp_path, example.file, example.mended, example.broken)
    findings = found(tmp_path, example)
    assert findings
    assert {one.level for one in findings} == {example.level}
    said = f"{findings[0].code} {findings[0].message} [{findings[0].fix}]"
    assert all(line.strip() in said for line in example.said.splitlines() if line.strip() != "…")
    assert findings[0].fix, "what to do is not said"
    assert findings[0].position.line >= 1
    if example.file is None:
        run(example.mended, tmp_path)
        assert not found(tmp_path, example)
    else:
        assert findings[0].position.file.endswith(".yaml")


def test_what_is_mended_is_the_course_that_tutor_new_makes(tmp_path: Path) -> None:
    """So a mended example has no finding: ``test_new`` holds that the course has none."""
    texts = {str(path.relative_to(tmp_path)): path.read_text(encoding="utf-8")
             for path in new("bread", tmp_path).files}  # fmt: skip
    for example in examples():
        if example.file is not None:
            assert example.mended in texts[example.file], example.code
