"""Breaks fragments into pages.

In: fragments in order, the frame of a page, the footer of each.  Out: pages as tuples of placements; nothing is written yet, so a footer
knows how many pages there are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from rehabpress.support.problems import Place, Problem, ProblemsFound
from rehabpress.typeset.fragment import FREE, Fragment
from rehabpress.typeset.page_content import PageContent

_TINY = 0.001
FULL = 0.7
"""No page but the last should be filled less than this part of its height."""
_ALMOST_EMPTY = 0.22
"""A last page filled less than this part takes over something from the one before it."""


class LaidOutBlock(NamedTuple):
    """A fragment, where its block was written, and how to draw it: nothing is drawn before it has its page."""

    fragment: Fragment
    place: Place
    drawn: Callable[[int, int], PageContent]
    """What of it stands on a page, from one strip up to another."""


class Frame(NamedTuple):
    """The room of a page in points: its size, its margins, and what the footer takes of it."""

    width: float
    height: float
    left: float
    top: float
    bottom: float
    gutter: float = 0
    """Added on the left of odd pages."""

    @property
    def room(self) -> float:
        """The height there is for blocks."""
        return self.height - self.top - self.bottom


class TypesetFooter(NamedTuple):
    """A footer, set: the height that it takes, the space above it that is kept free, and the stamps in it, which are decoration.

    Each has its origin ``x`` from the left and ``y`` above the top of the footer.
    """

    height: float
    before: float
    placed: Sequence[tuple[float, float, PageContent]]

    @property
    def room(self) -> float:
        """The height that a page leaves to it."""
        return self.height + self.before


Footer = Callable[[int, int, int], TypesetFooter]
"""Makes the footer of a page: from its number, how many pages there are, and the index of the first block on it."""


class Placement(NamedTuple):
    """A stamp on a page, its origin ``x`` from the left and ``y`` from the bottom. ``of`` is the index of its fragment."""

    of: int
    x: float
    y: float
    stamp: PageContent


@dataclass(frozen=True, slots=True)
class TypesetPage:
    """A page: its size, what stands on it in reading order, and its footer."""

    width: float
    height: float
    placements: tuple[Placement, ...]
    footer: tuple[Placement, ...] = ()
    """Decoration, so ``of`` says nothing."""


class PageFill(NamedTuple):
    """How much of the height of a page's frame is filled, 1 is all of it, and the indexes of the blocks that stand on it."""

    full: float
    blocks: tuple[int, ...]


class _BandRow(NamedTuple):
    """A strip of the document, with what ``Strip`` says of it."""

    of: int
    strip: int
    space: float
    height: float
    continues_top: float
    continues_bottom: float
    break_penalty: int


class _Band(NamedTuple):
    """Strips of a fragment that stand on a page, from ``start`` up to ``stop``, their top ``y`` above the bottom of the paper."""

    of: int
    start: int
    stop: int
    y: float


def _drawn(typeset: Sequence[LaidOutBlock], pages: Sequence[Sequence[_Band]], frame: Frame) -> tuple[TypesetPage, ...]:
    placed = [tuple([Placement(of, frame.left, y, typeset[of].drawn(start, stop)) for of, start, stop, y in bands]) for bands in pages]
    return tuple([TypesetPage(frame.width, frame.height, placements) for placements in placed])


def _divided(typeset: Sequence[LaidOutBlock], frame: Frame) -> Sequence[Sequence[_Band]]:
    """What stands on each page. Raises ``ProblemsFound`` for a strip that is taller than a page."""
    fragments = [one.fragment for one in typeset]
    pages: list[Sequence[_Band]] = []
    too_tall: list[int] = []
    for begin, end in _sections(fragments):
        rows = _rows(fragments, begin, end)
        runs = _unbreakable_runs(rows, frame.room)
        too_tall += [rows[a].of for a, b in runs if b - a == 1 and _height(rows, a, b) > frame.room + _TINY]
        if not too_tall:
            pages += [_bands(rows[a:b], frame) for a, b in _balanced(rows, runs, frame.room)]
    if too_tall:
        what, hint = "part of this is taller than a page and cannot be cut", "shorten it, or give it more width"
        raise ProblemsFound([Problem(typeset[of].place, what, hint) for of in too_tall])
    return pages or ((),)


