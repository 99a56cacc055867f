"""What drafting came to, in words: what was covered, what was left out and where."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from tutor.author.ingest.again import Changed, Gone, Moved, Stays
from tutor.author.ingest.draft import Drafted
from tutor.author.ingest.files import Ingested, Read
from tutor.author.ingest.page import Skipped
from tutor.author.ingest.update import Again, Updated
from tutor.author.quotes import lines_of
from tutor.course.model import Course, Entry

MOST_ALONG = 4
"""What else to look at that is named for each change."""

MOST_PLACES = 8
"""Places that are named of one kind of thing left out; how many more there are is said."""


def report(done: Ingested) -> str:
    """The report, a paragraph a document, and what to do next."""
    parts = ["\n".join(told(one, draft)) for one, draft in zip(done.read, done.drafts, strict=True)]
    if len(done.drafts) > 1:
        parts.append(_together(done.drafts))
    parts.append(
        f"Wrote the course “{done.course}” to {done.library}, all of it as a draft.\n"
        f"Next: tutor check {done.library}    what is still missing\n"
        f"      tutor edit {done.library}     read the draft beside its source"
    )
    return "\n\n".join(parts)


def report_again(done: Updated) -> str:
    """What became of each document's entries, and what to look at now."""
    parts = ["\n".join(_told_again(again, done.before)) for again in done.documents]
    if done.by_hand:
        parts.append("\n".join(["To change by hand, where the YAML is not plain:", *done.by_hand]))
    if not done.written:
        parts.append("Nothing to change.")
    else:
        files = "\n".join(f"  {path}" for path in done.written)
        parts.append(f"Changed:\n{files}\nNext: tutor check {done.library}")
    return "\n\n".join(parts)


def _told_again(again: Again, course: Course) -> Iterator[str]:
    name, fates = again.read.path.name, again.fates
    if not again.known:
        yield f"{name} is new to the course:"
        if again.draft is not None:
            yield from told(again.read, again.draft)
        return
    moved = [fate for fate in fates if isinstance(fate, Moved)]
    yield (
        f"{name}: {_count(len(fates), 'entry', 'entries')}, "
        f"{sum(isinstance(fate, Stays) for fate in fates)} untouched, {len(moved)} moved"
    )
    for fate in fates:
        match fate:
            case Changed(entry=entry, passage=passage, own=own):
                place = lines_of((passage.first, passage.last))
                done = "your text stays, a comment flags it" if own else "the draft was made anew"
                yield f"  changed: {entry.id}, {name}:{place}; {done}"
                yield from _along(entry, course)
            case Gone(entry=entry):
                yield f"  gone: {entry.id}, {name} does not say it any more"
                yield from _along(entry, course)
            case Moved() | Stays():
                pass
    if again.draft is not None:
        yield f"  new: {_some([entry.id for entry in again.draft.entries], MOST_PLACES)}"


def _along(entry: Entry, course: Course) -> Iterator[str]:
    """What else the author should look at: what tests and teaches the same concept."""
    about = entry.about[0]
    taught = [
        lesson.id for lesson in course.lessons.values()
        if any(about in node.explains for node in lesson.nodes.values())
    ]  # fmt: skip
    found = [*taught, *(question.id for question in course.questions_about(about))]
    if found:
        yield f"    see also {_some(found, MOST_ALONG)}"


def _some(names: Sequence[str], most: int) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def told(read: Read, draft: Drafted) -> Iterator[str]:
    """What one document gave, and what of it was left out."""
    name = read.path.name
    told_of = share(draft.covered, len(draft.document.told))
    yield f"{name}: {told_of} content sections became entries"
    yield f"  {_counts(draft)}"
    if read.decoded.encoding != "utf-8":
        yield f"  read as {read.decoded.encoding}"
    if read.decoded.mended:
        where = _places_of(read.decoded.mended)
        yield f"  mended letters that were read in the wrong encoding: {where}"
    if read.decoded.damaged:
        yield f"  letters are lost, put them back: {_places_of(read.decoded.damaged)}"
    for section in draft.missed:
        yield f"  no entry: {name}:{section.first}-{section.last} “{section.title}”"
    yield from skipped(name, draft.document.skipped)


def _counts(draft: Drafted) -> str:
    required = sum(concept.required for concept in draft.concepts)
    return (
        f"{_count(len(draft.entries), 'entry', 'entries')}, "
        f"{_count(len(draft.concepts), 'concept')} ({required} required), "
        f"{_count(len(draft.questions), 'question')}, {_count(len(draft.lessons), 'lesson')}"
    )


def _together(drafts: Sequence[Drafted]) -> str:
    covered = sum(draft.covered for draft in drafts)
    of = sum(len(draft.document.told) for draft in drafts)
    return f"Together: {share(covered, of)} content sections became entries."


def share(covered: int, of: int) -> str:
    """So many of so many, and as a percentage."""
    percent = f" ({100 * covered // of} %)" if of else ""
    return f"{covered} of {of}{percent}"


def skipped(name: str, found: Sequence[Skipped]) -> Iterator[str]:
    """What was left out, a line a kind, with its places."""
    for why, run in groupby(sorted(found, key=lambda one: one.why), lambda one: one.why):
        places = [
            f"{one.first}" if one.first == one.last else f"{one.first}-{one.last}" for one in run
        ]
        shown = ", ".join(dict.fromkeys(places[:MOST_PLACES]))
        more = len(places) - MOST_PLACES
        yield f"  left out, {why}: {name}:{shown}" + (f" and {more} more" if more > 0 else "")


def _places_of(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:MOST_PLACES]))
    more = len(lines) - MOST_PLACES
    word = "line" if len(lines) == 1 else "lines"
    return f"{word} {shown}" + (f" and {more} more" if more > 0 else "")


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one}" if number == 1 else f"{number} {many or one + 's'}"
