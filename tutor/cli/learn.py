"""The commands for who learns. Every heavy import stands inside its command."""

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tutor.cli import complete, opened
from tutor.cli.options import Options, shared

if TYPE_CHECKING:
    from tutor.conversation.session import Session
    from tutor.conversation.state import Subject
    from tutor.learner.review import Overview


def face(options: Options, *, lesson: str | None = None, fresh: bool = False) -> None:
    """The full screen where there is one, else the line mode."""
    usable = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if not usable:
        _chat(options, lesson=lesson, fresh=fresh)
        return
    sys.stdout.buffer.write("tutor …\r".encode(sys.stdout.encoding, "replace"))
    sys.stdout.flush()
    from tutor.tui.app import run

    with opened.faults_told():
        sys.exit(run(opened.opening_later(options), start=lesson, fresh=fresh))


def _chat(
    options: Options,
    *,
    lesson: str | None = None,
    figures: bool = False,
    fresh: bool = False,
    menu: bool = True,
) -> None:
    if sys.stdin.isatty() and sys.stdout.isatty():
        gc.disable()  # until it is open: nothing that is imported can be collected
        from tutor.line.talk import talk

        later, history = opened.opening_later(options), opened.history(options)

        def opening() -> "Session":
            try:
                return later(opened.told)
            finally:
                gc.enable()

        with opened.faults_told():
            sys.exit(talk(opening, history, lesson=lesson, figures=figures, fresh=fresh, menu=menu))
    from tutor.line.chat import chat

    session = opened.session(options)
    try:
        sys.exit(chat(session, lesson=lesson, figures=figures, fresh=fresh))
    finally:
        session.close()


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object; nothing is recorded.")
@click.option(
    "--about",
    metavar="CONCEPT",
    shell_complete=complete.concepts,
    help="The topic that a follow-up leans on.",
)
@shared
def ask(options: Options, text: tuple[str, ...], as_json: bool, about: str | None) -> None:
    """Answer one question and leave.

    With -, questions are read from standard input, a line each, and not recorded.

    Exit code: 0 answered, 3 did you mean, 4 not covered.
    """
    gc.disable()  # there is nothing to collect before it is over
    store = opened.store(options)
    subject = opened.subject(options, store)
    if about is not None and about not in subject.course.concepts:
        opened.stop(f"There is no concept “{about}”. /glossary in “tutor chat” lists them.", 2)
    from tutor.conversation import opening
    from tutor.line.once import json_answer, piped, text_answer

    elsewhere = opening.elsewhere(opened.places(options), subject.course.id)

    if text == ("-",):
        for told in piped(subject, sys.stdin, about, as_json=as_json, elsewhere=elsewhere):
            print(told, flush=True)
        return
    from tutor.conversation.asking import asked, keep

    question = " ".join(text)
    if as_json:
        told, code = json_answer(subject, question, about)
    else:
        answered = asked(subject, question, about, elsewhere)
        told, code = text_answer(answered, options.libraries)
        keep(store, options.learner, subject.course.id, answered)
    print(told)
    sys.exit(code)


@click.command()
@click.option("--figures", is_flag=True, help="Draw figures instead of describing them.")
@click.option(
    "--lesson", metavar="LESSON", shell_complete=complete.lessons, help="Begin with this lesson."
)
@click.option("--fresh", is_flag=True, help="Do not take up the lesson you left.")
@click.option("--no-menu", is_flag=True, help="Nothing pops up as you type; Tab lists what fits.")
@shared
def chat(options: Options, figures: bool, lesson: str | None, fresh: bool, no_menu: bool) -> None:
    """Talk in plain scrolling text, for screen readers and pipes.

    The same conversation as on the full screen. Where standard input is no terminal, its lines are
    taken as they come, an empty one as Enter. Ctrl-D leaves; so does Ctrl-C on an empty line.
    """
    _chat(options, lesson=lesson, figures=figures, fresh=fresh, menu=not no_menu)


@click.command()
@click.argument("lesson", required=False, shell_complete=complete.lessons)
@shared
def lesson(options: Options, lesson: str | None) -> None:
    """Start a lesson, or list them.

    LESSON is its id, its number in the list, or its title. One that you left is taken up again.
    """
    from tutor.conversation import views
    from tutor.line.markdown import plain
    from tutor.line.wrap import width

    store = opened.store(options)
    subject = opened.subject(options, store)
    if lesson is None:
        from tutor.learner.progress import Progress

        coverage = Progress(store, options.learner, subject.course).coverage
        print(plain(views.lessons(subject.course, coverage).text, width()))
        return
    found = views.find_lesson(subject.course, lesson)
    if found is None:
        opened.stop(views.no_such_lesson(subject.course, lesson).text, 2)
    face(options, lesson=found.id)


@click.command()
@click.option("--line", is_flag=True, help="In the line mode instead of the full screen.")
@shared
def review(options: Options, line: bool) -> None:
    """Go over what is due, the most forgotten first.

    What you answered right comes back before you forget it, later every time.
    """
    if line:
        _chat(options, lesson="review")
    else:
        face(options, lesson="review")


