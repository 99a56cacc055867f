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
from typing import NamedTuple

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


class Studied(NamedTuple):
    """On a day, counted from the first: a lesson or a review, and which of its questions, from 1,
    are answered wrong; then what is asked."""

    day: int
    lesson: str
    wrong: tuple[int, ...] = ()
    asked: tuple[str, ...] = ()


STUDIED = (
    Studied(0, "environments", asked=("what is a virtual machine",)),
    Studied(2, "virtual-machines", (2, 7)),
    Studied(3, "review", asked=("what is docker", "what is a container")),
    Studied(6, "containers", (3,)),
    Studied(8, "review", asked=("what is an image", "how big is a container image")),
    Studied(12, "images", (4,)),
    Studied(15, "review", asked=("why do containers start so fast", "are containers secure")),
    Studied(19, "layers", (1, 4)),
    Studied(24, "review", (2,)),
)
TODAY = 27


class Picture(NamedTuple):
    """A screen: the lines that are sent, then the keys that are pressed; in this theme."""

    lines: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    theme: str = "textual-dark"


PICTURES = {
    "chat": Picture(("wat is a hypervisr",)),
    "map": Picture(keys=("f2", *["down"] * 9)),
    "progress": Picture(keys=("f5",), theme="catppuccin-latte"),
}


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
    """All that is in ``STUDIED``, each on its day; then it is today."""
    session.start(fresh=True)
    for day, lesson, wrong, asked in STUDIED:
        clock.to(day)
        session.send(Run("review") if lesson == "review" else Run("lesson", lesson))
        _play(session, clock, wrong)
        for question in asked:
            session.say(question)
    clock.to(TODAY)


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
                first = question not in asked
                asked += [question] if first else []
                _answer(session, question, right=not first or len(asked) not in wrong)
            case _:
                return
    raise RuntimeError(f"a lesson did not end in {MOST_TURNS} turns")


def _answer(session: Session, name: str, *, right: bool) -> None:
    form = session.course.questions[name].form
    if isinstance(form, Options):
        session.send(Pick(next(option.id for option in form.options if option.right is right)))
    else:
        session.say(form.accept[0] if right else "no idea")


async def taken(session: Session, picture: Picture) -> str:
    """What is seen after the picture's lines and keys, as SVG that needs nothing from elsewhere."""
    app = TutorApp(session, fresh=True)
    app.theme = picture.theme
    async with app.run_test(size=SIZE) as pilot:
        await app.turns_taken()
        for line in picture.lines:
            app.query_one(Prompt).put(line)
            await pilot.press("enter")
            await app.turns_taken()
            await pilot.pause()
        for key in picture.keys:
            await pilot.press(key)
            await pilot.pause()
        await app.turns_taken()
        await pilot.pause(1)
        drawn = app.export_screenshot(title="tutor")
    return _at_home(drawn)


def _at_home(drawn: str) -> str:
    """The same drawing every time, without fonts from another host; any monospaced one will do."""
    drawn = re.sub(r"terminal-\d+", "tutor", drawn)
    return re.sub(r"\s*@font-face\s*\{.*?\}", "", drawn, flags=re.DOTALL)


def main() -> None:
    """Write every picture into ``FOLDER``."""
    FOLDER.mkdir(exist_ok=True)
    os.environ.pop("NO_COLOR", None)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TUTOR_HOME"] = folder
        clock = Clock()
        session = opened(Path(folder), clock)
        study(session, clock)
        session.close()
        for name, picture in PICTURES.items():
            drawn = asyncio.run(taken(opened(Path(folder), clock), picture))
            (FOLDER / f"{name}.svg").write_text(drawn, encoding="utf-8")
            print(f"docs/pictures/{name}.svg")


if __name__ == "__main__":
    main()
