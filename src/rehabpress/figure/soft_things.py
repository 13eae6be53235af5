"""Draws what gives way to a body: pillows, pads, towels, and rollers as thick as the room below it."""

from __future__ import annotations

from collections.abc import Sequence

from rehabpress.figure.anatomy import Anatomy
from rehabpress.figure.camera import Projection
from rehabpress.figure.canvas import Canvas
from rehabpress.figure.furniture import Cuboid, paint_box
from rehabpress.figure.handheld import WORLD
from rehabpress.figure.kinematics.contact import lowest
from rehabpress.figure.kinematics.skeleton import SIDES
from rehabpress.figure.kinematics.solver import Stance
from rehabpress.figure.kinematics.surroundings import PAD, SEAT_HEIGHT
from rehabpress.figure.kinematics.vectors import Vec, add, length, scaled, sub
from rehabpress.figure.landmarks import inner, landmark
from rehabpress.figure.palette import CLOTH, DETAIL, PROP, PROP_LINE, THING
from rehabpress.figure.polygons import line_of, union
from rehabpress.figure.silhouettes import ellipse_ring, swept
from rehabpress.model.figure import Prop


def paint_pillow(canvas: Canvas, camera: Projection, prop: Prop, stance: Stance, shapes: Anatomy) -> None:
    """A pillow under the head, or at the knees."""
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
    canvas.shape(union(swept(camera, WORLD, rows)), CLOTH, PROP_LINE, THING)


def paint_pad(canvas: Canvas, camera: Projection, prop: Prop, stances: Sequence[Stance]) -> None:
    """A flat pad on the seat, or on the floor under the knees that kneel; it lies where it lay in the first frame."""
    first = stances[0]
    if prop.under == "seat":
        knee = max(first.frames[f"shin_{s}"][0][0] for s in SIDES)
        box = Cuboid((first.frames["pelvis"][0][0] - 13, -19, SEAT_HEIGHT), (knee - 10, 19, SEAT_HEIGHT + PAD))
    else:
        sides = [s for s in SIDES if prop.under == "knees" or prop.under == ("left knee" if s == "l" else "right knee")]
        knees = [first.frames[f"shin_{s}"][0] for s in sides]
        x, ys = sum(k[0] for k in knees) / len(knees), [k[1] for k in knees]
        box = Cuboid((x - 17, min(ys) - 10, 0), (x + 10, max(ys) + 10, PAD))
    paint_box(canvas, camera, box)


def paint_roller(canvas: Canvas, camera: Projection, prop: Prop, stance: Stance, shapes: Anatomy) -> None:
    """A round roller or rolled towel on the floor, as thick as the room below the body there."""
    under = prop.under or "upper-back"
    half, y = 22.0, 0.0
    if under == "knees":
        spots = [inner(f"{s} knee", stance.frames) for s in ("left", "right")]
        x, height = (spots[0][0] + spots[1][0]) / 2, min(s[2] for s in spots) - 5.5
    elif " " in under:
        spot = inner(under, stance.frames)
        x, y, height, half = spot[0], spot[1], spot[2] - (5.5 if under.endswith("knee") else 3.6), 12.0
    else:
        point, _, _ = landmark(under, stance.frames, shapes)
        x, height = point[0], point[2]
    r = max(3.0, height / 2)
    fill = CLOTH if prop.kind == "towel" else PROP[1]
    rows = [((x, y + half * i, r), (r, 0.1, r)) for i in (-1, 1)]
    canvas.shape(union(swept(camera, WORLD, rows)), fill, PROP_LINE, THING)
    for size in (0.5, 0.75) if prop.kind == "towel" else (0.5,):
        canvas.line([ellipse_ring(camera, WORLD, (x, y - half, r), (r * size, 0.1, r * size))], PROP_LINE, DETAIL)


def paint_towel_on_floor(canvas: Canvas, camera: Projection, prop: Prop, stances: Sequence[Stance]) -> None:
    """A towel flat on the floor under a foot, gathered by as much as the toes curl."""
    foot = "foot_l" if (prop.under or "").startswith("left") else "foot_r"
    x, y, _ = stances[0].frames[foot][0]
    canvas.shape(
        union(swept(camera, WORLD, [((x + i, y + j, 0.3), (0.4, 0.4, 0.4)) for i, j in ((-3, -9), (38, -9), (38, 9), (-3, 9), (-3, -9))])),
        CLOTH, PROP_LINE, THING,
    )  # fmt: skip
    for fold in (24.0, 29.0, 34.0):
        ends: tuple[Vec, Vec] = ((x + fold, y - 9, 0.6), (x + fold, y + 9, 0.6))
        canvas.line([line_of(camera.seen(p) for p in ends)], PROP_LINE, DETAIL)
