"""The skeleton of a lesson: each concept is told, then asked about; nobody can get stuck in it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tutor.author.ingest.document import Document
from tutor.author.ingest.english import in_sentence
from tutor.course.model import (
    Ask,
    Choice,
    Choices,
    End,
    Entry,
    Expectation,
    Goto,
    Lesson,
    LessonTest,
    Node,
    Once,
    Options,
    Question,
    Text,
)
from tutor.text import clean, normalise

MOST_CHAPTERS = 6
"""Chapters that one lesson takes."""

MOST_TOLD, MOST_TERMS = 3, 6
"""Further answers, and terms, that one node tells."""

MOST_ASKED = 2
"""Questions that a lesson asks about one chapter."""

START, TEST_ME = "Start from the top", "I know this. Test me."


@dataclass(frozen=True, slots=True)
class Taught:
    """What a lesson has to say about one chapter; ``terms`` with their names."""

    title: str
    concepts: tuple[str, ...]
    told: tuple[Entry, ...]
    terms: tuple[tuple[str, Entry], ...]
    questions: tuple[Question, ...]


def lessons(
    document: Document, taught: Sequence[Taught], name: Callable[..., str], *, partly: bool = False
) -> tuple[Lesson, ...]:
    """The lessons that a document gives, some chapters each. ``partly``: others tell the rest."""
    runs = [taught[at : at + MOST_CHAPTERS] for at in range(0, len(taught), MOST_CHAPTERS)]
    if len(runs) > 1 and len(runs[-1]) == 1:
        alone = runs.pop()
        runs[-1] = [*runs[-1], *alone]
    return tuple(_lesson(document, run, partly or len(runs) > 1, name) for run in runs)


def _lesson(
    document: Document, run: Sequence[Taught], several: bool, name: Callable[..., str]
) -> Lesson:
    first, last = run[0].title, run[-1].title
    title = document.title
    if several:
        span = first if first == last else f"{first} to {in_sentence(last)}"
        title = span if first != title else f"{title}, to {in_sentence(last)}"
    nodes: list[Node] = []
    asked = [_asked(chapter) for chapter in run]
    steps = list(_steps(run, asked))
    checks = [node for node in steps if isinstance(node.next, Ask)]
    nodes.append(_hook(document, title, steps, checks))
    nodes += steps
    nodes.append(Node("finish", End(), (Text(_farewell(document)),)))
    made = Lesson(
        id=name(title, document.topic),
        title=clean(title),
        start="hook",
        nodes={node.id: node for node in nodes},
        goal=f"Know what “{clean(document.title)}” says about it.",
        minutes=max(2, 2 * len(run)),
        draft=True,
    )
    return _tested(made, [question for pair in asked for question in pair])


def _asked(chapter: Taught) -> tuple[Question, ...]:
    """The questions of a chapter that the lesson asks, about its main concept first."""
    kept: list[Question] = []
    main = [one for one in chapter.questions if one.about[0] == chapter.concepts[0]]
    other = [one for one in chapter.questions if one not in main]
    for question in (*main, *other):
        if len(kept) < MOST_ASKED and not any(_turned(question, one) for one in kept):
            kept.append(question)
    return tuple(kept)


def _turned(question: Question, other: Question) -> bool:
    """Whether one question holds the answer of the other: the same fact, asked the other way."""
    return _right(question) in other.text or _right(other) in question.text


def _steps(run: Sequence[Taught], asked: Sequence[tuple[Question, ...]]) -> Iterator[Node]:
    """Tell and ask, chapter after chapter; each node leads to the next one."""
    plan: list[tuple[str, Taught, Question | None, tuple[tuple[str, Entry], ...]]] = []
    taken = {"hook", "finish"}

    def free(name: str) -> str:
        names = (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3)))
        found = next(one for one in names if one not in taken)
        taken.add(found)
        return found

    for chapter, questions in zip(run, asked, strict=True):
        base = chapter.concepts[0]
        runs = [chapter.terms[n : n + MOST_TERMS] for n in range(0, len(chapter.terms), MOST_TERMS)]
        plan += [(free(base), chapter, None, terms) for terms in runs or [()]]
        plan += [(free(f"check-{base}"), chapter, one, ()) for one in questions]
    told: set[str] = set()
    for at, (name, chapter, question, terms) in enumerate(plan):
        onward = plan[at + 1][0] if at + 1 < len(plan) else "finish"
        if question is not None:
            yield Node(name, Ask(question.id, onward))
        else:
            first = chapter.concepts[0] not in told
            told.add(chapter.concepts[0])
            yield _telling(name, chapter if first else None, terms, onward, chapter.title)


def _telling(
    name: str,
    chapter: Taught | None,
    terms: Sequence[tuple[str, Entry]],
    onward: str,
    title: str,
) -> Node:
    said: list[str] = []
    concepts: list[str] = []
    if chapter is not None:
        concepts.append(chapter.concepts[0])
        if chapter.told:
            said.append(_headed(clean(title), chapter.told[0].short))
            more = [one for one in chapter.told[1:] if one.support.section != title]
            said += [_headed(one.support.section, one.short) for one in more[:MOST_TOLD]]
    if terms:
        said.append("\n".join(f"- **{clean(term)}**: {one.short}" for term, one in terms))
        concepts += [one.about[0] for _, one in terms]
    return Node(
        name,
        Goto(onward),
        tuple(map(Text, said)),
        explains=tuple(dict.fromkeys(concepts)),
        resume=f"We were at “{clean(title)}”.",
    )


def _headed(title: str, text: str) -> str:
    stop = "" if title.endswith(("?", "!", ".")) else "."
    return text if text.startswith(title) else f"**{title}{stop}** {text}"


def _hook(document: Document, title: str, steps: Sequence[Node], checks: Sequence[Node]) -> Node:
    about = document.description or f"Let us go through “{clean(title)}” together."
    choices = [Choice(normalise(START), START, Goto(steps[0].id))]
    if checks:
        choices.append(Choice(normalise(TEST_ME), TEST_ME, Goto(checks[0].id)))
    once = Once((Text("Type a question at any moment. I bring you back to this spot."),))
    return Node("hook", Choices(tuple(choices)), (Text(clean(about)), once))


def _farewell(document: Document) -> str:
    return (
        f"That is what “{clean(document.title)}” says. I will ask you about it again in a few days."
    )


def _tested(lesson: Lesson, questions: Sequence[Question]) -> Lesson:
    """The lesson with a test that goes straight through it."""
    from msgspec.structs import replace

    by_id = {question.id: question for question in questions}
    play = [START]
    at = lesson.nodes[lesson.start]
    first = next(c.target.node for c in at.next.choices) if isinstance(at.next, Choices) else ""
    node = lesson.nodes[first]
    while not isinstance(node.next, End):
        if isinstance(node.next, Ask):
            play.append(_right(by_id[node.next.question]))
            node = lesson.nodes[node.next.goto]
        elif isinstance(node.next, Goto):
            node = lesson.nodes[node.next.node]
        if node.say:
            play.append("")
    explained = tuple(dict.fromkeys(c for n in lesson.nodes.values() for c in n.explains))
    expect = Expectation("finish", explained)
    return replace(lesson, tests=(LessonTest("straight through", tuple(play), expect),))


def _right(question: Question) -> str:
    form = question.form
    if isinstance(form, Options):
        return next(option.text for option in form.options if option.right)
    return form.accept[0]
