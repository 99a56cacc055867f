"""Messages as plain scrolling text: words for state, speaker names, no boxes."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from tutor.conversation import messages as m
from tutor.conversation import wording
from tutor.line.markdown import ITEM, inline, marked
from tutor.line.wrap import unmarked, wrapped
from tutor.text import clean

TUTOR = "**Tutor:**"
"""The tutor's name before what it says, in Markdown."""


def told(message: m.Message, width: int = 78, *, figures: bool = False) -> str:
    """One message as text; empty where there is nothing to say in words."""
    return unmarked(_told(message, width, figures=figures))


def turn(messages: Iterable[m.Message], width: int = 78, *, figures: bool = False) -> Iterator[str]:
    """All that is said in a turn, with its emphasis (see ``wrap``).

    The tutor's name stands only before the first of several things that it says one after another.
    """
    spoke = False
    for message in messages:
        match message:
            case m.Say() if spoke:
                yield marked(_listed(message.text), width)
            case _:
                text = _told(message, width, figures=figures)
                if text:
                    yield text
                    spoke = isinstance(message, m.Say)


def _told(message: m.Message, width: int, *, figures: bool) -> str:
    match message:
        case m.You():
            return ""
        case m.Say():
            return _spoken(message.text, width)
        case m.ShowFigure():
            return _figure(message, width, drawn=figures)
        case m.Answered():
            return _answered(message, width)
        case m.DidYouMean():
            return _repairs(message.repairs) + _spoken(wording.UNSURE, width)
        case m.NotCovered():
            return _words(TUTOR, wording.not_covered(message), width)
        case m.LessonOffered():
            return _words(TUTOR, wording.offered(message), width)
        case m.Graded() | m.Revealed() | m.HintGiven():
            return _verdict(message, width)
        case m.CoverageChanged():
            return f"({clean(message.name)}: {message.before} to {message.after})"
        case m.LessonStarted():
            head, line = wording.started(message)
            return marked(f"**{_sentence(head)}** {line}", width)
        case m.LessonEnded():
            return marked(f"**{_sentence(wording.ended(message))}**", width)
        case m.Notice() | m.Goodbye():
            return marked(message.text, width)
        case _:
            return _prompt(message, width)


def _sentence(text: str) -> str:
    return text if text.endswith(("?", "!", ".")) else f"{text}."


def _words(label: str, text: str, width: int) -> str:
    """Words that are no Markdown, after a label that is."""
    return wrapped(f"{inline(clean(label))} {clean(text)}", width)


def _answered(message: m.Answered, width: int) -> str:
    """An answer with its source, what corrects it, and how its words were read."""
    long = bool(message.answer) and not message.brief
    parts = [_repairs(message.repairs) + _spoken(message.short, width)]
    parts += [marked(message.answer, width)] if long else []
    notes = () if message.brief else message.corrections
    parts += [wrapped(wording.correction(note), width) for note in notes]
    if message.source is not None:
        parts.append(wrapped(wording.source(message.source).replace("from", "From", 1), width))
    if message.brief and message.answer:
        parts.append(wording.MORE)
    return ("\n\n" if long else "\n").join(parts)


def _spoken(markdown: str, width: int) -> str:
    """Markdown after its speaker's name, which a list or a table leaves on a line of its own."""
    gap = "\n" if ITEM.match(markdown) or markdown.startswith(("|", "#", "```")) else " "
    return marked(f"{TUTOR}{gap}{_listed(markdown)}", width)


def _listed(markdown: str) -> str:
    """Counts with commas between them: a screen reader says nothing, or too much, at a dot."""
    return markdown.replace(" · ", ", ")


def _repairs(repairs: tuple[tuple[str, str], ...]) -> str:
    read = wording.repairs(repairs)
    return f"({read})\n" if read else ""


def _figure(message: m.ShowFigure, width: int, *, drawn: bool) -> str:
    said = _words(f"**Figure, {message.title}:**", message.alt, width)
    return f"{said}\n{clean(message.art).rstrip()}" if drawn else said


def _verdict(message: m.Graded | m.Revealed | m.HintGiven, width: int) -> str:
    match message:
        case m.Graded() if message.close_to:
            return _words(TUTOR, wording.close_to(message), width)
        case m.Graded():
            taken = wording.TAKEN_AS_ANSWER if message.taken_as_answer else ""
            parts = (TUTOR, wording.verdict(message), message.why, taken)
            return marked(" ".join(filter(None, parts)), width)
        case m.Revealed():
            return marked(f"{TUTOR} The answer: {message.answer}. {message.why}", width)
        case m.HintGiven():
            return marked(f"{TUTOR} {wording.hint(message)}", width)
        case _:
            assert_never(message)


def _prompt(message: m.Prompt, width: int) -> str:
    """What is awaited, its choices numbered."""
    match message:
        case m.AskAnything():
            heading = "Choices:" if message.choices else ""
            return _choices(heading, message.choices, width)
        case m.PressContinue():
            return "Press Enter to continue."
        case m.PickChoice():
            return _choices("Choose:", message.choices, width)
        case m.PickOption():
            return _choices(_question(message), message.choices, width)
        case m.TypeAnswer():
            return marked(_question(message) + " Type your answer.", width)
        case m.PickSuggestion():
            return _choices("", message.choices, width)
        case m.Confirm():
            return _choices(message.text, message.choices, width)
        case _:
            assert_never(message)


def _question(message: m.PickOption | m.TypeAnswer) -> str:
    left = f", {message.hints_left} left" if message.hints_left > 1 else ""
    help_ = f" (type hint for help{left})" if message.hints_left else ""
    return f"**Question:** {message.text}{help_}"


def _choices(heading: str, choices: tuple[m.Choice, ...], width: int) -> str:
    lines = [marked(heading, width)] if heading else []
    for number, choice in enumerate(choices, 1):
        gone = " (already tried)" if choice.struck else ""
        first = f"{number}. "
        text = f"{inline(clean(choice.text))}{gone}"
        lines.append(wrapped(text, width, first, " " * len(first)))
    return "\n".join(lines)
