"""Draws the head: hair, ears, eyes, brows, mouth."""

from __future__ import annotations

from math import cos, pi, radians, sin

from rehabpress.figure.camera import Projection
from rehabpress.figure.canvas import Canvas
from rehabpress.figure.kinematics.vectors import Transform, Vec, add, cross, dot, placed, rotate, scaled, unit
from rehabpress.figure.palette import DETAIL, LINE, Palette
from rehabpress.figure.polygons import PolygonRegion, closed, common, convex, grown, line_of, lines_within, opened, outlines, union, without
from rehabpress.figure.silhouettes import ellipse_ring, swept
from rehabpress.model.body import Body

_CAP: tuple[Vec, Vec] = ((-0.3, 0.0, 10.9), (10.0, 8.2, 9.9))


def paint_head(canvas: Canvas, camera: Projection, frame: Transform, whole: PolygonRegion, body: Body, palette: Palette) -> None:
    """Hair and face on a head that is already filled with skin."""

    def facing(way: Vec) -> float:
        return dot(rotate(frame[1], unit(way)), camera.viewer)

    _hair(canvas, camera, frame, whole, body, palette)
    for side in (1, -1):
        if facing((0.1, side, 0.0)) > 0.3 and body.hair not in ("bob", "scarf"):
            ear = [ellipse_ring(camera, frame, (-0.8, 7.0 * side, 6.8), (1.8, 1.0, 2.6))]
            canvas.shape(ear, palette.skin, palette.line, DETAIL)
    _face(canvas, camera, frame, whole, body, palette)


def _patch(camera: Projection, frame: Transform, way: Vec, degrees: float) -> PolygonRegion:
    """The part of the cap within so many degrees of a direction, as far as it is seen."""
    centre, radii = _CAP
    axis = unit(way)
    one = unit(cross(axis, (0.0, 1.0, 0.0)))
    two = cross(axis, one)
    points = []
    for i in range(36):
        around = 2 * pi * i / 36
        for part in (0.25, 0.5, 0.75, 0.9, 1.0):
            off = radians(degrees) * part
            n = add(scaled(axis, cos(off)), scaled(add(scaled(one, cos(around)), scaled(two, sin(around))), sin(off)))
            skin = (centre[0] + n[0] * radii[0] * 1.03, centre[1] + n[1] * radii[1] * 1.03, centre[2] + n[2] * radii[2] * 1.03)
            if dot(rotate(frame[1], unit((n[0] / radii[0], n[1] / radii[1], n[2] / radii[2]))), camera.viewer) > -0.03:
                points.append(camera.seen(placed(frame, skin)))
    return [convex(points)] if len(points) > 3 else []


def _hair(canvas: Canvas, camera: Projection, frame: Transform, whole: PolygonRegion, body: Body, palette: Palette) -> None:
    cap: PolygonRegion = [ellipse_ring(camera, frame, *_CAP)]
    style = body.hair
    face = _patch(camera, frame, (1.0, 0.0, -1.0), 64)
    if style == "thin":
        face = union(face, _patch(camera, frame, (0.72, 0.0, 0.7), 68))
    extra: PolygonRegion = []
    if style == "curly":
        tufts = [
            ((-2.5, 0.0, 18.5), 4.6),
            ((3.5, 0.0, 18.6), 3.8),
            ((-7.6, 0.0, 14.6), 4.6),
            ((-8.4, 0.0, 9.2), 4.0),
            ((0.0, 4.6, 17.2), 4.2),
            ((0.0, -4.6, 17.2), 4.2),
            ((-3.0, 6.0, 13.0), 3.8),
            ((-3.0, -6.0, 13.0), 3.8),
        ]
        extra = union(*([ellipse_ring(camera, frame, c, (r, r, r))] for c, r in tufts))
    elif style == "bun":
        extra = [ellipse_ring(camera, frame, (-9.6, 0.0, 15.2), (4.2, 4.4, 4.2))]
    elif style in ("bob", "scarf"):
        fall = [((-1.8, 0.0, 9.0), (8.6, 8.5, 8.0)), ((-3.8, 0.0, 1.5), (5.8, 7.9, 3.0))]
        extra = union(swept(camera, frame, fall))
    hair = union(cap, extra)
    if style in ("bob", "scarf"):
        side = _patch(camera, frame, (1.0, 0.0, -0.55), 60)
        jaw = union(swept(camera, frame, [((3.6, 0.0, 6.0), (6.4, 6.3, 6.0)), ((5.4, 0.0, 0.0), (3.6, 4.2, 3.2))]))
        front = dot(rotate(frame[1], (1.0, 0.0, 0.0)), camera.viewer)
        face = union(side, jaw) if front > -0.3 else []
    shown = without(hair, grown(face, 0.05)) if face else hair
    if style not in ("bob", "scarf", "bun", "curly"):
        shown = common(shown, grown(whole, 0.35))
    shown = opened(shown, 1.4 if style == "thin" else 0.3)
    canvas.fill(shown, palette.hair)
    canvas.line(outlines(closed(shown, 0.2)), LINE, DETAIL)


def _face(canvas: Canvas, camera: Projection, frame: Transform, whole: PolygonRegion, body: Body, palette: Palette) -> None:
    front = dot(rotate(frame[1], (1.0, 0.0, 0.0)), camera.viewer)
    left = dot(rotate(frame[1], (0.0, 1.0, 0.0)), camera.viewer)

    def seen(x: float, y: float, z: float) -> tuple[float, float]:
        return camera.seen(placed(frame, (x, y, z)))

    brow = palette.hair if body.hair != "scarf" else LINE
    for side in (1, -1):
        profile = left * side > 0.75
        if profile or (front > 0.2 and 0.9 * front + 0.42 * left * side > 0.3):
            eye = [ellipse_ring(camera, frame, (7.9 if profile else 8.4, 3.1 * side, 8.0), (0.6, 0.75, 0.95))]
            canvas.fill(eye, LINE)
            canvas.line([line_of(seen(x, y * side, z) for x, y, z in ((8.9, 1.7, 10.4), (8.3, 3.2, 11.0), (7.0, 4.7, 10.7)))], brow, 0.6)
    if front > 0.45:
        canvas.line([line_of(seen(8.6 - 0.1 * y * y, y, 1.6 + 0.11 * y * y) for y in (-2.3, -1.2, 0.0, 1.2, 2.3))], LINE, DETAIL)
        if front > 0.75:
            canvas.line([line_of((seen(10.4, 0.3, 7.0), seen(11.2, 1.2, 4.9), seen(10.5, 0.0, 4.4)))], palette.line, 0.4)
    elif front > -0.35:
        side = 1 if left > 0 else -1
        line = [line_of(seen(x, y * side, z) for x, y, z in ((9.0, 0.4, 2.1), (7.7, 1.8, 2.0), (6.5, 2.8, 2.4)))]
        canvas.line(lines_within(line, whole), LINE, DETAIL)
