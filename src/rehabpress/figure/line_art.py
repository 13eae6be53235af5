"""Draws a figure as black lines on white, to save ink."""

from __future__ import annotations

from reportlab.graphics import shapes
from reportlab.lib.colors import Color, HexColor

_BLACK, _GREY, _WHITE = HexColor("#000000"), HexColor("#767676"), HexColor("#ffffff")
_LIGHT, _MIDDLE = 0.8, 0.4
"""From these parts of the way from black to white a line is left white, or grey."""


def in_lines(drawing: shapes.Drawing) -> shapes.Drawing:
    """A copy of a ``Drawing`` without its fills.

    What lies in front still covers what is behind it; small signs that are nothing but a fill stay dark.
    """
    made = drawing.copy()
    _blacken(made)
    return made


def _blacken(group: shapes.Group) -> None:
    for node in group.contents:
        if isinstance(node, shapes.Group):
            _blacken(node)
            continue
        if node.fillColor:
            node.fillColor = _WHITE if node.strokeColor or _light(node.fillColor) > _MIDDLE else _BLACK
        if node.strokeColor:
            light = _light(node.strokeColor)
            node.strokeColor = _WHITE if light > _LIGHT else _GREY if light > _MIDDLE else _BLACK


def _light(colour: Color) -> float:
    return float(0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue)
