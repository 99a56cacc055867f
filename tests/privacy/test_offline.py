"""No command but ``serve`` opens a connection, looks up a name or starts another program."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from course.library_files import library

from tutor.cli import tutor

ROOT = Path(__file__).parents[2]
ONLINE = {"serve"}
"""What serves a browser, and so has to listen."""

TYPED = "/lesson bread\n1\n\nyeast\nwhat is yeast?\nhow do I bake a cake\n/flag why\nquit\nquit\n"


def commands(bread: Path, scratch: Path) -> dict[str, list[tuple[list[str], str]]]:
    """How each command is tried: arguments and what is typed."""
    rows = scratch / "rows.jsonl"
    rows.write_text('{"id": "a", "text": "what is yeast", "scope": "in", "concepts": ["yeast"]}\n')
    here = ["--library", str(bread), "--course", "bread"]
    page = scratch / "page.md"
    page.write_text("# Yeast\n\nYeast is a living fungus that lifts dough.\n")
    return {
        "new": [(["new", "buns", "-o", str(scratch / "new")], "")],
        "ingest": [(["ingest", str(page), "-o", str(scratch / "drafts")], "")],
        "edit": [(["edit", "--help"], "")],
        "graph": [(["graph", *here, "bread"], "")],
        "export": [(["export", *here], ""), (["export", *here, "--format", "markdown"], "")],
        "completion": [(["completion", "zsh"], "")],
        "ask": [
            (["ask", *here, "what is yeast?"], ""),
            (["ask", *here, "how do I bake a cake"], ""),
            (["ask", *here, "--json", "what is yeast"], ""),
            (["ask", *here, "-"], "what is yeast\n"),
        ],
        "chat": [(["chat", *here], TYPED)],
        "lesson": [(["lesson", *here], ""), (["lesson", *here, "bread"], TYPED)],
        "review": [(["review", "--line", *here], "quit\n")],
        "progress": [(["progress", *here, option], "") for option in ("--json", "--markdown")],
        "courses": [(["courses", *here], "")],
        "check": [(["check", str(bread)], "")],
        "play": [(["play", *here, "bread", "Start", "Yeast", ""], "")],
        "evaluate": [(["evaluate", *here, str(rows)], "")],
        "gaps": [(["gaps", *here], "")],
        "reset": [(["reset", *here, "--yes"], ""), (["reset", "--yes"], "")],
    }


@pytest.mark.skipif(sys.platform == "win32", reason="its event loop wakes itself by the network")
def test_no_command_goes_out(tmp_path: Path, home: Path) -> None:
    bread = library(tmp_path / "bread")
    how = commands(bread, tmp_path)
    untried = set(tutor.commands) - set(how) - ONLINE
    assert not untried, f"say in commands() how to try {', '.join(sorted(untried))}"
    tried = [
        (["--version"], ""),
        (["--help"], ""),
        *(each for name, runs in how.items() if name != "reset" for each in runs),
        (["screen", str(bread), *TYPED.split("\n")[:5]], ""),
        *how["reset"],
        (["connect"], ""),
    ]
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps(tried))
    done = subprocess.run(
        [sys.executable, "-m", "tests.privacy.offline", str(plan)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT}/tests", "TUTOR_HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    codes = re.findall(r"^== (.*): (\w+)$", done.stdout, re.MULTILINE)
    assert len(codes) == len(tried)
    assert codes[-1] == ("connect", "WentOut"), "the hook does not see a connection"
    failed = [told for told in codes[:-1] if told[1] not in {"0", "3", "4"}]
    assert not failed, (failed, done.stderr[-2000:])
    assert done.stderr.count("went out") == 1
    assert "It makes dough rise." in done.stdout
