"""How the matcher compares with plainer ones, on the same phrasings and questions, in one run.

    python -m tests.benchmarks.answers COURSE_LIBRARY QUESTIONS.jsonl [--course ID]
    python -m tests.benchmarks.answers --train T.jsonl --val V.jsonl --test S.jsonl [--each 20]

The second form takes rows of {"text", "label"}, label null for what is out of scope. Every matcher
gets a threshold of its own, set on --val (else on the questions themselves, which flatters all).
"""

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from math import log, sqrt
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process, utils

from tutor.answer.features import words
from tutor.answer.index import Index, build
from tutor.answer.reading import reading
from tutor.course.load import Loaded, load
from tutor.course.model import Concept, Course, Entry
from tutor.text import stem


class Asked(NamedTuple):
    """A question and the labels that are right for it; none where it is out of scope."""

    text: str
    right: frozenset[str]


class Got(NamedTuple):
    """The label that a matcher gives, and how sure it is."""

    label: str
    score: float


Matcher = Callable[[str], Got]
Phrasings = Sequence[tuple[str, str]]


def by_rapidfuzz(phrasings: Phrasings, scorer: Callable[..., float]) -> Matcher:
    """The nearest phrasing by one of rapidfuzz's scorers."""
    texts = [text for text, _ in phrasings]

    def match(question: str) -> Got:
        found = process.extractOne(question, texts, scorer=scorer, processor=utils.default_process)
        return Got(phrasings[found[2]][1], found[1] / 100) if found else Got("", 0.0)

    return match


def by_cosine(phrasings: Phrasings) -> Matcher:
    """The nearest phrasing by the cosine of TF-IDF over stems."""
    held = [{stem(word) for word in words(text)} for text, _ in phrasings]
    spread: dict[str, int] = {}
    for stems in held:
        for one in stems:
            spread[one] = spread.get(one, 0) + 1

    def rarity(one: str) -> float:
        return log((1 + len(held)) / (1 + spread.get(one, 0))) + 1

    lengths = [sqrt(sum(rarity(one) ** 2 for one in stems)) or 1 for stems in held]

    def match(question: str) -> Got:
        asked = {stem(word) for word in words(question)}
        length = sqrt(sum(rarity(one) ** 2 for one in asked)) or 1
        scores = [
            sum(rarity(one) ** 2 for one in asked & stems) / (length * own)
            for stems, own in zip(held, lengths, strict=True)
        ]
        best = max(range(len(scores)), key=scores.__getitem__)
        return Got(phrasings[best][1], scores[best])

    return match


def by_tutor(index: Index) -> Matcher:
    """The matcher that is shipped, on its confidence."""

    def match(question: str) -> Got:
        found = reading(index, question).ranked
        return Got(index.targets[found[0][0]].concepts[0], found[0][1]) if found else Got("", 0.0)

    return match


def labelled(rows: list[dict[str, str | None]], each: int, seed: int) -> Course:
    """A course with an entry a label, of ``each`` phrasings."""
    by_label: dict[str, list[str]] = {}
    for row in rows:
        if row["label"] is not None:
            by_label.setdefault(row["label"], []).append(str(row["text"]))
    chance = random.Random(seed)
    entries = {
        label: Entry(label, (label,), tuple(chance.sample(texts, min(each, len(texts)))), "")
        for label, texts in sorted(by_label.items())
    }
    concepts = {label: Concept(label, label.replace("_", " "), "") for label in entries}
    return Course("benchmark", "", "", concepts, entries, {}, {}, {}, {}, {})


def misspelt(text: str, chance: random.Random) -> str:
    """The text with one slip of the keys in each of two longer words."""
    said = text.split()
    longer = [at for at, word in enumerate(said) if len(word) > 3]
    for at in chance.sample(longer, min(2, len(longer))):
        word, cut = said[at], chance.randrange(1, len(said[at]) - 2)
        said[at] = chance.choice(
            (
                word[:cut] + word[cut + 1 :],
                word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :],
                word[:cut] + word[cut] + word[cut:],
                word[:cut] + chance.choice("etaoinshr") + word[cut + 1 :],
            )
        )
    return " ".join(said)


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """The chance that a question in scope scores above one out of scope."""
    above = sum((one > other) + (one == other) / 2 for one in inside for other in outside)
    return above / max(1, len(inside) * len(outside))


