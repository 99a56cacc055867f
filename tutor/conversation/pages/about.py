"""All about whatever an item leads to."""

from datetime import datetime

from tutor.conversation.pages import card, lessons, reviews
from tutor.conversation.pages.page import Detail, Item, See
from tutor.conversation.route import Run
from tutor.course.model import Course
from tutor.learner.coverage import Coverage


def about(course: Course, coverage: Coverage, item: Item, now: datetime) -> Detail:
    """The concept or the lesson that choosing an item leads to, else what the item says."""
    match item.act:
        case See(concept) | Run("quiz", concept) if concept in course.concepts:
            return card.detail(course, coverage, concept, now)
        case Run("lesson" | "placement", lesson) if lesson in course.lessons:
            return lessons.detail(course, coverage, lesson)
        case Run("review"):
            return reviews.detail(course, coverage, now)
        case _:
            return Detail(item.title, item.note, item.state, item.level)
