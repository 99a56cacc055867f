"""A page: lists of things to look at and to start, which can be searched."""

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import fuzz

from tutor.conversation.route import Ask, Run
from tutor.learner.coverage import Level
from tutor.text import tokens

NEAR = 80
"""From 0 to 100: how alike a typed word and a word of an item must be where none is the same."""


class See(Struct, frozen=True, tag=True):
    """Open the card of a concept."""

    concept: str


Act = Ask | Run | See
"""What choosing an item does: a turn of the conversation, or another page."""


class Item(Struct, frozen=True):
    """One thing of a page. ``id`` is unique within a view.

    ``act`` is what choosing it does, None for nothing, and ``verb`` says so after the key's name:
    "start". ``state`` stands at the end of its line, with the sign of ``level``, and after it
    ``mark``, what of it calls for attention. ``note`` is a quieter second line. ``words`` find it
    besides what is shown; ``depth`` indents it.
    """

    id: str
    title: str
    act: Act | None = None
    verb: str = ""
    state: str = ""
    mark: str = ""
    level: Level | None = None
    note: str = ""
    words: tuple[str, ...] = ()
    depth: int = 0


class Section(Struct, frozen=True):
    """Items under a heading; ``note`` says something of them all, or why there are none."""

    title: str
    items: tuple[Item, ...] = ()
    note: str = ""


class View(Struct, frozen=True):
    """One order in which a page shows its things."""

    name: str
    sections: tuple[Section, ...]


class Page(Struct, frozen=True):
    """A whole page. ``numbered``: its items have numbers, and a digit chooses."""

    title: str
    views: tuple[View, ...]
    lead: str = ""
    numbered: bool = False


class Line(Struct, frozen=True):
    """A line of a fact; ``level`` gives it the sign of a concept's state."""

    text: str
    level: Level | None = None


class Fact(Struct, frozen=True):
    """Something known about a thing: what it is, and the lines that say it."""

    label: str
    lines: tuple[Line, ...]


class Detail(Struct, frozen=True):
    """All about one thing. ``text`` is Markdown of the course; ``state`` is in words."""

    title: str
    text: str = ""
    state: str = ""
    level: Level | None = None
    facts: tuple[Fact, ...] = ()


def fact(label: str, *lines: str | Line) -> tuple[Fact, ...]:
    """One fact of these lines; none where there are none or they are empty."""
    told = tuple(Line(each) if isinstance(each, str) else each for each in lines if each)
    return (Fact(label, told),) if told else ()


def items(sections: Iterable[Section]) -> tuple[Item, ...]:
    """The items of these sections, in order."""
    return tuple(item for section in sections for item in section.items)


def found(sections: tuple[Section, ...], typed: str) -> tuple[Section, ...]:
    """The sections with the items that every typed word begins a word of; none empty.

    Where that finds nothing, the items with words much like the typed ones: a slip finds too.
    Nothing typed leaves everything as it is.
    """
    wanted = tokens(typed)
    if not wanted:
        return () if typed.strip() else sections
    return _kept(sections, wanted, slips=False) or _kept(sections, wanted, slips=True)


def likeliest(sections: Iterable[Section], typed: str) -> Item | None:
    """Of what was found, the item that is called so rather than only speaks of it."""
    wanted = tokens(typed)
    there = items(sections)
    for slips in (False, True):
        for item in there:
            name = tokens(item.title)
            if wanted and name and _begins(name[0], wanted[0], slips=slips):
                return item
    return there[0] if there else None


def _kept(
    sections: tuple[Section, ...], wanted: tuple[str, ...], *, slips: bool
) -> tuple[Section, ...]:
    narrowed = (
        replace(section, items=tuple(i for i in section.items if _fits(i, wanted, slips=slips)))
        for section in sections
    )
    return tuple(section for section in narrowed if section.items)


def _fits(item: Item, wanted: tuple[str, ...], *, slips: bool) -> bool:
    there = tokens(" ".join((item.title, item.state, item.mark, item.note, *item.words)))
    return all(any(_begins(word, typed, slips=slips) for word in there) for typed in wanted)


def _begins(word: str, typed: str, *, slips: bool) -> bool:
    return word.startswith(typed) or (slips and fuzz.ratio(word, typed) >= NEAR)
