"""Distance of a body to the floor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import sqrt

from rehabpress.figure.anatomy import Anatomy, Chain
from rehabpress.figure.kinematics.vectors import Transform, dot


def lowest(frames: Mapping[str, Transform], shapes: Anatomy, part: str) -> float:
    """The height of the lowest point of a part."""
    return lowest_of(frames, shapes.parts[part])


def lowest_of(frames: Mapping[str, Transform], chains: Iterable[Chain]) -> float:
    """The height of the lowest point of some chains."""
    low = 1e9
    for chain in chains:
        for e in chain:
            origin, m = frames[e.segment]
            row, r = m[2], e.radii
            low = min(low, origin[2] + dot(row, e.centre) - sqrt((row[0] * r[0]) ** 2 + (row[1] * r[1]) ** 2 + (row[2] * r[2]) ** 2))
    return low
