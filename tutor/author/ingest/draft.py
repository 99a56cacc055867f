"""From documents to the draft of a course: concepts, entries, questions and lessons."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from msgspec.structs import replace

from tutor.author.check import grading
from tutor.author.check import questions as asked
from tutor.author.ingest import quiz
from tutor.author.ingest.blocks import Items, Table
from tutor.author.ingest.chapters import Chapter, chapters
from tutor.author.ingest.document import Document
from tutor.author.ingest.entries import Taken, entry, slug
from tutor.author.ingest.headings import Common, kind, shortened
from tutor.author.ingest.lesson import Taught, lessons
from tutor.author.ingest.passages import Passage
from tutor.author.ingest.sections import Section
from tutor.course.load import Loaded, Located
from tutor.course.model import Concept, Course, Entry, Lesson, Question
from tutor.course.source import Position
from tutor.text import clean

MOST_QUESTIONS = 6
"""Questions about one concept."""

MASTERY = 2
"""Questions that a concept needs to be required."""

LONGEST_SUMMARY = 240


@dataclass(frozen=True, slots=True)
class Drafted:
    """What one document gave. ``covered`` are its sections that became entries, of ``told``."""

    document: Document
    concepts: tuple[Concept, ...]
    chapters: "tuple[tuple[str, tuple[Entry, ...], tuple[Question, ...]], ...]"
    lessons: tuple[Lesson, ...]
    covered: int
    missed: tuple[Section, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All its entries, in order."""
        return tuple(one for _, entries, _ in self.chapters for one in entries)

    @property
    def questions(self) -> tuple[Question, ...]:
        """All its questions, in order."""
        return tuple(one for _, _, found in self.chapters for one in found)


@dataclass
class Names:
    """What a course has already, by kind."""

    entries: Taken = field(default_factory=Taken)
    concepts: Taken = field(default_factory=Taken)
    questions: Taken = field(default_factory=Taken)
    lessons: Taken = field(default_factory=Taken)
    several: bool = False


def drafted(documents: Sequence[Document], names: Names | None = None) -> list[Drafted]:
    """The drafts, one a document; no two things in them share a name or a phrasing."""
    names = names or Names()
    names.several = names.several or len(documents) > 1
    parted = [chapters(document) for document in documents]
    counted = Counter(
        one.heading.lower() for found in parted for chapter in found for one in chapter.passages
    )
    for heading, times in counted.items():
        known = names.entries.headings.get(heading, 0)
        names.entries.headings[heading] = known + times
    for document, found in zip(documents, parted, strict=True):
        for chapter in found:
            for passage in chapter.passages:
                names.entries.reserve(passage, document.id)
    return [
        _Drafter(document, names).all([(chapter, "") for chapter in found])
        for document, found in zip(documents, parted, strict=True)
    ]


def more(document: Document, found: Sequence[tuple[Chapter, str]], names: Names) -> Drafted:
    """The draft of some chapters; each with the concept that it is about, empty for a new one."""
    return _Drafter(document, names, partly=True).all(found)


class _Drafter:
    def __init__(self, document: Document, names: Names, *, partly: bool = False) -> None:
        self.partly = partly
        self.document = document
        self.names = names
        self.concepts: dict[str, Concept] = {}
        self.by_title: dict[str, str] = {}

    def all(self, told: Sequence[tuple[Chapter, str]]) -> Drafted:
        made: list[tuple[str, tuple[Entry, ...], tuple[Question, ...]]] = []
        taught: list[Taught] = []
        lines: set[int] = set()
        found = [chapter for chapter, _ in told]
        for at, (chapter, concept) in enumerate(told):
            entries = self.chapter(chapter, concept)
            if not entries:
                continue
            lines |= {passage.section.heading for passage, _ in entries}
            near = [one for other in (*found[at + 1 : at + 3], *found[max(0, at - 2) : at])
                    for one in other.told[:1]]  # fmt: skip
            questions = self.questions(entries, near)
            listed = _with_follow_ups(entries)
            made.append((chapter.title, tuple(one for _, one in listed), questions))
            if not concept:
                taught.append(self.taught(chapter, listed, questions))
        counted = Counter(q.about[0] for _, _, asked_of in made for q in asked_of)
        concepts = tuple(
            replace(concept, required=counted[concept.id] >= MASTERY)
            for concept in self.concepts.values()
        )
        missed = tuple(one for one in self.document.told if not _covered(one, lines))
        return Drafted(
            self.document, concepts, tuple(made),
            self.lessons(taught),
            len(self.document.told) - len(missed), missed,
        )  # fmt: skip

    def lessons(self, taught: Sequence[Taught]) -> tuple[Lesson, ...]:
        if not taught:
            return ()
        return lessons(self.document, taught, self.names.lessons.id, partly=self.partly)

    def chapter(self, chapter: Chapter, main: str) -> list[tuple[Passage, Entry]]:
        """The chapter's concepts, and its entries."""
        found: list[tuple[Passage, Entry]] = []
        for passage in chapter.passages:
            made = entry(self.document, passage, main, self.names.entries)
            if made is None:
                continue
            if not main:
                main = self.concept(chapter, made)
            about: tuple[str, ...] = (main,)
            if passage.term is not None and passage.term.glossary:
                about = (self.term(passage, made, main), main)
            found.append((passage, replace(made, about=about)))
        return found

    def concept(self, chapter: Chapter, first: Entry) -> str:
        common = isinstance(kind(chapter.title), Common)
        name = f"{chapter.title}: {self.document.topic}" if common else chapter.title
        made = self.names.concepts.id(shortened(chapter.title), self.document.topic, chapter.inside)
        outer = self.by_title.get(chapter.inside)
        self.by_title.setdefault(chapter.title, made)
        self.concepts[made] = Concept(
            made, clean(name), summary(_opening(chapter, first)), after=(outer,) if outer else ()
        )
        return made

    def term(self, passage: Passage, made: Entry, main: str) -> str:
        term = passage.term
        name = self.names.concepts.id(passage.heading, passage.topic)
        self.concepts[name] = Concept(
            name, clean(passage.heading), summary(made.short),
            also=(term.also,) if term is not None and term.also else (), after=(main,),
        )  # fmt: skip
        return name

    def questions(
        self, entries: Sequence[tuple[Passage, Entry]], near: Sequence[Passage]
    ) -> tuple[Question, ...]:
        """The questions that pass our own check, so many at most about each concept."""
        about = {id(passage): made.about for passage, made in entries}
        kept: list[Question] = []
        counted: Counter[str] = Counter()
        for passage, question in _proposed([passage for passage, _ in entries], near):
            concepts = about[id(passage)]
            if counted[concepts[0]] >= MOST_QUESTIONS or not self.names.questions.phrasing(
                question.text
            ):
                continue
            named = replace(question, about=concepts[:1])
            if not _holds(named):
                continue
            counted[concepts[0]] += 1
            kept.append(replace(named, id=self.names.questions.id(f"q {question.id}")))
        return tuple(kept)

    def taught(
        self, chapter: Chapter, entries: Sequence[tuple[Passage, Entry]], found: Sequence[Question]
    ) -> Taught:
        told = [made for passage, made in entries if passage.term is None]
        terms = [(passage.heading, made) for passage, made in entries if passage.term is not None]
        main = entries[0][1].about[-1]
        concepts = tuple(dict.fromkeys([main, *(made.about[0] for _, made in entries)]))
        return Taught(chapter.title, concepts, tuple(told), tuple(terms), tuple(found))


