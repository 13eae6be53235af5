"""Draws what is held or worn: bands, towels, straps, sticks, balls, weights, cans."""

from __future__ import annotations

from math import cos, radians, sin

from rehabpress.figure.anatomy import Anatomy
from rehabpress.figure.camera import Projection
from rehabpress.figure.canvas import Canvas
from rehabpress.figure.kinematics.skeleton import SHIN, SIDES, THIGH, BodySide
from rehabpress.figure.kinematics.solver import Stance
from rehabpress.figure.kinematics.surroundings import BALL_RADIUS, CAN_RADIUS
from rehabpress.figure.kinematics.vectors import (
    ORIGIN,
    UNTURNED,
    Transform,
    Vec,
    across,
    add,
    axes,
    cross,
    dot,
    length,
    placed,
    rotate,
    scaled,
    sub,
    transposed,
    unit,
)
from rehabpress.figure.landmarks import inner, landmark
from rehabpress.figure.palette import BALL, BAND, BAND_BACK, BAND_LINE, DETAIL, LINE, PROP, PROP_LINE, THING, TOWEL, WEIGHT
from rehabpress.figure.polygons import PolygonRegion, closed, convex, grown, union
from rehabpress.figure.silhouettes import ellipse_ring, swept
from rehabpress.model.figure import Prop

WORLD: Transform = (ORIGIN, UNTURNED)


def paint_straps(canvas: Canvas, camera: Projection, stance: Stance) -> None:
    """A loop round each ankle on a strap of its own, both hung from one bar overhead."""
    tops: list[Vec] = []
    for s in SIDES:
        ankle, turn = stance.frames[f"shin_{s}"]
        along = rotate(turn, (0.0, 0.0, -1.0))
        low = add(ankle, scaled(along, SHIN - 5.0))
        high = add(ankle, scaled(along, SHIN - 0.5))
        middle = scaled(add(low, high), 0.5)
        top: Vec = (middle[0], middle[1], 96.0)
        tops.append(top)
        rope = [((*middle[:2], middle[2] + 4.0), (1.0, 1.0, 1.0)), (top, (1.0, 1.0, 1.0))]
        canvas.shape(union(swept(camera, WORLD, rope)), BAND, BAND_LINE, THING)
        canvas.shape(union(swept(camera, WORLD, [(p, (4.6, 4.6, 4.6)) for p in (low, high)])), BAND, BAND_LINE, THING)
    way = unit(sub(tops[1], tops[0]))
    ends = (sub(tops[0], scaled(way, 9)), add(tops[1], scaled(way, 9)))
    canvas.shape(union(swept(camera, WORLD, [(e, (1.8, 1.8, 1.8)) for e in ends])), PROP[2], LINE, DETAIL)


def paint_stick(canvas: Canvas, camera: Projection, prop: Prop, stance: Stance, shapes: Anatomy) -> None:
    """A stick, held in two places."""
    a, b = (_held_at(name, stance, shapes) for name in (prop.from_ or "left hand", prop.to or "right hand"))
    way = unit(sub(b, a))
    ends = (sub(a, scaled(way, 18)), add(b, scaled(way, 18)))
    canvas.shape(union(swept(camera, WORLD, [(e, (1.3, 1.3, 1.3)) for e in ends])), PROP[2], LINE, DETAIL)


