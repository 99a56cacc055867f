"""``tutor play``: a lesson taken from a list of inputs or by hand, as a transcript."""

import sys
from collections.abc import Iterable, Iterator

from tutor.author.play import chosen, place, played
from tutor.conversation import messages as m
from tutor.conversation.state import Step, Subject
from tutor.course.model import Lesson, Return
from tutor.line.plain import turn
from tutor.line.wrap import unmarked, width

STUCK = 1
"""The exit code where the lesson could not go on."""


def play(subject: Subject, name: str, node: str | None, given: Iterable[str] | None) -> int:
    """Play a lesson and print its transcript; ``given`` None: lines from standard input.

    Stops where the lesson does. Raises ``NoSuchPlace``.
    """
    subject, lesson = chosen(subject, name, node)
    by_hand = given is None and sys.stdin.isatty()
    lines = iter(_typed() if given is None else given)
    steps: list[Step] = []
    for line, taken in played(subject, lesson, lines):
        if steps and not by_hand:
            print(f"> {line}\n")
        _tell(taken.messages, playing=taken.state.lesson is not None)
        steps.append(taken)
        if taken.state.lesson is None:
            break
    print(_closing(lesson, steps, sum(1 for _ in lines) if not by_hand else 0))
    return STUCK if _outcome(steps) == "stuck" else 0


def _typed() -> Iterator[str]:
    """The lines of standard input, prompted for where it is a terminal."""
    while True:
        try:
            yield input("> " if sys.stdin.isatty() else "")
        except EOFError:
            return


def _tell(messages: tuple[m.Message, ...], *, playing: bool) -> None:
    """What is said; once the lesson is over, without what could be done next."""
    for text in turn(messages if playing else messages[:-1], width()):
        print(f"{unmarked(text)}\n")


def _outcome(steps: list[Step]) -> str | None:
    ends = [x for taken in steps for x in taken.messages if isinstance(x, m.LessonEnded)]
    return ends[-1].outcome if ends else None


def _closing(lesson: Lesson, steps: list[Step], unused: int) -> str:
    outcome, here = _outcome(steps), place(steps)
    if outcome and isinstance(lesson.nodes[here].next, Return):
        ended = f"Node {here} is the end of a detour: in the lesson it goes back from here."
    else:
        ended = (
            f"Ended at node {here} ({outcome})." if outcome else f"Not ended; now at node {here}."
        )
    left = f" Inputs not used: {unused}." if unused else ""
    return f"{ended}{left} Nothing was recorded."
