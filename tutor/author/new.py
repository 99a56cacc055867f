"""A small course to begin with: complete, right, and its comments teach the format."""

import re
import shlex
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from tutor.course.fields import ID
from tutor.text import clean

TEMPLATE = Path(__file__).parent / "template"

LONGEST_NAME = 60
"""Letters of a course's id: it names two folders."""

LESSON = "welcome"
"""The id of the one lesson in the template."""

_PLAIN = re.compile(r"[^\W\d_][\w ]*")
_WORDS_OF_YAML = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


class CannotMake(Exception):  # noqa: N818 - it is named for what is wrong
    """The course can't be made; the text says why and what to do."""


@dataclass(frozen=True)
class Made:
    """A course that was made: its id and title, its library, and its files in reading order."""

    id: str
    title: str
    library: Path
    files: tuple[Path, ...]


def course_id(name: str) -> str:
    """The id for a course of this name: accents off, the rest dashes. Raises ``CannotMake``."""
    if any(mark in name for mark in "/\\"):
        raise CannotMake(f"“{_shown(name)}” is a path. Give a name, and the folder with -o DIR.")
    plain = unicodedata.normalize("NFKD", clean(name)).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "-", plain.casefold().replace("'", "")).strip("-")
    if not ID.fullmatch(found):
        raise CannotMake(
            f"“{_shown(name)}” gives no name for a folder. Give one in letters a to z or digits;"
            " title: in course.yaml can be anything."
        )
    if len(found) > LONGEST_NAME:
        raise CannotMake(
            f"The name is {len(found)} letters long. {LONGEST_NAME} are enough; title: in"
            " course.yaml can say more."
        )
    return found


def new(name: str, library: Path | None = None) -> Made:
    """Make a course in a library, a new folder of its id where none is given.

    Nothing that is there is touched. Raises ``CannotMake``.
    """
    course = course_id(name)
    library = library or Path(course)
    knowledge, dialogues = library / "knowledge" / course, library / "dialogues" / course
    for folder in (knowledge, dialogues):
        if folder.exists() or folder.is_symlink():
            raise CannotMake(f"{folder} is there already. Give another name, or -o DIR.")
    title = _title(name, course)
    about = _template("course.yaml").replace("title: TITLE", f"title: {_quoted(title)}")
    files = {
        knowledge / "course.yaml": about.replace("knowledge/COURSE/", f"knowledge/{course}/"),
        knowledge / "basics.yaml": _template("basics.yaml"),
        knowledge / "documents" / "handbook.md": _template("handbook.md"),
        dialogues / f"10-{LESSON}.yaml": _template(f"{LESSON}.yaml"),
    }
    _write(files, (knowledge, dialogues))
    return Made(course, title, library, tuple(files))


def next_steps(made: Made) -> str:
    """What was made, and the commands to go on with."""
    where = shlex.quote(str(made.library))
    here = f"--library {where} --course {made.id}"
    files = "\n".join(f"  {path}" for path in made.files)
    return (
        f"Made the course “{made.title}”:\n{files}\n\n"
        "It is complete, and teaches how a course is made. Next:\n"
        f"  tutor {here}\n      meet it as your learners will\n"
        f"  tutor play {here} {LESSON}\n      take its lesson; nothing is recorded\n"
        f"  tutor check {where}\n      after every change: what is wrong, and how to mend it\n"
        "Then open the files. Their comments say what each line is for."
    )


def _template(name: str) -> str:
    return (TEMPLATE / name).read_text(encoding="utf-8")


def _title(name: str, course: str) -> str:
    """The name as it was given; one that is an id already, in words."""
    shown = " ".join(clean(name).split())
    return shown if shown != course else course.replace("-", " ").capitalize()


def _quoted(title: str) -> str:
    """A text as one YAML value."""
    if _PLAIN.fullmatch(title) and title.casefold() not in _WORDS_OF_YAML:
        return title
    return "'" + title.replace("'", "''") + "'"


def _write(files: dict[Path, str], folders: tuple[Path, ...]) -> None:
    """All of the files or none of them."""
    made: list[Path] = []
    try:
        for folder in folders:
            folder.mkdir(parents=True)
            made.append(folder)
        for path, text in files.items():
            path.parent.mkdir(exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        for folder in made:
            shutil.rmtree(folder, ignore_errors=True)
        where = error.filename or folders[0]
        raise CannotMake(
            f"{where} could not be written: {error.strerror or error}. Name another folder: -o DIR"
        ) from error


def _shown(name: str) -> str:
    line = " ".join(clean(name).split())
    return line if len(line) <= LONGEST_NAME else line[: LONGEST_NAME - 1] + "…"
