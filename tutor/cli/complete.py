"""What a shell completes: courses, lessons, concepts, paths, nodes and learners.

Nothing here reads more than it must, for a key is waiting: no index is built and no course is
parsed. What only a compiled course knows is completed from the last one that was compiled.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from tutor.conversation.opening import Places
    from tutor.course.library import CourseAt
    from tutor.course.model import Course

Items = list[CompletionItem]


def courses(context: click.Context, _parameter: click.Parameter, typed: str) -> Items:
    """The courses of the libraries on the line and of those that are always searched."""
    from tutor.course.library import courses as installed

    return _items(((at.id, at.title) for at in installed(_places(context).libraries)), typed)


def lessons(context: click.Context, _parameter: click.Parameter, typed: str) -> Items:
    """The lessons of the course that the line means."""
    return _items(_lessons(context, drafts=False), typed)


def lessons_and_drafts(context: click.Context, _parameter: click.Parameter, typed: str) -> Items:
    """The lessons of the course that the line means, drafts among them."""
    return _items(_lessons(context, drafts=True), typed)


def concepts(context: click.Context, _parameter: click.Parameter, typed: str) -> Items:
    """The concepts of the course that the line means."""
    course = _compiled(context)
    return _items(((one.id, one.name) for one in course.concepts.values()), typed) if course else []


def paths(context: click.Context, _parameter: click.Parameter, typed: str) -> Items:
    """The paths of the course that the line means."""
    course = _compiled(context)
    return _items(((path.id, path.title) for path in course.paths), typed) if course else []


def nodes(context: click.Context, _parameter: click.Parameter, typed: str) -> Items:
    """The nodes of the lesson that stands on the line."""
    given = (context.params.get("lesson"), *context.args)  # click reads no argument before a gap
    course, name = _compiled(context), next((one for one in given if one), None)
    lesson = course.lessons.get(str(name)) if course is not None else None
    return _items(((node, "") for node in lesson.nodes), typed) if lesson is not None else []


def learners(context: click.Context, _parameter: click.Parameter, typed: str) -> Items:
    """Everyone whose progress is kept."""
    from tutor.learner.glance import learners as known_in
    from tutor.learner.store import FILE_NAME

    known = known_in(_places(context).data / FILE_NAME)
    return _items(((name, "") for name in known), typed)


def _items(found: Iterable[tuple[str, str]], typed: str) -> Items:
    return [CompletionItem(name, help=title) for name, title in found if name.startswith(typed)]


def _on_the_line(context: click.Context, name: str) -> Iterator[Any]:
    """What an option is given: after the subcommand first, then before it."""
    each: click.Context | None = context
    while each is not None:
        given = each.get_parameter_source(name) is not ParameterSource.DEFAULT
        if given and each.params.get(name):
            yield each.params[name]
        each = each.parent


def _places(context: click.Context) -> "Places":
    from tutor.conversation.opening import places

    given = (Path(one) for many in _on_the_line(context, "libraries") for one in many)
    return places(tuple(given))


def _at(context: click.Context) -> "CourseAt | None":
    """The course that the line means; for none that is named, the one that would open."""
    from tutor.conversation import opening
    from tutor.conversation.state import LAST_COURSE
    from tutor.learner.glance import setting
    from tutor.learner.store import FILE_NAME

    where = _places(context)
    learner = next(_on_the_line(context, "learner"), "me")
    named = next(_on_the_line(context, "course"), None)
    last = None if named else setting(where.data / FILE_NAME, learner, LAST_COURSE)
    try:
        return opening.chosen(where, named, last)
    except opening.NoSuchCourse:
        return None


def _lessons(context: click.Context, *, drafts: bool) -> Iterator[tuple[str, str]]:
    from tutor.course.library import lessons as listed

    at = _at(context)
    for lesson in listed(at) if at is not None else ():
        if drafts or not lesson.draft:
            yield lesson.id, lesson.title


def _compiled(context: click.Context) -> "Course | None":
    """The course as it was last compiled, even where its files have changed since."""
    from tutor.course.ready import compiled

    at = _at(context)
    return compiled(at.id, _places(context).cache) if at is not None else None
