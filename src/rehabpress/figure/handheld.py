"""Draws equipment that is held or worn: bands, straps, sticks."""

from __future__ import annotations

from math import cos, radians, sin

from rehabpress.figure.anatomy import Anatomy
from rehabpress.figure.camera import Projection
from rehabpress.figure.canvas import Canvas
from rehabpress.figure.kinematics.skeleton import SHIN, SIDES, THIGH, BodySide
from rehabpress.figure.kinematics.solver import Stance
from rehabpress.figure.kinematics.vectors import (
    ORIGIN,
    UNTURNED,
    Transform,
    Vec,
    across,
    add,
    cross,
    dot,
    placed,
    rotate,
    scaled,
    sub,
    unit,
)
from rehabpress.figure.landmarks import landmark
from rehabpress.figure.palette import BAND, BAND_BACK, BAND_LINE, DETAIL, LINE, PROP
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
        canvas.shape(union(swept(camera, WORLD, rope)), BAND, BAND_LINE, DETAIL)
        canvas.shape(union(swept(camera, WORLD, [(p, (4.6, 4.6, 4.6)) for p in (low, high)])), BAND, BAND_LINE, DETAIL)
    way = unit(sub(tops[1], tops[0]))
    ends = (sub(tops[0], scaled(way, 9)), add(tops[1], scaled(way, 9)))
    canvas.shape(union(swept(camera, WORLD, [(e, (1.8, 1.8, 1.8)) for e in ends])), PROP[2], LINE, DETAIL)


def paint_stick(canvas: Canvas, camera: Projection, prop: Prop, stance: Stance, shapes: Anatomy) -> None:
    """A stick, held in two places."""
    a, b = (landmark(name, stance.frames, shapes)[0] for name in (prop.from_ or "left hand", prop.to or "right hand"))
    way = unit(sub(b, a))
    ends = (sub(a, scaled(way, 18)), add(b, scaled(way, 18)))
    canvas.shape(union(swept(camera, WORLD, [(e, (1.3, 1.3, 1.3)) for e in ends])), PROP[2], LINE, DETAIL)


def paint_band(canvas: Canvas, camera: Projection, prop: Prop, stance: Stance, first: Stance, shapes: Anatomy, front: bool) -> None:
    """A band: round both legs, from one place of the body to another, or to an anchor that stays where it was in the first frame."""
    if prop.round:
        _loop(canvas, camera, prop.round, stance, shapes, front)
    elif front:
        a = landmark(prop.from_ or "left hand", stance.frames, shapes)[0]
        if prop.to == "anchor":
            was = landmark(prop.from_ or "left hand", first.frames, shapes)[0]
            b = add((was[0], was[1], float(prop.height if prop.height is not None else was[2])), scaled(first.settled.position.ahead, 60))
            canvas.shape([ellipse_ring(camera, WORLD, b, (2.2, 2.2, 2.2))], PROP[2], LINE, DETAIL)
        else:
            b = landmark(prop.to or "right hand", stance.frames, shapes)[0]
        region = union(swept(camera, WORLD, [(a, (1.1, 1.1, 1.1)), (b, (1.1, 1.1, 1.1))]))
        canvas.shape(region, BAND, BAND_LINE, DETAIL)


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
    canvas.shape(region, BAND if front else BAND_BACK, BAND_LINE, 0.7)


def _girth(shapes: Anatomy, part: str, point: Vec) -> float:
    """How thick a limb is at a point of its axis."""
    chain = shapes.parts[f"{part}_l"][0]
    above = max((e for e in chain if e.centre[2] >= point[2]), key=lambda e: -e.centre[2], default=chain[0])
    below = min((e for e in chain if e.centre[2] <= point[2]), key=lambda e: -e.centre[2], default=chain[-1])
    span = above.centre[2] - below.centre[2]
    t = (above.centre[2] - point[2]) / span if span > 0.1 else 0.0
    return (above.radii[0] * (1 - t) + below.radii[0] * t) if part != "foot" else 4.6
