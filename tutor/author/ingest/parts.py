"""Sections too long to be read as one answer, in parts; each begins with a paragraph if it can."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tutor.author.ingest.blocks import Block, Code, Items, Prose, Table
from tutor.author.ingest.markdown import written

MOST_LINES = 48
"""Lines of an answer that is read in one go."""

LEAST_LINES = 8
"""Lines of a part that is worth one of its own."""

MOST_CODE = 120
"""Lines of code that an answer shows."""


def lines_of(block: Block) -> int:
    """How many lines a block takes in an answer, with the empty one after it."""
    return written([block]).count("\n") + 2


def parts(blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """The blocks, in runs that are short enough to read."""
    pieces = [piece for block in blocks for piece in _smaller(block)]
    made: list[list[Block]] = [[]]
    size = 0
    for at, piece in enumerate(pieces):
        need = lines_of(piece)
        follows = pieces[at + 1] if at + 1 < len(pieces) else None
        coming = need + (lines_of(follows) if follows is not None and _leads(piece) else 0)
        bound = at > 0 and _bound(pieces[at - 1], piece)
        if made[-1] and not bound and size >= LEAST_LINES and size + coming > MOST_LINES:
            made.append([])
            size = 0
        made[-1].append(piece)
        size += need
    if len(made) > 1 and sum(map(lines_of, made[-1])) < LEAST_LINES:
        short = made.pop()
        made[-1] += short
    return [tuple(run) for run in made if run]


def _leads(block: Block) -> bool:
    """Whether a paragraph introduces what comes after it."""
    return isinstance(block, Prose) and block.words.plain.rstrip().endswith(":")


def _bound(before: Block, block: Block) -> bool:
    """Whether two blocks are read together: what is introduced, and code with its words."""
    return _leads(before) or isinstance(block, Code)


def _smaller(block: Block) -> Iterator[Block]:
    """A list or a table in pieces, where it alone is too long."""
    if lines_of(block) <= MOST_LINES:
        yield block
        return
    match block:
        case Items(items=items):
            yield from _lists(block, items)
        case Table():
            yield from _tables(block)
        case Code(text=text) if text.count("\n") > MOST_CODE:
            pass
        case _:
            yield block


def _lists(block: Items, items: tuple[tuple[Block, ...], ...]) -> Iterator[Block]:
    run: list[tuple[Block, ...]] = []
    start, size = block.start, 0
    for number, item in enumerate(items, block.start):
        need = written(item).count("\n") + 1
        if run and size + need > MOST_LINES - LEAST_LINES:
            yield _list(block, run, start)
            run, start, size = [], number, 0
        run.append(item)
        size += need
    if run:
        yield _list(block, run, start)


def _list(block: Items, run: list[tuple[Block, ...]], start: int) -> Items:
    return replace(
        block, items=tuple(run), start=start, first=run[0][0].first,
        last=max(inner.last for item in run for inner in item),
    )  # fmt: skip


def _tables(block: Table) -> Iterator[Block]:
    """Rows by the screenful; in Markdown each stands on a line of its own."""
    by_line = block.last - block.first + 1 == len(block.rows) + 2
    step = MOST_LINES - LEAST_LINES
    for at in range(0, len(block.rows), step):
        rows = block.rows[at : at + step]
        first = block.first + 2 + at if by_line else block.first
        yield replace(
            block, rows=rows, first=first if at else block.first,
            last=first + len(rows) - 1 if by_line else block.last,
        )  # fmt: skip


def too_long(block: Block) -> bool:
    """Whether a block of code is left out for its length."""
    return isinstance(block, Code) and block.text.count("\n") > MOST_CODE
