"""Walks a ReportLab ``Drawing`` and sends its paths to a writer: PDF operators or SVG.

This is what is painted; anything else is an ``Unpaintable`` error and never left out:

- shapes: ``Path`` (with ``ArcPath`` and ``Hatching``), ``Line``, ``PolyLine``, ``Polygon``, ``Rect`` (``rx`` and ``ry``), ``Circle``,
  ``Ellipse``, ``Wedge``, and every widget or other ``UserNode`` that provides these, such as ``QrCodeWidget``;
- ``Group`` with its ``transform``, and a ``Path`` with ``isClipPath``, which clips what follows it in its group;
- of a shape: fill and stroke colours (drawn in RGB), ``fillOpacity`` and ``strokeOpacity`` (where they are None, the colour's alpha),
  ``fillMode``, ``autoclose``, width, caps, joins, miter limit, and dashes with their phase.

``String`` and ``Image`` are refused: text of a picture would be in a font that the page does not embed and in no structure element.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, NamedTuple, Protocol

from reportlab.graphics import shapes
from reportlab.lib.colors import Color

Matrix = tuple[float, float, float, float, float, float]
Tone = tuple[float, float, float]
"""Red, green and blue from 0 to 1."""

_CURVE = 0.5522847498
"""How far the control points of a quarter of a circle are from its ends, in radii."""
_LARGEST = 1e7
_DEEPEST = 100
_MITER_LIMIT = 10.0
_INHERITED = ("strokeColor", "strokeWidth", "strokeLineCap", "strokeLineJoin", "strokeMiterLimit", "strokeDashArray", "strokeOpacity",
              "fillColor", "fillOpacity", "fillMode")  # fmt: skip
_HINTS = {
    "String": "turn its text into paths, or write it beside the picture",
    "Image": "give the pixels themselves, as a PNG or JPEG file",
}
_FLATTEN = "draw it with paths, groups, and plain fills and strokes"


class Unpaintable(ValueError):  # noqa: N818 - it says what is wrong with the drawing
    """A drawing holds what is not painted. ``hint`` says what to write instead."""

    def __init__(self, what: str, hint: str = _FLATTEN) -> None:
        super().__init__(what)
        self.hint = hint


class Segment(NamedTuple):
    """A step of a path: ``m`` move, ``l`` line, ``c`` cubic curve, ``h`` close, as PDF names them."""

    operator: str
    points: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class PaintStyle:
    """How a path is painted; ``fill`` or ``stroke`` is None when it is not."""

    fill: Tone | None
    stroke: Tone | None
    fill_opacity: float = 1.0
    stroke_opacity: float = 1.0
    even_odd: bool = False
    width: float = 1.0
    cap: int = 0
    join: int = 0
    miter_limit: float = _MITER_LIMIT
    dash: tuple[float, ...] = ()
    phase: float = 0.0


class Target(Protocol):
    """What a drawing is written to."""

    def begin(self, matrix: Matrix) -> None:
        """A group begins, in coordinates of its own."""

    def end(self) -> None:
        """The group ends, and its clip with it."""

    def clip(self, path: Sequence[Segment], even_odd: bool) -> None:
        """Until the group ends, only what is inside of this path is shown."""

    def path(self, path: Sequence[Segment], style: PaintStyle) -> None:
        """Paint a path."""


def paint(drawing: shapes.Drawing, target: Target) -> None:
    """Hand everything in a ``Drawing`` to a target, in order. Raises ``Unpaintable``."""
    if not isinstance(drawing, shapes.Drawing):
        raise Unpaintable(f"this is a {type(drawing).__name__}", "give a reportlab.graphics.shapes.Drawing")
    if not all(isfinite(side) and 0 < side < _LARGEST for side in (drawing.width, drawing.height)):
        raise Unpaintable("it has no size", "give the Drawing a width and a height in points")
    if drawing.renderScale != 1:
        raise Unpaintable("renderScale of a Drawing is not painted", "call its scale() and give it the width and height that it then has")
    _group(drawing, target, 0)


def size(drawing: shapes.Drawing) -> tuple[float, float]:
    """The width and height of a ``Drawing`` in points."""
    return float(drawing.width), float(drawing.height)


def _group(group: shapes.Group, target: Target, depth: int) -> None:
    if depth > _DEEPEST:
        raise Unpaintable(f"its groups are nested more than {_DEEPEST} deep")
    if styled := [name for name in _INHERITED if getattr(group, name, None) is not None]:
        raise Unpaintable(f"{styled[0]} of a {type(group).__name__} is not painted", "give it to the shapes themselves")
    target.begin(_checked_matrix(group.transform))
    for node in group.getContents():
        _node(node, target, depth)
    target.end()


def _node(node: Any, target: Target, depth: int) -> None:
    for _ in range(_DEEPEST):
        if not isinstance(node, shapes.UserNode):
            break
        node = node.provideNode()
    if isinstance(node, shapes.Group):
        _group(node, target, depth + 1)
        return
    path = _checked(_outline(node))
    style = _style(node, path)
    if path and (style.fill or style.stroke):
        target.path(path, style)
    if isinstance(node, shapes.Path) and node.isClipPath:
        if not path:
            raise Unpaintable("a path that clips is empty")
        target.clip(path, style.even_odd)


def _checked_matrix(matrix: Sequence[float]) -> Matrix:
    a, b, c, d, e, f = map(float, matrix)
    _refuse_huge((a, b, c, d, e, f))
    return a, b, c, d, e, f


def _checked(path: Iterator[Segment]) -> tuple[Segment, ...]:
    found = tuple(path)
    if found and found[0].operator != "m":
        raise Unpaintable("a path does not begin with a moveTo")
    for segment in found:
        _refuse_huge(segment.points)
    return found


def _refuse_huge(values: Sequence[float]) -> None:
    if not all(isfinite(v) and abs(v) < _LARGEST for v in values):
        raise Unpaintable("it holds a number that is too large")


def _outline(node: Any) -> Iterator[Segment]:
    """The path of a shape in its own coordinates. Raises ``Unpaintable`` for what is no shape of the subset."""
    match node:
        case shapes.Path():
            yield from _path(node)
        case shapes.Line():
            yield from _polyline((node.x1, node.y1, node.x2, node.y2))
        case shapes.PolyLine():
            yield from _polyline(node.points)
        case shapes.Polygon():
            yield from _polyline(node.points)
            yield Segment("h")
        case shapes.Rect():
            yield from _rectangle(node)
        case shapes.Circle():
            yield from _ellipse(node.cx, node.cy, node.r, node.r)
        case shapes.Ellipse():
            yield from _ellipse(node.cx, node.cy, node.rx, node.ry)
        case shapes.Wedge():
            yield from _outline(node.asPolygon())
        case _:
            name = type(node).__name__
            raise Unpaintable(f"{name} is not painted", _HINTS.get(name, _FLATTEN))


def _path(node: Any) -> Iterator[Segment]:
    closes = node.autoclose == "pdf" and node.fillColor is not None
    at, before = 0, ""
    for operator in node.operators:
        letter, count = (("m", 2), ("l", 2), ("c", 6), ("h", 0))[operator]
        points = tuple(map(float, node.points[at : at + count]))
        if len(points) < count:
            raise Unpaintable("a path has fewer points than its operators need")
        if closes and letter == "m" and before not in ("", "h"):
            yield Segment("h")
        yield Segment(letter, points)
        at += count
        before = letter
    if closes and before not in ("", "h"):
        yield Segment("h")


def _polyline(points: Sequence[float]) -> Iterator[Segment]:
    for at in range(0, len(points), 2):
        yield Segment("l" if at else "m", (float(points[at]), float(points[at + 1])))


def _rectangle(node: Any) -> Iterator[Segment]:
    left, bottom, right, top = node.x, node.y, node.x + node.width, node.y + node.height
    rx, ry = min(abs(node.rx), abs(node.width) / 2), min(abs(node.ry), abs(node.height) / 2)
    if not rx or not ry:
        yield from _polyline((left, bottom, right, bottom, right, top, left, top))
        yield Segment("h")
        return
    kx, ky = rx * (1 - _CURVE), ry * (1 - _CURVE)
    yield Segment("m", (left + rx, bottom))
    yield Segment("l", (right - rx, bottom))
    yield Segment("c", (right - kx, bottom, right, bottom + ky, right, bottom + ry))
    yield Segment("l", (right, top - ry))
    yield Segment("c", (right, top - ky, right - kx, top, right - rx, top))
    yield Segment("l", (left + rx, top))
    yield Segment("c", (left + kx, top, left, top - ky, left, top - ry))
    yield Segment("l", (left, bottom + ry))
    yield Segment("c", (left, bottom + ky, left + kx, bottom, left + rx, bottom))
    yield Segment("h")


def _ellipse(x: float, y: float, rx: float, ry: float) -> Iterator[Segment]:
    kx, ky = rx * _CURVE, ry * _CURVE
    yield Segment("m", (x + rx, y))
    yield Segment("c", (x + rx, y + ky, x + kx, y + ry, x, y + ry))
    yield Segment("c", (x - kx, y + ry, x - rx, y + ky, x - rx, y))
    yield Segment("c", (x - rx, y - ky, x - kx, y - ry, x, y - ry))
    yield Segment("c", (x + kx, y - ry, x + rx, y - ky, x + rx, y))
    yield Segment("h")


def _style(node: Any, path: Sequence[Segment]) -> PaintStyle:
    """How a shape is painted, as ReportLab's own renderer for PDF does it."""
    fill, stroke = _tone(getattr(node, "fillColor", None)), _tone(node.strokeColor)
    if isinstance(node, (shapes.Line, shapes.PolyLine)) or (isinstance(node, shapes.Path) and not node.autoclose and not _closed(path)):
        fill = None
    if node.strokeWidth <= 0:
        stroke = None
    phase, dash = _dashes(node.strokeDashArray)
    return PaintStyle(
        fill=fill and fill[0],
        stroke=stroke and stroke[0],
        fill_opacity=_opacity(getattr(node, "fillOpacity", None), fill),
        stroke_opacity=_opacity(node.strokeOpacity, stroke),
        even_odd=getattr(node, "fillMode", shapes.FILL_EVEN_ODD) == shapes.FILL_EVEN_ODD,
        width=float(node.strokeWidth),
        cap=int(node.strokeLineCap),
        join=int(node.strokeLineJoin),
        miter_limit=float(node.strokeMiterLimit) if node.strokeMiterLimit >= 1 else _MITER_LIMIT,
        dash=dash,
        phase=phase,
    )


