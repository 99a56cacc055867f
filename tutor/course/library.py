"""Where courses are found."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tutor.course.files import contents, is_inside
from tutor.text import clean

_TITLE = re.compile(r"^title:(.*)$", re.MULTILINE)
_DEFAULT = re.compile(r"^default:[ \t]*true[ \t]*(?:#.*)?$", re.MULTILINE)

LONGEST_TITLE = 200
"""Letters of a title that are shown."""


@dataclass(frozen=True)
class CourseAt:
    """An installed course, and the library that it is in.

    ``default``: its author says that it opens for who has not opened any yet.
    """

    id: str
    title: str
    library: Path
    default: bool = False


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
        text = contents(file).decode("utf-8", "replace") if is_inside(file, library) else ""
    except OSError:
        text = ""
    found = _TITLE.search(text)
    title = " ".join(clean(found[1][:LONGEST_TITLE]).split()).strip("\"'") if found else ""
    return CourseAt(name, title or name, library, default=_DEFAULT.search(text) is not None)
