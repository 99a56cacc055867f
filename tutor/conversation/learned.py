"""A course's index, which may still be being made while the conversation has begun."""

from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread

from tutor.answer.index import Index


class Learned:
    """An index that is made once, when it is first needed or begun with; who needs it waits."""

    def __init__(self, make: Callable[[], Index], waits: Callable[[], object] = lambda: None):
        """``waits`` is called where somebody has to wait for it, as they begin to."""
        self._make = make
        self._waits = waits
        self._making = Lock()
        self._made: Index | None = None

    @property
    def is_ready(self) -> bool:
        """Whether nobody would have to wait."""
        return self._made is not None

    @property
    def index(self) -> Index:
        """The index. Raises what the making of it raises, to each who needs it."""
        if self._made is None:
            self._waits()
        return self._get()

    def begin(self) -> None:
        """Make it meanwhile, in a thread that does not keep the program alive."""
        Thread(target=self._get_quietly, name="learning", daemon=True).start()

    def _get_quietly(self) -> None:
        with suppress(Exception):  # it is raised again to who needs the index
            self._get()

    def _get(self) -> Index:
        with self._making:
            if self._made is None:
                self._made = self._make()
            return self._made


def known(index: Index) -> Learned:
    """An index that is there already."""
    learned = Learned(lambda: index)
    assert learned.index is index
    return learned
