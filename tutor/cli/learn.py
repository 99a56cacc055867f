"""The commands for who learns. Every heavy import stands inside its command."""

import os
import sys
from typing import TYPE_CHECKING

import click

from tutor.cli import complete, opened
from tutor.cli.options import Options, shared

if TYPE_CHECKING:
    from tutor.conversation.state import Subject
    from tutor.learner.review import Overview


def face(options: Options, *, lesson: str | None = None, fresh: bool = False) -> None:
    """The full screen where there is one, else the line mode."""
    usable = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if not usable:
        _chat(options, lesson=lesson, fresh=fresh)
        return
    print("tutor …", end="\r", flush=True)
    session = opened.session(options)
    from tutor.tui.app import run

    sys.exit(run(session, start=lesson, fresh=fresh))


def _chat(
    options: Options,
    *,
    lesson: str | None = None,
    figures: bool = False,
    fresh: bool = False,
    menu: bool = True,
) -> None:
    from tutor.line.chat import chat

    session = opened.session(options)
    sys.exit(chat(session, lesson=lesson, figures=figures, fresh=fresh, menu=menu))


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
        from tutor.learner.coverage import fold

        coverage = fold(store.records(options.learner, subject.course.id))
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
    from tutor.conversation.session import utc_now
    from tutor.learner.coverage import fold
    from tutor.learner.history import current
    from tutor.learner.review import overview

    store = opened.store(options)
    subject = opened.subject(options, store)
    course = subject.course
    if path is not None and all(known.id != path for known in course.paths):
        known = ", ".join(known.id for known in course.paths) or "none"
        opened.stop(f"There is no path “{path}” in {course.id}. Its paths: {known}.", 2)
    coverage = fold(current(course, store.records(options.learner, course.id)))
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
        import msgspec

        body = views.progress_data(subject.course, shown, options.learner, path)
        print(msgspec.json.encode(body).decode())
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
    """Delete what is kept about a learner; asks first.

    All of it, or only that of --course.
    """
    store = opened.store(options)
    what = f"in {options.course}" if options.course else "in every course"
    question = f"Delete all progress of “{options.learner}” {what}? It can't be brought back"
    if not yes and not click.confirm(question):
        print("Nothing was deleted.")
        return
    deleted = store.delete(options.learner, options.course)
    print(f"Deleted {deleted} events of “{options.learner}” {what}.")


COMMANDS = (ask, chat, lesson, review, progress)
UPKEEP = (courses, reset)
