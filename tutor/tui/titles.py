"""What stands around the conversation: the title, and what the empty line invites to."""

from typing import TYPE_CHECKING

from rich.text import Text

from tutor.text import clean

if TYPE_CHECKING:
    from tutor.conversation import messages as m
    from tutor.learner.review import Counts

NARROW = 50
"""Columns below which the empty line is invited to in fewer words."""


def invitation(prompt: "m.Prompt | None", columns: int) -> str:
    """What can be typed now."""
    if prompt is None:
        return "ask anything"
    from tutor.conversation import messages as m

    match prompt:
        case m.PressContinue():
            long, short = "Enter continues; or ask anything", "Enter continues"
        case m.TypeAnswer():
            long, short = "type your answer; ? asks something else", "your answer"
        case m.PickOption() | m.PickChoice() | m.PickSuggestion() | m.Confirm():
            long, short = "choose a number, or ask anything", "a number, or ask"
        case m.AskAnything():
            long, short = "ask anything, or / for commands", "ask anything"
    return long if columns >= NARROW else short


def title(course: str, counts: "Counts", width: int) -> Text:
    """The course on the left, the counts on the right, as far as they fit."""
    left = Text(clean(course), style="bold", no_wrap=True)
    right = next(
        (words for words in _worded(counts) if left.cell_len + len(words) + 2 <= width),
        _worded(counts)[-1],
    )
    left.truncate(max(width - len(right) - 2, 8), overflow="ellipsis")
    gap = width - left.cell_len - len(right)
    return left + Text(" " * max(gap, 1) + right, no_wrap=True)


def _worded(counts: "Counts") -> tuple[str, ...]:
    """The counts, in ever fewer words."""
    explained = counts.sentence.split(" · ")[0]
    due = [f"{counts.due} due"] if counts.due else []
    return (
        counts.sentence,
        " · ".join([explained, f"{counts.mastered} mastered", *due]),
        " · ".join([explained, *due]),
        explained.replace(" of ", "/"),
        explained.replace(" of ", "/").replace("explained", "expl."),
        explained.replace(" of ", "/").partition(" ")[0],
    )
