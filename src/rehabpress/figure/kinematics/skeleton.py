"""The skeleton: hierarchy of segments, joint offsets, lengths, and the axis of each clinical angle.

Lengths are those of an adult of 170 cm after Winter, Biomechanics and Motor Control of Human Movement (Drillis and Contini's fractions of stature):
upper arm 0.186, forearm 0.146, hand 0.108, thigh and lower leg 0.245 and 0.246, height of the ankle 0.039.
The trunk bends in three places: between pelvis and lumbar spine, lumbar and lower thoracic spine, lower and upper thoracic spine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import acos, asin, degrees
from types import MappingProxyType
from typing import Literal

from rehabpress.figure.kinematics.vectors import Rotation, Vec, about_x, about_y, about_z, times

BodySide = Literal["l", "r"]
SIDES: tuple[BodySide, BodySide] = ("l", "r")

UPPER_ARM = 30.0
FOREARM = 25.0
THIGH = 42.0
SHIN = 41.0
SOLE = 7.0
"""From the ankle joint down to the floor."""
BALL = 12.5
"""From the ankle forward to the ball of the foot."""
HEEL = 5.0
"""From the ankle back to where the heel stands."""
PALM = 8.0
"""From the wrist to the middle of the palm."""

SHOULDER: Vec = (-0.6, 16.6, 14.6)
HIP: Vec = (0.0, 8.8, 0.0)

TRUNK = ("pelvis", "lumbar", "thorax", "chest", "neck", "head")
ARM = ("upper_arm", "forearm", "hand")
LEG = ("thigh", "shin", "foot")

PARENTS = MappingProxyType(
    {"lumbar": "pelvis", "thorax": "lumbar", "chest": "thorax", "neck": "chest", "head": "neck"}
    | {f"{part}_{s}": (above if above in TRUNK else f"{above}_{s}") for above, part in (
        ("chest", "girdle"), ("girdle", "upper_arm"), ("upper_arm", "forearm"), ("forearm", "hand"),
        ("pelvis", "thigh"), ("thigh", "shin"), ("shin", "foot"), ("foot", "toes"),
    ) for s in SIDES}
)  # fmt: skip
"""Each segment's parent, parents first."""


@dataclass(frozen=True, slots=True)
class Angles:
    """A joint in degrees. ``flex`` forwards (of an ankle: upwards), ``out`` away from the middle (of the trunk: to the left), ``turn`` inwards (of the trunk: to the left)."""

    flex: float = 0.0
    out: float = 0.0
    turn: float = 0.0


def sign(segment: str) -> int:
    """1 on the left and in the middle, -1 on the right."""
    return -1 if segment.endswith("_r") else 1


def offset(segment: str, hips: float = 1.0, shoulders: float = 1.0) -> Vec:
    """Where the joint of a segment is in its parent's frame; ``hips`` and ``shoulders`` are widths of a body, 1 for the average."""
    kind = segment.split("_")[0] if not segment.startswith("upper") else "upper_arm"
    if kind == "upper_arm":
        return (SHOULDER[0], SHOULDER[1] * shoulders * sign(segment), SHOULDER[2])
    if kind == "thigh":
        return (HIP[0], HIP[1] * hips * sign(segment), HIP[2])
    return {
        "lumbar": (-1.6, 0.0, 8.0),
        "thorax": (-0.3, 0.0, 12.0),
        "chest": (-0.6, 0.0, 12.0),
        "neck": (-1.2, 0.0, 18.0),
        "head": (1.6, 0.0, 7.6),
        "girdle": (0.0, 0.0, 0.0),
        "forearm": (0.0, 0.0, -UPPER_ARM),
        "hand": (0.0, 0.0, -FOREARM),
        "shin": (0.0, 0.0, -THIGH),
        "foot": (0.0, 0.0, -SHIN),
        "toes": (BALL, 0.0, -5.6),
    }[kind]


def rotation(segment: str, a: Angles) -> Rotation:
    """How a segment is turned against its parent by these angles."""
    side = sign(segment)
    if segment in TRUNK:
        return times(times(about_y(a.flex), about_x(-a.out)), about_z(a.turn))
    if segment.startswith(("upper_arm", "thigh")):
        return times(times(about_y(-a.flex), about_x(side * a.out)), about_z(-side * a.turn))
    if segment.startswith("forearm"):
        return times(about_y(-a.flex), about_z(-side * a.turn))
    if segment.startswith("hand"):
        return times(about_x(-side * a.flex), about_y(-a.out))
    if segment.startswith(("shin", "toes")):
        return about_y(a.flex)
    return times(about_y(-a.flex), about_x(side * a.out))


def girdle_shift(up: float, ahead: float, side: int) -> Vec:
    """How a shoulder girdle carries its shoulder: round the ribs, so that it also comes in."""
    return (ahead, -0.25 * abs(ahead) * side, up)


GLIDE = 8.4
"""The length of neck that tilts while the head glides and stays upright."""


def glided(neck: Angles, head: Angles, glide: float) -> tuple[Angles, Angles]:
    """Neck and head while the head glides ahead: the neck tilts and the head stays upright."""
    tilt = degrees(asin(glide / GLIDE))
    return replace(neck, flex=neck.flex + tilt), replace(head, flex=head.flex - tilt)


def shoulder_rise(way: Vec, side: int) -> Vec:
    """How a raised arm carries its shoulder along: ``way`` is where the upper arm points, in the frame of the chest."""
    raised = max(0.0, degrees(acos(max(-1.0, min(1.0, -way[2])))) - 35) / 145
    return (2.4 * max(0.0, way[0]) * min(1.0, 2 * raised), -1.6 * raised * side, 5.0 * raised)
