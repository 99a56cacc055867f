"""One learner's way through everything, taken in the core, in the line mode and on the full screen.

Asks with a typo, follows a lesson, interrupts it, answers wrong, takes a hint, leaves, comes back
to the same place, finishes, and is asked again once it is about to be forgotten.
"""

import io
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from conversation.kitchen import Clock, sitting
from tui.screens import pressed, settled, shown, typed

from tutor.conversation.messages import Message
from tutor.conversation.session import Session
from tutor.line.chat import chat
from tutor.line.plain import told
from tutor.tui.app import TutorApp

Visit = tuple[tuple[str, tuple[str, ...]], ...]
"""What is typed, and what must be on the screen after it."""

FIRST: Visit = (
    ("what is yaest", ("reading “yaest” as yeast", "living fungus", "The Bread Book")),
    ("/lesson bread", ("How bread rises", "Bread is mostly air.", "Start from the top")),
    ("1", ("Yeast blows the bubbles.",)),
    ("", ("Which of these makes a loaf grow?",)),
    ("how hot should the oven be?", ("about 230 degrees", "Back to: How bread rises")),
    ("salt", ("Not quite.", "Salt slows it down.", "Look at the bubbles once more.")),
    ("hint", ("It is alive.",)),
    ("yeast", ("Right.", "Its gas lifts the dough.", "What does yeast breathe out?")),
    ("yeast breathes what out?", ("That is the very question.", "You breathe it out as well.")),
    ("teach me about yeast", ("There is a lesson on this: How bread rises", "Back to:")),
)
SECOND: Visit = (
    ("", ("We go on with: How bread rises", "What does yeast breathe out?")),
    ("I think it is carbon dioxide", ("Right.",)),
    ("", ("Bread is a sponge that you can eat.", "Lesson done: How bread rises")),
    ("/progress", ("explained", "practised")),
)
A_MONTH_LATER: Visit = (
    ("", ("Review what is due: 1 concept",)),
    ("/review", ("Review",)),
)

Face = Callable[[Session, Visit], Awaitable[str]]


async def core(session: Session, visit: Visit) -> str:
    said: list[Message] = [*session.start()]
    for line, _ in visit:
        said += session.say(line)
    return "\n".join(told(message, 200) for message in said)


async def line_mode(session: Session, visit: Visit) -> str:
    out = io.StringIO()
    lines = "".join(f"{line}\n" for line, _ in visit)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sys.stdin", io.StringIO(lines))
        patched.setattr("sys.stdout", out)
        assert chat(session) == 0
    return out.getvalue()


async def full_screen(session: Session, visit: Visit) -> str:
    app = TutorApp(session)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(app, pilot)
        screens = [shown(app)]
        for line, _ in visit:
            await (typed(app, pilot, line) if line else pressed(app, pilot, "enter"))
            screens.append(shown(app))
    return "\n".join(screens)


@pytest.mark.parametrize("face", [core, line_mode, full_screen])
async def test_a_learner_s_whole_journey(home: Path, face: Face) -> None:
    clock = Clock()
    for visit, days in ((FIRST, 0), (SECOND, 1), (A_MONTH_LATER, 30)):
        clock.later(days=days)
        session = sitting(home, clock)
        text = " ".join((await face(session, visit)).split())
        session.close()
        for line, expected in visit:
            for words in expected:
                assert words in text, (line, words, text)
    kept = sitting(home, clock)
    assert kept.coverage.completed == {"bread"}
    assert kept.coverage.standing("yeast").right == 2
    assert kept.coverage.questions["q-rise"].encounters == 1
