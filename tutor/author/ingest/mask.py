"""A document as plain Markdown: the same lines, without what only its own website understands."""

from collections.abc import Sequence

from tutor.author.ingest import asides, components, front, templates, tidy, zones
from tutor.author.ingest.page import Page


def masked(lines: Sequence[str], *, mdx: bool = False) -> Page:
    """The page with as many lines as the document has."""
    page = Page(list(lines))
    front.take(page)
    zones.mark(page)
    templates.resolve(page)
    components.resolve(page, mdx=mdx)
    asides.resolve(page)
    tidy.tidy(page)
    return page
