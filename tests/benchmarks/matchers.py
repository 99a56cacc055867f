"""The matchers that are compared. Each learns a course and then answers one question at a time.

What a matcher needs is imported when it learns, so that its cost is counted as its own.
"""

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, NamedTuple

from tutor.author.evaluate import QuestionRow
from tutor.course.model import Course

from .questions import phrasings_of

NOTHING = float("-inf")
"""The score of a question that was told apart as out of scope."""


class Reply(NamedTuple):
    """The likeliest label (None: out of scope) and how sure the matcher is, more for surer.

    A matcher with a decision of its own says whether it ``answered``, and whether a right label was
    ``offered``: answered, or among three to choose from. None: it has no such decision.
    """

    label: str | None
    score: float
    answered: bool | None = None
    offered: bool | None = None


Ask = Callable[[QuestionRow], Reply]


class Matcher(NamedTuple):
    """How a matcher learns, and the module and package it needs beyond the tutor's own."""

    learn: Callable[[Course], Ask]
    module: str = ""
    package: str = ""

    @property
    def installed(self) -> bool:
        """Whether what it needs is there."""
        return not self.module or find_spec(self.module) is not None


def rapidfuzz_wratio(course: Course) -> Ask:
    """The nearest phrasing by ``WRatio``, the scorer that ``extractOne`` uses unless told."""
    from rapidfuzz import fuzz

    return _extract_one(course, fuzz.WRatio)


def rapidfuzz_token_set_ratio(course: Course) -> Ask:
    """The nearest phrasing by ``token_set_ratio``: shared words, in any order."""
    from rapidfuzz import fuzz

    return _extract_one(course, fuzz.token_set_ratio)


def _extract_one(course: Course, scorer: Callable[..., float]) -> Ask:
    from rapidfuzz import process, utils

    phrasings = phrasings_of(course)
    texts = [utils.default_process(phrasing.text) for phrasing in phrasings]

    def ask(row: QuestionRow) -> Reply:
        found = process.extractOne(utils.default_process(row.text), texts, scorer=scorer)
        return _reply(phrasings[found[2]].label, found[1])

    return ask


def bm25(course: Course) -> Ask:
    """The best phrasing by BM25 over stems. Words such as *how* and *not* count: questions are short."""
    import bm25s

    from tutor.text import stem

    phrasings = phrasings_of(course)

    def terms(texts: list[str]) -> list[list[str]]:
        found: list[list[str]] = bm25s.tokenize(
            texts,
            stopwords=[],
            stemmer=lambda words: [stem(word) for word in words],
            return_ids=False,
            show_progress=False,
        )
        return found

    index = bm25s.BM25()
    index.index(terms([phrasing.text for phrasing in phrasings]), show_progress=False)

    def ask(row: QuestionRow) -> Reply:
        best, scores = index.retrieve(terms([row.text]), k=1, show_progress=False)
        return _reply(phrasings[int(best[0, 0])].label, float(scores[0, 0]))

    return ask


def tfidf_linear_svm(course: Course) -> Ask:
    """A linear SVM over the TF-IDF of words and pairs of words, a class an entry."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return _linear_svm(course, TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True))


def tfidf_linear_svm_letters(course: Course) -> Ask:
    """The same with runs of letters as well, which forgive slips and endings."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_union

    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    return _linear_svm(course, make_union(words, letters))


def _linear_svm(course: Course, features: Any) -> Ask:
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    phrasings = phrasings_of(course)
    label = {phrasing.entry or "": phrasing.label for phrasing in phrasings}
    fitted = make_pipeline(features, LinearSVC())
    fitted.fit([one.text for one in phrasings], [one.entry or "" for one in phrasings])
    classes = fitted.classes_.tolist()

    def ask(row: QuestionRow) -> Reply:
        margins = fitted.decision_function([row.text])[0]
        # Of two classes there is one margin: above 0 for the second, below for the first.
        scores = margins.tolist() if len(classes) > 2 else [-margins, margins]
        best = max(range(len(scores)), key=scores.__getitem__)
        return _reply(label[classes[best]], float(scores[best]))

    return ask


def tutor_reading(course: Course) -> Ask:
    """This matcher alone: one reading of the text, with no small talk, topic or taking apart."""
    from tutor.answer.index import build
    from tutor.answer.reading import reading

    index = build(course)

    def ask(row: QuestionRow) -> Reply:
        read = reading(index, row.text)
        if not read.ranked or read.declined is not None:
            return _reply(None, 0.0)
        return _reply(index.targets[read.ranked[0][0]].concepts[0], read.confidence)

    return ask


def tutor(course: Course) -> Ask:
    """The whole of what ``tutor ask`` does: follow-ups, compound questions, small talk, decision."""
    from tutor.answer.decide import Answer, decide_all
    from tutor.answer.index import build
    from tutor.author.evaluate import Judged

    index = build(course)

    def ask(row: QuestionRow) -> Reply:
        decisions = decide_all(index, row.text, row.previous)
        judged = Judged(row, decisions)
        first = decisions[0]
        likeliest = first if isinstance(first, Answer) else next(iter(first.suggestions), None)
        return Reply(
            likeliest.concepts[0] if likeliest is not None else None,
            first.confidence,
            judged.answered,
            judged.within_offered,
        )

    return ask


def _reply(label: str | None, score: float) -> Reply:
    return Reply(label, NOTHING if label is None else score)


MATCHERS: dict[str, Matcher] = {
    "rapidfuzz-wratio": Matcher(rapidfuzz_wratio),
    "rapidfuzz-token-set-ratio": Matcher(rapidfuzz_token_set_ratio),
    "bm25": Matcher(bm25, "bm25s", "bm25s"),
    "tfidf-linear-svm": Matcher(tfidf_linear_svm, "sklearn", "scikit-learn"),
    "tfidf-linear-svm-letters": Matcher(tfidf_linear_svm_letters, "sklearn", "scikit-learn"),
    "tutor-reading": Matcher(tutor_reading),
    "tutor": Matcher(tutor),
}
