"""What a course owes its learners, grouped and ready to paste into its files."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from pathlib import Path

from msgspec import Struct
from rapidfuzz import fuzz

from tutor.answer.common import FUNCTION
from tutor.answer.decide import Answer, DidYouMean, NotCovered, decide
from tutor.answer.features import words
from tutor.answer.index import Index
from tutor.course.load import Loaded, load
from tutor.course.model import Course, Id
from tutor.learner.gaps import Flagged, Unanswered
from tutor.text import clean, stem

ALIKE = 0.6
"""From 0 to 1: the share of two questions' weight that they have in common to be one gap."""

SAME_WORD = 84
"""From 0 to 100: how alike two stems must be to be one word, misspelt."""

LONGEST = 200
"""Letters of a wording that are shown; the rest is cut off."""


class Gap(Struct, frozen=True):
    """Wordings of one question without an answer, the most asked first.

    ``concept`` is the nearest one, None where nothing comes close; ``entry`` the entry that may
    answer it already, None where none is likely to.
    """

    wordings: tuple[Unanswered, ...]
    concept: Id | None = None
    entry: Id | None = None

    @property
    def times(self) -> int:
        """How often it was asked, in any wording."""
        return sum(wording.times for wording in self.wordings)


def gaps(course: Course, index: Index, unanswered: Iterable[Unanswered]) -> tuple[Gap, ...]:
    """What is still not answered, alike questions together, the most asked first."""
    rarity = _rarity(course)
    groups: list[list[Unanswered]] = []
    for each in unanswered:
        if _answered_by_now(index, each.text):
            continue
        group = next(
            (g for g in groups if any(_alike(rarity, each.text, o.text) >= ALIKE for o in g)), None
        )
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    found = [_gap(course, index, group) for group in groups]
    return tuple(sorted(found, key=lambda gap: -gap.times))


def _answered_by_now(index: Index, text: str) -> bool:
    decision = decide(index, text)
    return isinstance(decision, Answer) or (
        isinstance(decision, NotCovered) and bool(decision.reply)
    )


def _gap(course: Course, index: Index, group: Sequence[Unanswered]) -> Gap:
    """A group with what comes nearest to most of its wordings."""
    concepts: Counter[Id] = Counter()
    entries: Counter[Id] = Counter()
    for each in group:
        decision = decide(index, each.text)
        offered = decision.suggestions
        near = decision.nearest if isinstance(decision, NotCovered) else offered[0].concepts[0]
        if (concept := near or each.nearest) in course.concepts and concept is not None:
            concepts[concept] += each.times
        if isinstance(decision, DidYouMean):
            entries[offered[0].entry] += each.times
    concept = next((name for name, _ in concepts.most_common(1)), None)
    entry = next((name for name, _ in entries.most_common(1)), None)
    return Gap(tuple(group), course.entries[entry].about[0] if entry else concept, entry)


def _content(text: str) -> frozenset[str]:
    said = words(text)
    return frozenset(stem(word) for word in said if word not in FUNCTION) or frozenset(said)


def _rarity(course: Course) -> Mapping[str, float]:
    """The weight of a stem: that of the words in every other phrasing tells little."""
    phrasings = [ask for entry in course.entries.values() for ask in entry.ask]
    counts = Counter(one for phrasing in phrasings for one in _content(phrasing))
    total = log(1 + len(phrasings)) or 1.0
    return {one: log((1 + len(phrasings)) / (1 + n)) / total for one, n in counts.items()}


def _alike(rarity: Mapping[str, float], one: str, other: str) -> float:
    """The share of their weight that two texts have in common, 0 to 1; spelling is forgiven."""
    first, second = _content(one), _content(other)

    def weight(stems: Iterable[str]) -> float:
        return sum(rarity.get(word, 1.0) for word in stems)

    shared = [w for w in first if any(w == o or fuzz.ratio(w, o) >= SAME_WORD for o in second)]
    back = [w for w in second if any(w == o or fuzz.ratio(w, o) >= SAME_WORD for o in first)]
    return (weight(shared) + weight(back)) / ((weight(first) + weight(second)) or 1.0)


