"""What the next file can take over from those before: a stamp's operators deflated, and its elements written, for each place where it stood;
and the small objects of a file deflated.

Where in a file a stamp stands is numbers: of its page, of its first mark, of its first element. Those of large stamps are rounded up, so that
the same come again in other files.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rehabpress.pdf.flate_segments import FlateSegment, deflated
from rehabpress.pdf.font_embedding import FontProgram, font_program
from rehabpress.pdf.objects import Objects, Packed, packed
from rehabpress.pdf.structure_dicts import ElementPlacement, annotated, linked, owners, structure_dicts
from rehabpress.support.memo import Memo
from rehabpress.typeset.marked_content import LinkAnnotation, StructElement
from rehabpress.typeset.page_content import PageContent, PlacedContent
from rehabpress.typeset.text.fonts import Face

_LARGE = 12
"""Objects that get a stream of their own."""
_STEP = 32
"""The number of such a stream is a multiple of it."""
_MARKS, _MARK_STEP = 8, 32
"""With so many marks the number of the first is a multiple of that."""
_END = "Q\n"
"""What ends the place of a stamp on its page."""
_SECTION = "Sect"
_MOST_PLACES, _MOST_SMALL = 100, 250
_LEVEL, _SMALL_LEVEL = 6, 4
"""Of deflating elements that are kept for the next file, and what nearly every file has anew."""


class ObjectPlacement(NamedTuple):
    """Where a stamp stands: the numbers of the document, of what ``reserved`` gave, of its page and its first mark; its origin."""

    document: int
    number: int
    page: int
    mark: int
    x: float = 0
    y: float = 0


class StructureObjects(NamedTuple):
    """A fragment's elements in one place: written into a stream of their own, or still as they are, and what others say of them."""

    small: dict[int, str]
    large: Packed | None
    tops: str
    owners: str
    annotations: str
    annotated: str


class _StructureShape(NamedTuple):
    """All that elements say of a stamp. Stamps that show other words may have the same."""

    elements: tuple[StructElement, ...]
    marks: tuple[int, ...]
    links: tuple[LinkAnnotation, ...]
    areas: tuple[tuple[int, tuple[float, float, float, float]], ...]


class CachedContent:
    """A page content, with what was made of it for other files."""

    def __init__(self, stamp: PageContent, cache: ContentCache) -> None:
        self.stamp = stamp
        self._cache = cache
        self._runs = _runs(stamp)
        self._structures: Memo[ObjectPlacement, StructureObjects] = cache.structures(stamp)

    def pieces(self, mark: int) -> Sequence[FlateSegment]:
        """The operators with their marks numbered from ``mark``."""
        return [self._cache.deflated_code(code, mark + first, count) for code, first, count in self._runs]

    def structure(self, where: ObjectPlacement) -> StructureObjects:
        """The elements of the stamp."""
        stamp = self.stamp
        key = where if stamp.areas or stamp.links else ObjectPlacement(*where[:4])
        return self._structures.of(key, lambda: _structure(stamp, where))