def _overview(options: Options, path: str | None = None) -> tuple["Subject", "Overview"]:
    from tutor.conversation.clock import utc_now
    from tutor.learner.progress import Progress
    from tutor.learner.review import overview

    store = opened.store(options)
    subject = opened.subject(options, store)
    course = subject.course
    if path is not None and all(known.id != path for known in course.paths):
        known = ", ".join(known.id for known in course.paths) or "none"
        opened.stop(f"There is no path “{path}” in {course.id}. Its paths: {known}.", 2)
    coverage = Progress(store, options.learner, course).coverage
    return subject, overview(course, coverage, utc_now(), path)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Every concept and the counts, as JSON.")
@click.option("--markdown", is_flag=True, help="As Markdown, for your notes.")
@click.option(
    "--path",
    metavar="PATH",
    shell_complete=complete.paths,
    help="Only the concepts that the lessons of this path explain.",
)
@shared
def progress(options: Options, as_json: bool, markdown: bool, path: str | None) -> None:
    """What you have covered, what is due, what comes next."""
    from tutor.conversation import views
    from tutor.line.markdown import plain
    from tutor.line.wrap import width

    subject, shown = _overview(options, path)
    if as_json:
        from tutor.text import json_text

        body = views.progress_data(subject.course, shown, options.learner, path)
        print(json_text(body))
    else:
        text = views.progress(subject.course, shown).text
        print(text if markdown else plain(text, width()))


@click.command()
@shared
def courses(options: Options) -> None:
    """What is installed."""
    from tutor.conversation import views
    from tutor.conversation.opening import installed
    from tutor.line.markdown import plain
    from tutor.line.wrap import width

    print(plain(views.courses(installed(opened.places(options)), None).text, width()))


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@shared
def reset(options: Options, yes: bool) -> None:
    """Delete what is kept about a learner, or of --course; asks first.

    That is what they asked, answered and learned, where they are in each lesson, and what they
    typed. Files written with /save are theirs, and stay.
    """
    from tutor.conversation import opening

    where, store = opened.places(options), opened.store(options)
    what = f"in {options.course}" if options.course else "in every course"
    also = "" if options.course else " and the lines they typed"
    question = f"Delete all progress of “{options.learner}” {what}{also}? It can't be brought back"
    aside, go = opening.kept_aside(where, store, options.learner)
    if aside and go and not options.course:
        print("Unreadable files that were set aside go too:", *aside, sep="\n  ")
    if not yes and not click.confirm(question):
        print("Nothing was deleted.")
        return
    gone = opening.forget(where, store, options.learner, options.course)
    store.close()
    if gone.trouble:
        opened.stop(gone.trouble)
    files = "".join(f"\nDeleted {file}" for file in gone.files)
    print(f"Deleted {gone.events} events of “{options.learner}” {what}.{files}")


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "markdown", "anki"]),
    default="json",
    show_default=True,
    help="Everything as JSON, notes to read, or the course's questions as an Anki deck.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write."
)
@shared
def export(options: Options, form: str, output: Path | None) -> None:
    """Take along what is kept about you, what you learned and asked, or cards to practise with.

    JSON and Markdown hold every course, or that of --course.
    """
    if form == "anki":
        _export_deck(options, output)
        return
    from tutor.author.export import everything
    from tutor.author.export.notes import markdown
    from tutor.conversation.clock import utc_now

    store = opened.store(options)
    kept = [one for one in store.export(options.learner) if options.course in (None, one.course)]
    if notice := store.take_notice():
        print(notice, file=sys.stderr)
    found = opened.notes(options, kept)
    if form == "markdown":
        text = "\n".join(map(markdown, found)) or "Nothing learned or asked yet.\n"
    else:
        settings = store.settings(options.learner)
        text = everything(options.learner, settings, kept, found, utc_now()) + "\n"
    if output is None:
        print(text, end="")
    else:
        _write(output, lambda path: path.write_text(text, encoding="utf-8"))
        print(f"Written to {output}")


def _export_deck(options: Options, output: Path | None) -> None:
    from tutor.author.export.anki import NoGenanki, write_deck
    from tutor.conversation.clock import utc_now

    at = opened.chosen(options, opened.store(options))
    course = opened.course(at.library, at.id)
    path = output or Path(f"{at.id}.apkg")
    try:
        cards = _write(path, lambda path: write_deck(course, path, utc_now().timestamp()))
    except NoGenanki as error:
        opened.stop(str(error))
    print(f"Written {cards} cards to {path}. Import it into Anki; a later export updates them.")


def _write(path: Path, write: Callable[[Path], int]) -> int:
    """Write a file; why it could not be is said in a line."""
    try:
        return write(path)
    except OSError as error:
        opened.stop(f"{path} could not be written: {error.strerror or error}. Try -o FILE")


COMMANDS = (ask, chat, lesson, review, progress)
UPKEEP = (courses, export, reset)
