"""Silhouette of a chain of ellipsoids as the camera sees it, and the depth of its front surface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import cos, pi, sin, sqrt

from rehabpress.figure.anatomy import Chain, Ellipsoid
from rehabpress.figure.camera import Projection
from rehabpress.figure.kinematics.vectors import Rotation, Transform, Vec, dot, placed, rotate, transposed
from rehabpress.figure.polygons import UNIT, Point, PolygonRegion, Ring, union

_HALF = 18
_WAYS = [(cos(pi * i / _HALF), sin(pi * i / _HALF)) for i in range(_HALF)]
_TERMS = [(x, y, x * x, 2 * x * y, y * y) for x, y in _WAYS]

ViewedEllipse = tuple[float, float, float, float, float]
"""An ellipse: its centre (two), and its width matrix (xx, xy, yy): support in direction n is the root of n.M.n."""

EllipsoidBall = tuple[Vec, Vec]


def _spline(rows: Sequence[tuple[float, ...]], steps: int) -> list[tuple[tuple[float, ...], int]]:
    """Points on a Catmull-Rom curve through rows of numbers, each with the index of the nearer row."""
    if len(rows) < 3:
        return [(row, i) for i, row in enumerate(rows)]
    curve: list[tuple[tuple[float, ...], int]] = []
    for i in range(len(rows) - 1):
        p, q, r, s = rows[max(i - 1, 0)], rows[i], rows[i + 1], rows[min(i + 2, len(rows) - 1)]
        for k in range(steps):
            t = k / steps
            t2, t3 = t * t, t * t * t
            curve.append((
                tuple(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t2 + (3 * b - a - 3 * c + d) * t3) for a, b, c, d in zip(p, q, r, s, strict=True)),
                i if t < 0.5 else i + 1,
            ))  # fmt: skip
    return [*curve, (rows[-1], len(rows) - 1)]


def lofted(chain: Chain, steps: int = 3) -> list[EllipsoidBall]:
    """A chain within one segment, smoothed: centres and radii in the segment's frame."""
    return [((*row[:3],), (*(max(x, 0.1) for x in row[3:]),)) for row, _ in _spline([e.centre + e.radii for e in chain], steps)]  # type: ignore[misc]


def _view(camera: Projection, turn: Rotation) -> tuple[Vec, Vec]:
    back = transposed(turn)
    return rotate(back, camera.right), rotate(back, camera.top)


def _ellipse(centre: tuple[float, float], right: Vec, top: Vec, r: Vec) -> ViewedEllipse:
    a, b, c = right[0] * r[0], right[1] * r[1], right[2] * r[2]
    d, e, f = top[0] * r[0], top[1] * r[1], top[2] * r[2]
    return (*centre, a * a + b * b + c * c, a * d + b * e + c * f, d * d + e * e + f * f)


def ellipses(camera: Projection, frame: Transform, balls: Sequence[EllipsoidBall], more: float = 0.0) -> list[ViewedEllipse]:
    """The balls of one segment as they are seen, ``more`` centimetres thicker."""
    right, top = _view(camera, frame[1])
    x, y = camera.seen(frame[0])
    return [
        _ellipse((x + dot(right, c), y + dot(top, c)), right, top, (r[0] + more, r[1] + more, r[2] + more) if more else r) for c, r in balls
    ]


OutlineEdge = list[tuple[float, Point]]
"""In each direction, how far an ellipse reaches, and the point that does."""


def _edge(seen: ViewedEllipse) -> OutlineEdge:
    cx, cy, a, b, d = seen
    x, y = cx * UNIT, cy * UNIT
    front: OutlineEdge = []
    back: OutlineEdge = []
    for nx, ny, xx, xy, yy in _TERMS:
        q = sqrt(max(a * xx + b * xy + d * yy, 1e-9))
        px, py = (a * nx + b * ny) / q * UNIT, (b * nx + d * ny) / q * UNIT
        along = cx * nx + cy * ny
        front.append((along + q, (round(x + px), round(y + py))))
        back.append((q - along, (round(x - px), round(y - py))))
    return front + back


