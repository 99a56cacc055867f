"""The program: one group of commands. Every heavy import stands inside its command."""

import os
import sys

import click

from tutor import __version__
from tutor.cli import author, learn, opened
from tutor.cli.options import Options, shared
from tutor.cli.streams import harmless_streams


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
        learn.face(options, fresh=fresh)


def main() -> None:
    """Run the program; the console script."""
    with harmless_streams():
        _run()


def _run() -> None:
    try:
        tutor(standalone_mode=False)
    except click.ClickException as error:
        opened.stop(
            error.format_message(), error.exit_code, usage=isinstance(error, click.UsageError)
        )
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        from tutor.learner.store import StoreError

        if isinstance(error, StoreError):
            opened.stop(str(error))
        raise


for _command in (*learn.COMMANDS, *author.COMMANDS):
    tutor.add_command(_command)
