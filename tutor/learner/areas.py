"""A course's concepts by what teaches them, and by what builds on what."""

from collections.abc import Iterator

from msgspec import Struct

from tutor.course.model import Course, Id


class Area(Struct, frozen=True):
    """The concepts that a lesson is the first to explain; ``lesson`` None: those of no lesson."""

    lesson: Id | None
    concepts: tuple[Id, ...]


def areas(course: Course) -> tuple[Area, ...]:
    """Every concept once, lesson by lesson; a lesson that explains nothing new has no area."""
    left = list(course.concepts)
    found: list[Area] = []
    for lesson in course.lessons.values():
        explained = {name for node in lesson.nodes.values() for name in node.explains}
        own = tuple(name for name in left if name in explained)
        left = [name for name in left if name not in explained]
        if own:
            found.append(Area(lesson.id, own))
    return (*found, Area(None, tuple(left))) if left else tuple(found)


def unlocks(course: Course, concept: Id) -> tuple[Id, ...]:
    """The concepts that build on this one at once, in the course's order."""
    return tuple(each.id for each in course.concepts.values() if concept in each.after)


def tree(course: Course) -> tuple[tuple[int, Id], ...]:
    """Every concept once as (how deep, id), under the latest in the course of those it builds on.

    One that builds on nothing, or on itself by a ring of prerequisites, stands at depth 0.
    """
    order = {name: number for number, name in enumerate(course.concepts)}
    children: dict[Id | None, list[Id]] = {}
    for each in course.concepts.values():
        above = [name for name in each.after if name in order and name != each.id]
        children.setdefault(max(above, key=order.__getitem__, default=None), []).append(each.id)
    placed = tuple(_below(children, None, 0))
    within = {name for _, name in placed}
    return placed + tuple((0, name) for name in course.concepts if name not in within)


def _below(
    children: dict[Id | None, list[Id]], parent: Id | None, depth: int
) -> Iterator[tuple[int, Id]]:
    ahead = [(depth, name) for name in reversed(children.get(parent, []))]
    while ahead:
        deep, name = ahead.pop()
        yield deep, name
        ahead += [(deep + 1, child) for child in reversed(children.get(name, []))]
