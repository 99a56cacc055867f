"""What a learner takes away: everything kept about them, notes to read, cards to practise with."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from tutor import __version__
from tutor.author.export.notes import Notes
from tutor.learner.store import Stored

FORMAT = 1
"""Changes when the JSON can no longer be read as it was."""


def everything(
    learner: str,
    settings: dict[str, str],
    events: Sequence[Stored],
    notes: Sequence[Notes],
    now: datetime,
) -> str:
    """All that is kept about a learner, as JSON: every event in order, what was undone too."""
    held: dict[str, Any] = {
        "format": FORMAT,
        "tutor": __version__,
        "learner": learner,
        "exported": now,
        "settings": settings,
        "events": [
            {
                "seq": stored.record.seq,
                "at": stored.record.at,
                "session": stored.record.session,
                "turn": stored.record.turn,
                "course": stored.course,
                "event": stored.record.event,
            }
            for stored in events
        ],
        "notes": notes,
    }
    return msgspec.json.format(msgspec.json.encode(held), indent=2).decode()
