"""Drafting on disk: the documents read, their copies kept in the library, the course written."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tutor.author.documents import MOST_BYTES
from tutor.author.ingest import seen
from tutor.author.ingest.decode import Decoded, NotText, decode
from tutor.author.ingest.document import Document, document
from tutor.author.ingest.draft import Drafted, document_id, drafted
from tutor.author.ingest.entries import slug
from tutor.author.ingest.generic import frames
from tutor.author.ingest.write import course_file, knowledge_files, lesson_file
from tutor.course.model import Source

MARKDOWN = (".md", ".mdx", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")
"""What names of documents end in, where a folder of them is given."""

_ANYWHERE = {"src", "docs", "doc", "content", "en", "pages", "source", "guide", "guides", "book",
             "markdown", "md", "website", "site", "tmp", "home", "documents"}  # fmt: skip
"""Names of folders that say nothing of what is in them."""

_RELEASE = re.compile(r"[-_ ]v?\d+(?:\.\d+)+$")
_NAMELESS = {"readme", "index", "-index", "about-index"}


class IngestError(Exception):
    """It can't be drafted; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: its path, its place in the library, and whether it is copied there."""

    path: Path
    decoded: Decoded
    place: str
    copied: bool
    document: Document


@dataclass(frozen=True, slots=True)
class Ingested:
    """What drafting did: the files written, and what each document gave."""

    course: str
    library: Path
    read: tuple[Read, ...]
    drafts: tuple[Drafted, ...]
    written: tuple[Path, ...]


def found(paths: Iterable[Path]) -> list[Path]:
    """The documents that are meant: files as given, folders with all that is Markdown in them."""
    listed: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = (one for one in path.rglob("*") if one.suffix.lower() in MARKDOWN)
            listed += sorted(one for one in inside if one.is_file() and not _hidden(one, path))
        else:
            listed.append(path)
    return list(dict.fromkeys(listed))


def _hidden(path: Path, folder: Path) -> bool:
    parts = path.relative_to(folder).parts
    return any(part.startswith(".") or part == "node_modules" for part in parts)


def ingest(paths: Sequence[Path], library: Path, course: str | None = None) -> Ingested:
    """Draft a course from documents into a library. Raises ``IngestError``."""
    files = found(paths)
    if not files:
        raise IngestError("There is no Markdown in there. Name files that end in .md or .mdx.")
    name = course or course_id(files, library)
    target = library / "knowledge" / name
    if (target / "course.yaml").exists():
        raise IngestError(
            f"There is a course in {target} already. To read its documents again: "
            "add --update. To begin another one: --course NAME."
        )
    read = read_all(files, library, name, ())
    drafts = drafted([one.document for one in read])
    if not any(draft.entries for draft in drafts):
        raise IngestError("There is nothing to draft from: no section says anything in words.")
    texts = course_texts(name, read, drafts)
    return Ingested(name, library, tuple(read), tuple(drafts), write_all(library, read, texts))


def course_id(files: Sequence[Path], library: Path) -> str:
    """An id for a course: from its one document's name, else from the folder of them all."""
    if len(files) == 1:
        stem = slug(files[0].stem)
        named = stem if stem not in _NAMELESS else slug(files[0].resolve().parent.name)
        return named or "course"
    parents = {file.resolve().parent for file in files}
    shared = next(
        (above for above in (min(parents), *min(parents).parents)
         if all(one.is_relative_to(above) for one in parents)),
        library,
    )  # fmt: skip
    return slug(shared.name) or slug(library.resolve().name) or "course"


def read_all(
    files: Sequence[Path], library: Path, course: str, known: Iterable[Source]
) -> list[Read]:
    """Read documents; ``known`` are those that the course has already, which keep their ids."""
    places = {source.file: source for source in known}
    ids = {source.id for source in places.values()}
    free = dict(places)
    read: list[Read] = []
    for path in files:
        decoded = decoded_file(path)
        place, copied = _place(path, decoded, library, course, document_id(_name(path), ids))
        again = free.get(place) or _kept_as(path, decoded, free, course)
        if again is not None:
            place, name = again.file, again.id
            del free[again.file]
        else:
            name = document_id(_name(path), ids)
        ids.add(name)
        made = document(name, place, decoded, _about(path), path.name)
        read.append(Read(path, decoded, place, copied, made))
    return read


