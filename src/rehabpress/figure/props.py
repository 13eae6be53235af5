"""Draws props (mat, chair, wall, pillow, roller), placed where they touch the body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rehabpress.figure.anatomy import Anatomy
from rehabpress.figure.camera import Projection
from rehabpress.figure.canvas import Canvas
from rehabpress.figure.handheld import WORLD, paint_band, paint_stick, paint_straps
from rehabpress.figure.kinematics.contact import lowest
from rehabpress.figure.kinematics.skeleton import SIDES
from rehabpress.figure.kinematics.solver import SEAT_HEIGHT, Stance
from rehabpress.figure.kinematics.vectors import Vec, add, dot, length, placed, scaled, sub
from rehabpress.figure.landmarks import inner, landmark
from rehabpress.figure.palette import DETAIL, GROUND, PROP, PROP_LINE, SHADE
from rehabpress.figure.polygons import PolygonRegion, common, grown, line_of, ring_of, union
from rehabpress.figure.silhouettes import ellipse_ring, swept
from rehabpress.model.figure import Prop

PILLOW = 4.0
"""How thick a pillow is under a head."""


@dataclass(frozen=True, slots=True)
class Cuboid:
    """A box along the axes of the world: its lower and its upper corner."""

    low: Vec
    high: Vec


def extent(stances: Sequence[Stance], shapes: Anatomy, arms: bool = True) -> tuple[float, float, float, float]:
    """The ground that the bodies of all frames lie over, with or without their arms: least and most x, least and most y."""
    xs, ys = [], []
    for stance in stances:
        for part, chains in shapes.parts.items():
            for chain in chains if arms or not part.startswith(("upper_arm", "forearm", "hand")) else ():
                for e in chain:
                    p = placed(stance.frames[e.segment], e.centre)
                    xs.append(p[0])
                    ys.append(p[1])
    return min(xs), max(xs), min(ys), max(ys)


def chair_boxes(first: Stance, behind: int | None = None) -> list[Cuboid]:
    """A chair that stands under the one who sits on it, or sideways under the calves that lie on it. Ahead is x.

    ``behind``: how far its back is behind the one who sits on it, whose thighs then hang over the front.
    """
    wide = 21.0
    if first.settled.position.on_chair:
        knee = max(first.frames[f"shin_{s}"][0][0] for s in SIDES)
        back, front = min(first.frames["pelvis"][0][0] - 15, knee - 50), knee - 9
        if behind is not None:
            back, front = first.frames["pelvis"][0][0] - 13 - behind, first.frames["pelvis"][0][0] - 13 - behind + 42
        rest = _chair_back_across(back - 2.5, wide)
    else:
        back = min(first.frames[f"shin_{s}"][0][0] for s in SIDES) + 6
        front = back + 42
        rest = _chair_back_along(back, front, wide)
    low, high = min(back, front), max(back, front)
    legs = [Cuboid((x, y, 0), (x + 3, y + 3, SEAT_HEIGHT - 3)) for y in (wide - 3, -wide) for x in (low + 1, high - 4)]
    seat = Cuboid((low, -wide, SEAT_HEIGHT - 4), (high, wide, SEAT_HEIGHT))
    return [*legs, *rest, seat]


def _chair_back_across(rear: float, wide: float) -> list[Cuboid]:
    """The back of a chair behind the one who sits on it."""
    posts = [Cuboid((rear, y, SEAT_HEIGHT), (rear + 2.5, y + 3, SEAT_HEIGHT + 42)) for y in (wide - 3, -wide)]
    return [*posts, Cuboid((rear, -wide, SEAT_HEIGHT + 22), (rear + 2.5, wide, SEAT_HEIGHT + 44))]


def _chair_back_along(back: float, front: float, wide: float) -> list[Cuboid]:
    """The back of a chair that stands sideways, beyond the legs that lie on it."""
    posts = [Cuboid((x, wide, SEAT_HEIGHT), (x + 3, wide + 2.5, SEAT_HEIGHT + 42)) for x in (back, front - 3)]
    return [*posts, Cuboid((back, wide, SEAT_HEIGHT + 22), (front, wide + 2.5, SEAT_HEIGHT + 44))]


def wall_at(prop: Prop, first: Stance, shapes: Anatomy) -> float:
    """How far ahead (x) the face of a wall is; a wall that is not said to be ahead touches the back."""
    if prop.ahead is not None:
        return float(prop.ahead)
    chains = shapes.parts["torso"]
    reach = (placed(first.frames[e.segment], (e.centre[0] - e.radii[0], e.centre[1], e.centre[2]))[0] for c in chains for e in c)
    return min(reach) + 0.5


def paint_prop(
    canvas: Canvas, camera: Projection, prop: Prop, stance: Stance, stances: Sequence[Stance], shapes: Anatomy, front: bool
) -> None:
    """Paint what of a prop lies behind the body, or in front of it."""
    if prop.kind == "band":
        paint_band(canvas, camera, prop, stance, stances[0], shapes, front)
    elif prop.kind == "stick":
        if front:
            paint_stick(canvas, camera, prop, stance, shapes)
    elif prop.kind == "straps":
        if front:
            paint_straps(canvas, camera, stance)
    elif not front:
        _thing(canvas, camera, prop, stance, stances, shapes)


def _thing(canvas: Canvas, camera: Projection, prop: Prop, stance: Stance, stances: Sequence[Stance], shapes: Anatomy) -> None:
    if prop.kind == "mat":
        x0, x1, _, _ = extent(stances, shapes)
        y0 = extent(stances, shapes, arms=False)[2]
        mat = Cuboid((x0 - 8, max(-62, min(-32, y0 - 6)), -2), (x1 + 8, 32, 0))
        _box(canvas, camera, mat)
        if not camera.level:
            _shade(canvas, camera, stance, shapes, mat)
    elif prop.kind == "floor":
        x0, x1, y0, y1 = extent(stances, shapes)
        if stances[0].settled.position.on_chair:
            x0 = min(x0, min(box.low[0] for box in chair_boxes(stances[0])) - 12)
        _floor(canvas, camera, (x0 - 12, x1 + 12, y0 - 10, y1 + 10))
    elif prop.kind == "chair":
        boxes = chair_boxes(stances[0], prop.behind)
        for box in sorted(boxes, key=lambda b: camera.near(scaled(add(b.low, b.high), 0.5))):
            _box(canvas, camera, box)
    elif prop.kind == "wall":
        x = wall_at(prop, stances[0], shapes)
        thick = 4.0 if prop.ahead is not None else -4.0
        _box(canvas, camera, Cuboid((min(x, x + thick), -40, 0), (max(x, x + thick), 40, 178)))
    elif prop.kind == "pillow":
        _pillow(canvas, camera, prop, stance, shapes)
    elif prop.kind == "roller":
        _roller(canvas, camera, prop, stance, shapes)


def _box(canvas: Canvas, camera: Projection, box: Cuboid) -> None:
    corners = [(x, y, z) for x in (box.low[0], box.high[0]) for y in (box.low[1], box.high[1]) for z in (box.low[2], box.high[2])]
    faces: tuple[tuple[Vec, tuple[int, ...], int], ...] = (
        ((0, 0, 1), (1, 3, 7, 5), 0), ((0, 0, -1), (0, 2, 6, 4), 2), ((0, -1, 0), (0, 1, 5, 4), 1), ((0, 1, 0), (2, 3, 7, 6), 1),
        ((1, 0, 0), (4, 5, 7, 6), 2), ((-1, 0, 0), (0, 1, 3, 2), 2),
    )  # fmt: skip
    for normal, corner, tone in faces:
        if dot(normal, camera.viewer) > 0.02:
            canvas.shape([ring_of(camera.seen(corners[i]) for i in corner)], PROP[tone], PROP_LINE, 0.6)


def _shade(canvas: Canvas, camera: Projection, stance: Stance, shapes: Anatomy, mat: Cuboid) -> None:
    """Where a body lies on the mat, seen from above: a shade that shows that it does."""
    (a, b, _), (c, d, top) = mat.low, mat.high
    ground = [ring_of(camera.seen((x, y, top)) for x, y in ((a, b), (c, b), (c, d), (a, d)))]
    rings: PolygonRegion = []
    for part, chains in shapes.parts.items():
        if part in ("head", "neck"):
            continue
        for chain in chains[:1]:
            spots = [(placed(stance.frames[e.segment], e.centre), max(e.radii[:2]) if part != "torso" else e.radii[0]) for e in chain]
            low = [((p[0], p[1], 0.0), (r + 1.5, r + 1.5, 0.1)) for p, r in spots if p[2] - r < 4]
            rings += swept(camera, WORLD, low) if low else []
    canvas.fill(common(union(rings), grown(ground, -0.3)), SHADE)


def _floor(canvas: Canvas, camera: Projection, ground: tuple[float, float, float, float]) -> None:
    x0, x1, y0, y1 = ground
    if camera.level:
        ends = sorted(camera.seen((x, y, 0.0)) for x in (x0, x1) for y in (y0, y1))
        canvas.line([line_of((ends[0], ends[-1]))], PROP_LINE, 0.9)
    else:
        ring = ellipse_ring(camera, WORLD, ((x0 + x1) / 2, (y0 + y1) / 2, 0.0), ((x1 - x0) / 2 + 2, (y1 - y0) / 2 + 2, 0.1))
        canvas.fill([ring], GROUND)


def _pillow(canvas: Canvas, camera: Projection, prop: Prop, stance: Stance, shapes: Anatomy) -> None:
    if prop.under in ("knees", "between-knees"):
        left, right = (stance.frames[f"shin_{s}"][0] for s in SIDES)
        middle = scaled(add(left, right), 0.5)
        gap = max(2.0, length(sub(left, right)) / 2 - 4) if prop.under == "between-knees" else max(2.0, (middle[2] - 5) / 2)
        at = middle if prop.under == "between-knees" else (middle[0], middle[1], gap)
        rows = [((at[0] + i * 12, at[1], at[2]), (5.0, 8.0, gap)) for i in (-1, 1)]
    else:
        low = max(2.5, lowest(stance.frames, shapes, "head"))
        x, y, _ = inner("head", stance.frames)
        rows = [((x + i * 9, y, low / 2 + 0.6), (6.0, 20.0, low / 2 + 0.6)) for i in (-1, 1)]
    region = union(swept(camera, WORLD, rows))
    canvas.shape(region, "#f7f4ee", PROP_LINE, 0.7)


def _roller(canvas: Canvas, camera: Projection, prop: Prop, stance: Stance, shapes: Anatomy) -> None:
    """A round roller on the floor, as thick as the room below the body there."""
    if prop.under == "knees":
        spots = [inner(f"{s} knee", stance.frames) for s in ("left", "right")]
        x, height = (spots[0][0] + spots[1][0]) / 2, min(s[2] for s in spots) - 5.5
    else:
        point, _, _ = landmark(prop.under or "upper-back", stance.frames, shapes)
        x, height = point[0], point[2]
    r = max(3.0, height / 2)
    region = union(swept(camera, WORLD, [((x, -22, r), (r, 0.1, r)), ((x, 22, r), (r, 0.1, r))]))
    canvas.shape(region, PROP[1], PROP_LINE, 0.7)
    canvas.shape([ellipse_ring(camera, WORLD, (x, -22, r), (r * 0.5, 0.1, r * 0.5))], PROP[0], PROP_LINE, DETAIL)
