"""Polygon operations on the picture plane (union, difference, offset), by Clipper.

A region is a list of rings of whole numbers, ``UNIT`` to the centimetre; what is inside is right by the nonzero rule (holes run the other way).
Every result is cleaned of slivers: Clipper's offset silently drops large rings when there are nearly empty ones among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, hypot, pi, sin

import pyclipper

UNIT = 400
Point = tuple[int, int]
Ring = list[Point]
PolygonRegion = list[Ring]
Polylines = list[list[Point]]
Bounds = tuple[int, int, int, int]

SLIVER = 0.05 * UNIT * UNIT
"""Rings with less area are no part of a picture."""

ARC = 0.03
"""How far in centimetres a rounded corner may be from a true arc."""

_CIRCLE = [(cos(2 * pi * i / 32), sin(2 * pi * i / 32)) for i in range(32)]


def ring_area(ring: Sequence[Sequence[int]]) -> float:
    """The area within a ring in square units, below 0 when it runs clockwise."""
    return float(pyclipper.Area(ring))


def area(region: PolygonRegion) -> float:
    """The area of a cleaned region in square centimetres."""
    return sum(ring_area(r) for r in region) / (UNIT * UNIT)


def cleaned(region: Iterable[Sequence[Sequence[int]]]) -> PolygonRegion:
    """Without slivers."""
    return [[(x, y) for x, y in ring] for ring in region if len(ring) > 2 and abs(ring_area(ring)) > SLIVER]


def box(region: PolygonRegion) -> Bounds:
    """The bounds: left, bottom, right, top. Not of an empty region."""
    xs = [p[0] for ring in region for p in ring]
    ys = [p[1] for ring in region for p in ring]
    return min(xs), min(ys), max(xs), max(ys)


def apart(a: PolygonRegion, b: PolygonRegion) -> bool:
    """Whether two regions surely share nothing."""
    if not a or not b:
        return True
    p, q = box(a), box(b)
    return p[2] < q[0] or q[2] < p[0] or p[3] < q[1] or q[3] < p[1]


def _combined(kind: int, a: PolygonRegion, b: PolygonRegion) -> PolygonRegion:
    clipper = pyclipper.Pyclipper()
    clipper.AddPaths(a, pyclipper.PT_SUBJECT, True)
    if b:
        clipper.AddPaths(b, pyclipper.PT_CLIP, True)
    return cleaned(clipper.Execute(kind, pyclipper.PFT_NONZERO, pyclipper.PFT_NONZERO))


def union(*regions: PolygonRegion) -> PolygonRegion:
    """What is in any of them."""
    rings = [ring for region in regions for ring in region]
    return _combined(pyclipper.CT_UNION, rings, []) if rings else []


def common(a: PolygonRegion, b: PolygonRegion) -> PolygonRegion:
    """What is in both."""
    return [] if apart(a, b) else _combined(pyclipper.CT_INTERSECTION, a, b)


def without(a: PolygonRegion, b: PolygonRegion) -> PolygonRegion:
    """What is in ``a`` and not in ``b``."""
    return a if apart(a, b) else _combined(pyclipper.CT_DIFFERENCE, a, b)


def grown(region: PolygonRegion, by: float) -> PolygonRegion:
    """Wider by so many centimetres on all sides, corners rounded; below 0: narrower."""
    if not region or not by:
        return region
    offset = pyclipper.PyclipperOffset(2.0, ARC * UNIT)
    offset.AddPaths(cleaned(region), pyclipper.JT_ROUND, pyclipper.ET_CLOSEDPOLYGON)
    return cleaned(pyclipper.CleanPolygons(offset.Execute(by * UNIT), ARC / 2 * UNIT))


def closed(region: PolygonRegion, radius: float) -> PolygonRegion:
    """With every notch narrower than twice ``radius`` filled in round."""
    return grown(grown(region, radius), -radius)


def opened(region: PolygonRegion, radius: float) -> PolygonRegion:
    """Without any spike narrower than twice ``radius``."""
    return grown(grown(region, -radius), radius)


def disc(centre: tuple[float, float], radius: float) -> PolygonRegion:
    """A disc; ``centre`` and ``radius`` in centimetres."""
    x, y = centre
    return [[(round((x + radius * c) * UNIT), round((y + radius * s) * UNIT)) for c, s in _CIRCLE]]


def lens(centre: tuple[float, float], size: float | tuple[float, float]) -> PolygonRegion:
    """A disc whose edge is drawn large and looks round; of half a width and half a height, a plate with rounded corners."""
    x, y = centre
    if isinstance(size, tuple):
        w, h = size[0] - 3, size[1] - 3
        return grown([ring_of(((x - w, y - h), (x + w, y - h), (x + w, y + h), (x - w, y + h)))], 3)
    radius = size
    return [[(round((x + radius * cos(2 * pi * i / 96)) * UNIT), round((y + radius * sin(2 * pi * i / 96)) * UNIT)) for i in range(96)]]


def ring_of(points: Iterable[tuple[float, float]]) -> Ring:
    """A ring, counterclockwise, through points in centimetres."""
    ring = [(round(x * UNIT), round(y * UNIT)) for x, y in points]
    return ring if ring_area(ring) >= 0 else ring[::-1]


def line_of(points: Iterable[tuple[float, float]]) -> list[Point]:
    """A line through points in centimetres."""
    return [(round(x * UNIT), round(y * UNIT)) for x, y in points]


def outlines(region: PolygonRegion) -> Polylines:
    """The rings of a region as lines that end where they begin."""
    return [[*ring, ring[0]] for ring in region]


def _cut(lines: Polylines, region: PolygonRegion, kind: int) -> Polylines:
    clipper = pyclipper.Pyclipper()
    for line in lines:
        if len(line) > 1 and any(p != line[0] for p in line):
            clipper.AddPath(line, pyclipper.PT_SUBJECT, False)
    clipper.AddPaths(region, pyclipper.PT_CLIP, True)
    tree = clipper.Execute2(kind, pyclipper.PFT_NONZERO, pyclipper.PFT_NONZERO)
    return joined([[(x, y) for x, y in line] for line in pyclipper.OpenPathsFromPolyTree(tree)])


def lines_outside(lines: Polylines, region: PolygonRegion) -> Polylines:
    """The stretches of lines that are not within a region."""
    if not lines or not region:
        return lines
    return _cut(lines, region, pyclipper.CT_DIFFERENCE)


def lines_within(lines: Polylines, region: PolygonRegion) -> Polylines:
    """The stretches of lines that are within a region."""
    return _cut(lines, region, pyclipper.CT_INTERSECTION) if lines and region else []


def joined(lines: Polylines) -> Polylines:
    """Stretches put together where one ends and another begins."""
    waiting = [line for line in lines if len(line) > 1]
    whole: Polylines = []
    while waiting:
        line = waiting.pop()
        found = True
        while found:
            found = False
            for i, other in enumerate(waiting):
                if _touch(line[-1], other[0]):
                    line = line + other[1:]
                elif _touch(line[0], other[-1]):
                    line = other + line[1:]
                elif _touch(line[-1], other[-1]):
                    line = line + other[-2::-1]
                elif _touch(line[0], other[0]):
                    line = other[::-1] + line[1:]
                else:
                    continue
                del waiting[i]
                found = True
                break
        whole.append(line)
    return whole[::-1]


def _touch(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) < 3 and abs(a[1] - b[1]) < 3


def long(line: Sequence[Point]) -> float:
    """The length of a line in centimetres."""
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(line)) / UNIT


def thinned(points: Sequence[Point], tolerance: float) -> list[Point]:
    """The points that a line needs to stay within ``tolerance`` units of what it was (Douglas and Peucker)."""
    if len(points) < 3:
        return list(points)
    keep = [False] * len(points)
    keep[0] = keep[-1] = True
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        ax, ay = points[first]
        dx, dy = points[last][0] - ax, points[last][1] - ay
        size = hypot(dx, dy)
        worst, at = tolerance * (size or 1.0), -1
        for i in range(first + 1, last):
            px, py = points[i][0] - ax, points[i][1] - ay
            off = abs(px * dy - py * dx) if size else hypot(px, py)
            if off > worst:
                worst, at = off, i
        if at > 0:
            keep[at] = True
            todo += ((first, at), (at, last))
    return [p for p, kept in zip(points, keep, strict=True) if kept]


def convex(points: Iterable[tuple[float, float]]) -> Ring:
    """The ring round points in centimetres."""
    ordered = sorted({(round(x * UNIT), round(y * UNIT)) for x, y in points})

    def half(way: Iterable[Point]) -> Ring:
        ring: Ring = []
        for p in way:
            while len(ring) > 1 and (ring[-1][0] - ring[-2][0]) * (p[1] - ring[-2][1]) <= (ring[-1][1] - ring[-2][1]) * (
                p[0] - ring[-2][0]
            ):
                ring.pop()
            ring.append(p)
        return ring

    return half(ordered)[:-1] + half(reversed(ordered))[:-1]
