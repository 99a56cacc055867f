"""Questions: can they be answered, and do they teach when they are not?"""

from collections.abc import Iterator

from tutor.course.load import Loaded
from tutor.course.model import Options, Question, Typed
from tutor.course.source import Finding
from tutor.dialogue.said import words
from tutor.text import normalise, tokens

FEWEST_OPTIONS, MOST_OPTIONS = 2, 5
SHORTEST_GIVEN = 3
"""Letters up to which an option, such as "No", may stand in a hint by chance."""

OBVIOUS = 2.0
"""How many times as long as the longest wrong option a right one may be."""


def findings(loaded: Loaded) -> Iterator[Finding]:
    """Every fault of a question."""
    texts: dict[str, str] = {}
    for question in loaded.course.questions.values():
        match question.form:
            case Options():
                yield from _options(loaded, question, question.form)
            case Typed():
                yield from _typed(loaded, question, question.form)
        yield from _hints(loaded, question)
        text = normalise(question.text)
        if text in texts:
            yield _finding(
                loaded, question, "Q008", f"question {texts[text]} has the same text",
                "ask it another way", "text",
            )  # fmt: skip
        texts.setdefault(text, question.id)


def _finding(
    loaded: Loaded, question: Question, code: str, message: str, fix: str, *path: str | int
) -> Finding:
    return Finding(loaded.locate("question", question.id, *path), code, message, fix)


def _options(loaded: Loaded, question: Question, form: Options) -> Iterator[Finding]:
    count, right = len(form.options), [o for o in form.options if o.right]
    if not FEWEST_OPTIONS <= count <= MOST_OPTIONS:
        yield _finding(
            loaded, question, "Q001", f"it has {count} option{'' if count == 1 else 's'}",
            f"give it {FEWEST_OPTIONS} to {MOST_OPTIONS}", "options",
        )  # fmt: skip
    if len(right) != 1:
        yield _finding(
            loaded, question, "Q002",
            f"it has {len(right)} right options" if right else "it has no right option",
            "mark one of them as right:, the others as wrong:", "options",
        )  # fmt: skip
    seen: set[str] = set()
    for number, option in enumerate(form.options):
        if option.id in seen or normalise(option.text) in seen:
            yield _finding(
                loaded, question, "Q003", f"two options are the same: “{option.text}”",
                "change one of them", "options", number,
            )  # fmt: skip
        seen |= {option.id, normalise(option.text)}
        if not option.right and not option.why:
            yield _finding(
                loaded, question, "Q004", f"wrong option “{option.text}” does not say why",
                "add why:", "options", number,
            )  # fmt: skip
    longest = max((len(o.text) for o in form.options if not o.right), default=0)
    if right and longest and len(right[0].text) > OBVIOUS * longest + 10:
        yield _finding(
            loaded, question, "Q009", "the right option is obviously the longest",
            "make the options alike in length", "options",
        )  # fmt: skip


def _typed(loaded: Loaded, question: Question, form: Typed) -> Iterator[Finding]:
    if not form.accept:
        yield _finding(loaded, question, "Q002", "it accepts no answer", "add one", "accept")


def _hints(loaded: Loaded, question: Question) -> Iterator[Finding]:
    if not question.hints:
        at = loaded.locate("question", question.id)
        yield Finding(at, "Q007", "it has no hint", "add hints:", "warning")
    for number, hint in enumerate(question.hints):
        if _gives_away(question, hint):
            yield _finding(
                loaded, question, "Q010", "this hint is the answer", "lead there, do not go there",
                "hints", number,
            )  # fmt: skip


def _gives_away(question: Question, hint: str) -> bool:
    match question.form:
        case Typed(accept=accept):
            return any(set(words(answer)) <= set(words(hint)) for answer in accept)
        case Options(options=options):
            held = [one for one in options if _as_words(one.text) in _as_words(hint)]
            return bool(held) and all(one.right and len(one.text) > SHORTEST_GIVEN for one in held)


def _as_words(text: str) -> str:
    return f" {' '.join(tokens(text))} "
