"""A draft as course files, with comments for the author who reads them first."""

from collections.abc import Iterable, Sequence

from tutor.author.ingest import yaml
from tutor.author.ingest.draft import Drafted
from tutor.author.ingest.entries import ended
from tutor.course.knowledge import FORMAT
from tutor.course.model import (
    Ask,
    Beat,
    Choices,
    Concept,
    End,
    Entry,
    Goto,
    Lesson,
    Node,
    Once,
    Option,
    Options,
    Question,
    Return,
    ShowFigure,
    Source,
    Text,
    Typed,
    When,
)

MOST_BYTES = 400_000
"""The size of a file from which the rest goes into another one."""

ABOUT_KNOWLEDGE = """\
# Drafted from {file}. Nothing here reaches a learner while it says “status: draft”.
# For each entry: does short answer what ask asks? Is the answer complete without its surroundings?
# Then take its status line away. What is no use, delete. More ways to ask make it easier to find.
"""

ABOUT_LESSON = """\
# The skeleton of a lesson, drafted from {file}: every concept is told, then asked about.
# Say it in your own words, leave out what a newcomer need not know, add figures and choices.
# “tutor play {id}” takes it; “status: draft” hides it from learners until it is good.
"""

ABOUT_COURSE = """\
# Drafted from {files}. Everything in here is yours to change; “tutor check” says what is wrong,
# “tutor ingest --update” reads a document again after it has changed and keeps what you wrote.
"""

ABOUT_CONCEPTS = """\
  # What there is to know. A required concept counts in a learner's progress and needs two
  # questions; “after” says what comes first. Put together what is one thing, name it well.
"""


ABOUT_NEW = """\
# New in {file} since it was last read, drafted as the rest was. Move it to where it belongs.
"""


def new_file(drafted: Drafted, sources: Sequence[Source]) -> str:
    """The text of a file with what is new in a document; ``sources`` where that is new as well."""
    lines = (
        ["sources:", *(line for one in sources for line in source_lines(one))] if sources else []
    )
    if drafted.concepts:
        lines += ["concepts:", *(line for one in drafted.concepts for line in concept_lines(one))]
    lines += ["entries:", *(line for one in drafted.entries for line in entry_lines(one))]
    if drafted.questions:
        lines += ["questions:", *(x for one in drafted.questions for x in question_lines(one))]
    name = drafted.document.file.rpartition("/")[2]
    return ABOUT_NEW.format(file=name) + "\n".join(lines) + "\n"


def course_file(
    title: str, sources: Sequence[Source], concepts: Iterable[Concept], files: Iterable[str]
) -> str:
    """The text of course.yaml."""
    lines = [f"format: {FORMAT}", *yaml.text("title", title, 0)]
    lines.append("# What can a learner do at the end? Say it here.")
    lines += yaml.text("goal", f"Find your way in “{title}”.", 0)
    lines += ["language: en", "sources:"]
    for source in sources:
        lines += source_lines(source)
    lines += ["concepts:"]
    head = "\n".join(lines) + "\n" + ABOUT_CONCEPTS
    told = [line for concept in concepts for line in concept_lines(concept)]
    return ABOUT_COURSE.format(files=", ".join(files)) + head + "\n".join(told) + "\n"


def source_lines(source: Source) -> list[str]:
    """A document, as an item of ``sources``."""
    lines = [f"    id: {source.id}", *yaml.text("title", source.title, 2)]
    lines += yaml.text("url", source.url, 2) if source.url else []
    return yaml.item([*lines, *yaml.text("file", source.file, 2)])


def concept_lines(concept: Concept) -> list[str]:
    """A concept, as an item of ``concepts``."""
    lines = [f"    id: {concept.id}", *yaml.text("name", concept.name, 2)]
    lines += yaml.text("summary", concept.summary, 2)
    lines += yaml.texts("also", concept.also, 2)
    lines += [f"    after: [{', '.join(concept.after)}]"] if concept.after else []
    lines += [] if concept.required else ["    required: false"]
    return yaml.item(lines)


def knowledge_files(drafted: Drafted) -> list[str]:
    """The texts of a document's knowledge files; more than one where it is very long."""
    texts: list[str] = []
    entries: list[str] = []
    questions: list[str] = []

    def close() -> None:
        if entries:
            head = ABOUT_KNOWLEDGE.format(file=drafted.document.file.rpartition("/")[2])
            parts = ["entries:", *entries, *(["questions:", *questions] if questions else [])]
            texts.append(head + "\n".join(parts) + "\n")
        entries.clear()
        questions.clear()

    for title, told, asked in drafted.chapters:
        more = [comment(title), *(line for one in told for line in entry_lines(one))]
        if sum(len(line.encode()) for line in (*entries, *questions, *more)) > MOST_BYTES:
            close()
        entries.extend(more)
        if asked:
            questions.append(comment(title))
            questions.extend(line for one in asked for line in question_lines(one))
    close()
    return texts


