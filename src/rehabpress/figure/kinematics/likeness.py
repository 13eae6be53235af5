"""Measures how alike the motions of two figures are, from where the joints are: by another name an exercise is still the same one.

In: the stances of two figures. Out: whether they are alike, whichever side each is drawn for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import dist

from rehabpress.figure.kinematics.solver import Stance
from rehabpress.figure.kinematics.vectors import Vec, placed, sub

LIKE = 15.0
"""Centimetres that a place of the body may be elsewhere, at most, in two drawings of one exercise."""
PART = 0.5
"""Of how far the movement goes: in a small one less is another."""
REACH = 20.0
"""Centimetres from a joint at which a turn of it is measured."""
_ENDS = ("pelvis", "chest", "head", "hand", "foot")

FramePlaces = Mapping[str, Vec]
"""Where each joint is in a frame, in centimetres from the pelvis; of what turns at an end also two places farther out."""


@dataclass(frozen=True, slots=True)
class Motion:
    """The frames of a figure as places, and what its hands do in each."""

    frames: tuple[FramePlaces, ...]
    grasps: tuple[tuple[str, ...], ...]

    @property
    def span(self) -> float:
        """How far it goes: the longest way of a place between two frames, in centimetres."""
        return max((_apart(one, other) for one in self.frames for other in self.frames), default=0.0)

    def mirrored(self) -> Motion:
        """The same for the other side of the body."""
        return Motion(tuple({_other_side(name): (x, -y, z) for name, (x, y, z) in one.items()} for one in self.frames), self.grasps)


def motion(stances: Sequence[Stance]) -> Motion:
    """Where a body is in each frame of a figure."""
    frames: list[FramePlaces] = []
    grasps: list[tuple[str, ...]] = []
    for stance in stances:
        origin = stance.frames["pelvis"][0]
        places = {name: sub(at, origin) for name, (at, _) in stance.frames.items()}
        for name, frame in stance.frames.items():
            if name.split("_")[0] in _ENDS:
                places[f"ahead {name}"] = sub(placed(frame, (REACH, 0.0, 0.0)), origin)
                places[f"below {name}"] = sub(placed(frame, (0.0, 0.0, -REACH)), origin)
        frames.append(places)
        grasps.append(tuple(sorted(map(str, stance.settled.grasps.values()))))
    return Motion(tuple(frames), tuple(grasps))


def alike(one: Motion, other: Motion) -> bool:
    """Whether each frame of either has one like it in the other, as drawn or seen in a mirror."""
    limit = min(LIKE, PART * min(one.span, other.span))
    return any(_within(one, seen, limit) and _within(seen, one, limit) for seen in (other, other.mirrored()))


def _within(one: Motion, other: Motion, limit: float) -> bool:
    theirs = list(zip(other.frames, other.grasps, strict=True))
    return all(_has(theirs, frame, grasp, limit) for frame, grasp in zip(one.frames, one.grasps, strict=True))


def _has(theirs: Sequence[tuple[FramePlaces, tuple[str, ...]]], frame: FramePlaces, grasp: tuple[str, ...], limit: float) -> bool:
    return any(grasp == their and _apart(frame, places) <= limit for places, their in theirs)


def _apart(one: FramePlaces, other: FramePlaces) -> float:
    return max(dist(at, other[name]) for name, at in one.items())


def _other_side(name: str) -> str:
    end = {"_l": "_r", "_r": "_l"}.get(name[-2:])
    return name[:-2] + end if end else name