def _kept_as(
    path: Path, decoded: Decoded, free: Mapping[str, Source], course: str
) -> Source | None:
    """The document whose copy in the library this file is; of several of its name, by the title."""
    base = document_id(_name(path), ())
    named = re.compile(rf"knowledge/{re.escape(course)}/documents/{re.escape(base)}(?:-\d+)?\.\w+")
    same = [source for file, source in free.items() if named.fullmatch(file)]
    if len(same) < 2:
        return same[0] if same else None
    title = document("", path.name, decoded, _about(path), path.name).title
    return next((source for source in same if source.title == title), same[0])


def decoded_file(path: Path) -> Decoded:
    """The lines of a file. Raises ``IngestError`` where it cannot be read as text."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise IngestError(
                f"{path} is larger than {MOST_BYTES:,} bytes. Split it into smaller documents."
            )
        return decode(path.read_bytes())
    except OSError as error:
        raise IngestError(f"{path} can't be read: {error.strerror}.") from error
    except NotText as error:
        raise IngestError(f"{path} can't be read: {error}.") from error


def _name(path: Path) -> str:
    """What a document is called: its file's name, its folder's where that says nothing."""
    if slug(path.stem) in _NAMELESS:
        return f"{path.resolve().parent.name}.md"
    return path.name


def _about(path: Path) -> str:
    """What a document is about where it does not say itself."""
    for name in (one.name for one in path.resolve().parents):
        said = re.sub(r"[-_]+", " ", _RELEASE.sub("", name)).strip()
        tells = said.lower() not in _ANYWHERE and frames(said) is None
        if tells and re.search(r"[^\W\d]", said):
            return said
    return ""


def _place(path: Path, decoded: Decoded, library: Path, course: str, name: str) -> tuple[str, bool]:
    """Where a document lives: where it is, if that is in the library and it needs no mending."""
    inside = path.resolve()
    root = library.resolve()
    if inside.is_relative_to(root) and decoded.encoding == "utf-8" and not decoded.mended:
        return inside.relative_to(root).as_posix(), False
    suffix = path.suffix.lower() if path.suffix.lower() in MARKDOWN else ".md"
    return f"knowledge/{course}/documents/{name}{suffix}", True


def course_texts(name: str, read: Sequence[Read], drafts: Sequence[Drafted]) -> dict[str, str]:
    """The files of a new course, by their place in the library."""
    title = drafts[0].document.title if len(drafts) == 1 else name.replace("-", " ").capitalize()
    sources = [Source(one.document.id, one.document.title, file=one.place) for one in read]
    concepts = [concept for draft in drafts for concept in draft.concepts]
    texts = {
        f"knowledge/{name}/course.yaml": course_file(
            title, sources, concepts, [one.place.rpartition("/")[2] for one in read]
        )
    }
    number = 10
    for draft in drafts:
        for at, text in enumerate(knowledge_files(draft)):
            more = f"-{at + 1}" if at else ""
            texts[f"knowledge/{name}/{_file_name(draft.document.id)}{more}.yaml"] = text
        for lesson in draft.lessons:
            place = f"dialogues/{name}/{number:02d}-{lesson.id}.yaml"
            texts[place] = lesson_file(lesson, draft.document.file)
            number += 10
        marks = seen.marks(draft.document)
        texts[seen.place(name, draft.document.id)] = seen.written(draft.document.file, marks)
    return texts


def _file_name(identity: str) -> str:
    return f"{identity}-document" if identity == "course" else identity


def write_all(library: Path, read: Sequence[Read], texts: dict[str, str]) -> tuple[Path, ...]:
    """Keep the documents, and write the files. Raises ``IngestError`` where that cannot be done."""
    done: list[Path] = []
    try:
        done += [copy(library, one) for one in read if one.copied]
        for place, text in texts.items():
            path = library / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            done.append(path)
    except OSError as error:
        raise IngestError(f"{error.filename} can't be written: {error.strerror}.") from error
    return tuple(done)


def copy(library: Path, one: Read) -> Path:
    """Keep a document in the library, as UTF-8 with plain line ends."""
    path = library / one.place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(one.decoded.lines), encoding="utf-8", newline="\n")
    return path
