"""Fragments one under the other, becoming one."""

from __future__ import annotations

from collections.abc import Iterable

from rehabpress.pdf.fragment import FREE, Box, Fragment, Repeat, Strip
from rehabpress.pdf.ink import Element


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
        # built anew and not with _replace, which takes three times as long and is called for every element of every block around it
        self.elements += [Element(e.role, parent if e.parent < 0 else e.parent + base, e.attributes, e.inline) for e in elements]
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
            if x or shift:
                parts = tuple([p.moved(x, 0, shift) for p in strip.parts])
                strip = Strip(strip.height, parts, strip.space, strip.hold, strip.again, strip.ended)
            self.strips.append(strip)
        self.strips[first] = self.strips[first]._replace(space=space)
        self.boxes += [b._replace(first=b.first + first, last=b.last + first, x=b.x + x) for b in fragment.boxes]
        for again in fragment.repeats:
            moved = tuple([p.moved(x) for p in again.parts])
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
