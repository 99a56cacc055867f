"""Short ways to write to a log and to read it."""

from datetime import datetime
from pathlib import Path

from learner.learner_samples import T0

from tutor.learner.events import Event, Explain, Record
from tutor.learner.store import Store, open_store

READ = Explain(("vm",))


def opened(path: Path) -> Store:
    """A store that has nothing to complain about."""
    store, notice = open_store(path)
    assert notice is None
    return store


def write(
    store: Store, *events: Event, turn: int = 1, learner: str = "me", at: datetime = T0
) -> tuple[Record, ...]:
    """Append the events of one turn."""
    return store.append(learner, "course", "s", turn, at, events)


def events(store: Store, learner: str = "me", course: str = "course") -> list[Event]:
    """What the log of a learner holds, in order."""
    return [record.event for record in store.records(learner, course)]
