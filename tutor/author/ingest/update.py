"""``tutor ingest --update``: a course whose documents have changed, with no human edit lost."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tutor.author.ingest import seen, yaml
from tutor.author.ingest.again import Changed, Compared, Fate, Gone, Moved, Stays, compared
from tutor.author.ingest.chapters import Chapter
from tutor.author.ingest.draft import Drafted, Names, drafted, more
from tutor.author.ingest.edits import ANEW, Lines
from tutor.author.ingest.entries import Taken, ended, texts_of
from tutor.author.ingest.files import IngestError, Read, found, read_all, write_all
from tutor.author.ingest.write import lesson_file, new_file
from tutor.author.quotes import lines_of, named_lines
from tutor.course.load import Loaded, Rejected, load
from tutor.course.model import Course, Entry, Source
from tutor.course.source import Mapping
from tutor.text import normalise

SHOWN = 3
"""Lines of a changed passage that its flag repeats."""

LONGEST_SHOWN = 96


@dataclass(frozen=True, slots=True)
class Again:
    """What became of one document's entries, and the draft of what is new in it."""

    read: Read
    known: bool
    fates: tuple[Fate, ...] = ()
    draft: Drafted | None = None


@dataclass
class Updated:
    """What an update did; ``before`` is the course as it was."""

    course: str
    library: Path
    before: Course
    documents: list[Again] = field(default_factory=lambda: list[Again]())
    written: list[Path] = field(default_factory=lambda: list[Path]())
    by_hand: list[str] = field(default_factory=lambda: list[str]())


def update(paths: Sequence[Path], library: Path, course: str | None = None) -> Updated:
    """Read documents of a course again. Raises ``IngestError``."""
    name = course or _only_course(library)
    loaded = load(library, name, drafts=True)
    if isinstance(loaded, Rejected):
        first = loaded.findings[0]
        raise IngestError(f"The course “{name}” has mistakes; mend them first. The first: {first}")
    done = Updated(name, library, loaded.course)
    names = _names(loaded.course)
    sources = {source.id: source for source in loaded.course.sources}
    files = found(paths)
    read = read_all(files, library, name, [s for s in sources.values() if s.file])
    changes = _Changes(library, loaded)
    texts: dict[str, str] = {}
    for one in read:
        if one.document.id in sources:
            done.documents.append(_again(done, changes, texts, one, names))
        else:
            done.documents.append(_added(done, texts, one, names))
    kept = [one for one in read if one.copied and _differs(library, one)]
    changed_texts = {place: text for place, text in texts.items() if _is_new(library / place, text)}
    done.written += write_all(library, kept, changed_texts)
    done.written += changes.save()
    return done


def _only_course(library: Path) -> str:
    there = sorted(file.parent.name for file in (library / "knowledge").glob("*/course.yaml"))
    if len(there) == 1:
        return there[0]
    if not there:
        raise IngestError(
            f"There is no course in {library} to update. Leave --update out to begin one."
        )
    raise IngestError(f"There are several courses in {library}. Say which: --course {there[0]}")


def _names(course: Course) -> Names:
    """What the course has already, so that nothing new takes its place."""
    asked = {normalise(text) for entry in course.entries.values() for text in entry.ask}
    texts = {normalise(question.text) for question in course.questions.values()}
    return Names(
        Taken(set(course.entries), asked),
        Taken(set(course.concepts)),
        Taken(set(course.questions), texts),
        Taken(set(course.lessons)),
        several=True,
    )


def _differs(library: Path, one: Read) -> bool:
    return _is_new(library / one.place, "\n".join(one.decoded.lines))


def _is_new(path: Path, text: str) -> bool:
    try:
        return path.read_bytes() != text.encode("utf-8")
    except OSError:
        return True


def _again(
    done: Updated, changes: "_Changes", texts: dict[str, str], one: Read, names: Names
) -> Again:
    """A document that the course knows."""
    course = changes.loaded.course
    document = one.document
    first = course.sources[0].id
    entries = [
        entry for entry in course.entries.values()
        if (entry.support.source or first) == document.id and entry.support.quote.strip()
    ]  # fmt: skip
    list_of = done.library / seen.place(done.course, document.id)
    known = seen.read(list_of)
    held = compared(document, entries, known)
    for fate in held.fates:
        changes.make(fate, one)
    draft = _drafted_new(done, texts, one, held, course, names)
    marks = (known or frozenset()) | seen.marks(document)
    texts[seen.place(done.course, document.id)] = seen.written(document.file, marks)
    done.by_hand += changes.by_hand
    changes.by_hand = []
    return Again(one, known=True, fates=held.fates, draft=draft)


def _drafted_new(
    done: Updated, texts: dict[str, str], one: Read, held: Compared, course: Course, names: Names
) -> Drafted | None:
    """What is new in a document, in a file of its own."""
    if not held.new:
        return None
    told = [(new, _home(whole, held.places, course)) for whole, new in held.new]
    draft = more(one.document, told, names)
    if not draft.entries:
        return None
    _put(done, texts, draft, ())
    return draft


