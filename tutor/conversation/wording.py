"""What the program itself says of a message, in the same words on every face."""

from tutor.conversation import messages as m
from tutor.text import clean

UNSURE = "I am not sure. Did you mean one of these?"
TAKEN_AS_ANSWER = "Taken as your answer; start with ? to ask, /undo to withdraw."
TAKEN_AS_QUESTION = "Taken as a question; to answer, choose a number."
NO_OPTION = "I see none of the options in that. Choose one by its number; start with ? to ask."
KEPT_FOR_AUTHOR = "I have kept the question for the author."
MORE = "/more shows the whole answer."
KEPT = "Your progress is kept."
NOT_KEPT = "Your progress in this sitting could not be saved."


def repairs(read: tuple[tuple[str, str], ...]) -> str:
    """How misspelt words were read; empty where none was."""
    words = ", ".join(f"“{clean(typed)}” as {clean(word)}" for typed, word in read)
    return f"reading {words}" if words else ""


def not_covered(message: m.NotCovered) -> str:
    """The author's or the tutor's reply, else an honest "not here" with what comes closest."""
    there = ", ".join(f"{other.title} (course {other.id})" for other in message.elsewhere)
    answered = f"Another course here answers it: {there}." if there else ""
    if message.reply:
        return clean(f"{message.reply} {answered}".strip())
    end = "" if message.nearest.endswith(("?", "!", ".")) else "."
    nearest = f"The nearest thing I teach is: {message.nearest}{end}" if message.nearest else ""
    parts = ("This course does not cover that.", nearest, answered, KEPT_FOR_AUTHOR)
    return clean(" ".join(filter(None, parts)))


def offered(message: m.LessonOffered) -> str:
    """A lesson on what was asked about, and how to take it."""
    return clean(f"There is a lesson on this: {message.title} (/lesson {message.lesson}).")


def correction(note: m.CorrectionNote) -> str:
    """What holds instead of what the source says."""
    checked = f" (checked {note.checked})" if note.checked else ""
    refer = f" See {note.refer}" if note.refer else ""
    return clean(f"Correction{checked}: {note.instead}{refer}")


def source(reference: m.SourceReference) -> str:
    """Where an answer comes from."""
    section = f"“{reference.section}”, " if reference.section else ""
    return clean(f"from {section}{reference.title}")


def close_to(message: m.Graded) -> str:
    """A nearly right answer, asked about."""
    return f"Close. Did you mean “{clean(message.close_to)}”? Say yes, or type it again."


def verdict(message: m.Graded) -> str:
    """Right or not, in words; where no reason follows, where help is."""
    if message.right:
        return "Right."
    return "Not quite. Type hint for a hint." if message.hint_left else "Not quite."


def hint(message: m.HintGiven) -> str:
    """A hint with its number."""
    count = f"Hint {message.number} of {message.total}: " if message.number else ""
    return clean(count + message.text)


def started(message: m.LessonStarted) -> tuple[str, str]:
    """A lesson's beginning: its title, and its goal and length."""
    head = "We go on with" if message.resumed else "Lesson"
    minutes = f"About {length(message.minutes)}." if message.minutes else ""
    return clean(f"{head}: {message.title}"), clean(f"{message.goal} {minutes}").strip()


def length(minutes: int) -> str:
    """How long something takes, in words."""
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def ended(message: m.LessonEnded) -> str:
    """A lesson's end."""
    said = {"left": "Lesson left; your place is kept", "stopped": "Stopped; your answers are kept"}
    return clean(f"{said.get(message.outcome, 'Lesson done')}: {message.title}")


def hints_left(count: int) -> str:
    """How to get a hint; empty where there is none."""
    return "" if count == 0 else "hint" if count == 1 else f"hint ({count} left)"
