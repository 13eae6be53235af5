"""Highlights muscle areas: a light patch with hatching, which still shows on a photocopy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rehabpress.figure.camera import Projection
from rehabpress.figure.canvas import Canvas, bounds
from rehabpress.figure.kinematics.skeleton import SIDES, TRUNK
from rehabpress.figure.kinematics.vectors import Transform, Vec
from rehabpress.figure.painter import JOINTS, PaintedBody
from rehabpress.figure.palette import HATCH, PATCH
from rehabpress.figure.polygons import UNIT, PolygonRegion, common, grown, lines_within, opened, outlines, union, without
from rehabpress.figure.silhouettes import ellipse_ring
from rehabpress.model.figure import Highlight, MuscleName

Area = tuple[str, str, Vec, Vec]

AREAS: Mapping[MuscleName, tuple[Area, ...]] = {
    "deep-abdominals": (("torso", "lumbar", (3.4, 0, 1.5), (6.2, 11.5, 9.5)),),
    "abdominals": (("torso", "lumbar", (8.4, 0, 3), (3.6, 8, 12)),),
    "pelvic-floor": (("torso", "pelvis", (0, 0, -4), (6.5, 8, 4)),),
    "diaphragm": (("torso", "thorax", (3.5, 0, 2), (7.6, 11, 4.2)),),
    "low-back": (("torso", "lumbar", (-4.2, 0, 4.5), (3.6, 7, 10)),),
    "mid-back": (("torso", "chest", (-5.5, 0, 3), (4, 9, 9)),),
    "obliques": (("torso", "lumbar", (2.5, 11.5, 6), (6, 5, 8.5)),),
    "buttocks": (("torso", "pelvis", (-6.5, 7.5, -1), (6, 7, 7.5)),),
    "hip-abductors": (("thigh", "thigh", (-1, 6, -2), (6, 5, 7)), ("torso", "pelvis", (-1, 14, 3.5), (6, 5, 6))),
    "hip-flexors": (("thigh", "thigh", (5.5, 0, -6), (4, 5, 10)), ("torso", "pelvis", (6.5, 8, 4), (4, 5, 6))),
    "adductors": (("thigh", "thigh", (0, -5.5, -14), (5, 3.6, 11)),),
    "quadriceps": (("thigh", "thigh", (4.8, 0, -20), (4.4, 6, 14)),),
    "hamstrings": (("thigh", "thigh", (-4.6, 0, -21), (4.0, 6, 14)),),
    "calf": (("shin", "shin", (-4.0, 0, -12.5), (3.6, 4.6, 9.5)),),
    "shoulder": (("upper_arm", "upper_arm", (0, 2, -3), (6, 5, 7)),),
    "chest": (("torso", "chest", (9, 0, 6), (4, 12, 6)),),
}
"""Each muscle area: the part it is drawn on, the segment, centre and radii of an ellipsoid; left side, one in the middle has no sides."""


def paint_highlight(
    canvas: Canvas, camera: Projection, frames: Mapping[str, Transform], painted: PaintedBody, highlight: Highlight
) -> None:
    """Paint one muscle area on a body that is already painted."""
    for side in SIDES:
        if highlight.side and highlight.side[0] != side:
            continue
        rings: PolygonRegion = []
        parts: set[str] = set()
        for part, segment, centre, radii in AREAS[highlight.muscle]:
            middle = segment in TRUNK and centre[1] == 0
            if middle and side == "r" and highlight.side is None:
                continue
            own = segment if segment in TRUNK else f"{segment}_{side}"
            at = centre if side == "l" else (centre[0], -centre[1], centre[2])
            rings.append(ellipse_ring(camera, frames[own], at, radii))
            parts.add(part if part == "torso" else f"{part}_{side}")
        if rings:
            _hatch(canvas, _seen(painted, union(rings), parts, side))


def _seen(painted: PaintedBody, area: PolygonRegion, parts: set[str], side: str) -> PolygonRegion:
    """The part of an area that no other part covers."""
    near = set(parts)
    for part in parts:
        near.add(JOINTS[part].parent if part in JOINTS else f"thigh_{side}")
    first = min(painted.order.index(p) for p in parts)
    over = [painted.regions[q] for q in painted.order[first + 1 :] if q not in near]
    shown = common(area, grown(union(*(painted.regions[p] for p in near)), -0.5))
    return opened(without(shown, grown(union(*over), 0.35)) if over and shown else shown, 0.8)


def _hatch(canvas: Canvas, area: PolygonRegion) -> None:
    size = bounds([area])
    if size is None:
        return
    left, bottom, right, top = size
    step, tall = round(2.9 * UNIT), top - bottom
    lines = [[(x, bottom), (x + tall, top)] for x in range(left - tall, right, step)]
    canvas.fill(area, PATCH)
    canvas.line(lines_within(lines, area), HATCH, 0.7)
    canvas.line(outlines(area), HATCH, 0.5)


def shown_in(highlights: Sequence[Highlight], number: int, last: int) -> list[Highlight]:
    """The highlights of a frame; both count from 1."""
    return [h for h in highlights if (h.frame or last) == number]
