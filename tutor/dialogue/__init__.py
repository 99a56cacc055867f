"""Lessons: a pure state machine over a Lesson."""
