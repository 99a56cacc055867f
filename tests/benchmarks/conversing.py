"""Run inside a terminal by ``typing``: the full screen after so many turns, which it reports.

    python -m tests.benchmarks.conversing FD LEARNER turns|messages N [N …]

Takes turns until there are N of them, or of messages; each time it writes a line with both and the
resident memory in bytes to the open file FD. Then it waits to be typed on.
"""

import asyncio
import gc
import os
import re
import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from textual.pilot import Pilot

from tutor.conversation import opening
from tutor.conversation.session import Session
from tutor.tui.app import TutorApp


def converse(report: int, learner: str, unit: str, counts: list[int]) -> None:
    """Take turns, asking what the course answers."""
    where = opening.places()
    app = TutorApp(lambda tell: opening.session(where, None, learner, tell), fresh=True)

    async def turns(pilot: Pilot[int]) -> None:
        await app.turns_taken()
        asked, taken = questions(app.session), 0
        for count in counts:
            while (taken if unit == "turns" else app.chat.transcript.messages) < count:
                app.say(next(asked))
                await app.turns_taken()
                taken += 1
            await pilot.pause()
            gc.collect()
            told = f"{taken} {app.chat.transcript.messages} {resident()}\n"
            os.write(report, told.encode())
        await asyncio.Event().wait()

    app.run(auto_pilot=turns)


def questions(session: Session) -> Iterator[str]:
    """Every phrasing of the course, over and over."""
    return cycle([text for entry in session.course.entries.values() for text in entry.ask])


def resident() -> int:
    """The memory that this process holds, in bytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    found = re.search(r"^VmRSS:\s*(\d+) kB$", status, re.MULTILINE)
    assert found is not None
    return int(found.group(1)) * 1024


if __name__ == "__main__":
    converse(int(sys.argv[1]), sys.argv[2], sys.argv[3], [int(count) for count in sys.argv[4:]])
