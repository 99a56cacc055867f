"""Progress survives what an author renames or takes out."""

import msgspec
from learner.learner_samples import course, log, tried

from tutor.course.model import Concept, Course
from tutor.learner.coverage import Level, fold
from tutor.learner.events import (
    Asked,
    Explain,
    Hint,
    LessonPosition,
    Mention,
    MisconceptionCleared,
    MisconceptionOpened,
    Reveal,
    Skip,
    Undo,
)
from tutor.learner.history import current

COURSE = course()


def renamed() -> Course:
    """The course with one thing of each kind under a new name."""

    def was(things: dict, new: str, old: str) -> dict:
        return (
            {new: msgspec.structs.replace(things[new], was=(old,))}
            | things
            | {new: msgspec.structs.replace(things[new], was=(old,))}
        )

    return msgspec.structs.replace(
        COURSE,
        concepts=was(COURSE.concepts, "vm", "old-vm"),
        questions=was(COURSE.questions, "q-vm-1", "old-q"),
        misconceptions=was(COURSE.misconceptions, "shared", "old-shared"),
        lessons=was(COURSE.lessons, "machines", "old-machines"),
    )


def test_every_kind_of_record_follows_a_rename() -> None:
    old = log(
        Explain(("old-vm", "container")),
        Mention(("old-vm",)),
        tried("old-q", concept="old-vm", right=False),
        Hint("old-q", 0, 1),
        Reveal("old-q", "old-vm", 0, 1),
        Skip("old-q", "old-vm", 0, 1),
        MisconceptionOpened("old-shared", "old-vm"),
        MisconceptionCleared("old-shared", "old-vm"),
        LessonPosition("old-machines", "{}"),
    )
    new = log(
        Explain(("vm", "container")),
        Mention(("vm",)),
        tried("q-vm-1", concept="vm", right=False),
        Hint("q-vm-1", 0, 1),
        Reveal("q-vm-1", "vm", 0, 1),
        Skip("q-vm-1", "vm", 0, 1),
        MisconceptionOpened("shared", "vm"),
        MisconceptionCleared("shared", "vm"),
        LessonPosition("machines", "{}"),
    )
    assert tuple(current(renamed(), old)) == new


def test_what_was_learned_before_and_after_a_rename_adds_up() -> None:
    events = (
        tried("old-q", concept="old-vm", right=True, options=0),
        tried("q-vm-2", concept="vm", right=True, options=0),
    )
    standing = fold(current(renamed(), log(*events))).standing("vm")
    assert standing.level is Level.mastered


def test_records_without_a_renamed_id_stay_as_they_are() -> None:
    records = log(
        tried("q-vm-1", right=True),
        Explain(("vm",)),
        MisconceptionOpened("shared", "vm"),
        Asked("x", None, 0.0),
        Undo("s", 1),
    )
    assert all(a is b for a, b in zip(current(renamed(), records), records, strict=True))


def test_an_id_that_is_in_use_again_is_not_taken_for_the_old_one() -> None:
    concepts = renamed().concepts | {"old-vm": Concept("old-vm", "Another", "")}
    reused = msgspec.structs.replace(renamed(), concepts=concepts)
    records = log(Explain(("old-vm",)))
    assert tuple(current(reused, records)) == records


def test_a_misconception_that_nothing_can_clear_does_not_stand_in_the_way() -> None:
    records = log(MisconceptionOpened("taken-out", "vm"), MisconceptionOpened("shared", "vm"))
    assert fold(current(COURSE, records)).misconceptions == {"shared": "vm"}
    uncleared = msgspec.structs.replace(COURSE.misconceptions["shared"], cleared_by=None)
    without = msgspec.structs.replace(COURSE, misconceptions={"shared": uncleared})
    assert fold(current(without, records)).misconceptions == {}
