"""What a library may lead to: nothing outside of it, nothing that waits, nothing that runs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from course.library_files import ABOUT, KNOWLEDGE, TEACHING, broken, library
from hostile.terminal import ROOT

from tutor.course.cache import cached
from tutor.course.library import courses
from tutor.course.load import Rejected, load
from tutor.course.model import Course
from tutor.course.ready import load_cached

EXTRA = "knowledge/bread/extra.yaml"


def told(folder: Path) -> str:
    found = load(folder, "bread")
    assert isinstance(found, Rejected)
    return "\n".join(map(str, found.findings))


def pipe(folder: Path, name: str) -> None:
    (folder / name).unlink(missing_ok=True)
    os.mkfifo(folder / name)


@pytest.mark.parametrize("file", [ABOUT, KNOWLEDGE, TEACHING, EXTRA])
def test_a_pipe_is_no_file_and_nobody_waits_for_it(tmp_path: Path, file: str) -> None:
    folder = library(tmp_path)
    pipe(folder, file)
    assert f"{file}:1:1: F001 it can't be read: it is no ordinary file" in told(folder)
    assert [at.id for at in courses((folder,))] == ["bread"]


def test_a_link_to_a_pipe_in_the_library_is_no_file(tmp_path: Path) -> None:
    folder = library(tmp_path)
    pipe(folder, "pipe")
    (folder / EXTRA).symlink_to(folder / "pipe")
    assert f"{EXTRA}:1:1: F001 it can't be read: it is no ordinary file" in told(folder)


@pytest.mark.parametrize(
    "target", ["/dev/zero", "/etc/passwd", "../../../secret.yaml", "extra.yaml"]
)
def test_a_link_that_leaves_the_library_or_goes_in_a_ring_is_refused(
    tmp_path: Path, target: str
) -> None:
    (tmp_path / "secret.yaml").write_text("title: Secret\n")
    folder = library(tmp_path / "library")
    (folder / EXTRA).symlink_to(target)
    assert f"{EXTRA}:1:1: F008 this link leads out of the library" in told(folder)


def test_a_course_whose_folder_lies_elsewhere_is_refused_and_its_title_not_shown(
    tmp_path: Path,
) -> None:
    folder, other = library(tmp_path / "library"), library(tmp_path / "other")
    (folder / "knowledge/linked").symlink_to(other / "knowledge/bread")
    assert {at.id: at.title for at in courses((folder,))} == {"bread": "Bread", "linked": "linked"}
    found = load(folder, "linked")
    assert isinstance(found, Rejected)
    assert all(one.code == "F008" for one in found.findings if one.code != "F009")


def test_a_library_may_itself_be_a_link(tmp_path: Path) -> None:
    library(tmp_path / "real")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert not isinstance(load(tmp_path / "link", "bread"), Rejected)


def test_a_folder_called_like_a_file_is_told(tmp_path: Path) -> None:
    folder = library(tmp_path)
    (folder / EXTRA).mkdir()
    assert f"{EXTRA}:1:1: F001" in told(folder)


def test_a_title_of_blanks_is_listed_at_once(tmp_path: Path) -> None:
    folder = broken(tmp_path, ABOUT, "title: Bread", "title: x" + " " * 400_000 + "y")
    (at,) = courses((folder,))
    assert at.title == "x"


def test_a_cache_with_other_contents_is_told_by_its_digest(tmp_path: Path) -> None:
    folder, cache = library(tmp_path / "library"), tmp_path / "cache"
    course = load_cached(folder, "bread", cache)
    (file,) = cache.iterdir()
    whole = file.read_bytes()
    for at in range(0, len(whole), 97):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert load_cached(folder, "bread", cache) == course
    assert file.read_bytes() == whole


def test_a_cache_that_runs_code_elsewhere_is_only_bytes_here(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    pickled = f"cos\nsystem\n(S'touch {marker}'\ntR.".encode()
    file = tmp_path / "cache"
    file.write_bytes(b"state" + b"\0" * 16 + pickled)
    assert cached(file, "state", Course, lambda: _course()).title == "Bread"
    assert not marker.exists()


def _course() -> Course:
    return Course("bread", "Bread", "Bake.", {}, {}, {}, {}, {}, {}, {})


WATCHED = """
import json, sys
seen = []
BAD = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile",
       "pty.", "socket.", "pickle.", "ctypes.dlopen", "webbrowser.", "urllib.", "ftplib.", "smtplib.")
def hook(event, given):
    if event == "ctypes.dlopen" and given == (None,):  # numpy looks at this very process
        return
    if event.startswith(BAD):
        seen.append([event, repr(given)[:200]])
    elif event == "open" and isinstance(given[0], str) and set(str(given[1] or "r")) & set("wax+"):
        seen.append(["write", given[0]])
    elif event in ("exec", "compile") and LIBRARY in repr(given):
        seen.append([event, repr(given)[:200]])
    elif event == "import" and LIBRARY in repr(given):
        seen.append([event, repr(given)[:200]])
LIBRARY, sys.argv = sys.argv[1], ["tutor", *sys.argv[2:]]
sys.addaudithook(hook)
from tutor.cli import main
try:
    main()
except SystemExit:
    pass
print("\\n--" + json.dumps(seen))
"""


@pytest.mark.parametrize(
    "arguments",
    [("check", "{}"), ("courses",), ("ask", "--course", "bread", "what is yeast"),
     ("play", "--course", "bread", "bread", "Start"), ("progress", "--course", "bread")],
    ids=lambda given: given[0],
)  # fmt: skip
@pytest.mark.parametrize("hostile", [False, True], ids=["right", "hostile"])
def test_opening_or_checking_a_course_runs_nothing(
    tmp_path: Path, arguments: tuple[str, ...], hostile: bool
) -> None:
    """Whatever stands in the library; and nothing is written outside the learner's folder."""
    folder, home = library(tmp_path / "library"), tmp_path / "home"
    for name in ("yaml.py", "conftest.py", "sitecustomize.py", "tutor.py", "knowledge/__init__.py"):
        (folder / name).write_text("raise SystemExit('it ran')\n")
    if hostile:
        (folder / EXTRA).write_text("a: !!python/object/apply:os.system [touch ran]\n")
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(folder), *(one.format(folder) for one in arguments)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PATH": "", "TUTOR_HOME": str(home), "TUTOR_PATH": str(folder),
             "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    seen = json.loads(done.stdout.rpartition("\n--")[2])
    assert [one for one in seen if one[0] != "write" or not one[1].startswith(str(home))] == []
