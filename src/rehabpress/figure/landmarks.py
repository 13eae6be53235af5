"""Landmarks of the body by name: a point on the skin and the outward normal, computed from the shapes."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from rehabpress.figure.anatomy import Anatomy, Chain
from rehabpress.figure.kinematics.skeleton import FOREARM, SHIN, THIGH, UPPER_ARM
from rehabpress.figure.kinematics.vectors import Transform, Vec, add, dot, placed, rotate, scaled, sub, transposed, unit

PLACES: Mapping[str, tuple[str, str, Vec, Vec]] = {
    "crown": ("head", "head", (0, 0, 11), (0, 0, 1)),
    "head": ("head", "head", (2, 0, 9), (0.6, 0, 0.8)),
    "back-of-head": ("head", "head", (0, 0, 10), (-1, 0, 0)),
    "forehead": ("head", "head", (0, 0, 13), (1, 0, 0)),
    "ear": ("head", "head", (0, 0, 7), (0, 1, 0)),
    "chin": ("head", "head", (3, 0, -1), (1, 0, 0)),
    "chest": ("torso", "chest", (2, 0, 8), (1, 0, 0)),
    "ribs": ("torso", "thorax", (2, 0, 6), (1, 0, 0)),
    "belly": ("torso", "lumbar", (2, 0, 5), (1, 0, 0)),
    "upper-back": ("torso", "chest", (2, 0, 6), (-1, 0, 0)),
    "low-back": ("torso", "lumbar", (2, 0, 5), (-1, 0, 0)),
    "sacrum": ("torso", "pelvis", (0, 0, 4), (-1, 0, 0)),
    "pelvis": ("torso", "pelvis", (0, 0, 3), (1, 0, 0)),
    "shoulder": ("upper_arm", "upper_arm", (0, 0, -1), (0, 0.6, 0.8)),
    "upper-arm": ("upper_arm", "upper_arm", (0, 0, -UPPER_ARM * 0.55), (1, 0, 0)),
    "elbow": ("forearm", "forearm", (0, 0, 0), (-1, 0, 0)),
    "forearm": ("forearm", "forearm", (0, 0, -FOREARM * 0.5), (1, 0, 0)),
    "wrist": ("hand", "hand", (0, 0, 0), (0, 1, 0)),
    "hand": ("hand", "hand", (0, 0, -9), (0, 1, 0)),
    "hip": ("torso", "pelvis", (-0.5, 2, 7), (0.35, 1, 0)),
    "buttock": ("torso", "pelvis", (-4, 7, -1), (-1, 0, 0)),
    "thigh": ("thigh", "thigh", (0.5, 0, -THIGH * 0.66), (1, 0, 0)),
    "behind-thigh": ("thigh", "thigh", (0.5, 0, -THIGH * 0.78), (-1, 0, 0)),
    "knee": ("shin", "shin", (0, 0, 0), (1, 0, 0)),
    "below-knee": ("shin", "shin", (0, 0, -8), (1, 0, 0)),
    "shin": ("shin", "shin", (0, 0, -SHIN * 0.3), (1, 0, 0)),
    "calf": ("shin", "shin", (0, 0, -13), (-1, 0, 0)),
    "ankle": ("foot", "foot", (0, 0, 0), (0, 1, 0)),
    "heel": ("foot", "foot", (-4, 0, -4), (-0.7, 0, -0.7)),
    "foot": ("foot", "foot", (8, 0, -4), (0, 0, 1)),
    "toes": ("foot", "toes", (3.5, 0, 0), (1, 0, 0)),
}
"""Name: the part of the drawing, the segment, a point inside it, the way out; the left one of a pair."""


def skin(chains: tuple[Chain, ...], frames: Mapping[str, Transform], start: Vec, way: Vec) -> Vec:
    """Where a ray from inside a part leaves it. ``way`` is a unit vector."""
    far = 0.0
    for chain in chains:
        for e in chain:
            origin, m = frames[e.segment]
            back = transposed(m)
            p, d = sub(rotate(back, sub(start, origin)), e.centre), rotate(back, way)
            p, d = (p[0] / e.radii[0], p[1] / e.radii[1], p[2] / e.radii[2]), (d[0] / e.radii[0], d[1] / e.radii[1], d[2] / e.radii[2])
            a, b, c = dot(d, d), dot(p, d), dot(p, p) - 1
            if (under := b * b - a * c) > 0:
                far = max(far, (sqrt(under) - b) / a)
    return add(start, scaled(way, far))


def split(name: str, hand: str = "l") -> tuple[str, str]:
    """A landmark as its bare name and ``l``, ``r`` or nothing; ``same`` and ``other`` count from ``hand``."""
    words = name.split(" ")
    if len(words) == 1:
        return name, ""
    side = {"left": "l", "right": "r", "same": hand, "other": "r" if hand == "l" else "l"}[words[0]]
    return words[1], side


def landmark(name: str, frames: Mapping[str, Transform], shapes: Anatomy, hand: str = "l") -> tuple[Vec, Vec, str]:
    """A place on the skin of the world, the unit vector out of the body there, and the segment it is on."""
    bare, side = split(name, hand)
    part, segment, point, way = PLACES[bare]
    if side == "r":
        point, way = (point[0], -point[1], point[2]), (way[0], -way[1], way[2])
    if side and part != "torso":
        part, segment = f"{part}_{side}", f"{segment}_{side}"
    frame = frames[segment]
    out = unit(rotate(frame[1], way))
    return skin(shapes.parts[part], frames, placed(frame, point), out), out, segment


def inner(name: str, frames: Mapping[str, Transform], hand: str = "l") -> Vec:
    """The point inside the body below a landmark."""
    bare, side = split(name, hand)
    part, segment, point, _ = PLACES[bare]
    if side == "r":
        point = (point[0], -point[1], point[2])
    return placed(frames[f"{segment}_{side}" if side and part != "torso" else segment], point)
