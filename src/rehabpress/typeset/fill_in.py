"""What a patient fills in with a pen: boxes to tick, and lines to write on, which are decoration.

Boxes are a figure with a description, and no form fields: they are for a pen. As decoration they would leave a screen reader with empty
cells, and nobody could tell a day with two boxes from a day off.
"""

from __future__ import annotations

from math import ceil

from rehabpress.markup.blocks import Ticks, WriteIn
from rehabpress.support.pdf_syntax import string
from rehabpress.typeset.computed_style import Border
from rehabpress.typeset.context import LayoutContext
from rehabpress.typeset.fragment import NOTHING, Elements, Fragment, FragmentPart, Strip
from rehabpress.typeset.marked_content import ARTIFACT, MarkedContent, StructElement

_SIZE, _LINE, _WRITING_LINE = 16.0, 1.0, 0.75
_LEAST = 14.0
"""A box may be made so small to fit its frame, and no smaller: a pen has to hit it."""
_SLACK = 0.01


def ticks(block: Ticks, width: float, setting: LayoutContext) -> Fragment:
    """Boxes in rows that are about equally long, or a line across where there is none."""
    look = setting.looks.look(block.style)
    size, gap = look.width or _SIZE, look.gap
    if _LEAST <= width < size:
        size = width
    edge = Border(look.height or _LINE, look.manner.colour)
    count = block.firm + block.open
    fit = int((width + gap + _SLACK) // (size + gap))
    if not fit:
        setting.problem(block.place, "a box to tick is wider than its frame", "give its column a larger part of the width")
        return NOTHING
    rows = max(1, ceil(count / fit))
    across = ceil(count / rows) if count else 1
    wide, high = across * (size + gap) - gap, rows * (size + gap) - gap
    for n in range(count):
        _box(setting, edge._replace(dashed=n >= block.firm), n % across * (size + gap), n // across * (size + gap), size)
    if not count:
        setting.pen.edge(edge, 0, size / 2, size, size / 2)
    x = {"left": 0.0, "centre": (width - wide) / 2, "right": width - wide}[look.align]
    elements = (StructElement("Figure", attributes=f"/Alt{string(block.alt)}"),)
    ink = MarkedContent((((0, setting.pen.take()),),), elements, area=(0.0, -high, wide, 0.0))
    return Fragment((Strip(high, (FragmentPart(x, 0, ink, 0, 0, 1),)),), Elements.of(elements), before=look.before, after=look.after)


def box_width(block: Ticks, setting: LayoutContext) -> float:
    """The width of one of those boxes, in points."""
    return setting.looks.look(block.style).width or _SIZE


def _box(setting: LayoutContext, edge: Border, x: float, y: float, size: float) -> None:
    near, far = edge.width / 2, size - edge.width / 2
    setting.pen.frame(edge, x + near, y + near, x + far, y + far)


def write_in(block: WriteIn, width: float, setting: LayoutContext) -> Fragment:
    """The lines, each at the foot of its room, which is the leading of the style."""
    look = setting.looks.look(block.style)
    edge = Border(look.height or _WRITING_LINE, look.manner.colour)
    for n in range(1, block.lines + 1):
        setting.pen.edge(edge, 0, n * look.leading - edge.width / 2, min(look.width or width, width), n * look.leading - edge.width / 2)
    ink = MarkedContent((((ARTIFACT, setting.pen.take()),),), ())
    return Fragment((Strip(block.lines * look.leading, (FragmentPart(0, 0, ink, 0, 0, 1),)),), before=look.before, after=look.after)
