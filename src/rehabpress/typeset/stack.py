"""Stacks fragments vertically into one."""

from __future__ import annotations

from rehabpress.typeset.fragment import FREE, Box, Elements, Fragment, RepeatedHeader, Strip, translated
from rehabpress.typeset.marked_content import StructElement


class Stack:
    """Fragments one under the other, becoming one. Made and used up inside one function."""

    def __init__(self) -> None:
        self.strips: list[Strip] = []
        self._elements: list[StructElement | tuple[int, Elements]] = []
        self._count = 0
        self.boxes: list[Box] = []
        self.repeats: list[RepeatedHeader] = []
        self.after = 0.0
        self._penalty = FREE
        self.baseline: float | None = None
        self.before = 0.0

    def element(self, role: str, parent: int = -1, attributes: str = "") -> int:
        """A new structure element; its index."""
        self._elements.append(StructElement(role, parent, attributes))
        self._count += 1
        return self._count - 1

    def adopt(self, elements: Elements, parent: int) -> int:
        """Take over a fragment's elements below one of these; what is added to their indexes."""
        base = self._count
        if elements.number:
            self._elements.append((parent, elements))
            self._count += elements.number
        return base

    def add(self, fragment: Fragment, x: float = 0, parent: int = -1, gap: float | None = None) -> None:
        """Put a fragment below what there is, the larger of the two spaces between them (or ``gap``), its elements below ``parent``."""
        self.place(fragment, x, self.adopt(fragment.elements, parent), gap)

    def place(self, fragment: Fragment, x: float = 0, shift: int = 0, gap: float | None = None) -> None:
        """The same for a fragment whose elements are here already; ``shift`` is added to their indexes."""
        if not fragment.strips:
            return
        first, last = len(self.strips), len(fragment.strips) - 1
        if first:
            space = max(self.after, fragment.before) if gap is None else gap
        else:
            self.before, self.baseline, space = fragment.before, fragment.baseline, 0.0
        for n, (height, parts, own, penalty, again, ended) in enumerate(fragment.strips):
            below = penalty if n < last else fragment.break_penalty
            self.strips.append(Strip(height, translated(parts, x, 0, shift), own if n else space, below, again, ended))
        self.boxes += [box.moved(first, x) for box in fragment.boxes]
        for head in fragment.repeats:
            self.repeats.append(head._replace(first=head.first + first, last=head.last + first, parts=translated(head.parts, x)))
        self.after, self._penalty = fragment.after, fragment.break_penalty

    def done(self, before: float | None = None, after: float | None = None, break_penalty: int | None = None) -> Fragment:
        """The fragment. What is left out is that of the first and the last one inside."""
        return Fragment(
            tuple(self.strips),
            Elements(tuple(self._elements), self._count),
            tuple(self.boxes),
            tuple(self.repeats),
            self.before if before is None else before,
            self.after if after is None else after,
            self._penalty if break_penalty is None else break_penalty,
            self.baseline,
        )
