"""The colours of the theme, under the names that the conversation is drawn with."""

from collections.abc import Mapping

from rich.style import Style
from rich.theme import Theme
from textual.color import Color

QUIET = 0.72
"""From 0, the background, to 1, the foreground: how much asides stand out."""
FAINT = 0.35
"""The same for rules and borders."""
RAISED = 0.08
"""The same for what lies behind code and behind what the learner said."""


def rich_theme(variables: Mapping[str, str]) -> Theme:
    """Styles for text, from a Textual theme's variables; names not given here keep Rich's own."""
    background, foreground = _parsed(variables["background"]), _parsed(variables["foreground"])
    ansi = background.ansi is not None

    def colour(name: str) -> Style:
        return Style(color=_parsed(variables[name]).rich_color)

    def between(share: float) -> Style:
        """The foreground, let through by so much; where a terminal has its own colours, dim."""
        if ansi:
            return Style(dim=True)
        return Style(color=background.blend(foreground, share).rich_color)

    def behind(share: float) -> Style:
        if ansi:
            return Style()
        return Style(bgcolor=background.blend(foreground, share).rich_color)

    bold = Style(bold=True)
    primary, quiet, faint = colour("text-primary"), between(QUIET), between(FAINT)
    chosen = (
        Style(reverse=True)
        if ansi
        else Style(bgcolor=_parsed(variables["primary-muted"]).rich_color)
    )
    code = bold if ansi else behind(RAISED)
    styles = {
        "tutor.you": colour("text-accent") + bold,
        "tutor.tutor": primary + bold,
        "tutor.said": behind(RAISED / 2),
        "tutor.heading": bold,
        "tutor.quiet": quiet,
        "tutor.right": colour("text-success") + bold,
        "tutor.wrong": colour("text-error") + bold,
        "tutor.number": primary + bold,
        "tutor.go_on": colour("text-accent") + bold,
        "tutor.chosen": chosen,
        "tutor.pointed": behind(RAISED),
        "tutor.more": colour("text-accent") + bold,
        "markdown.code": code,
        "markdown.code_block": code,
        "markdown.block_quote": quiet,
        "markdown.item.bullet": primary + bold,
        "markdown.item.number": primary + bold,
        "markdown.link": primary + Style(underline=True),
        "markdown.link_url": quiet,
        "markdown.hr": faint,
        "markdown.table.header": primary + bold,
        "markdown.table.border": faint,
    }
    return Theme(styles | {f"markdown.h{level}": bold for level in range(1, 7)})


def _parsed(value: str) -> Color:
    """A variable's colour, without the share that may follow it."""
    return Color.parse(value.partition(" ")[0])
