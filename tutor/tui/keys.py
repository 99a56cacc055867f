"""The keys of every screen, in words: what help tells, and what tests press."""

Keys = tuple[tuple[str, str], ...]

EVERYWHERE: Keys = (
    ("F1", "help for where you are"),
    ("F2", "your map"),
    ("F3", "lessons"),
    ("F4", "review"),
    ("F5", "progress"),
    ("Ctrl+P", "everything there is, to be searched"),
    ("Ctrl+Q", "quit; everything is kept"),
)

CHAT: Keys = (
    ("Enter", "send, or continue"),
    ("Ctrl+J", "a new line"),
    ("1 to 9", "choose, on an empty line"),
    ("↑ ↓", "move through choices and suggestions; ↑ also recalls what you sent"),
    ("Tab", "take a suggestion"),
    ("Esc", "close a list, else back"),
    ("PgUp PgDn", "scroll"),
)

PAGE: Keys = (
    ("letters", "find what is called so"),
    ("Enter", "do what the bottom line says of it"),
    ("↑ ↓", "move; PgUp and PgDn by a screen, Home and End all the way"),
    ("← →", "the same things in another order"),
    ("1 to 9", "choose, where things have numbers"),
    ("Tab", "to the details and back; ↑ and ↓ scroll them"),
    ("Esc", "show all again, else back"),
)

PROGRESS: Keys = (
    ("Enter", "begin what is highlighted"),
    ("↑ ↓", "move through what is next"),
    ("PgUp PgDn", "scroll"),
    ("Esc", "back"),
)

HELP: Keys = (
    ("↑ ↓", "scroll; PgUp and PgDn by a screen"),
    ("Esc", "back"),
)
