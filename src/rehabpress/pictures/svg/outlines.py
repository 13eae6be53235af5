"""The basic shapes of SVG as paths, from where and in the direction in which SVG says that they run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rehabpress.pictures.painter import Segment
from rehabpress.pictures.svg.document import NotDrawn, SvgElement
from rehabpress.pictures.svg.path_data import path_data
from rehabpress.pictures.svg.values import Units, leading_numbers, length

SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})

Path = tuple[Segment, ...]

_CURVE = 0.5522847498


@dataclass(frozen=True, slots=True)
class Measured:
    """An element whose attributes are read as lengths in pixels."""

    element: SvgElement
    units: Units

    def across(self, name: str, default: float = 0.0) -> float:
        """A length from left to right."""
        return self._read(name, self.units.width, default)

    def down(self, name: str, default: float = 0.0) -> float:
        """A length downwards."""
        return self._read(name, self.units.height, default)

    def size(self, name: str, whole: float) -> float:
        """A length that must not be below 0."""
        found = self._read(name, whole, 0.0)
        if found < 0:
            raise NotDrawn(f"{name} is below 0")
        return found

    def says(self, name: str) -> bool:
        """Whether an attribute is there and says more than that it is to be found out."""
        return self.element.get(name, "auto").strip() != "auto"

    def _read(self, name: str, whole: float, default: float) -> float:
        if not self.says(name):
            return default
        return length(name, self.element.attrib[name].strip(), self.units, whole)


def outline(element: SvgElement, units: Units) -> Path:
    """The path of a basic shape or a path; empty for one without a size. Raises ``NotDrawn``."""
    at = Measured(element, units)
    match element.name:
        case "path":
            return path_data(element.get("d", "")) if element.get("d", "").strip() != "none" else ()
        case "rect":
            return _rectangle(at)
        case "circle":
            radius = at.size("r", units.diagonal)
            return _ellipse(at.across("cx"), at.down("cy"), radius, radius)
        case "ellipse":
            rx, ry = at.size("rx", units.width), at.size("ry", units.height)
            return _ellipse(at.across("cx"), at.down("cy"), rx if at.says("rx") else ry, ry if at.says("ry") else rx)
        case "line":
            return (Segment("m", (at.across("x1"), at.down("y1"))), Segment("l", (at.across("x2"), at.down("y2"))))
    # what stands behind an error, or has no second coordinate, is no point: so says SVG, and so do all programs
    points, _ = leading_numbers(element.get("points", ""))
    corners = [points[n : n + 2] for n in range(0, len(points) - 1, 2)]
    return _lines(corners, element.name == "polygon") if len(corners) > 1 else ()


def _lines(corners: Sequence[tuple[float, ...]], closed: bool) -> Path:
    lines = tuple(Segment("l" if index else "m", corner) for index, corner in enumerate(corners))
    return (*lines, Segment("h")) if closed else lines


def _rectangle(at: Measured) -> Path:
    left, top = at.across("x"), at.down("y")
    width, height = at.size("width", at.units.width), at.size("height", at.units.height)
    if not width or not height:
        return ()
    rx, ry = at.across("rx", -1.0), at.down("ry", -1.0)
    rx, ry = (rx if rx >= 0 else max(ry, 0.0)), (ry if ry >= 0 else max(rx, 0.0))
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    right, bottom = left + width, top + height
    if not rx or not ry:
        return _lines(((left, top), (right, top), (right, bottom), (left, bottom)), True)
    kx, ky = rx * (1 - _CURVE), ry * (1 - _CURVE)
    return (
        Segment("m", (left + rx, top)),
        Segment("l", (right - rx, top)),
        Segment("c", (right - kx, top, right, top + ky, right, top + ry)),
        Segment("l", (right, bottom - ry)),
        Segment("c", (right, bottom - ky, right - kx, bottom, right - rx, bottom)),
        Segment("l", (left + rx, bottom)),
        Segment("c", (left + kx, bottom, left, bottom - ky, left, bottom - ry)),
        Segment("l", (left, top + ry)),
        Segment("c", (left, top + ky, left + kx, top, left + rx, top)),
        Segment("h"),
    )


def _ellipse(x: float, y: float, rx: float, ry: float) -> Path:
    if not rx or not ry:
        return ()
    kx, ky = rx * _CURVE, ry * _CURVE
    return (
        Segment("m", (x + rx, y)),
        Segment("c", (x + rx, y + ky, x + kx, y + ry, x, y + ry)),
        Segment("c", (x - kx, y + ry, x - rx, y + ky, x - rx, y)),
        Segment("c", (x - rx, y - ky, x - kx, y - ry, x, y - ry)),
        Segment("c", (x + kx, y - ry, x + rx, y - ky, x + rx, y)),
        Segment("h"),
    )
