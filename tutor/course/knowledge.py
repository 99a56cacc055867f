"""The knowledge files: entries, questions, misconceptions, corrections, figures, out of scope."""

import re
from collections.abc import Callable, Iterator

from tutor.course.fields import Fields
from tutor.course.model import (
    Concept,
    Correction,
    Entry,
    Figure,
    Misconception,
    Option,
    Options,
    OutOfScope,
    Path,
    Question,
    Source,
    Support,
    Typed,
    WrongAnswer,
)
from tutor.course.source import Scalar
from tutor.text import normalise

MOST_IN_A_FILE = 20_000
"""Items of a kind in a file; how many a course may have, the loader counts."""

FORMAT = 1
"""The newest format of course.yaml that this program reads."""


def draft(fields: Fields) -> bool:
    """Whether ``status: draft`` is set."""
    return fields.one_of("status", ("draft", "ready"), "ready") == "draft"


def entry(fields: Fields) -> Entry:
    """One question-and-answer unit."""
    return Entry(
        id=fields.id("id"),
        about=fields.ids("about", required=True),
        ask=fields.texts("ask", required=True),
        not_ask=fields.texts("not_ask"),
        short=fields.text("short"),
        answer=fields.text("answer", ""),
        support=_support(fields),
        figure=fields.optional_id("figure"),
        follow_ups=fields.ids("follow_ups"),
        was=fields.ids("was"),
        draft=draft(fields),
    )


def _support(fields: Fields) -> Support:
    value = fields.take("support")
    if value is None:
        return Support()
    inner = fields.inside(value, "support")
    if inner is None:
        return Support()
    support = Support(
        source=inner.optional_id("source") or "",
        section=inner.text("section", ""),
        quote=inner.text("quote", ""),
        lines=inner.text("lines", ""),
    )
    inner.close()
    return support


def question(fields: Fields) -> Question:
    """An item that tests a concept, with options or with accepted answers."""
    if fields.has("options") == fields.has("accept"):
        fields.report(
            fields.at,
            "F018",
            "a question has either options or accept",
            "keep one of them" if fields.has("options") else "add options: or accept:",
        )
    return Question(
        id=fields.id("id"),
        about=fields.ids("about", required=True),
        text=fields.text("text"),
        form=_options(fields) if fields.has("options") else _typed(fields),
        hints=fields.texts("hints"),
        was=fields.ids("was"),
        draft=draft(fields),
    )


def _options(fields: Fields) -> Options:
    return Options(
        options=tuple(_option(inner) for inner in fields.each("options", "an option")),
        fixed_order=fields.one_of("order", ("shuffled", "fixed"), "shuffled") == "fixed",
    )


def _option(fields: Fields) -> Option:
    right = fields.has("right")
    if right == fields.has("wrong"):
        fields.report(
            fields.at, "F018", "an option is either right: or wrong:", "write one of them"
        )
    text = fields.text("right" if right else "wrong")
    option = Option(
        id=fields.optional_id("id") or normalise(text),
        text=text,
        right=right,
        why=fields.text("why", ""),
        misconception=fields.optional_id("misconception"),
    )
    fields.close()
    return option


def _typed(fields: Fields) -> Typed:
    wrong: list[WrongAnswer] = []
    for inner in fields.each("wrong", "a wrong answer"):
        wrong.append(
            WrongAnswer(
                inner.text("text"), inner.text("why", ""), inner.optional_id("misconception")
            )
        )
        inner.close()
    return Typed(fields.texts("accept"), fields.text("why", ""), tuple(wrong))


def misconception(fields: Fields) -> Misconception:
    """A wrong belief and the reply to it."""
    return Misconception(
        id=fields.id("id"),
        about=fields.ids("about", required=True),
        belief=fields.text("belief"),
        heard_as=fields.texts("heard_as"),
        reply=fields.text("reply"),
        cleared_by=fields.optional_id("cleared_by"),
        was=fields.ids("was"),
    )


def correction(fields: Fields) -> Correction:
    """Where the source is wrong, dated or too broad."""
    return Correction(
        id=fields.id("id"),
        about=fields.ids("about", required=True),
        section=fields.text("section", ""),
        says=fields.text("says"),
        instead=fields.text("instead"),
        refer=fields.text("refer", ""),
        checked=fields.text("checked", ""),
        was=fields.ids("was"),
    )


def figure(fields: Fields) -> Figure:
    """A drawing."""
    return Figure(
        id=fields.id("id"),
        title=fields.text("title"),
        art=fields.text("art").rstrip("\n"),
        alt=fields.text("alt", ""),
    )


def out_of_scope(fields: Fields) -> OutOfScope:
    """Questions that the course does not answer, and the reply to them."""
    return OutOfScope(ask=fields.texts("ask", required=True), reply=fields.text("reply"))


def concept(fields: Fields) -> Concept:
    """Something to know."""
    return Concept(
        id=fields.id("id"),
        name=fields.text("name"),
        summary=fields.text("summary"),
        also=fields.texts("also"),
        after=fields.ids("after"),
        required=fields.boolean("required", True),
        was=fields.ids("was"),
    )


def source(fields: Fields) -> Source:
    """A document that the course is drawn from."""
    return Source(
        id=fields.id("id"),
        title=fields.text("title"),
        author=fields.text("author", ""),
        url=fields.text("url", ""),
        published=fields.text("published", ""),
        file=fields.text("file", ""),
    )


def path(fields: Fields) -> Path:
    """A named selection of lessons."""
    return Path(
        id=fields.id("id"), title=fields.text("title"), lessons=fields.ids("lessons", required=True)
    )


KINDS: dict[str, tuple[str, Callable[[Fields], object]]] = {
    "concepts": ("concept", concept),
    "entries": ("entry", entry),
    "questions": ("question", question),
    "misconceptions": ("misconception", misconception),
    "corrections": ("correction", correction),
    "figures": ("figure", figure),
    "sources": ("source", source),
    "paths": ("path", path),
    "out_of_scope": ("out_of_scope", out_of_scope),
}
"""The lists that a knowledge file may hold: what one item is called, and how it is read."""


def items(fields: Fields) -> Iterator[tuple[str, Fields, object]]:
    """Every item of a knowledge file as (kind, its fields, the item)."""
    for key, (kind, make) in KINDS.items():
        for inner in fields.each(key, kind.replace("_", " "), MOST_IN_A_FILE):
            item = make(inner)
            inner.close()
            yield kind, inner, item


def check_format(fields: Fields) -> None:
    """Report a missing format, or one that is newer than this program."""
    value = fields.take("format")
    if value is None:
        fields.report(fields.at, "F011", "course.yaml needs “format”", f"add format: {FORMAT}")
    elif not isinstance(value, Scalar) or not re.fullmatch("[0-9]+", value.value):
        fields.report(value.at, "F012", "“format” must be a whole number", f"write {FORMAT}")
    elif int(value.value[:9]) > FORMAT:
        fields.report(
            value.at,
            "F014",
            f"this course is of format {value.value[:9]}, and this tutor reads {FORMAT} at most",
            "update tutor",
        )
