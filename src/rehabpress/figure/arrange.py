"""Arranges frames side by side or in a column in one ReportLab ``Drawing``, and says where the number of each belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, cos, dist, pi, sin

from reportlab.graphics import shapes
from reportlab.lib.colors import HexColor

from rehabpress.figure.canvas import Canvas, PaintedMark
from rehabpress.figure.palette import HALO, LINE, SHADE
from rehabpress.figure.polygons import UNIT, Bounds, thinned
from rehabpress.pictures.frame_numbers import FrameCorner, numbered

PER_POINT = 25
"""Points of paths are whole numbers of this many to the point (1/72 inch): the one group of the drawing scales them."""
WIDTH = 283.0
"""The drawing is at most so wide: 100 mm, what a card of a handout has beside the dose."""
HEIGHT = 142.0
"""And at most so high: 50 mm."""
SCALE = 1.02
"""At most so many points to the centimetre of the body."""
LENS = 112.0
"""The width of a close-up in points, at most."""
PLATE = 200.0
"""The width of a plate in points, at most."""
BETTER = 1.35
"""Frames stand one under the other only when that makes them so much larger; side by side they need half the height."""
POINTS = 2000
"""A drawing with more points than this, about 24 KB, is drawn with coarser lines."""
GAP = 9.0
EDGE = 1.5
DISC, APART = 9.2, 2.0
"""The diameter of a number's disc in a drawing that stands alone, and the space beside it. On a page the theme says it."""
LINE_TOLERANCE = 0.08
FINE_TOLERANCE = 0.14
FILL_TOLERANCE = 0.28
"""How far in points a drawn outline, a finer line, the edge of a fill may be from the true one. Fills end under an outline or meet equal colours."""

DIGITS: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "1": (((-0.9, 1.3), (0.35, 2.3), (0.35, -2.3)),),
    "2": (((-1.35, 1.2), (-1.05, 1.9), (-0.3, 2.3), (0.5, 2.25), (1.2, 1.75), (1.3, 1.0), (0.9, 0.2), (-1.4, -2.25), (1.45, -2.25)),),
    "3": (((-1.3, 1.6), (-0.7, 2.2), (0.2, 2.3), (1.05, 1.85), (1.1, 1.05), (0.6, 0.35), (-0.25, 0.2), (0.7, 0.05), (1.3, -0.6), (1.25, -1.5), (0.5, -2.2), (-0.5, -2.25), (-1.4, -1.6)),),
    "4": (((0.7, -2.3), (0.7, 2.3), (-1.6, -1.0), (1.6, -1.0)),),
}  # fmt: skip

Points = tuple[tuple[int, int], ...]
Arranged = tuple[float, float, list[shapes.Path], list[FrameCorner]]
"""Width and height in points, paths, and the corner of each frame."""

_ROUND = 1
_TO_POINTS = (1 / PER_POINT, 0, 0, 1 / PER_POINT, 0, 0)


@dataclass(frozen=True, slots=True)
class Plate:
    """The frames of a figure in one drawing, and where their numbers belong: none for a single frame."""

    drawing: shapes.Drawing
    corners: tuple[FrameCorner, ...]

    def with_numbers(self) -> shapes.Drawing:
        """The drawing with its numbers in it, for where no page sets them."""
        if not self.corners:
            return self.drawing
        box = numbered((self.drawing.width, self.drawing.height), self.corners, DISC, APART, 1.0)
        made = shapes.Drawing(box.width, box.height)
        marks = [m for n, (x, y) in enumerate(box.places, 1) for m in _number(n, x + DISC / 2, made.height - y - DISC / 2)]
        made.add(shapes.Group(*self.drawing.contents, transform=(1, 0, 0, 1, box.left, box.height - box.head - self.drawing.height)))
        made.add(shapes.Group(*marks, transform=_TO_POINTS))
        return made


