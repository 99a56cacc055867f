"""The pictures of the README, made from the program as it is: python docs/pictures.py

A learner is made by scripted turns at fixed times, in a temporary folder, so that the same program
gives the same pictures.
"""

import asyncio
import os
import re
import tempfile
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tutor.conversation import messages as m
from tutor.conversation import opening
from tutor.conversation.route import GoOn, Pick, Run
from tutor.conversation.session import Session
from tutor.course.model import Options
from tutor.learner.store import FILE_NAME, open_store
from tutor.tui.app import TutorApp
from tutor.tui.prompt import Prompt

FOLDER = Path(__file__).parent / "pictures"
COURSE = "docker-vs-vm"
FIRST_DAY = datetime(2026, 3, 2, 18, tzinfo=UTC)
SIZE = (120, 36)
MOST_TURNS = 400

STUDIED = (
    (0, "environments", ()),
    (2, "virtual-machines", (2, 7)),
    (3, "review", ()),
    (6, "containers", (3,)),
    (8, "review", ()),
    (12, "images", ()),
    (13, "layers", (1, 4)),
    (19, "review", (2,)),
)
"""The day, the lesson, and which of its questions are answered wrong."""

TODAY = 26

PICTURES = {
    "chat": ("/lesson containers", "wat is a hypervisr"),
    "map": ("f2",),
    "progress": ("f5",),
}
"""What is typed (a line) or pressed (a key) before each picture is taken."""


class Clock:
    """A time that only this script moves."""

    def __init__(self) -> None:
        self.now = FIRST_DAY

    def __call__(self) -> datetime:
        """The time."""
        return self.now

    def to(self, day: int) -> None:
        """Move to a day, counted from the first."""
        self.now = FIRST_DAY + timedelta(days=day)


def opened(home: Path, clock: Clock) -> Session:
    """A conversation about the course, its learner kept in ``home``."""
    where = opening.places()
    store, _ = open_store(home / FILE_NAME)
    return Session(
        COURSE,
        installed=opening.installed(where),
        opened=lambda at: opening.subject(at, where.cache),
        store=store,
        folder=home,
        clock=clock,
    )


def study(session: Session, clock: Clock) -> None:
    """Play the lessons of ``STUDIED``, each on its day."""
    session.start(fresh=True)
    for day, lesson, wrong in STUDIED:
        clock.to(day)
        session.send(Run("review") if lesson == "review" else Run("lesson", lesson))
        _play(session, clock, wrong)


def _play(session: Session, clock: Clock, wrong: Collection[int]) -> None:
    """Go through a lesson to its end, ten seconds a turn."""
    asked: list[str] = []
    for _ in range(MOST_TURNS):
        clock.now += timedelta(seconds=10)
        match session.prompt:
            case m.PressContinue():
                session.send(GoOn())
            case m.PickChoice(choices=choices):
                session.send(Pick(choices[0].key))
            case m.PickOption(question=question) | m.TypeAnswer(question=question):
                if question not in asked:
                    asked.append(question)
                    _answer(session, question, right=len(asked) not in wrong)
                else:
                    _answer(session, question, right=True)
            case _:
                return
    raise RuntimeError(f"a lesson did not end in {MOST_TURNS} turns")


def _answer(session: Session, name: str, *, right: bool) -> None:
    form = session.course.questions[name].form
    if isinstance(form, Options):
        session.send(Pick(next(option.id for option in form.options if option.right is right)))
    else:
        session.say(form.accept[0] if right else "no idea")


async def picture(home: Path, name: str, steps: tuple[str, ...]) -> str:
    """A screen as SVG, after these keys and lines."""
    clock = Clock()
    clock.to(TODAY)
    app = TutorApp(opened(home, clock), fresh=True)
    async with app.run_test(size=SIZE) as pilot:
        for step in ("", *steps):
            if step.startswith("f"):
                await pilot.press(step)
            elif step:
                app.query_one(Prompt).put(step)
                await pilot.press("enter")
            await app.turns_taken()
            await pilot.pause(0.5)
        drawn = app.export_screenshot(title="tutor")
    return re.sub(r"terminal-\d+", f"tutor-{name}", drawn)


def main() -> None:
    """Write every picture into ``FOLDER``."""
    FOLDER.mkdir(exist_ok=True)
    os.environ.pop("NO_COLOR", None)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ["TUTOR_HOME"] = folder
        clock = Clock()
        session = opened(home, clock)
        study(session, clock)
        session.close()
        for name, steps in PICTURES.items():
            drawn = asyncio.run(picture(home, name, steps))
            (FOLDER / f"{name}.svg").write_text(drawn, encoding="utf-8")
            print(FOLDER / f"{name}.svg")


if __name__ == "__main__":
    main()
