"""Chooses how the paper lies and how high its pictures are: whichever needs fewer pages and fills them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from rehabpress.markup.blocks import Block, Document
from rehabpress.markup.picture_names import pictures
from rehabpress.support.problems import ProblemsFound
from rehabpress.typeset.document import DocumentPart, Others, page_fills
from rehabpress.typeset.pagination import FULL, PageFill
from rehabpress.typeset.typesetter import Typesetter

_NEVER = 1_000_000
"""In place of how many pages, where it cannot be set at all."""
_DROPPED = 0.1
"""The space that is dropped where pages are cut, in pages: more than that would have to be saved besides."""

_ROOMY = 0.85
"""A page filled less than this part of its height has room for higher pictures than the others have."""
_MUCH_LOWER = 2 / 3
"""Pictures lower than this part of what they could be are not worth a page that is full."""


class Way(NamedTuple):
    """One way for the paper to lie, by how high its pictures are."""

    heights: Sequence[Typesetter]
    """Each with pictures none of which is higher than in the one before it."""
    cut: Sequence[Typesetter] = ()
    """The same, with sections cut that are kept whole otherwise."""


class _Trial:
    """How typesetters set one document; each is tried once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._tried: dict[tuple[Typesetter, Others], tuple[PageFill, ...]] = {}

    def pages(self, typesetter: Typesetter, others: Others = ()) -> tuple[PageFill, ...]:
        """How the pages are filled; none where it cannot be set."""
        key = (typesetter, others)
        if key not in self._tried:
            self._tried[key] = ()
            with suppress(ProblemsFound):
                self._tried[key] = page_fills(DocumentPart(self._document, typesetter, others))
        return self._tried[key]

    def count(self, typesetter: Typesetter) -> int:
        """On how many pages."""
        return len(self.pages(typesetter)) or _NEVER

    def guess(self, typesetters: Sequence[Typesetter]) -> int:
        """Which of them fills the room that the last one leaves, if each outermost block grows by as much as its highest picture may."""
        lowest, pages = typesetters[-1], self.pages(typesetters[-1])
        room = sum([1 - page.full for page in pages[:-1] or pages]) * lowest.frame.room
        shown = [styles for block in self._document.blocks if (styles := _shown([block]))]
        grown = (sum([each.tallest(styles) - lowest.tallest(styles) for styles in shown]) for each in typesetters)
        return next((n for n, more in enumerate(grown) if more <= room), len(typesetters) - 1)

    def tallest(self, typesetter: Typesetter) -> float:
        """How high the highest picture may be, in points."""
        return typesetter.tallest(_shown(self._document.blocks))

    def part(self, typesetters: Sequence[Typesetter], n: int) -> DocumentPart:
        """The document as one of them sets it. The blocks of a page that has room then are set by the first of all that leaves the same blocks on each page."""
        typesetter = typesetters[n]
        others: Others = ()
        before = self.pages(typesetter)
        for page in before[:-1]:
            if page.full >= _ROOMY:
                continue
            showing = [block for block in page.blocks if _shown([self._document.blocks[block]])]
            tries = ((*others, *[(block, each) for block in showing]) for each in typesetters[:n])
            others = next((more for more in tries if _same_blocks(self.pages(typesetter, more), before)), others)
        return DocumentPart(self._document, typesetter, others)

    def emptiest(self, part: DocumentPart) -> float:
        """How full the emptiest page but the last is."""
        return min([page.full for page in self.pages(part.typesetter, part.others)[:-1]], default=1.0)


def _shown(blocks: Iterable[Block]) -> frozenset[str]:
    """The styles of the pictures in blocks."""
    return frozenset([picture.style for picture in pictures(blocks)])


def _same_blocks(one: Sequence[PageFill], other: Sequence[PageFill]) -> bool:
    return [page.blocks for page in one] == [page.blocks for page in other]


def fewest_pages(document: Document, ways: Sequence[Way]) -> DocumentPart:
    """The document with the typesetter that sets it on the fewest pages: the first such way, with the highest pictures that need no page more.

    Where a page is saved by it, sections are cut that are whole otherwise. Where a page but the last has room, its own pictures are higher
    than those of the others; where it is half empty all the same, all are lower; and where that does not fill it, sections are cut if that
    does, with pictures not much lower. Where nothing can set it, the last one says why when it is bound.
    """
    if len(ways) == 1 and len(ways[0].heights) == 1 and not ways[0].cut:
        return DocumentPart(document, ways[0].heights[0])
    trial = _Trial(document)
    way = min(ways, key=lambda way: trial.count(way.heights[-1]))
    lowest = trial.pages(way.heights[-1])
    if not lowest:
        return DocumentPart(document, ways[-1].heights[-1])
    if not way.heights[-1].varies(document):
        return DocumentPart(document, way.heights[0])
    typesetters, least = way.heights, len(lowest)
    if way.cut and sum([page.full for page in lowest]) < least - 1 + _DROPPED and (fewer := trial.count(way.cut[-1])) < least:
        typesetters, least = way.cut, fewer
    first = _first(lambda n: trial.count(typesetters[n]) == least, trial.guess(typesetters), len(typesetters) - 1)
    chosen = _filling(trial, typesetters, first, least)
    if typesetters is way.heights and way.cut and trial.emptiest(chosen) < FULL:
        high = [each for each in way.cut if trial.tallest(each) >= _MUCH_LOWER * trial.tallest(chosen.typesetter)]
        fuller = _filling(trial, high, 0, least)
        chosen = fuller if trial.emptiest(fuller) >= FULL and trial.count(fuller.typesetter) == least else chosen
    return chosen


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


def _filling(trial: _Trial, typesetters: Sequence[Typesetter], first: int, pages: int) -> DocumentPart:
    """The first of those typesetters, from a number on, that leaves no page but the last less than ``FULL``, or the one that comes nearest to that."""
    best, most = trial.part(typesetters, first), -1.0
    for n in range(first, len(typesetters)):
        if trial.count(typesetters[n]) == pages:
            part = trial.part(typesetters, n)
            if (emptiest := trial.emptiest(part)) > most:
                best, most = part, emptiest
            if most >= FULL:
                break
    return best
