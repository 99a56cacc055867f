"""The commands for who writes courses. Every heavy import stands inside its command."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from tutor.cli import complete, opened
from tutor.cli.options import Options, shared

if TYPE_CHECKING:
    from tutor.course.source import Finding

SIDES = ("knowledge", "dialogues")
"""The folders of a library."""


@click.command()
@click.argument("directory", required=False, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
@click.option("--quick", is_flag=True, help="Leave out what takes long: phrasings, lesson tests.")
@click.option("--watch", is_flag=True, help="Go on: check again whenever a file is saved.")
@click.option("--coverage", is_flag=True, help="Print the map of the course instead.")
@shared
def check(
    options: Options, directory: Path | None, form: str, quick: bool, watch: bool, coverage: bool
) -> None:
    """Find what is wrong in a course: file, line, column and a fix.

    DIRECTORY is a folder with knowledge/ and dialogues/, or anything in it; without it, every
    library is checked. docs/checks.md explains every code.
    """
    from tutor.author.check import formatted

    where = opened.places(options)
    there = opened.to_check(options, where, directory)
    if coverage:
        _print_maps(there, form)
    elif watch:
        if form != "text":
            raise click.UsageError("--watch prints text.")
        _check_again(there, where.cache, quick=quick)
    else:
        findings = _findings(there, where.cache, quick=quick)
        print(formatted(findings, form, len(there)))
        sys.exit(1 if any(finding.level == "error" for finding in findings) else 0)


def _findings(there: list[tuple[Path, str]], cache: Path, *, quick: bool) -> tuple["Finding", ...]:
    """What is wrong in all of the courses, their files named as they are seen from here."""
    from tutor.author.check import check as findings_of
    from tutor.author.check import seen_from

    return tuple(
        finding
        for library, name in there
        for finding in seen_from(
            Path.cwd(), library, findings_of(library, name, cache, quick=quick)
        )
    )


def _check_again(there: list[tuple[Path, str]], cache: Path, *, quick: bool) -> None:
    """Check now and at every save, until Ctrl-C."""
    from datetime import datetime

    from tutor.author.watch import follow, saves, told

    def look() -> tuple["Finding", ...]:
        return _findings(there, cache, quick=True)

    def whole() -> tuple["Finding", ...]:
        _for_now("Judging phrasings, playing lesson tests …")
        found = _findings(there, cache, quick=False)
        _for_now("")
        return found

    folders = [library / side / name for library, name in there for side in SIDES]
    print(f"Watching {', '.join(name for _, name in there)}; Ctrl-C ends.", flush=True)
    try:
        for seen in follow(saves(folders), look, None if quick else whole):
            if text := told(seen, len(there)):
                at = f"\n{datetime.now():%H:%M:%S} " if text.startswith("saved ") else ""
                print(f"{at}{text}", flush=True)
    except OSError as error:
        opened.stop(f"The files can't be watched: {error}")


def _for_now(text: str) -> None:
    """A line that the next one takes the place of, for who sits and waits."""
    if sys.stderr.isatty():
        print(text.ljust(60), end="\r", file=sys.stderr, flush=True)


def _print_maps(there: list[tuple[Path, str]], form: str) -> None:
    """The map of each course; learners' drafts are left out of it."""
    import msgspec

    from tutor.author.course_map import course_map
    from tutor.author.course_map_text import text

    if form == "github":
        raise click.UsageError("A map is text or json; --format github is for findings.")
    maps = [course_map(opened.course(library, name)) for library, name in there]
    if form == "json":
        print(msgspec.json.encode(maps).decode())
    else:
        print("\n\n".join(map(text, maps)))


@click.command()
@click.argument("name")
@click.option(
    "-o",
    "--output",
    "library",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The library to put it in; without it, a new folder called like the course.",
)
def new(name: str, library: Path | None) -> None:
    """Make a small course to begin with; its comments teach the format."""
    from tutor.author.new import CannotMake, next_steps
    from tutor.author.new import new as make

    try:
        print(next_steps(make(name, library)))
    except CannotMake as error:
        opened.stop(str(error), 2)


@click.command()
@click.argument("lesson", shell_complete=complete.lessons_and_drafts)
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option(
    "--from",
    "node",
    metavar="NODE",
    shell_complete=complete.nodes,
    help="Begin at this node.",
)
@click.option(
    "--inputs", "file", type=click.File(errors="replace"), help="A file of inputs, a line each."
)
@click.option("--watch", is_flag=True, help="Go on: play it again whenever a file is saved.")
@shared
def play(
    options: Options,
    lesson: str,
    inputs: tuple[str, ...],
    node: str | None,
    file: TextIO | None,
    watch: bool,
) -> None:
    """Take a lesson, drafts included; nothing is recorded.

    An INPUT is a line as typed, "" is Enter; without any, you are asked. Exit code 1: it got stuck.
    """
    from tutor.author.play import NoSuchPlace
    from tutor.line.play import play as played

    given = [line.rstrip("\n") for line in file] if file is not None else inputs or None
    if watch:
        if given is None:
            raise click.UsageError("--watch plays the same inputs each time: give some.")
        _play_again(options, lesson, node, given)
        return
    try:
        sys.exit(played(opened.subject(options, drafts=True), lesson, node, given))
    except NoSuchPlace as error:
        opened.stop(str(error), 2)


