"""Forward kinematics: joint angles to the position and orientation of every segment, before any contact."""

from __future__ import annotations

from collections.abc import Mapping

from rehabpress.figure.anatomy import Anatomy
from rehabpress.figure.kinematics.resolve_pose import ResolvedPose
from rehabpress.figure.kinematics.skeleton import PARENTS, Angles, girdle_shift, glided, offset, rotation, shoulder_rise, sign
from rehabpress.figure.kinematics.vectors import (
    ORIGIN,
    UNTURNED,
    UP,
    Transform,
    Vec,
    about_x,
    about_y,
    about_z,
    add,
    cross,
    dot,
    rotate,
    scaled,
    times,
    transposed,
)  # fmt: skip


def forward_kinematics(settled: ResolvedPose, shapes: Anatomy) -> dict[str, Transform]:
    """All segments by their angles; the root stands where it may, turned as its position says."""
    angles = {**settled.angles, **_spine(settled.spine, settled.glide)}
    frames: dict[str, Transform] = {"pelvis": (ORIGIN, UNTURNED)}
    for segment, parent in PARENTS.items():
        origin, turn = frames[parent]
        a = angles.get(segment, Angles())
        own = rotation(segment, a)
        at = offset(segment, shapes.hips, shapes.shoulders)
        if segment.startswith("girdle") and (girdle := settled.girdles.get(segment)):
            at = girdle_shift(girdle.up, girdle.ahead, sign(segment))
        if segment.startswith("upper_arm"):
            at = add(at, shoulder_rise(scaled(rotate(own, UP), -1), sign(segment)))
        frames[segment] = (add(origin, rotate(turn, at)), times(turn, own))
    p = settled.position
    base = times(p.base, times(times(about_y(settled.tilt or 0), about_x(-(settled.lean or 0))), about_z(settled.turn)))
    world = times(base, transposed(frames[p.root][1]))
    return {k: (rotate(world, o), times(world, m)) for k, (o, m) in frames.items()}


def _spine(spine: Mapping[str, Angles], glide: float) -> dict[str, Angles]:
    """The three joints of the trunk share lumbar and thoracic movement; neck and head are their own."""
    lumbar, thoracic = spine.get("lumbar", Angles()), spine.get("thoracic", Angles())

    def mixed(low: float, high: float) -> Angles:
        return Angles(
            low * lumbar.flex + high * thoracic.flex, low * lumbar.out + high * thoracic.out, low * lumbar.turn + high * thoracic.turn
        )

    trunk = {"lumbar": mixed(0.6, 0), "thorax": mixed(0.4, 0.4), "chest": mixed(0, 0.6)}
    neck, head = glided(spine.get("neck", Angles()), spine.get("head", Angles()), glide)
    return {**trunk, "neck": neck, "head": head}


def left_of(settled: ResolvedPose, frames: Mapping[str, Transform]) -> Vec:
    """The horizontal direction that is outwards for the left side."""
    left = cross(UP, settled.position.ahead)
    return left if dot(left, rotate(frames["pelvis"][1], (0.0, 1.0, 0.0))) >= -0.2 else scaled(left, -1)
