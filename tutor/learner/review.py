"""What is due, what to do next and how far one is: the learner's side of every face."""

from tutor.learner.built import (
    PLACEMENT,
    explained_by,
    is_proven,
    next_to_prove,
    placement_lesson,
    quiz_lesson,
    review_lesson,
    to_prove,
)
from tutor.learner.due import MOST_A_DAY, due, left_today, rated_ahead
from tutor.learner.overview import Card, Counts, Overview, Row, card, counts, overview
from tutor.learner.steps import (
    AllDone,
    LearnConcept,
    NextStep,
    ReviewDue,
    RevisitMisconception,
    StartLesson,
    lessons_explaining,
    next_steps,
)

__all__ = [
    "MOST_A_DAY",
    "PLACEMENT",
    "AllDone",
    "Card",
    "Counts",
    "LearnConcept",
    "NextStep",
    "Overview",
    "ReviewDue",
    "RevisitMisconception",
    "Row",
    "StartLesson",
    "card",
    "counts",
    "due",
    "explained_by",
    "is_proven",
    "left_today",
    "lessons_explaining",
    "next_steps",
    "next_to_prove",
    "overview",
    "placement_lesson",
    "quiz_lesson",
    "rated_ahead",
    "review_lesson",
    "to_prove",
]
