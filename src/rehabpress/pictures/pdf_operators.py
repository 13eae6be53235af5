"""A ReportLab ``Drawing`` as the operators of a content stream, and as a Form XObject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportlab.graphics.shapes import Drawing

from rehabpress.pictures.painter import Matrix, PaintStyle, Segment, paint, size
from rehabpress.pictures.xobject import PictureXObject, vector
from rehabpress.support.pdf_syntax import number, numbers

_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Operators:
    """Writes operators, each colour, width and dash only where it changes."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.opacities: dict[str, tuple[float, float]] = {}
        """Names used with the operator ``gs``: the opacity of fills, that of strokes."""
        self._states: list[dict[str, str]] = [{"w": "1", "J": "0", "j": "0", "M": "10", "d": "[] 0", "gs": "/G1000-1000"}]

    def begin(self, matrix: Matrix) -> None:
        """A group begins."""
        self._states.append(dict(self._states[-1]))
        self.lines.append("q" if matrix == _IDENTITY else f"q {transformation(matrix)} cm")

    def end(self) -> None:
        """The group ends."""
        self._states.pop()
        self.lines.append("Q")

    def clip(self, path: Sequence[Segment], even_odd: bool) -> None:
        """Only what is inside of this path is shown from now on."""
        self.lines.append(f"{steps(path)} W{'*' * even_odd} n")

    def path(self, path: Sequence[Segment], style: PaintStyle) -> None:
        """Paint a path."""
        opacities = (style.fill_opacity if style.fill else 1.0, style.stroke_opacity if style.stroke else 1.0)
        name = f"G{round(opacities[0] * 1000)}-{round(opacities[1] * 1000)}"
        if self._set("gs", f"/{name}"):
            self.opacities[name] = opacities
        if style.fill:
            self._set("rg", numbers(*style.fill))
        if style.stroke:
            self._set("RG", numbers(*style.stroke))
            self._set("w", number(style.width))
            self._set("J", str(style.cap))
            self._set("j", str(style.join))
            self._set("M", number(style.miter_limit))
            self._set("d", f"[{numbers(*style.dash)}] {number(style.phase)}")
        even = "*" * (style.even_odd and style.fill is not None)
        self.lines += [steps(path), ("B" if style.fill and style.stroke else "f" if style.fill else "S") + even]

    def _set(self, operator: str, operands: str) -> bool:
        state = self._states[-1]
        if state.get(operator) == operands:
            return False
        state[operator] = operands
        self.lines.append(f"{operands} {operator}")
        return True


def transformation(matrix: Matrix) -> str:
    """The six numbers of a transformation, finer than places are: they multiply them."""
    return " ".join([f"{value:.6f}".rstrip("0").rstrip(".") for value in matrix])


def steps(path: Sequence[Segment]) -> str:
    """The operators that construct a path."""
    return " ".join([f"{numbers(*points)} {operator}" if points else operator for operator, points in path])


def operators(drawing: Drawing) -> tuple[bytes, Mapping[str, tuple[float, float]]]:
    """The operators of a ``Drawing`` with its origin at the bottom left, and the opacities that they name. Raises ``Unpaintable``."""
    out = Operators()
    paint(drawing, out)
    return "\n".join(out.lines).encode("ascii") + b"\n", out.opacities


def form(drawing: Drawing) -> PictureXObject:
    """A ``Drawing`` as a Form XObject: paths only, no fonts. Raises ``Unpaintable``."""
    content, opacities = operators(drawing)
    return vector(*size(drawing), content, opacities)
