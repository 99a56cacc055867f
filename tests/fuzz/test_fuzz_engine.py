"""Turns and lessons: whatever is typed or picked, the conversation goes on and keeps count."""

import tempfile
from datetime import timedelta
from pathlib import Path

import msgspec
from conversation.kitchen import NOON, SUBJECT, Clock, fresh, sitting
from dialogue.lessons import QUESTIONS
from dialogue.random_lessons import facts, inputs, lessons
from fuzz.inputs import mutated, typed
from fuzz.target import fuzz
from hypothesis import strategies as st

from tutor.conversation import messages as m
from tutor.conversation.route import Ask, GoOn, NoSuchNumber, Pick, Reply, Run, Turn, read
from tutor.conversation.state import State, Step
from tutor.conversation.step import begin, step
from tutor.course.model import Lesson
from tutor.dialogue import state as d
from tutor.dialogue.engine import advance, prompt, restore, start
from tutor.dialogue.state import Facts
from tutor.learner.coverage import Coverage
from tutor.learner.events import Undo, decode, encode
from tutor.line.markdown import plain
from tutor.line.plain import told
from tutor.text import clean, harmless

LINES = (
    "what is yeast?", "salt makes the dough rise", "why is it blue?", "/lesson bread", "1", "2", "3", "",
    "yeast", "salt", "gas", "steam", "co2", "stretchy", "hint", "skip", "back", "quit", "undo", "yes", "no",
    "/quiz yeast", "/quiz kneading", "/review", "test me first", "/flag wrong", "/more", "/concept oven",
    "/progress", "/next", "/help", "/lessons", "how hot should the oven be?", "what is yeast? and why knead?",
)  # fmt: skip
COMMANDS = ("hint", "skip", "back", "quit", "more", "lesson", "review", "placement", "quiz", "flag", "undo",
            "help", "progress", "next", "glossary", "concept", "nonsense", "")  # fmt: skip

lines = st.sampled_from(LINES) | st.sampled_from(LINES) | typed
cleaned = typed.map(clean)  # no face hands on anything else
turns = st.one_of(
    lines,
    lines,
    st.integers(0, 9),
    st.integers(0, 9),
    st.just(""),
    st.builds(Pick, st.text(max_size=9) | st.sampled_from(("entry:why-knead", "quiz:gone", "none", "yes"))),
    st.builds(Run, st.sampled_from(COMMANDS), st.sampled_from(("", "yeast", "bread")) | cleaned),
    st.builds(Ask, cleaned),
    st.builds(Reply, cleaned, st.booleans()),
    st.sampled_from((GoOn(), NoSuchNumber("7"))),
)  # fmt: skip
conversations = st.tuples(
    st.sampled_from((None, "bread", "bread", "placement", "review", "gone")),
    st.lists(st.tuples(turns, st.integers(0, 50)), min_size=1, max_size=12),
)
Deed = str | int | Turn


def meant(state: State, deed: Deed) -> Turn:
    """The turn: a line as it is read here, or the choice of a number."""
    match deed:
        case str():
            return read(SUBJECT, state, deed)
        case int():
            choices = m.choices_of(state.prompt)
            return Pick(choices[deed % len(choices)].key) if choices else GoOn()
        case _:
            return deed


def lawful(coverage: Coverage) -> None:
    for standing in coverage.standings.values():
        assert 0.01 <= standing.p <= 0.99
        assert (standing.due is None) == (standing.memory is None)


def well_told(taken: Step) -> None:
    """It ends in a prompt, and can be told, kept and read again."""
    assert isinstance(taken.messages[-1], m.Prompt)
    assert taken.messages[-1] == taken.state.prompt
    for message in taken.messages:
        assert isinstance(told(message, 40), str)
    for event in taken.events:
        assert decode(encode(event)) == event
    if taken.state.lesson is not None:
        kept = msgspec.json.encode(taken.state.lesson)
        assert msgspec.json.decode(kept, type=d.State) == taken.state.lesson
    lawful(taken.state.coverage)