def first_mark(stamp: PageContent, free: int) -> int:
    """The number of a stamp's first mark on a page on which all from ``free`` on are free."""
    return free if len(stamp.marks) < _MARKS else -(-free // _MARK_STEP) * _MARK_STEP


def reserved(stamp: PageContent, objects: Objects) -> int:
    """Numbers for all that the elements of a stamp need; the first of them."""
    count = len(stamp.elements) + len(stamp.links)
    return objects.reserve(count + 1, _STEP) if count >= _LARGE else objects.reserve(count)


def _code(pieces: Iterable[PlacedContent]) -> str:
    return "".join([piece.placed for piece in pieces])


def _numbered(code: str, mark: int, count: int) -> bytes:
    return (code % tuple(range(mark, mark + count))).encode("latin-1")


def _runs(stamp: PageContent) -> Sequence[tuple[str, int, int]]:
    """The operators, cut where a section in a section begins or ends, with the first of their marks and how many there are.

    Such a section often differs where what is before it is the same: the dose on a card.
    """
    cuts = _cuts(stamp.elements, stamp.marks)
    runs: list[tuple[str, int, int]] = []
    begin = first = mark = 0
    for n, piece in enumerate(stamp.pieces):
        if mark in cuts and piece.marks:
            runs.append((_code(stamp.pieces[begin:n]), first, mark - first))
            begin, first = n, mark
        mark += piece.marks
    return [*runs, (_code(stamp.pieces[begin:]) + _END, first, mark - first)]


def _cuts(elements: Sequence[StructElement], marks: Sequence[int]) -> frozenset[int]:
    """Which marks are the first in a section in a section, or the first after it; none when there are few."""
    if len(marks) < _MARKS:
        return frozenset()
    inner: list[int] = []
    for n, (role, parent, _, _) in enumerate(elements):
        inner.append(-1 if parent < 0 else n if role == _SECTION else inner[parent])
    return frozenset([n for n, (before, mark) in enumerate(pairwise(marks), 1) if inner[mark] != inner[before]])


def _structure(stamp: PageContent, where: ObjectPlacement) -> StructureObjects:
    elements = stamp.elements
    document, number, page, mark, x, y = where
    large = len(elements) + len(stamp.links) >= _LARGE
    first = number + large
    annotation = first + len(elements)
    at = ElementPlacement(page, mark, x, y, annotation)
    written, tops = structure_dicts(first, document, [(stamp, at)])
    bodies = {**written, **linked(stamp, at)}
    refers = " ".join([f"{n} 0 R" for n in range(annotation, annotation + len(stamp.links))])
    said = (tops, owners(first, stamp), refers, annotated(first, stamp, annotation))
    return StructureObjects({}, packed(number, bodies, _LEVEL), *said) if large and bodies else StructureObjects(bodies, None, *said)


class ContentCache:
    """What files have in common, found by what it says.

    Stamps of which elements say the same share these, whatever they show, and operators that are the same are deflated once.
    """

    def __init__(self, most: int = 5_000) -> None:
        self._contents: Memo[PageContent, CachedContent] = Memo(most)
        self._structures: Memo[_StructureShape, Memo[ObjectPlacement, StructureObjects]] = Memo(most)
        self._pieces: Memo[tuple[str, int], FlateSegment] = Memo(most)
        self._fonts: Memo[tuple[Face, frozenset[int]], FontProgram] = Memo(_MOST_PLACES)
        self._small: Memo[bytes, bytes] = Memo(_MOST_SMALL)

    def of(self, stamp: PageContent) -> CachedContent:
        """A stamp that stands on one page."""
        return self._contents.of(stamp, lambda: CachedContent(stamp, self))

    def part(self, stamp: PageContent, mark: int) -> FlateSegment:
        """The operators of a stamp of which more stands on other pages, with its marks numbered from ``mark``."""
        return self.deflated_code(_code(stamp.pieces) + _END, mark, len(stamp.marks))

    def structures(self, stamp: PageContent) -> Memo[ObjectPlacement, StructureObjects]:
        """What was made of the elements of such a stamp, by where it stood."""
        return self._structures.of(_StructureShape(stamp.elements, stamp.marks, stamp.links, stamp.areas), lambda: Memo(_MOST_PLACES))

    def deflated_code(self, code: str, mark: int, count: int) -> FlateSegment:
        """Operators with their ``count`` marks numbered from ``mark``, as a piece."""
        return self._pieces.of((code, mark), lambda: deflated(_numbered(code, mark, count)))

    def font(self, face: Face, glyphs: Iterable[int]) -> FontProgram:
        """The font of these glyphs and of the usual ones, so that most documents share one."""
        shown = face.usual.union(glyphs)
        return self._fonts.of((face, shown), lambda: font_program(face, shown))

    def deflated(self, small: bytes) -> bytes:
        """The small objects of a file as a zlib stream: the same where the same blocks stand in the same places, whatever they say."""
        return self._small.of(small, lambda: zlib.compress(small, _SMALL_LEVEL))
