"""A stamp: what of a fragment stands on one page, as one piece of operators that is placed with one ``cm``.

In: a fragment, which of its strips, a pen for grounds and lines.  Out: frozen, still without numbers of marked content.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rehabpress.pictures.xobject import XObject
from rehabpress.support.memo import hashed_once
from rehabpress.support.pdf_syntax import number
from rehabpress.typeset.canvas import RecordingCanvas
from rehabpress.typeset.fragment import Box, Fragment, FragmentPart, Group, flattened, merged, translated
from rehabpress.typeset.marked_content import LinkAnnotation, StructElement
from rehabpress.typeset.text.fonts import Face


class PlacedContent(NamedTuple):
    """One ink of a stamp, or the boxes behind them all."""

    place: str
    """The x and y of its origin."""
    operators: str
    marks: int = 0
    """How many marks it has."""
    glyphs: tuple[tuple[Face, frozenset[int]], ...] = ()
    xobject: XObject | None = None

    @property
    def placed(self) -> str:
        """The operators in their place."""
        return f"q 1 0 0 1 {self.place} cm\n{self.operators}\nQ\n"


@hashed_once
@dataclass(frozen=True, slots=True)
class PageContent:
    """Coordinates have their origin at the top left of the first strip; upwards is positive."""

    pieces: tuple[PlacedContent, ...] = ()
    """What is drawn, with ``%d`` for the number of each mark."""
    marks: tuple[int, ...] = ()
    """The elements that claim them."""
    links: tuple[LinkAnnotation, ...] = ()
    areas: tuple[tuple[int, tuple[float, float, float, float]], ...] = ()
    """Figures: the element, and left, bottom, right, top."""
    bookmarks: tuple[tuple[float, int, str], ...] = ()
    """Height, level and title of headings."""
    glyphs: tuple[tuple[Face, frozenset[int]], ...] = ()
    """The faces that show text in it, and their glyphs that are not usual."""
    xobjects: tuple[XObject, ...] = ()
    elements: tuple[StructElement, ...] = ()
    """All of its fragment."""
    content_hash: int | None = field(default=None, init=False, compare=False, repr=False)


class Positions(NamedTuple):
    """Strips of a fragment in their places: the operators of the boxes behind them, what they show in reading order, the elements that claim it."""

    behind: tuple[str, ...]
    parts: tuple[FragmentPart, ...]
    places: tuple[str, ...]
    """The x and y of each part's origin, as operands."""
    marks: tuple[int, ...]
    again: int = 0
    """How many of the first parts are decoration: the heads of tables that go on."""


def page_content(fragment: Fragment, elements: tuple[StructElement, ...], start: int, stop: int, pen: RecordingCanvas) -> PageContent:
    """The strips from ``start`` up to ``stop`` of a fragment, with the boxes behind them and the heads of tables that go on."""
    return with_content(positions(fragment, start, stop, pen), elements)


def positions(fragment: Fragment, start: int, stop: int, pen: RecordingCanvas) -> Positions:
    """The places of what the strips from ``start`` up to ``stop`` show."""
    if start == stop:
        return Positions((), (), (), ())
    tops: list[float] = []
    y = 0.0
    heads = [p for r in fragment.repeats if r.first < start <= r.last for p in translated(r.parts, 0, -r.height)]
    parts: list[FragmentPart | Group] = []
    for i, strip in enumerate(fragment.strips[start:stop]):
        y += strip.space if i else 0.0
        tops.append(y)
        parts += translated(strip.parts, 0, y)
        y += strip.height
    # columns side by side come in bands; drawn in reading order they can be read from the page alone
    again, own = _in_order(heads), _in_order(parts)
    drawn = (*again, *own)
    marks = [mark + part.base for part in own for mark in part.ink.drawn(part.start, part.stop)[1]]
    places = [f"{number(part.x)} {number(-part.y)}" for part in drawn]
    return Positions(tuple(_behind(fragment, start, stop, tops, pen)), drawn, tuple(places), tuple(marks), len(again))


def _in_order(parts: Sequence[FragmentPart | Group]) -> list[FragmentPart]:
    return merged(sorted(flattened(tuple(parts)), key=lambda part: part.base))


def _behind(fragment: Fragment, start: int, stop: int, tops: list[float], pen: RecordingCanvas) -> Iterable[str]:
    """The boxes that these strips stand in, the outermost first. Where a box is cut, its ground reaches to the room kept for its padding."""
    strips = fragment.strips
    up, down = strips[start].continues_top, strips[stop - 1].continues_bottom
    for box in fragment.boxes:
        if box.last < start or box.first >= stop:
            continue
        opens, closes = box.first >= start, box.last < stop
        first, last = max(box.first, start), min(box.last, stop - 1)
        top = tops[first - start] + box.top if opens else -up
        bottom = tops[last - start] + strips[last].height + (-box.bottom if closes else down)
        if box.look.ground:
            up -= 0.0 if opens else box.look.padding.top
            down -= 0.0 if closes else box.look.padding.bottom
        yield _at(box, top, pen.box(box.look, box.width, bottom - top, opens, closes))


def _at(box: Box, top: float, operators: str) -> str:
    return f"q 1 0 0 1 {number(box.x)} {number(-top)} cm {operators} Q"


def with_content(drawn: Positions, elements: tuple[StructElement, ...] = ()) -> PageContent:
    """What is drawn in these positions. ``elements`` are all of the fragment."""
    pieces = [PlacedContent("0 0", "\n".join(["/Artifact BMC", *drawn.behind, "EMC"]))] if drawn.behind else []
    links: list[LinkAnnotation] = []
    areas: list[tuple[int, tuple[float, float, float, float]]] = []
    bookmarks: list[tuple[float, int, str]] = []
    glyphs: dict[Face, frozenset[int]] = {}
    xobjects: dict[str, XObject] = {}
    for n, ((x, y, own, base, start, stop), place) in enumerate(zip(drawn.parts, drawn.places, strict=True)):
        ink = own.repeated() if n < drawn.again else own
        operators, marks = ink.drawn(start, stop)
        pieces.append(PlacedContent(place, operators, len(marks), ink.glyphs, ink.xobject))
        for face, found in ink.glyphs:
            if face not in glyphs:
                glyphs[face] = found
            elif found:
                glyphs[face] |= found
        if ink.plain:
            continue
        if ink.xobject:
            xobjects.setdefault(ink.xobject.name, ink.xobject)
        if ink.bookmark:
            bookmarks.append((-y, *ink.bookmark))
        if ink.area:
            left, bottom, right, top = ink.area
            areas.append((base, (left + x, bottom - y, right + x, top - y)))
        for link in ink.links:
            if start <= link.line < stop:
                translated = (link.left + x, link.bottom - y, link.right + x, link.top - y)
                links.append(LinkAnnotation(link.line, *translated, link.element + base, link.href, link.text))
    return PageContent(
        tuple(pieces),
        drawn.marks,
        tuple(links),
        tuple(areas),
        tuple(bookmarks),
        tuple(glyphs.items()),
        tuple(xobjects.values()),
        elements,
    )