def paint_band(canvas: Canvas, camera: Projection, prop: Prop, stance: Stance, first: Stance, shapes: Anatomy, front: bool) -> None:
    """A band: round both legs, from one place of the body to another, or to an anchor that stays where it was in the first frame."""
    if prop.round in ("thighs", "shins", "feet"):
        _loop(canvas, camera, prop.round, stance, shapes, front)
    elif prop.round is not None:
        if front:
            _under_sole(canvas, camera, prop, stance, shapes, (BAND, BAND_LINE), 1.6)
    else:
        start = prop.from_ or "left hand"
        a = _held_at(start, stance, shapes)
        if prop.to == "anchor":
            b = _anchor(prop, first, shapes)
            if front == (camera.near(b) > camera.near(stance.frames["pelvis"][0]) + 20):
                _door(canvas, camera, b, way_of(prop, first))
        else:
            b = _held_at(prop.to or "right hand", stance, shapes)
        if front:
            canvas.shape(union(swept(camera, WORLD, [(a, (1.1, 1.1, 1.1)), (b, (1.1, 1.1, 1.1))])), BAND, BAND_LINE, THING)
            for place, end in ((start, a), (prop.to, b)):
                if place is not None and place.split(" ")[-1] in ROUNDED:
                    _cuff(canvas, camera, place, end, stance, shapes)


def _held_at(place: str, stance: Stance, shapes: Anatomy) -> Vec:
    """Where a band or a stick is held: in a hand within the fingers, elsewhere round the middle of the limb."""
    if place.endswith("hand"):
        return in_hand(stance.frames[f"hand_{place[0]}"], place[0])
    bare = place.split(" ")[-1]
    return inner(place, stance.frames) if bare in ROUNDED else landmark(place, stance.frames, shapes)[0]


ROUNDED = ("thigh", "behind-thigh", "knee", "below-knee", "shin", "calf", "ankle", "foot", "upper-arm", "elbow", "forearm", "wrist")
"""Limbs that a band goes round."""


def in_hand(hand: Transform, side: str) -> Vec:
    """The middle of what a hand holds: before the palm, below the fingers."""
    return placed(hand, (0.4, -2.6 if side == "l" else 2.6, -8.2))


def way_of(prop: Prop, first: Stance) -> Vec:
    """The direction in which a band's anchor lies."""
    ahead = first.settled.position.ahead
    return {"behind": scaled(ahead, -1), "left": first.left, "right": scaled(first.left, -1)}.get(prop.anchor or "ahead", ahead)


def _anchor(prop: Prop, first: Stance, shapes: Anatomy) -> Vec:
    was = _held_at(prop.from_ or "left hand", first, shapes)
    trunk = first.frames["chest"][0]
    side = prop.anchor in ("left", "right")
    far = add(((was[0] if side else trunk[0]), (trunk[1] if side else was[1]), 0.0), scaled(way_of(prop, first), 64))
    return (far[0], far[1], float(prop.height if prop.height is not None else was[2]))


def _door(canvas: Canvas, camera: Projection, anchor: Vec, way: Vec) -> None:
    """The edge of a door, and the knot of the band at it."""
    x, y = anchor[0] + way[0] * 2.5, anchor[1] + way[1] * 2.5
    post = [((x, y, z), (2.4, 2.4, 0.1)) for z in (0.0, 172.0)]
    canvas.shape(union(swept(camera, WORLD, post)), PROP[1], PROP_LINE, THING)
    canvas.shape([ellipse_ring(camera, WORLD, anchor, (2.6, 2.6, 2.6))], BAND_BACK, BAND_LINE, THING)


def _cuff(canvas: Canvas, camera: Projection, place: str, at: Vec, stance: Stance, shapes: Anatomy) -> None:
    """A band round one limb."""
    _, _, segment = landmark(place, stance.frames, shapes)
    part = segment.rsplit("_", 1)[0]
    turn = stance.frames[segment][1]
    own = rotate(transposed(turn), sub(at, stance.frames[segment][0]))
    radius = _girth(shapes, part, own) + 0.5
    rows = [(own, (radius, radius, 2.0) if part != "foot" else (2.0, radius, radius))]
    canvas.shape(union(swept(camera, stance.frames[segment], rows)), BAND, BAND_LINE, THING)


