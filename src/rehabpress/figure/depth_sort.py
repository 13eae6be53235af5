"""Depth sorting (painter's algorithm): orders overlapping parts from the farthest to the nearest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rehabpress.figure.anatomy import Chain
from rehabpress.figure.camera import Projection
from rehabpress.figure.kinematics.vectors import Transform
from rehabpress.figure.polygons import UNIT, PolygonRegion, box
from rehabpress.figure.silhouettes import Relief, nearness, relief


@dataclass(frozen=True, slots=True)
class Depth:
    """A part, ready to be compared with others: its relief, points to ask at, its bounds in centimetres, how near it is on the whole."""

    relief: tuple[Relief, ...]
    points: tuple[tuple[float, float], ...]
    bounds: tuple[float, float, float, float]
    mean: float


def depth(camera: Projection, frames: Mapping[str, Transform], chains: Sequence[Chain], region: PolygonRegion) -> Depth:
    """Prepare a part."""
    rows = [relief(camera, frames[e.segment], e) for chain in chains for e in chain]
    points = []
    start = 0
    for chain in chains:
        own = rows[start : start + len(chain)]
        start += len(chain)
        points += [(r[0], r[1]) for r in own]
        points += [((r[0] + s[0]) / 2, (r[1] + s[1]) / 2) for r, s in pairwise(own)]
    x0, y0, x1, y1 = box(region) if region else (0, 0, 0, 0)
    return Depth(tuple(rows), tuple(points), (x0 / UNIT, y0 / UNIT, x1 / UNIT, y1 / UNIT), sum(r[2] for r in rows) / len(rows))


def nearer(a: Depth, b: Depth) -> float:
    """By how many centimetres ``a`` lies in front of ``b`` where they overlap; 0 when they do not."""
    p, q = a.bounds, b.bounds
    x0, y0, x1, y1 = max(p[0], q[0]), max(p[1], q[1]), min(p[2], q[2]), min(p[3], q[3])
    if x0 >= x1 or y0 >= y1:
        return 0.0
    votes: list[float] = []
    spots = [s for s in (*a.points, *b.points) if x0 <= s[0] <= x1 and y0 <= s[1] <= y1]
    for grid in (False, True):
        if grid:
            spots = [(x0 + (x1 - x0) * i / 6, y0 + (y1 - y0) * j / 6) for i in range(1, 6) for j in range(1, 6)]
        for x, y in spots:
            mine = nearness(a.relief, x, y)
            other = nearness(b.relief, x, y) if mine is not None else None
            if mine is not None and other is not None:
                votes.append(max(-12.0, min(12.0, mine - other)))
        if votes:
            break
    return sum(votes) / len(votes) if votes else 0.0


def painting_order(parts: Mapping[str, Depth], rules: Sequence[tuple[str, str]] = ()) -> list[str]:
    """Names from the farthest to the nearest. ``rules`` are pairs of which the first covers the second, whatever the depth says."""
    names = sorted(parts)
    below: dict[str, dict[str, float]] = {n: {} for n in names}
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            by = nearer(parts[a], parts[b])
            if by:
                over, under = (a, b) if by > 0 else (b, a)
                below[over][under] = abs(by)
    for over, under in rules:
        if over in below and under in below:
            below[under].pop(over, None)
            below[over][under] = 1e6
    ordered: list[str] = []
    waiting = set(names)
    while waiting:
        pick = min(waiting, key=lambda n: (round(sum(w for u, w in below[n].items() if u in waiting), 3), parts[n].mean, n))
        ordered.append(pick)
        waiting.remove(pick)
    return ordered
