"""Ranges of motion of joints in healthy adults, and how far the joints of a pose have gone.

Limbs: the normal ranges of 38 CFR 4.71, plates I and II (shoulder, elbow, forearm, wrist, hip flexion and abduction, knee, ankle) and, where it has none,
of the American Academy of Orthopaedic Surgeons, Joint Motion: Method of Measuring and Recording (hip extension, adduction and rotation, shoulder extension, foot).
Spine: the upper ends of the ranges in Magee, Orthopedic Physical Assessment. These are active ranges; a stretch or the body's weight takes a joint
farther, so ``PASSIVE`` degrees more are let pass, which is this program's own allowance. Shoulders are not looked at: their three angles are not unique.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import acos, asin, atan2, degrees

from rehabpress.figure.kinematics.resolve_pose import ResolvedPose
from rehabpress.figure.kinematics.skeleton import PARENTS, SIDES, Angles, sign
from rehabpress.figure.kinematics.vectors import Rotation, Transform, times, transposed

PASSIVE = 10.0

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Limits:
    """The range of each movement in degrees, least and most; None where it is not looked at."""

    flex: Range
    out: Range | None = None
    turn: Range | None = None


LIMITS: Mapping[str, tuple[str, Limits]] = {
    "lumbar": ("lumbar spine", Limits((-35, 60), (-20, 20), (-18, 18))),
    "thoracic": ("thoracic spine", Limits((-45, 45), (-40, 40), (-50, 50))),
    "neck": ("neck", Limits((-70, 80), (-45, 45), (-80, 80))),
    "thigh": ("hip", Limits((-30, 125), (-30, 45), (-45, 45))),
    "shin": ("knee", Limits((-2, 140))),
    "foot": ("ankle", Limits((-50, 20), (-35, 20))),
    "forearm": ("elbow", Limits((-2, 145))),
}
"""By segment: the joint's name and its limits."""

WRIST = 80.0
"""How far a wrist bends, either way."""

MOVEMENTS: Mapping[str, tuple[str, str]] = {
    "flex": ("flexed", "extended"), "out": ("abducted", "adducted"), "turn": ("rotated inwards", "rotated outwards"),
}  # fmt: skip
ANKLE_MOVEMENTS: Mapping[str, tuple[str, str]] = {"flex": ("dorsiflexed", "plantar flexed"), "out": ("everted", "inverted")}
SPINE_MOVEMENTS: Mapping[str, tuple[str, str]] = {
    "flex": ("bent forwards", "bent back"), "out": ("bent to the left", "bent to the right"), "turn": ("turned to the left", "turned to the right"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beyond:
    """A joint beyond its range: its name, what it does, by how many degrees, and the most that is normal."""

    joint: str
    movement: str
    angle: float
    limit: float


def measured(segment: str, turn: Rotation) -> Angles:
    """The clinical angles of a joint from the rotation of its segment against its parent."""
    side = sign(segment)
    if segment.startswith(("upper_arm", "thigh")):
        # The rotation is flexion about y, then abduction about x, then rotation about z.
        out = degrees(asin(max(-1.0, min(1.0, turn[1][2]))))
        return Angles(degrees(-atan2(turn[0][2], turn[2][2])), -side * out, degrees(atan2(turn[1][0], turn[1][1])) * -side)
    if segment.startswith("foot"):
        out = degrees(asin(max(-1.0, min(1.0, turn[1][2]))))
        return Angles(degrees(-atan2(turn[0][2], turn[2][2])), -side * out)
    flex = degrees(atan2(turn[0][2], turn[2][2]))
    return Angles(flex if segment.startswith("shin") else -flex)


def beyond(settled: ResolvedPose, frames: Mapping[str, Transform]) -> Iterator[Beyond]:
    """Every joint that has gone farther than is normal."""
    for part in ("lumbar", "thoracic", "neck"):
        yield from _beyond(LIMITS[part], settled.spine.get(part, Angles()), "", SPINE_MOVEMENTS, 5.0)
    for kind in ("thigh", "shin", "foot", "forearm"):
        for s in SIDES:
            segment = f"{kind}_{s}"
            against = times(transposed(frames[PARENTS[segment]][1]), frames[segment][1])
            word = "left " if s == "l" else "right "
            angles = measured(segment, against)
            if kind == "thigh" and (angles.flex > 60 or angles.out > 40):
                # The ranges of rotation are those of a hip that is straight; in deep flexion and wide abduction the capsule is slack.
                angles = Angles(angles.flex, angles.out)
            yield from _beyond(LIMITS[kind], angles, word, ANKLE_MOVEMENTS if kind == "foot" else MOVEMENTS, PASSIVE)
    for s in SIDES:
        straight = sum(a[2] * b[2] for a, b in zip(frames[f"forearm_{s}"][1], frames[f"hand_{s}"][1], strict=True))
        bent = degrees(acos(max(-1.0, min(1.0, straight))))
        if bent > WRIST + PASSIVE:
            yield Beyond(f"{'left' if s == 'l' else 'right'} wrist", "bent", bent, WRIST)


def _beyond(known: tuple[str, Limits], angles: Angles, side: str, words: Mapping[str, tuple[str, str]], grace: float) -> Iterator[Beyond]:
    name, limits = known
    for movement in ("flex", "out", "turn"):
        allowed: Range | None = getattr(limits, movement)
        angle: float = getattr(angles, movement)
        if allowed is None:
            continue
        more, less = words[movement]
        if angle > allowed[1] + grace:
            yield Beyond(side + name, more, angle, allowed[1])
        elif angle < allowed[0] - grace:
            yield Beyond(side + name, less, -angle, -allowed[0])
