"""A fragment: a block already set, that belongs to no document and to no page.

It is a column of strips, bands across the page that are never cut. Between strips a page may end, at a price. What is drawn keeps its
origin at its own top left, upwards is positive, and the numbers of its marked content are left open until it stands on a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from rehabpress.pdf.drawing import XObject
from rehabpress.pdf.fonts import Face
from rehabpress.pdf.look import Look
from rehabpress.pdf.syntax import number

ARTIFACT = -1
"""In place of an element: decoration."""

FREE = 0
"""A page may end here."""
CLINGS = 100
"""A page may end here only when nothing else helps: after a heading, after the first line of a paragraph."""


class Element(NamedTuple):
    """A structure element. ``parent`` is an index into the same fragment's elements, or -1."""

    role: str
    parent: int = -1
    attributes: str = ""
    """The rest of its dictionary, as PDF writes it."""
    inline: bool = False
    """Whether its place among its parent's content is where it is first drawn, as that of a link is."""


class Link(NamedTuple):
    """A link: line of the ink, left and right edge, bottom and top above the ink's origin."""

    line: int
    left: float
    bottom: float
    right: float
    top: float
    element: int
    href: str
    text: str


class Bookmark(NamedTuple):
    """An entry of the outline."""

    level: int
    title: str


Stretch = tuple[int, str]
"""Operators and the element that claims them."""


@dataclass(frozen=True, slots=True, eq=False)
class Ink:
    """Something drawn: the lines of a paragraph, or one line that is a picture or a rule.

    ``head`` and ``tail`` stand around whatever lines are taken (``BT`` and ``ET``, with the font).
    """

    lines: tuple[tuple[Stretch, ...], ...]
    elements: tuple[Element, ...]
    """The roles that the marks name; the numbers in ``lines`` are indexes into it."""
    head: str = ""
    tail: str = ""
    links: tuple[Link, ...] = ()
    glyphs: tuple[tuple[Face, frozenset[int]], ...] = ()
    xobject: XObject | None = None
    bookmark: Bookmark | None = None
    area: tuple[float, float, float, float] | None = None
    """Left, bottom, right, top of a picture that is a figure."""
    artifact: str = "/Artifact BMC"
    """What opens a stretch that no element claims."""
    whole: tuple[str, tuple[int, ...]] = field(init=False)
    """All lines: operators with ``%d`` for each number of marked content, and the elements that claim them."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "whole", self.drawn(0, len(self.lines)))

    def drawn(self, start: int, stop: int) -> tuple[str, tuple[int, ...]]:
        """The operators of some lines. Neighbours that one element claims share a mark."""
        if (start, stop) == (0, len(self.lines)) and hasattr(self, "whole"):
            return self.whole
        out, marks = [self.head] if self.head else [], []
        owner: int | None = None
        for line in self.lines[start:stop]:
            for element, operators in line:
                if element != owner:
                    if owner is not None:
                        out.append("EMC")
                    if element == ARTIFACT:
                        out.append(self.artifact)
                    else:
                        out.append(f"/{self.elements[element].role}<</MCID %d>>BDC")
                        marks.append(element)
                    owner = element
                out.append(operators)
        if owner is not None:
            out.append("EMC")
        if self.tail:
            out.append(self.tail)
        return "\n".join(out), tuple(marks)

    def as_artifact(self, opened: str) -> Ink:
        """The same drawn as decoration, of the kind that ``opened`` says. Links and bookmarks are left out."""
        lines = tuple(tuple((ARTIFACT, operators) for _, operators in line) for line in self.lines)
        return replace(self, lines=lines, elements=(), links=(), bookmark=None, area=None, artifact=opened)


class Part(NamedTuple):
    """Lines of an ink in a place: ``x`` to the right, ``y`` down from the corner of what holds it to the ink's origin."""

    x: float
    y: float
    ink: Ink
    base: int
    """What is added to the ink's numbers of elements."""
    start: int
    stop: int


class Strip(NamedTuple):
    """A band that is never cut."""

    height: float
    parts: tuple[Part, ...]
    space: float = 0
    """Above it; dropped at the top of a page."""
    hold: int = FREE
    """The price of ending a page below it."""
    again: float = 0
    """Room above it when a page begins here in the middle of a box or a table."""
    ended: float = 0
    """Room below it when a page ends here in the middle of a box."""


class Box(NamedTuple):
    """Ground and lines behind strips, drawn for each run of them that stands on one page."""

    look: Look
    first: int
    last: int
    x: float
    width: float
    top: float = 0
    """How far below the top of its first strip it begins."""
    bottom: float = 0
    """How far above the bottom of its last strip it ends."""


