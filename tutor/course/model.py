"""What a course is, as frozen data. Every id is the author's and never changes under a learner."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Id = str
"""Given by the author; saved progress points at it. A rename keeps the old one in ``was``."""

Count = Annotated[int, Meta(ge=0, le=1_000_000_000)]
"""How many of something; a file that holds any other number there is damaged, and is not read."""


class Source(Struct, frozen=True):
    """A document the course is drawn from; ``file`` is its place, where the library holds it."""

    id: Id
    title: str
    author: str = ""
    url: str = ""
    published: str = ""
    file: str = ""


class Path(Struct, frozen=True):
    """A named selection of lessons: who should take which."""

    id: Id
    title: str
    lessons: tuple[Id, ...]


class Concept(Struct, frozen=True):
    """Something to know (the field's *knowledge component*)."""

    id: Id
    name: str
    summary: str
    also: tuple[str, ...] = ()
    after: tuple[Id, ...] = ()
    required: bool = True
    was: tuple[Id, ...] = ()


class Support(Struct, frozen=True):
    """Where an answer comes from. An empty ``source`` means the course's first one."""

    source: Id = ""
    section: str = ""
    quote: str = ""
    lines: str = ""


class Entry(Struct, frozen=True):
    """One question-and-answer unit with its example phrasings (``ask``)."""

    id: Id
    about: tuple[Id, ...]
    ask: tuple[str, ...]
    short: str
    answer: str = ""
    not_ask: tuple[str, ...] = ()
    support: Support = Support()
    figure: Id | None = None
    follow_ups: tuple[Id, ...] = ()
    was: tuple[Id, ...] = ()
    draft: bool = False


class Option(Struct, frozen=True):
    """One option of a question. ``id`` is the author's, else the normalised text."""

    id: Id
    text: str
    right: bool
    why: str = ""
    misconception: Id | None = None


class WrongAnswer(Struct, frozen=True):
    """A wrong typed answer that the author foresaw."""

    text: str
    why: str = ""
    misconception: Id | None = None


class Options(Struct, frozen=True, tag=True):
    """Two to five options, one of them right."""

    options: tuple[Option, ...]
    fixed_order: bool = False


class Typed(Struct, frozen=True, tag=True):
    """An answer typed in the learner's own words, graded leniently."""

    accept: tuple[str, ...]
    why: str = ""
    wrong: tuple[WrongAnswer, ...] = ()


class Question(Struct, frozen=True):
    """An item that tests a concept; the first of ``about`` is the main one."""

    id: Id
    about: tuple[Id, ...]
    text: str
    form: Options | Typed
    hints: tuple[str, ...] = ()
    was: tuple[Id, ...] = ()
    draft: bool = False


class Misconception(Struct, frozen=True):
    """A wrong belief that real beginners hold; typed as in ``heard_as``, it is replied to first."""

    id: Id
    about: tuple[Id, ...]
    belief: str
    reply: str
    heard_as: tuple[str, ...] = ()
    cleared_by: Id | None = None
    was: tuple[Id, ...] = ()


class Correction(Struct, frozen=True):
    """Where the source is wrong, dated or too broad, and what holds instead."""

    id: Id
    about: tuple[Id, ...]
    says: str
    instead: str
    section: str = ""
    refer: str = ""
    checked: str = ""
    was: tuple[Id, ...] = ()


class Figure(Struct, frozen=True):
    """A drawing in box characters, at most 60 columns, and one sentence that says the same."""

    id: Id
    title: str
    art: str
    alt: str = ""


class OutOfScope(Struct, frozen=True):
    """Questions that the topic attracts and the course does not answer."""

    ask: tuple[str, ...]
    reply: str


class Text(Struct, frozen=True, tag=True):
    """A beat of Markdown."""

    text: str


class ShowFigure(Struct, frozen=True, tag=True):
    """A beat that shows a figure."""

    figure: Id


class Once(Struct, frozen=True, tag=True):
    """Beats for the first visit of the node in this run."""

    beats: tuple["Beat", ...]


class When(Struct, frozen=True, tag=True):
    """Beats that depend on what the learner knows (``dialogue/conditions.py`` has the language)."""

    condition: str
    then: tuple["Beat", ...]
    otherwise: tuple["Beat", ...] = ()


Beat = Text | ShowFigure | Once | When


class Goto(Struct, frozen=True, tag=True):
    """Go on at a node."""

    node: Id


class Detour(Struct, frozen=True, tag=True):
    """Visit a node and come back to the prompt one was at."""

    node: Id


class Choice(Struct, frozen=True):
    """Something to pick. ``id`` is the author's, else the normalised text."""

    id: Id
    text: str
    target: Goto | Detour
    once: bool = False
    condition: str | None = None


class Choices(Struct, frozen=True, tag=True):
    """The node waits for one of these."""

    choices: tuple[Choice, ...]


class AfterWrong(Struct, frozen=True):
    """The detour after a first wrong try, at most ``times`` a run."""

    detour: Id
    times: int = 1


class Ask(Struct, frozen=True, tag=True):
    """The node asks a question, then goes on at ``goto``."""

    question: Id
    goto: Id
    after_wrong: AfterWrong | None = None


class Return(Struct, frozen=True, tag=True):
    """The end of a detour."""


class End(Struct, frozen=True, tag=True):
    """The end of the lesson. Only ``completed`` counts as completed."""

    outcome: str = "completed"


Next = Goto | Choices | Ask | Return | End


class Node(Struct, frozen=True):
    """One step of a lesson: its beats come together, then exactly one way on."""

    id: Id
    next: Next
    say: tuple[Beat, ...] = ()
    explains: tuple[Id, ...] = ()
    resume: str = ""
    was: tuple[Id, ...] = ()


class Expectation(Struct, frozen=True):
    """What a scripted test of a lesson must find at its end. None or empty: not looked at."""

    at: Id | None = None
    explained: tuple[Id, ...] = ()
    said: tuple[str, ...] = ()


class LessonTest(Struct, frozen=True):
    """A scripted test: what the learner types, line by line, and what must hold then."""

    name: str
    play: tuple[str, ...]
    expect: Expectation


class Lesson(Struct, frozen=True):
    """A guided conversation: nodes, and where to start."""

    id: Id
    title: str
    start: Id
    nodes: dict[Id, Node]
    goal: str = ""
    minutes: int = 0
    needs: tuple[Id, ...] = ()
    tests: tuple[LessonTest, ...] = ()
    was: tuple[Id, ...] = ()
    draft: bool = False


class Course(Struct, frozen=True):
    """Everything taught under one title. Drafts are not in it unless asked for when loading."""

    id: Id
    title: str
    goal: str
    concepts: dict[Id, Concept]
    entries: dict[Id, Entry]
    questions: dict[Id, Question]
    misconceptions: dict[Id, Misconception]
    corrections: dict[Id, Correction]
    figures: dict[Id, Figure]
    lessons: dict[Id, Lesson]
    out_of_scope: tuple[OutOfScope, ...] = ()
    sources: tuple[Source, ...] = ()
    paths: tuple[Path, ...] = ()
    language: Literal["en"] = "en"

    def source_of(self, support: Support) -> Source | None:
        """The document that a support names: its own, else the course's first."""
        named = (source for source in self.sources if source.id == support.source)
        return next(named, self.sources[0] if self.sources else None)

    def questions_about(self, concept: Id) -> tuple[Question, ...]:
        """The questions whose main concept this is, in the author's order."""
        return tuple(q for q in self.questions.values() if q.about[0] == concept)

    def corrections_of(self, entry: Entry) -> tuple[Correction, ...]:
        """What corrects the source where an entry draws on it: on nothing the entry is not about.

        A correction without a section holds for all of the source.
        """
        return tuple(
            correction
            for correction in self.corrections.values()
            if set(correction.about) <= set(entry.about)
            and correction.section in ("", entry.support.section)
        )
