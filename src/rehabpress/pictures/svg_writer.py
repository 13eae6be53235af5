"""A ReportLab ``Drawing`` as an SVG file."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing

from rehabpress.pictures.painter import Matrix, PaintStyle, Segment, Tone, paint, size
from rehabpress.pictures.pdf_operators import transformation
from rehabpress.support.pdf_syntax import number, numbers

_CAPS = ("butt", "round", "square")
_JOINS = ("miter", "round", "bevel")


class SvgWriter:
    """Writes the elements of an SVG file."""

    def __init__(self) -> None:
        self.rows: list[str] = []
        self._open: list[int] = []
        self._clips = 0

    def begin(self, matrix: Matrix) -> None:
        """A group begins."""
        self._open.append(1)
        self.rows.append("<g>" if matrix == (1, 0, 0, 1, 0, 0) else f'<g transform="matrix({transformation(matrix)})">')

    def end(self) -> None:
        """The group ends."""
        self.rows += ["</g>"] * self._open.pop()

    def clip(self, path: Sequence[Segment], even_odd: bool) -> None:
        """Only what is inside of this path is shown from now on: a group more that ends with the one it stands in."""
        self._clips += 1
        rule = ' clip-rule="evenodd"' if even_odd else ""
        self.rows.append(
            f'<clipPath id="clip{self._clips}"><path d="{_data(path)}"{rule}/></clipPath><g clip-path="url(#clip{self._clips})">'
        )
        self._open[-1] += 1

    def path(self, path: Sequence[Segment], style: PaintStyle) -> None:
        """Paint a path."""
        self.rows.append(f'<path d="{_data(path)}"{_filled(style)}{_stroked(style)}/>')


def _data(path: Sequence[Segment]) -> str:
    return "".join(["Z" if operator == "h" else f"{operator.upper()}{numbers(*points)}" for operator, points in path])


def _filled(style: PaintStyle) -> str:
    if style.fill is None:
        return ' fill="none"'
    rule = ' fill-rule="evenodd"' if style.even_odd else ""
    opacity = f' fill-opacity="{number(style.fill_opacity)}"' if style.fill_opacity != 1 else ""
    return f' fill="{_hexadecimal(style.fill)}"{rule}{opacity}'


def _stroked(style: PaintStyle) -> str:
    if style.stroke is None:
        return ""
    more = [
        (style.cap != 0, "linecap", _CAPS[style.cap]),
        (style.join != 0, "linejoin", _JOINS[style.join]),
        (style.join == 0, "miterlimit", number(style.miter_limit)),
        (style.stroke_opacity != 1, "opacity", number(style.stroke_opacity)),
        (bool(style.dash), "dasharray", numbers(*style.dash)),
        (style.phase != 0, "dashoffset", number(style.phase)),
    ]
    written = "".join([f' stroke-{name}="{value}"' for needed, name, value in more if needed])
    return f' stroke="{_hexadecimal(style.stroke)}" stroke-width="{number(style.width)}"{written}'


def _hexadecimal(tone: Tone) -> str:
    return "#" + bytes(min(255, max(0, round(part * 255))) for part in tone).hex()


def to_svg(drawing: Drawing) -> str:
    """A ``Drawing`` as an SVG file. Raises ``Unpaintable``."""
    out = SvgWriter()
    paint(drawing, out)
    width, height = map(number, size(drawing))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}">'
    return "\n".join([head, f'<g transform="matrix(1 0 0 -1 0 {height})">', *out.rows, "</g>", "</svg>", ""])
