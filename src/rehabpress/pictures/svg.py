"""SVG pictures to vector drawings: paths and basic shapes with fills, strokes, transforms and opacity. Anything else is a problem, not a guess."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from math import isfinite
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

import svgelements

from rehabpress.pictures.svg_check import not_drawn
from rehabpress.pictures.xobject import PictureContent, vector
from rehabpress.support.pdf_syntax import number, numbers
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


def drawing_of_svg(data: bytes, place: Place) -> PictureContent:
    """The picture. Raises ``ProblemsFound`` for a file that is broken, or holds what cannot be drawn as it was meant."""
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
        operators, opacities = _drawn(svg)
    except _NotDrawn as error:
        raise ProblemsFound([Problem(place, f"this picture {error}", "export it again as plain SVG, or as PNG")]) from None
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, ArithmeticError, RecursionError) as error:
        hint = f"export it again as plain SVG, or as PNG ({type(error).__name__})"
        raise ProblemsFound([Problem(place, "a shape or a number in this picture cannot be read", hint)]) from None
    if not operators:
        raise ProblemsFound([Problem(place, "this picture shows nothing", "export it again")])
    body = f"{number(_POINTS)} 0 0 {number(-_POINTS)} 0 {number(height * _POINTS)} cm\n" + "\n".join(operators)
    return vector(width * _POINTS, height * _POINTS, body.encode(), opacities)


def _root(data: bytes, place: Place) -> Element:
    if b"<!ENTITY" in data:
        raise ProblemsFound([Problem(place, "this picture declares entities", "export it again as plain SVG")])
    try:
        return fromstring(data)  # noqa: S314 - without entities there is nothing to expand
    except (ParseError, ValueError, LookupError) as error:
        raise ProblemsFound([Problem(place, f"this is not well-formed XML: {error}", "export it again as SVG")]) from None


def _drawn(svg: Any) -> tuple[list[str], dict[str, tuple[float, float]]]:
    out: list[str] = []
    opacities: dict[str, tuple[float, float]] = {}
    count = 0
    for shape in svg.elements():
        if not isinstance(shape, svgelements.Shape) or shape.values.get("visibility") in ("hidden", "collapse"):
            continue
        path = list(_path(shape))
        count += len(path)
        if count > _MOST_OPERATORS:
            raise _NotDrawn("has too many points")
        painted = _painted(shape, opacities)
        if path and painted:
            before, paint = painted
            matrix = shape.transform
            where = _matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
            out.append(f"q {where} cm {before}\n{' '.join(path)} {paint} Q")
    return out, opacities


def _matrix(*values: float) -> str:
    if not all(isfinite(v) and abs(v) < 1e7 for v in values):
        raise _NotDrawn("holds a number that is too large")
    return " ".join([f"{v:.6f}".rstrip("0").rstrip(".") for v in values])


def _path(shape: Any) -> Iterator[str]:
    """The operators of a shape's outline in its own coordinates."""
    for segment in shape.segments(transformed=False):
        if isinstance(segment, svgelements.Move):
            yield f"{_at(segment.end)} m"
        elif isinstance(segment, svgelements.Close):
            yield "h"
        elif isinstance(segment, svgelements.Line):
            yield f"{_at(segment.end)} l"
        elif isinstance(segment, svgelements.CubicBezier):
            yield f"{_at(segment.control1)} {_at(segment.control2)} {_at(segment.end)} c"
        elif isinstance(segment, svgelements.QuadraticBezier):
            one, control, two = segment.start, segment.control, segment.end
            yield f"{_at(one + (control - one) * (2 / 3))} {_at(two + (control - two) * (2 / 3))} {_at(two)} c"
        elif isinstance(segment, svgelements.Arc):
            yield from (f"{_at(c.control1)} {_at(c.control2)} {_at(c.end)} c" for c in segment.as_cubic_curves())
        else:
            raise _NotDrawn(f"holds a {type(segment).__name__}")


def _at(point: Any) -> str:
    x, y = float(point.x), float(point.y)
    if not (isfinite(x) and isfinite(y) and abs(x) < 1e7 and abs(y) < 1e7):
        raise _NotDrawn("holds a number that is too large")
    return numbers(x, y)


def _painted(shape: Any, opacities: dict[str, tuple[float, float]]) -> tuple[str, str] | None:
    """What sets the colours of a shape, and the operator that paints it; nothing for a shape that shows nothing."""
    values = shape.values
    fill, stroke = _colour(values.get("fill", "black")), _colour(values.get("stroke", "none"))
    width = float(shape.stroke_width)
    if width <= 0:
        stroke = None
    if isinstance(shape, svgelements.SimpleLine):
        fill = None
    if fill is None and stroke is None:
        return None
    out: list[str] = []
    whole = _part(values.get("opacity", "1"))
    alphas = (
        whole * _part(values.get("fill-opacity", "1")) * (fill[3] if fill else 1),
        whole * _part(values.get("stroke-opacity", "1")) * (stroke[3] if stroke else 1),
    )
    if alphas != (1, 1):
        name = f"G{round(alphas[0] * 1000)}-{round(alphas[1] * 1000)}"
        opacities[name] = alphas
        out.append(f"/{name} gs")
    if fill:
        out.append(f"{numbers(*fill[:3])} rg")
    if stroke:
        out += [f"{numbers(*stroke[:3])} RG {number(width)} w", *_stroked(values)]
    even = "*" if values.get("fill-rule") == "evenodd" else ""
    return " ".join(out), ("B" + even if fill and stroke else "f" + even if fill else "S")


def _stroked(values: Any) -> Iterator[str]:
    yield f"{_CAPS.get(values.get('stroke-linecap', 'butt'), 0)} J"
    yield f"{_JOINS.get(values.get('stroke-linejoin', 'miter'), 0)} j"
    yield f"{number(max(1.0, float(values.get('stroke-miterlimit', 4))))} M"
    dashes = values.get("stroke-dasharray", "none")
    if dashes != "none":
        lengths = [float(svgelements.Length(d).value(ppi=96)) for d in re.split(r"[\s,]+", dashes.strip()) if d]
        if sum(lengths) > 0:
            offset = float(svgelements.Length(values.get("stroke-dashoffset", "0")).value(ppi=96))
            yield f"[{numbers(*(lengths if len(lengths) % 2 == 0 else lengths * 2))}] {number(offset % sum(lengths * 2))} d"


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
