"""The structure tree of a document, grown while its pages are written.

Every mark on a page gets its number here and belongs to one element; the parent tree says the same the other way round.
"""

from __future__ import annotations

from collections.abc import Sequence

from rehabpress.pdf.elements import Grown, Molds, annotation_kid, claimed, written
from rehabpress.pdf.ink import Element
from rehabpress.pdf.objects import Objects
from rehabpress.pdf.stamp import Stamp
from rehabpress.pdf.syntax import numbers, references


class Structure:
    """The tree. Pages are told of it one after the other."""

    def __init__(self, objects: Objects, molds: Molds) -> None:
        self._objects = objects
        self._molds = molds
        self.root = objects.reserve()
        self._document = objects.reserve()
        self._grown: dict[int, Grown | list[int]] = {}
        """What is grown of each fragment; of one that is done with, the numbers of its outermost elements."""
        self._links: list[int] = []

    def whole(self, of: int, elements: Sequence[Element], stamp: Stamp, at: tuple[float, float], page: int, taken: list[int]) -> int:
        """Claim the marks of a fragment that stands on one page alone, and write its elements. Gives the number of its first annotation.

        ``at`` is where the stamp stands, ``taken`` are the elements that own the marks of the page so far.
        """
        mold = self._molds.of(elements, stamp)
        if mold is None:
            annotation = self.claim(of, elements, stamp, at, page, taken)
            self._grown[of] = self._put(self._grown[of])
            return annotation
        first = self._objects.reserve(len(elements)) if elements else 0
        annotation = self._objects.reserve(len(stamp.links)) if stamp.links else 0
        bodies = mold.bodies(first, page, len(taken), annotation, self._document, _areas(stamp, at))
        self._objects.put_all([first + n for n in mold.numbers], bodies)
        taken += [first + n for n in mold.owners]
        self._links += [first + n for n in mold.links]
        self._grown[of] = [first + n for n in mold.tops]
        return annotation

    def claim(self, of: int, elements: Sequence[Element], stamp: Stamp, at: tuple[float, float], page: int, taken: list[int]) -> int:
        """The same for a part of a fragment that stands on several pages; its elements are written when all of it is known."""
        grown = self._grown.get(of)
        if not isinstance(grown, Grown):
            first = self._objects.reserve(len(elements)) if elements else 0
            grown = self._grown[of] = Grown(elements, first, [[] for _ in elements])
        taken += claimed(grown, stamp, page, len(taken))
        grown.areas.update(_areas(stamp, at))
        annotation = self._objects.reserve(len(stamp.links)) if stamp.links else 0
        for n, link in enumerate(stamp.links):
            grown.kids[link.element].append(annotation_kid(annotation + n, page))
            self._links.append(grown.first + link.element)
        return annotation

    def finish(self, owners: Sequence[Sequence[int]]) -> None:
        """Write the tree. ``owners`` are, page by page, the elements of its marks."""
        tops: list[int] = []
        for grown in self._grown.values():
            tops += self._put(grown)
        put = self._objects.put
        put(self._document, f"<</S/Document/P {self.root} 0 R/K{references(tops)}>>")
        pages = [f"{i}{references(found)}" for i, found in enumerate(owners)]
        links = [f"{len(pages) + i} {n} 0 R" for i, n in enumerate(self._links)]
        tree = self._objects.add(f"<</Nums[{' '.join([*pages, *links])}]>>")
        put(self.root, f"<</Type/StructTreeRoot/K {self._document} 0 R/ParentTree {tree} 0 R/ParentTreeNextKey {len(pages) + len(links)}>>")

    def _put(self, grown: Grown | list[int]) -> list[int]:
        """Write the elements of a fragment, unless that is done; the numbers of the outermost."""
        if not isinstance(grown, Grown):
            return grown
        bodies, tops = written(grown, self._document)
        self._objects.put_all(list(bodies), list(bodies.values()))
        return tops


def _areas(stamp: Stamp, at: tuple[float, float]) -> dict[int, str]:
    """Where on the page the figures of a stamp stand, by their elements."""
    x, y = at
    return {element: numbers(left + x, low + y, right + x, top + y) for element, (left, low, right, top) in stamp.areas}
