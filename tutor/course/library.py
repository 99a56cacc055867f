"""Where courses are found."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_TITLE = re.compile(r"^title:\s*(.+?)\s*$", re.MULTILINE)
_HEAD = 4096  # bytes of course.yaml that are looked at for its title


@dataclass(frozen=True)
class CourseAt:
    """An installed course, and the library that it is in."""

    id: str
    title: str
    library: Path


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
            found.setdefault(name, CourseAt(name, _title(file) or name, library))
    return tuple(found.values())


def find(searched: Sequence[Path], course_id: str) -> CourseAt | None:
    """The course of this id, None where there is none."""
    return next((at for at in courses(searched) if at.id == course_id), None)


def _title(file: Path) -> str:
    """The title without parsing the file: listing courses must not cost a YAML parser."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD).decode("utf-8", "replace")
    except OSError:
        return ""
    found = _TITLE.search(head)
    return found.group(1).strip("\"'") if found else ""
