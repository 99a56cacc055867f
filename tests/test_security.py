"""Every promise that SECURITY.md makes names a test that there is."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and "---" not in line]
PROMISES = [row for row in ROWS if row != "| promise | held by |"]


def functions_of(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in tree.body if isinstance(node, functions)}


def test_every_promise_is_held_by_a_test_that_exists() -> None:
    assert len(PROMISES) > 5
    for row in PROMISES:
        promise, held_by = row.strip("| ").split(" | ")
        named = re.findall(r"`(tests/[\w/.]+)(?:::(\w+))?`", held_by)
        assert named, promise
        for file, test in named:
            found = {name for name in functions_of(ROOT / file) if name.startswith("test_")}
            assert found, file
            assert not test or test in found, f"{file}::{test}"


def test_the_page_is_short() -> None:
    assert len(PAGE.split()) < 900
