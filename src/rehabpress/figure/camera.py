"""Orthographic camera: no perspective, so that a limb keeps its length in every view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import cos, radians, sin

from rehabpress.figure.kinematics.vectors import Vec, add, cross, dot, scaled
from rehabpress.model.figure import Camera as CameraWords
from rehabpress.model.figure import ViewName

VIEWS: Mapping[ViewName, tuple[int, int, int]] = {
    "side": (0, 0, 0), "side-raised": (0, 30, 0), "front": (90, 0, 0), "front-raised": (90, 30, 0), "angled": (40, 20, 0), "back": (-90, 0, 0),
    "above": (0, 90, 0), "feet": (90, 35, 0), "head": (-90, 32, 0),
}  # fmt: skip
"""Each view by its name: turn, tilt, roll in degrees."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Where the picture's right, its top and the viewer are, as unit vectors of the world."""

    right: Vec
    top: Vec
    viewer: Vec

    def seen(self, p: Vec) -> tuple[float, float]:
        """Where a point is on the picture, centimetres right and up."""
        return dot(p, self.right), dot(p, self.top)

    def near(self, p: Vec) -> float:
        """How near a point is to the viewer: larger is nearer."""
        return dot(p, self.viewer)

    @property
    def level(self) -> bool:
        """Whether the floor is seen as a line."""
        return abs(self.viewer[2]) < 0.1


def camera(view: ViewName | CameraWords) -> Projection:
    """The camera of a view."""
    turn, tilt, roll = (view.turn, view.tilt, view.roll) if isinstance(view, CameraWords) else VIEWS[view]
    a, e = radians(turn), radians(tilt)
    viewer = (sin(a) * cos(e), -cos(a) * cos(e), sin(e))
    right: Vec = (cos(a), sin(a), 0.0)
    top = cross(viewer, right)
    if roll:
        c, s = cos(radians(roll)), sin(radians(roll))
        right, top = add(scaled(right, c), scaled(top, s)), add(scaled(top, c), scaled(right, -s))
    return Projection(right, top, viewer)
