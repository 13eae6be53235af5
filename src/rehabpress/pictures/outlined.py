"""Draws a drawing of somebody else's, such as a logo, as outlines: no area of it drinks ink."""

from __future__ import annotations

from copy import deepcopy

from reportlab.graphics import shapes
from reportlab.lib.colors import black, white

LINE = 1 / 90
"""The width of a line, in parts of the drawing's longer side."""


def outlined(drawing: shapes.Drawing) -> shapes.Drawing:
    """A copy of a ``Drawing`` in which each filled shape is white with a black edge. What lies in front still covers what is behind it."""
    made = deepcopy(drawing)  # its own copy shares what is in its groups
    _outline(made, max(drawing.width, drawing.height) * LINE, 1.0)
    return made


def _outline(group: shapes.Group, width: float, scale: float) -> None:
    for node in group.contents:
        if isinstance(node, shapes.Group):
            a, b, c, d, *_ = node.transform
            _outline(node, width, scale * max(1e-9, abs(a * d - b * c) ** 0.5))
        elif getattr(node, "fillColor", None):
            node.fillColor, node.strokeColor, node.strokeWidth = white, black, width / scale
        elif getattr(node, "strokeColor", None):
            node.strokeColor = black
