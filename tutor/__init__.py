"""A tutor in the terminal: ask, follow lessons, and see what you know."""

__version__ = "0.1.0"
