"""SVG pictures to ReportLab drawings: paths and basic shapes with fills, strokes, transforms and opacity. Anything else is a problem, not a guess."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from math import isfinite
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

import svgelements
from reportlab.graphics import shapes
from reportlab.lib.colors import Color

from rehabpress.pictures.svg_check import not_drawn
from rehabpress.support.problems import Place, Problem, ProblemsFound

_POINTS = 0.75
"""A pixel of SVG is 1/96 inch."""
_LARGEST = 14_400
_MOST_OPERATORS = 400_000
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}
_BLACK = re.compile(r"black|#0{3}[0-9a-f]?|#0{6}([0-9a-f]{2})?|(rgb|hsl)a?\([0-9.,%\s]+\)")
_CLEAR = ("none", "transparent", "")


class _NotDrawn(Exception):  # noqa: N818 - caught in this module
    """Something in a shape that is not understood."""


def drawing_of_svg(data: bytes, place: Place) -> shapes.Drawing:
    """The picture as a ``Drawing``. Raises ``ProblemsFound`` for a file that is broken, or holds what cannot be drawn as it was meant."""
    root = _root(data, place)
    if problems := [Problem(place, what, hint) for what, hint in not_drawn(root)]:
        raise ProblemsFound(problems)
    if not root.get("viewBox") and not (root.get("width") and root.get("height")):
        raise ProblemsFound([Problem(place, "this picture does not say how large it is", "give its <svg> a viewBox")])
    try:
        svg = svgelements.SVG.parse(io.BytesIO(data), reify=False, on_error="raise")
        width, height = float(svg.width), float(svg.height)
        if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
            raise _NotDrawn(f"is {width:g} by {height:g} pixels large")
        paths = _drawn(svg)
    except _NotDrawn as error:
        raise ProblemsFound([Problem(place, f"this picture {error}", "export it again as plain SVG, or as PNG")]) from None
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, ArithmeticError, RecursionError) as error:
        hint = f"export it again as plain SVG, or as PNG ({type(error).__name__})"
        raise ProblemsFound([Problem(place, "a shape or a number in this picture cannot be read", hint)]) from None
    if not paths:
        raise ProblemsFound([Problem(place, "this picture shows nothing", "export it again")])
    drawing = shapes.Drawing(width * _POINTS, height * _POINTS)
    drawing.add(shapes.Group(*paths, transform=(_POINTS, 0, 0, -_POINTS, 0, height * _POINTS)))
    return drawing


def _root(data: bytes, place: Place) -> Element:
    if b"<!ENTITY" in data:
        raise ProblemsFound([Problem(place, "this picture declares entities", "export it again as plain SVG")])
    try:
        return fromstring(data)  # noqa: S314 - without entities there is nothing to expand
    except (ParseError, ValueError, LookupError) as error:
        raise ProblemsFound([Problem(place, f"this is not well-formed XML: {error}", "export it again as SVG")]) from None


def _drawn(svg: Any) -> list[shapes.Group]:
    """The shapes as paths, each in a group that has its transformation."""
    out: list[shapes.Group] = []
    count = 0
    for shape in svg.elements():
        if not isinstance(shape, svgelements.Shape) or shape.values.get("visibility") in ("hidden", "collapse"):
            continue
        style = _style(shape)
        path = _path(shape, style)
        count += len(path.operators)
        if count > _MOST_OPERATORS:
            raise _NotDrawn("has too many points")
        if path.operators and (path.fillColor or path.strokeColor):
            matrix = shape.transform
            out.append(shapes.Group(path, transform=_finite(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)))
    return out


def _finite(*values: float) -> tuple[float, ...]:
    if not all(isfinite(v) and abs(v) < 1e7 for v in values):
        raise _NotDrawn("holds a number that is too large")
    return values


def _path(shape: Any, style: Mapping[str, Any]) -> shapes.Path:
    """A shape's outline in its own coordinates."""
    path = shapes.Path(**style)
    for segment in shape.segments(transformed=False):
        if isinstance(segment, svgelements.Move):
            path.moveTo(*_at(segment.end))
        elif isinstance(segment, svgelements.Close):
            path.closePath()
        elif isinstance(segment, svgelements.Line):
            path.lineTo(*_at(segment.end))
        elif isinstance(segment, svgelements.CubicBezier):
            path.curveTo(*_at(segment.control1), *_at(segment.control2), *_at(segment.end))
        elif isinstance(segment, svgelements.QuadraticBezier):
            one, control, two = segment.start, segment.control, segment.end
            path.curveTo(*_at(one + (control - one) * (2 / 3)), *_at(two + (control - two) * (2 / 3)), *_at(two))
        elif isinstance(segment, svgelements.Arc):
            for curve in segment.as_cubic_curves():
                path.curveTo(*_at(curve.control1), *_at(curve.control2), *_at(curve.end))
        else:
            raise _NotDrawn(f"holds a {type(segment).__name__}")
    return path


