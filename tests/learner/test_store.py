"""The log on disk: safe with two terminals, and never in the learner's way."""

import sqlite3
import stat
import threading
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from learner.learner_samples import T0, tried
from learner.stores import READ, events, opened, write

from tutor.learner.events import Asked, Flag, Undo
from tutor.learner.store import data_folder, open_store

# The log


def test_what_was_written_is_there_next_time(path: Path) -> None:
    first = opened(path)
    kept = write(first, READ, tried(right=True))
    first.close()
    assert opened(path).records("me", "course") == kept
    assert [record.seq for record in kept] == [1, 2]


def test_every_time_is_kept_in_utc(path: Path) -> None:
    east = timezone(timedelta(hours=9))
    (kept,) = write(opened(path), READ, at=T0.astimezone(east))
    (record,) = opened(path).records("me", "course")
    assert [each.at.isoformat() for each in (kept, record)] == [T0.isoformat()] * 2


def test_learners_and_courses_do_not_mix(path: Path) -> None:
    store = opened(path)
    write(store, READ)
    write(store, tried(right=True), learner="you")
    store.append("me", "another", "s", 1, T0, [Flag("x")])
    assert events(store) == [READ]
    assert events(store, "you") == [tried(right=True)]
    assert events(store, course="another") == [Flag("x")]
    assert store.learners() == ("me", "you")
    assert [(each.course, each.record.event) for each in store.export("me")] == [
        ("course", READ),
        ("another", Flag("x")),
    ]


def test_a_turn_is_kept_as_a_whole_or_not_at_all(path: Path) -> None:
    store = opened(path)
    with pytest.raises(AttributeError):
        write(store, READ, "not an event")  # type: ignore[arg-type]
    assert events(store) == []
    assert len(write(store, READ)) == 1


def test_a_turn_without_events_writes_nothing(path: Path) -> None:
    assert write(opened(path)) == ()


@pytest.mark.parametrize("text", ["'; DROP TABLE events; --", "\x00\n\u202e", "日本語 🐳", ""])
def test_any_text_is_only_text(path: Path, text: str) -> None:
    asked = Asked(text, None, 0.5)
    write(opened(path), asked, learner=text or "me")
    assert events(opened(path), text or "me") == [asked]


def test_settings(path: Path) -> None:
    store = opened(path)
    assert store.setting("me", "course") is None
    store.set_setting("me", "course", "a")
    store.set_setting("me", "course", "b")
    assert opened(path).setting("me", "course") == "b"
    assert store.setting("you", "course") is None


def test_reset_deletes_a_course_or_everything_of_one_learner(path: Path) -> None:
    store = opened(path)
    write(store, READ, READ)
    write(store, READ, learner="you")
    store.append("me", "another", "s", 1, T0, [Flag("secret words")])
    store.set_setting("me", "course", "a")
    assert store.delete("me", "course") == 2
    assert store.setting("me", "course") == "a"
    assert store.delete("me") == 1
    assert store.setting("me", "course") is None
    assert store.learners() == ("you",)
    store.close()
    assert b"secret words" not in path.read_bytes()


def test_numbers_are_never_given_twice(path: Path) -> None:
    store = opened(path)
    write(store, READ)
    store.delete("me")
    assert [record.seq for record in write(store, READ)] == [2]


# Two terminals


def test_another_terminals_turns_show_up(path: Path) -> None:
    one, two = opened(path), opened(path)
    write(one, READ)
    write(two, tried(right=True))
    assert [record.event for record in one.records("me", "course", after=1)] == [tried(right=True)]
    assert one.records("me", "course") == two.records("me", "course")


def test_terminals_that_write_at_once_lose_nothing(path: Path) -> None:
    """Each in a thread with a connection of its own, from the first opening on."""
    ready = threading.Barrier(4)
    notices: list[str | None] = []

    def terminal(number: int) -> None:
        ready.wait()
        store, notice = open_store(path)
        notices.append(notice)
        for turn in range(25):
            store.append("me", "course", f"s{number}", turn, T0, [READ, READ])
        store.close()

    threads = [threading.Thread(target=terminal, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert notices == [None] * 4
    records = opened(path).records("me", "course")
    assert len(records) == 4 * 25 * 2
    turns = [(record.session, record.turn) for record in records]
    assert turns[::2] == turns[1::2]  # a turn's two events were never parted
    assert len(set(turns)) == 100


def test_one_store_serves_several_threads(path: Path) -> None:
    store = opened(path)
    threads = [
        threading.Thread(target=lambda: [write(store, READ) for _ in range(20)]) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(events(store)) == 60


# Privacy


def test_only_the_learner_can_read_it(path: Path) -> None:
    write(opened(path), READ)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_others_could_read_is_closed_to_them(path: Path) -> None:
    opened(path).close()
    path.chmod(0o644)
    opened(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_folder_is_the_one_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path / "here"))
    assert data_folder() == tmp_path / "here"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TUTOR_HOME", "~/there")
    assert data_folder() == tmp_path / "there"
    monkeypatch.delenv("TUTOR_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert data_folder().name == "tutor"


def test_a_row_that_cannot_be_read_is_left_out_and_named(path: Path) -> None:
    store = opened(path)
    write(store, *[READ] * 7)
    connection = sqlite3.connect(path)
    connection.execute('UPDATE events SET body = \'{"type": "unheard of"}\' WHERE seq = 1')
    connection.execute("UPDATE events SET body = X'FF' WHERE seq = 2")
    connection.execute("UPDATE events SET at = 'yesterday' WHERE seq = 3")
    deep = '{"type":"hint","x":' + "[" * 100_000
    wild = '{"type":"hint","question":"q","encounter":0,"number":1' + "0" * 400 + "}"
    connection.execute("UPDATE events SET body = ? WHERE seq = 4", (deep,))
    connection.execute("UPDATE events SET body = ? WHERE seq = 5", (wild,))
    connection.execute("UPDATE events SET body = ? WHERE seq = 6", (wild.replace("1", "-1"),))
    connection.commit()
    connection.close()
    assert [record.seq for record in store.records("me", "course")] == [7]
    notice = store.take_notice()
    assert notice is not None
    assert all(f"Row {seq} " in notice for seq in range(1, 7))
    assert events(store) == [READ]
    assert store.take_notice() is None


# For the author


def test_unanswered_questions_are_counted_and_the_most_asked_come_first(path: Path) -> None:
    store = opened(path)
    write(store, Asked("once", None, 0.1), Asked("known", "entry", 0.9))
    write(store, Asked("What is  a POD", None, 0.2, "vm"), turn=2)
    write(store, Asked("what is a pod", None, 0.3, "container"), turn=3, learner="you")
    first, second = store.unanswered("course")
    assert (first.text, first.times, first.nearest) == ("what is a pod", 2, "container")
    assert (second.text, second.times) == ("once", 1)
    assert store.unanswered("another") == ()


def test_flags_are_listed_less_those_taken_back(path: Path) -> None:
    store = opened(path)
    write(store, Flag("entry", "unclear"))
    write(store, Flag("q", "a slip of the finger"), turn=2)
    write(store, Undo("s", 2), turn=3)
    assert [(each.subject, each.why) for each in store.flags("course")] == [("entry", "unclear")]
