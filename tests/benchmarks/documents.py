"""Drafting tried on documents of many makes: ``python -m tests.benchmarks.documents DIR``.

For every Markdown file under the folders: does drafting crash, does the course load, does every
quote stand in its file, what share of the content sections became entries, how long did it take.
With ``--ask`` the course's own answers are tried too: the headings as they stand, sentences out of
the answers and the generated phrasings must lead to the entry that they come from.
"""

import argparse
import json
import random
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from tutor.answer.decide import Answer, DidYouMean, decide
from tutor.answer.index import build
from tutor.author.check import ROWS, sources
from tutor.author.ingest.english import sentences
from tutor.author.ingest.files import Ingested, IngestError, found, ingest
from tutor.author.ingest.quiz import spoken
from tutor.course.load import Loaded, Rejected, load
from tutor.course.model import Course


@dataclass
class Tried:
    """What one document came to."""

    path: Path
    seconds: float = 0.0
    sections: int = 0
    covered: int = 0
    entries: int = 0
    questions: int = 0
    lines: int = 0
    crash: str = ""
    refused: str = ""
    errors: list[str] = field(default_factory=list)
    wrong_quotes: int = 0
    asked: Counter[str] = field(default_factory=Counter)


def tried(path: Path, ask: bool) -> Tried:
    result = Tried(path)
    with tempfile.TemporaryDirectory() as folder:
        begin = time.perf_counter()
        try:
            done = ingest([path], Path(folder))
        except IngestError as error:
            result.refused = str(error)
            return result
        except Exception:  # noqa: BLE001 - a crash is what is looked for
            result.crash = traceback.format_exc(limit=-4)
            return result
        finally:
            result.seconds = time.perf_counter() - begin
        _measure(result, done, ask)
    return result


def _measure(result: Tried, done: Ingested, ask: bool) -> None:
    [draft] = done.drafts
    document = draft.document
    result.lines = len(document.lines)
    result.sections, result.covered = len(document.told), draft.covered
    result.entries, result.questions = len(draft.entries), len(draft.questions)
    loaded = load(done.library, done.course, drafts=True)
    if isinstance(loaded, Rejected):
        result.errors += [str(finding) for finding in loaded.findings]
        return
    result.wrong_quotes = sum(
        not _stands(document.lines, entry) for entry in loaded.course.entries.values()
    )
    findings = [
        *(one for row in ROWS for one in row(loaded)),
        *sources.findings(loaded, done.library),
    ]
    result.errors += [str(one) for one in findings if one.level == "error"]
    if ask:
        _ask(result, loaded)


def _stands(lines: tuple[str, ...], entry) -> bool:
    """Whether a quote is, letter by letter, a piece of the lines that it names."""
    first, _, last = entry.support.lines.partition("-")
    piece = "\n".join(lines[int(first) - 1 : int(last or first)])
    return bool(entry.support.quote) and entry.support.quote.rstrip("\n") in piece


def _ask(result: Tried, loaded: Loaded) -> None:
    course = loaded.course
    if not course.entries:
        return
    index = build(course)
    chance = random.Random(len(course.entries))
    entries = list(course.entries.values())
    for entry in chance.sample(entries, min(len(entries), 25)):
        texts = {"phrasing": chance.choice(entry.ask), "heading": entry.support.section}
        told = [one for one in sentences(f"{entry.short} {entry.answer}") if 25 <= len(one) <= 160]
        if told:
            texts["sentence"] = spoken(chance.choice(told))
        for what, text in texts.items():
            result.asked[f"{what} {_verdict(course, decide(index, text), entry)}"] += 1


def _verdict(course: Course, decision: object, entry) -> str:
    """Right: an entry that says it (with the same passage, or the same section) is given."""
    match decision:
        case Answer(entry=given):
            return "right" if _same(course, given, entry) else "wrong"
        case DidYouMean(suggestions=offered):
            hit = any(_same(course, one.entry, entry) for one in offered)
            return "offered" if hit else "not offered"
        case _:
            return "not covered"


def _same(course: Course, given: str, entry) -> bool:
    other = course.entries.get(given)
    return other is not None and (
        given == entry.id or other.support.section == entry.support.section
        or entry.support.quote in other.support.quote or other.support.quote in entry.support.quote
    )  # fmt: skip


def table(results: list[Tried]) -> str:
    good = [one for one in results if not one.crash and not one.refused]
    sections, covered = sum(r.sections for r in good), sum(r.covered for r in good)
    seconds = sorted(r.seconds for r in good) or [0.0]
    asked: Counter[str] = sum((r.asked for r in good), Counter())
    lines = [
        f"documents      {len(results)}",
        f"crashes        {sum(bool(r.crash) for r in results)}",
        f"refused        {sum(bool(r.refused) for r in results)}",
        f"with errors    {sum(bool(r.errors) for r in good)}",
        f"wrong quotes   {sum(r.wrong_quotes for r in good)} of {sum(r.entries for r in good)}",
        f"sections       {covered} of {sections} became entries ({100 * covered / max(1, sections):.1f} %)",
        f"questions      {sum(r.questions for r in good)}",
        f"seconds        median {seconds[len(seconds) // 2]:.3f}, most {seconds[-1]:.2f}",
    ]
    for what in ("phrasing", "heading", "sentence"):
        counts = {
            key.partition(" ")[2]: n for key, n in asked.items() if key.startswith(f"{what} ")
        }
        total = sum(counts.values())
        if total:
            shares = ", ".join(
                f"{key} {100 * n / total:.1f} %" for key, n in sorted(counts.items())
            )
            lines.append(f"asked by {what:<8} {total}: {shares}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--ask", action="store_true", help="ask each course its own questions")
    parser.add_argument("--sample", type=int, help="so many documents, chosen by chance")
    parser.add_argument("--each", action="store_true", help="a line a document, as JSON")
    options = parser.parse_args()
    files = found(options.folders)
    if options.sample:
        files = random.Random(7).sample(files, min(options.sample, len(files)))
    results = []
    for path in files:
        result = tried(path, options.ask)
        results.append(result)
        if options.each:
            said = {k: str(v) if isinstance(v, Path) else v for k, v in vars(result).items()}
            print(json.dumps(said), flush=True)
        for trouble in ([result.crash] if result.crash else []) + result.errors[:3]:
            print(f"{path}: {trouble}", flush=True)
    print(table(results))


if __name__ == "__main__":
    main()
