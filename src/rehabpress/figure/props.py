"""Draws props, placed where they touch the body: what lies on the floor here, furniture, soft and held things in their own modules."""

from __future__ import annotations

from collections.abc import Sequence

from rehabpress.figure.anatomy import Anatomy
from rehabpress.figure.camera import Projection
from rehabpress.figure.canvas import Canvas
from rehabpress.figure.furniture import Cuboid, before, boxes_of, paint_box, paint_boxes
from rehabpress.figure.handheld import WORLD, paint_band, paint_held, paint_long_towel, paint_stick, paint_straps, paint_under_foot
from rehabpress.figure.kinematics.skeleton import SIDES, BodySide
from rehabpress.figure.kinematics.solver import Stance
from rehabpress.figure.kinematics.vectors import placed, rotate
from rehabpress.figure.palette import DETAIL, FOOTPRINT, GROUND, LINE, PROP_LINE, SHADE, THING
from rehabpress.figure.polygons import UNIT, PolygonRegion, common, disc, grown, line_of, ring_of, union
from rehabpress.figure.silhouettes import ellipse_ring, swept
from rehabpress.figure.soft_things import paint_pad, paint_pillow, paint_roller, paint_towel_on_floor
from rehabpress.model.figure import Prop

_PLAN = Projection((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
"""Straight from above."""

FURNITURE = ("chair", "wall", "worktop", "table", "step", "bed")


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


def paint_prop(
    canvas: Canvas, camera: Projection, prop: Prop, stance: Stance, stances: Sequence[Stance], shapes: Anatomy, front: bool
) -> None:
    """Paint what of a prop lies behind the body, or in front of it."""
    if prop.kind == "band":
        paint_band(canvas, camera, prop, stance, stances[0], shapes, front)
    elif prop.kind == "towel" and prop.under is None:
        paint_long_towel(canvas, camera, prop, stance, shapes, front)
    elif prop.kind in ("stick", "straps", "footprints"):
        if front:
            _over(canvas, camera, prop, stance, shapes)
    elif prop.kind in FURNITURE:
        boxes = boxes_of(prop, stances[0], shapes, extent(stances, shapes))
        if before(camera, boxes, stances[0]) == front:
            paint_boxes(canvas, camera, boxes)
    elif not front and part_at(prop) is None:
        _thing(canvas, camera, prop, stance, stances, shapes)


def part_at(prop: Prop) -> str | None:
    """The part of the body that a thing is painted just below: the hand that holds it, the leg that lies on it."""
    side, _, place = (prop.held or prop.under or "").partition(" ")
    if side not in ("left", "right") or prop.kind == "pad":
        return None
    return f"{ {'hand': 'hand', 'knee': 'thigh'}.get(place, 'foot') }_{side[0]}"


def paint_at(canvas: Canvas, camera: Projection, prop: Prop, stance: Stance, stances: Sequence[Stance], shapes: Anatomy) -> None:
    """Paint a thing that a part of the body holds or lies on."""
    if prop.held:
        paint_held(canvas, camera, prop, stance)
    else:
        _thing(canvas, camera, prop, stance, stances, shapes)


def _over(canvas: Canvas, camera: Projection, prop: Prop, stance: Stance, shapes: Anatomy) -> None:
    if prop.kind == "stick":
        paint_stick(canvas, camera, prop, stance, shapes)
    elif prop.kind == "straps":
        paint_straps(canvas, camera, stance)
    else:
        _footprints(canvas, stance)


def _thing(canvas: Canvas, camera: Projection, prop: Prop, stance: Stance, stances: Sequence[Stance], shapes: Anatomy) -> None:
    if prop.kind == "mat":
        x0, x1, _, _ = extent(stances, shapes)
        y0 = extent(stances, shapes, arms=False)[2]
        mat = Cuboid((x0 - 8, max(-62, min(-32, y0 - 6)), -2), (x1 + 8, 32, 0))
        paint_box(canvas, camera, mat)
        if not camera.level:
            _shade(canvas, camera, stance, shapes, mat)
    elif prop.kind == "floor":
        _floor(canvas, camera, extent(stances, shapes))
    elif prop.kind == "pillow":
        paint_pillow(canvas, camera, prop, stance, shapes)
    elif prop.kind == "pad":
        paint_pad(canvas, camera, prop, stances)
    elif prop.kind == "towel" and (prop.under or "").endswith("foot"):
        paint_towel_on_floor(canvas, camera, prop, stances)
    elif prop.kind in ("roller", "towel"):
        paint_roller(canvas, camera, prop, stance, shapes)
    elif prop.under is not None:
        paint_under_foot(canvas, camera, prop, stance)


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
        canvas.line([line_of((ends[0], ends[-1]))], PROP_LINE, THING)
    else:
        ring = ellipse_ring(camera, WORLD, ((x0 + x1) / 2, (y0 + y1) / 2, 0.0), ((x1 - x0) / 2 + 2, (y1 - y0) / 2 + 2, 0.1))
        canvas.fill([ring], GROUND)


FEET_SIZE = 1.3
"""The footprints beside a figure against its own feet."""
_PRINT = (((-4.5, 0.0), 3.1), ((1.5, 0.6), 2.5), ((9.0, 0.3), 3.5), ((11.5, 0.0), 3.9))
_TOES = tuple(((17.0 - abs(i - 1) * 0.7, -3.1 + i * 1.75), 1.35 - 0.13 * i) for i in range(5))


def _footprints(canvas: Canvas, stance: Stance) -> None:
    """The soles as they stand on the floor, seen from above on a plate beside the figure: what a side view cannot show. The toes point up."""
    spots = {s: placed(stance.frames[f"foot_{s}"], (0.0, 0.0, -7.0)) for s in SIDES}
    rings: dict[str, PolygonRegion] = {}
    for s in SIDES:
        turn = stance.frames[f"foot_{s}"][1]
        side = 1 if s == "l" else -1
        toes = rotate(turn, (1.0, 0.0, 0.0))

        def at(x: float, y: float, toes: tuple[float, float, float] = toes, s: BodySide = s, side: int = side) -> tuple[float, float]:
            px = spots[s][0] + toes[0] * x - toes[1] * y * side
            py = spots[s][1] + toes[1] * x + toes[0] * y * side
            return -py * FEET_SIZE, px * FEET_SIZE

        sole = [(*at(*c), 0.0, r) for c, r in _PRINT]
        rows = [((x, y, 0.0), (r * FEET_SIZE, r * FEET_SIZE, 0.1)) for x, y, _, r in sole]
        flat = swept(_PLAN, WORLD, rows)
        rings[s] = union(flat, *[disc(at(*c), r * FEET_SIZE) for c, r in _TOES])
    points = [p for region in rings.values() for ring in region for p in ring]
    x0, x1, y0, y1 = min(p[0] for p in points), max(p[0] for p in points), min(p[1] for p in points), max(p[1] for p in points)
    whole = canvas.box()
    edge = round(5 * UNIT)
    dx, dy = whole[2] + 3 * edge - x0, whole[1] + edge - y0
    plate = [(x0 - edge, y0 - edge), (x1 + edge, y0 - edge), (x1 + edge, y1 + edge), (x0 - edge, y1 + edge)]
    canvas.shape(grown([[(x + dx, y + dy) for x, y in plate]], 1.5), GROUND, PROP_LINE, DETAIL)
    for region in rings.values():
        canvas.shape([[(x + dx, y + dy) for x, y in ring] for ring in region], FOOTPRINT, LINE, DETAIL)
