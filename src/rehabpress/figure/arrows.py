"""Draws movement arrows with a white rim, along the path of a landmark or straight from a point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import atan2, cos, dist, hypot, pi, radians, sin

from rehabpress.figure.anatomy import Anatomy
from rehabpress.figure.camera import Projection
from rehabpress.figure.canvas import Canvas
from rehabpress.figure.kinematics.vectors import Transform, dot, rotate
from rehabpress.figure.landmarks import inner, landmark, split
from rehabpress.figure.palette import ARROW, HALO
from rehabpress.figure.polygons import PolygonRegion, area, common, grown, ring_of, union
from rehabpress.model.figure import Arrow

ArrowPlace = tuple[float, float]
HEAD = 8.0
STEM = 2.7

PIVOTS: Mapping[str, tuple[str, ...]] = {
    "knee": ("hip",), "below-knee": ("hip",), "thigh": ("hip",), "shin": ("knee", "hip"), "ankle": ("knee", "hip"), "foot": ("knee", "hip"),
    "heel": ("ankle", "knee", "hip"), "toes": ("ankle", "knee", "hip"), "elbow": ("shoulder",), "forearm": ("elbow", "shoulder"),
    "hand": ("shoulder",), "wrist": ("elbow", "shoulder"),
}  # fmt: skip
"""The joints about which a landmark may be moving, the nearest first."""


def paint_arrow(
    canvas: Canvas, camera: Projection, arrow: Arrow, before: Mapping[str, Transform], frames: Mapping[str, Transform], shapes: Anatomy, body: PolygonRegion
) -> None:  # fmt: skip
    """Draw an arrow from the frame ``before`` to this one. ``body`` is the region to stay clear of."""
    if arrow.follows:
        ways = [
            _arc(camera, arrow.follows, before, frames, gap) for gap in ([arrow.away] if arrow.away is not None else (11, 15, -12, 20, -17))
        ]
        way = min(ways, key=lambda w: (round(_covered(camera, w, body)), ways.index(w)))
        if camera.level:
            way = [p for p in way if p[1] > 3.5] or way
    else:
        way = _straight(camera, arrow, frames, shapes)
    x, y = arrow.aside
    shape = arrow_shape([(p[0] + x, p[1] + y) for p in way], arrow.both_ways)
    canvas.fill(grown(shape, 0.9), HALO)
    canvas.fill(shape, ARROW)


def _covered(camera: Projection, way: Sequence[ArrowPlace], body: PolygonRegion) -> float:
    """How much of the body an arrow would cover, in square centimetres; more when it dips below the floor."""
    shape = grown(arrow_shape(way, False), 1.0)
    below = sum(1 for _, y in way if camera.level and y < 4) * 2.0
    return area(common(shape, body)) + below


def _arc(camera: Projection, name: str, before: Mapping[str, Transform], frames: Mapping[str, Transform], gap: float) -> list[ArrowPlace]:
    bare, side = split(name)
    a, b = camera.seen(inner(name, before)), camera.seen(inner(name, frames))
    word = "left" if side == "l" else "right"
    pivots = [f"{word} {p}" for p in PIVOTS.get(bare, ())]
    if not pivots or dist(a, b) < 1:
        return _beside(a, b, gap)
    pivot = min(pivots, key=lambda p: (dist(camera.seen(inner(p, before)), camera.seen(inner(p, frames))) > 9, pivots.index(p)))
    c, d = camera.seen(inner(pivot, before)), camera.seen(inner(pivot, frames))
    start, end = atan2(a[1] - c[1], a[0] - c[0]), atan2(b[1] - d[1], b[0] - d[0])
    swing = (end - start + pi) % (2 * pi) - pi
    if abs(swing) < 0.2:
        return _beside(a, b, gap)
    way = []
    for i in range(25):
        t = 0.08 + 0.84 * i / 24
        r, at = dist(a, c) * (1 - t) + dist(b, d) * t + gap, start + swing * t
        way.append((c[0] + (d[0] - c[0]) * t + r * cos(at), c[1] + (d[1] - c[1]) * t + r * sin(at)))
    return way


def _beside(a: ArrowPlace, b: ArrowPlace, gap: float) -> list[ArrowPlace]:
    """A straight way, moved aside by ``gap``."""
    size = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    x, y = -(b[1] - a[1]) / size * gap, (b[0] - a[0]) / size * gap
    return [(a[0] + (b[0] - a[0]) * t / 12 + x, a[1] + (b[1] - a[1]) * t / 12 + y) for t in range(13)]


def _straight(camera: Projection, arrow: Arrow, frames: Mapping[str, Transform], shapes: Anatomy) -> list[ArrowPlace]:
    point, out, _ = landmark(arrow.at or "belly", frames, shapes)
    x, y = camera.seen(point)
    if isinstance(arrow.points, int):
        way = (cos(radians(arrow.points)), sin(radians(arrow.points)))
    elif arrow.points in ("apart", "together"):
        middle, sideways = camera.seen(inner("pelvis", frames)), camera.seen(rotate(frames["pelvis"][1], (0.0, 1.0, 0.0)))
        outward = 1 if (x - middle[0]) * sideways[0] + (y - middle[1]) * sideways[1] > 0 else -1
        outward *= 1 if arrow.points == "apart" else -1
        size = hypot(*sideways) or 1.0
        way = (sideways[0] / size * outward, sideways[1] / size * outward)
    else:
        way = {"up": (0.0, 1.0), "down": (0.0, -1.0), "left": (-1.0, 0.0), "right": (1.0, 0.0)}[str(arrow.points)]
    gap = arrow.away if arrow.away is not None else 4
    away = camera.seen(out) if arrow.points not in ("apart", "together") else way
    size = hypot(*away)
    if size > 0.3 and dot(out, camera.viewer) < 0.8:
        towards = away[0] * way[0] + away[1] * way[1] < -0.3 * size
        more = gap + (arrow.long if towards else 0)
        x, y = x + away[0] / size * more, y + away[1] / size * more
    points = []
    for i in range(19):
        t = i / 18
        bow = 4 * t * (1 - t) * arrow.bend
        points.append((x + way[0] * arrow.long * t - way[1] * bow, y + way[1] * arrow.long * t + way[0] * bow))
    return points


def arrow_shape(way: Sequence[ArrowPlace], both_ways: bool) -> PolygonRegion:
    """The region of an arrow along a way in centimetres."""
    lengths = [0.0]
    for p, q in pairwise(way):
        lengths.append(lengths[-1] + dist(p, q))
    whole = lengths[-1]
    if whole < 1:
        return []
    head = min(HEAD, whole * 0.6)

    def at(s: float) -> ArrowPlace:
        s = min(max(s, 0.0), whole)
        for i in range(len(way) - 1):
            if s <= lengths[i + 1]:
                t = (s - lengths[i]) / ((lengths[i + 1] - lengths[i]) or 1.0)
                return way[i][0] + (way[i + 1][0] - way[i][0]) * t, way[i][1] + (way[i + 1][1] - way[i][1]) * t
        return way[-1]

    def direction(s: float, reach: float = 0.6) -> ArrowPlace:
        p, q = at(s - reach), at(s + reach)
        size = dist(p, q) or 1.0
        return (q[0] - p[0]) / size, (q[1] - p[1]) / size

    def tip(end: float, base: float) -> list[ArrowPlace]:
        p, b = at(end), at(base)
        size = dist(p, b) or 1.0
        x, y = (p[0] - b[0]) / size, (p[1] - b[1]) / size
        wide, back = head * 0.5, head * 0.16
        return [(b[0] - y * wide - x * back, b[1] + x * wide - y * back), p, (b[0] + y * wide - x * back, b[1] - x * wide - y * back)]

    first, last = (head * 0.8 if both_ways else 0.0), whole - head * 0.8
    left, right = [], []
    for i in range(17):
        s = first + (last - first) * i / 16
        (px, py), (tx, ty) = at(s), direction(s)
        half = STEM / 2 * (1.0 if both_ways else 0.5 + 0.5 * i / 16)
        left.append((px - ty * half, py + tx * half))
        right.append((px + ty * half, py - tx * half))
    ring = [*left, *tip(whole, last), *reversed(right), *(tip(0.0, first) if both_ways else [])]
    return union([ring_of(ring)])
