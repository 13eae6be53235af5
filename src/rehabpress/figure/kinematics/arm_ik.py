"""Inverse kinematics of arms: hands that lean, rest or hold."""

from __future__ import annotations

from collections.abc import Mapping

from rehabpress.figure.anatomy import Anatomy
from rehabpress.figure.kinematics.ik import along, bent_limb, flattened, palm_frame, two_bones
from rehabpress.figure.kinematics.resolve_pose import ResolvedPose
from rehabpress.figure.kinematics.skeleton import FOREARM, PALM, UPPER_ARM, BodySide, offset, shoulder_rise
from rehabpress.figure.kinematics.surroundings import Hold, Surroundings
from rehabpress.figure.kinematics.vectors import (
    ORIGIN,
    UP,
    Rotation,
    Transform,
    Vec,
    across,
    add,
    distance,
    dot,
    placed,
    rotate,
    scaled,
    sub,
    transposed,
    unit,
)  # fmt: skip
from rehabpress.figure.landmarks import inner, landmark, skin
from rehabpress.model.pose import Grasp, Hand

WRIST_OVER_FLOOR = 2.4
PALM_THICK = 2.1


def grasp_of(hand: Hand | None) -> Grasp:
    """What the fingers do."""
    if hand is None:
        return "relaxed"
    return "grip" if hand.grips or hand.on == "chair" else "flat"


def reach_hand(
    frames: dict[str, Transform], planted: dict[str, Transform], side: BodySide, hand: Hand, settled: ResolvedPose, left: Vec, shapes: Anatomy,
    room: Surroundings, before: Mapping[str, Transform],
) -> float:  # fmt: skip
    """Bend an arm so that its hand gets there. Returns by how many centimetres it misses."""
    words = _directions(frames, settled.position.ahead, left, side)
    if hand.elbow_on_floor:
        return _forearm_down(frames, side, words)
    kept = before.get(f"hand_{side}") if hand.stays else None
    if kept is not None:
        wrist, turn = kept
    else:
        wrist, turn = _target(frames, side, hand, words, shapes, room)
        x, y, z = hand.shift
        wrist = add(wrist, add(add(scaled(words["ahead"], x), scaled(words["out"], y)), (0.0, 0.0, z)))
    pole = mixed(words, hand.elbow or ("back out" if hand.on else "out"))
    shoulder = _shoulder(frames, side, wrist, shapes)
    elbow, end = two_bones(shoulder, wrist, UPPER_ARM, FOREARM, pole)
    frames[f"upper_arm_{side}"], frames[f"forearm_{side}"] = bent_limb(shoulder, elbow, end, scaled(pole, -1), knee=False)
    frames[f"hand_{side}"] = (end, turn)
    if hand.floor or hand.wall is not None or hand.on or hand.stays:
        planted[f"hand_{side}"] = (wrist, turn)
    return distance(end, wrist)


def _shoulder(frames: Mapping[str, Transform], side: BodySide, wrist: Vec, shapes: Anatomy) -> Vec:
    """Where the shoulder is when the arm reaches for a point: it comes along a little."""
    chest = frames[f"girdle_{side}"]
    at = offset(f"upper_arm_{side}", shapes.hips, shapes.shoulders)
    way = unit(rotate(transposed(chest[1]), sub(wrist, placed(chest, at))))
    return placed(chest, add(at, shoulder_rise(way, 1 if side == "l" else -1)))


def _directions(frames: Mapping[str, Transform], ahead: Vec, left: Vec, side: BodySide) -> dict[str, Vec]:
    out = scaled(left, 1 if side == "l" else -1)
    chest = frames["chest"][1]
    head, front = rotate(chest, UP), rotate(chest, (1.0, 0.0, 0.0))
    return {
        "up": UP, "down": scaled(UP, -1), "ahead": ahead, "back": scaled(ahead, -1), "out": out, "in": scaled(out, -1),
        "head": head, "feet": scaled(head, -1), "front": front, "behind": scaled(front, -1),
    }  # fmt: skip


def mixed(words: Mapping[str, Vec], text: str) -> Vec:
    """Directions in words as one unit vector."""
    total = ORIGIN
    for word in text.split(" "):
        total = add(total, words[word])
    return unit(total)


