"""What the next file can take over from those before: a stamp's operators deflated, and its elements written, for each place where it stood.

Where in a file a stamp stands is numbers: of its page, of its first mark, of its first element. Those of large stamps are rounded up, so that
the same come again in other files.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import NamedTuple

from rehabpress.keeping import ByKey
from rehabpress.pdf.deflated import Deflated, deflated
from rehabpress.pdf.elements import Standing, annotated, grown, linked, owners
from rehabpress.pdf.ink import Element
from rehabpress.pdf.objects import Objects, Packed, packed
from rehabpress.pdf.stamp import Stamp

_LARGE = 12
"""Objects that get a stream of their own."""
_STEP = 32
"""The number of such a stream is a multiple of it."""
_MARKS, _MARK_STEP = 8, 32
"""With so many marks the number of the first is a multiple of that."""
_MARK = "<</MCID %d>>BDC"
_SECTION = "Sect"
_LEVEL = 6


class Where(NamedTuple):
    """Where a stamp stands: the numbers of the document, of what ``reserved`` gave, of its page and its first mark; its origin."""

    document: int
    number: int
    page: int
    mark: int
    x: float = 0
    y: float = 0


class Cast(NamedTuple):
    """A fragment's elements in one place: written into a stream of their own, or still as they are, and what others say of them."""

    small: dict[int, str]
    large: Packed | None
    tops: str
    owners: str
    annotations: str
    annotated: str


class _Shape:
    """All that elements say of stamps, in place of it: stamps that show other words may share it."""


class Mold:
    """What is known of a stamp, and who keeps what is made of it."""

    __slots__ = ("_kept", "_runs", "_shape", "stamp")

    def __init__(self, elements: Sequence[Element], stamp: Stamp, kept: Molds) -> None:
        self.stamp = stamp
        self._runs = _runs(elements, stamp)
        self._shape = kept.shapes.of((tuple(elements), stamp.marks, stamp.links, stamp.areas), _Shape)
        self._kept = kept

    def pieces(self, mark: int) -> Sequence[Deflated]:
        """The operators with their marks numbered from ``mark``."""
        return [self._piece(code, mark + first, count) for code, first, count in self._runs]

    def _piece(self, code: str, mark: int, count: int) -> Deflated:
        return self._kept.pieces.of((code, mark), lambda: deflated(_numbered(code, mark, count)))

    def cast(self, elements: Sequence[Element], where: Where) -> Cast:
        """The elements of the stamp."""
        stamp = self.stamp
        key = where if stamp.areas or stamp.links else Where(*where[:4])
        return self._kept.casts.of((self._shape, key), lambda: _cast(elements, stamp, where))


def first_mark(stamp: Stamp, free: int) -> int:
    """The number of a stamp's first mark on a page on which all from ``free`` on are free."""
    return free if len(stamp.marks) < _MARKS else -(-free // _MARK_STEP) * _MARK_STEP


def reserved(elements: Sequence[Element], stamp: Stamp, objects: Objects) -> int:
    """Numbers for all that a cast makes; the first of them."""
    count = len(elements) + len(stamp.links)
    return objects.reserve(count + 1, _STEP) if count >= _LARGE else objects.reserve(count)


def drawn(stamp: Stamp, mark: int) -> Deflated:
    """The operators of a stamp that nobody asks for again, with its marks numbered from ``mark``."""
    return deflated(_numbered(_closed(stamp), mark, len(stamp.marks)))


def _closed(stamp: Stamp) -> str:
    """The operators, and the end of their place on the page."""
    return stamp.operators + "\nQ\n"


def _numbered(code: str, mark: int, count: int) -> bytes:
    return (code % tuple(range(mark, mark + count))).encode("latin-1")


def _runs(elements: Sequence[Element], stamp: Stamp) -> Sequence[tuple[str, int, int]]:
    """The operators, cut where a section in a section begins, with the first of their marks and how many there are.

    Such a section often differs where what is before it is the same: the dose on a card.
    """
    code, marks = _closed(stamp), stamp.marks
    cuts = _cuts(elements, marks) if len(marks) >= _MARKS else []
    runs: list[tuple[str, int, int]] = []
    begin = first = at = 0
    for n in range(cuts[-1] + 1 if cuts else 0):
        at = code.index(_MARK, at) + len(_MARK)
        if n in cuts:
            end = code.rindex("\n", begin, at) + 1
            runs.append((code[begin:end], first, n - first))
            begin, first = end, n
    return [*runs, (code[begin:], first, len(marks) - first)]


def _cuts(elements: Sequence[Element], marks: Sequence[int]) -> Sequence[int]:
    """Which marks are the first of a section in a section."""
    inner: list[int] = []
    for n, (role, parent, _, _) in enumerate(elements):
        inner.append(-1 if parent < 0 else n if role == _SECTION else inner[parent])
    return [n for n, (before, mark) in enumerate(pairwise(marks), 1) if -1 < inner[mark] != inner[before]]


def _cast(elements: Sequence[Element], stamp: Stamp, where: Where) -> Cast:
    document, number, page, mark, x, y = where
    large = len(elements) + len(stamp.links) >= _LARGE
    first = number + large
    annotation = first + len(elements)
    at = Standing(page, mark, x, y, annotation)
    written, tops = grown(elements, first, document, [(stamp, at)])
    bodies = {**written, **linked(stamp, at)}
    refers = " ".join([f"{n} 0 R" for n in range(annotation, annotation + len(stamp.links))])
    said = (tops, owners(first, stamp), refers, annotated(first, stamp, annotation))
    return Cast({}, packed(number, bodies, _LEVEL), *said) if large and bodies else Cast(bodies, None, *said)


class Molds:
    """Molds by the stamp that they belong to, the very same one: it is held, so that no other gets its identity.

    Stamps whose elements claim the same share them, whatever they show, and runs of operators that are the same are deflated once.
    """

    def __init__(self, most: int = 1_000) -> None:
        self._molds: ByKey[int, Mold] = ByKey(most)
        self.shapes: ByKey[Hashable, _Shape] = ByKey(most)
        self.pieces: ByKey[tuple[str, int], Deflated] = ByKey(2 * most)
        self.casts: ByKey[tuple[_Shape, Where], Cast] = ByKey(2 * most)

    def of(self, elements: Sequence[Element], stamp: Stamp) -> Mold:
        """The mold of a stamp, which is always of the same elements."""
        return self._molds.of(id(stamp), lambda: Mold(elements, stamp, self))
