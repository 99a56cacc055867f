"""The commands for who learns. Every heavy import stands inside its command."""

import os
import sys
from typing import TYPE_CHECKING

import click

from tutor.cli import opened
from tutor.cli.options import Options, lesson_ids, shared

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
    from tutor.tui.app import run

    with opened.faults_told():
        sys.exit(run(opened.opening_later(options), start=lesson, fresh=fresh))


def _chat(
    options: Options, *, lesson: str | None = None, figures: bool = False, fresh: bool = False
) -> None:
    from tutor.line.chat import chat

    sys.exit(chat(opened.session(options), lesson=lesson, figures=figures, fresh=fresh))


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object; nothing is recorded.")
@click.option("--about", metavar="CONCEPT", help="The topic that a follow-up leans on.")
@shared
def ask(options: Options, text: tuple[str, ...], as_json: bool, about: str | None) -> None:
    """Answer one question and leave; with -, a question a line from standard input.

    Exit code: 0 answered, 3 did you mean, 4 not covered.
    """
    store = opened.store(options)
    subject = opened.subject(options, store)
    if about is not None and about not in subject.course.concepts:
        opened.stop(f"There is no concept “{about}”. /glossary in “tutor chat” lists them.", 2)
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


@click.command()
@click.option("--figures", is_flag=True, help="Draw figures instead of describing them.")
@click.option("--lesson", shell_complete=lesson_ids, help="Begin with this lesson.")
@click.option("--fresh", is_flag=True, help="Do not take up the lesson you left.")
@shared
def chat(options: Options, figures: bool, lesson: str | None, fresh: bool) -> None:
    """The same conversation as plain scrolling text, for screen readers and pipes."""
    _chat(options, lesson=lesson, figures=figures, fresh=fresh)


@click.command()
@click.argument("lesson", required=False, shell_complete=lesson_ids)
@shared
def lesson(options: Options, lesson: str | None) -> None:
    """Start a lesson, or list them."""
    from tutor.conversation import views
    from tutor.line.plain import plain

    store = opened.store(options)
    subject = opened.subject(options, store)
    if lesson is None:
        from tutor.learner.coverage import fold

        coverage = fold(store.records(options.learner, subject.course.id))
        print(plain(views.lessons(subject.course, coverage).text))
        return
    found = views.find_lesson(subject.course, lesson)
    if found is None:
        opened.stop(views.no_such_lesson(subject.course, lesson).text, 2)
    face(options, lesson=found.id)


@click.command()
@click.option("--line", is_flag=True, help="In the line mode instead of the full screen.")
@shared
def review(options: Options, line: bool) -> None:
    """Go over what is due, the most forgotten first."""
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


@click.command()
@shared
def courses(options: Options) -> None:
    """What is installed."""
    from tutor.conversation import views
    from tutor.conversation.opening import installed
    from tutor.line.plain import plain

    print(plain(views.courses(installed(opened.places(options)), None).text))


@click.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
@shared
def reset(options: Options, yes: bool) -> None:
    """Delete what is kept about a learner: all of it, or that of --course."""
    store = opened.store(options)
    what = f"in {options.course}" if options.course else "in every course"
    question = f"Delete all progress of “{options.learner}” {what}? It can't be brought back"
    if not yes and not click.confirm(question):
        print("Nothing was deleted.")
        return
    deleted = store.delete(options.learner, options.course)
    print(f"Deleted {deleted} events of “{options.learner}” {what}.")


COMMANDS = (ask, chat, lesson, review, progress, courses, reset)
