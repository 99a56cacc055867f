"""Where courses are found."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tutor.course.files import contents, is_inside
from tutor.text import clean

_TITLE = re.compile(r"^title:(.*)$", re.MULTILINE)
_GOAL = re.compile(r"^goal:(.*)$", re.MULTILINE)
_DEFAULT = re.compile(r"^default:[ \t]*true[ \t]*(?:#.*)?$", re.MULTILINE)
_ID = re.compile(r"^id:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)
_DRAFT = re.compile(r"^status:[ \t]*[\"']?draft\b", re.MULTILINE)

LONGEST_LINE = 200
"""Letters of a title or a goal that are shown."""


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
    """What is called a YAML file of the course on one side (knowledge or dialogues), by name."""
    return sorted((library / side / course_id).glob("*.yaml"))


def lessons(at: CourseAt) -> tuple[LessonAt, ...]:
    """The lessons of a course, drafts among them, by the names of their files."""
    files = sorted((at.library / "dialogues" / at.id).glob("*.yaml"))
    texts = (_text(file, at.library) for file in files)
    told = ((_ID.search(text), text) for text in texts)
    return tuple(
        LessonAt(found[1], _value(_TITLE, text) or found[1], draft=_DRAFT.search(text) is not None)
        for found, text in told
        if found is not None
    )


def _at(name: str, library: Path, file: Path) -> CourseAt:
    text = _text(file, library)
    default = _DEFAULT.search(text) is not None
    return CourseAt(name, _value(_TITLE, text) or name, library, default, _value(_GOAL, text))


def _text(file: Path, library: Path) -> str:
    """What a file says, without parsing it: listing courses must not cost a YAML parser."""
    try:
        return contents(file).decode("utf-8", "replace") if is_inside(file, library) else ""
    except OSError:
        return ""


def _value(line: re.Pattern[str], text: str) -> str:
    """What stands on a line of the file: its quotes and a comment taken off."""
    found = line.search(text)
    value = found[1][:LONGEST_LINE].strip() if found else ""
    match value[:1]:
        case "'" | '"' as quote:
            kept = value[1:].replace("''", "\0") if quote == "'" else value[1:]
            value = kept.partition(quote)[0].replace("\0", "'")
        case "|" | ">":
            value = ""
        case _:
            value = value.partition(" #")[0]
    return " ".join(clean(value).split())
