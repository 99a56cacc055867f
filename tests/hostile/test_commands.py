"""Hostile arguments, input, files and a hostile course: every command prints harmless bytes."""

import io
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hostile.harmful_course import installed
from hostile.terminal import harm
from hostile.texts import ALL, TEXTS

from tutor.cli import main

ARGUMENT = ALL.replace("\0", "")
"""What a command line can hold: all but NUL."""

AS_BYTES = ALL.encode("utf-8", "surrogatepass")


@dataclass(frozen=True)
class Ran:
    """The bytes that a command printed, and its exit code."""

    out: bytes
    err: bytes
    code: int


Command = Callable[..., Ran]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    home = tmp_path_factory.mktemp("home")
    library = installed(tmp_path_factory.mktemp("library"), home)
    for side in ("knowledge", "dialogues"):
        shutil.copytree(library / side / "bread", library / side / "loaf")
    return library, home


@pytest.fixture
def run(
    kept: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> Command:
    """Run ``tutor`` over the hostile course; it must print nothing that harms a terminal."""
    library, home = kept

    def ran(*arguments: str, typed: bytes = b"") -> Ran:
        monkeypatch.setenv("TUTOR_PATH", str(library))
        monkeypatch.setenv("TUTOR_HOME", str(home))
        monkeypatch.setattr("sys.argv", ["tutor", *map(os.fsdecode, map(_bytes, arguments))])
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed), "utf-8"))
        code = 0
        try:
            main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        printed = capfdbinary.readouterr()
        assert harm(printed.out) + harm(printed.err) == []
        return Ran(printed.out, printed.err, code)

    return ran


def _bytes(argument: str) -> bytes:
    """An argument as the system hands it over."""
    return argument.encode("utf-8", "surrogatepass")


BREAD = ("--course", "bread")
LOAF = ("--course", "loaf")
"""A harmless course, read from its files: an author plays what is there."""

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("courses",), ("lesson", *BREAD), ("lesson", *BREAD, ARGUMENT), ("progress", *BREAD),
    ("progress", *BREAD, "--markdown"), ("progress", *BREAD, "--path", ARGUMENT), ("gaps", *BREAD),
    ("play", *LOAF, "bread", ARGUMENT), ("play", *LOAF, ARGUMENT),
    ("play", *LOAF, "bread", "--from", ARGUMENT), ("ask", *BREAD, "--about", ARGUMENT, "x"),
    ("ask", *BREAD, ARGUMENT), ("ask", "--course", ARGUMENT, "x"),
    ("ask", *BREAD, "--learner", ARGUMENT, "x"), ("ask", *BREAD, "--learner", "\udcff", "x"),
    ("progress", "--learner", "a\u202eb", "--json"), ("reset", "--learner", "\x1b[1337m", "--yes"),
    (ARGUMENT,), (f"--{ARGUMENT}",), ("check", ARGUMENT), ("evaluate", ARGUMENT),
    ("--library", f"/nowhere/{ARGUMENT}"), ("lesson", *BREAD, "\udcff\udcfe"),
)  # fmt: skip


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda given: f"{given[0][:12]!a}-{len(given)}")
def test_a_command_prints_no_escape_of_its_arguments(
    run: Command, arguments: tuple[str, ...]
) -> None:
    assert run(*arguments).code in {0, 1, 2, 3, 4}


@pytest.mark.parametrize("number", range(0, len(TEXTS), 4))
def test_an_answer_is_harmless_and_its_json_is_exact(run: Command, number: int) -> None:
    said = run("ask", *BREAD, f"what is topic{number}")
    assert b"Tutor: short" in said.out
    data = json.loads(run("ask", *BREAD, "--json", f"define topic{number}").out)
    assert data["entry"] == f"e{number}"
    kept = list(TEXTS.values())[number].encode("utf-8", "replace").decode()
    assert data["short"] == f"short {kept}"


def test_what_is_asked_is_echoed_harmless_as_text_and_as_json(run: Command) -> None:
    run("ask", *BREAD, "-", typed=AS_BYTES + b"\n\xff\xfe\x00 what\n")
    lines = run("ask", *BREAD, "-", "--json", typed=AS_BYTES + b"\n\xff\xfe\x00 what\n").out
    assert all(json.loads(line)["question"] for line in lines.decode().splitlines())
    assert json.loads(run("ask", *BREAD, "--json", ARGUMENT).out)["question"]


def test_a_piped_conversation_is_harmless(run: Command) -> None:
    lines = [AS_BYTES, b"\xff\xfe", b"/lesson harm", b"3", b"hint", AS_BYTES, b"/flag " + AS_BYTES,
             b"/glossary", b"/concept c3", b"/progress", b"/help", b"/" + AS_BYTES]  # fmt: skip
    said = run("chat", *BREAD, typed=b"\n".join(lines))
    assert said.code == 0
    assert b"Lesson: Lesson" in said.out


def test_a_lesson_is_played_from_a_file_of_any_bytes(run: Command, tmp_path: Path) -> None:
    inputs = tmp_path / "inputs"
    inputs.write_bytes(b"\xff\xfe\n" + AS_BYTES)
    assert run("play", *LOAF, "bread", "--inputs", str(inputs)).code == 0


ROWS = (
    b'{"id": "\xc2\x9b1337m", "text": "\xc2\x9b1337m what is topic3 \\u001b[1337m \\u202e"}',
    b'{"id": 3}',
    b'{"id": "a", "text": "\x1b[1337m"}',
    b'{"id": "a", "text": "\\ud83d"}',
    b'{"\\u001b[1337m": 1}',
    b"\xff\xfe",
    b"[" * 100_000,
    b"",
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: repr(row[:20]))
def test_a_question_file_is_measured_or_refused(run: Command, row: bytes, tmp_path: Path) -> None:
    file = tmp_path / "\x1b[1337m\u202e.jsonl"
    file.write_bytes(row + b"\n")
    for form in ((), ("--json",)):
        assert run("evaluate", str(file), *BREAD, *form).code in {0, 2}


def test_gaps_are_harmless_yaml_to_paste(run: Command) -> None:
    import yaml

    for text in TEXTS.values():
        run("ask", *BREAD, f"how tall is {text}".replace("\0", ""))
    pasted = run("gaps", *BREAD).out.decode()
    assert "how tall is" in pasted
    asked = [line.strip() for line in pasted.splitlines() if line.startswith("      - ")]
    assert all(isinstance(yaml.safe_load(line)[0], str) for line in asked)


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_findings_in_a_hostile_file_are_a_harmless_line_each(
    run: Command, tmp_path: Path, form: str
) -> None:
    folder = tmp_path / "library" / "knowledge" / "bread"
    folder.mkdir(parents=True)
    for name in ("course.yaml", "a\x1b[1337m\n::error::b\u202e,c.yaml", os.fsdecode(b"\xff.yaml")):
        (folder / name).write_text(
            'format: 1\ntitle: x\ngoal: x\nentries:\n  - id: "\\e[1337m\\n\\u202e"\n    "\\e]0;x": y\n'
        )
    said = run("check", str(tmp_path / "library"), "--format", form)
    assert said.code == 1
    if form == "json":
        assert json.loads(said.out)
    else:
        begins = b"::" if form == "github" else b""
        *lines, _summary = said.out.splitlines()
        assert lines
        told = [line for line in lines if not line.startswith(b"    ")]
        assert all(line.startswith(begins) and b"knowledge/bread/" in line for line in told)
        assert sum(b".yaml:5:9: F016" in line or b"line=5,col=9" in line for line in told) >= 3
