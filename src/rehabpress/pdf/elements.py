"""The structure elements of one fragment, as dictionaries of a PDF: grown mark by mark, or cast from a mold that is kept with its stamp."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rehabpress.pdf.ink import Element
from rehabpress.pdf.stamp import Stamp

_ALWAYS = frozenset(("TR", "TH", "TD"))
"""Elements that stand even when nothing is in them: without them a table's columns would shift."""


@dataclass(slots=True)
class Grown:
    """The elements of one fragment in this document. ``kids`` are marks, links and inline elements in the order in which they are drawn."""

    elements: Sequence[Element]
    first: int
    kids: list[list[str | tuple[int, int]]]
    areas: dict[int, str] = field(default_factory=dict)
    """Where on its page a figure stands: left, bottom, right, top."""


def claimed(grown: Grown, stamp: Stamp, page: int, begin: int) -> list[int]:
    """Give the marks of a stamp to their elements, as numbers from ``begin`` on the page; the elements that own them."""
    elements, owners = grown.elements, []
    for mark, element in enumerate(stamp.marks, begin):
        if elements[element].inline and not grown.kids[element]:
            grown.kids[elements[element].parent].append(f"{grown.first + element} 0 R")
        grown.kids[element].append((page, mark))
        owners.append(grown.first + element)
    return owners


def annotation_kid(annotation: int, page: int) -> str:
    """A link's annotation among the content of its element."""
    return f"<</Type/OBJR/Obj {annotation} 0 R/Pg {page} 0 R>>"


def written(grown: Grown, document: int) -> tuple[Mapping[int, str], list[int]]:
    """The dictionaries of the elements by their numbers, without those that hold nothing, and the numbers of the outermost."""
    children: list[list[int]] = [[] for _ in grown.elements]
    tops: list[int] = []
    bodies: dict[int, str] = {}
    for i in range(len(grown.elements) - 1, -1, -1):
        element, marks = grown.elements[i], grown.kids[i]
        if not marks and not children[i] and element.role not in _ALWAYS:
            continue
        number = grown.first + i
        if not element.inline:
            (tops if element.parent < 0 else children[element.parent]).append(number)
        kids, page = _kids(marks, children[i])
        above = document if element.parent < 0 else grown.first + element.parent
        area = f"/A<</O/Layout/BBox[{grown.areas[i]}]>>" if i in grown.areas else ""
        bodies[number] = f"<</S/{element.role}/P {above} 0 R{page}{kids}{element.attributes}{area}>>"
    return bodies, tops[::-1]


def _kids(marks: Sequence[str | tuple[int, int]], children: Sequence[int]) -> tuple[str, str]:
    """What an element holds, and the page that most of its marks stand on."""
    pages = [kid[0] for kid in marks if isinstance(kid, tuple)]
    here = pages[0] if pages else 0
    kids = [
        kid if isinstance(kid, str) else str(kid[1]) if kid[0] == here else f"<</Type/MCR/Pg {kid[0]} 0 R/MCID {kid[1]}>>" for kid in marks
    ]
    kids += [f"{n} 0 R" for n in reversed(children)]
    return (f"/K[{' '.join(kids)}]" if kids else ""), (f"/Pg {here} 0 R" if here else "")


_STEP = 10**12
_FIRST, _PAGE, _MARK, _DOCUMENT, _ANNOTATION, _AREA = (kind * _STEP for kind in range(1, 7))
"""Numbers that no file has, for those that are not known yet: an element's, the page's, a mark's, the document's, an annotation's, a box's."""
_LEFT_OUT = re.compile("\0(\\d+)\0")
"""In place of attributes, which may hold any number."""
_UNKNOWN = re.compile(r"(?<![0-9.A-Fa-f])[1-6]0{4}\d{8}(?![0-9.A-Fa-f])")


class Mold:
    """The elements of a fragment that stands whole on one page, as text in which only numbers are missing.

    The elements are grown once with numbers that stand for those to come, so it says what growing them would say.
    ``numbers``, ``tops``, ``owners`` (of marks) and ``links`` count from the fragment's first element.
    """

    __slots__ = ("_holes", "_text", "links", "numbers", "owners", "tops")

    def __init__(self, elements: Sequence[Element], stamp: Stamp) -> None:
        bare = [element._replace(attributes=f"\0{n}\0" if element.attributes else "") for n, element in enumerate(elements)]
        grown = Grown(bare, _FIRST, [[] for _ in elements])
        self.owners = tuple([n - _FIRST for n in claimed(grown, stamp, _PAGE, _MARK)])
        grown.areas.update({element: str(_AREA + element) for element, _ in stamp.areas})
        for n, link in enumerate(stamp.links):
            grown.kids[link.element].append(annotation_kid(_ANNOTATION + n, _PAGE))
        self.links = tuple([link.element for link in stamp.links])
        bodies, tops = written(grown, _DOCUMENT)
        self.tops = tuple([n - _FIRST for n in tops])
        self.numbers = tuple([n - _FIRST for n in bodies])
        text = "\n".join(bodies.values())
        self._holes = tuple([divmod(int(found), _STEP) for found in _UNKNOWN.findall(text)])
        self._text = _LEFT_OUT.sub(lambda found: elements[int(found[1])].attributes.replace("%", "%%"), _UNKNOWN.sub("%s", text))

    def bodies(self, first: int, page: int, mark: int, annotation: int, document: int, areas: Mapping[int, str]) -> list[str]:
        """The dictionaries of the elements, in the order of ``numbers``."""
        known = (0, first, page, mark, document, annotation)
        filled = [known[kind] + n if kind < 6 else areas[n] for kind, n in self._holes]
        return (self._text % tuple(filled)).split("\n") if self.numbers else []


class Molds:
    """Molds by the stamp that they belong to, the very same one: it is held, so that no other gets its identity."""

    def __init__(self, most: int = 1_000) -> None:
        self._most = most
        self._kept: dict[int, tuple[Stamp, Mold | None]] = {}

    def of(self, elements: Sequence[Element], stamp: Stamp) -> Mold | None:
        """The mold of a stamp, which is always of the same elements. There is none the first time: most of those come once."""
        known = self._kept.get(id(stamp))
        if known is None:
            if len(self._kept) >= self._most:
                self._kept.clear()
            self._kept[id(stamp)] = (stamp, None)
            return None
        if known[1] is None:
            known = self._kept[id(stamp)] = (stamp, Mold(elements, stamp))
        return known[1]