def best_cut(got: Sequence[tuple[Asked, Got]]) -> float:
    """The threshold with most right decisions: in scope answered right, out of scope not at all."""
    cuts = sorted({one.score for _, one in got})
    return max(
        cuts,
        key=lambda cut: sum(
            (one.score >= cut and one.label in asked.right) or (one.score < cut and not asked.right)
            for asked, one in got
        ),
    )


def judge(name: str, match: Matcher, val: Sequence[Asked], test: Sequence[Asked]) -> str:
    """One line of the table."""
    cut = best_cut([(asked, match(asked.text)) for asked in val])
    start = time.perf_counter()
    got = [(asked, match(asked.text)) for asked in test]
    each = (time.perf_counter() - start) / len(test) * 1000
    inside = [(asked, one) for asked, one in got if asked.right]
    outside = [one for asked, one in got if not asked.right]
    right = [one.label in asked.right for asked, one in inside]
    kept = [one.score >= cut for _, one in inside]
    chance = random.Random(1)
    typos = [match(misspelt(asked.text, chance)).label in asked.right for asked, _ in inside]
    return (
        f"{name:24} {share(right):>7} {share(typos):>7} "
        f"{100 * auroc([one.score for _, one in inside], [one.score for one in outside]):>7.1f} "
        f"{share([a and b for a, b in zip(right, kept, strict=True)]):>9} "
        f"{share([b and not a for a, b in zip(right, kept, strict=True)]):>7} "
        f"{share([one.score >= cut for one in outside]):>9} {each:>7.2f}"
    )


def share(holds: Sequence[bool]) -> str:
    """A percentage."""
    return f"{100 * sum(holds) / max(1, len(holds)):.1f}"


def compare(course: Course, val: Sequence[Asked], test: Sequence[Asked]) -> None:
    """Print the table."""
    phrasings = [(text, one.about[0]) for one in course.entries.values() for text in one.ask]
    start = time.perf_counter()
    index = build(course)
    took = time.perf_counter() - start
    inside = sum(bool(one.right) for one in test)
    print(f"{len(phrasings)} phrasings of {len(course.entries)} entries, compiled in {took:.1f} s")
    print(f"{inside} questions in scope, {len(test) - inside} out of scope\n")
    print(
        f"{'matcher':24} {'right':>7} {'typos':>7} {'AUROC':>7} "
        f"{'answered':>9} {'wrong':>7} {'off-topic':>9} {'ms':>7}"
    )
    for name, match in (
        ("rapidfuzz WRatio", by_rapidfuzz(phrasings, fuzz.WRatio)),
        ("rapidfuzz token_set_ratio", by_rapidfuzz(phrasings, fuzz.token_set_ratio)),
        ("TF-IDF cosine", by_cosine(phrasings)),
        ("tutor", by_tutor(index)),
    ):
        print(judge(name, match, val, test), flush=True)


def rows_of(path: Path) -> list[dict[str, str | None]]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def asked_of(rows: list[dict[str, str | None]], most: int) -> list[Asked]:
    """Labelled rows as questions, at most ``most`` of them, drawn evenly."""
    drawn = rows if len(rows) <= most else random.Random(2).sample(rows, most)
    return [
        Asked(str(row["text"]), frozenset([row["label"]] if row["label"] else [])) for row in drawn
    ]


def main() -> None:
    """Read the arguments and compare."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("library", type=Path, nargs="?")
    parser.add_argument("questions", type=Path, nargs="?")
    parser.add_argument("--course", default="docker-vs-vm")
    parser.add_argument("--train", type=Path)
    parser.add_argument("--val", type=Path)
    parser.add_argument("--test", type=Path)
    parser.add_argument("--each", type=int, default=20, help="phrasings a label")
    parser.add_argument("--most", type=int, default=1500, help="questions asked of each file")
    given = parser.parse_args()
    if given.train:
        compare(
            labelled(rows_of(given.train), given.each, seed=1),
            asked_of(rows_of(given.val), given.most),
            asked_of(rows_of(given.test), given.most),
        )
        return
    loaded = load(given.library, given.course)
    if not isinstance(loaded, Loaded):
        parser.error("\n".join(map(str, loaded.findings)))
    test = [
        Asked(
            str(row["text"]),
            frozenset(row["concepts"] or ()) if row["scope"] == "in" else frozenset(),
        )
        for row in rows_of(given.questions)
        if not row.get("previous")
    ]
    compare(loaded.course, test, test)


if __name__ == "__main__":
    main()
