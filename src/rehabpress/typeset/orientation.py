"""Chooses portrait or landscape: whichever needs fewer pages."""

from __future__ import annotations

from collections.abc import Sequence

from rehabpress.markup.blocks import Document
from rehabpress.support.problems import ProblemsFound
from rehabpress.typeset.document import DocumentPart, pages_of
from rehabpress.typeset.typesetter import Typesetter


def fewest_pages(document: Document, typesetters: Sequence[Typesetter]) -> DocumentPart:
    """The document with the first of those typesetters that set it on the fewest pages.

    Where one cannot set it at all it is not chosen; where none can, the last one says why when it is bound.
    """
    if len(typesetters) == 1:
        return DocumentPart(document, typesetters[0])
    counts: list[tuple[int, int]] = []
    for number, typesetter in enumerate(typesetters):
        try:
            counts.append((pages_of(DocumentPart(document, typesetter)), number))
        except ProblemsFound:
            continue
    return DocumentPart(document, typesetters[min(counts)[1] if counts else -1])
