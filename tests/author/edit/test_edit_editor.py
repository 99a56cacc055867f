"""The author's own editor, at the line."""

import os
import sys
from pathlib import Path

import pytest

from tutor.author.edit.editor import NoEditor, command, open_editor

PAGE = Path("my files/page.yaml")


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("vim", ["vim", "+7", str(PAGE)]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+7", str(PAGE)]),
        ("emacsclient -t", ["emacsclient", "-t", "+7", str(PAGE)]),
        ("code", ["code", "--wait", "--goto", f"{PAGE}:7"]),
        ("code --wait", ["code", "--wait", "--goto", f"{PAGE}:7"]),
        ("hx", ["hx", f"{PAGE}:7"]),
        ("subl", ["subl", "--wait", f"{PAGE}:7"]),
        ("my-editor", ["my-editor", str(PAGE)]),
        ('"/opt/my editor" -x', ["/opt/my editor", "-x", str(PAGE)]),
        ('"open', ['"open', str(PAGE)]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(editor: str, words: list[str]) -> None:
    assert command(editor, PAGE, 7) == words


def test_visual_comes_before_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "write.py"
    script.write_text("import sys; open(sys.argv[-1], 'a').write('edited')", encoding="utf-8")
    page = tmp_path / "page.yaml"
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    monkeypatch.setenv("EDITOR", "false")
    open_editor(page, 1)
    assert page.read_text(encoding="utf-8") == "edited"


def test_an_editor_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{os.sep}no{os.sep}such")
    with pytest.raises(NoEditor, match="Set EDITOR"):
        open_editor(PAGE, 1)
