"""What stands around a body, as far as the body touches it: heights, and where hands find something to hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from rehabpress.figure.kinematics.skeleton import BodySide

SEAT_HEIGHT = 45.0
CHAIR_BACK = 44.0
"""How high the back of a chair rises above its seat."""
WORKTOP_HEIGHT = 90.0
TABLE_HEIGHT = 72.0
STEP_HEIGHT = 16.0
BALL_RADIUS = 3.6
CAN_RADIUS = 3.4
PILLOW = 4.0
"""How thick a pillow is under a head."""
PAD = 3.5
"""How thick a pad is under a seat or a knee."""


@dataclass(frozen=True, slots=True)
class Hold:
    """An edge that a hand takes: ``ahead`` of the body (x), or ``beside`` it (y, above 0 on the left); how high it is, and whether fingers close round it."""

    top: float
    ahead: float | None = None
    beside: float | None = None
    rail: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around: the height of the seat, where a wall is to lean on, how thick a pillow or a pad is, what there is to hold and to step on."""

    seat: float = SEAT_HEIGHT
    wall: float | None = None
    wall_beside: float | None = None
    pillow: float = 0.0
    knees: Mapping[BodySide, float] = field(default_factory=lambda: MappingProxyType({}))
    holds: Mapping[str, Hold] = field(default_factory=lambda: MappingProxyType({}))


FOOTING: Mapping[str, float] = MappingProxyType({"step": STEP_HEIGHT, "ball": 2 * BALL_RADIUS, "can": 2 * CAN_RADIUS})
"""How high a foot is that stands on one of these."""

BARE = Surroundings()
"""Nothing but the floor and a seat of the usual height."""
