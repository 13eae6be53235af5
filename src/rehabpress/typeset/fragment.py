"""A fragment: a block already set, that belongs to no document and to no page.

It is a column of strips, bands across the page that are never cut. Between strips a page may end, at a price. What is drawn keeps its
origin at its own top left, upwards is positive, and the numbers of its marked content are left open until it stands on a page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rehabpress.typeset.computed_style import ComputedStyle
from rehabpress.typeset.marked_content import MarkedContent, StructElement

FREE = 0
"""A page may end here."""
KEEP = 100
"""A page may end here only when nothing else helps: after a heading, after the first line of a paragraph."""


class FragmentPart(NamedTuple):
    """Lines of an ink in a place: ``x`` to the right, ``y`` down from the corner of what holds it to the ink's origin."""

    x: float
    y: float
    ink: MarkedContent
    base: int
    """What is added to the ink's numbers of elements."""
    start: int
    stop: int


class Group(NamedTuple):
    """Parts that have been moved together, so that a fragment within fragments is not gone through again for each of them."""

    x: float
    y: float
    base: int
    parts: FragmentParts


FragmentParts = tuple[FragmentPart | Group, ...]


def translated(parts: FragmentParts, x: float, y: float = 0, base: int = 0) -> FragmentParts:
    """Parts in another place, ``base`` added to their numbers of elements."""
    return (Group(x, y, base, parts),) if parts and (x or y or base) else parts


def flattened(parts: FragmentParts) -> list[FragmentPart]:
    """The parts with all groups undone, in order."""
    out: list[FragmentPart] = []
    _undo(parts, 0, 0, 0, out)
    return out


def with_inks(parts: FragmentParts, change: Callable[[MarkedContent], MarkedContent]) -> FragmentParts:
    """The parts with each ink changed, in the same groups: their places are added up in the same order."""
    out: list[FragmentPart | Group] = []
    for part in parts:
        if isinstance(part, FragmentPart):
            x, y, ink, base, start, stop = part
            out.append(FragmentPart(x, y, change(ink), base, start, stop))
        else:
            out.append(Group(part.x, part.y, part.base, with_inks(part.parts, change)))
    return tuple(out)


def _undo(parts: FragmentParts, x: float, y: float, base: int, out: list[FragmentPart]) -> None:
    for part in parts:
        if isinstance(part, FragmentPart):
            out.append(FragmentPart(x + part.x, y + part.y, part.ink, base + part.base, part.start, part.stop))
        else:
            _undo(part.parts, x + part.x, y + part.y, base + part.base, out)


class Elements(NamedTuple):
    """Structure elements: own ones, and those of fragments within, each with the index of the element that they stand below (or -1).

    Indexes count them all in order, those of a fragment within one after the other.
    """

    items: tuple[StructElement | tuple[int, Elements], ...] = ()
    number: int = 0

    @staticmethod
    def of(elements: tuple[StructElement, ...]) -> Elements:
        """Own ones only."""
        return Elements(elements, len(elements))

    def flat(self) -> list[StructElement]:
        """All of them in the order of their indexes."""
        out: list[StructElement] = []
        self._gather(-1, out)
        return out

    def _gather(self, above: int, out: list[StructElement]) -> None:
        base = len(out)
        for item in self.items:
            if isinstance(item, StructElement):
                out.append(StructElement(item.role, item.parent + base if item.parent >= 0 else above, item.attributes, item.inline))
            else:
                parent, inner = item
                inner._gather(parent + base if parent >= 0 else above, out)


class Strip(NamedTuple):
    """A band that is never cut."""

    height: float
    parts: FragmentParts
    space: float = 0
    """Above it; dropped at the top of a page."""
    break_penalty: int = FREE
    """The price of ending a page below it."""
    continues_top: float = 0
    """Room above it when a page begins here in the middle of a box or a table."""
    continues_bottom: float = 0
    """Room below it when a page ends here in the middle of a box."""


class Box(NamedTuple):
    """Ground and lines behind strips, drawn for each run of them that stands on one page."""

    look: ComputedStyle
    first: int
    last: int
    x: float
    width: float
    top: float = 0
    """How far below the top of its first strip it begins."""
    bottom: float = 0
    """How far above the bottom of its last strip it ends."""

    def moved(self, strips: int = 0, x: float = 0, top: float = 0, bottom: float = 0) -> Box:
        """The box so many strips further down and ``x`` to the right, with so much more room above and below it."""
        look, first, last, left, width, above, below = self
        return Box(look, first + strips, last + strips, left + x, width, above + top, below + bottom)


