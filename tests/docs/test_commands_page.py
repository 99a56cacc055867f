"""docs/commands.md is true: every command and option, every variable, every key is in it."""

import re
from pathlib import Path

import click
import pytest
from conversation.kitchen import COURSE, NOON, SUBJECT
from docs.commands import SHARED, written
from docs.pages import page, sections

from tutor.answer.decide import Suggestion, decide_all
from tutor.answer.report import as_json
from tutor.cli import tutor
from tutor.conversation.views import progress_data
from tutor.learner.coverage import Coverage
from tutor.learner.review import overview
from tutor.line import once

PAGE = page("commands.md")
PACKAGE = Path(__file__).parent.parent.parent / "tutor"


def test_the_page_says_of_every_command_what_the_command_says() -> None:
    """If this fails: python -m tests.docs.commands"""
    assert written(PAGE) == PAGE


@pytest.mark.parametrize("name", tutor.commands)
def test_every_command_and_option_is_in_it(name: str) -> None:
    told = sections(PAGE, 3)[f"tutor {name}"]
    for option in tutor.commands[name].params:
        if isinstance(option, click.Option):
            assert f"`{option.opts[-1]}" in told, option.opts


def test_the_options_that_all_share_are_in_it() -> None:
    told = sections(PAGE, 2)["Options that most commands take"]
    for option in tutor.params:
        assert isinstance(option, click.Option)
        assert f"`{option.opts[-1]}" in told, option.opts
    assert {o.name for o in tutor.params} >= SHARED - {"help"}


def test_every_variable_that_is_read_is_in_it() -> None:
    told = sections(PAGE, 2)["Environment"]
    sources = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    read = set(re.findall(r"environ(?:\.get\(|\[)\s*[\"'](\w+)", sources))
    assert {"TUTOR_HOME", "TUTOR_PATH", "NO_COLOR", "TERM"} <= read
    for name in read:
        assert f"`{name}`" in told, name


def test_every_exit_code_of_ask_is_in_it() -> None:
    told = sections(PAGE, 2)["Exit codes"]
    for code in (once.ANSWERED, once.DID_YOU_MEAN, once.NOT_COVERED):
        assert re.search(rf"^\| {code} \|.*`tutor ask`", told, re.MULTILINE)


def test_every_key_that_is_printed_as_json_is_in_it() -> None:
    told = sections(PAGE, 2)["JSON"]
    answer = as_json(COURSE, decide_all(SUBJECT.index, "how hot should the oven be"))
    shown = overview(COURSE, Coverage(), NOON)
    progress = progress_data(COURSE, shown, "me", None)
    concept = progress["concepts"][0]  # type: ignore[index]
    keys = [*answer, *answer["source"], *answer["corrections"][0], *Suggestion.__struct_fields__]
    keys += [*progress, *progress["counts"], *concept]  # type: ignore[misc]
    for key in keys:
        assert f"`{key}`" in told, key