def _target(
    frames: Mapping[str, Transform], side: BodySide, hand: Hand, words: Mapping[str, Vec], shapes: Anatomy, room: Surroundings
) -> tuple[Vec, Rotation]:
    """Where the wrist goes and how the hand is turned."""
    sign = 1 if side == "l" else -1
    shoulder = frames[f"upper_arm_{side}"][0]
    if hand.floor is not None:
        x, y = hand.floor
        at = add(shoulder, add(scaled(words["ahead"], x), scaled(words["out"], y)))
        turn = palm_frame(mixed(words, hand.fingers or "ahead"), mixed(words, hand.palm or "down"), sign)
        return (at[0], at[1], WRIST_OVER_FLOOR), turn
    if hand.wall is not None:
        return _on_wall(shoulder, hand, words, room, sign)
    if hand.on is not None:
        return _held(shoulder, hand, words, room.holds[hand.on], sign)
    if hand.at is not None:
        x, y, z = hand.at
        at = add(shoulder, add(add(scaled(words["ahead"], x), scaled(words["out"], y)), (0.0, 0.0, z)))
        fingers = mixed(words, hand.fingers) if hand.fingers else unit(sub(at, shoulder))
        palm = flattened(mixed(words, hand.palm or "in"), fingers, words["down"])
        return at, palm_frame(fingers, palm, sign)
    if hand.grips:
        return _grip(frames, side, hand, words, shapes)
    point, out, _ = landmark(hand.rests_on or "belly", frames, shapes, side)
    if hand.palm:
        out = scaled(mixed(words, hand.palm), -1)
    fingers = flattened(mixed(words, hand.fingers), out, UP) if hand.fingers else flattened(sub(point, shoulder), out, words["in"])
    palm = add(point, scaled(out, PALM_THICK))
    return sub(palm, scaled(fingers, PALM)), palm_frame(fingers, scaled(out, -1), sign)


def _on_wall(shoulder: Vec, hand: Hand, words: Mapping[str, Vec], room: Surroundings, sign: int) -> tuple[Vec, Rotation]:
    """A hand flat on the wall ahead, or beside on the side where that stands."""
    if room.wall is None and room.wall_beside is not None:
        way, gap = "out" if room.wall_beside * sign > 0 else "in", (room.wall_beside - shoulder[1]) * sign
        at = add(shoulder, scaled(words["out"], gap - (WRIST_OVER_FLOOR if gap > 0 else -WRIST_OVER_FLOOR)))
    else:
        way = "ahead"
        gap = (room.wall if room.wall is not None else 50.0) - WRIST_OVER_FLOOR - dot(shoulder, words["ahead"])
        at = add(shoulder, scaled(words["ahead"], gap))
    turn = palm_frame(mixed(words, hand.fingers or "up"), mixed(words, hand.palm or way), sign)
    return (at[0], at[1], float(hand.wall or 0)), turn


def _held(shoulder: Vec, hand: Hand, words: Mapping[str, Vec], hold: Hold, sign: int) -> tuple[Vec, Rotation]:
    """A hand on the edge of a worktop or a table, or round the back of a chair."""
    if hold.ahead is not None:
        palm: Vec = (hold.ahead + (1.2 if hold.rail else 9.0), shoulder[1], hold.top)
        fingers = mixed(words, hand.fingers or "ahead")
    else:
        beside = hold.beside or 0.0
        palm = (7.0 if hold.rail else shoulder[0] + 12.0, beside + (8.0 if beside > 0 else -8.0), hold.top)
        fingers = mixed(words, hand.fingers or ("ahead" if hold.rail or beside * sign < 0 else "ahead out"))
    turn = palm_frame(fingers, mixed(words, hand.palm or "down"), sign)
    return sub(add(palm, (0.0, 0.0, 1.9 if hold.rail else PALM_THICK)), scaled(fingers, PALM)), turn


def _grip(frames: Mapping[str, Transform], side: BodySide, hand: Hand, words: Mapping[str, Vec], shapes: Anatomy) -> tuple[Vec, Rotation]:
    """A hand that lies on its own side of a limb, its fingers round the place that it grips."""
    sign = 1 if side == "l" else -1
    _, place, segment = landmark(hand.grips or "", frames, shapes, side)
    limb = frames[segment]
    axis = rotate(limb[1], (0.0, 0.0, -1.0))
    across_ = unit(across(rotate(frames["chest"][1], (0.0, float(sign), 0.0)), axis))
    out = unit(add(scaled(place, 0.45), scaled(across_, 0.9)))
    centre = inner(hand.grips or "", frames, side)
    part = segment.replace("toes_", "foot_")  # toes are drawn with their foot
    point = skin(shapes.parts[part], frames, centre, out)
    round_ = flattened(place, out, axis)
    fingers = mixed(words, hand.fingers) if hand.fingers else unit(add(round_, scaled(axis, 0.55)))
    fingers = flattened(fingers, out, axis)
    palm = add(point, scaled(out, 1.0))
    return sub(palm, scaled(fingers, PALM)), palm_frame(fingers, scaled(out, -1), sign)


FOREARM_THICK = 3.9


def _forearm_down(frames: dict[str, Transform], side: BodySide, words: Mapping[str, Vec]) -> float:
    """The upper arm straight down, the forearm ahead on the floor. Returns how far the elbow is from the floor."""
    shoulder = frames[f"upper_arm_{side}"][0]
    elbow = add(shoulder, (0.0, 0.0, -UPPER_ARM))
    wrist = add(elbow, scaled(words["ahead"], FOREARM))
    frames[f"upper_arm_{side}"] = (shoulder, along(shoulder, elbow, words["ahead"]))
    frames[f"forearm_{side}"] = (elbow, along(elbow, wrist, UP))
    frames[f"hand_{side}"] = (wrist, palm_frame(words["ahead"], words["down"], 1 if side == "l" else -1))
    return abs(elbow[2] - FOREARM_THICK)
