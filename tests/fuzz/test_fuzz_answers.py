"""The matcher and the suggestions: whatever is asked, what comes back is of this course."""

import json

from conversation.kitchen import COURSE, SUBJECT
from fuzz.inputs import cuts, typed
from fuzz.target import fuzz
from hypothesis import strategies as st

from tutor.answer.decide import ANSWER_CUT, OFFERED, Answer, DidYouMean, Suggestion, decide_all
from tutor.answer.report import as_json
from tutor.answer.suggest import suggest
from tutor.text import harmless, json_text, normalise, tokens

TOPICS = st.sampled_from((None, None, *COURSE.concepts, "gone", ""))


def of_the_course(suggestions: tuple[Suggestion, ...]) -> None:
    """Questions of the course, none twice, the surest first."""
    assert len({one.entry for one in suggestions}) == len(suggestions)
    for one in suggestions:
        assert one.entry in COURSE.entries
        assert one.concepts == COURSE.entries[one.entry].about
        assert 0 <= one.confidence <= 1


@fuzz(st.tuples(typed, TOPICS), few=100, weight=60)
def test_any_question_is_decided(asked: tuple[str, str | None]) -> None:
    text, topic = asked
    decisions = decide_all(SUBJECT.index, text, topic)
    assert decisions
    for decision in decisions:
        assert 0 <= decision.confidence <= 1
        assert harmless(decision.question) == decision.question
        assert len(decision.suggestions) <= OFFERED
        of_the_course(decision.suggestions)
        match decision:
            case Answer(entry=entry):
                assert decision.confidence >= ANSWER_CUT
                known = COURSE.misconceptions if decision.misconception else COURSE.entries
                assert decision.concepts == known[entry].about
            case DidYouMean():
                assert decision.suggestions
            case _:
                assert decision.nearest is None or decision.nearest in COURSE.concepts
    told = json_text(as_json(COURSE, decisions))
    assert "\n" not in told
    assert len(json.loads(told)["parts"]) == len(decisions) - 1


@fuzz(typed, few=100, weight=400, parts=cuts(20))
def test_any_beginning_is_suggested_for(text: str) -> None:
    for limit in (1, 5):
        found = suggest(SUBJECT.index, text, limit)
        assert len(found) <= limit
        of_the_course(found)


@fuzz(typed, few=150, weight=250, parts=cuts(10))
def test_any_text_is_normalised_once_for_all(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert harmless(harmless(text)) == harmless(text)
    assert all(token and " " not in token for token in tokens(text))
