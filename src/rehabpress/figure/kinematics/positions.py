"""Named starting positions: orientation, supports and joint angles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rehabpress.figure.kinematics.vectors import UNTURNED, Rotation, Vec, about_y, about_z, axes, times
from rehabpress.model.pose import Pose


@dataclass(frozen=True, slots=True)
class Position:
    """A starting position.

    ``base`` turns the segment ``root``, which keeps its place from frame to frame; ``ahead`` is what "ahead" means for hands and feet;
    ``rests`` are the parts of which the lowest point lies on the floor, or on the chair.
    """

    base: Rotation
    ahead: Vec
    root: str
    rests: tuple[str, ...]
    pose: Pose
    on_chair: bool = False


_SUPINE = about_y(-90)
_PRONE = times(about_z(180), about_y(90))
_ON_RIGHT_SIDE = axes((0.0, -1.0, 0.0), (0.0, 0.0, 1.0), (-1.0, 0.0, 0.0))
_X: Vec = (1.0, 0.0, 0.0)
_FEET = ("foot_l", "foot_r")
_BACK = ("torso",)
_SHINS = ("shin_l", "shin_r")


def _pose(**parts: object) -> Pose:
    return Pose.model_validate(parts)


_ARMS_DOWN = {"shoulder": {"abduct": 9}, "elbow": 8}

_FACE_DOWN = _pose(
    both={
        "hand": {"floor": (-44, 12), "shift": (0, 0, 2), "fingers": "feet", "palm": "up", "elbow": "out up"},
        "hip": {"abduct": 4, "rotate_in": 14},
        "ankle": -57,
        "foot": {"heel_at": 0},
    },
)

POSITIONS: Mapping[str, Position] = {
    "standing": Position(UNTURNED, _X, "pelvis", _FEET, _pose(both={**_ARMS_DOWN, "foot": {"floor": (0, 0), "toes_out": 5}})),
    "sitting": Position(
        UNTURNED, _X, "pelvis", _BACK,
        _pose(both={"foot": {"floor": (43, 2)}, "hand": {"rests_on": "same thigh", "fingers": "ahead", "elbow": "back out"}}), on_chair=True,
    ),
    "long-sitting": Position(
        UNTURNED, _X, "pelvis", _BACK,
        _pose(trunk={"tilt": -6}, both={"hand": {"rests_on": "same thigh", "fingers": "ahead", "elbow": "back out"}, "hip": {"abduct": 3, "rotate_in": -8}, "ankle": -8, "foot": {"heel_at": 0}}),
    ),
    "supine": Position(
        _SUPINE, _X, "chest", _BACK,
        _pose(both={"hand": {"floor": (50, 10), "elbow": "out"}, "hip": {"abduct": 4, "rotate_in": -12}, "ankle": -28, "foot": {"heel_at": 0}}),
    ),
    "hook-lying": Position(
        _SUPINE, _X, "chest", _BACK, _pose(both={"hand": {"floor": (51, 8), "elbow": "out"}, "foot": {"floor": (42, 2)}}),
    ),
    "legs-on-chair": Position(
        _SUPINE, _X, "chest", _BACK, _pose(both={"hand": {"floor": (49, 14), "elbow": "out"}, "foot": {"calf_on_chair": True}}),
    ),
    "prone": Position(_PRONE, (-1.0, 0.0, 0.0), "chest", _BACK, _FACE_DOWN),
    "prone-on-hands": Position(
        _PRONE, (-1.0, 0.0, 0.0), "pelvis", _BACK,
        _pose(neck=-4, both={"ankle": -57, "foot": {"heel_at": 0}, "hand": {"floor": (8, 9), "elbow": "up feet"}}),
    ),
    "all-fours": Position(
        about_y(90), _X, "pelvis", _SHINS, _pose(neck=18, both={"foot": {"kneel": 0}, "hand": {"floor": (2, 0), "elbow": "back"}}),
    ),
    "kneeling": Position(UNTURNED, _X, "pelvis", _SHINS, _pose(both={**_ARMS_DOWN, "foot": {"kneel": 0}})),
    "half-kneeling": Position(
        UNTURNED, _X, "pelvis", ("shin_r",), _pose(both=_ARMS_DOWN, right={"foot": {"kneel": 0}}, left={"foot": {"floor": (40, 2)}}),
    ),
    "side-lying": Position(
        _ON_RIGHT_SIDE, (0.0, -1.0, 0.0), "pelvis", _BACK,
        _pose(
            lumbar={"bend_left": 4}, thoracic={"bend_left": 9}, neck={"bend_left": 6}, both={"hip": 45, "knee": 80},
            right={"shoulder": {"flex": 160, "abduct": -14}, "elbow": 110},
            left={"hand": {"floor": (24, 4), "fingers": "head ahead", "elbow": "up feet"}},
        ),
    ),
    "side-plank": Position(
        _ON_RIGHT_SIDE, (0.0, -1.0, 0.0), "pelvis", ("torso", "shin_r"),
        _pose(
            both={"knee": 90, "ankle": -45}, right={"hand": {"elbow_on_floor": True}}, left={"hand": {"rests_on": "same hip", "elbow": "up", "fingers": "feet ahead"}},
        ),
    ),
}  # fmt: skip
