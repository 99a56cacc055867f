"""One question and out: what ``tutor ask`` does without a session."""

from tutor.conversation.clock import session_id, utc_now
from tutor.conversation.elsewhere import Look, named
from tutor.conversation.lesson import Draft
from tutor.conversation.question import ask
from tutor.conversation.state import State, Subject
from tutor.learner.coverage import Coverage
from tutor.learner.store import Store


def asked(
    subject: Subject, text: str, about: str | None = None, elsewhere: Look = lambda _text: ()
) -> Draft:
    """What is said to a question, and the events it leads to; nothing is written.

    ``elsewhere`` finds the other courses that answer; it is only called for what is not covered.
    """
    draft = Draft(State(session=session_id(), coverage=Coverage(), topic=about))
    ask(subject, draft, text, utc_now())
    draft.messages[:] = named(draft.messages, elsewhere)
    return draft


def keep(store: Store, learner: str, course: str, answered: Draft) -> None:
    """Record what came of a question."""
    if answered.events:
        store.append(learner, course, answered.state.session, 1, utc_now(), tuple(answered.events))
