"""Where courses are found."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MOST_BYTES = 1_048_576
"""The size of a course's file, in bytes."""

_TITLE = re.compile(r"""^title:[ ]*('(?:[^']|'')*'|"[^"\n]*"|.+?)\s*(?:\s\#.*)?$""", re.MULTILINE)
_GOAL = re.compile(r"^goal:[ ]*('(?:[^']|'')*'|\"[^\"\n]*\"|[^|>\s].*?)\s*$", re.MULTILINE)
_DEFAULT = re.compile(r"^default:\s*true\s*(#.*)?$", re.MULTILINE)
_ID = re.compile(r"^id:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)
_DRAFT = re.compile(r"^status:\s*[\"']?draft\b", re.MULTILINE)


@dataclass(frozen=True)
class CourseAt:
    """An installed course, and the library that it is in.

    ``default``: its author says that it opens for who has not opened any yet. ``goal`` is empty
    where it is not written on one line.
    """

    id: str
    title: str
    library: Path
    default: bool = False
    goal: str = ""


@dataclass(frozen=True)
class LessonAt:
    """A lesson of an installed course, as its file says."""

    id: str
    title: str
    draft: bool = False


def shipped() -> Path:
    """The library that comes with the program: the checkout's own, else the wheel's."""
    package = Path(__file__).parent.parent
    checkout = package.parent
    return checkout if (checkout / "knowledge").is_dir() else package / "_library"


def libraries(explicit: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The libraries in the order they are searched: given, ``$TUTOR_PATH``, the user's, shipped."""
    named = [Path(part) for part in os.environ.get("TUTOR_PATH", "").split(os.pathsep) if part]
    found = [*explicit, *named, _user_library(), shipped()]
    return tuple(dict.fromkeys(path.absolute() for path in found if path.is_dir()))


def _user_library() -> Path:
    home = os.environ.get("TUTOR_HOME")
    if home:
        return Path(home).expanduser() / "library"
    import platformdirs

    return Path(platformdirs.user_data_dir("tutor", appauthor=False)) / "library"


def courses(searched: Sequence[Path]) -> tuple[CourseAt, ...]:
    """Every course of these libraries; of two with one id, the first found."""
    found: dict[str, CourseAt] = {}
    for library in searched:
        for file in sorted((library / "knowledge").glob("*/course.yaml")):
            name = file.parent.name
            if name not in found:
                found[name] = _at(name, library, file)
    return tuple(found.values())


def begun(library: Path) -> tuple[str, ...]:
    """Every course of a library that has any file, with a course.yaml or without, by id."""
    found = (
        folder.name
        for side in ("knowledge", "dialogues")
        for folder in (library / side).glob("*")
        if folder.is_dir() and any(folder.glob("*.y*ml"))
    )
    return tuple(sorted(set(found)))


def find(searched: Sequence[Path], course_id: str) -> CourseAt | None:
    """The course of this id, None where there is none."""
    return next((at for at in courses(searched) if at.id == course_id), None)


def files(library: Path, side: str, course_id: str) -> list[Path]:
    """The course's YAML files on one side (knowledge or dialogues), by name."""
    folder = library / side / course_id
    return sorted(path for path in folder.glob("*.yaml") if path.is_file() or path.is_symlink())


def lessons(at: CourseAt) -> tuple[LessonAt, ...]:
    """The lessons of a course, drafts among them, by the names of their files."""
    files = sorted((at.library / "dialogues" / at.id).glob("*.yaml"))
    told = ((_ID.search(text), text) for text in map(_text, files))
    return tuple(
        LessonAt(found[1], _title(text) or found[1], draft=_DRAFT.search(text) is not None)
        for found, text in told
        if found is not None
    )


def _at(name: str, library: Path, file: Path) -> CourseAt:
    text = _text(file)
    default = _DEFAULT.search(text) is not None
    return CourseAt(name, _title(text) or name, library, default, _value(_GOAL, text))


def _text(file: Path) -> str:
    """What a file says, without parsing it: listing courses must not cost a YAML parser."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""


def _title(text: str) -> str:
    return _value(_TITLE, text)


def _value(line: re.Pattern[str], text: str) -> str:
    found = line.search(text)
    return _unquoted(found.group(1)) if found else ""


def _unquoted(value: str) -> str:
    if value.startswith("'"):
        return value[1:-1].replace("''", "'") if len(value) > 1 else value
    return value.strip('"')
