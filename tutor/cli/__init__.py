"""The program: one group of commands. Every heavy import stands inside its command."""

import os
import sys
from contextlib import suppress
from typing import NoReturn

import click

from tutor import __version__
from tutor.cli import author, completion, learn, opened, serve
from tutor.cli.options import Options, shared
from tutor.cli.sections import Sectioned
from tutor.cli.streams import harmless_streams

HELP = """A tutor in your terminal: ask anything, follow lessons, see what you know.

Without a command it opens on the whole screen, where you left off.

\b
  tutor                             lessons, questions, your map
  tutor ask "why does dough rise"   one answer and out
  tutor chat                        the same conversation as plain text
  tutor COMMAND --help              all about one command
"""

EXIT_CODES = """\b
Exit codes: 0 all went well; 1 something failed, or tutor check found errors;
2 the command line is wrong; 130 stopped with Ctrl-C.
tutor ask: 0 answered, 3 did you mean, 4 not covered.
"""


@click.group(
    cls=Sectioned,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=HELP,
    epilog=EXIT_CODES,
)
@click.version_option(__version__, prog_name="tutor")
@click.option("--fresh", is_flag=True, help="Do not take up the lesson you left.")
@shared
@click.pass_context
def tutor(context: click.Context, options: Options, fresh: bool) -> None:
    """Open the tutor, where no command is given."""
    if context.invoked_subcommand is None:
        learn.face(options, fresh=fresh)


def program() -> NoReturn:
    """The console script: ``main``, and out at once. What was kept is closed by then; taking the
    rest down piece by piece would take a tenth of the time of ``tutor ask``.
    """
    code = 0
    try:
        main()
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 0
    with suppress(BrokenPipeError):
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main() -> None:
    """Run the command that the arguments name."""
    with harmless_streams():
        _run()


def _run() -> None:
    try:
        try:
            tutor(prog_name=completion.PROGRAM, standalone_mode=False)
        finally:
            sys.stdout.flush()
    except click.ClickException as error:
        opened.stop(_in_a_line(error), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        opened.stop(f"{error.filename or 'The output'}: {error.strerror or error}.")


def _in_a_line(error: click.ClickException) -> str:
    """What is wrong with the command line, and where help is."""
    text = " ".join(error.format_message().split())
    text = text if text.endswith((".", "?")) else f"{text}."
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{text} Try “{context.command_path} --help”." if context is not None else text


tutor.fill(
    (
        ("Learn", learn.COMMANDS),
        ("Write courses", author.COMMANDS),
        ("Look after it", (*learn.UPKEEP, serve.serve, completion.completion)),
    )
)
