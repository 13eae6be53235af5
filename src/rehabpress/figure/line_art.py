"""A figure as black lines on white, for printers that must not drink ink."""

from __future__ import annotations

from dataclasses import replace

from rehabpress.figure.drawing import FigureDrawing, PaintedShape

_BLACK, _GREY, _WHITE = "#000000", "#767676", "#ffffff"
_LIGHT, _MIDDLE = 0.8, 0.4
"""From these parts of the way from black to white a line is left white, or grey."""


def in_lines(drawing: FigureDrawing) -> FigureDrawing:
    """The drawing without its fills. What lies in front still covers what is behind it; small signs that are nothing but a fill stay dark."""
    return replace(drawing, shapes=tuple(_in_lines(shape) for shape in drawing.shapes))


def _in_lines(shape: PaintedShape) -> PaintedShape:
    fill, line = shape.fill, shape.line
    if fill:
        fill = _WHITE if line or _light(fill) > _MIDDLE else _BLACK
    if line:
        light = _light(line)
        line = _WHITE if light > _LIGHT else _GREY if light > _MIDDLE else _BLACK
    return replace(shape, fill=fill, line=line)


def _light(colour: str) -> float:
    red, green, blue = bytes.fromhex(colour[1:])
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255
