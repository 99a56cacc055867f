"""``tutor serve``: the full screen in a browser. Every heavy import stands inside the command."""

import sys

import click

from tutor.cli import opened
from tutor.cli.options import Options, shared

PORT = 8000


@click.command()
@click.option(
    "--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Where to listen."
)
@click.option(
    "--port",
    metavar="NUMBER",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="Where to listen; 0 takes any that is free.",
)
@click.option(
    "--name",
    "names",
    metavar="NAME",
    multiple=True,
    help="A name that browsers know this machine by. May be given more than once.",
)
@shared
def serve(options: Options, host: str, port: int, names: tuple[str, ...]) -> None:
    """Open the full screen in a browser.

    Each page has a temporary learner, whose progress is deleted when the page is closed; with
    --learner NAME the pages share one who is kept. Nothing is loaded from other hosts. Ctrl-C stops
    the server and closes the pages.

    There is no password: whoever reaches the address may use it. So it listens on 127.0.0.1, which
    only this machine can reach, unless --host says otherwise.
    """
    subject = opened.subject(options, opened.store(options) if options.named else None)
    from tutor.web.guard import is_loopback
    from tutor.web.page import Visit
    from tutor.web.server import Address, CannotListen
    from tutor.web.server import serve as run

    if not is_loopback(host):
        print(
            f"tutor: Whoever can reach {host} can use this tutor, without a password. "
            "Use 127.0.0.1 if only you should.",
            file=sys.stderr,
        )
    where = opened.places(options)
    visit = Visit(
        libraries=tuple(map(str, where.libraries)),
        course=options.course if options.named else subject.course.id,
        learner=options.learner,
        data=str(where.data),
        cache=str(where.cache),
        temporary=not options.named,
    )
    title = subject.course.title
    _ = subject.index  # made before anybody opens a page, since each page is a program of its own

    def listening(url: str) -> None:
        print(f"“{title}” is at {url} (Ctrl-C stops)", flush=True)

    try:
        run(visit, Address(host, port, names), listening)
    except CannotListen as error:
        opened.stop(f"Cannot listen on {error}. Another port: tutor serve --port {port + 1}")
