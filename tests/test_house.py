"""The house keeps its shape: who may import whom, where effects live, what stays unloaded."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "tutor"

MAY_IMPORT = {
    "text": set(),
    "course": {"text"},
    "answer": {"course", "text"},
    "learner": {"course", "text"},
    "dialogue": {"course", "text"},
    "conversation": {"answer", "learner", "dialogue", "course", "text"},
    "author": {"conversation", "answer", "learner", "dialogue", "course", "text"},
    "line": {"conversation", "author", "answer", "learner", "dialogue", "course", "text"},
    "tui": {"conversation", "author", "answer", "learner", "dialogue", "course", "text"},
    "web": {"tui", "conversation", "answer", "learner", "dialogue", "course", "text"},
    "cli": {
        "web", "line", "tui", "author", "conversation", "answer", "learner", "dialogue", "course", "text",
    },
    "__main__": {"cli"},
    "__init__": set(),
}  # fmt: skip

MAY_DO_IO = (
    "answer/meanings.py",  # a table of its own, read as its code is
    "course/files.py",
    "course/source.py",
    "course/load.py",
    "course/ready.py",
    "course/cache.py",
    "course/library.py",
    "learner/home.py",
    "learner/store.py",
    "learner/glance.py",
    "conversation/clock.py",
    "conversation/learned.py",  # makes an index while the conversation goes on
    "learner/database.py",
    "learner/mending.py",
    "learner/progress.py",  # reads the code that the fold is computed by
    "conversation/session.py",
    "conversation/opening.py",
    "conversation/asking.py",
    "conversation/typed.py",
    "author/",
    "tui/",
    "line/",
    "web/",
    "cli/",
)
EFFECTS = {"os", "sys", "io", "pathlib", "sqlite3", "time", "random", "subprocess", "socket",
           "shutil", "tempfile", "threading", "uuid", "platformdirs", "yaml"}  # fmt: skip


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute here"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_arrows_point_one_way(path: Path) -> None:
    """A room imports only the rooms below it."""
    own = room(path)
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("tutor.")}
    assert rooms - {own, "__version__"} <= MAY_IMPORT[own]


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_the_core_does_no_input_or_output(path: Path) -> None:
    """Only the edges touch files, the clock, chance or the system."""
    if str(path.relative_to(PACKAGE)).startswith(MAY_DO_IO):
        return
    used = {name.split(".")[0] for name in imported(path)} & EFFECTS
    calls = {
        node.func.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    } & {"now", "utcnow", "today"}
    assert not used | calls


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_file_outgrows_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def loaded_after(code: str, home: Path) -> set[str]:
    """The modules in a fresh interpreter after it has run ``code``."""
    script = (
        f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint('\\n--', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        env={"PATH": "", "TUTOR_HOME": str(home), "PYTHONPATH": str(ROOT)},
    )
    return set(done.stdout.rpartition("\n--")[2].split())


@pytest.mark.parametrize(
    ("arguments", "unloaded"),
    [
        (["--version"], {"textual", "yaml", "numpy", "prompt_toolkit", "sqlite3", "msgspec"}),
        (["ask", "what is a container"], {"textual", "prompt_toolkit"}),
        (["ask", "--json", "what is a container"], {"textual", "prompt_toolkit"}),
        (["chat"], {"textual"}),
        (["progress", "--json"], {"textual", "prompt_toolkit"}),
        (["serve", "--help"], {"textual", "aiohttp"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_heavy_modules_stay_unloaded(
    arguments: list[str], unloaded: set[str], tmp_path: Path
) -> None:
    """The only way to prove that an import is put off is to look at what got loaded."""
    code = f"sys.argv[1:] = {arguments!r}; from tutor.cli import main; main()"
    assert not loaded_after(code, tmp_path) & unloaded


def test_the_first_screen_is_painted_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    """Whoever starts the full screen sees it before the course is read."""
    heavy = {"rich.markdown", "rapidfuzz", "msgspec", "sqlite3", "numpy", "yaml", "fsrs"}
    late = {"tutor.conversation.session", "tutor.conversation.messages", "tutor.answer",
            "tutor.learner.store", "tutor.learner.coverage",
            "tutor.dialogue", "tutor.course"}  # fmt: skip
    assert not loaded_after("import tutor.tui.app", tmp_path) & (heavy | late)


def test_the_line_can_be_typed_on_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    """Whoever starts the line mode may type before the course is read."""
    late = {"rapidfuzz", "msgspec", "sqlite3", "numpy", "yaml", "fsrs", "tutor.line.chat",
            "tutor.conversation.session", "tutor.conversation.messages",
            "tutor.answer", "tutor.learner.store", "tutor.dialogue", "tutor.course"}  # fmt: skip
    assert not loaded_after("import tutor.cli, tutor.line.talk", tmp_path) & late


def test_a_second_question_needs_neither_yaml_nor_numpy(tmp_path: Path) -> None:
    """The compiled course is cached, so only the first question pays for parsing and fitting."""
    code = "sys.argv[1:] = ['ask', 'what is a vm']; from tutor.cli import main; main()"
    loaded_after(code, tmp_path)
    assert not loaded_after(code, tmp_path) & {"yaml", "numpy", "snowballstemmer.among"}