class Repeat(NamedTuple):
    """A table's head, drawn again as decoration at the top of a page that begins with one of its strips."""

    first: int
    last: int
    parts: tuple[Part, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Fragment:
    """A block already set."""

    strips: tuple[Strip, ...]
    elements: tuple[Element, ...] = ()
    boxes: tuple[Box, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    before: float = 0
    after: float = 0
    hold: int = FREE
    """The price of ending a page after it."""
    baseline: float | None = None
    """The first base line, down from its top."""
    breaks: bool = False
    """Whether what follows begins on a new page."""

    @property
    def height(self) -> float:
        """From its top to its bottom when it is not cut."""
        return sum([s.height + s.space for s in self.strips])


NOTHING = Fragment(())


class Column:
    """Fragments one under the other, becoming one. Made and used up inside one function."""

    def __init__(self) -> None:
        self.strips: list[Strip] = []
        self.elements: list[Element] = []
        self.boxes: list[Box] = []
        self.repeats: list[Repeat] = []
        self._after = 0.0
        self._hold = FREE
        self.baseline: float | None = None
        self.before = 0.0

    def element(self, role: str, parent: int = -1, attributes: str = "") -> int:
        """A new structure element; its index."""
        self.elements.append(Element(role, parent, attributes))
        return len(self.elements) - 1

    def adopt(self, elements: Iterable[Element], parent: int) -> int:
        """Take over a fragment's elements below one of these; what is added to their indexes."""
        base = len(self.elements)
        self.elements += [e._replace(parent=parent if e.parent < 0 else e.parent + base) for e in elements]
        return base

    def add(self, fragment: Fragment, x: float = 0, parent: int = -1, gap: float | None = None) -> None:
        """Put a fragment below what there is, the larger of the two spaces between them (or ``gap``), its elements below ``parent``."""
        self.place(fragment, x, self.adopt(fragment.elements, parent), gap)

    def place(self, fragment: Fragment, x: float = 0, shift: int = 0, gap: float | None = None) -> None:
        """The same for a fragment whose elements are here already; ``shift`` is added to their indexes."""
        if not fragment.strips:
            return
        first = len(self.strips)
        if first:
            self.strips[-1] = self.strips[-1]._replace(hold=self._hold)
            space = max(self._after, fragment.before) if gap is None else gap
        else:
            self.before, self.baseline, space = fragment.before, fragment.baseline, 0.0
        for strip in fragment.strips:
            parts = tuple([p._replace(x=p.x + x, base=p.base + shift) for p in strip.parts]) if x or shift else strip.parts
            self.strips.append(strip._replace(parts=parts))
        self.strips[first] = self.strips[first]._replace(space=space)
        self.boxes += [b._replace(first=b.first + first, last=b.last + first, x=b.x + x) for b in fragment.boxes]
        for again in fragment.repeats:
            moved = tuple([p._replace(x=p.x + x) for p in again.parts])
            self.repeats.append(again._replace(first=again.first + first, last=again.last + first, parts=moved))
        self._after, self._hold = fragment.after, fragment.hold

    def done(self, before: float | None = None, after: float | None = None, hold: int | None = None) -> Fragment:
        """The fragment. What is left out is that of the first and the last one inside."""
        return Fragment(
            tuple(self.strips),
            tuple(self.elements),
            tuple(self.boxes),
            tuple(self.repeats),
            self.before if before is None else before,
            self._after if after is None else after,
            self._hold if hold is None else hold,
            self.baseline,
        )


def kept(fragment: Fragment) -> Fragment:
    """The fragment, cut only when it is taller than a page."""
    strips = [s._replace(hold=s.hold + 1) for s in fragment.strips[:-1]]
    return replace(fragment, strips=(*strips, *fragment.strips[-1:]))


def merged(parts: Sequence[Part]) -> list[Part]:
    """Parts in order, neighbours that are successive lines of one ink in one place joined."""
    out: list[Part] = []
    for part in parts:
        last = out[-1] if out else None
        if last and last.ink is part.ink and last.stop == part.start and last.base == part.base and _same(last, part):
            out[-1] = last._replace(stop=part.stop)
        else:
            out.append(part)
    return out


def _same(one: Part, other: Part) -> bool:
    return abs(one.x - other.x) < 0.01 and abs(one.y - other.y) < 0.01


def placed(part: Part) -> tuple[str, tuple[int, ...]]:
    """The operators of a part with the origin at the corner of what holds it, and the elements that its marks belong to."""
    operators, marks = part.ink.drawn(part.start, part.stop)
    return f"q 1 0 0 1 {number(part.x)} {number(-part.y)} cm\n{operators}\nQ", tuple([m + part.base for m in marks])
