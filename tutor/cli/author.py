"""The commands for who writes courses. Every heavy import stands inside its command."""

import sys
from pathlib import Path
from typing import TextIO

import click

from tutor.cli import opened
from tutor.cli.options import Options, lesson_ids, shared


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
@shared
def check(options: Options, directory: Path | None, form: str) -> None:
    """Find what is wrong in the courses of a library, with file, line, column and a fix.

    DIRECTORY is a folder with knowledge/ and dialogues/; without it, every library is checked.
    """
    from tutor.author.check import check as findings_of
    from tutor.author.check import formatted
    from tutor.course.library import courses as courses_in

    where = opened.places(options)
    libraries = (directory,) if directory is not None else where.libraries
    there = [at for at in courses_in(libraries) if options.course in (None, at.id)]
    if not there:
        opened.stop("There is no course to check: a library has knowledge/<course>/course.yaml.", 2)
    findings = [finding for at in there for finding in findings_of(at.library, at.id, where.cache)]
    print(formatted(findings, form, len(there)))
    sys.exit(1 if any(finding.level == "error" for finding in findings) else 0)


@click.command()
@click.argument("lesson", shell_complete=lesson_ids)
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option("--from", "node", metavar="NODE", help="Begin at this node.")
@click.option(
    "--inputs", "file", type=click.File(errors="replace"), help="A file of inputs, a line each."
)
@shared
def play(
    options: Options, lesson: str, inputs: tuple[str, ...], node: str | None, file: TextIO | None
) -> None:
    """Take a lesson, drafts included, and print the transcript; nothing is recorded.

    An INPUT is a line as typed, "" is Enter; without any, you are asked. Exit code 1: it got stuck.
    """
    from tutor.author.play import NoSuchPlace
    from tutor.line.play import play as played

    given = [line.rstrip("\n") for line in file] if file is not None else inputs or None
    try:
        sys.exit(played(opened.subject(options, drafts=True), lesson, node, given))
    except NoSuchPlace as error:
        opened.stop(str(error), 2)


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="A line a row instead of the table.")
@shared
def evaluate(options: Options, file: Path, as_json: bool) -> None:
    """Measure the answers on a file of labelled questions (JSON, a row a line)."""
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
    """What was asked and not answered, and what was flagged, as YAML to paste."""
    from tutor.author.gaps import report
    from tutor.conversation.opening import chosen

    store = opened.store(options)
    subject = opened.subject(options, store)
    course = subject.course
    library = chosen(opened.places(options), course.id, None).library
    asked, flagged = store.unanswered(course.id), store.flags(course.id)
    print(report(library, course, subject.index, asked, flagged))


COMMANDS = (check, play, evaluate, gaps)
