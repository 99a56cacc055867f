"""The list of commands in ``tutor --help``: by what they are for, a whole line each."""

from collections.abc import Sequence

import click

Sections = tuple[tuple[str, Sequence[click.Command]], ...]

LONGEST_LINE = 200
"""Letters of a command's first sentence, so that it is wrapped and never cut."""


class Sectioned(click.Group):
    """A group whose help lists its commands under headings, in the order given."""

    sections: Sections = ()

    def fill(self, sections: Sections) -> None:
        """Add every command, each under its heading."""
        self.sections = sections
        for _, commands in sections:
            for command in commands:
                self.add_command(command)

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands before the options: they are what a newcomer looks for."""
        self.format_commands(context, formatter)
        click.Command.format_options(self, context, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write a list for each heading, all of them aligned."""
        widest = max((len(name) for name in self.commands), default=0)
        for heading, commands in self.sections:
            rows = [
                (str(command.name).ljust(widest), command.get_short_help_str(LONGEST_LINE))
                for command in commands
            ]
            with formatter.section(heading):
                formatter.write_dl(rows)
