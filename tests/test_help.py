"""What a newcomer reads first: ``tutor --help``, and the help of every command."""

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from tutor.cli import tutor


def commands() -> Iterator[click.Command]:
    yield tutor
    yield from tutor.commands.values()


def help_of(command: click.Command, width: int = 80) -> str:
    words = () if command is tutor else (str(command.name),)
    runner = CliRunner(env={"COLUMNS": str(width)})
    done = runner.invoke(tutor, [*words, "--help"], prog_name="tutor", terminal_width=width)
    assert done.exit_code == 0
    return done.output


def test_commands_are_listed_by_what_they_are_for_before_the_options() -> None:
    said = help_of(tutor)
    places = [said.index(heading) for heading in
              ("Learn:", "Write courses:", "Look after it:", "Options:", "Exit codes:")]  # fmt: skip
    assert places == sorted(places)
    assert set(tutor.commands) == {
        command.name for _, commands in tutor.sections for command in commands
    }


def test_help_shows_what_to_type_first() -> None:
    assert 'tutor ask "why does dough rise"' in help_of(tutor)


@pytest.mark.parametrize("width", [80, 60])
def test_no_line_of_the_list_is_cut(width: int) -> None:
    said = help_of(tutor, width)
    assert "..." not in said.replace("[ARGS]...", "")
    assert "…" not in said


@pytest.mark.parametrize("command", commands(), ids=lambda command: str(command.name))
def test_every_command_and_option_says_what_it_does(command: click.Command) -> None:
    said = help_of(command)
    assert said.startswith("Usage: tutor")
    assert (command.help or "").split("\n")[0].endswith(".")
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{command.name} {option.name}"
            assert option.help.endswith("."), f"{command.name} {option.name}"
    assert max(map(len, said.splitlines())) <= 80


@pytest.mark.parametrize("command", commands(), ids=lambda command: str(command.name))
def test_every_command_answers_to_h(command: click.Command) -> None:
    words = () if command is tutor else (str(command.name),)
    assert CliRunner().invoke(tutor, [*words, "-h"]).output.startswith("Usage:")
