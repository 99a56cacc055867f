"""What a message looks like on the screen: text with its styles, figures that never wrap."""

from typing import assert_never

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from tutor.conversation import messages as m
from tutor.conversation import wording
from tutor.text import clean

QUIET = "dim"
"""Style names that every theme has."""


def rendered(message: m.Message, width: int) -> RenderableType | None:
    """A message as something to draw in ``width`` cells; None for what is shown elsewhere."""
    match message:
        case m.You():
            return Text(clean(message.text))
        case m.Say():
            return markdown(message.text)
        case m.ShowFigure():
            return figure(message, width)
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
            return Text(wording.ended(message), style="bold")
        case m.Notice() | m.Goodbye():
            return Text(clean(message.text), style="italic")
        case _:
            return asked(message)


def markdown(text: str) -> RenderableType:
    """Markdown, its parser imported when the first is drawn."""
    from rich.markdown import Markdown

    return Markdown(clean(text), hyperlinks=False, code_theme="ansi_dark")


def figure(message: m.ShowFigure, width: int) -> RenderableType:
    """A drawing where it fits, else the sentence that says the same."""
    art = clean(message.art)
    title = Text(clean(message.title), style="bold")
    if max((cell_len(line) for line in art.splitlines()), default=0) > width:
        return Group(title, Text(clean(message.alt)))
    return Group(title, Text(art, no_wrap=True))


def _repairs(repairs: tuple[tuple[str, str], ...]) -> list[RenderableType]:
    read = wording.repairs(repairs)
    return [Text(read, style=QUIET)] if read else []


def _answered(message: m.Answered) -> RenderableType:
    parts = _repairs(message.repairs)
    if not message.misconception:
        parts.append(Text(clean(message.heading), style="bold"))
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
    mark, style = ("✓", "bold green") if message.right else ("✗", "bold red")
    line = Text(f"{mark} {wording.verdict(message)} ", style=style)
    line.append(clean(message.why).replace("\n", " "), style="default not bold")
    taken = [Text(wording.TAKEN_AS_ANSWER, style=QUIET)] if message.taken_as_answer else []
    return Group(line, *taken)


def _started(message: m.LessonStarted) -> RenderableType:
    head, line = wording.started(message)
    return Group(Text(head, style="bold"), *([Text(line, style=QUIET)] if line else []))


def asked(prompt: m.Prompt) -> RenderableType | None:
    """The words over a prompt's choices; None where the choices speak for themselves."""
    match prompt:
        case m.PickOption() | m.TypeAnswer():
            return _question(prompt)
        case m.Confirm():
            return Text(clean(prompt.text))
        case m.AskAnything() | m.PressContinue() | m.PickChoice() | m.PickSuggestion():
            return None
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