def comment(text: str) -> str:
    """A comment that opens a chapter."""
    return f"  # {' '.join(text.split())}"


def entry_lines(entry: Entry) -> list[str]:
    """An entry, as an item of ``entries``."""
    lines = [f"    id: {entry.id}", *(["    status: draft"] if entry.draft else [])]
    lines += yaml.ids("about", entry.about, 2)
    lines += yaml.texts("ask", entry.ask, 2)
    lines += yaml.text("short", entry.short, 2)
    if entry.answer:
        lines += yaml.text("answer", ended(entry.answer), 2)
    support = entry.support
    lines += ["    support:", f"      source: {support.source}"]
    lines += yaml.text("section", support.section, 3)
    lines += yaml.text("lines", support.lines, 3)
    lines += yaml.text("quote", support.quote, 3)
    lines += [f"    follow_ups: [{', '.join(entry.follow_ups)}]"] if entry.follow_ups else []
    return yaml.item(lines)


def question_lines(question: Question) -> list[str]:
    """A question, as an item of ``questions``."""
    lines = [f"    id: {question.id}", *(["    status: draft"] if question.draft else [])]
    lines += yaml.ids("about", question.about, 2)
    lines += yaml.text("text", question.text, 2)
    match question.form:
        case Options(options=options):
            lines.append("    options:")
            for option in options:
                lines += _option_lines(option)
        case Typed(accept=accept, why=why, wrong=wrong):
            lines += yaml.texts("accept", accept, 2)
            lines += yaml.text("why", why, 2) if why else []
            lines += ["    wrong:"] if wrong else []
            for answer in wrong:
                lines += yaml.item(
                    [*yaml.text("text", answer.text, 4), *yaml.text("why", answer.why, 4)]
                )
    return yaml.item([*lines, *yaml.texts("hints", question.hints, 2)])


def _option_lines(option: Option) -> list[str]:
    key = "right" if option.right else "wrong"
    why = yaml.text("why", option.why, 4) if option.why else []
    return yaml.item([*yaml.text(key, option.text, 4), *why])


def lesson_file(lesson: Lesson, file: str) -> str:
    """The text of a lesson's file."""
    lines = [f"id: {lesson.id}", *(["status: draft"] if lesson.draft else [])]
    lines += yaml.text("title", lesson.title, 0)
    lines += yaml.text("goal", lesson.goal, 0)
    lines += [f"minutes: {lesson.minutes}", f"start: {lesson.start}", "nodes:"]
    for node in lesson.nodes.values():
        lines += _node_lines(node)
    lines.append("tests:")
    for test in lesson.tests:
        told = [f"    name: {test.name}", "    play:"]
        told += [f"      - {yaml.scalar(line)}" for line in test.play]
        told += ["    expect:", f"      at: {test.expect.at}"]
        told += yaml.ids("explained", test.expect.explained, 3)
        lines += yaml.item(told)
    return ABOUT_LESSON.format(file=file.rpartition("/")[2], id=lesson.id) + "\n".join(lines) + "\n"


def _node_lines(node: Node) -> list[str]:
    lines = [f"  {node.id}:", *yaml.ids("explains", node.explains, 2)]
    if node.say:
        lines.append("    say:")
        for beat in node.say:
            lines += _beat_lines(beat)
    lines += yaml.text("resume", node.resume, 2) if node.resume else []
    match node.next:
        case Goto(node=target):
            lines.append(f"    goto: {target}")
        case Ask(question=question, goto=target):
            lines += [f"    ask: {question}", f"    goto: {target}"]
        case Choices(choices=choices):
            lines.append("    choices:")
            for choice in choices:
                goto = f"        goto: {choice.target.node}"
                lines += yaml.item([*yaml.text("text", choice.text, 4), goto])
        case End(outcome=outcome):
            lines.append(f"    end: {outcome}")
        case Return():
            lines.append("    return: true")
    return lines


def _beat_lines(beat: Beat) -> list[str]:
    """A beat, of those that a skeleton has."""
    match beat:
        case Text(text=text):
            if "\n" not in text:
                return [f"      - {yaml.scalar(text)}"]
            head, *rest = yaml.text("say", text, 3)
            return [head.replace("say: ", "- ", 1), *rest]
        case Once(beats=beats):
            texts = [one.text for one in beats if isinstance(one, Text)]
            return [f"      - once: {yaml.scalar(texts[0])}"]
        case ShowFigure(figure=figure):
            return [f"      - figure: {figure}"]
        case When():
            return []
