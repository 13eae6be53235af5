"""Chooses how the paper lies and how high its pictures are: whichever needs fewer pages and fills them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from rehabpress.markup.blocks import Document
from rehabpress.markup.picture_names import pictures
from rehabpress.support.problems import ProblemsFound
from rehabpress.typeset.document import DocumentPart, how_full
from rehabpress.typeset.pagination import FULL
from rehabpress.typeset.typesetter import Typesetter

_NEVER = 1_000_000
"""In place of how many pages, where it cannot be set at all."""
_DROPPED = 0.1
"""The space that is dropped where pages are cut, in pages: more than that would have to be saved besides."""

_MUCH_LOWER = 2 / 3
"""Pictures lower than this part of what they could be are not worth a page that is full."""


class Way(NamedTuple):
    """One way for the paper to lie, by how high its pictures are."""

    heights: Sequence[Typesetter]
    """Each with pictures none of which is higher than in the one before it."""
    cuts: Sequence[Sequence[Typesetter]] = ()
    """The same with sections cut that are kept whole otherwise, and with more of them in each that follows."""


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

    def guess(self, typesetters: Sequence[Typesetter]) -> int:
        """Which of them fills the room that the last one leaves, if each outermost block grows by as much as its highest picture may."""
        lowest, fills = typesetters[-1], self.fills(typesetters[-1])
        room = sum(1 - full for full in fills[:-1] or fills) * lowest.frame.room
        shown = [styles for block in self._document.blocks if (styles := {picture.style for picture in pictures([block])})]
        grown = (sum([each.tallest(styles) - lowest.tallest(styles) for styles in shown]) for each in typesetters)
        return next((n for n, more in enumerate(grown) if more <= room), len(typesetters) - 1)

    def tallest(self, typesetter: Typesetter) -> float:
        """How high the highest picture may be, in points."""
        return typesetter.tallest({picture.style for picture in pictures(self._document.blocks)})

    def emptiest(self, typesetter: Typesetter, pages: int) -> float:
        """How full the emptiest page but the last is; 0 with another number of pages."""
        fills = self.fills(typesetter)
        return min(fills[:-1], default=1.0) if len(fills) == pages else 0.0


def fewest_pages(document: Document, ways: Sequence[Way]) -> DocumentPart:
    """The document with the typesetter that sets it on the fewest pages: the first such way, with the highest pictures that need no page more.

    Where a page is saved by it, sections are cut that are whole otherwise. Where a page but the last is left half empty, lower pictures
    that fill it are taken; and where none do, sections are cut if that does, with pictures not much lower. Where nothing can set it, the
    last one says why when it is bound.
    """
    if len(ways) == 1 and len(ways[0].heights) == 1 and not ways[0].cuts:
        return DocumentPart(document, ways[0].heights[0])
    trial = _Trial(document)
    way = min(ways, key=lambda way: trial.count(way.heights[-1]))
    fills = trial.fills(way.heights[-1])
    if not fills:
        return DocumentPart(document, ways[-1].heights[-1])
    if not way.heights[-1].varies(document):
        return DocumentPart(document, way.heights[0])
    typesetters, least = way.heights, len(fills)
    for cut in way.cuts:
        if sum(fills) < least - 1 + _DROPPED and (fewer := trial.count(cut[-1])) < least:
            typesetters, least = cut, fewer
    first = _first(lambda n: trial.count(typesetters[n]) == least, trial.guess(typesetters), len(typesetters) - 1)
    chosen = _filling(trial, typesetters[first:], least)
    if typesetters is way.heights and way.cuts and trial.emptiest(chosen, least) < FULL:
        high = [each for each in way.cuts[0] if trial.tallest(each) >= _MUCH_LOWER * trial.tallest(chosen)]
        fuller = _filling(trial, high, least)
        chosen = fuller if trial.emptiest(fuller, least) >= FULL else chosen
    return DocumentPart(document, chosen)


def _first(right: Callable[[int], bool], guess: int, last: int) -> int:
    """The first number up to ``last`` that is right, where all from there on are: looked for at a guess, near it, then by halves."""
    wrong, first, tries = -1, last, [guess] * 3
    while first - wrong > 1:
        at = min(max(tries.pop(), wrong + 1), first - 1) if tries else (wrong + first) // 2
        if right(at):
            first = at
        else:
            wrong = at
    return first


def _filling(trial: _Trial, typesetters: Sequence[Typesetter], pages: int) -> Typesetter:
    """The first of those typesetters that leaves no page but the last less than ``FULL``, or the one that comes nearest to that."""
    best, most = typesetters[0], trial.emptiest(typesetters[0], pages)
    for typesetter in typesetters[1:]:
        if most >= FULL:
            break
        if (least := trial.emptiest(typesetter, pages)) > most:
            best, most = typesetter, least
    return best