def _play_again(options: Options, lesson: str, node: str | None, given: Sequence[str]) -> None:
    """Play a lesson now and at every save; what is wrong with its course is said instead."""
    from itertools import chain

    from tutor.author.play import NoSuchPlace
    from tutor.author.watch import saves
    from tutor.conversation import opening
    from tutor.line.play import play as played

    at = opened.chosen(options)
    for saved in chain([()], saves(at.library / side / at.id for side in SIDES)):
        opening.subject.cache_clear()
        if saved:
            print(f"\n── saved {', '.join(path.name for path in saved)} ──\n", flush=True)
        try:
            played(opened.subject(options, drafts=True), lesson, node, given)
        except NoSuchPlace as error:
            print(error, flush=True)
        except SystemExit:
            print("Mend it and save; it is played again then.", flush=True)


@click.command()
@click.argument("lesson", shell_complete=complete.lessons)
@shared
def graph(options: Options, lesson: str) -> None:
    """Draw a lesson, drafts included, as a Mermaid flowchart.

    Paste it into Markdown between ```mermaid and ```, or into mermaid.live.
    """
    from tutor.author.graph import mermaid
    from tutor.author.play import NoSuchPlace, lesson_named

    at = opened.chosen(options)
    course = opened.course(at.library, at.id, drafts=True)
    try:
        print(mermaid(lesson_named(course, lesson), course.questions))
    except NoSuchPlace as error:
        opened.stop(str(error), 2)


@click.command()
@click.argument("directory", required=False, type=click.Path(exists=True, path_type=Path))
@shared
def edit(options: Options, directory: Path | None) -> None:
    """Go through the drafts of a course: each beside its source, to accept, change or drop."""
    where = opened.places(options)
    there = opened.to_check(options, where, directory)
    drafted = [(library, name) for library, name in there if _has_drafts(library, name)]
    if not drafted:
        print(f"There is no draft in {', '.join(name for _, name in there)}: all of it is read.")
        return
    if len(drafted) > 1:
        names = ", ".join(name for _, name in drafted)
        opened.stop(f"There are drafts in several courses: {names}. Choose one with --course.", 2)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        opened.stop("This needs a terminal. “tutor check” works without one.", 2)
    from tutor.author.edit.desk import Desk, Sheet
    from tutor.tui.edit.app import run

    desk = Desk(*drafted[0], where.cache)
    code = run(desk)
    sheet = desk.sheet()
    left = sheet.share.sentence if isinstance(sheet, Sheet) else "it can't be read as it is"
    print(f"{desk.course}: {left}. Next: tutor check {shlex.quote(str(directory or desk.library))}")
    sys.exit(code)


def _has_drafts(library: Path, name: str) -> bool:
    """Whether a course has drafts, or can't be read: then it is shown why."""
    from tutor.author.edit.drafts import drafts
    from tutor.course.load import Loaded, load

    loaded = load(library, name, drafts=True)
    return not isinstance(loaded, Loaded) or bool(drafts(loaded))


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="A line a row instead of the table.")
@shared
def evaluate(options: Options, file: Path, as_json: bool) -> None:
    """Measure the answers on a file of labelled questions.

    FILE holds a JSON object a line; "scope" is "in" for what the course covers, and any of the
    concepts is right:

    \b
    {"id": "q1", "text": "What is yeast?", "scope": "in", "concepts": ["yeast"]}
    """
    from tutor.author import evaluate as judging

    subject = opened.subject(options)
    try:
        report = judging.evaluate(subject.index, judging.read_rows(file))
    except judging.NotAQuestionFile as error:
        opened.stop(str(error), 2)
    if as_json:
        print(*judging.json_lines(subject.course, report), sep="\n")
        return
    print(judging.table(report))
    if faults := judging.wrong_rows(report):
        print(f"\n{faults}")


@click.command()
@shared
def gaps(options: Options) -> None:
    """What was asked and not answered, as YAML to paste.

    What was flagged as wrong or unclear comes after it.
    """
    from tutor.author.gaps import report
    from tutor.conversation.opening import chosen

    store = opened.store(options)
    subject = opened.subject(options, store)
    course = subject.course
    library = chosen(opened.places(options), course.id, None).library
    asked, flagged = store.unanswered(course.id), store.flags(course.id)
    print(report(library, course, subject.index, asked, flagged))


@click.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="FILE.md...",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="The library to draft into; it is made where it is missing.",
)
@click.option("--course", help="What to call the course; else the document's name.")
@click.option("--update", is_flag=True, help="Read the documents of a course again.")
def ingest(files: tuple[Path, ...], output: Path, course: str | None, update: bool) -> None:
    """Draft a course from Markdown, offline; a folder stands for all Markdown in it.

    Concepts, entries with their quotes, questions and lessons, all marked as drafts. With --update
    what you changed stays as it is, and what changed in the documents is said.
    """
    from tutor.author.ingest import files as drafting
    from tutor.author.ingest import report
    from tutor.author.ingest import update as again

    try:
        if update:
            print(report.report_again(again.update(files, output, course)))
        else:
            print(report.report(drafting.ingest(files, output, course)))
    except drafting.IngestError as error:
        opened.stop(str(error), 2)


COMMANDS = (new, ingest, check, edit, play, graph, evaluate, gaps)
