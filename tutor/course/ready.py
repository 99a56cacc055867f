"""A course as learners use it, ready in the cache: without what reads and checks its files."""

from pathlib import Path
from typing import TYPE_CHECKING

from tutor.course.cache import cached, fingerprint, fresh, last
from tutor.course.library import files
from tutor.course.model import Course

if TYPE_CHECKING:
    from tutor.course.source import Finding


class CourseError(Exception):
    """A course can't be used; ``findings`` say why."""

    def __init__(self, findings: "tuple[Finding, ...]") -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings


def load_cached(library: Path, course_id: str, cache: Path) -> Course:
    """The course as learners use it, from the cache where that is fresh. Raises ``CourseError``."""

    def make() -> Course:
        from tutor.course.load import Loaded, Rejected, load

        match load(library, course_id):
            case Loaded(course=course):
                return course
            case Rejected(findings=findings):
                raise CourseError(findings)

    state = course_fingerprint(library, course_id)
    return cached(_compiled_file(course_id, cache), state, Course, make)


def compiled(course_id: str, cache: Path) -> Course | None:
    """The course as it was compiled last, even if its files have changed since; never compiles."""
    return last(_compiled_file(course_id, cache), Course)


def is_cached(library: Path, course_id: str, cache: Path) -> bool:
    """Whether the course was kept as its files are now."""
    return fresh(_compiled_file(course_id, cache), course_fingerprint(library, course_id))


def _compiled_file(course_id: str, cache: Path) -> Path:
    return cache / f"{course_id}.course"


def course_fingerprint(library: Path, course_id: str) -> str:
    """What tells one state of a course's files (and of this program) from another."""
    paths = [*files(library, "knowledge", course_id), *files(library, "dialogues", course_id)]
    return fingerprint(paths)
