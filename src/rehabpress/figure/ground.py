"""How near a body is to the floor."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from rehabpress.figure.anatomy import Anatomy
from rehabpress.figure.vectors import Frame, dot


def lowest(frames: Mapping[str, Frame], shapes: Anatomy, part: str) -> float:
    """The height of the lowest point of a part."""
    low = 1e9
    for chain in shapes.parts[part]:
        for e in chain:
            origin, m = frames[e.segment]
            row, r = m[2], e.radii
            low = min(low, origin[2] + dot(row, e.centre) - sqrt((row[0] * r[0]) ** 2 + (row[1] * r[1]) ** 2 + (row[2] * r[2]) ** 2))
    return low
