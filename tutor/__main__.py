"""``python -m tutor`` is ``tutor``."""

from tutor.cli import program

program()
