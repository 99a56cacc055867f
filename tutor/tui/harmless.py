"""What keeps a terminal safe from the texts on its screen, and the screen from what is typed."""

import codecs
import os
import signal

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


START, END = "\x1b[200~", "\x1b[201~"
"""What a terminal sends before and after a text that is pasted."""


class TypedText:
    """Reads bytes as they are typed: none is refused, and a paste holds no escape of its own.

    What is no UTF-8 becomes U+FFFD: Textual would end the program. It would take each letter after
    an escape in a paste for a key that was pressed, which takes minutes for a megabyte of them.
    """

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._pasting = False
        self._over = False
        self._before = ""  # the last few letters; while pasting, those that may begin the end

    def decode(self, raw: bytes, final: bool = False) -> str:
        """The text of the next bytes, which may break off anywhere.

        Where there are none the terminal is gone, and the program is told to end: Textual would
        ask for more for ever.
        """
        if not raw and not final and not self._over:
            self._over = True
            os.kill(os.getpid(), signal.SIGTERM)
        text, taken = self._decoder.decode(raw, final), list[str]()
        while text:
            taken_now, text = self._pasted(text) if self._pasting else self._typed(text)
            taken.append(taken_now)
        return "".join(taken)

    def _typed(self, text: str) -> tuple[str, str]:
        """What stands up to where a paste begins, and the rest."""
        whole = self._before + text
        at = whole.find(START)
        self._pasting = at >= 0
        end = at + len(START) if self._pasting else len(whole)
        taken = whole[len(self._before) : end]
        self._before = "" if self._pasting else whole[1 - len(START) :]
        return taken, whole[end:]

    def _pasted(self, text: str) -> tuple[str, str]:
        """What stands up to where the paste ends, and the rest."""
        pasted, end, rest = (self._before + text).partition(END)
        self._pasting = not end
        self._before = "" if end else _begun(pasted)
        return pasted.removesuffix(self._before).replace("\x1b", "") + end, rest


def _begun(text: str) -> str:
    """As much of the end of a paste as a text breaks off in."""
    ends = (END[:length] for length in range(len(END) - 1, 0, -1))
    return next((part for part in ends if text.endswith(part)), "")


def read_any_byte() -> None:
    """Have Textual read what is typed as ``TypedText`` does."""
    from textual.drivers import linux_driver

    linux_driver.getincrementaldecoder = lambda _encoding: TypedText  # type: ignore[assignment,attr-defined]
