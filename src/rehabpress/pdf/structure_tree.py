"""The structure tree of a document, grown while its pages are written.

Every mark on a page gets its number here and belongs to one element; the parent tree says the same the other way round. Its keys are the
numbers of pages' and annotations' objects, which no two of them share.
"""

from __future__ import annotations

from typing import NamedTuple

from rehabpress.pdf.content_cache import CachedContent, ObjectPlacement, first_mark, reserved
from rehabpress.pdf.objects import Objects
from rehabpress.pdf.structure_dicts import ElementPlacement, annotated, linked, owners, structure_dicts
from rehabpress.typeset.page_content import PageContent


class _Spread(NamedTuple):
    """A fragment that stands on several pages: what is known of it so far."""

    first: int
    stamps: list[tuple[PageContent, ElementPlacement]]


class Structure:
    """The tree. It is told of pages one after the other, and of what stands on each in order."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self.root = objects.reserve()
        self._document = objects.reserve()
        self._grown: dict[int, _Spread | str] = {}
        """What is known of each fragment; of one that is done with, references to its outermost elements."""
        self._nums: list[str] = []
        self._page = 0
        self._mark = 0
        """The first number that no mark of the page has."""
        self._owners: list[str] = []
        self._links: list[str] = []
        self._annotations: list[str] = []

    def begin(self, page: int) -> None:
        """Go on with a page: the number of its object."""
        self._page, self._mark = page, 0
        self._owners, self._links, self._annotations = [], [], []

    def end(self) -> str:
        """Done with the page; references to its annotations."""
        self._nums += [f"{self._page}[{' '.join(self._owners)}]", *self._links]
        return " ".join(self._annotations)

    def whole(self, of: int, cached: CachedContent, x: float, y: float) -> int:
        """Write the elements of a fragment that stands on this page alone; the number of its first mark."""
        mark = self._marked(cached.stamp)
        number = reserved(cached.stamp, self._objects)
        made = cached.structure(ObjectPlacement(self._document, number, self._page, mark, x, y))
        if made.large:
            self._objects.put_packed(made.large)
        else:
            self._objects.put_all(made.small)
        self._grown[of] = made.tops
        self._said(made.owners, made.annotations, made.annotated)
        return mark

    def part(self, of: int, stamp: PageContent, x: float, y: float) -> int:
        """Take note of a part of a fragment that stands on several pages; the number of its first mark."""
        spread = self._grown.get(of)
        if not isinstance(spread, _Spread):
            spread = self._grown[of] = _Spread(self._objects.reserve(len(stamp.elements)), [])
        annotation = self._objects.reserve(len(stamp.links))
        at = ElementPlacement(self._page, self._marked(stamp), x, y, annotation)
        spread.stamps.append((stamp, at))
        links = linked(stamp, at)
        self._objects.put_all(links)
        refers = " ".join([f"{n} 0 R" for n in links])
        self._said(owners(spread.first, stamp), refers, annotated(spread.first, stamp, annotation))
        return at.mark

    def _marked(self, stamp: PageContent) -> int:
        """Number the marks of a stamp from what it gives. No element owns the numbers that are left out."""
        mark = first_mark(stamp, self._mark)
        self._owners += ["null"] * (mark - self._mark)
        self._mark = mark + len(stamp.marks)
        return mark

    def _said(self, owners_: str, annotations_: str, annotated_: str) -> None:
        for text, texts in ((owners_, self._owners), (annotations_, self._annotations), (annotated_, self._links)):
            if text:
                texts.append(text)

    def finish(self) -> None:
        """Write the tree."""
        put = self._objects.put
        tops = [self._put(found) for found in self._grown.values()]
        put(self._document, f"<</S/Document/P {self.root} 0 R/K[{' '.join([top for top in tops if top])}]>>")
        tree = self._objects.add(f"<</Nums[{' '.join(self._nums)}]>>")
        size = self._objects.size
        put(self.root, f"<</Type/StructTreeRoot/K {self._document} 0 R/ParentTree {tree} 0 R/ParentTreeNextKey {size}>>")

    def _put(self, found: _Spread | str) -> str:
        """Write the elements of a fragment, unless that is done; references to the outermost."""
        if isinstance(found, str):
            return found
        written, tops = structure_dicts(found.first, self._document, found.stamps)
        self._objects.put_all(written)
        return tops
