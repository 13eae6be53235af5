"""Draws fine lines: between fingers and toes, at the knee cap."""

from __future__ import annotations

from collections.abc import Mapping

from rehabpress.figure.anatomy import CURL, finger_line
from rehabpress.figure.camera import Projection
from rehabpress.figure.canvas import Canvas
from rehabpress.figure.kinematics.skeleton import SIDES, sign
from rehabpress.figure.kinematics.vectors import Transform, Vec, dot, placed, rotate, sub, transposed
from rehabpress.figure.palette import FINE, Palette
from rehabpress.figure.polygons import PolygonRegion, grown, line_of, lines_within
from rehabpress.model.pose import Grasp


def hand_lines(
    canvas: Canvas, camera: Projection, frame: Transform, part: str, whole: PolygonRegion, palette: Palette, grasp: Grasp
) -> None:
    """Lines between the fingers, seen from the back of the hand or the palm."""
    side = sign(part)
    out = dot(rotate(frame[1], (0.0, float(side), 0.0)), camera.viewer)
    if abs(out) < 0.3:
        return
    lift = 0.8 if out > 0 else -0.8
    lines = []
    for gap in (0.5, 1.5, 2.5):
        points = [(x, y * side, z) for x, y, z in finger_line(gap, CURL[grasp], 0.92, lift)]
        lines.append(line_of(camera.seen(placed(frame, p)) for p in points))
    canvas.line(lines_within(lines, grown(whole, -0.2)), palette.line, FINE)


def foot_lines(canvas: Canvas, camera: Projection, frame: Transform, whole: PolygonRegion, palette: Palette) -> None:
    """Lines between the toes, seen from above or the front."""
    if dot(rotate(frame[1], (0.35, 0.0, 0.94)), camera.viewer) < 0.5:
        return
    rows: list[list[Vec]] = [[(15.2 - abs(y) * 0.2, y, -4.3), (18.9 - abs(y) * 0.3, y, -5.2)] for y in (-2.1, -0.8, 0.5, 1.8)]
    lines = [line_of(camera.seen(placed(frame, p)) for p in row) for row in rows]
    canvas.line(lines_within(lines, grown(whole, -0.2)), palette.line, FINE)


def blade_lines(canvas: Canvas, camera: Projection, frames: Mapping[str, Transform], whole: PolygonRegion, palette: Palette) -> None:
    """The inner edges of the shoulder blades, seen from behind; they go with their girdles."""
    if dot(rotate(frames["chest"][1], (-1.0, 0.0, 0.0)), camera.viewer) < 0.6:
        return
    lines = []
    for s in SIDES:
        shift = frames[f"girdle_{s}"][0]
        moved = rotate(transposed(frames["chest"][1]), sub(shift, frames["chest"][0]))
        near, side = 6.6 + 0.75 * min(0.0, moved[0]) + 0.4 * max(0.0, moved[0]), sign(f"girdle_{s}")
        edge = [
            (-8.5, (near + 0.5) * side, 13.0),
            (-9.0, near * side, 9.0),
            (-9.0, (near + 0.2) * side, 4.5),
            (-8.5, (near + 1.8) * side, 1.5),
        ]
        lines.append(line_of(camera.seen(placed(frames["chest"], (x, y, z + moved[2]))) for x, y, z in edge))
    canvas.line(lines_within(lines, whole), palette.line, FINE)


def knee_lines(canvas: Canvas, camera: Projection, frame: Transform, whole: PolygonRegion, palette: Palette) -> None:
    """Two short strokes beside the knee cap, seen from the front."""
    if dot(rotate(frame[1], (1.0, 0.0, 0.0)), camera.viewer) < 0.6:
        return
    lines = [line_of(camera.seen(placed(frame, (5.0, s * y, z))) for y, z in ((2.7, 2.4), (3.2, 0.3), (2.6, -1.9))) for s in (1, -1)]
    canvas.line(lines_within(lines, whole), palette.line, FINE)
