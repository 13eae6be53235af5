"""Inverse kinematics of legs: feet that stand, knees that kneel, calves on a chair."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, radians, sin, sqrt

from rehabpress.figure.anatomy import Anatomy
from rehabpress.figure.kinematics.contact import lowest
from rehabpress.figure.kinematics.ik import along, bent_limb, flattened, two_bones
from rehabpress.figure.kinematics.resolve_pose import ResolvedPose
from rehabpress.figure.kinematics.skeleton import BALL, HEEL, SHIN, SOLE, THIGH, Angles, BodySide, offset, rotation
from rehabpress.figure.kinematics.surroundings import FOOTING
from rehabpress.figure.kinematics.vectors import (
    UP,
    Rotation,
    Transform,
    Vec,
    about_x,
    about_y,
    add,
    axes,
    between,
    cross,
    distance,
    rotate,
    scaled,
    sub,
    times,
    unit,
)
from rehabpress.figure.landmarks import landmark
from rehabpress.model.pose import Foot


def kneeling_leg(frames: dict[str, Transform], side: BodySide, lean: float, ahead: Vec, pad: float = 0.0) -> None:
    """The thigh down from the hip, the hip ``lean`` degrees ahead of the knee; the shin flat behind it, or sloping down from a ``pad``."""
    hip = frames[f"thigh_{side}"][0]
    knee = add(hip, scaled(add(scaled(ahead, -sin(radians(lean))), (0.0, 0.0, -cos(radians(lean)))), THIGH))
    back = unit(add(scaled(ahead, -1), (0.0, 0.0, 0.01 - pad / SHIN)))
    shin = along(knee, add(knee, scaled(back, SHIN)), (0.0, 0.0, -1.0))
    frames[f"thigh_{side}"] = (hip, along(hip, knee, ahead))
    frames[f"shin_{side}"] = (knee, shin)
    frames[f"foot_{side}"] = (add(knee, scaled(back, SHIN)), times(shin, about_y(60)))


def bend_toes(frames: dict[str, Transform], side: BodySide, settled: ResolvedPose) -> None:
    """Put the toes on a foot that has got its place: bent as is said, or flat on the floor below a heel that is raised."""
    foot = settled.feet.get(side)
    bend = settled.angles.get(f"toes_{side}") or Angles(flex=-max(0, (foot.heel_up or 0) if foot else 0))
    at, turn = frames[f"foot_{side}"]
    frames[f"toes_{side}"] = (add(at, rotate(turn, offset(f"toes_{side}"))), times(turn, rotation(f"toes_{side}", bend)))


def sole(
    frames: Mapping[str, Transform], side: BodySide, foot: Foot, ahead: Vec, left: Vec, before: Mapping[str, Transform]
) -> tuple[Vec, Rotation]:
    """Where the ankle of a standing foot is and how the foot is turned: measured from its hip, or where it was."""
    outward = scaled(left, 1 if side == "l" else -1)
    out = radians(foot.toes_out or 0)
    toes = add(scaled(ahead, cos(out)), scaled(outward, sin(out)))
    if foot.stays and f"foot_{side}" in before:
        ankle, turn = before[f"foot_{side}"]
        if foot.toes_out is None and foot.heel_up is None and foot.toes_up is None:
            return ankle, turn
        ball = add(ankle, rotate(turn, (BALL, 0.0, -SOLE)))
        if foot.toes_out is None:
            was = rotate(turn, (1.0, 0.0, 0.0))
            toes = unit((was[0], was[1], 0.0), toes)
    else:
        hip, (x, y) = frames[f"thigh_{side}"][0], foot.floor or (0, 0)
        at = add(add((hip[0], hip[1], 0.0), add(scaled(ahead, x), scaled(outward, y))), scaled(toes, BALL))
        ball = (at[0], at[1], FOOTING.get(foot.on or "", 0.0))
    if foot.toes_up:
        return _on_heel(ball, toes, radians(foot.toes_up))
    lift = radians(foot.heel_up or 0)
    front = add(scaled(toes, cos(lift)), (0.0, 0.0, -sin(lift)))
    top = add(scaled(toes, sin(lift)), (0.0, 0.0, cos(lift)))
    turn = axes(front, cross(top, front), top)
    return sub(ball, rotate(turn, (BALL, 0.0, -SOLE))), turn


def _on_heel(ball: Vec, toes: Vec, lift: float) -> tuple[Vec, Rotation]:
    """A foot whose forefoot is raised about its heel; ``ball`` is where its ball would stand."""
    heel = sub(ball, scaled(toes, BALL + HEEL))
    front, top = add(scaled(toes, cos(lift)), (0.0, 0.0, sin(lift))), add(scaled(toes, -sin(lift)), (0.0, 0.0, cos(lift)))
    turn = axes(front, cross(top, front), top)
    return sub(heel, rotate(turn, (-HEEL, 0.0, -SOLE))), turn


def footing(side: BodySide, foot: Foot, before: Mapping[str, Transform]) -> float:
    """How high the ground below a foot is; below one that stays, where it stood."""
    if foot.stays and f"foot_{side}" in before:
        ankle, turn = before[f"foot_{side}"]
        return max(0.0, round(add(ankle, rotate(turn, (BALL, 0.0, -SOLE)))[2], 1))
    return FOOTING.get(foot.on or "", 0.0)


def plant_foot(
    frames: dict[str, Transform], planted: dict[str, Transform], side: BodySide, foot: Foot, settled: ResolvedPose, left: Vec, shapes: Anatomy,
    seat: float, before: Mapping[str, Transform],
) -> float:  # fmt: skip
    """Bend a leg so that its foot stands, or its calf lies on the chair. Returns by how many centimetres it misses."""
    ahead = settled.position.ahead
    if foot.calf_on_chair:
        _calf_on_chair(frames, side, ahead, shapes, seat)
        return 0.0
    if foot.heel_at is not None:
        _straight_leg(frames, side, foot, settled, left, shapes)
        return 0.0
    if foot.rests_on is not None:
        return _ankle_on(frames, side, foot, settled, left, shapes)
    ankle, turn = sole(frames, side, foot, ahead, left, before)
    hip = frames[f"thigh_{side}"][0]
    sideways = rotate(frames["pelvis"][1], (0.0, 1.0 if side == "l" else -1.0, 0.0))
    upright = abs(rotate(frames["pelvis"][1], UP)[2]) > 0.6 or "foot_l" in settled.position.rests
    open_ = radians(foot.knee_out or 0)
    outward = scaled(left, 1 if side == "l" else -1)
    pole = add(scaled(ahead if upright else UP, cos(open_)), scaled(outward, sin(open_)))
    if abs(sideways[2]) > 0.6:
        pole = add(scaled(ahead, cos(open_)), scaled(sideways, sin(open_)))
    elif upright:
        pole = add(pole, scaled(rotate(turn, (1.0, 0.0, 0.0)), 0.6 * cos(open_)))
    if foot.knee_out and foot.floor and not upright:
        turn = times(turn, about_x((1 if side == "l" else -1) * -min(35.0, 0.55 * foot.knee_out)))
    knee, end = two_bones(hip, ankle, THIGH, SHIN, pole)
    frames[f"thigh_{side}"], frames[f"shin_{side}"] = bent_limb(hip, knee, end, pole, knee=True)
    frames[f"foot_{side}"] = planted[f"foot_{side}"] = (end, turn)
    return distance(end, ankle)


def _calf_on_chair(frames: dict[str, Transform], side: BodySide, ahead: Vec, shapes: Anatomy, seat: float) -> None:
    """The thigh rises until the lower leg lies level on the seat; the foot hangs over its edge or lies on it, relaxed."""
    hip = frames[f"thigh_{side}"][0]
    calf = max(-(e.centre[0]) + e.radii[0] for e in shapes.parts[f"shin_{side}"][0][2:4])
    rise = min(THIGH - 0.2, max(0.0, seat + calf - 0.6 - hip[2]))
    flat = sqrt(THIGH**2 - rise**2)
    knee = add(hip, add(scaled(ahead, flat), (0.0, 0.0, rise)))
    ankle = add(knee, scaled(ahead, SHIN))
    frames[f"thigh_{side}"] = (hip, along(hip, knee, add(UP, scaled(ahead, -1.0))))
    shin = along(knee, ankle, UP)
    frames[f"shin_{side}"] = (knee, shin)
    frames[f"foot_{side}"] = (ankle, times(shin, rotation(f"foot_{side}", Angles(flex=-14))))


def _straight_leg(frames: dict[str, Transform], side: BodySide, foot: Foot, settled: ResolvedPose, left: Vec, shapes: Anatomy) -> None:
    """A leg that lies straight, on its back or its front, its heel (face down: its instep) at a height."""
    height = float(foot.heel_at or 0)
    ankle = height + 6.0
    for _ in range(3):
        _straight_to(frames, side, settled, left, ankle)
        ankle -= lowest(frames, shapes, f"foot_{side}") - height


def _straight_to(frames: dict[str, Transform], side: BodySide, settled: ResolvedPose, left: Vec, height: float) -> None:
    """A straight leg with its ankle at a height."""
    hip = frames[f"thigh_{side}"][0]
    spine = rotate(frames["pelvis"][1], (0.0, 0.0, -1.0))
    away = unit((spine[0], spine[1], 0.0), settled.position.ahead)
    face_up = rotate(frames["pelvis"][1], (1.0, 0.0, 0.0))[2] > -0.6
    outward = flattened(scaled(left, 1 if side == "l" else -1), away, cross(UP, away))
    angles = settled.angles.get(f"thigh_{side}", Angles())
    size = THIGH + SHIN
    drop = max(-0.99 * size, min(0.99 * size, hip[2] - height))
    flat, open_ = sqrt(size * size - drop * drop), radians(angles.out)
    ankle = add(hip, add(add(scaled(away, flat * cos(open_)), scaled(outward, flat * sin(open_))), (0.0, 0.0, -drop)))
    knee = between(hip, ankle, THIGH / size)
    roll = radians(-angles.turn)
    front = add(scaled(UP, (1 if face_up else -1) * cos(roll)), scaled(outward, sin(roll)))
    shin = along(knee, ankle, front)
    frames[f"thigh_{side}"] = (hip, along(hip, ankle, front))
    frames[f"shin_{side}"] = (knee, shin)
    frames[f"foot_{side}"] = (ankle, times(shin, rotation(f"foot_{side}", settled.angles.get(f"foot_{side}", Angles()))))
    bend_toes(frames, side, settled)


def _ankle_on(frames: dict[str, Transform], side: BodySide, foot: Foot, settled: ResolvedPose, left: Vec, shapes: Anatomy) -> float:
    """A leg whose ankle rests on another place of the body, the knee falling outwards. Returns by how much it misses."""
    hip = frames[f"thigh_{side}"][0]
    point, out, _ = landmark(foot.rests_on or "", frames, shapes, side)
    target = add(point, scaled(out, 3.2))
    outward = scaled(left, 1 if side == "l" else -1)
    open_ = radians(foot.knee_out if foot.knee_out is not None else 70)
    pole = add(scaled(UP, cos(open_)), scaled(outward, sin(open_)))
    knee, end = two_bones(hip, target, THIGH, SHIN, pole)
    frames[f"thigh_{side}"], frames[f"shin_{side}"] = bent_limb(hip, knee, end, pole, knee=True)
    turn = times(frames[f"shin_{side}"][1], rotation(f"foot_{side}", settled.angles.get(f"foot_{side}", Angles())))
    frames[f"foot_{side}"] = (end, turn)
    return distance(end, target)
