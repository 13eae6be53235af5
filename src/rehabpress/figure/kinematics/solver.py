"""Solves a pose to the place of every segment: joint angles, then contact, then planted feet and hands by inverse kinematics."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import cos, radians, sqrt

from rehabpress.figure.anatomy import Anatomy
from rehabpress.figure.kinematics.arm_ik import FOREARM_THICK, reach_hand
from rehabpress.figure.kinematics.contact import lowest, lowest_of
from rehabpress.figure.kinematics.forward_kinematics import forward_kinematics, left_of
from rehabpress.figure.kinematics.leg_ik import bend_toes, kneeling_leg, plant_foot, sole
from rehabpress.figure.kinematics.resolve_pose import ResolvedPose, resolve_pose
from rehabpress.figure.kinematics.skeleton import FOREARM, SHIN, SIDES, THIGH, UPPER_ARM, Angles, BodySide
from rehabpress.figure.kinematics.vectors import (
    ORIGIN,
    Transform,
    Vec,
    add,
    distance,
    scaled,
    sub,
)  # fmt: skip
from rehabpress.model.pose import Pose

SEAT_HEIGHT = 45.0
HAIR_BEHIND = {"curly": 2.4, "bun": 3.4}
"""How far hair stands out behind a head, in centimetres, where it does."""
LYING = ("supine", "hook-lying", "legs-on-chair", "prone")
"""Positions in which chest and pelvis both lie on the floor."""


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that does not get where it should: which part, by how many centimetres."""

    what: str
    by: float


