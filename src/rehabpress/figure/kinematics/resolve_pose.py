"""Resolves a pose: defaults of the named position, then the first frame, then the changes of this frame."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rehabpress.figure.kinematics.positions import POSITIONS, Position
from rehabpress.figure.kinematics.skeleton import Angles, BodySide
from rehabpress.model.pose import Ankle, Ball, Bend, Foot, Girdle, Grasp, Hand, Limbs, Move, Pose, Trunk, Wrist

_ARM_JOINTS = {"shoulder": "upper_arm", "elbow": "forearm", "forearm": "forearm", "wrist": "hand"}
_LEG_JOINTS = {"hip": "thigh", "knee": "shin", "ankle": "foot"}


@dataclass(slots=True)
class ResolvedPose:
    """Everything that a frame says. ``hands`` and ``feet`` are those that are somewhere; the others follow their angles."""

    name: str
    position: Position
    changed: bool
    angles: dict[str, Angles] = field(default_factory=dict)
    spine: dict[str, Angles] = field(default_factory=dict)
    hands: dict[BodySide, Hand] = field(default_factory=dict)
    feet: dict[BodySide, Foot] = field(default_factory=dict)
    tilt: float | None = None
    lean: float | None = None
    turn: float = 0.0
    neck_told: bool = False
    glide: float = 0.0
    girdles: dict[str, Girdle] = field(default_factory=dict)
    grasps: dict[BodySide, Grasp] = field(default_factory=dict)
    move: Move = field(default_factory=Move)


def resolve_pose(pose: Pose, start: Pose | None) -> ResolvedPose:
    """Fill in what ``pose`` leaves out; ``start`` is the first frame, None when ``pose`` is that."""
    first = start.position if start else None
    name = pose.position or first or "standing"
    changed = start is not None and pose.position is not None and pose.position != first
    settled = ResolvedPose(name, POSITIONS[name], changed)
    layers = [settled.position.pose, *([start] if start and not changed else []), pose]
    for layer in layers:
        _apply(settled, layer)
    if start and not changed:
        _stay(settled, pose)
    return settled


def _stay(settled: ResolvedPose, pose: Pose) -> None:
    """What was planted in the first frame and is not mentioned in this one stays where it was."""
    for side, limbs in (("l", pose.left), ("r", pose.right)):
        given = [x for x in (pose.both, limbs) if x]
        if side in settled.hands and not any(x.hand for x in given) and _planted(settled.hands[side]):
            settled.hands[side] = settled.hands[side].model_copy(update={"stays": True})
        mentioned = any(x.foot and _somewhere(x.foot) for x in given)
        if side in settled.feet and not mentioned:
            settled.feet[side] = settled.feet[side].model_copy(update={"stays": True})


def _somewhere(foot: Foot) -> bool:
    return any(x is not None for x in (foot.floor, foot.kneel, foot.heel_at, foot.rests_on, foot.calf_on_chair))


def _planted(hand: Hand) -> bool:
    return hand.floor is not None or hand.wall is not None or hand.on is not None


def _apply(settled: ResolvedPose, layer: Pose) -> None:
    for part in ("lumbar", "thoracic", "neck", "head"):
        if bend := getattr(layer, part):
            settled.neck_told |= part == "neck" and bend.flex is not None
            settled.spine[part] = _bent(settled.spine.get(part, Angles()), bend)
    if layer.head and layer.head.glide is not None:
        settled.glide = layer.head.glide
    if layer.trunk:
        _tilted(settled, layer.trunk)
    if layer.move:
        settled.move = layer.move
    sides: tuple[tuple[BodySide, Limbs | None], ...] = (("l", layer.left), ("r", layer.right))
    for side, own in sides:
        for limbs in (layer.both, own):
            if limbs:
                _move_limbs(settled, side, limbs)


def _tilted(settled: ResolvedPose, trunk: Trunk) -> None:
    settled.tilt = settled.tilt if trunk.tilt is None else trunk.tilt
    settled.lean = settled.lean if trunk.lean_left is None else trunk.lean_left
    settled.turn = settled.turn if trunk.turn_left is None else trunk.turn_left


def _bent(before: Angles, bend: Bend) -> Angles:
    return Angles(
        *(b if n is None else n for b, n in ((before.flex, bend.flex), (before.out, bend.bend_left), (before.turn, bend.turn_left)))
    )


def _ball(before: Angles, joint: Ball | Ankle | Wrist) -> Angles:
    out = joint.abduct if isinstance(joint, Ball) else joint.evert if isinstance(joint, Ankle) else joint.radial
    turn = joint.rotate_in if isinstance(joint, Ball) else None
    return Angles(*(b if n is None else n for b, n in ((before.flex, joint.flex), (before.out, out), (before.turn, turn))))


def _move_limbs(settled: ResolvedPose, side: BodySide, limbs: Limbs) -> None:
    for joint in (*_ARM_JOINTS, *_LEG_JOINTS):
        value = getattr(limbs, joint)
        if value is None:
            continue
        segment = f"{ {**_ARM_JOINTS, **_LEG_JOINTS}[joint] }_{side}"
        before = settled.angles.get(segment, Angles())
        if joint == "forearm":
            settled.angles[segment] = replace(before, turn=value)
        elif isinstance(value, int):
            settled.angles[segment] = replace(before, flex=value)
        else:
            settled.angles[segment] = _ball(before, value)
        (settled.hands if joint in _ARM_JOINTS else settled.feet).pop(side, None)
    if limbs.girdle:
        settled.girdles[f"girdle_{side}"] = limbs.girdle
    if limbs.toes is not None:
        settled.angles[f"toes_{side}"] = Angles(flex=limbs.toes)
    if limbs.fingers:
        settled.grasps[side] = limbs.fingers
    if limbs.hand:
        if limbs.hand.free:
            settled.hands.pop(side, None)
        else:
            settled.hands[side] = limbs.hand
    if limbs.foot:
        _move_foot(settled, side, limbs.foot)


def _move_foot(settled: ResolvedPose, side: BodySide, foot: Foot) -> None:
    if foot.free:
        settled.feet.pop(side, None)
        return
    before = settled.feet.get(side)
    nowhere = not _somewhere(foot) and not foot.stays
    if nowhere and before:
        settled.feet[side] = before.model_copy(update={n: getattr(foot, n) for n in foot.model_fields_set})
    elif not nowhere:
        settled.feet[side] = foot
