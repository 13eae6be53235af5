"""Display list of one frame: marks in painting order, in units of the picture plane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rehabpress.figure.palette import PROP_LINE, THING
from rehabpress.figure.polygons import Bounds, PolygonRegion, Polylines, common, lines_within, outlines, union


@dataclass(frozen=True, slots=True)
class PaintedMark:
    """Lines or closed rings, filled or stroked or both. ``width`` and ``dash`` in points of the printed page."""

    paths: Polylines
    fill: str | None = None
    line: str | None = None
    width: float = 0.0
    dash: tuple[float, float] | None = None
    closed: bool = False


@dataclass(slots=True)
class Canvas:
    """One frame while it is painted."""

    marks: list[PaintedMark] = field(default_factory=list)

    def fill(self, region: PolygonRegion, colour: str) -> None:
        """Paint a region."""
        if region:
            self.marks.append(PaintedMark(region, fill=colour, closed=True))

    def line(self, lines: Polylines, colour: str, width: float, dash: tuple[float, float] | None = None) -> None:
        """Draw lines."""
        if lines := [line for line in lines if len(line) > 1]:
            self.marks.append(PaintedMark(lines, line=colour, width=width, dash=dash))

    def shape(self, region: PolygonRegion, fill: str, line: str, width: float) -> None:
        """Paint a region and draw its outline."""
        if region:
            self.marks.append(PaintedMark(region, fill=fill, line=line, width=width, closed=True))

    def box(self) -> Bounds:
        """The bounds of everything painted."""
        points = [p for mark in self.marks for path in mark.paths for p in path] or [(0, 0)]
        return min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)

    def within(self, lens: PolygonRegion) -> Canvas:
        """What of it lies within a region, with the edge of that round it."""
        kept = Canvas()
        for m in self.marks:
            if m.closed and m.fill:
                kept.fill(common(union(m.paths), lens), m.fill)
            if m.line:
                lines = [[*path, path[0]] for path in m.paths] if m.closed else m.paths
                kept.line(lines_within(lines, lens), m.line, m.width, m.dash)
        kept.line(outlines(lens), PROP_LINE, THING)
        return kept

    def mirrored(self) -> Canvas:
        """The same seen in a mirror."""
        return Canvas(
            [PaintedMark([[(-x, y) for x, y in path] for path in m.paths], m.fill, m.line, m.width, m.dash, m.closed) for m in self.marks]
        )


def bounds(regions: Sequence[PolygonRegion]) -> Bounds | None:
    """The bounds of several regions; None when all are empty."""
    points = [p for region in regions for ring in region for p in ring]
    if not points:
        return None
    return min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)
