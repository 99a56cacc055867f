"""What must not be wrapped: it keeps its width, and is moved sideways where it does not fit."""

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style

WIDE = "wide"
"""The mark, in a style's meta data, of what is wider than its room."""


class Wide:
    """Something that keeps its width; its segments are marked where it does not fit."""

    def __init__(self, content: RenderableType, width: int) -> None:
        self._content = content
        self._width = width

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        own = options.update(width=max(self._width, 1), no_wrap=True)
        if self._width <= options.max_width:
            yield from console.render(self._content, own)
            return
        mark = Style(meta={WIDE: True})
        for text, style, control in console.render(self._content, own):
            yield Segment(text, mark if style is None else style + mark, control)


def is_wide(segments: Iterable[Segment]) -> bool:
    """Whether any of the segments is marked as wider than its room."""
    return any(segment.style is not None and WIDE in segment.style.meta for segment in segments)


def lines(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Segments a line each; blank lines at the end are left out."""
    found = list(Segment.split_lines(segments))
    while found and not any(segment.text.strip() for segment in found[-1]):
        found.pop()
    return found
