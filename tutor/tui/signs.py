"""The sign and the colour of a concept's state; its word always stands beside them."""

from textual.content import Content

from tutor.learner.coverage import Level

SIGNS = {
    Level.unseen: ("○", "$foreground-muted"),
    Level.introduced: ("◌", "$foreground-muted"),
    Level.explained: ("◔", "$text-primary"),
    Level.practised: ("◐", "$text-warning"),
    Level.mastered: ("●", "$text-success"),
}

QUIET = "$foreground-muted"
STRONG = "bold"
HEADING = "bold $text-primary"


def sign(level: Level) -> Content:
    """A state's sign in its colour."""
    return Content.styled(*SIGNS[level])