def _closed(path: Sequence[Segment]) -> bool:
    """Whether every part of a path is closed; ReportLab does not fill one that is not, unless ``autoclose`` says so."""
    return [s.operator for s in path].count("m") == [s.operator for s in path].count("h")


def _tone(colour: Any) -> tuple[Tone, float] | None:
    """A colour and its opacity."""
    if colour is None:
        return None
    if not isinstance(colour, Color):
        raise Unpaintable(f"{colour!r} is no colour", "give a reportlab.lib.colors.Color")
    return (float(colour.red), float(colour.green), float(colour.blue)), float(colour.alpha)


def _opacity(own: float | None, tone: tuple[Tone, float] | None) -> float:
    return float(own) if own is not None else tone[1] if tone else 1.0


def _dashes(dash: Any) -> tuple[float, tuple[float, ...]]:
    """The phase and the lengths of dashes, which ReportLab writes ``[lengths]`` or ``[phase, [lengths]]``."""
    if not dash:
        return 0.0, ()
    phase, lengths = (dash[0], dash[1]) if len(dash) == 2 and isinstance(dash[1], (list, tuple)) else (0.0, dash)
    if not all(length >= 0 for length in lengths) or sum(lengths) <= 0:
        raise Unpaintable("a dash has no length", "give strokeDashArray lengths above 0")
    return float(phase) % (2 * sum(lengths)), tuple(map(float, lengths))
