"""What keeps a terminal safe from the texts on its screen, and the screen from what is typed."""

import codecs
from collections.abc import Callable
from functools import partial

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tutor.text import harmless


class HarmlessText(LineFilter):
    """The last thing that every line of the screen goes through, whichever widget drew it."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The segments without escapes, controls and what cannot be seen."""
        if all(segment.text.isprintable() and segment.text.isascii() for segment in segments):
            return segments
        return [Segment(harmless(s.text), s.style, s.control) for s in segments]


def read_any_byte() -> None:
    """Have Textual read a byte that is no UTF-8 as U+FFFD: it would end the program otherwise."""
    from textual.drivers import linux_driver

    def decoder(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
        return partial(codecs.getincrementaldecoder(encoding), errors="replace")

    linux_driver.getincrementaldecoder = decoder  # type: ignore[assignment,attr-defined]
