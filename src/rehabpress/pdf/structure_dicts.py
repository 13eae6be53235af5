"""The structure elements of one fragment, as dictionaries of a PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

from rehabpress.support.pdf_syntax import numbers, string
from rehabpress.typeset.page_content import PageContent

_ALWAYS = frozenset(("TR", "TH", "TD"))
"""Elements that stand even when nothing is in them: without them a table's columns would shift."""
_PRINTED = 4
_ADDRESS = "!#$%&'()*+,/:;=?@[]~"


class ElementPlacement(NamedTuple):
    """Where a stamp stands: its page's object, its first mark, its origin, and the number of its first annotation."""

    page: int
    mark: int
    x: float
    y: float
    annotation: int


class StructureDicts(NamedTuple):
    """The dictionaries of the elements by their numbers, without those that hold nothing; references to the outermost."""

    bodies: Mapping[int, str]
    tops: str


def structure_dicts(first: int, document: int, stamps: Sequence[tuple[PageContent, ElementPlacement]]) -> StructureDicts:
    """The elements of a fragment, numbered from ``first``, with what claims them on the pages that it stands on."""
    elements = stamps[0][0].elements
    marks: list[list[str]] = [[] for _ in elements]
    pages = [0] * len(elements)
    areas: dict[int, str] = {}
    for stamp, (page, mark, x, y, annotation) in stamps:
        for number, of in enumerate(stamp.marks, mark):
            kids = marks[of]
            if not kids:
                pages[of] = page
                if elements[of].inline:
                    marks[elements[of].parent].append(f"{first + of} 0 R")
            kids.append(str(number) if pages[of] == page else f"<</Type/MCR/Pg {page} 0 R/MCID {number}>>")
        for number, link in enumerate(stamp.links, annotation):
            marks[link.element].append(f"<</Type/OBJR/Obj {number} 0 R/Pg {page} 0 R>>")
        for of, (left, low, right, top) in stamp.areas:
            areas[of] = f"/A<</O/Layout/BBox[{numbers(left + x, low + y, right + x, top + y)}]>>"
    children: list[list[str]] = [[] for _ in elements]
    tops: list[str] = []
    bodies: dict[int, str] = {}
    for i in range(len(elements) - 1, -1, -1):
        role, parent, attributes, inline = elements[i]
        kids = marks[i] + children[i][::-1]
        if not kids and role not in _ALWAYS:
            continue
        if not inline:
            (tops if parent < 0 else children[parent]).append(f"{first + i} 0 R")
        above = document if parent < 0 else first + parent
        here = f"/Pg {pages[i]} 0 R" if pages[i] else ""
        held = f"/K[{' '.join(kids)}]" if kids else ""
        bodies[first + i] = f"<</S/{role}/P {above} 0 R{here}{held}{attributes}{areas.get(i, '')}>>"
    return StructureDicts(bodies, " ".join(reversed(tops)))


def owners(first: int, stamp: PageContent) -> str:
    """References to the elements that own the marks of a stamp."""
    return " ".join([f"{first + of} 0 R" for of in stamp.marks])


def linked(stamp: PageContent, at: ElementPlacement) -> Mapping[int, str]:
    """The annotations of a stamp's links by their numbers, by which the parent tree knows them too."""
    x, y = at.x, at.y
    return {
        number: f"<</Type/Annot/Subtype/Link/Rect[{numbers(left + x, bottom + y, right + x, top + y)}]/Border[0 0 0]/F {_PRINTED}"
        f"/Contents{string(text)}/A<</S/URI/URI{_address(href)}>>/StructParent {number}>>"
        for number, (_, left, bottom, right, top, _, href, text) in enumerate(stamp.links, at.annotation)
    }


def annotated(first: int, stamp: PageContent, annotation: int) -> str:
    """What the parent tree says of a stamp's annotations."""
    return " ".join([f"{number} {first + link.element} 0 R" for number, link in enumerate(stamp.links, annotation)])


def _address(href: str) -> str:
    return string(quote(href, safe=_ADDRESS))
