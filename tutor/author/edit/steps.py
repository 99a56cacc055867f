"""What keeping and dropping a draft does to the text of a file, each step proved.

A step parses what it made, and compares it with what was meant: the same file, but for the draft.
Where that differs nothing is changed, and the author is asked to do it by hand.
"""

from typing import Any

from tutor.author.edit import text as texts
from tutor.author.edit.drafts import Kind
from tutor.author.edit.text import CannotEdit
from tutor.course.model import Id
from tutor.course.source import Mapping, Scalar, Sequence, SourceError, Value, parse

LISTS = {"entry": "entries", "question": "questions"}
"""The key of a file under which items of a kind are listed; a lesson is a file of its own."""


def accepted(text: str, file: str, kind: Kind, name: Id) -> str:
    """The text with an item that is no draft any more. Raises ``CannotEdit``."""
    tree = _tree(text, file)
    new = texts.without_status(text, _item(tree, kind, name))
    meant, got = plain(tree), plain(_tree(new, file))
    item, now = _meaning(meant, kind, name), _meaning(got, kind, name)
    del item["status"]
    if now.get("status") == "ready":
        del now["status"]
    return _proved(new, meant, got)


def dropped(text: str, file: str, kind: Kind, name: Id) -> str:
    """The text without an entry or a question. Raises ``CannotEdit``."""
    tree = _tree(text, file)
    new = texts.without_item(text, tree, LISTS[kind], _item(tree, kind, name))
    meant = plain(tree)
    meant[LISTS[kind]].remove(_meaning(meant, kind, name))
    return _proved(new, meant, plain(_tree(new, file)))


def without_follow_up(text: str, file: str, entry: Id, gone: Id) -> str:
    """The text with an entry that another is no follow-up of any more. Raises ``CannotEdit``."""
    tree = _tree(text, file)
    new = texts.without_name(text, _item(tree, "entry", entry), "follow_ups", gone)
    meant = plain(tree)
    item = _meaning(meant, "entry", entry)
    listed = item["follow_ups"] if isinstance(item["follow_ups"], list) else [item["follow_ups"]]
    item["follow_ups"] = [one for one in listed if one != gone]
    if not item["follow_ups"]:
        del item["follow_ups"]
    return _proved(new, meant, plain(_tree(new, file)))


def without_question(text: str, file: str, node: Id) -> str:
    """The text of a lesson in which a node goes on without asking. Raises ``CannotEdit``."""
    meant = plain(_tree(text, file))
    for key in ("after_wrong", "ask"):
        holder = _inside(_inside(_tree(text, file), "nodes"), node)
        if key in holder.items:
            text = texts.without_key(text, holder, key)
            del meant["nodes"][node][key]
    return _proved(text, meant, plain(_tree(text, file)))


def plain(value: Value) -> Any:
    """A value as it means, wherever it stands: lists, dictionaries and texts."""
    match value:
        case Scalar():
            return value.value
        case Sequence():
            return [plain(item) for item in value.items]
        case Mapping():
            return {key: plain(item) for key, item in value.items.items()}


def _tree(text: str, file: str) -> Mapping:
    try:
        tree = parse(text, file)
    except SourceError as error:
        raise CannotEdit(f"{error.finding.position}: {error.finding.message}") from error
    if not isinstance(tree, Mapping):
        raise CannotEdit(f"{file} has no keys and values")
    return tree


def _inside(holder: Mapping, key: str) -> Mapping:
    found = holder.items.get(key)
    if not isinstance(found, Mapping):
        raise CannotEdit(f"“{key}” is not there any more")
    return found


def _item(tree: Mapping, kind: Kind, name: Id) -> Mapping:
    if kind == "lesson":
        return tree
    listed = tree.items.get(LISTS[kind])
    for item in listed.items if isinstance(listed, Sequence) else ():
        if isinstance(item, Mapping) and _id_of(item) == name:
            return item
    raise CannotEdit(f"{kind} {name} is not there any more")


def _id_of(item: Mapping) -> str:
    value = item.items.get("id")
    return value.value if isinstance(value, Scalar) else ""


def _meaning(meant: Any, kind: Kind, name: Id) -> Any:
    """The item in what a file means."""
    if kind == "lesson":
        return meant
    return next(item for item in meant[LISTS[kind]] if item.get("id") == name)


def _proved(text: str, meant: Any, got: Any) -> str:
    if got != meant:
        raise CannotEdit("it is written in an unusual way; change it by hand")
    return text
