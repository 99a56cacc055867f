"""What every command shares: options, and what a shell completes them with."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from tutor.text import clean

LONGEST_NAME = 100
"""Letters of a learner's or a course's name."""


@dataclass(frozen=True)
class Options:
    """What every command shares."""

    libraries: tuple[Path, ...]
    course: str | None
    learner: str


def shared(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command ``--library``, ``--course`` and ``--learner``, handed on as ``Options``.

    They may stand before a subcommand as well as after it; the latter counts.
    """

    @click.option(
        "--library",
        "libraries",
        multiple=True,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder with knowledge/ and dialogues/. May be given more than once.",
    )
    @click.option(
        "--course",
        callback=_plain_name,
        shell_complete=course_ids,
        help="Which course; see tutor courses.",
    )
    @click.option(
        "--learner", default="me", show_default=True, callback=_plain_name, help="Whose progress."
    )
    @wraps(command)
    def with_options(
        libraries: tuple[Path, ...], course: str | None, learner: str, **rest: Any
    ) -> None:
        context = click.get_current_context()
        before = context.parent.params if context.parent is not None else {}
        if context.get_parameter_source("learner") is ParameterSource.DEFAULT:
            learner = before.get("learner", learner)
        libraries += before.get("libraries", ())
        command(Options(libraries, course or before.get("course"), learner), **rest)

    return with_options


def _plain_name(_context: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    """A name that can be kept and shown as it is."""
    if name is None:
        return None
    if len(name) > LONGEST_NAME:
        raise click.BadParameter(f"{len(name)} letters are too many: {LONGEST_NAME} at most.")
    if not name.strip() or "\n" in name or clean(name) != name:
        raise click.BadParameter("a name is letters, digits and spaces that can be seen.")
    return name


def course_ids(_context: click.Context, _option: click.Parameter, typed: str) -> list[str]:
    """The installed courses that begin with what is typed."""
    from tutor.conversation.opening import installed, places

    return [at.id for at in installed(places()) if at.id.startswith(typed)]


def lesson_ids(_context: click.Context, _option: click.Parameter, typed: str) -> list[str]:
    """The lessons, of the course that opens, that begin with what is typed."""
    from tutor.conversation import opening

    where = opening.places()
    with suppress(Exception):
        course = opening.subject(opening.chosen(where, None, None), where.cache).course
        return [name for name in course.lessons if name.startswith(typed)]
    return []
