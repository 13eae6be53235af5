"""The structure tree of a document, grown while its pages are written.

Every mark on a page gets its number here and belongs to one element; the parent tree says the same the other way round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rehabpress.pdf.ink import Element, Link
from rehabpress.pdf.objects import Objects
from rehabpress.pdf.stamp import Stamp
from rehabpress.pdf.syntax import numbers, references

_ALWAYS = frozenset(("TR", "TH", "TD"))
"""Elements that stand even when nothing is in them: without them a table's columns would shift."""


@dataclass(slots=True)
class _Grown:
    """The elements of one fragment in this document. ``kids`` are marks, links and inline elements in the order in which they are drawn."""

    elements: Sequence[Element]
    first: int
    kids: list[list[str | tuple[int, int]]]
    areas: dict[int, str] = field(default_factory=dict)


class Structure:
    """The tree. Pages are told of it one after the other."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self.root = objects.reserve()
        self._document = objects.reserve()
        self._grown: dict[int, _Grown] = {}
        self._links: list[int] = []

    def claim(self, of: int, elements: Sequence[Element], stamp: Stamp, page: int, taken: list[int]) -> tuple[int, ...]:
        """The numbers of a stamp's marks on the page whose object is ``page``. ``taken`` are the elements that own its marks so far."""
        grown = self._grown.get(of)
        if grown is None:
            grown = self._grown[of] = _Grown(elements, self._objects.reserve(len(elements)) if elements else 0, [[] for _ in elements])
        begin = len(taken)
        for mark, element in enumerate(stamp.marks, begin):
            if elements[element].inline and not grown.kids[element]:
                grown.kids[elements[element].parent].append(f"{grown.first + element} 0 R")
            grown.kids[element].append((page, mark))
            taken.append(grown.first + element)
        return tuple(range(begin, len(taken)))

    def area(self, of: int, element: int, box: tuple[float, float, float, float]) -> None:
        """Where on its page a figure stands: left, bottom, right, top."""
        self._grown[of].areas[element] = f"/A<</O/Layout/BBox[{numbers(*box)}]>>"

    def link(self, of: int, link: Link, page: int, annotation: int) -> None:
        """A link's annotation belongs to its element, after its text. Annotations come in the order of their parents' numbers."""
        grown = self._grown[of]
        grown.kids[link.element].append(f"<</Type/OBJR/Obj {annotation} 0 R/Pg {page} 0 R>>")
        self._links.append(grown.first + link.element)

    def finish(self, owners: Sequence[Sequence[int]]) -> None:
        """Write the tree. ``owners`` are, page by page, the elements of its marks."""
        tops: list[int] = []
        for grown in self._grown.values():
            tops += self._written(grown)
        put = self._objects.put
        put(self._document, f"<</S/Document/P {self.root} 0 R/K{references(tops)}>>")
        pages = [f"{i}{references(found)}" for i, found in enumerate(owners)]
        links = [f"{len(pages) + i} {n} 0 R" for i, n in enumerate(self._links)]
        tree = self._objects.add(f"<</Nums[{' '.join([*pages, *links])}]>>")
        put(self.root, f"<</Type/StructTreeRoot/K {self._document} 0 R/ParentTree {tree} 0 R/ParentTreeNextKey {len(pages) + len(links)}>>")

    def _written(self, grown: _Grown) -> list[int]:
        """Write the elements of a fragment, without those that hold nothing; the numbers of the outermost."""
        children: list[list[int]] = [[] for _ in grown.elements]
        tops: list[int] = []
        for i in range(len(grown.elements) - 1, -1, -1):
            element, marks = grown.elements[i], grown.kids[i]
            if not marks and not children[i] and element.role not in _ALWAYS:
                continue
            number = grown.first + i
            if not element.inline:
                (tops if element.parent < 0 else children[element.parent]).append(number)
            kids, page = _kids(marks, children[i])
            above = self._document if element.parent < 0 else grown.first + element.parent
            rest = element.attributes + grown.areas.get(i, "")
            self._objects.put(number, f"<</S/{element.role}/P {above} 0 R{page}{kids}{rest}>>")
        return tops[::-1]


def _kids(marks: Sequence[str | tuple[int, int]], children: Sequence[int]) -> tuple[str, str]:
    """What an element holds, and the page that most of its marks stand on."""
    pages = [kid[0] for kid in marks if isinstance(kid, tuple)]
    here = pages[0] if pages else 0
    kids = [
        kid if isinstance(kid, str) else str(kid[1]) if kid[0] == here else f"<</Type/MCR/Pg {kid[0]} 0 R/MCID {kid[1]}>>" for kid in marks
    ]
    kids += [f"{n} 0 R" for n in reversed(children)]
    return (f"/K[{' '.join(kids)}]" if kids else ""), (f"/Pg {here} 0 R" if here else "")
