"""Two-bone inverse kinematics, and the orientation of a segment between two points."""

from __future__ import annotations

from math import sqrt

from rehabpress.figure.kinematics.vectors import Rotation, Transform, Vec, across, add, axes, between, cross, length, scaled, sub, unit


def two_bones(root: Vec, target: Vec, first: float, second: float, pole: Vec) -> tuple[Vec, Vec]:
    """Where the middle joint and the end are, for bones of these lengths; the middle joint points towards ``pole``.

    The end is the target, or the nearest point that the bones reach.
    """
    way = sub(target, root)
    reach = min(max(length(way), abs(first - second) + 0.1), first + second - 0.02)
    line = unit(way)
    side = across(pole, line)
    side = unit(side) if length(side) > 1e-6 else unit(cross(line, (0.3, 0.2, 1.0)))
    along = (first * first - second * second + reach * reach) / (2 * reach)
    off = sqrt(max(first * first - along * along, 0.0))
    return add(root, add(scaled(line, along), scaled(side, off))), add(root, scaled(line, reach))


def along(start: Vec, end: Vec, front: Vec) -> Rotation:
    """The turn of a segment that hangs from ``start`` to ``end`` with its front towards ``front``."""
    z = unit(sub(start, end))
    x = across(front, z)
    x = unit(x) if length(x) > 1e-4 else unit(across((0.6, 0.64, 0.48), z))
    return axes(x, cross(z, x), z)


def bent_limb(root: Vec, middle: Vec, end: Vec, straight_front: Vec, knee: bool) -> tuple[Transform, Transform]:
    """The frames of two bones whose middle joint bends like a knee (front is where it points) or an elbow (front is the hollow)."""
    bulge = sub(middle, between(root, end, 0.5))
    front = scaled(bulge, 1 if knee else -1) if length(bulge) > 1.0 else straight_front
    return (root, along(root, middle, front)), (middle, along(middle, end, front))


def flattened(way: Vec, normal: Vec, otherwise: Vec) -> Vec:
    """The direction nearest to ``way`` within the plane across ``normal``."""
    for direction in (way, otherwise, (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)):
        flat = across(direction, normal)
        if length(flat) > 0.05:
            return unit(flat)
    raise AssertionError("one of two axes is never along the normal")


def palm_frame(fingers: Vec, palm: Vec, side: int) -> Rotation:
    """How a hand is turned whose fingers point one way and whose palm faces another; ``side`` is 1 for the left hand."""
    z = scaled(fingers, -1)
    y = scaled(flattened(palm, z, (0.6, 0.64, 0.48)), -side)
    return axes(cross(y, z), y, z)
