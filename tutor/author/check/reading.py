"""Reading: what would be ugly, or lost, on somebody's screen."""

from collections.abc import Iterator

from tutor.course.load import Loaded
from tutor.course.source import Finding
from tutor.text import clean

FIGURE_WIDTH = 60
TABLE_WIDTH = 76


def findings(loaded: Loaded) -> Iterator[Finding]:
    """Figures and tables that do not fit, figures that say nothing in words."""
    from rich.cells import cell_len

    for figure in loaded.course.figures.values():
        widest = max((cell_len(line) for line in figure.art.splitlines()), default=0)
        if widest > FIGURE_WIDTH:
            yield Finding(
                loaded.locate("figure", figure.id, "art"), "R001",
                f"figure {figure.id} is {widest} columns wide", f"draw it in {FIGURE_WIDTH}",
            )  # fmt: skip
        if not figure.alt:
            yield Finding(
                loaded.locate("figure", figure.id), "R002", f"figure {figure.id} has no alt",
                "say in one sentence what it shows",
            )  # fmt: skip
    for entry in loaded.course.entries.values():
        lines = entry.answer.splitlines()
        widest = max((cell_len(x) for x in lines if x.lstrip().startswith("|")), default=0)
        at = loaded.locate("entry", entry.id, "answer")
        if widest > TABLE_WIDTH:
            yield Finding(
                at, "R003", f"a table is {widest} columns wide", f"fit it in {TABLE_WIDTH}"
            )
        if clean(entry.answer) != entry.answer.replace("\t", " "):
            yield Finding(at, "R004", "raw escapes or invisible characters", "remove them")
