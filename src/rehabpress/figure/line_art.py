"""Draws a figure otherwise: as black lines on white, to save ink; in heavier lines, for where it is small."""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise

from reportlab.graphics import shapes
from reportlab.lib.colors import Color, HexColor

from rehabpress.figure.arrange import PER_POINT
from rehabpress.figure.palette import ARROW, DARK_RED, DETAIL, GHOST_LINE, HATCH, LINE

_BLACK, _GREY, _WHITE = HexColor("#000000"), HexColor("#767676"), HexColor("#ffffff")
_LIGHT, _MIDDLE = 0.8, 0.4
"""From these parts of the way from black to white a line is left white, or grey."""

WEIGHTS = ((0.62, 1.8), (0.5, 2.4), (0.38, 3.1))
"""Below which scale lines are how much heavier: outlines stay a third of a millimetre wide on the paper, which is what a bad copy keeps."""
_RED, _DARK_RED, _HATCH, _GHOST, _INK = map(HexColor, (ARROW, DARK_RED, HATCH, GHOST_LINE, LINE))
_ARROW = 1.5 * PER_POINT
"""How much wider an arrow gets on each side, at twice the weight of lines."""


def in_heavier_lines(drawing: shapes.Drawing, weight: float) -> shapes.Drawing:
    """A copy of a ``Drawing`` for a small size.

    Outlines are so much heavier; faces and fingers less, so that they do not close up, and hatching not at all. Arrows are broader,
    red is darker, and what was there before is dashed in ink.
    """
    made = deepcopy(drawing)  # the copy that ReportLab makes shares what is in it
    _thicken(made, weight)
    return made


def _thicken(group: shapes.Group, weight: float) -> None:
    for node in group.contents:
        if isinstance(node, shapes.Group):
            _thicken(node, weight)
        elif node.strokeColor:
            by = weight if node.strokeWidth > DETAIL * PER_POINT else 1.0 if node.strokeColor == _HATCH else weight**0.7
            node.strokeWidth *= by
            node.strokeDashArray = node.strokeDashArray and [length * by for length in node.strokeDashArray]
            node.strokeColor = {_HATCH: _DARK_RED, _GHOST: _INK}.get(node.strokeColor, node.strokeColor)
    for halo, arrow in pairwise(group.contents):
        if isinstance(arrow, shapes.Path) and arrow.fillColor == _RED:
            arrow.fillColor = _DARK_RED
            for node, colour, times in ((halo, halo.fillColor, 2.0), (arrow, _DARK_RED, 1.0)):
                node.strokeColor, node.strokeWidth = colour, times * _ARROW * (weight - 1)


def in_lines(drawing: shapes.Drawing) -> shapes.Drawing:
    """A copy of a ``Drawing`` without its fills.

    What lies in front still covers what is behind it; small signs that are nothing but a fill stay dark.
    """
    made = deepcopy(drawing)
    _blacken(made)
    return made


def _blacken(group: shapes.Group) -> None:
    for node in group.contents:
        if isinstance(node, shapes.Group):
            _blacken(node)
            continue
        if node.fillColor:
            outlined = node.strokeColor and node.strokeColor != node.fillColor
            node.fillColor = _WHITE if outlined or _light(node.fillColor) > _MIDDLE else _BLACK
        if node.strokeColor:
            light = _light(node.strokeColor)
            node.strokeColor = _WHITE if light > _LIGHT else _GREY if light > _MIDDLE else _BLACK


def _light(colour: Color) -> float:
    return float(0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue)
