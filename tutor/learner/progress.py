"""A learner's coverage of a course, kept up with the log without reading all of it every time."""

import hashlib
from collections import deque
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgspec

from tutor.course.model import Course
from tutor.learner import coverage, events, history, recall, tracing
from tutor.learner.coverage import Coverage, carried_on, fold
from tutor.learner.history import current, naming
from tutor.learner.store import Snapshot, Store
from tutor.text import from_json

SPACING = 500
"""Records that are read again at a start, at most, before a new snapshot is kept."""

EARLIER = 20
"""Turns that can be taken back without reading the log from further back."""

_SNAPSHOTS = msgspec.json.Decoder(Coverage)

_COMPUTED_BY = (coverage, events, history, recall, tracing)


class Progress:
    """What a learner has covered in a course: a fold over the log, taken up where it was left.

    ``coverage`` is as of the last ``catch_up``. A snapshot of it is kept in the store from time to
    time. It is only an aid: one that was made by other code, or with other names in the course, is
    not looked at, nor one that a later undo or reset reaches behind; the log tells all.
    """

    def __init__(self, store: Store, learner: str, course: Course) -> None:
        self._store = store
        self._learner = learner
        self._course = course
        self._earlier: deque[Coverage] = deque(maxlen=EARLIER)
        self._numbering = store.numbering
        self._kept = 0
        self._read = 0
        self._made_with = _made_with(course)
        self.coverage = self._from_snapshot() or self._from_the_beginning()
        self._keep()

    def catch_up(self) -> Coverage:
        """The coverage with what was written meanwhile, here or in another terminal."""
        before, new = self.coverage, None
        renumbered = self._store.numbering != self._numbering
        if renumbered:
            self._numbering = self._store.numbering
            self._earlier.clear()
        else:
            new = self._carried_on()
        self.coverage = new or self._from_snapshot() or self._from_the_beginning()
        if not renumbered and self.coverage.seq != before.seq:
            self._earlier.append(before)
        self._keep()
        return self.coverage

    def _carried_on(self) -> Coverage | None:
        """From what is known here; after an undo, from before the turn that it withdraws."""
        new = self._from(self.coverage)
        while new is None and self._earlier:
            new = self._from(self._earlier.pop())
        return new

    def _from_snapshot(self) -> Coverage | None:
        kept = self._store.snapshot(self._learner, self._course.id)
        if kept is None or kept.state != self._seal(kept.body):
            return None
        try:
            base = from_json(_SNAPSHOTS, kept.body)
        except msgspec.DecodeError:
            return None
        self._kept, self._read = kept.seq, 0
        return self._from(base)

    def _from(self, base: Coverage) -> Coverage | None:
        """None where ``base`` no longer stands: its last record is gone, or a turn of it undone."""
        records = self._store.records(self._learner, self._course.id, after=base.seq - 1)
        if not base.seq or not records or records[0].seq != base.seq:
            return None
        new = carried_on(base, tuple(current(self._course, records[1:])))
        if new is not None:
            self._read += new.seq - base.seq
            if base.seq < self._kept:
                self._read += SPACING  # the snapshot counts what was undone
        return new

    def _from_the_beginning(self) -> Coverage:
        records = self._store.records(self._learner, self._course.id)
        self._kept, self._read = 0, len(records)
        return fold(current(self._course, records))

    def _keep(self) -> None:
        if self._read < SPACING or not self._made_with:
            return
        body = msgspec.json.encode(self.coverage)
        snapshot = Snapshot(self.coverage.seq, self._seal(body), body)
        self._store.keep_snapshot(self._learner, self._course.id, snapshot)
        self._kept, self._read = self.coverage.seq, 0

    def _seal(self, body: bytes) -> str:
        """What tells a snapshot that was made otherwise, or is damaged: that would be believed."""
        return hashlib.blake2b(body, key=self._made_with, digest_size=16).hexdigest()


def _made_with(course: Course) -> bytes:
    """What tells one way to fold a log from another; empty where it can't be told."""
    code = _code()
    if not code:
        return b""
    return hashlib.blake2b(naming(course), key=code, digest_size=16).digest()


@cache
def _code() -> bytes:
    """A digest of all the code that a coverage is computed by, the package ``fsrs`` included."""
    found = find_spec("fsrs")
    try:
        folder = Path(found.origin or "").parent if found is not None else Path()
        files = [Path(module.__file__ or "") for module in _COMPUTED_BY]
        files += sorted(folder.glob("*.py"))
        seen = hashlib.blake2b(digest_size=32)
        for file in files:
            seen.update(file.read_bytes())
    except OSError:
        return b""
    return seen.digest()
