"""A ReportLab canvas whose operators are taken from it and that is never saved, and the shapes drawn with it.

Everything is drawn downwards from an origin at the top left.
"""

from __future__ import annotations

import io
from math import cos, pi, sin

from reportlab.pdfgen.canvas import Canvas

from rehabpress.support.memo import Memo
from rehabpress.typeset.computed_style import Border, ComputedStyle, Rgb

_ROUND = 1
_DASHES = (4, 3)
"""A dash and the gap after it, in parts of the line's width."""


class RecordingCanvas(Canvas):
    """The canvas. ``take`` gives what was drawn since the last time."""

    _code: list[str]

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), initialFontName="Helvetica")
        self._code = []
        self._shapes: Memo[tuple[object, ...], str] = Memo()
        """The operators of boxes, discs and signs, by all that they were asked for with."""

    def take(self) -> str:
        """The operators since the last call."""
        code = " ".join(self._code)
        self._code = []
        return code

    def edge(self, edge: Border, x1: float, y1: float, x2: float, y2: float) -> None:
        """A straight line, ``y`` down."""
        self._line(edge)
        self.line(x1, -y1, x2, -y2)
        if edge.dashed:
            self.setDash()

    def frame(self, edge: Border, x1: float, y1: float, x2: float, y2: float) -> None:
        """The outline of a rectangle, ``y`` down."""
        self._line(edge)
        self.rect(x1, -y2, x2 - x1, y2 - y1, stroke=1, fill=0)
        if edge.dashed:
            self.setDash()

    def _line(self, edge: Border) -> None:
        self.setLineCap(0)
        self.setLineWidth(edge.width)
        self.setStrokeColor(edge.colour)
        if edge.dashed:
            self.setDash([edge.width * n for n in _DASHES])

    def ground(self, colour: Rgb, width: float, height: float, radius: float) -> None:
        """A filled rectangle from the origin down."""
        self.setFillColor(colour)
        if radius:
            self.roundRect(0, -height, width, height, min(radius, width / 2, height / 2), stroke=0, fill=1)
        else:
            self.rect(0, -height, width, height, stroke=0, fill=1)

    def box(self, look: ComputedStyle, width: float, height: float, opens: bool, closes: bool) -> str:
        """The ground and the lines of a box that begins here (``opens``) and ends here (``closes``), or goes on over the page's edge."""
        return self._shapes.of((look, width, height, opens, closes), lambda: self._box(look, width, height, opens, closes))

    def _box(self, look: ComputedStyle, width: float, height: float, opens: bool, closes: bool) -> str:
        if look.ground:
            self.ground(look.ground, width, height, look.radius)
        if look.left:
            self.edge(look.left, look.left.width / 2, 0, look.left.width / 2, height)
        if look.right:
            self.edge(look.right, width - look.right.width / 2, 0, width - look.right.width / 2, height)
        if look.top and opens:
            self.edge(look.top, 0, look.top.width / 2, width, look.top.width / 2)
        if look.bottom and closes:
            self.edge(look.bottom, 0, height - look.bottom.width / 2, width, height - look.bottom.width / 2)
        return self.take()

    def disc(self, colour: Rgb, diameter: float, ring: Border | None = None) -> str:
        """A filled disc, its box at the origin, with a line round it."""
        return self._shapes.of((colour, diameter, ring), lambda: self._disc(colour, diameter, ring))

    def _disc(self, colour: Rgb, diameter: float, ring: Border | None) -> str:
        self.setFillColor(colour)
        if ring:
            self.setLineWidth(ring.width)
            self.setStrokeColor(ring.colour)
        inset = ring.width / 2 if ring else 0.0
        self.circle(diameter / 2, -diameter / 2, diameter / 2 - inset, stroke=int(bool(ring)), fill=1)
        return self.take()

    def sign(self, kind: str, colour: Rgb, size: float) -> str:
        """A sign in a square of ``size`` at the origin: ``cross``, ``tick`` or ``no-entry``."""
        return self._shapes.of((kind, colour, size), lambda: self._sign(kind, colour, size))

    def _sign(self, kind: str, colour: Rgb, size: float) -> str:
        self.setStrokeColor(colour)
        self.setLineCap(_ROUND)
        self.setLineJoin(_ROUND)
        path = self.beginPath()
        if kind == "no-entry":
            self.setLineWidth(size * 0.12)
            r = size * 0.44
            path.circle(size / 2, -size / 2, r)
            dx, dy = r * cos(pi / 4), r * sin(pi / 4)
            path.moveTo(size / 2 - dx, -size / 2 + dy)
            path.lineTo(size / 2 + dx, -size / 2 - dy)
        else:
            self.setLineWidth(size * 0.17)
            points = ((0.12, 0.55), (0.4, 0.85), (0.88, 0.15)) if kind == "tick" else ((0.17, 0.17), (0.83, 0.83))
            path.moveTo(points[0][0] * size, -points[0][1] * size)
            for x, y in points[1:]:
                path.lineTo(x * size, -y * size)
            if kind == "cross":
                path.moveTo(0.17 * size, -0.83 * size)
                path.lineTo(0.83 * size, -0.17 * size)
        self.drawPath(path, stroke=1, fill=0)
        return self.take()
