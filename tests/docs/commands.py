"""Writes what docs/commands.md says of each command, from the commands themselves.

python -m tests.docs.commands
"""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill

import click

from tutor.cli import tutor

PAGE = Path(__file__).parent.parent.parent / "docs" / "commands.md"
BEGINS, ENDS = "<!-- made by: python -m tests.docs.commands -->\n", "<!-- end -->\n"
SHARED = {"libraries", "course", "learner", "help"}
WIDTH = 100


def written(page: str) -> str:
    """The page with its part on each command made anew."""
    before, _, rest = page.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    return f"{before}{BEGINS}\n{''.join(_all())}{ENDS}{after}"


def _all() -> Iterator[str]:
    for heading, commands in tutor.sections:
        yield f"## {heading}\n\n"
        for command in commands:
            yield from _one(command)


def _one(command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=f"tutor {command.name}")
    yield f"### tutor {command.name}\n\n"
    yield f"`tutor {command.name} {' '.join(command.collect_usage_pieces(context))}`\n\n"
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        yield f"{_paragraph(paragraph)}\n\n"
    own = [each for each in command.params if isinstance(each, click.Option)]
    told = [_option(each, context) for each in own if each.name not in SHARED]
    shared = [f"`{each.opts[-1]}`" for each in own if each.name in SHARED - {"help"}]
    if told:
        yield "\n".join(told) + "\n"
    if shared:
        yield f"- and {', '.join(shared)}\n"
    yield "\n" if told or shared else ""


def _paragraph(text: str) -> str:
    """A paragraph of a command's help; one whose lines are kept becomes a block."""
    if text.startswith("\b"):
        return f"```text\n{text.removeprefix(chr(8)).strip(chr(10))}\n```"
    words = " ".join(text.split()).replace("`", "\\`")
    return fill(words, WIDTH, break_on_hyphens=False, break_long_words=False)


def _option(option: click.Option, context: click.Context) -> str:
    record = option.get_help_record(context)
    assert record is not None
    names, text = record
    flags = ", ".join(f"`{re.sub(r'  +', ' ', name.strip())}`" for name in names.split(","))
    return f"- {flags}: {' '.join(text.split())}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
