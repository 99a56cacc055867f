"""The full screen in a process of its own, without a terminal: types lines, prints what it shows.

python -m tests.durability.screen COURSE LIBRARY LINE…
"""

import asyncio
import sys
from pathlib import Path

from tests.tui.screens import settled, shown, typed
from tutor.conversation import opening
from tutor.tui.app import TutorApp


async def told(course: str, library: Path, lines: list[str]) -> str:
    session = opening.session(opening.places([library]), course, "me")
    app = TutorApp(session)
    async with app.run_test(size=(120, 60)) as pilot:
        await settled(app, pilot)
        screens = [shown(app)]
        for line in lines:
            await typed(app, pilot, line)
            screens.append(shown(app))
    session.close()
    return "\n".join([*screens, session.parting])


if __name__ == "__main__":
    course, library, *lines = sys.argv[1:]
    print(asyncio.run(told(course, Path(library), lines)))
