"""A course's questions as an Anki deck. The ids are stable, so importing it again updates it."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tutor.course.model import Course, Options, Question, Typed
from tutor.dialogue.shown import right_answer, shown_options
from tutor.text import clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

INSTALL = "pip install 'tutor[anki]'"

MODEL_ID = 1_734_982_155
"""The id of our kind of note in Anki; a new one for new fields, and never the same for others."""

FIELDS = ("Question", "Options", "Hint", "Answer", "Why")

FRONT = """\
<div class="question">{{Question}}</div>
{{#Options}}<ol type="A">{{Options}}</ol>{{/Options}}
{{#Hint}}<div class="hint">{{hint:Hint}}</div>{{/Hint}}
"""
BACK = """\
{{FrontSide}}
<hr id="answer">
<div class="answer">{{Answer}}</div>
<div class="why">{{Why}}</div>
"""
STYLE = """\
.card { font: 20px/1.4 sans-serif; max-width: 32em; margin: 1em auto; text-align: left; }
.question, .answer { font-weight: bold; }
.hint, .why { margin-top: 1em; }
"""


class NoGenanki(Exception):  # noqa: N818 - it is named for what is wrong
    """The package that writes decks is not installed; the text says how to get it."""

    def __init__(self) -> None:
        super().__init__(f"Anki decks need the package genanki. Install it with: {INSTALL}")


def write_deck(course: Course, path: Path, at: float) -> int:
    """Write the deck to a file, as of a time (seconds since 1970); how many cards it has.

    Raises ``NoGenanki`` and ``OSError``.
    """
    try:
        import genanki
    except ImportError as error:
        raise NoGenanki from error
    deck = genanki.Deck(deck_id(course.id), clean(course.title), clean(course.goal))
    model = genanki.Model(
        MODEL_ID,
        "tutor question",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Question", "qfmt": FRONT, "afmt": BACK}],
        css=STYLE,
    )
    for question in course.questions.values():
        note: Any = genanki.Note(
            model=model, fields=fields(question), guid=guid(course.id, question),
            tags=tags(course.id, question.about),
        )  # fmt: skip
        deck.add_note(note)
    genanki.Package(deck).write_to_file(str(path), timestamp=at)
    return len(course.questions)


def deck_id(course: str) -> int:
    """The deck's id in Anki: the same for a course wherever it is exported."""
    digest = blake2b(f"tutor deck {course}".encode(), digest_size=4).digest()
    return (1 << 30) + int.from_bytes(digest) % (1 << 30)


def guid(course: str, question: Question) -> str:
    """What Anki knows the card by: the id that the question was given first."""
    first = (*question.was, question.id)[0]
    return blake2b(f"{course}/{first}".encode(), digest_size=10).hexdigest()


def tags(course: str, about: Iterable[str]) -> list[str]:
    """The course and the concepts; Anki shows the colons as levels."""
    return [f"{course}::{concept}" for concept in about]


def fields(question: Question) -> list[str]:
    """The note's fields, as HTML, in the order of ``FIELDS``."""
    render = _renderer()
    answer, why = right_answer(question)
    match question.form:
        case Options():
            listed = [option.text for option in shown_options(question, 0)]
            options = "".join(f"<li>{_inline(render, text)}</li>" for text in listed)
        case Typed(accept=accept):
            options = ""
            answer = _also(accept)
    return [
        _block(render, question.text),
        options,
        "<br>".join(_inline(render, hint) for hint in question.hints),
        _inline(render, answer),
        _block(render, why),
    ]


def _also(accept: Sequence[str]) -> str:
    first, *others = accept
    return f"{first} (or: {', '.join(others)})" if others else first


def _renderer() -> "MarkdownIt":
    """Markdown to HTML; HTML in it is text, and no picture is fetched."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def _block(render: "MarkdownIt", text: str) -> str:
    return _plain_brackets(str(render.render(clean(text)))).strip()


def _inline(render: "MarkdownIt", text: str) -> str:
    return _plain_brackets(str(render.renderInline(clean(text)))).strip()


def _plain_brackets(html: str) -> str:
    """Anki takes [sound:…] and [latex] for commands."""
    return html.replace("[", "&#91;")
