"""Where furniture stands: chairs, beds, worktops, tables, steps, walls and doors, as boxes; and what bodies find there to touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rehabpress.figure.anatomy import Anatomy
from rehabpress.figure.camera import Projection
from rehabpress.figure.canvas import Canvas
from rehabpress.figure.kinematics.skeleton import SIDES, BodySide
from rehabpress.figure.kinematics.solver import Stance
from rehabpress.figure.kinematics.surroundings import (
    CHAIR_BACK,
    PAD,
    PILLOW,
    SEAT_HEIGHT,
    STEP_HEIGHT,
    TABLE_HEIGHT,
    WORKTOP_HEIGHT,
    Hold,
    Surroundings,
)
from rehabpress.figure.kinematics.vectors import Vec, add, dot, placed, scaled
from rehabpress.figure.palette import PROP, PROP_LINE, THING
from rehabpress.figure.polygons import ring_of
from rehabpress.model.figure import Prop

MATTRESS = 13.0
WIDE = 21.0
"""Half the width of a chair."""
REACH = 44.0
"""Half the width of what stands ahead, half the length of what stands beside."""
HOLDS = {"worktop": WORKTOP_HEIGHT, "table": TABLE_HEIGHT, "chair": SEAT_HEIGHT + CHAIR_BACK}


@dataclass(frozen=True, slots=True)
class Cuboid:
    """A box along the axes of the world: its lower and its upper corner."""

    low: Vec
    high: Vec


def surroundings(props: Sequence[Prop]) -> Surroundings:
    """What the things of a figure are to a body that touches them."""
    walls = [p for p in props if p.kind == "wall"]
    ahead = next((float(p.ahead) for p in walls if p.ahead is not None), None)
    beside = next((float(p.beside) for p in walls if p.beside is not None), None)
    pads = {p.under for p in props if p.kind == "pad"}
    sides: tuple[tuple[BodySide, str], ...] = (("l", "left knee"), ("r", "right knee"))
    holds: dict[str, Hold] = {
        p.kind: Hold(HOLDS[p.kind], _cm(p.ahead), _cm(p.beside), p.kind == "chair")
        for p in props
        if p.kind in HOLDS and (p.ahead is not None or p.beside is not None)
    }
    return Surroundings(
        seat=SEAT_HEIGHT + (PAD if "seat" in pads else 0.0),
        wall=ahead,
        wall_beside=beside,
        pillow=PILLOW if any(p.kind == "pillow" and p.under in (None, "head") for p in props) else 0.0,
        knees={s: PAD for s, word in sides if word in pads or "knees" in pads},
        holds=holds,
    )


def _cm(value: int | None) -> float | None:
    return None if value is None else float(value)


def chair_boxes(first: Stance, behind: int | None = None) -> list[Cuboid]:
    """A chair that stands under the one who sits on it, or sideways under the calves that lie on it. Ahead is x.

    ``behind``: how far its back is behind the one who sits on it, whose thighs then hang over the front.
    """
    if first.settled.position.on_chair:
        knee = max(first.frames[f"shin_{s}"][0][0] for s in SIDES)
        back, front = min(first.frames["pelvis"][0][0] - 15, knee - 50), knee - 9
        if behind is not None:
            back, front = first.frames["pelvis"][0][0] - 13 - behind, first.frames["pelvis"][0][0] - 13 - behind + 42
        rest = _chair_back_across(back - 2.5, 0.0)
    else:
        back = min(first.frames[f"shin_{s}"][0][0] for s in SIDES) + 6
        front = back + 42
        rest = _chair_back_along(back, front)
    return [*_stool(min(back, front), max(back, front), 0.0), *rest]


def _stool(low: float, high: float, middle: float) -> list[Cuboid]:
    """A seat on four legs."""
    rows = (middle + WIDE - 3, middle - WIDE)
    legs = [Cuboid((x, y, 0), (x + 3, y + 3, SEAT_HEIGHT - 3)) for y in rows for x in (low + 1, high - 4)]
    return [*legs, Cuboid((low, middle - WIDE, SEAT_HEIGHT - 4), (high, middle + WIDE, SEAT_HEIGHT))]


def _chair_back_across(rear: float, middle: float) -> list[Cuboid]:
    """The back of a chair across the way ahead."""
    top = SEAT_HEIGHT + CHAIR_BACK
    posts = [Cuboid((rear, y, SEAT_HEIGHT), (rear + 2.5, y + 3, top - 2)) for y in (middle + WIDE - 3, middle - WIDE)]
    return [*posts, Cuboid((rear, middle - WIDE, SEAT_HEIGHT + 22), (rear + 2.5, middle + WIDE, top))]


def _chair_back_along(back: float, front: float) -> list[Cuboid]:
    """The back of a chair that stands sideways, beyond the legs that lie on it."""
    posts = [Cuboid((x, WIDE, SEAT_HEIGHT), (x + 3, WIDE + 2.5, SEAT_HEIGHT + 42)) for x in (back, front - 3)]
    return [*posts, Cuboid((back, WIDE, SEAT_HEIGHT + 22), (front, WIDE + 2.5, SEAT_HEIGHT + 44))]


def _held_chair(prop: Prop) -> list[Cuboid]:
    """A chair that nobody sits on: ahead its back is towards the body, beside it looks where the body looks."""
    if prop.ahead is not None:
        return [*_stool(prop.ahead, prop.ahead + 42, 0.0), *_chair_back_across(prop.ahead, 0.0)]
    middle = (prop.beside or 0) + (WIDE if (prop.beside or 0) > 0 else -WIDE)
    return [*_stool(4, 46, middle), *_chair_back_across(4, middle)]


def _worktop(prop: Prop) -> list[Cuboid]:
    """A kitchen worktop on its cupboards; a table is a top on four legs."""
    top, deep = HOLDS[prop.kind], 46.0 if prop.kind == "worktop" else 62.0
    if prop.ahead is not None:
        low, high = (float(prop.ahead), -REACH), (prop.ahead + deep, REACH)
    else:
        near, far = float(prop.beside or 0), (prop.beside or 0) + (deep if (prop.beside or 0) > 0 else -deep)
        low, high = (-REACH, min(near, far)), (REACH + 12, max(near, far))
    plate = Cuboid((*low, top - 4), (*high, top))
    if prop.kind == "worktop":
        inset = [(low[i] + 4, high[i] - 4) if (prop.ahead is None) == (i == 1) else (low[i], high[i]) for i in (0, 1)]
        return [Cuboid((inset[0][0], inset[1][0], 0), (inset[0][1], inset[1][1], top - 4)), plate]
    legs = [Cuboid((x, y, 0), (x + 4, y + 4, top - 4)) for x in (low[0] + 3, high[0] - 7) for y in (low[1] + 3, high[1] - 7)]
    return [*legs, plate]


def bed_boxes(first: Stance, ground: tuple[float, float, float, float]) -> list[Cuboid]:
    """A bed under the one who sits on its edge, or below the floor of the picture under the one who lies on it."""
    if first.settled.position.on_chair:
        edge = max(first.frames[f"shin_{s}"][0][0] for s in SIDES) - 10
        low, high, top = (edge - 88, -50.0), (edge, 50.0), SEAT_HEIGHT
    else:
        low, high, top = (ground[0] - 9, max(-50.0, min(-34.0, ground[2] - 6))), (ground[1] + 9, 38.0), 0.0
    base, foot = top - MATTRESS, top - SEAT_HEIGHT
    legs = [Cuboid((x, y, foot), (x + 5, y + 5, base - 5)) for x in (low[0] + 3, high[0] - 8) for y in (low[1] + 2, high[1] - 7)]
    return [*legs, Cuboid((*low, base - 6), (*high, base)), Cuboid((*low, base), (*high, top))]


def wall_at(prop: Prop, first: Stance, shapes: Anatomy) -> float:
    """How far ahead (x) the face of a wall is; a wall that is not said to be elsewhere touches the back."""
    if prop.ahead is not None:
        return float(prop.ahead)
    chains = shapes.parts["torso"]
    reach = (placed(first.frames[e.segment], (e.centre[0] - e.radii[0], e.centre[1], e.centre[2]))[0] for c in chains for e in c)
    return min(reach) + 0.5


def wall_box(prop: Prop, first: Stance, shapes: Anatomy) -> Cuboid:
    """A wall: ahead, at the back, or beside."""
    if prop.beside is not None:
        y = float(prop.beside)
        thick = 4.0 if y > 0 else -4.0
        return Cuboid((-46, min(y, y + thick), 0), (52, max(y, y + thick), 178))
    x = wall_at(prop, first, shapes)
    thick = 4.0 if prop.ahead is not None else -4.0
    return Cuboid((min(x, x + thick), -46, 0), (max(x, x + thick), 46, 178))


def boxes_of(prop: Prop, first: Stance, shapes: Anatomy, ground: tuple[float, float, float, float]) -> list[Cuboid]:
    """The boxes of a piece of furniture; ``ground`` is what the bodies of all frames lie over."""
    if prop.kind == "chair":
        held = prop.ahead is not None or prop.beside is not None
        return _held_chair(prop) if held else chair_boxes(first, prop.behind)
    if prop.kind in ("worktop", "table"):
        return _worktop(prop)
    if prop.kind == "wall":
        return [wall_box(prop, first, shapes)]
    if prop.kind == "step":
        return [Cuboid((prop.ahead or 0, -34, 0), ((prop.ahead or 0) + 34, 34, STEP_HEIGHT))]
    return bed_boxes(first, ground) if prop.kind == "bed" else []


def before(camera: Projection, boxes: Sequence[Cuboid], stance: Stance) -> bool:
    """Whether furniture stands between the viewer and the body."""
    nearest = min(camera.near((x, y, z)) for b in boxes for x in (b.low[0], b.high[0]) for y in (b.low[1], b.high[1]) for z in (b.low[2],))
    return nearest > camera.near((*stance.frames["pelvis"][0][:2], 0.0)) + 8


def paint_boxes(canvas: Canvas, camera: Projection, boxes: Sequence[Cuboid]) -> None:
    """Paint boxes from the farthest to the nearest."""
    for box in sorted(boxes, key=lambda b: camera.near(scaled(add(b.low, b.high), 0.5))):
        paint_box(canvas, camera, box)


def paint_box(canvas: Canvas, camera: Projection, box: Cuboid) -> None:
    """Paint the faces of a box that are seen."""
    corners = [(x, y, z) for x in (box.low[0], box.high[0]) for y in (box.low[1], box.high[1]) for z in (box.low[2], box.high[2])]
    faces: tuple[tuple[Vec, tuple[int, ...], int], ...] = (
        ((0, 0, 1), (1, 3, 7, 5), 0), ((0, 0, -1), (0, 2, 6, 4), 2), ((0, -1, 0), (0, 1, 5, 4), 1), ((0, 1, 0), (2, 3, 7, 6), 1),
        ((1, 0, 0), (4, 5, 7, 6), 2), ((-1, 0, 0), (0, 1, 3, 2), 2),
    )  # fmt: skip
    for normal, corner, tone in faces:
        if dot(normal, camera.viewer) > 0.02:
            canvas.shape([ring_of(camera.seen(corners[i]) for i in corner)], PROP[tone], PROP_LINE, THING)