def _opening(chapter: Chapter, first: Entry) -> str:
    """What a chapter says of itself; where it says nothing, what its sections are about."""
    titles = list(dict.fromkeys(one.section.title for one in chapter.told))
    if len(titles) < 2 or chapter.title in titles or not all(titles):
        return first.short
    return f"On {', '.join(f'“{title}”' for title in titles[:-1])} and “{titles[-1]}”."


def _covered(section: Section, headings: set[int]) -> bool:
    """Whether an entry came of a section, or of a line in bold inside it."""
    return section.heading in headings or any(
        section.first <= at <= section.last for at in headings
    )


def _with_follow_ups(entries: Sequence[tuple[Passage, Entry]]) -> list[tuple[Passage, Entry]]:
    """The entries; one that is read in parts leads on to the others of its section."""
    made: list[tuple[Passage, Entry]] = []
    for at, (passage, one) in enumerate(entries):
        rest = [
            other.id
            for later, other in entries[at + 1 : at + 12]
            if later.section.heading == passage.section.heading and passage.term is None
        ]
        made.append((passage, replace(one, follow_ups=tuple(rest[:3]))))
    return made


def _proposed(
    told: Sequence[Passage], near: Sequence[Passage]
) -> Iterator[tuple[Passage, Question]]:
    """Every question that these passages could give: by turns of each kind, sections last."""
    sections = [passage for passage in told if passage.term is None]
    rows: list[tuple[Passage, Question]] = []
    steps: list[tuple[Passage, Question]] = []
    for passage in sections:
        for block in passage.blocks:
            if isinstance(block, Table):
                rows += [(passage, one) for one in quiz.of_table(passage, block)]
            elif isinstance(block, Items):
                steps += [(passage, one) for one in quiz.of_steps(passage, block)]
    for turn in zip_longest(quiz.of_terms(told), rows, steps):
        yield from (one for one in turn if one is not None)
    turned: list[tuple[Passage, Question]] = []
    for passage in sections:
        if passage.heading == passage.section.title:
            others = [*(one for one in sections if one is not passage), *near]
            found = list(quiz.of_sections(passage, others))
            yield from ((passage, one) for one in found[:1])
            turned += [(passage, one) for one in found[1:]]
    yield from turned


def _holds(question: Question) -> bool:
    """Whether our own check has nothing against a question."""
    course = Course(
        "", "", "", {}, {}, {question.id: question}, {}, {}, {}, {}
    )  # fmt: skip
    loaded = Loaded(course, (), Located(Position("draft"), {}))
    found = (*asked.findings(loaded), *grading.findings(loaded))
    return not any(finding.level == "error" for finding in found)


def summary(short: str) -> str:
    """A concept's summary: its answer in a sentence, without marks."""
    said = quiz.spoken(short)
    if len(said) <= LONGEST_SUMMARY:
        return said
    return said[:LONGEST_SUMMARY].rpartition(" ")[0].rstrip(",;: ") + " …"


def document_id(name: str, taken: Iterable[str]) -> str:
    """An id for a document, out of its file's name."""
    base = slug(name.rpartition("/")[2].rpartition(".")[0]) or "document"
    found, number, known = base, 2, set(taken)
    while found in known:
        found, number = f"{base}-{number}", number + 1
    return found
