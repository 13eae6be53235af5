"""Chooses how the paper lies and how high its pictures are: whichever needs fewer pages."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from rehabpress.markup.blocks import Document
from rehabpress.support.problems import ProblemsFound
from rehabpress.typeset.document import DocumentPart, pages_of
from rehabpress.typeset.typesetter import Typesetter

_NEVER = 1_000_000
"""In place of how many pages, where it cannot be set at all."""


def fewest_pages(document: Document, ways: Sequence[Sequence[Typesetter]]) -> DocumentPart:
    """The document with the first of those typesetters that set it on the fewest pages.

    Each of ``ways`` is one way for the paper to lie: typesetters of which none sets higher pictures than the one before it, so that none
    needs more pages. Where nothing can set it, the last one says why when it is bound.
    """
    if len(ways) == 1 and len(ways[0]) == 1:
        return DocumentPart(document, ways[0][0])
    lowest = [_count(document, typesetters[-1]) for typesetters in ways]
    least = min(lowest)
    if least == _NEVER:
        return DocumentPart(document, ways[-1][-1])
    typesetters = ways[lowest.index(least)]
    first = bisect_left(typesetters[:-1], True, key=lambda typesetter: _count(document, typesetter) == least)
    return DocumentPart(document, typesetters[first])


def _count(document: Document, typesetter: Typesetter) -> int:
    """On how many pages a typesetter sets a document."""
    try:
        return pages_of(DocumentPart(document, typesetter))
    except ProblemsFound:
        return _NEVER