def paint_long_towel(canvas: Canvas, camera: Projection, prop: Prop, stance: Stance, shapes: Anatomy, front: bool) -> None:
    """A towel in two hands: twisted between them, or pulled round the sole of a foot."""
    if not front:
        return
    if prop.round:
        _under_sole(canvas, camera, prop, stance, shapes, (TOWEL[0], TOWEL[2]), 2.6)
        return
    a, b = (_held_at(name, stance, shapes) for name in (prop.from_ or "left hand", prop.to or "right hand"))
    way = unit(sub(b, a))
    rows = [(add(a, scaled(way, -11)), 3.4), (a, 1.9), (add(a, scaled(sub(b, a), 0.5)), 2.5), (b, 1.9), (add(b, scaled(way, 11)), 3.4)]
    canvas.shape(union(swept(camera, WORLD, [(p, (r, r, r)) for p, r in rows])), TOWEL[0], TOWEL[2], THING)


def _under_sole(
    canvas: Canvas, camera: Projection, prop: Prop, stance: Stance, shapes: Anatomy, colours: tuple[str, str], thick: float
) -> None:
    """What is pulled by two hands round the ball of a foot."""
    foot = "foot_l" if (prop.round or "").startswith("left") else "foot_r"
    for name, y in ((prop.from_ or "left hand", 3.4), (prop.to or "right hand", -3.4)):
        hand = _held_at(name, stance, shapes)
        ball = placed(stance.frames[foot], (11.0, y, -7.6))
        edge = placed(stance.frames[foot], (12.0, y * 1.3, -4.2))
        strip = [(p, (thick, thick, thick)) for p in (placed(stance.frames[foot], (10.0, 0.0, -7.8)), ball, edge)]
        rows = swept(camera, WORLD, strip) + swept(
            camera, WORLD, [(edge, (thick, thick, thick)), (hand, (thick * 0.8, thick * 0.8, thick * 0.8))]
        )
        canvas.shape(union(rows), colours[0], colours[1], DETAIL)


def paint_held(canvas: Canvas, camera: Projection, prop: Prop, stance: Stance) -> None:
    """A ball, a weight, a can or a walking stick in a hand; it is painted just below that hand, whose fingers go round it."""
    side = (prop.held or "right hand")[0]
    hand = stance.frames[f"hand_{side}"]
    at = in_hand(hand, side)
    across_ = rotate(hand[1], (1.0, 0.0, 0.0))
    if prop.kind == "ball":
        canvas.shape([ellipse_ring(camera, WORLD, at, _round(BALL_RADIUS))], BALL, LINE, DETAIL)
    elif prop.kind == "can":
        _cylinder(canvas, camera, add(at, scaled(across_, -6.5)), add(at, scaled(across_, 6.5)), CAN_RADIUS - 0.4, PROP[0])
    elif prop.kind == "weight":
        _cylinder(canvas, camera, add(at, scaled(across_, -7)), add(at, scaled(across_, 7)), 1.2, WEIGHT)
        for end in sorted((-1, 1), key=lambda i: camera.near(add(at, scaled(across_, 8.0 * i)))):
            _cylinder(canvas, camera, add(at, scaled(across_, 5.8 * end)), add(at, scaled(across_, 10.2 * end)), 4.4, WEIGHT)
    else:
        foot: Vec = (at[0] + 2.0, at[1], 0.6)
        rows = [(add(at, scaled(across_, -5.0)), (1.5, 1.5, 1.5)), (add(at, scaled(across_, 6.0)), (1.5, 1.5, 1.5))]
        canvas.shape(
            union(swept(camera, WORLD, [(at, _round(1.2)), (foot, _round(1.5))]), swept(camera, WORLD, rows)), PROP[2], LINE, DETAIL
        )


def _round(radius: float) -> Vec:
    return (radius, radius, radius)


