"""A fragment: a block already set, that belongs to no document and to no page.

It is a column of strips, bands across the page that are never cut. Between strips a page may end, at a price. What is drawn keeps its
origin at its own top left, upwards is positive, and the numbers of its marked content are left open until it stands on a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rehabpress.pdf.ink import Element, Ink
from rehabpress.pdf.look import Look

FREE = 0
"""A page may end here."""
CLINGS = 100
"""A page may end here only when nothing else helps: after a heading, after the first line of a paragraph."""


class Part(NamedTuple):
    """Lines of an ink in a place: ``x`` to the right, ``y`` down from the corner of what holds it to the ink's origin."""

    x: float
    y: float
    ink: Ink
    base: int
    """What is added to the ink's numbers of elements."""
    start: int
    stop: int

    def moved(self, x: float = 0, y: float = 0, base: int = 0) -> Part:
        """The same in another place, ``base`` added to its numbers of elements."""
        return Part(self.x + x, self.y + y, self.ink, self.base + base, self.start, self.stop)


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
