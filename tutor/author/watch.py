"""A course checked again at every save: what broke, and what is mended."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from tutor.author.check import JUDGED
from tutor.author.check.told import summary
from tutor.course.source import Finding
from tutor.text import clean

_PLACE = re.compile(r":\d+:\d+|\bin line \d+")
"""A place inside a message, which moves when lines are added above it."""

Findings = tuple[Finding, ...]
Look = Callable[[], Findings]
"""Checks anew."""


@dataclass(frozen=True)
class Seen:
    """What a save led to. ``saved`` is empty for the first look, before any save.

    ``whole``: phrasings and lesson tests were judged as well. ``findings`` are all that stand now.
    """

    saved: tuple[Path, ...]
    broke: Findings
    mended: Findings
    findings: Findings
    whole: bool


def follow(saves: Iterable[Sequence[Path]], quick: Look, whole: Look | None) -> Iterator[Seen]:
    """A look now and at every save: first a quick one, then, where nothing fails, a whole one.

    A finding that only moved to another line neither broke nor is mended.
    """
    standing: Findings = ()
    for saved in chain([()], saves):
        files = tuple(saved)
        found = quick()
        judged = tuple(finding for finding in standing if finding.code in JUDGED)
        yield _seen(files, standing, (*found, *judged), whole=False)
        standing = (*found, *judged)
        if whole is not None and not any(finding.level == "error" for finding in found):
            found = whole()
            yield _seen(files, standing, found, whole=True)
            standing = found


def _seen(files: tuple[Path, ...], before: Findings, now: Findings, *, whole: bool) -> Seen:
    return Seen(files, _new_in(now, before), _new_in(before, now), now, whole)


def _new_in(these: Findings, those: Findings) -> Findings:
    """The findings that are not among the others, wherever they stand in their file."""
    known = Counter(map(_what, those))
    new: list[Finding] = []
    for finding in these:
        if known[_what(finding)]:
            known[_what(finding)] -= 1
        else:
            new.append(finding)
    return tuple(new)


def _what(finding: Finding) -> tuple[str, str, str]:
    return finding.position.file, finding.code, _PLACE.sub("", finding.message)


def saves(folders: Iterable[Path]) -> Iterator[tuple[Path, ...]]:
    """The course files that were saved, each time that some were; ends with Ctrl-C."""
    from watchfiles import watch

    there = [folder for folder in folders if folder.is_dir()]
    for changes in watch(*there, watch_filter=lambda _, path: is_source(Path(path))):
        yield tuple(sorted({Path(path) for _, path in changes}))


def is_source(path: Path) -> bool:
    """Whether it is a file that authors write, rather than what an editor leaves beside it."""
    return path.suffix.lower() in {".yaml", ".yml", ".md"} and not path.name.startswith(".")


def told(seen: Seen, courses: int = 1) -> str:
    """What a save led to, a line each; empty where a whole look found nothing more to say."""
    if seen.whole and not seen.broke and not seen.mended:
        return ""
    named = seen.saved and not seen.whole
    lines = [f"saved {', '.join(path.name for path in seen.saved)}"] if named else []
    lines += [f"mended  {_briefly(finding)}" for finding in seen.mended]
    lines += [f"broke   {finding}" if seen.saved else str(finding) for finding in seen.broke]
    return clean("\n".join((*lines, summary(seen.findings, courses))))


def _briefly(finding: Finding) -> str:
    """Where it was and what; a transcript need not be read again."""
    first = finding.message.split("\n", 1)[0]
    return f"{finding.position}: {finding.code} {first}"
