"""What holds of a learner whatever they do, in however many terminals: the log tells all."""

import tempfile
from pathlib import Path

import msgspec
from conversation.kitchen import COURSE, Clock, sitting
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.conversation import messages as m
from tutor.conversation.session import Session
from tutor.learner.coverage import Coverage, Level, Standing, fold
from tutor.learner.events import Undo
from tutor.learner.history import current
from tutor.learner.store import open_store

LINES = (
    "what is yeast?", "why do bakers knead dough?", "salt makes the dough rise", "why is it blue?",
    "/lesson bread", "1", "2", "3", "", "yeast", "salt", "water", "gas", "steam", "stretchy",
    "hint", "skip", "back", "quit", "/quiz yeast", "/quiz kneading", "/review", "test me first",
    "/flag wrong", "/more",
)  # fmt: skip
READING = ("what is yeast?", "why do bakers knead dough?", "how hot should the oven be?", "/more",
           "/lesson bread", "1", "2", "", "skip", "back", "quit", "/glossary", "/progress")  # fmt: skip

deeds = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from((*LINES, "undo")), st.integers(0, 60)),
    max_size=25,
)


def logged(home: Path) -> Coverage:
    """The coverage that the log on the disk leads to, read anew."""
    store, _ = open_store(home / "progress.db")
    try:
        return fold(current(COURSE, store.records("me", "bread")))
    finally:
        store.close()


def bare(coverage: Coverage) -> Coverage:
    """All that is known, whatever the number of the last record is."""
    return msgspec.structs.replace(coverage, seq=0)


@settings(max_examples=25, deadline=None)
@given(deeds)
def test_two_terminals_always_agree_with_the_log(
    deeds: list[tuple[int, str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home, clock = Path(folder), Clock()
        terminals = [sitting(home, clock), sitting(home, clock)]
        for terminal in terminals:
            terminal.start(fresh=True)
        for which, line, hours in deeds:
            clock.later(hours=hours)
            told = terminals[which]
            told.say(line)
            if line != "/progress":
                _agrees(told, home)
        for terminal in terminals:
            terminal.close()
        again = sitting(home, clock)
        assert again.coverage == logged(home)
        again.close()


def _agrees(session: Session, home: Path) -> None:
    """A terminal that just wrote knows what the log holds; one that wrote nothing, at most less."""
    held = logged(home)
    if session.coverage.seq == held.seq:
        assert bare(session.coverage) == bare(held)
    for standing in session.coverage.standings.values():
        _is_lawful(standing)


def _is_lawful(standing: Standing) -> None:
    assert 0.01 <= standing.p <= 0.99
    if standing.level is Level.mastered:
        assert standing.p >= 0.85
        assert len(standing.clean) >= 2
    if standing.level >= Level.practised:
        assert standing.right >= 1


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=12), st.sampled_from(LINES))
def test_undo_restores_the_state_before_the_turn(before: list[str], line: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = sitting(Path(folder))
        session.start(fresh=True)
        for each in before:
            session.say(each)
        coverage, prompt, shown = session.coverage, session.prompt, session.overview()
        session.say(line)
        if session.coverage.seq != coverage.seq:
            session.say("/undo")
            assert bare(session.coverage) == bare(coverage)
            assert session.prompt == prompt
            assert session.overview() == shown
        session.close()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(READING), max_size=20))
def test_reading_alone_never_reaches_practised(lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        session = sitting(Path(folder))
        session.start(fresh=True)
        for line in lines:
            answers = isinstance(session.prompt, m.PickOption) and line in {"1", "2"}
            session.say("skip" if answers else line)
        assert all(row.level <= Level.explained for row in session.overview().rows)
        assert all(row.p <= 0.40 for row in session.overview().rows)
        session.close()


def test_an_undo_in_one_terminal_leaves_the_other_one_s_turns_alone(tmp_path: Path) -> None:
    mine, theirs = sitting(tmp_path), sitting(tmp_path)
    for session in (mine, theirs):
        session.start(fresh=True)
    mine.say("what is yeast?")
    theirs.say("how hot should the oven be?")
    mine.say("/undo")
    levels = {row.id: row.level for row in mine.overview().rows}
    assert levels == {"yeast": Level.unseen, "kneading": Level.unseen, "oven": Level.explained}
    store, _ = open_store(tmp_path / "progress.db")
    assert sum(isinstance(r.event, Undo) for r in store.records("me", "bread")) == 1