@fuzz(conversations, few=60, weight=30, seconds=20.0)
def test_any_turns_leave_a_prompt_and_a_lawful_learner(
    drawn: tuple[str | None, list[tuple[Deed, int]]],
) -> None:
    lesson, deeds = drawn
    now = NOON
    taken = begin(SUBJECT, fresh(), now, lesson)
    for deed, hours in deeds:
        now += timedelta(hours=hours)
        before = taken.state
        taken = step(SUBJECT, before, meant(before, deed), now)
        well_told(taken)
        assert taken.state.turn == before.turn + 1
        if not any(isinstance(event, Undo) for event in taken.events):  # the caller folds anew
            assert taken.state.coverage.seq == before.coverage.seq + len(taken.events)


@fuzz(lines, few=100, weight=50)
def test_any_line_means_one_turn_at_any_prompt(line: str) -> None:
    for state in PROMPTS:
        turn = read(SUBJECT, state, line)
        match turn:
            case Pick(key=key):
                assert key in {choice.key for choice in m.choices_of(state.prompt)} | {"yes", "no"}
            case Ask(text=text) | Reply(text=text):
                assert text
                assert harmless(text) == text
            case Run() | GoOn() | NoSuchNumber():
                pass


def _prompts() -> tuple[State, ...]:
    """A state at each kind of prompt."""
    found = [begin(SUBJECT, fresh(), NOON).state]
    for line in (
        "/lesson bread",
        "1",
        "",
        "salt",
        "",
        "yeast",
        "quit",
        "knead bake",
        "/quiz kneading",
    ):
        found.append(step(SUBJECT, found[-1], read(SUBJECT, found[-1], line), NOON).state)
    return tuple({type(state.prompt): state for state in found}.values())


PROMPTS = _prompts()


@fuzz(st.lists(st.tuples(lines.filter(lambda line: "save" not in line), st.integers(0, 50)), max_size=8),
      few=10, weight=6, seconds=20.0)  # fmt: skip
def test_any_sitting_is_found_again_as_it_was_left(deeds: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock()
        session = sitting(Path(folder), clock)
        session.start()
        for line, hours in deeds:
            clock.later(hours=hours)
            assert isinstance(session.say(line)[-1], m.Prompt)
        known = session.coverage
        assert harmless(session.transcript()) == session.transcript()
        session.close()
        again = sitting(Path(folder), clock)
        assert msgspec.structs.replace(again.coverage, seq=0) == msgspec.structs.replace(
            known, seq=0
        )
        lawful(again.coverage)
        again.close()


@fuzz(
    st.tuples(
        lessons(), lessons(), st.lists(inputs | st.builds(d.Type, typed), max_size=10), facts
    ),
    few=60,
    weight=25,
)
def test_any_lesson_takes_any_input(drawn: tuple[Lesson, Lesson, list[d.Input], Facts]) -> None:
    lesson, other, given, known = drawn
    state, _ = start(lesson, known, QUESTIONS)
    for one in given:
        state, effects = advance(lesson, QUESTIONS, state, one, known)
        assert effects
        assert state.node in lesson.nodes
        assert len(state.stack) <= len(lesson.nodes)
        assert isinstance(
            prompt(lesson, QUESTIONS, state, known), d.Waiting | d.Offered | d.Asked | d.Ended
        )
    moved, _ = restore(other, QUESTIONS, state, known)
    assert moved.node in other.nodes


MARKDOWN = (
    "# Yeast\n\nIt eats **sugar** and `gas`.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n```sh\nbake\n```\n",
)
MARKS = ("*", "**", "_", "`", "```\n", "~~~", "|", "|---|", "> ", "- ", "1. ", "# ", "](", "[", "<https://x", "\\", "* " * 50, "_" * 50, "\x03" "1\x04")  # fmt: skip


@fuzz(mutated(MARKDOWN, MARKS) | typed, few=60, weight=60)
def test_any_markdown_is_read_aloud(text: str) -> None:
    for width in (10, 78):
        assert harmless(plain(text, width)) == plain(text, width)