def _sections(fragments: Sequence[Fragment]) -> list[tuple[int, int]]:
    """The document from page break to page break, without empty parts."""
    breaks = [i for i, fragment in enumerate(fragments) if fragment.breaks]
    bounds = [-1, *breaks, len(fragments)]
    return [(a + 1, b) for a, b in pairwise(bounds) if any(fragment.strips for fragment in fragments[a + 1 : b])]


def _rows(fragments: Sequence[Fragment], begin: int, end: int) -> list[_BandRow]:
    rows: list[_BandRow] = []
    after = 0.0
    for of in range(begin, end):
        fragment = fragments[of]
        if not fragment.strips:
            continue
        space, last = max(after, fragment.before), len(fragment.strips) - 1
        for i, strip in enumerate(fragment.strips):
            penalty = strip.break_penalty if i < last else fragment.break_penalty
            rows.append(_BandRow(of, i, strip.space if i else space, strip.height, strip.continues_top, strip.continues_bottom, penalty))
        after = fragment.after
    return rows


def _height(rows: Sequence[_BandRow], a: int, b: int) -> float:
    """The height of rows that stand together at the top of a page that begins and ends with them."""
    return (
        rows[a].continues_top + sum([r.height for r in rows[a:b]]) + sum([r.space for r in rows[a + 1 : b]]) + rows[b - 1].continues_bottom
    )


def _unbreakable_runs(rows: Sequence[_BandRow], room: float) -> list[tuple[int, int]]:
    """The rows in the pieces that a page takes whole. What is taller than a page is cut where it costs least."""
    out: list[tuple[int, int]] = []
    begin = 0
    for i, row in enumerate(rows):
        if row.break_penalty == FREE or i == len(rows) - 1:
            out += _cut(rows, begin, i + 1, room)
            begin = i + 1
    return out


def _cut(rows: Sequence[_BandRow], a: int, b: int, room: float) -> list[tuple[int, int]]:
    if b - a == 1 or _height(rows, a, b) <= room + _TINY:
        return [(a, b)]
    price = min([r.break_penalty for r in rows[a : b - 1]])
    out: list[tuple[int, int]] = []
    begin = a
    for i in range(a, b):
        if i == b - 1 or rows[i].break_penalty == price:
            out += _cut(rows, begin, i + 1, room)
            begin = i + 1
    return out


def _filled(rows: Sequence[_BandRow], runs: Sequence[tuple[int, int]], room: float) -> list[tuple[int, int, float]]:
    """Pages filled one after the other: first and last row of each, and how high it is filled."""
    out: list[tuple[int, int, float]] = []
    begin, y = runs[0][0], 0.0
    for a, b in runs:
        height = sum([r.height + r.space for r in rows[a:b]])
        if a > begin and y + height + rows[b - 1].continues_bottom > room + _TINY:
            out.append((begin, a, y))
            begin, y = a, 0.0
        y += rows[a].continues_top + height - rows[a].space if a == begin else height
    out.append((begin, len(rows), y))
    return out


def _balanced(rows: Sequence[_BandRow], runs: Sequence[tuple[int, int]], room: float) -> list[tuple[int, int]]:
    """The pages as a person would fill them: one after the other; the last, if that leaves it nearly empty, takes over what the one before can spare."""
    pages = [(a, b) for a, b, _ in _filled(rows, runs, room)]
    if len(pages) > 1:
        (begin, cut), (_, end) = pages[-2:]
        for later in [a for a, _ in reversed(runs) if begin < a < cut]:
            if (
                _height(rows, cut, end) >= _ALMOST_EMPTY * room
                or _height(rows, begin, later) < FULL * room
                or _height(rows, later, end) > room
            ):
                break
            cut = later
        pages[-2:] = [(begin, cut), (cut, end)]
    return pages


