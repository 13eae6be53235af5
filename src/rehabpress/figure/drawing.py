"""What figures come to: a frozen list of painted shapes on a small page, which belongs to no document and needs no font."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

PER_POINT = 25
"""Whole numbers to the point (1/72 inch)."""

OutlinePath = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PaintedShape:
    """Paths that are filled (nonzero rule), stroked, or both. Points in 1/25 of a point from the lower left; ``width`` and ``dash`` in points."""

    paths: tuple[OutlinePath, ...]
    fill: str | None
    line: str | None
    width: float
    dash: tuple[float, float] | None
    closed: bool


@dataclass(frozen=True, slots=True)
class FigureDrawing:
    """A vector drawing; ``width`` and ``height`` in points, ``shapes`` in the order they are painted."""

    width: float
    height: float
    shapes: tuple[PaintedShape, ...]

    def mirrored(self) -> FigureDrawing:
        """The same seen in a mirror, numbers and all."""
        right = round(self.width * PER_POINT)
        flipped = (
            PaintedShape(tuple(tuple((right - x, y) for x, y in path) for path in s.paths), s.fill, s.line, s.width, s.dash, s.closed)
            for s in self.shapes
        )
        return FigureDrawing(self.width, self.height, tuple(flipped))


def to_pdf_operators(drawing: FigureDrawing) -> bytes:
    """The operators of a Form XObject with the bounding box ``[0 0 width height]``: paths only, no fonts, no resources."""
    return "\n".join(_operators(drawing)).encode("ascii") + b"\n"


def _operators(drawing: FigureDrawing) -> Iterator[str]:
    yield f"q {_number(1 / PER_POINT)} 0 0 {_number(1 / PER_POINT)} 0 0 cm 1 J 1 j"
    fill = line = width = dash = None
    for shape in drawing.shapes:
        if shape.fill and shape.fill != fill:
            fill = shape.fill
            yield f"{_colour(fill)} rg"
        if shape.line:
            if shape.line != line:
                line = shape.line
                yield f"{_colour(line)} RG"
            if shape.width != width:
                width = shape.width
                yield f"{_number(width * PER_POINT)} w"
            if shape.dash != dash:
                dash = shape.dash
                yield f"[{' '.join(_number(d * PER_POINT) for d in dash or ())}] 0 d"
        for path in shape.paths:
            first, *others = path
            yield f"{first[0]} {first[1]} m"
            yield " ".join(f"{x} {y} l" for x, y in others) + (" h" if shape.closed else "")
        yield "B" if shape.fill and shape.line else "f" if shape.fill else "S"
    yield "Q"


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _colour(tone: str) -> str:
    return " ".join(_number(b / 255) for b in bytes.fromhex(tone[1:]))


def to_svg(drawing: FigureDrawing) -> str:
    """The drawing as an SVG file."""
    width, height = _number(drawing.width), _number(drawing.height)
    top = round(drawing.height * PER_POINT)
    rows = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}">',
        f'<g transform="scale({_number(1 / PER_POINT)})" stroke-linecap="round" stroke-linejoin="round">',
    ]
    for s in drawing.shapes:
        data = "".join("M" + "L".join(f"{x} {top - y}" for x, y in path) + ("Z" if s.closed else "") for path in s.paths)
        stroke = f' stroke="{s.line}" stroke-width="{_number(s.width * PER_POINT)}"' if s.line else ""
        dash = f' stroke-dasharray="{" ".join(_number(d * PER_POINT) for d in s.dash)}"' if s.dash else ""
        rows.append(f'<path d="{data}" fill="{s.fill or "none"}"{stroke}{dash}/>')
    return "\n".join([*rows, "</g>", "</svg>", ""])
