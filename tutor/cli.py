"""The commands. Every heavy import stands inside the command that needs it."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from tutor import __version__
from tutor.options import Options, shared

if TYPE_CHECKING:
    from tutor.conversation.opening import Places
    from tutor.conversation.session import Session
    from tutor.conversation.state import Subject
    from tutor.course.library import CourseAt
    from tutor.learner.review import Overview
    from tutor.learner.store import Store


def _lesson_ids(_context: click.Context, _option: click.Parameter, typed: str) -> list[str]:
    with suppress(Exception):
        subject = _subject(Options((), None, "me"))
        return [name for name in subject.course.lessons if name.startswith(typed)]
    return []


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tutor")
@click.option("--fresh", is_flag=True, help="Do not take up the lesson you left.")
@shared
@click.pass_context
def tutor(context: click.Context, options: Options, fresh: bool) -> None:
    """A tutor in your terminal: ask anything, follow lessons, see what you know.

    Without a command it opens where you left off. For one answer: tutor ask "your question"
    """
    if context.invoked_subcommand is None:
        _face(options, fresh=fresh)


def main() -> None:
    """Run the program; the console script."""
    try:
        tutor(standalone_mode=False)
    except click.ClickException as error:
        _stop(error.format_message(), error.exit_code, usage=isinstance(error, click.UsageError))
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        from tutor.learner.store import StoreError

        if isinstance(error, StoreError):
            _stop(str(error))
        raise


def _stop(text: str, code: int = 1, *, usage: bool = False) -> NoReturn:
    """One plain line on standard error, and out."""
    more = " Try “tutor --help”." if usage else ""
    print(f"tutor: {text}{more}", file=sys.stderr)
    sys.exit(code)


def _places(options: Options) -> "Places":
    from tutor.conversation.opening import places

    return places(options.libraries)


def _subject(options: Options, store: "Store | None" = None, *, drafts: bool = False) -> "Subject":
    """The course asked for, else the one that the learner opened last, with its index."""
    from tutor.conversation import opening
    from tutor.course.load import CourseError

    where = _places(options)
    last = opening.last_course(store, options.learner) if store is not None else None
    try:
        at = opening.chosen(where, options.course, last)
        _say_what_takes_long(at, where)
        return (opening.preview if drafts else opening.subject)(at, where.cache)
    except opening.NoSuchCourse as error:
        _stop(str(error), 2)
    except CourseError as error:
        _broken(error)


def _say_what_takes_long(at: "CourseAt", where: "Places") -> None:
    """What is going on, where somebody waits for it."""
    from tutor.conversation.opening import ready

    if sys.stderr.isatty() and not ready(at, where.cache):
        print(f"Learning the questions of “{at.id}”; only once, some seconds …", file=sys.stderr)


def _broken(error: Any) -> NoReturn:
    """A course that can't be opened: what is wrong with it, a line each."""
    for finding in error.findings:
        print(finding, file=sys.stderr)
    _stop("The course has mistakes, so it can't be opened. “tutor check” lists them all.")


def _store(options: Options) -> "Store":
    """The learner's log; what is wrong with it is said on standard error."""
    from tutor.conversation.opening import open_log

    store, notice = open_log(_places(options))
    if notice:
        print(notice, file=sys.stderr)
    return store


def _session(options: Options) -> "Session":
    from tutor.conversation import opening
    from tutor.course.load import CourseError

    where = _places(options)
    try:
        with suppress(opening.NoSuchCourse):
            _say_what_takes_long(opening.chosen(where, options.course, None), where)
        return opening.session(where, options.course, options.learner)
    except opening.NoSuchCourse as error:
        _stop(str(error), 2)
    except CourseError as error:
        _broken(error)


def _face(options: Options, *, lesson: str | None = None, fresh: bool = False) -> None:
    """The full screen where there is one, else the line mode."""
    usable = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if not usable:
        _chat(options, lesson=lesson, fresh=fresh)
        return
    print("tutor …", end="\r", flush=True)
    session = _session(options)
    from tutor.tui.app import run

    sys.exit(run(session, start=lesson, fresh=fresh))


def _chat(
    options: Options, *, lesson: str | None = None, figures: bool = False, fresh: bool = False
) -> None:
    from tutor.line.chat import chat

    sys.exit(chat(_session(options), lesson=lesson, figures=figures, fresh=fresh))


@tutor.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object; nothing is recorded.")
@click.option("--about", metavar="CONCEPT", help="The topic that a follow-up leans on.")
@shared
def ask(options: Options, text: tuple[str, ...], as_json: bool, about: str | None) -> None:
    """Answer one question and leave; with -, a question a line from standard input.

    Exit code: 0 answered, 3 did you mean, 4 not covered.
    """
    store = _store(options)
    subject = _subject(options, store)
    if about is not None and about not in subject.course.concepts:
        _stop(f"There is no concept “{about}”. /glossary in “tutor chat” lists them.", 2)
    from tutor.line.once import json_answer, piped, text_answer

    if text == ("-",):
        for told in piped(subject, sys.stdin, about, as_json=as_json):
            print(told, flush=True)
        return
    from tutor.conversation.asking import asked, keep

    question = " ".join(text)
    if as_json:
        told, code = json_answer(subject, question, about)
    else:
        answered = asked(subject, question, about)
        told, code = text_answer(answered)
        keep(store, options.learner, subject.course.id, answered)
    print(told)
    sys.exit(code)