def _bands(rows: Sequence[_BandRow], frame: Frame) -> Sequence[_Band]:
    """Rows on a page of their own."""
    bands: list[_Band] = []
    y = frame.height - frame.top - rows[0].continues_top
    i = 0
    while i < len(rows):
        first = rows[i]
        stop = i + 1
        while stop < len(rows) and rows[stop].of == first.of:
            stop += 1
        y -= first.space if i else 0.0
        bands.append(_Band(first.of, first.strip, rows[stop - 1].strip + 1, y))
        y -= sum([r.height for r in rows[i:stop]]) + sum([r.space for r in rows[i + 1 : stop]])
        i = stop
    return bands


def with_footers(typeset: Sequence[LaidOutBlock], frame: Frame, footer: Footer | None, first: int) -> tuple[TypesetPage, ...]:
    """The pages with their footers at the bottom margin. A footer's space above it is kept free. ``first`` is the number of the first page.

    Raises ``ProblemsFound`` for a strip that is taller than a page.
    """
    pages, footers = _above_footers(typeset, frame, footer)
    drawn = _drawn(typeset, pages, frame)
    return _with_gutter(
        [_footed(page, f, frame) for page, f in zip(drawn, footers, strict=True)] if footers else drawn, frame.gutter, first
    )


def page_fills(typeset: Sequence[LaidOutBlock], frame: Frame) -> tuple[PageFill, ...]:
    """How each page is filled. Nothing is drawn for it."""
    top = frame.height - frame.top
    return tuple(
        [
            PageFill((top - _lowest(typeset, bands)) / frame.room if bands else 0.0, tuple([band.of for band in bands]))
            for bands in _divided(typeset, frame)
        ]
    )


def _lowest(typeset: Sequence[LaidOutBlock], bands: Sequence[_Band]) -> float:
    """How far above the bottom of the paper the last of those bands ends."""
    of, start, stop, y = bands[-1]
    strips = typeset[of].fragment.strips[start:stop]
    return y - sum([s.height + s.space for s in strips]) + strips[0].space


def _above_footers(
    typeset: Sequence[LaidOutBlock], frame: Frame, footer: Footer | None
) -> tuple[Sequence[Sequence[_Band]], Sequence[TypesetFooter]]:
    """What stands on each page above its footer, and the footers: with the highest of them, since what they say goes by the pages."""
    if footer is None:
        return _divided(typeset, frame), ()
    taken = 0.0
    needed = footer(1, 1, 0).room
    while needed > taken + _TINY:
        taken = needed
        pages = _divided(typeset, frame._replace(bottom=frame.bottom + taken))
        footers = [footer(n, len(pages), bands[0].of if bands else 0) for n, bands in enumerate(pages, start=1)]
        needed = max(f.room for f in footers)
    return pages, footers


def _with_gutter(pages: Sequence[TypesetPage], gutter: float, first: int) -> tuple[TypesetPage, ...]:
    """The pages with the gutter on the left of odd ones; the frame leaves it free on the right."""
    if not gutter:
        return tuple(pages)
    return tuple([_moved(page, gutter) if number % 2 else page for number, page in enumerate(pages, start=first)])


def _moved(page: TypesetPage, by: float) -> TypesetPage:
    placements, footer = (tuple([p._replace(x=p.x + by) for p in placed]) for placed in (page.placements, page.footer))
    return replace(page, placements=placements, footer=footer)


def _footed(page: TypesetPage, footer: TypesetFooter, frame: Frame) -> TypesetPage:
    top = frame.bottom + footer.height
    placed = tuple([Placement(-1, frame.left + x, top + y, stamp) for x, y, stamp in footer.placed])
    return TypesetPage(page.width, page.height, page.placements, placed)
