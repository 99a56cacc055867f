"""Drafts a course from Markdown: offline, and the same every time."""
