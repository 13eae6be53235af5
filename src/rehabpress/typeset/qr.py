"""QR codes by ReportLab's encoder, drawn as squares.

They are not kept on disk as other pictures are: what a code says may belong to a patient.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rehabpress.markup.blocks import QrCode
from rehabpress.support.pdf_syntax import number, string
from rehabpress.typeset.computed_style import Rgb
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.fragment import NOTHING, Elements, Fragment, FragmentPart, Strip
from rehabpress.typeset.marked_content import MarkedContent, StructElement

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

_QUIET = 4
"""The empty edge that a scanner needs, in modules."""
_SIZE = 80.0
_SMALLEST = 0.33 * 72 / 25.4
"""A module that a telephone still reads from a photocopy."""


def qr_code(block: QrCode, width: float, setting: LayoutContext) -> Fragment:
    """The code, in the colour of its style on the colour of the paper."""
    from rehabpress.pictures.pdf_operators import operators as painted

    look = setting.looks.look(block.style)
    rows = modules(block.href)
    size = min(look.width or _SIZE, width)
    if size / (len(rows) + 2 * _QUIET) < _SMALLEST:
        setting.problem(
            block.place,
            f'"{block.href}" is too long for a QR code of this size',
            "use a shorter address, or give the style of qr more width",
        )
        return NOTHING
    content, _ = painted(qr_drawing(rows, size, look.manner.colour))
    operators = f"q 1 0 0 1 0 {number(-size)} cm\n{content.decode('ascii')}Q"
    elements = (StructElement("Figure", attributes=f"/Alt{string(block.alt)}"),)
    ink = MarkedContent((((0, operators),),), elements, area=(0.0, -size, size, 0.0))
    x0 = {"left": 0.0, "centre": (width - size) / 2, "right": width - size}[look.align]
    return Fragment((Strip(size, (FragmentPart(x0, 0, ink, 0, 0, 1),)),), Elements.of(elements), before=look.before, after=look.after)


def modules(text: str) -> list[list[bool]]:
    """The dark squares of the code of a text, row by row, with enough redundancy for a crease."""
    from reportlab.graphics.barcode.qr import QrCodeWidget

    code = QrCodeWidget(text, barLevel="M").qr
    code.make()
    return [[bool(dark) for dark in row] for row in code.modules]


def qr_drawing(rows: Sequence[Sequence[bool]], size: float, colour: Rgb) -> Drawing:
    """A code as a ``Drawing`` with its quiet zone, in one path: no light shows between its squares."""
    from reportlab.graphics import shapes
    from reportlab.lib.colors import Color

    module = size / (len(rows) + 2 * _QUIET)
    path = shapes.Path(fillColor=Color(*colour), strokeColor=None, fillMode=shapes.FILL_NON_ZERO)
    for y, row in enumerate(rows):
        left, top = _QUIET * module, size - (y + _QUIET) * module
        for dark, run in groupby(row):
            right = left + len(list(run)) * module
            if dark:
                path.moveTo(left, top)
                for place in ((left, top - module), (right, top - module), (right, top)):
                    path.lineTo(*place)
                path.closePath()
            left = right
    drawing = shapes.Drawing(size, size)
    drawing.add(path)
    return drawing