@dataclass(frozen=True, slots=True)
class Stance:
    """A body in its place. ``frames`` of all segments; ``planted`` are hands and feet (wrist, ankle) that touch something fixed."""

    settled: ResolvedPose
    frames: Mapping[str, Transform]
    planted: Mapping[str, Transform]
    left: Vec
    misses: tuple[Miss, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around: the height of the chair's seat, how far ahead the wall is, if one is there to lean on, how thick the pillow."""

    seat: float = SEAT_HEIGHT
    wall: float | None = None
    pillow: float = 0.0


def solve(pose: Pose, shapes: Anatomy, room: Surroundings = Surroundings(), start: tuple[Pose, Stance] | None = None) -> Stance:
    """Put a body into a pose. ``start`` is the first frame when this is a later one: planted hands and feet stay there."""
    settled = resolve_pose(pose, start[0] if start else None)
    before = start[1] if start else None
    held = [h for h in settled.hands.values() if h.floor or h.stays]
    if settled.name == "all-fours" and settled.tilt is None and held:
        settled = replace(settled, tilt=_solved(lambda tilt: _arms_gap(replace(settled, tilt=tilt), shapes, room, before)))
    if settled.name == "side-plank" and settled.lean is None:
        settled = replace(settled, lean=_solved(lambda lean: _elbow_gap(replace(settled, lean=lean), shapes, room, before)))
    if settled.name in LYING and settled.tilt is None:
        settled = replace(settled, tilt=_solved(lambda tilt: _trunk_gap(replace(settled, tilt=tilt), shapes)))
    if settled.name in LYING and not settled.neck_told:
        neck = settled.spine.get("neck", Angles())
        flex = _solved(lambda angle: _head_gap(_necked(settled, replace(neck, flex=angle)), shapes, room.pillow))
        settled = _necked(settled, replace(neck, flex=flex))
    return _stand(settled, shapes, room, before)


def _necked(settled: ResolvedPose, neck: Angles) -> ResolvedPose:
    return replace(settled, spine={**settled.spine, "neck": neck})


def _solved(gap: Callable[[float], float]) -> float:
    """The angle at which a gap closes, by the secant method; the nearest it comes to when the gap never closes."""
    low, high = -10.0, 0.0
    at_low, at_high = gap(low), gap(high)
    for _ in range(8):
        if abs(at_high) < 0.05 or abs(at_high - at_low) < 1e-9:
            break
        step = max(-25.0, min(25.0, at_high * (high - low) / (at_high - at_low)))
        low, at_low, high = high, at_high, max(-75.0, min(60.0, high - step))
        at_high = gap(high)
    return high


def _arms_gap(settled: ResolvedPose, shapes: Anatomy, room: Surroundings, before: Stance | None) -> float:
    """How much farther the planted hands are from their shoulders than nearly straight arms reach."""
    straight = sqrt(UPPER_ARM**2 + FOREARM**2 + 2 * UPPER_ARM * FOREARM * cos(radians(9)))
    stance = _stand(settled, shapes, room, before, loose=True)
    hands = [s for s in settled.hands if f"hand_{s}" in stance.planted]
    spans = [distance(stance.frames[f"upper_arm_{s}"][0], stance.planted[f"hand_{s}"][0]) for s in hands]
    return sum(spans) / len(spans) - straight if spans else 0.0


def _trunk_gap(settled: ResolvedPose, shapes: Anatomy) -> float:
    """How much higher the chest lies than the pelvis, for a body that lies on both."""
    frames = forward_kinematics(settled, shapes)
    trunk = shapes.parts["torso"]
    chest = [tuple(e for e in chain if e.segment in ("thorax", "chest")) for chain in trunk]
    pelvis = [tuple(e for e in chain if e.segment == "pelvis") for chain in trunk]
    return lowest_of(frames, chest) - lowest_of(frames, pelvis)


def _head_gap(settled: ResolvedPose, shapes: Anatomy, pillow: float) -> float:
    """How much higher the head is than what it lies on."""
    frames = forward_kinematics(settled, shapes)
    hair = HAIR_BEHIND.get(shapes.body.hair, 0.0) if settled.position.base[2][0] > 0 else 0.0
    return lowest_of(frames, shapes.parts["head"]) - lowest_of(frames, shapes.parts["torso"]) - pillow - hair


def _elbow_gap(settled: ResolvedPose, shapes: Anatomy, room: Surroundings, before: Stance | None) -> float:
    """How high the elbow that should lie on the floor is above it."""
    stance = _stand(settled, shapes, room, before, loose=True)
    heights = [stance.frames[f"forearm_{s}"][0][2] - FOREARM_THICK for s, h in settled.hands.items() if h.elbow_on_floor]
    return sum(heights) / len(heights) if heights else 0.0


def _stand(settled: ResolvedPose, shapes: Anatomy, room: Surroundings, before: Stance | None, loose: bool = False) -> Stance:
    frames = forward_kinematics(settled, shapes)
    left = left_of(settled, frames)
    _kneel(frames, settled)
    frames = _rested(frames, settled, shapes, room, before, left)
    planted: dict[str, Transform] = {}
    misses: list[Miss] = []
    for side, foot in sorted(settled.feet.items(), key=lambda item: item[1].rests_on is not None):
        if loose or (foot.kneel is not None and not settled.position.on_chair):
            continue
        miss = plant_foot(frames, planted, side, foot, settled, left, shapes, room.seat, before.frames if before else {})
        if miss > 0.8:
            misses.append(Miss(f"{_side(side)} foot", miss))
    for side, hand in sorted(settled.hands.items(), key=lambda item: bool(item[1].rests_on or item[1].grips)):
        miss = reach_hand(frames, planted, side, hand, settled, left, shapes, room.wall, before.planted if before else {})
        if miss > 1.0:
            misses.append(Miss(f"{_side(side)} hand", miss))
    for s in SIDES:
        bend_toes(frames, s, settled)
    return Stance(settled, frames, planted, left, tuple(misses))


def _side(side: BodySide) -> str:
    return "left" if side == "l" else "right"


def _kneel(frames: dict[str, Transform], settled: ResolvedPose) -> None:
    """Thighs of kneeling legs: upright or leaning; their shins flat behind."""
    for side, foot in settled.feet.items():
        if foot.kneel is not None:
            kneeling_leg(frames, side, foot.kneel, settled.position.ahead)


def _rested(
    frames: dict[str, Transform], settled: ResolvedPose, shapes: Anatomy, room: Surroundings, before: Stance | None, left: Vec
) -> dict[str, Transform]:
    """The whole body moved so that it rests on the floor or the chair and its root keeps its place."""
    position, move = settled.position, settled.move
    knees = [f"shin_{s}" for s, f in settled.feet.items() if f.kneel is not None]
    rests = knees if knees and position.rests[0].startswith("shin") else list(position.rests)
    ground = room.seat - 1.0 if position.on_chair else 0.0
    up = ground - min(lowest(frames, shapes, part) for part in rests) + move.up
    root = frames[position.root][0]
    anchor = scaled(root, -1)
    if before is not None:
        anchor = sub(_anchor(before, settled, knees), _mean([frames[k][0] for k in knees]) if knees and _kept(before, knees) else root)
    way = add(scaled(position.ahead, move.ahead), scaled(left, move.left))
    step = (anchor[0] + way[0], anchor[1] + way[1], up)
    frames = {k: (add(o, step), m) for k, (o, m) in frames.items()}
    if "foot_l" in position.rests:
        drop = _drop(frames, settled, left, before)
        frames = {k: (sub(o, (0.0, 0.0, drop)), m) for k, (o, m) in frames.items()}
    return frames


def _anchor(before: Stance, settled: ResolvedPose, knees: list[str]) -> Vec:
    if knees and _kept(before, knees):
        return _mean([before.frames[k][0] for k in knees])
    if settled.changed and settled.name == "standing":
        feet = [before.planted[f"foot_{s}"][0] for s in settled.feet if f"foot_{s}" in before.planted]
        if feet:
            return add(_mean(feet), scaled(settled.position.ahead, 3.0))
    return before.frames[settled.position.root][0]


def _kept(before: Stance, knees: list[str]) -> bool:
    return all(k[-1] in before.settled.feet and before.settled.feet[k[-1]].kneel is not None for k in knees)


def _mean(points: list[Vec]) -> Vec:
    total = ORIGIN
    for p in points:
        total = add(total, p)
    return scaled(total, 1 / len(points))


def _drop(frames: Mapping[str, Transform], settled: ResolvedPose, left: Vec, before: Stance | None) -> float:
    """How far the body must sink until every planted foot reaches the floor."""
    drop = 0.0
    for side, foot in settled.feet.items():
        hip = frames[f"thigh_{side}"][0]
        ankle = sole(frames, side, foot, settled.position.ahead, left, before.frames if before else {})[0]
        flat = (ankle[0] - hip[0]) ** 2 + (ankle[1] - hip[1]) ** 2
        drop = max(drop, hip[2] - ankle[2] - sqrt(max((THIGH + SHIN - 0.1) ** 2 - flat, 1.0)))
    return drop