def arrange(canvases: Sequence[Canvas], largest: float = SCALE) -> Plate:
    """Put frames together into one drawing, at most ``largest`` points to the centimetre of the body."""
    boxes = [c.box() for c in canvases]
    widths = [(b[2] - b[0]) / UNIT for b in boxes]
    heights = [(b[3] - b[1]) / UNIT for b in boxes]
    count = len(boxes)
    margin = DISC + APART if count > 1 else 0.0
    gaps = GAP * (count - 1)
    span = (max(b[3] for b in boxes) - min(b[1] for b in boxes)) / UNIT
    row = min((WIDTH - gaps - 2 * EDGE) / sum(widths), (HEIGHT - 2 * EDGE - margin) / span, largest)
    column = min((WIDTH - 2 * EDGE - margin) / max(widths), (HEIGHT - gaps - 2 * EDGE) / sum(heights), largest)
    stacked = count > 1 and column > row * BETTER
    scale = column if stacked else row
    for coarse in (1.0, 1.35, 1.8):
        width, height, paths, corners = _stack(canvases, boxes, scale, coarse) if stacked else _row(canvases, boxes, scale, coarse)
        if sum(len(path.points) // 2 for path in paths) <= POINTS:
            break
    drawing = shapes.Drawing(width, height)
    drawing.add(shapes.Group(*paths, transform=_TO_POINTS))
    return Plate(drawing, tuple(corners) if count > 1 else ())


def _row(canvases: Sequence[Canvas], boxes: Sequence[Bounds], scale: float, coarse: float) -> Arranged:
    """Side by side on one ground line, numbers at the top left."""
    bottom, top = min(b[1] for b in boxes), max(b[3] for b in boxes)
    x = EDGE
    paths: list[shapes.Path] = []
    corners = []
    for canvas, b in zip(canvases, boxes, strict=True):
        paths += _placed(canvas, scale, x - b[0] / UNIT * scale, EDGE - bottom / UNIT * scale, coarse)
        corners.append(FrameCorner(round(x, 2), EDGE, _free(canvas, b[0], top, scale)))
        x += max((b[2] - b[0]) / UNIT * scale, DISC) + GAP
    return round(x - GAP + EDGE, 2), round((top - bottom) / UNIT * scale + 2 * EDGE, 2), paths, corners


def _stack(canvases: Sequence[Canvas], boxes: Sequence[Bounds], scale: float, coarse: float) -> Arranged:
    """One under the other, numbers at the left."""
    left = min(b[0] for b in boxes)
    width = max(b[2] - b[0] for b in boxes) / UNIT * scale + 2 * EDGE
    height = sum(b[3] - b[1] for b in boxes) / UNIT * scale + GAP * (len(boxes) - 1) + 2 * EDGE
    y = height - EDGE
    paths: list[shapes.Path] = []
    corners = []
    for canvas, b in zip(canvases, boxes, strict=True):
        corners.append(FrameCorner(EDGE, round(height - y, 2), _free(canvas, left, b[3], scale)))
        y -= (b[3] - b[1]) / UNIT * scale
        paths += _placed(canvas, scale, EDGE - left / UNIT * scale, y - b[1] / UNIT * scale, coarse)
        y -= GAP
    return round(width, 2), round(height, 2), paths, corners


def _free(canvas: Canvas, left: float, top: float, scale: float) -> float:
    """The diameter in points of the largest disc in the top left corner of a frame that nothing is drawn in."""
    least = DISC * 100.0
    for m in canvas.marks:
        for path in m.paths:
            for (ax, ay), (bx, by) in pairwise([*path, path[0]] if m.closed else path):
                steps = max(1, ceil(dist((ax, ay), (bx, by)) / (2 * UNIT)))
                for i in range(steps + 1):
                    across, down = ax + (bx - ax) * i / steps - left, top - ay - (by - ay) * i / steps
                    # the circle that touches both edges of the corner and goes through this point
                    least = min(least, 2 * (across + down - (2 * max(across, 0) * max(down, 0)) ** 0.5))
    return round(max(least, 0.0) / UNIT * scale, 2)


def _placed(canvas: Canvas, scale: float, x: float, y: float, coarse: float) -> list[shapes.Path]:
    factor = scale * PER_POINT / UNIT
    dx, dy = x * PER_POINT, y * PER_POINT
    made = []
    for m in canvas.marks:
        paths: list[Points] = []
        for path in m.paths:
            closed = m.closed or (len(path) > 3 and path[0] == path[-1])
            line = thinned([*path, path[0]] if m.closed else path, coarse * _tolerance(m) * PER_POINT / factor)
            points = [(round(px * factor + dx), round(py * factor + dy)) for px, py in line]
            kept = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
            if m.closed and len(kept) > 3:
                kept.pop()
            if len(kept) > (2 if closed else 1):
                paths.append(tuple(kept))
        if paths:
            made.append(_path(paths, m.fill, m.line, m.width, m.dash, m.closed))
    return made


def _tolerance(mark: PaintedMark) -> float:
    if mark.line is None:
        return FILL_TOLERANCE if mark.fill != SHADE else 4 * FILL_TOLERANCE
    return LINE_TOLERANCE if mark.width > 0.9 else FINE_TOLERANCE


def _path(
    lines: Sequence[Points], fill: str | None, line: str | None, width: float, dash: tuple[float, float] | None = None, closed: bool = False
) -> shapes.Path:  # fmt: skip
    """Lines as one path, filled by the nonzero rule, with round caps and joins; ``width`` and ``dash`` in points."""
    path = shapes.Path(
        fillColor=fill and HexColor(fill),
        strokeColor=line and HexColor(line),
        strokeWidth=width * PER_POINT,
        strokeLineCap=_ROUND,
        strokeLineJoin=_ROUND,
        strokeDashArray=dash and [length * PER_POINT for length in dash],
        fillMode=shapes.FILL_NON_ZERO,
    )
    for points in lines:
        path.moveTo(*points[0])
        for x, y in points[1:]:
            path.lineTo(x, y)
        if closed:
            path.closePath()
    return path


def _number(number: int, x: float, y: float) -> list[shapes.Path]:
    disc = tuple(
        (round((x + DISC / 2 * cos(pi * i / 16)) * PER_POINT), round((y + DISC / 2 * sin(pi * i / 16)) * PER_POINT)) for i in range(32)
    )
    strokes = tuple(tuple((round((x + px) * PER_POINT), round((y + py) * PER_POINT)) for px, py in line) for line in DIGITS[str(number)])
    return [_path([disc], LINE, None, 0.0, closed=True), _path(strokes, None, HALO, 1.0)]
