"""Messages as plain scrolling text: words for state, speaker names, no boxes."""

import re
import textwrap
from typing import assert_never

from tutor.conversation import messages as m
from tutor.conversation import wording
from tutor.text import clean

FENCE = re.compile(r"^\s*(```|~~~)")
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\w*])")
LINK = re.compile(r"\[([^\]\n]+)\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
ITEM = re.compile(r"^(\s*(?:[-*+]|\d+[.)])\s+)")
TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}")


def plain(markdown: str, width: int = 78) -> str:
    """Markdown as text to be read aloud: no marks, lines wrapped, tables a row a sentence."""
    lines: list[str] = []
    paragraph: list[str] = []
    header: list[str] = []
    fenced = False

    def flush() -> None:
        if paragraph:
            lines.append(_wrapped(" ".join(paragraph), width))
            paragraph.clear()

    for line in clean(markdown).strip("\n").split("\n"):
        if FENCE.match(line):
            flush()
            fenced = not fenced
        elif fenced:
            lines.append("    " + line.rstrip())
        elif line.lstrip().startswith("|"):
            flush()
            header = _table_line(line, header, lines, width)
        elif not line.strip():
            flush()
            header = []
            if lines and lines[-1]:
                lines.append("")
        else:
            if ITEM.match(line):
                flush()
            paragraph.append(line.strip())
    flush()
    return "\n".join(lines).strip("\n")


def _table_line(line: str, header: list[str], lines: list[str], width: int) -> list[str]:
    if TABLE_RULE.match(line):
        return header
    cells = [_unmarked(cell.strip()) for cell in line.strip().strip("|").split("|")]
    if not header:
        return cells
    named = [f"{name}: {cell}" if name else cell for name, cell in zip(header, cells, strict=False)]
    lines.append(_wrapped("- " + "; ".join(named) + ".", width))
    return header


def _unmarked(text: str) -> str:
    text = LINK.sub(r"\1 (\2)", text)
    text = EMPHASIS.sub(r"\2", text)
    text = ITALIC.sub(r"\1", text)
    return (
        CODE.sub(r"\1", text).lstrip("#").lstrip()
        if text.startswith("#")
        else CODE.sub(r"\1", text)
    )


def _wrapped(text: str, width: int) -> str:
    text = _unmarked(text)
    item = ITEM.match(text)
    indent = " " * len(item.group(1)) if item else ""
    return textwrap.fill(
        text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def told(message: m.Message, width: int = 78, *, figures: bool = False) -> str:
    """One message as text; empty where there is nothing to say in words."""
    match message:
        case m.You():
            return ""
        case m.Say():
            return _spoken(message.text, width)
        case m.ShowFigure():
            return _figure(message, width, drawn=figures)
        case m.Answered():
            return answered(message, width)
        case m.DidYouMean():
            return _repairs(message.repairs) + f"Tutor: {wording.UNSURE}"
        case m.NotCovered():
            return _wrapped("Tutor: " + wording.not_covered(message), width)
        case m.LessonOffered():
            return _wrapped("Tutor: " + wording.offered(message), width)
        case m.Graded() | m.Revealed() | m.HintGiven():
            return _verdict(message, width)
        case m.CoverageChanged():
            return f"({clean(message.name)}: {message.before} to {message.after})"
        case m.LessonStarted():
            head, line = wording.started(message)
            return plain(f"{_sentence(head)} {line}", width)
        case m.LessonEnded():
            return plain(_sentence(wording.ended(message)), width)
        case m.Notice() | m.Goodbye():
            return plain(message.text, width)
        case _:
            return prompt(message, width)


def _sentence(text: str) -> str:
    return text if text.endswith(("?", "!", ".")) else f"{text}."


def answered(message: m.Answered, width: int = 78) -> str:
    """An answer with its source, what corrects it, and how its words were read."""
    parts = [_repairs(message.repairs) + _spoken(message.short, width)]
    if message.answer and not message.brief:
        parts.append(plain(message.answer, width))
    notes = () if message.brief else message.corrections
    parts += [_wrapped(wording.correction(note), width) for note in notes]
    if message.source is not None:
        parts.append(_wrapped(wording.source(message.source).replace("from", "From", 1), width))
    if message.brief and message.answer:
        parts.append(wording.MORE)
    return "\n".join(parts)


def _spoken(markdown: str, width: int) -> str:
    """Markdown after its speaker's name, which a list or a table leaves on a line of its own."""
    listed = ITEM.match(markdown) or markdown.startswith(("|", "#", "```"))
    return plain(f"Tutor:{chr(10) if listed else ' '}{markdown}", width)


def _repairs(repairs: tuple[tuple[str, str], ...]) -> str:
    read = wording.repairs(repairs)
    return f"({read})\n" if read else ""


def _figure(message: m.ShowFigure, width: int, *, drawn: bool) -> str:
    said = _wrapped(f"Figure, {message.title}: {message.alt}", width)
    return f"{said}\n{clean(message.art).rstrip()}" if drawn else said


def _verdict(message: m.Graded | m.Revealed | m.HintGiven, width: int) -> str:
    match message:
        case m.Graded() if message.close_to:
            return _wrapped(f"Tutor: {wording.close_to(message)}", width)
        case m.Graded():
            taken = wording.TAKEN_AS_ANSWER if message.taken_as_answer else ""
            parts = ("Tutor:", wording.verdict(message), message.why, taken)
            return plain(" ".join(filter(None, parts)), width)
        case m.Revealed():
            return plain(f"Tutor: The answer: {message.answer}. {message.why}", width)
        case m.HintGiven():
            return plain(f"Tutor: {wording.hint(message)}", width)
        case _:
            assert_never(message)


def prompt(message: m.Prompt, width: int = 78) -> str:
    """What is awaited, its choices numbered."""
    match message:
        case m.AskAnything():
            return _choices("", message.choices, width)
        case m.PressContinue():
            return "Press Enter to continue."
        case m.PickChoice():
            return _choices("Choose:", message.choices, width)
        case m.PickOption():
            return _choices(_question(message), message.choices, width)
        case m.TypeAnswer():
            return plain(_question(message) + " Type your answer.", width)
        case m.PickSuggestion():
            return _choices("", message.choices, width)
        case m.Confirm():
            return _choices(message.text, message.choices, width)
        case _:
            assert_never(message)


def _question(message: m.PickOption | m.TypeAnswer) -> str:
    left = f", {message.hints_left} left" if message.hints_left > 1 else ""
    help_ = f" (type hint for help{left})" if message.hints_left else ""
    return f"Question: {message.text}{help_}"


def _choices(heading: str, choices: tuple[m.Choice, ...], width: int) -> str:
    lines = [plain(heading, width)] if heading else []
    for number, choice in enumerate(choices, 1):
        gone = " (already tried)" if choice.struck else ""
        lines.append(_wrapped(f"{number}. {clean(choice.text)}{gone}", width))
    return "\n".join(lines)
