"""Draws a figure: pose and body in, ReportLab ``Drawing`` out."""

from __future__ import annotations

from reportlab.graphics.shapes import Drawing

from rehabpress.figure.arrange import Plate
from rehabpress.figure.scene import painted
from rehabpress.model.body import Body
from rehabpress.model.figure import Figure


def draw(figure: Figure, body: Body, *, mirror: bool = False) -> Drawing:
    """A figure as a ``reportlab.graphics.shapes.Drawing`` of at most 100 by 50 mm. ``mirror`` shows the other side of the body; the numbers stay as they are."""
    return plate(figure, body, mirror=mirror).with_numbers()


def plate(figure: Figure, body: Body, *, mirror: bool = False) -> Plate:
    """The same without its numbers, for a page that sets them itself."""
    return painted(figure, body, mirror)


def mirrored_for(figure: Figure, side: str) -> bool:
    """Whether a figure must be mirrored to show ``left`` or ``right``. It is not when it has no side, or when no one side is meant."""
    return side in ("left", "right") and figure.side is not None and figure.side != side