def _cylinder(canvas: Canvas, camera: Projection, a: Vec, b: Vec, radius: float, fill: str) -> None:
    """A round thing between two points, flat at its ends."""
    way = unit(sub(b, a))
    side = unit(across((0.3, 0.5, 0.81), way))
    frame: Transform = (a, axes(way, cross(side, way), side))
    rows = [((x, 0.0, 0.0), (0.1, radius, radius)) for x in (0.0, length(sub(b, a)))]
    canvas.shape(union(swept(camera, frame, rows)), fill, LINE, DETAIL)
    near = rows[1] if dot(way, camera.viewer) > 0 else rows[0]
    if abs(dot(way, camera.viewer)) > 0.15:
        canvas.line([ellipse_ring(camera, frame, *near)], LINE, DETAIL)


def paint_under_foot(canvas: Canvas, camera: Projection, prop: Prop, stance: Stance) -> None:
    """A ball or a can on the floor under the arch of a foot."""
    foot = stance.frames["foot_l" if (prop.under or "").startswith("left") else "foot_r"]
    x, y, _ = placed(foot, (6.0, 0.0, 0.0))
    if prop.kind == "ball":
        canvas.shape([ellipse_ring(camera, WORLD, (x, y, BALL_RADIUS), _round(BALL_RADIUS))], BALL, LINE, DETAIL)
    else:
        _cylinder(canvas, camera, (x, y - 6.0, CAN_RADIUS), (x, y + 6.0, CAN_RADIUS), CAN_RADIUS, PROP[0])


def _loop(canvas: Canvas, camera: Projection, where: str, stance: Stance, shapes: Anatomy, front: bool) -> None:
    """A band round both legs, drawn tight: a ribbon whose outer face is light, whose inner face is dark."""
    part, size, along, half = {"thighs": ("thigh", THIGH, 0.80, 3.4), "shins": ("shin", SHIN, 0.78, 2.4), "feet": ("foot", 0.0, 0.0, 2.2)}[
        where
    ]
    point: Vec = (9.0, 0.0, -3.5) if part == "foot" else (0.5, 0.0, -size * along)
    axis: Vec = (1.0, 0.0, 0.0) if part == "foot" else (0.0, 0.0, -1.0)
    radius = _girth(shapes, part, point) + 0.5
    centres = {s: placed(stance.frames[f"{part}_{s}"], point) for s in SIDES}
    axes = {s: rotate(stance.frames[f"{part}_{s}"][1], axis) for s in SIDES}
    mean = unit(add(axes["l"], axes["r"]))
    out = unit(across(sub(centres["l"], centres["r"]), mean))
    up = cross(mean, out)
    ring: list[tuple[Vec, Vec, Vec]] = []
    ends: tuple[tuple[BodySide, int], ...] = (("l", -90), ("r", 90))
    for s, first in ends:
        for i in range(19):
            angle = radians(first + 10 * i)
            way = add(scaled(out, cos(angle)), scaled(up, sin(angle)))
            ring.append((add(centres[s], scaled(way, radius)), way, axes[s]))
    faces: PolygonRegion = []
    for (p, n, a), (q, m, b) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (dot(add(n, m), camera.viewer) > 0) == front:
            edge = (add(p, scaled(a, -half)), add(q, scaled(b, -half)), add(q, scaled(b, half)), add(p, scaled(a, half)))
            faces.append(convex(camera.seen(e) for e in edge))
    region = grown(closed(union(faces), 0.15), 0.4)
    canvas.shape(region, BAND if front else BAND_BACK, BAND_LINE, THING)


def _girth(shapes: Anatomy, part: str, point: Vec) -> float:
    """How thick a limb is at a point of its axis."""
    chain = shapes.parts[f"{part}_l"][0]
    above = max((e for e in chain if e.centre[2] >= point[2]), key=lambda e: -e.centre[2], default=chain[0])
    below = min((e for e in chain if e.centre[2] <= point[2]), key=lambda e: -e.centre[2], default=chain[-1])
    span = above.centre[2] - below.centre[2]
    t = (above.centre[2] - point[2]) / span if span > 0.1 else 0.0
    return (above.radii[0] * (1 - t) + below.radii[0] * t) if part != "foot" else 4.6
