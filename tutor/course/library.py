"""Where courses are found."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tutor.course.source import MOST_BYTES

_TITLE = re.compile(r"^title:\s*(.+?)\s*$", re.MULTILINE)
_GOAL = re.compile(r"^goal:\s*([^|>\s].*?)\s*$", re.MULTILINE)
_DEFAULT = re.compile(r"^default:\s*true\s*(#.*)?$", re.MULTILINE)


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


def find(searched: Sequence[Path], course_id: str) -> CourseAt | None:
    """The course of this id, None where there is none."""
    return next((at for at in courses(searched) if at.id == course_id), None)


def _at(name: str, library: Path, file: Path) -> CourseAt:
    """What its file says, without parsing it: listing courses must not cost a YAML parser."""
    try:
        with file.open("rb") as opened:
            text = opened.read(MOST_BYTES).decode("utf-8", "replace")
    except OSError:
        text = ""
    default = _DEFAULT.search(text) is not None
    return CourseAt(name, _value(_TITLE, text) or name, library, default, _value(_GOAL, text))


def _value(line: re.Pattern[str], text: str) -> str:
    found = line.search(text)
    return found.group(1).strip("\"'") if found else ""
