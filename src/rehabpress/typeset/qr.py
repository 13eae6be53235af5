"""QR codes by ReportLab's encoder, drawn as squares."""

from __future__ import annotations

from itertools import groupby

from rehabpress.markup.blocks import QrCode
from rehabpress.support.pdf_syntax import numbers, string
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.fragment import NOTHING, Elements, Fragment, FragmentPart, Strip
from rehabpress.typeset.marked_content import MarkedContent, StructElement

_QUIET = 4
"""The empty edge that a scanner needs, in modules."""
_SIZE = 80.0
_SMALLEST = 0.33 * 72 / 25.4
"""A module that a telephone still reads from a photocopy."""


def qr_code(block: QrCode, width: float, setting: LayoutContext) -> Fragment:
    """The code, in the colour of its style on the colour of the paper."""
    look = setting.looks.look(block.style)
    rows = modules(block.href)
    size = min(look.width or _SIZE, width)
    module = size / (len(rows) + 2 * _QUIET)
    if module < _SMALLEST:
        setting.problem(
            block.place,
            f'"{block.href}" is too long for a QR code of this size',
            "use a shorter address, or give the style of qr more width",
        )
        return NOTHING
    squares = []
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            long = len(list(run))
            if dark:
                squares.append(f"{numbers((x + _QUIET) * module, -(y + 1 + _QUIET) * module, long * module, module)} re")
            x += long
    operators = f"{numbers(*look.manner.colour)} rg {' '.join(squares)} f"
    elements = (StructElement("Figure", attributes=f"/Alt{string(block.alt)}"),)
    ink = MarkedContent((((0, operators),),), elements, area=(0.0, -size, size, 0.0))
    x0 = {"left": 0.0, "centre": (width - size) / 2, "right": width - size}[look.align]
    return Fragment((Strip(size, (FragmentPart(x0, 0, ink, 0, 0, 1),)),), Elements.of(elements), before=look.before, after=look.after)


def modules(text: str) -> list[list[bool]]:
    """The dark squares of the code of a text, row by row, with enough redundancy for a crease."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    count = code.getModuleCount()
    return [[bool(code.isDark(y, x)) for x in range(count)] for y in range(count)]
