"""What a message looks like on the screen: text with its styles, figures that never wrap."""

from typing import NamedTuple, assert_never

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from tutor.conversation import messages as m
from tutor.conversation import wording
from tutor.text import clean
from tutor.tui.prose import Prose, inline
from tutor.tui.wide import Wide

HEADING = "tutor.heading"
QUIET = "tutor.quiet"
RIGHT = "tutor.right"
WRONG = "tutor.wrong"
"""Names of styles (``colours.rich_theme``)."""

MOST_LINES_SHOWN = 12
"""Of what the learner pasted, the lines that the conversation repeats."""


SILENT = (m.AskAnything, m.PressContinue, m.PickChoice, m.PickSuggestion)
"""The prompts that say nothing themselves: their choices stand under the conversation."""


class Entry(NamedTuple):
    """A message in the conversation, who says it (empty: the program itself), and how it is set.

    ``named``: its speaker is told; ``apart``: an empty line stands before it.
    """

    message: m.Message
    who: str
    named: bool
    apart: bool


def entries(messages: tuple[m.Message, ...], before: m.Prompt | None) -> list[Entry]:
    """A turn's messages that are shown, each speaker named once.

    A prompt that stands there already (``before``) is not repeated after a mere notice.
    """
    if messages and messages[-1] == before and all(isinstance(x, m.Notice) for x in messages[:-1]):
        messages = messages[:-1]
    found: list[Entry] = []
    last = ""
    for message in messages:
        if not isinstance(message, SILENT):
            who = speaker(message)
            found.append(Entry(message, who, who not in {last, ""}, bool(who) or not found))
            last = who or last
    return found


def awaited(prompt: m.Prompt) -> str | tuple[m.Choice, ...]:
    """What stands under the conversation: words, or the choices there are."""
    match prompt:
        case m.PressContinue():
            return "Press Enter to continue"
        case _:
            return m.choices_of(prompt)


def rendered(message: m.Message) -> RenderableType:
    """A message as something to draw."""
    match message:
        case m.You():
            return _typed(message.text)
        case m.Say():
            return markdown(message.text)
        case m.ShowFigure():
            return Drawing(message)
        case m.Answered():
            return _answered(message)
        case m.DidYouMean():
            return Group(*_repairs(message.repairs), Text(wording.UNSURE))
        case m.NotCovered():
            return Text(wording.not_covered(message))
        case m.LessonOffered():
            return Text(wording.offered(message))
        case m.Graded():
            return _graded(message)
        case m.Revealed():
            return markdown(f"The answer: **{message.answer}**. {message.why}")
        case m.HintGiven():
            return markdown(wording.hint(message))
        case m.CoverageChanged():
            return Text(f"{clean(message.name)}: {message.before} → {message.after}", style=QUIET)
        case m.LessonStarted():
            return _started(message)
        case m.LessonEnded():
            return Text(wording.ended(message), style=HEADING)
        case m.Notice() | m.Goodbye():
            return Text(clean(message.text), style="italic")
        case _:
            return asked(message)


def markdown(text: str) -> RenderableType:
    """Markdown, with whatever could harm a terminal left out."""
    return Prose(clean(text))


class Drawing:
    """A figure; where it is wider than the screen, the sentence that says the same comes first."""

    def __init__(self, figure: m.ShowFigure) -> None:
        self._title = Text(clean(figure.title), style=HEADING)
        self._alt = Text(clean(figure.alt))
        self._art = Text(clean(figure.art).rstrip(), no_wrap=True)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(cell_len(line) for line in self._art.plain.split("\n"))
        yield self._title
        if width > options.max_width:
            yield self._alt
        yield Wide(self._art, width)


def _typed(text: str) -> RenderableType:
    lines = clean(text).split("\n")
    shown = Text("\n".join(lines[:MOST_LINES_SHOWN]))
    left = len(lines) - MOST_LINES_SHOWN
    if left <= 0:
        return shown
    return Group(shown, Text(f"… and {left} more line{'s' * (left > 1)}", style=QUIET))


def _repairs(repairs: tuple[tuple[str, str], ...]) -> list[RenderableType]:
    read = wording.repairs(repairs)
    return [Text(read, style=QUIET)] if read else []


def _answered(message: m.Answered) -> RenderableType:
    parts = _repairs(message.repairs)
    if not message.misconception:
        parts.append(Text(clean(message.heading), style=HEADING))
    parts.append(markdown(message.short))
    if message.answer and not message.brief:
        gap = [] if message.answer.lstrip().startswith("|") else [Text("")]
        parts += [*gap, markdown(message.answer)]
    for note in () if message.brief else message.corrections:
        parts += [Text(""), Text(wording.correction(note), style="italic")]
    if message.source is not None:
        parts += [Text(""), Text(wording.source(message.source), style=QUIET)]
    if message.brief and message.answer:
        parts.append(Text(wording.MORE, style=QUIET))
    return Group(*parts)


def _graded(message: m.Graded) -> RenderableType:
    if message.close_to:
        return Text(wording.close_to(message))
    mark, style = ("✓", RIGHT) if message.right else ("✗", WRONG)
    line = Text(f"{mark} {wording.verdict(message)} ")
    line.stylize(style)
    line.append(inline(clean(message.why)))
    taken = [Text(wording.TAKEN_AS_ANSWER, style=QUIET)] if message.taken_as_answer else []
    return Group(line, *taken)


def _started(message: m.LessonStarted) -> RenderableType:
    head, line = wording.started(message)
    return Group(Text(head, style=HEADING), *([Text(line, style=QUIET)] if line else []))


def asked(prompt: m.Prompt) -> RenderableType:
    """The words over a prompt's choices; none where the choices speak for themselves."""
    match prompt:
        case m.PickOption() | m.TypeAnswer():
            return _question(prompt)
        case m.Confirm():
            return Text(clean(prompt.text))
        case m.AskAnything() | m.PressContinue() | m.PickChoice() | m.PickSuggestion():
            return Group()
        case _:
            assert_never(prompt)


def _question(prompt: m.PickOption | m.TypeAnswer) -> RenderableType:
    ways = ["type your answer"] if isinstance(prompt, m.TypeAnswer) else []
    ways += [way for way in (wording.hints_left(prompt.hints_left), "skip") if way]
    return Group(markdown(f"**{prompt.text}**"), Text(" · ".join(ways), style=QUIET))


def speaker(message: m.Message) -> str:
    """Who says it, as a short label; empty where the program itself speaks."""
    match message:
        case m.You():
            return "you"
        case m.CoverageChanged() | m.Notice() | m.LessonStarted() | m.LessonEnded() | m.Goodbye():
            return ""
        case _:
            return "tutor"