class RepeatedHeader(NamedTuple):
    """The head of a table or section, drawn again as decoration at the top of a page that begins with a strip after ``first`` up to ``last``."""

    first: int
    last: int
    parts: FragmentParts
    height: float


class Fragment(NamedTuple):
    """A block already set."""

    strips: tuple[Strip, ...] = ()
    elements: Elements = Elements()
    boxes: tuple[Box, ...] = ()
    repeats: tuple[RepeatedHeader, ...] = ()
    before: float = 0
    after: float = 0
    break_penalty: int = FREE
    """The price of ending a page after it."""
    baseline: float | None = None
    """The first base line, down from its top."""
    breaks: bool = False
    """Whether what follows begins on a new page."""

    def drawn(self, change: Callable[[MarkedContent], MarkedContent]) -> Fragment:
        """The same with each ink changed."""
        strips = [strip._replace(parts=with_inks(strip.parts, change)) for strip in self.strips]
        repeats = [again._replace(parts=with_inks(again.parts, change)) for again in self.repeats]
        return self._replace(strips=tuple(strips), repeats=tuple(repeats))

    @property
    def height(self) -> float:
        """From its top to its bottom when it is not cut."""
        return sum([s.height + s.space for s in self.strips])


NOTHING = Fragment()


def keep_together(fragment: Fragment, tallest: float) -> Fragment:
    """The fragment as one strip; or, where that would be higher than ``tallest``, cut only when it is taller than a page."""
    if len(fragment.strips) < 2:
        return fragment
    if fragment.height <= tallest:
        return _one_strip(fragment)
    strips = [
        Strip(height, parts, space, penalty + 1, again, ended) for height, parts, space, penalty, again, ended in fragment.strips[:-1]
    ]
    return fragment._replace(strips=(*strips, *fragment.strips[-1:]))


def _one_strip(fragment: Fragment) -> Fragment:
    """The fragment with its strips joined. The head of a table in it is never drawn again: no page ends in it."""
    tops: list[float] = []
    parts: list[FragmentPart | Group] = []
    y = 0.0
    for strip in fragment.strips:
        y += strip.space if tops else 0.0
        tops.append(y)
        parts += translated(strip.parts, 0, y)
        y += strip.height
    boxes = [
        Box(look, 0, 0, x, width, tops[first] + top, y - tops[last] - fragment.strips[last].height + bottom)
        for look, first, last, x, width, top, bottom in fragment.boxes
    ]
    first, last = fragment.strips[0], fragment.strips[-1]
    whole = Strip(y, tuple(parts), first.space, last.break_penalty, first.continues_top, last.continues_bottom)
    return fragment._replace(strips=(whole,), boxes=tuple(boxes), repeats=())


def repeating(fragment: Fragment, head: Sequence[Strip], first: int) -> Fragment:
    """The fragment with a head that is drawn again, as decoration, wherever a page begins with a strip after ``first``."""
    last = len(fragment.strips) - 1
    if first >= last:
        return fragment
    parts: list[FragmentPart] = []
    y = 0.0
    for strip in head:
        y += strip.space
        parts += [part._replace(y=part.y + y) for part in flattened(strip.parts)]
        y += strip.height
    strips = [s._replace(continues_top=s.continues_top + y) if i > first else s for i, s in enumerate(fragment.strips)]
    return fragment._replace(strips=tuple(strips), repeats=(*fragment.repeats, RepeatedHeader(first, last, tuple(parts), y)))


def merged(parts: Sequence[FragmentPart]) -> list[FragmentPart]:
    """Parts in order, neighbours that are successive lines of one ink in one place joined."""
    out: list[FragmentPart] = []
    for part in parts:
        last = out[-1] if out else None
        if last and last.ink is part.ink and last.stop == part.start and last.base == part.base and _same(last, part):
            out[-1] = last._replace(stop=part.stop)
        else:
            out.append(part)
    return out


def _same(one: FragmentPart, other: FragmentPart) -> bool:
    return abs(one.x - other.x) < 0.01 and abs(one.y - other.y) < 0.01
