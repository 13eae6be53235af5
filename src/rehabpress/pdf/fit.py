"""Which way the paper lies on which a document needs fewest pages."""

from __future__ import annotations

from collections.abc import Sequence

from rehabpress.markup.blocks import Document
from rehabpress.pdf.packet import Part, pages_of
from rehabpress.pdf.typeset import Typesetter
from rehabpress.problems import ProblemsFound


def fitting(document: Document, typesetters: Sequence[Typesetter]) -> Part:
    """The document with the first of those typesetters that set it on the fewest pages.

    Where one cannot set it at all it is not chosen; where none can, the last one says why when it is bound.
    """
    if len(typesetters) == 1:
        return Part(document, typesetters[0])
    counts: list[tuple[int, int]] = []
    for number, typesetter in enumerate(typesetters):
        try:
            counts.append((pages_of(Part(document, typesetter)), number))
        except ProblemsFound:
            continue
    return Part(document, typesetters[min(counts)[1] if counts else -1])