@tutor.command()
@click.option("--figures", is_flag=True, help="Draw figures instead of describing them.")
@click.option("--lesson", shell_complete=_lesson_ids, help="Begin with this lesson.")
@click.option("--fresh", is_flag=True, help="Do not take up the lesson you left.")
@shared
def chat(options: Options, figures: bool, lesson: str | None, fresh: bool) -> None:
    """The same conversation as plain scrolling text, for screen readers and pipes."""
    _chat(options, lesson=lesson, figures=figures, fresh=fresh)


@tutor.command()
@click.argument("lesson", required=False, shell_complete=_lesson_ids)
@shared
def lesson(options: Options, lesson: str | None) -> None:
    """Start a lesson, or list them."""
    from tutor.conversation import views
    from tutor.line.plain import plain

    store = _store(options)
    subject = _subject(options, store)
    if lesson is None:
        from tutor.learner.coverage import fold

        coverage = fold(store.records(options.learner, subject.course.id))
        print(plain(views.lessons(subject.course, coverage).text))
        return
    found = views.find_lesson(subject.course, lesson)
    if found is None:
        _stop(views.no_such_lesson(subject.course, lesson).text, 2)
    _face(options, lesson=found.id)


@tutor.command()
@click.option("--line", is_flag=True, help="In the line mode instead of the full screen.")
@shared
def review(options: Options, line: bool) -> None:
    """Go over what is due, the most forgotten first."""
    if line:
        _chat(options, lesson="review")
    else:
        _face(options, lesson="review")


def _overview(options: Options, path: str | None = None) -> tuple["Subject", "Overview"]:
    from tutor.conversation.session import utc_now
    from tutor.learner.coverage import fold
    from tutor.learner.history import current
    from tutor.learner.review import overview

    store = _store(options)
    subject = _subject(options, store)
    course = subject.course
    if path is not None and all(known.id != path for known in course.paths):
        known = ", ".join(known.id for known in course.paths) or "none"
        _stop(f"There is no path “{path}” in {course.id}. Its paths: {known}.", 2)
    coverage = fold(current(course, store.records(options.learner, course.id)))
    return subject, overview(course, coverage, utc_now(), path)


@tutor.command()
@click.option("--json", "as_json", is_flag=True, help="Every concept and the counts, as JSON.")
@click.option("--markdown", is_flag=True, help="As Markdown, for your notes.")
@click.option("--path", help="Only the concepts that the lessons of this path explain.")
@shared
def progress(options: Options, as_json: bool, markdown: bool, path: str | None) -> None:
    """What you have covered, what is due, and what to do next."""
    from tutor.conversation import views
    from tutor.line.plain import plain

    subject, shown = _overview(options, path)
    if as_json:
        import msgspec

        body = views.progress_data(subject.course, shown, options.learner, path)
        print(msgspec.json.encode(body).decode())
    else:
        text = views.progress(subject.course, shown).text
        print(text if markdown else plain(text))


@tutor.command()
@shared
def courses(options: Options) -> None:
    """What is installed."""
    from tutor.conversation import views
    from tutor.conversation.opening import installed
    from tutor.line.plain import plain

    print(plain(views.courses(installed(_places(options)), None).text))


@tutor.command()
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

    where = _places(options)
    libraries = (directory,) if directory is not None else where.libraries
    there = [at for at in courses_in(libraries) if options.course in (None, at.id)]
    if not there:
        _stop("There is no course to check: a library has knowledge/<course>/course.yaml.", 2)
    findings = [finding for at in there for finding in findings_of(at.library, at.id, where.cache)]
    print(formatted(findings, form, len(there)))
    sys.exit(1 if any(finding.level == "error" for finding in findings) else 0)


@tutor.command()
@click.argument("lesson", shell_complete=_lesson_ids)
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option("--from", "node", metavar="NODE", help="Begin at this node.")
@click.option("--inputs", "file", type=click.File(), help="A file of inputs, a line each.")
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
        sys.exit(played(_subject(options, drafts=True), lesson, node, given))
    except NoSuchPlace as error:
        _stop(str(error), 2)


@tutor.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="A line a row instead of the table.")
@shared
def evaluate(options: Options, file: Path, as_json: bool) -> None:
    """Measure the answers on a file of labelled questions (JSON, a row a line)."""
    from tutor.author import evaluate as judging

    subject = _subject(options)
    try:
        report = judging.evaluate(subject.index, judging.read_rows(file))
    except judging.NotAQuestionFile as error:
        _stop(str(error), 2)
    if as_json:
        print(*judging.json_lines(subject.course, report), sep="\n")
        return
    print(judging.table(report))
    if faults := judging.wrong_rows(report):
        print(f"\n{faults}")


@tutor.command()
@shared
def gaps(options: Options) -> None:
    """What was asked and not answered, and what was flagged, as YAML to paste."""
    from tutor.author.gaps import report
    from tutor.conversation.opening import chosen

    store = _store(options)
    subject = _subject(options, store)
    course = subject.course
    library = chosen(_places(options), course.id, None).library
    asked, flagged = store.unanswered(course.id), store.flags(course.id)
    print(report(library, course, subject.index, asked, flagged))


@tutor.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@shared
def reset(options: Options, yes: bool) -> None:
    """Delete what is kept about a learner: all of it, or that of --course."""
    store = _store(options)
    what = f"in {options.course}" if options.course else "in every course"
    question = f"Delete all progress of “{options.learner}” {what}? It can't be brought back"
    if not yes and not click.confirm(question):
        print("Nothing was deleted.")
        return
    deleted = store.delete(options.learner, options.course)
    print(f"Deleted {deleted} events of “{options.learner}” {what}.")