def report(
    library: Path,
    course: Course,
    index: Index,
    unanswered: Sequence[Unanswered],
    flags: Sequence[Flagged],
) -> str:
    """The gaps and what was flagged, as text; what is to be pasted in it is YAML."""
    found = gaps(course, index, unanswered)
    loaded = load(library, course.id, drafts=True) if found or flags else None
    located = loaded if isinstance(loaded, Loaded) else None
    known = [gap for gap in found if gap.entry is not None]
    new = [gap for gap in found if gap.entry is None]
    parts = [_summary(found, len(unanswered))]
    parts += [_known(course, located, known)] if known else []
    parts += [_new(course, new)] if new else []
    parts += [_flagged(located, flags)] if flags else []
    return "\n\n".join(parts)


def _summary(found: Sequence[Gap], wordings: int) -> str:
    if not wordings:
        return "Nothing went unanswered."
    since = wordings - sum(len(gap.wordings) for gap in found)
    by_now = f" {_counted(since, 'wording')} answered by now." if since else ""
    if not found:
        return f"Nothing is unanswered any more.{by_now}"
    asked = _counted(sum(gap.times for gap in found), "time")
    return f"{_counted(len(found), 'question')} without an answer, asked {asked}.{by_now}"


def _known(course: Course, loaded: Loaded | None, found: Sequence[Gap]) -> str:
    """Phrasings for entries that may answer already."""
    parts = ["# Where the entry answers it, paste these lines under its ask:"]
    for gap in found:
        entry = course.entries[gap.entry or ""]
        parts.append(f"# {_at(loaded, 'entry', entry.id, 'ask')}{entry.id}: {_line(entry.ask[0])}")
        parts.append(_comment(course, gap, "    "))
        parts += _asked(gap)
    return "\n".join(parts)


def _new(course: Course, found: Sequence[Gap]) -> str:
    """A draft of an entry for each question that nothing comes near to."""
    parts = [f"# Nothing answers these. Save as a file in knowledge/{course.id}/, and write on:"]
    parts.append("entries:")
    taken = set(course.entries)
    for gap in found:
        name = _name(gap, taken)
        taken.add(name)
        parts += [
            _comment(course, gap, "  "),
            f"  - id: {name}",
            "    status: draft",
            f"    about: {gap.concept or next(iter(course.concepts), 'concept')}",
            "    ask:",
            *_asked(gap),
            "    short: Write the answer here, in a sentence or two.",
        ]
    return "\n".join(parts)


def _comment(course: Course, gap: Gap, indent: str) -> str:
    if gap.concept is None:
        return f"{indent}# {_counted(gap.times, 'time')}, near no concept"
    name = course.concepts[gap.concept].name
    return f"{indent}# {_counted(gap.times, 'time')}, nearest concept: {_line(name)}"


def _asked(gap: Gap) -> list[str]:
    return [
        f"      - {json.dumps(_line(each.text), ensure_ascii=False)}"
        + (f"  # {_counted(each.times, 'time')}" if len(gap.wordings) > 1 else "")
        for each in gap.wordings
    ]


def _name(gap: Gap, taken: set[str]) -> Id:
    """An id out of the question's own words, which no entry has."""
    said = [word for word in words(gap.wordings[0].text) if word not in FUNCTION]
    plain = ["".join(c for c in word if c.isascii() and c.isalnum()) for word in said[:4]]
    name = "-".join(word for word in plain if word) or "question"
    if not name[0].isalpha() or name in {"true", "false", "null"}:
        name = f"about-{name}"
    names = (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3)))
    return next(free for free in names if free not in taken)


def _flagged(loaded: Loaded | None, flags: Sequence[Flagged]) -> str:
    lines = ["# Flagged by learners:"]
    for flag in flags:
        kind = "entry" if loaded and flag.subject in loaded.course.entries else "question"
        at = _at(loaded, kind, flag.subject)
        lines.append(f"# {at}{flag.subject}: {_line(flag.why) or 'no reason given'}")
    return "\n".join(lines)


def _at(loaded: Loaded | None, kind: str, name: str, *path: str) -> str:
    return f"{loaded.locate(kind, name, *path)}: " if loaded is not None else ""


def _line(text: str) -> str:
    """A learner's or an author's text as one short line that is safe to show."""
    whole = " ".join(clean(text).split())
    return whole if len(whole) <= LONGEST else whole[: LONGEST - 1] + "…"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
