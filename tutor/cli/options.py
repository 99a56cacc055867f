"""What every command shares: the options that say which course, and whose progress."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from tutor.cli import complete
from tutor.text import clean

LONGEST_NAME = 100
"""Letters of a learner's or a course's name."""


@dataclass(frozen=True)
class Options:
    """What every command shares. ``named``: the learner was given, and is no default."""

    libraries: tuple[Path, ...]
    course: str | None
    learner: str
    named: bool = False


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
        metavar="COURSE",
        callback=_plain_name,
        shell_complete=complete.courses,
        help="Which course; see tutor courses.",
    )
    @click.option(
        "--learner",
        metavar="NAME",
        default="me",
        show_default=True,
        callback=_plain_name,
        shell_complete=complete.learners,
        help="Whose progress.",
    )
    @wraps(command)
    def with_options(
        libraries: tuple[Path, ...], course: str | None, learner: str, **rest: Any
    ) -> None:
        context = click.get_current_context()
        before = context.parent.params if context.parent is not None else {}
        named = _named(context)
        if context.get_parameter_source("learner") is ParameterSource.DEFAULT:
            learner = before.get("learner", learner)
        libraries += before.get("libraries", ())
        command(Options(libraries, course or before.get("course"), learner, named), **rest)

    return with_options


def _named(context: click.Context) -> bool:
    """Whether the learner was given, here or before the subcommand."""
    contexts = (context, *((context.parent,) if context.parent is not None else ()))
    given = (each.get_parameter_source("learner") for each in contexts)
    return any(source not in (None, ParameterSource.DEFAULT) for source in given)


def _plain_name(_context: click.Context, _option: click.Parameter, name: str | None) -> str | None:
    """A name that can be kept and shown as it is."""
    if name is None:
        return None
    if len(name) > LONGEST_NAME:
        raise click.BadParameter(f"{len(name)} letters are too many: {LONGEST_NAME} at most.")
    if not name.strip() or "\n" in name or clean(name) != name:
        raise click.BadParameter("a name is letters, digits and spaces that can be seen.")
    return name
