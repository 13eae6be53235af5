"""Solves a pose to the place of every segment: joint angles, then contact, then planted feet and hands by inverse kinematics."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import cos, radians, sqrt

from rehabpress.figure.anatomy import Anatomy
from rehabpress.figure.kinematics.arm_ik import FOREARM_THICK, reach_hand
from rehabpress.figure.kinematics.contact import lowest, lowest_of
from rehabpress.figure.kinematics.forward_kinematics import forward_kinematics, left_of
from rehabpress.figure.kinematics.leg_ik import bend_toes, footing, kneeling_leg, plant_foot, sole
from rehabpress.figure.kinematics.resolve_pose import ResolvedPose, resolve_pose
from rehabpress.figure.kinematics.skeleton import FOREARM, SHIN, SIDES, SOLE, THIGH, UPPER_ARM, Angles, BodySide
from rehabpress.figure.kinematics.surroundings import BARE, Surroundings
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


def solve(pose: Pose, shapes: Anatomy, room: Surroundings = BARE, start: tuple[Pose, Stance] | None = None) -> Stance:
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
    _kneel(frames, settled, room)
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
        miss = reach_hand(frames, planted, side, hand, settled, left, shapes, room, before.planted if before else {})
        if miss > 1.0:
            misses.append(Miss(f"{_side(side)} hand", miss))
    for s in SIDES:
        bend_toes(frames, s, settled)
    return Stance(settled, frames, planted, left, tuple(misses))


def _side(side: BodySide) -> str:
    return "left" if side == "l" else "right"


def _kneel(frames: dict[str, Transform], settled: ResolvedPose, room: Surroundings) -> None:
    """Thighs of kneeling legs: upright or leaning; their shins flat behind."""
    for side, foot in settled.feet.items():
        if foot.kneel is not None:
            kneeling_leg(frames, side, foot.kneel, settled.position.ahead, room.knees.get(side, 0.0))


def _rested(
    frames: dict[str, Transform], settled: ResolvedPose, shapes: Anatomy, room: Surroundings, before: Stance | None, left: Vec
) -> dict[str, Transform]:
    """The whole body moved so that it rests on the floor or the chair and its root keeps its place."""
    position, move = settled.position, settled.move
    knees = [f"shin_{s}" for s, f in settled.feet.items() if f.kneel is not None]
    rests = knees if knees and position.rests[0].startswith("shin") else list(position.rests)
    ground = _ground(settled, room, before)
    pads = {f"shin_{s}": room.knees.get(s, 0.0) for s in SIDES if f"shin_{s}" in knees}
    up = ground + max(pads.get(part, 0.0) - _lowest(frames, shapes, part, part in pads) for part in rests) + move.up
    if settled.feet and "foot_l" in rests:
        up = ground + SOLE + SHIN + THIGH - 0.1 - min(frames[f"thigh_{s}"][0][2] for s in settled.feet) + move.up
    root = frames[position.root][0]
    anchor = scaled(root, -1)
    if before is not None:
        anchor = sub(_anchor(before, settled, knees), _mean([frames[k][0] for k in knees]) if knees and _kept(before, knees) else root)
    way = add(add(scaled(position.ahead, move.ahead), scaled(left, move.left)), _rolled(frames, settled, left, before))
    step = (anchor[0] + way[0], anchor[1] + way[1], up)
    frames = {k: (add(o, step), m) for k, (o, m) in frames.items()}
    if "foot_l" in position.rests:
        drop = _drop(frames, settled, left, before)
        frames = {k: (sub(o, (0.0, 0.0, drop)), m) for k, (o, m) in frames.items()}
    return frames


def _lowest(frames: Mapping[str, Transform], shapes: Anatomy, part: str, knee: bool) -> float:
    """The height of the lowest point of a part; of a leg that kneels, of its knee."""
    return lowest_of(frames, [shapes.parts[part][0][:3]]) if knee else lowest(frames, shapes, part)


def _rolled(frames: Mapping[str, Transform], settled: ResolvedPose, left: Vec, before: Stance | None) -> Vec:
    """How far a body that stands comes along when all its feet roll onto their balls or their heels."""
    tipped = [(s, f) for s, f in settled.feet.items() if f.stays and (f.heel_up or f.toes_up)]
    if before is None or "foot_l" not in settled.position.rests or len(tipped) < len(settled.feet) or not tipped:
        return ORIGIN
    ways = [sub(sole(frames, s, f, settled.position.ahead, left, before.frames)[0], before.frames[f"foot_{s}"][0]) for s, f in tipped]
    x, y, _ = _mean(ways)
    return (x, y, 0.0)


def _ground(settled: ResolvedPose, room: Surroundings, before: Stance | None) -> float:
    """How high that is what the body rests on: the seat, the step both feet are on, or the floor."""
    if settled.position.on_chair:
        return room.seat - 1.0
    rests = settled.position.rests
    if "foot_l" in rests:
        return min((footing(s, foot, before.frames if before else {}) for s, foot in settled.feet.items()), default=0.0)
    return 0.0


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
    was = before.frames if before else {}
    ankles = {side: sole(frames, side, foot, settled.position.ahead, left, was)[0] for side, foot in settled.feet.items()}
    raised = [ankles[side][2] - SOLE - footing(side, foot, was) if foot.heel_up else 0.0 for side, foot in settled.feet.items()]
    drop = -min(raised, default=0.0)
    for side, ankle in ankles.items():
        hip = frames[f"thigh_{side}"][0]
        flat = (ankle[0] - hip[0]) ** 2 + (ankle[1] - hip[1]) ** 2
        drop = max(drop, hip[2] - ankle[2] - sqrt(max((THIGH + SHIN - 0.1) ** 2 - flat, 1.0)))
    return drop