def _at(point: Any) -> tuple[float, ...]:
    return _finite(float(point.x), float(point.y))


def _style(shape: Any) -> dict[str, Any]:
    """How a shape is painted, in ReportLab's words."""
    values = shape.values
    fill, stroke = _colour(values.get("fill", "black")), _colour(values.get("stroke", "none"))
    width = float(shape.stroke_width)
    whole = _part(values.get("opacity", "1"))
    return {
        "fillColor": Color(*fill[:3]) if fill and not isinstance(shape, svgelements.SimpleLine) else None,
        "strokeColor": Color(*stroke[:3]) if stroke and width > 0 else None,
        "fillOpacity": whole * _part(values.get("fill-opacity", "1")) * (fill[3] if fill else 1),
        "strokeOpacity": whole * _part(values.get("stroke-opacity", "1")) * (stroke[3] if stroke else 1),
        "fillMode": shapes.FILL_EVEN_ODD if values.get("fill-rule") == "evenodd" else shapes.FILL_NON_ZERO,
        "autoclose": "svg",
        "strokeWidth": width,
        **(_stroked(values) if stroke and width > 0 else {}),
    }


def _stroked(values: Any) -> dict[str, Any]:
    lengths, offset = [], 0.0
    dashes = values.get("stroke-dasharray", "none")
    if dashes != "none":
        lengths = [float(svgelements.Length(d).value(ppi=96)) for d in re.split(r"[\s,]+", dashes.strip()) if d]
        if len(lengths) % 2:
            lengths *= 2
        offset = float(svgelements.Length(values.get("stroke-dashoffset", "0")).value(ppi=96))
    return {
        "strokeLineCap": _CAPS.get(values.get("stroke-linecap", "butt"), 0),
        "strokeLineJoin": _JOINS.get(values.get("stroke-linejoin", "miter"), 0),
        "strokeMiterLimit": max(1.0, float(values.get("stroke-miterlimit", 4))),
        "strokeDashArray": [offset % sum(lengths), lengths] if sum(lengths) > 0 else None,
    }


def _colour(value: str) -> tuple[float, float, float, float] | None:
    """Red, green, blue and opacity from 0 to 1."""
    value = value.strip()
    if value.lower() in _CLEAR:
        return None
    colour = svgelements.Color(value)
    black = colour.value is None or (colour.red, colour.green, colour.blue) == (0, 0, 0)
    if black and not _BLACK.fullmatch(value.lower()):
        # what svgelements does not know it takes for black
        raise _NotDrawn(f'has a colour that cannot be read: "{value}"')
    return colour.red / 255, colour.green / 255, colour.blue / 255, colour.alpha / 255


def _part(value: str) -> float:
    """A number from 0 to 1, or per cent."""
    part = float(value[:-1]) / 100 if value.endswith("%") else float(value)
    return min(1.0, max(0.0, part))
