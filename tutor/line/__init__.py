"""The line mode: the same conversation as plain scrolling text."""
