"""What is kept as JSON or in caches: whatever stands there, it is read or is done without."""

import tempfile
from pathlib import Path

import msgspec
from conversation.kitchen import BREAD, COURSE, NOON, SUBJECT, sitting
from fuzz.inputs import JSON_PIECES, altered, cuts, encoded, mutated, mutated_bytes
from fuzz.target import fuzz
from hypothesis import strategies as st

from tutor.author.evaluate import EXAMPLE, NotAQuestionFile, read_rows
from tutor.conversation import messages as m
from tutor.conversation.lesson import position
from tutor.conversation.route import Run, read
from tutor.conversation.state import State
from tutor.conversation.step import step
from tutor.conversation.typed import lines
from tutor.course.cache import cached, last
from tutor.course.model import Course
from tutor.dialogue import state as d
from tutor.dialogue.engine import advance, start
from tutor.dialogue.state import Facts
from tutor.learner.coverage import Coverage, fold
from tutor.learner.events import Answer, Explain, Record
from tutor.learner.progress import Progress
from tutor.learner.store import Snapshot, open_store
from tutor.web.server import _envelope, _within


def _places() -> tuple[str, ...]:
    """Every place on one way through the lesson, as it is saved."""
    place, _ = start(BREAD, Facts(), COURSE.questions)
    found = [place]
    for given in (d.Pick("flour"), d.Continue(), d.Pick("start"), d.Continue(), d.AskHint(), d.Pick("salt"),
                  d.Continue(), d.Pick("yeast"), d.Type("carbon dioxid")):  # fmt: skip
        place, _ = advance(BREAD, COURSE.questions, place, given, Facts())
        found.append(place)
    return tuple(msgspec.json.encode(each).decode() for each in found)


PLACES = _places()
NAMES = ('"hook"', '"check"', '"typed"', '"finish"', '"again"', '"gone"', '"q-gas"', '"q-knead"', '"salt"',
         '"open":{"question":"q-rise","hints":-3},', '"stack":[{"node":"hook"}],', '"pending":"rise",',
         '"wrong_detours":{"check":-9},', '"ended":"completed",', '"lesson":"x",')  # fmt: skip
IDS = ("hook", "check", "typed", "rise", "gone", "q-rise", "q-gas", "salt", "", None)
LINES = ("", "hint", "1", "salt", "back", "gas", "skip", "hint", "yes")


@fuzz(
    mutated(PLACES, (*NAMES, *JSON_PIECES)) | altered(PLACES, IDS),
    few=60,
    weight=40,
)
def test_any_saved_place_is_taken_up_or_begun_anew(saved: str) -> None:
    state = State("s", Coverage(positions={"bread": saved}, latest="bread"))
    taken = step(SUBJECT, state, Run("lesson", "bread"), NOON)
    for line in LINES:
        assert isinstance(taken.messages[-1], m.Prompt)
        assert taken.state.lesson is None or taken.state.lesson.node in BREAD.nodes
        for event in taken.events:
            assert not isinstance(event, Answer) or event.attempt >= 1
        taken = step(SUBJECT, taken.state, read(SUBJECT, taken.state, line), NOON)


@fuzz(
    mutated(PLACES, (*NAMES, *JSON_PIECES)) | altered(PLACES, IDS),
    few=100,
    weight=60,
    parts=cuts(8),
)
def test_any_json_is_a_place_or_none(saved: str) -> None:
    place = position(saved)
    assert place is None or position(msgspec.json.encode(place).decode()) == place


EVENTS = (
    Explain(("yeast",)),
    Answer("q-rise", "yeast", "x", True, 1, 0, 0, 3),
    Answer("q-gas", "yeast", "gas", True, 1, 0),
)
KNOWN = fold(Record(n, "s", n, NOON, event) for n, event in enumerate(EVENTS, 1))
SNAPSHOT = msgspec.json.encode(KNOWN).decode()


@fuzz(
    mutated_bytes((SNAPSHOT,), ("0", "-1", "1e300", *JSON_PIECES)), few=15, weight=6, seconds=20.0
)
def test_any_snapshot_is_right_or_is_not_looked_at(body: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store, _ = open_store(Path(folder) / "progress.db")
        for turn, event in enumerate(EVENTS, 1):
            store.append("me", "bread", "s", turn, NOON, (event,))
        made = Progress(store, "me", COURSE)
        assert made.coverage == KNOWN
        store.keep_snapshot("me", "bread", Snapshot(3, made._seal(SNAPSHOT.encode()), body))
        assert Progress(store, "me", COURSE).coverage == KNOWN
        store.close()
        session = sitting(Path(folder))
        session.start()
        session.close()


STATE = "0" * 32


def _cache_file() -> bytes:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "bread.course"
        cached(path, STATE, Course, lambda: COURSE)
        return path.read_bytes()


CACHED = _cache_file()
damage = st.lists(
    st.tuples(st.integers(0, 9_999), st.integers(0, 40), st.binary(max_size=4)), max_size=3
)


@fuzz(damage, few=30, weight=20)
def test_any_cache_holds_what_was_made_or_is_made_anew(edits: list[tuple[int, int, bytes]]) -> None:
    raw = CACHED
    for place, length, piece in edits:
        at = place % (len(raw) + 1)
        raw = raw[:at] + piece + raw[at + length :]
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "bread.course"
        path.write_bytes(raw)
        assert last(path, Course) in (None, COURSE)
        assert cached(path, STATE, Course, lambda: COURSE) == COURSE
        assert cached(path, STATE, Course, lambda: SUBJECT.course) == COURSE


@fuzz(
    mutated_bytes((f"{EXAMPLE}\n{EXAMPLE}\n",), ("\n", "\x85", "scope", "out", *JSON_PIECES)),
    few=60,
    weight=40,
)
def test_any_file_holds_questions_or_is_refused_at_a_line(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "questions.jsonl"
        path.write_bytes(raw)
        try:
            assert read_rows(path)
        except NotAQuestionFile as error:
            assert str(error).startswith(str(path))
            line = str(error).removeprefix(f"{path}:").partition(":")[0]
            if line.isdigit():
                assert 1 <= int(line) <= len(raw.splitlines()) + 1


@fuzz(
    mutated(('["resize",{"width":120,"height":36}]', '["stdin","x"]', '["ping","1"]'), JSON_PIECES),
    few=60,
    weight=80,
    parts=cuts(8),
)
def test_any_page_may_send_anything(text: str) -> None:
    match _envelope(text):
        case ["resize", {"width": width, "height": height}]:
            assert 1 <= _within(width, 0) <= 10_000
            assert 1 <= _within(height, 1) <= 10_000
        case _:
            pass


@fuzz(
    st.binary(max_size=200)
    | mutated(("\n# \n+what is yeast?\n", "\n# \n+a\n+b\n"), ("+", "\n", "#")).map(encoded),
    few=60,
    weight=20,
)
def test_any_file_of_typed_lines_can_be_recalled(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "history"
        path.write_bytes(raw)
        assert all(isinstance(line, str) for line in lines(path))
