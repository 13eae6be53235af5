"""Chooses how the paper lies and how high its pictures are: whichever needs fewer pages and fills them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from rehabpress.markup.blocks import Document
from rehabpress.support.problems import ProblemsFound
from rehabpress.typeset.document import DocumentPart, how_full
from rehabpress.typeset.pagination import FULL
from rehabpress.typeset.typesetter import Typesetter

_NEVER = 1_000_000
"""In place of how many pages, where it cannot be set at all."""
_DROPPED = 0.1
"""The space that is dropped where pages are cut, in pages: more than that would have to be saved besides."""


class Way(NamedTuple):
    """One way for the paper to lie, by how high its pictures are."""

    lower: Sequence[Typesetter]
    """The typesetter with the theme's own heights, and those with lower ones, each with none higher than the one before it."""
    higher: Sequence[Typesetter] = ()
    """Those with higher ones, the lowest first."""
    cut: Sequence[Typesetter] = ()
    """As ``lower``, with sections cut that are kept whole otherwise."""


class _Trial:
    """How typesetters set one document; each is tried once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tried: dict[Typesetter, tuple[float, ...]] = {}

    def fills(self, typesetter: Typesetter) -> tuple[float, ...]:
        """How full the pages are; none where it cannot be set."""
        if typesetter not in self._tried:
            self._tried[typesetter] = ()
            with suppress(ProblemsFound):
                self._tried[typesetter] = how_full(DocumentPart(self._document, typesetter))
        return self._tried[typesetter]

    def count(self, typesetter: Typesetter) -> int:
        """On how many pages."""
        return len(self.fills(typesetter)) or _NEVER

    def emptiest(self, typesetter: Typesetter, pages: int) -> float:
        """How full the emptiest page but the last is; 0 with another number of pages."""
        fills = self.fills(typesetter)
        return min(fills[:-1], default=1.0) if len(fills) == pages else 0.0


def fewest_pages(document: Document, ways: Sequence[Way]) -> DocumentPart:
    """The document with the typesetter that sets it on the fewest pages: the first such way, with the highest of its own and lower pictures.

    Where a page is saved by it, sections are cut that are whole otherwise. Where a page but the last is left half empty, other heights
    that need no page more are taken to fill it.
    Where nothing can set it, the last one says why when it is bound.
    """
    if len(ways) == 1 and ways[0] == Way(ways[0].lower[:1]):
        return DocumentPart(document, ways[0].lower[0])
    trial = _Trial(document)
    way = min(ways, key=lambda way: trial.count(way.lower[-1]))
    fills = trial.fills(way.lower[-1])
    if not fills:
        return DocumentPart(document, ways[-1].lower[-1])
    typesetters, higher, least = way.lower, way.higher, len(fills)
    if way.cut and sum(fills) < least - 1 + _DROPPED and (fewer := trial.count(way.cut[-1])) < least:
        typesetters, higher, least = way.cut, (), fewer
    first = bisect_left(typesetters[:-1], True, key=lambda typesetter: trial.count(typesetter) == least)
    others = [*(higher if first == 0 else ()), *typesetters[first + 1 :]]
    return DocumentPart(document, _filling(trial, typesetters[first], others, least))


def _filling(trial: _Trial, first: Typesetter, others: Sequence[Typesetter], pages: int) -> Typesetter:
    """The first of those typesetters that leaves no page but the last less than ``FULL``, or the one that comes nearest to that."""
    best, most = first, trial.emptiest(first, pages)
    for typesetter in others:
        if most >= FULL:
            break
        if (least := trial.emptiest(typesetter, pages)) > most:
            best, most = typesetter, least
    return best