def _hull(one: OutlineEdge, two: OutlineEdge) -> Ring:
    """The ring round two ellipses."""
    return [(p if p[0] >= q[0] else q)[1] for p, q in zip(one, two, strict=True)]


def ellipse_ring(camera: Projection, frame: Transform, centre: Vec, radii: Vec) -> Ring:
    """The outline of one ellipsoid."""
    return [p for _, p in _edge(ellipses(camera, frame, [(centre, radii)])[0])]


def _swept(seen: Sequence[ViewedEllipse]) -> PolygonRegion:
    edges = [_edge(s) for s in seen]
    if len(edges) == 1:
        return [[p for _, p in edges[0]]]
    return [_hull(one, two) for one, two in pairwise(edges)]


def swept(camera: Projection, frame: Transform, balls: Sequence[EllipsoidBall]) -> PolygonRegion:
    """The hulls along a row of balls in one frame, not yet united."""
    return _swept(ellipses(camera, frame, balls))


def silhouette(camera: Projection, frames: Mapping[str, Transform], chains: Sequence[Chain], more: float = 0.0) -> PolygonRegion:
    """The outline of a part: its chains smoothed, seen, and united; ``more`` centimetres thicker."""
    hulls: PolygonRegion = []
    for chain in chains:
        if len({e.segment for e in chain}) == 1:
            seen = ellipses(camera, frames[chain[0].segment], lofted(chain), more)
        else:
            seen = _spine(camera, frames, chain, more)
        hulls += _swept(seen)
    return union(hulls)


def _spine(camera: Projection, frames: Mapping[str, Transform], chain: Chain, more: float) -> list[ViewedEllipse]:
    rows = [placed(frames[e.segment], e.centre) + e.radii for e in chain]
    seen = []
    for row, nearest in _spline(rows, 4):
        right, top = _view(camera, frames[chain[nearest].segment][1])
        radii = (max(row[3], 0.1) + more, max(row[4], 0.1) + more, max(row[5], 0.1) + more)
        seen.append(_ellipse(camera.seen((row[0], row[1], row[2])), right, top, radii))
    return seen


Relief = tuple[float, float, float, float, float, float, float, float, float, float]
"""An ellipsoid for asking how near its front is: centre x, y, nearness; inverse of its width matrix (three); slope (two); depth squared; reach."""


def relief(camera: Projection, frame: Transform, e: Ellipsoid) -> Relief:
    """An ellipsoid, ready for ``nearness``."""
    back = transposed(frame[1])
    u, v, w = (rotate(back, way) for way in (camera.right, camera.top, camera.viewer))
    r, c = e.radii, placed(frame, e.centre)
    a, b, d = (sum(p[i] * q[i] * r[i] * r[i] for i in range(3)) for p, q in ((u, u), (u, v), (v, v)))
    f, g, h = (sum(p[i] * q[i] * r[i] * r[i] for i in range(3)) for p, q in ((u, w), (v, w), (w, w)))
    det = max(a * d - b * b, 1e-9)
    ia, ib, id_ = d / det, -b / det, a / det
    m, n = f * ia + g * ib, f * ib + g * id_
    x, y = camera.seen(c)
    return x, y, camera.near(c), ia, ib, id_, m, n, max(h - m * f - n * g, 0.0), sqrt(max(a, d))


def nearness(reliefs: Sequence[Relief], x: float, y: float) -> float | None:
    """How near the front of a part is at a point of the picture; None where the part is not."""
    best: float | None = None
    for cx, cy, near, a, b, d, m, n, deep, reach in reliefs:
        dx, dy = x - cx, y - cy
        if abs(dx) > reach or abs(dy) > reach:
            continue
        rest = 1 - (a * dx * dx + 2 * b * dx * dy + d * dy * dy)
        if rest > 0:
            front = near + m * dx + n * dy + sqrt(rest * deep)
            if best is None or front > best:
                best = front
    return best
