"""A question as it is shown: its options in order, and its right answer."""

from hashlib import blake2b

from tutor.course.model import Option, Options, Question, Typed
from tutor.dialogue import state as d
from tutor.dialogue.state import OpenQuestion


def shown_options(question: Question, encounter: int) -> tuple[Option, ...]:
    """The options in shown order: shuffled by question and encounter, the same each time."""
    if not isinstance(question.form, Options):
        return ()
    options = question.form.options
    if question.form.fixed_order:
        return options

    def draw(option: Option) -> bytes:
        return blake2b(f"{question.id}/{encounter}/{option.id}".encode(), digest_size=8).digest()

    return tuple(sorted(options, key=draw))


def asked_again(question: Question, asked: OpenQuestion) -> d.Asked:
    """The open question as a prompt, with what was tried and hinted so far."""
    return d.Asked(
        question=question.id,
        text=question.text,
        options=tuple(
            (option.id, option.text, option.id in asked.struck)
            for option in shown_options(question, asked.encounter)
        ),
        hints_left=len(question.hints) - min(asked.hints, len(question.hints)),
        encounter=asked.encounter,
        tries=asked.tries,
    )


def right_answer(question: Question) -> tuple[str, str]:
    """The right answer in the author's words, and why it is right."""
    match question.form:
        case Typed(accept=accept, why=why):
            return accept[0], why
        case Options(options=options):
            right = next(option for option in options if option.right)
            return right.text, right.why