def _home(whole: Chapter, places: dict[tuple[int, int], Entry], course: Course) -> str:
    """The concept that the entries of a chapter are about already, empty where there are none."""
    for passage in whole.passages:
        entry = places.get((passage.first, passage.last))
        if entry is not None:
            concept = entry.about[-1] if passage.term is not None else entry.about[0]
            if concept in course.concepts:
                return concept
    return ""


def _added(done: Updated, texts: dict[str, str], one: Read, names: Names) -> Again:
    """A document that is new to the course."""
    [draft] = drafted([one.document], names)
    if draft.entries:
        _put(done, texts, draft, [Source(one.document.id, one.document.title, file=one.place)])
        marks = seen.marks(one.document)
        place = seen.place(done.course, one.document.id)
        texts[place] = seen.written(one.document.file, marks)
    return Again(one, known=False, draft=draft)


def _put(done: Updated, texts: dict[str, str], draft: Drafted, sources: Sequence[Source]) -> None:
    folder = f"knowledge/{done.course}"
    base = draft.document.id if sources else f"{draft.document.id}-new"
    names = (base, *(f"{base}-{number}" for number in range(2, 1000)))
    place = next(
        file for name in names
        if (file := f"{folder}/{name}.yaml") not in texts and not (done.library / file).exists()
    )  # fmt: skip
    texts[place] = new_file(draft, sources)
    number = _last_number(done.library / "dialogues" / done.course, texts)
    for lesson in draft.lessons:
        number += 10
        texts[f"dialogues/{done.course}/{number:02d}-{lesson.id}.yaml"] = lesson_file(
            lesson, draft.document.file
        )


def _last_number(folder: Path, texts: Iterable[str]) -> int:
    names = [path.name for path in folder.glob("*.yaml")]
    names += [place.rpartition("/")[2] for place in texts if place.startswith("dialogues/")]
    numbers = [int(m.group()) for name in names if (m := re.match(r"\d{1,6}", name))]
    return max(numbers, default=0)


class _Changes:
    """The changes to the author's files; what is not plain enough to be changed is told."""

    def __init__(self, library: Path, loaded: Loaded) -> None:
        self.library = library
        self.loaded = loaded
        self.files: dict[str, Lines] = {}
        self.by_hand: list[str] = []

    def make(self, fate: Fate, one: Read) -> None:
        """Write down what became of an entry."""
        node = self.loaded.located.nodes["entry", fate.entry.id]
        lines = self._lines(node.at.file)
        name = one.path.name
        match fate:
            case Stays():
                lines.flag(node.at, ())
            case Moved(entry=entry, place=place):
                lines.flag(node.at, ())
                self._support(lines, node, entry, {"lines": lines_of(place)})
            case Changed(entry=entry, passage=passage, own=True):
                said = one.document.quote(passage.first, passage.last)
                now = named_lines(lines_of((passage.first, passage.last)))
                where = f"{name} now says something else, in {now}:"
                lines.flag(node.at, [where, *_shown(said, entry.support.quote)])
            case Changed(entry=entry, passage=passage):
                quote = one.document.quote(passage.first, passage.last)
                now = lines_of((passage.first, passage.last))
                said = f"{ANEW}, {name} now says something else, in {named_lines(now)}"
                lines.flag(node.at, [said])
                short, answer = texts_of(one.document, passage)
                self._value(lines, node, entry, "short", short)
                self._value(lines, node, entry, "answer", ended(answer))
                self._support(lines, node, entry, {"lines": now, "quote": quote})
            case Gone():
                lines.flag(node.at, [f"{name} does not say this any more"])

    def _support(self, lines: Lines, node: Mapping, entry: Entry, values: dict[str, str]) -> None:
        support = node.items.get("support")
        for key, value in values.items():
            if isinstance(support, Mapping):
                self._value(lines, support, entry, key, value)

    def _value(self, lines: Lines, node: Mapping, entry: Entry, key: str, value: str) -> None:
        if key not in node.keys and not value:
            return
        told = yaml.text(key, value, 0)
        new = key == "answer" and key not in node.keys
        if not (lines.added(node, "short", told) if new else lines.value(node, key, told)):
            self.by_hand.append(
                f"{node.at}: entry {entry.id}, {key}: {' '.join(value.split())[:80]}"
            )

    def _lines(self, file: str) -> Lines:
        if file not in self.files:
            self.files[file] = Lines(self.library / file)
        return self.files[file]

    def save(self) -> list[Path]:
        """Write the files that change; gives them."""
        return [lines.path for lines in self.files.values() if lines.save()]


def _shown(said: str, quote: str) -> list[str]:
    """The first lines of a passage that are not as they were quoted; where all are, its first."""
    old = {" ".join(line.split()) for line in quote.split("\n")}
    lines = [" ".join(line.split()) for line in said.split("\n") if line.strip()]
    told = [line for line in lines if line not in old] or lines
    cut = [x if len(x) <= LONGEST_SHOWN else x[: LONGEST_SHOWN - 1] + "…" for x in told[:SHOWN]]
    return [*cut, "…"] if len(told) > SHOWN else cut
