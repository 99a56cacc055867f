"""A course whose every text means harm, as it would be if the loader let it through."""

from functools import cache
from pathlib import Path

from course.library_files import library as bread_library
from hostile.texts import TEXTS

from tutor.answer.index import Index, build
from tutor.course.cache import cached
from tutor.course.model import (
    Ask,
    Choice,
    Choices,
    Concept,
    Correction,
    Course,
    Detour,
    End,
    Entry,
    Figure,
    Goto,
    Lesson,
    Misconception,
    Node,
    Option,
    Options,
    OutOfScope,
    Question,
    Return,
    ShowFigure,
    Source,
    Support,
    Text,
    Typed,
    WrongAnswer,
)
from tutor.course.ready import course_fingerprint

HARM = list(TEXTS.values())
COUNT = len(HARM)
VERBS = ("what is", "define", "tell me about", "why", "how does")


def bad(word: str, number: int = 0) -> str:
    """A word and something hostile, without what no file can hold (lone surrogates)."""
    text = HARM[number % COUNT]
    return f"{word} {text}".encode("utf-8", "replace").decode()


def course() -> Course:
    """An entry, a question, a figure, a choice and a concept for every hostile text."""
    return Course(
        id="bread",
        title=bad("Harm", 1),
        goal=bad("goal", 2),
        concepts={f"c{n}": _concept(n) for n in range(COUNT)},
        entries={f"e{n}": _entry(n) for n in range(COUNT)},
        questions={f"q{n}": _question(n) for n in range(COUNT)},
        misconceptions={
            f"m{n}": Misconception(
                f"m{n}", (f"c{n}",), bad(f"Belief{n}", n), bad("reply", n), (bad(f"heard{n}", n),)
            )
            for n in range(COUNT)
        },
        corrections={
            f"k{n}": Correction(
                f"k{n}", (f"c{n}",), bad("says", n), bad("instead", n), "", bad("see", n), bad("on", n)
            )
            for n in range(COUNT)
        },
        figures={
            f"f{n}": Figure(f"f{n}", bad("Figure", n), bad("art", n), bad("alt", n))
            for n in range(COUNT)
        },
        lessons={"harm": _lesson()},
        out_of_scope=tuple(
            OutOfScope((bad(f"outside{n}", n),), bad("no", n)) for n in range(COUNT)
        ),
        sources=(Source("book", bad("Book", 3), bad("A", 4), bad("https://x", 5)),),
    )  # fmt: skip


def _concept(n: int) -> Concept:
    return Concept(f"c{n}", bad(f"Concept{n}", n), bad("summary", n), (bad(f"also{n}", n),))


def _entry(n: int) -> Entry:
    text = bad("cell", n)
    return Entry(
        f"e{n}",
        (f"c{n}",),
        tuple(bad(f"{verb} topic{n}", n) for verb in VERBS),
        bad("short", n),
        f"- {text}\n\n| a | b |\n| --- | --- |\n| {text} | {text} |\n\n```sh\n{text}\n```\n\n# {text}",
        support=Support(section=bad("Section", n)),
        figure=f"f{n}",
        follow_ups=(f"e{(n + 1) % COUNT}",),
    )


def _question(n: int) -> Question:
    form = (
        Options(
            (
                Option("right", bad(f"right{n}", n), True, bad("why", n)),
                Option("wrong", bad(f"wrong{n}", n), False, bad("why", n), f"m{n}"),
                Option("other", bad(f"other{n}", n), False, bad("why", n)),
            )
        )
        if n % 2
        else Typed(
            (bad("ok", n),), bad("why", n), (WrongAnswer("bad", bad("because", n), f"m{n}"),)
        )
    )
    return Question(f"q{n}", (f"c{n}",), bad(f"Which{n}", n), form, (bad("hint", n),))


def _lesson() -> Lesson:
    choices = [Choice(f"n{n}", bad(f"Choice{n}", n), Goto(f"n{n}")) for n in range(COUNT)]
    choices.append(Choice("aside", bad("Aside", 5), Detour("aside")))
    nodes = {
        "hook": Node("hook", Choices(tuple(choices)), (Text(bad("hello", 8)),)),
        "aside": Node("aside", Return(), (Text(bad("aside", 9)),)),
        "end": Node("end", End(), (Text(bad("bye", 9)),)),
    }
    for n in range(COUNT):
        say = (Text(bad("say", n)), ShowFigure(f"f{n}"))
        nodes[f"n{n}"] = Node(f"n{n}", Ask(f"q{n}", "end"), say, (f"c{n}",), bad("resume", n))
    return Lesson("harm", bad("Lesson", 6), "hook", nodes, bad("aim", 7))


@cache
def index() -> Index:
    """Its questions, learned."""
    return build(course())


def installed(folder: Path, home: Path) -> Path:
    """A library with the course in it, by way of the cache, and the way to open it."""
    library = bread_library(folder)
    state = course_fingerprint(library, "bread")
    cached(home / "cache" / "bread.course", state, Course, course)
    cached(home / "cache" / "bread.index", state, Index, index)
    return library
